/** Dark and light: the system's choice until the person makes another, kept for the next visit. */

const KEY = "sandbox.theme";
export const THEMES = ["system", "light", "dark"];

export function theme() {
  const kept = localStorage.getItem(KEY);
  return THEMES.includes(kept) ? kept : "system";
}

export function setTheme(choice) {
  localStorage.setItem(KEY, choice);
  document.documentElement.dataset.theme = choice;
}

document.documentElement.dataset.theme = theme();
