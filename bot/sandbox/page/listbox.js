/**
 * A list to choose from while the keyboard stays in another control (its owner): suggestions,
 * the command palette, the options of a select.
 *
 * @typedef {object} Choice
 * @property {string|number} value
 * @property {string} label
 * @property {string} [description]
 * @property {Node|string} [mark] an emoji, avatar or sign in front
 * @property {string} [aside] a word at the far end
 */

import { freshId, h, icon } from "./dom.js";

export class Listbox {
  /** @type {Choice[]} */
  choices = [];
  selected = new Set();
  #active = -1;
  #owner = null;

  /** @param {{label: string, testId?: string, multiple?: boolean, onChoose: (choice: Choice) => void}} how */
  constructor({ label, testId, multiple = false, onChoose }) {
    this.testId = testId;
    this.multiple = multiple;
    this.onChoose = onChoose;
    this.element = h("ul", {
      class: "listbox",
      role: "listbox",
      id: freshId("list"),
      "aria-label": label,
      "aria-multiselectable": multiple && "true",
    });
    // The owner keeps the focus, so a press must not take it.
    this.element.addEventListener("pointerdown", (event) => event.preventDefault());
    this.element.addEventListener("mousedown", (event) => event.preventDefault());
  }

  /** The control that has the focus while this list is used. */
  ownedBy(owner) {
    this.#owner = owner;
    owner.setAttribute("aria-controls", this.element.id);
    owner.setAttribute("aria-autocomplete", owner.tagName === "INPUT" ? "list" : "none");
  }

  get active() {
    return this.choices[this.#active] ?? null;
  }

  /** Shows these choices and stands on the first, or on none. */
  show(choices, { selected = new Set(), standOn = 0, emptyLine = "Nothing fits." } = {}) {
    this.choices = choices;
    this.selected = selected;
    const items = choices.map((choice, place) => this.#item(choice, place));
    this.element.replaceChildren(
      ...(items.length > 0 ? items : [h("li", { class: "listbox-empty", role: "presentation" }, emptyLine)]),
    );
    this.stand(Math.min(standOn, choices.length - 1), { scroll: standOn > 0 });
  }

  #item(choice, place) {
    const isSelected = this.selected.has(choice.value);
    return h(
      "li",
      {
        role: "option",
        id: `${this.element.id}-${place}`,
        "data-testid": this.testId,
        "aria-selected": String(isSelected),
        onclick: () => this.onChoose(choice),
        onpointermove: () => this.stand(place, { scroll: false }),
      },
      choice.mark && h("span", { class: "choice-mark", "aria-hidden": "true" }, choice.mark),
      h(
        "span",
        { class: "choice-words" },
        h("span", { class: "choice-label" }, choice.label),
        choice.description && h("span", { class: "choice-description" }, choice.description),
      ),
      choice.aside && h("span", { class: "choice-aside" }, choice.aside),
      this.multiple && h("span", { class: "choice-check" }, isSelected && icon("check")),
      !this.multiple && isSelected && h("span", { class: "choice-check" }, icon("check")),
    );
  }

  stand(place, { scroll = true } = {}) {
    this.element.querySelector(".active")?.classList.remove("active");
    this.#active = place;
    const item = place >= 0 ? this.element.children[place] : null;
    if (!item || !this.active) {
      this.#owner?.removeAttribute("aria-activedescendant");
      return;
    }
    item.classList.add("active");
    if (scroll) item.scrollIntoView({ block: "nearest" });
    this.#owner?.setAttribute("aria-activedescendant", item.id);
  }

  /** Takes the keys that move in a list; true when the key was one of them. */
  takeKey(event) {
    const last = this.choices.length - 1;
    if (last < 0) return false;
    const target = {
      ArrowDown: this.#active >= last ? 0 : this.#active + 1,
      ArrowUp: this.#active <= 0 ? last : this.#active - 1,
      PageDown: Math.min(this.#active + 6, last),
      PageUp: Math.max(this.#active - 6, 0),
    }[event.key];
    if (target === undefined) return false;
    event.preventDefault();
    this.stand(target);
    return true;
  }
}

/** The choices whose label or description holds what was typed; those that begin with it first. */
export function fitting(choices, typed) {
  const wanted = typed.trim().toLowerCase();
  if (wanted === "") return choices;
  const rank = (choice) => {
    const label = choice.label.toLowerCase();
    if (label.startsWith(wanted)) return 0;
    if (label.includes(wanted)) return 1;
    return choice.description?.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return choices
    .map((choice) => ({ choice, rank: rank(choice) }))
    .filter((one) => one.rank < 3)
    .sort((a, b) => a.rank - b.rank)
    .map((one) => one.choice);
}
