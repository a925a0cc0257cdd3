/** What only a sandbox can do: move the time, begin again; and how the page looks. */

import { sandbox } from "./api.js";
import { advance, now, readClock } from "./clock.js";
import { h, icon } from "./dom.js";
import { closePopup, openPopup } from "./popup.js";
import { setTheme, theme, THEMES } from "./theme.js";
import { refreshMoments } from "./when.js";

const STEPS = [
  ["1 minute", 60],
  ["1 hour", 3600],
  ["1 day", 86_400],
  ["1 week", 604_800],
];
const MOMENT = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });

/** The menu's button. `onReset` is called after the sandbox began again. */
export function sandboxButton(client, onReset) {
  const button = h(
    "button",
    {
      type: "button",
      class: "head-button",
      "data-testid": "sandbox-menu",
      "aria-haspopup": "dialog",
      "aria-expanded": "false",
      onclick: () => open(button, client, onReset),
    },
    icon("clock"),
    h("span", { class: "head-words" }, "Sandbox"),
  );
  return button;
}

async function open(button, client, onReset) {
  const clock = h("output", { class: "clock-face", "data-testid": "clock-now" });
  const tick = () => {
    clock.textContent = MOMENT.format(now());
  };
  const ticking = setInterval(tick, 500);
  const panel = h(
    "div",
    { class: "sandbox-panel", role: "dialog", "aria-label": "Sandbox" },
    h("h2", {}, "Time in the sandbox"),
    clock,
    h(
      "div",
      { class: "button-row", role: "group", "aria-label": "Move the time forward" },
      STEPS.map(([words, seconds]) => stepButton(client, words, seconds, tick)),
    ),
    h("h2", {}, "Looks"),
    themeChoice(),
    h("h2", {}, "Begin again"),
    resetButton(client, () => {
      closePopup(panel);
      onReset();
    }),
  );
  tick();
  const opened = openPopup(button, panel, { align: "end", onClose: () => clearInterval(ticking) });
  if (!opened) {
    clearInterval(ticking);
    return;
  }
  panel.querySelector("button").focus();
  await client.attempt(readClock);
  tick();
}

function stepButton(client, words, seconds, tick) {
  const move = async () => {
    await client.attempt(() => advance(seconds));
    tick();
    refreshMoments();
  };
  return h(
    "button",
    { type: "button", class: "btn btn-secondary", "aria-label": `Forward ${words}`, onclick: move },
    h("span", { class: "btn-words" }, `+ ${words}`),
  );
}

function themeChoice() {
  const rows = THEMES.map((name) => {
    const input = h("input", { type: "radio", name: "theme", value: name, onchange: () => setTheme(name) });
    input.checked = theme() === name;
    return h("label", {}, input, h("span", {}, name[0].toUpperCase() + name.slice(1)));
  });
  return h("div", { class: "segmented", role: "radiogroup", "aria-label": "Looks" }, rows);
}

/** Forgetting everything takes a second press. */
function resetButton(client, onReset) {
  const words = h("span", { class: "btn-words" }, "Reset the sandbox");
  const button = h(
    "button",
    { type: "button", class: "btn btn-secondary", "data-testid": "sandbox-reset" },
    words,
  );
  button.addEventListener("click", async () => {
    if (!button.classList.contains("btn-danger")) {
      button.classList.replace("btn-secondary", "btn-danger");
      words.textContent = "Forget all messages: press again";
      return;
    }
    const done = await client.attempt(async () => {
      await sandbox.reset();
      return true;
    });
    if (done) onReset();
  });
  return button;
}
