/** The channel list on narrow screens: a drawer over the messages. */

export class Drawer {
  constructor(shell, scrim, sidebar) {
    this.shell = shell;
    this.scrim = scrim;
    this.sidebar = sidebar;
    this.toggle = this.toggle.bind(this);
    scrim.addEventListener("click", () => this.close());
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.isOpen && !event.defaultPrevented) this.close();
    });
  }

  get isOpen() {
    return this.shell.classList.contains("drawer-open");
  }

  toggle() {
    if (this.isOpen) this.close();
    else this.#set(true);
  }

  close() {
    if (!this.isOpen) return;
    this.#set(false);
    this.#button?.focus();
  }

  get #button() {
    return this.shell.querySelector(".drawer-button");
  }

  #set(open) {
    this.shell.classList.toggle("drawer-open", open);
    this.scrim.hidden = !open;
    this.#button?.setAttribute("aria-expanded", String(open));
    if (open) this.sidebar.querySelector(".channel.current, .channel")?.focus();
  }
}
