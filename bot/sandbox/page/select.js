/** A select as messages and modals have it: one or several choices, searchable when there are many. */

import { h, icon } from "./dom.js";
import { Listbox, fitting } from "./listbox.js";
import { closePopup, openPopup, place } from "./popup.js";

const SEARCH_FROM = 11;
const selects = new WeakMap(); // face -> its select

export class Select {
  #values;
  #before;
  #heir = null; // the select drawn in this one's place while its list was open

  /**
   * @param {object} how
   * @param {import("./listbox.js").Choice[]} how.choices
   * @param {(string)[]} [how.selected] values
   * @param {string} [how.placeholder]
   * @param {string} [how.label] what a screen reader calls it, besides the placeholder
   * @param {number} [how.min]
   * @param {number} [how.max]
   * @param {boolean} [how.disabled]
   * @param {boolean} [how.busy]
   * @param {string} [how.key] finds it again after its message was drawn anew
   * @param {(values: string[]) => void} [how.onCommit]
   */
  constructor(how) {
    this.how = { min: 1, max: 1, placeholder: "Make a selection", selected: [], ...how };
    this.#values = new Set(this.how.selected);
    this.element = h("button", {
      type: "button",
      class: "select-face",
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      "aria-busy": this.how.busy && "true",
      "data-key": this.how.key,
      "data-testid": "select",
      disabled: this.how.disabled,
      onclick: () => this.#open(),
      onkeydown: (event) => {
        if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
        event.preventDefault();
        this.#open();
      },
    });
    selects.set(this.element, this);
    this.#drawFace();
  }

  get values() {
    return [...this.#values];
  }

  get isMultiple() {
    return this.how.max > 1;
  }

  #drawFace() {
    const chosen = this.how.choices.filter((one) => this.#values.has(one.value));
    const { placeholder, label, busy } = this.how;
    const words = chosen.map((one) => one.label).join(", ");
    this.element.setAttribute("aria-label", [label, words || placeholder].filter(Boolean).join(": "));
    const shown =
      chosen.length === 0
        ? h("span", { class: "select-placeholder" }, placeholder)
        : h(
            "span",
            { class: "select-chosen" },
            chosen.map((one) =>
              h(
                "span",
                { class: this.isMultiple ? "select-chip" : "select-one" },
                one.mark?.cloneNode?.(true) ?? one.mark,
                one.label,
              ),
            ),
          );
    this.element.replaceChildren(shown, busy ? h("span", { class: "spinner" }) : icon("chevron"));
  }

  #open() {
    if (this.element.ariaBusy === "true") return;
    this.#before = this.values.join("\n");
    const list = new Listbox({
      label: this.how.label ?? this.how.placeholder,
      testId: "select-option",
      multiple: this.isMultiple,
      onChoose: (choice) => this.#toggle(choice, panel, list, search?.value ?? ""),
    });
    const search =
      this.how.choices.length >= SEARCH_FROM &&
      h(
        "input",
        {
          type: "text",
          class: "popup-search",
          role: "combobox",
          "aria-label": "Search",
          "aria-expanded": "true",
          placeholder: "Search",
          autocomplete: "off",
        },
      );
    const hint = this.isMultiple && h("p", { class: "popup-hint" }, countWords(this.how));
    const panel = h("div", { class: "select-popup" }, search, list.element, hint);
    const owner = search || list.element;
    if (!search) list.element.tabIndex = 0;
    list.ownedBy(owner);
    owner.addEventListener("keydown", (event) => this.#key(event, panel, list));
    const first = Math.max(0, this.how.choices.findIndex((one) => this.#values.has(one.value)));
    search?.addEventListener?.("input", () => {
      list.show(fitting(this.how.choices, search.value), { selected: this.#values });
      place(panel);
    });
    const opened = openPopup(this.element, panel, {
      matchWidth: true,
      onClose: () => this.#closed(),
      onMove: (face) => this.#goesOverTo(selects.get(face)),
    });
    if (!opened) return;
    list.show(this.how.choices, { selected: this.#values, standOn: first });
    place(panel);
    owner.focus();
  }

  /** An open list stays open when its message is drawn anew with the same choices. */
  #goesOverTo(heir) {
    const offers = (one) => one.how.choices.map((choice) => choice.value).join("\n");
    if (!heir || heir.element.disabled || offers(heir) !== offers(this)) return false;
    this.#heir = heir;
    return true;
  }

  #key(event, panel, list) {
    if (list.takeKey(event)) return;
    const inSearch = event.target.tagName === "INPUT";
    if (event.key === "Enter" || (event.key === " " && !inSearch)) {
      event.preventDefault();
      if (list.active) list.onChoose(list.active);
    } else if (event.key === "Tab") {
      closePopup(panel);
    } else if (!inSearch && event.key.length === 1) {
      const found = list.choices.findIndex(
        (one) => one.label.toLowerCase().startsWith(event.key.toLowerCase()),
      );
      if (found >= 0) list.stand(found);
    }
  }

  #toggle(choice, panel, list, typed) {
    if (!this.isMultiple) {
      const takesBack = this.how.min === 0 && this.#values.has(choice.value);
      this.#values = new Set(takesBack ? [] : [choice.value]);
      this.#before = null; // choosing the same again is a choice too
      closePopup(panel);
      return;
    }
    if (this.#values.has(choice.value)) this.#values.delete(choice.value);
    else if (this.#values.size < this.how.max) this.#values.add(choice.value);
    const standOn = list.choices.indexOf(choice);
    list.show(fitting(this.how.choices, typed), { selected: this.#values, standOn });
  }

  #closed() {
    const tooFew = this.#values.size < this.how.min && this.#values.size > 0;
    if (tooFew) this.#values = new Set(this.#before ? this.#before.split("\n") : []);
    this.#drawFace();
    const changed = this.#before === null || this.values.join("\n") !== this.#before;
    if (changed && !tooFew) (this.#heir ?? this).how.onCommit?.(this.values);
  }
}

function countWords({ min, max, choices }) {
  const most = Math.min(max, choices.length);
  const range = min >= most ? `${most}` : `${min} to ${most}`;
  return `Choose ${range}, then close the list.`;
}
