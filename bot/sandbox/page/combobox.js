/** A text field with a list of suggestions below it: command options, people, channels. */

import { h } from "./dom.js";
import { Listbox } from "./listbox.js";
import { closePopup, openPopup, place } from "./popup.js";

export class Combobox {
  /** The choice that was taken from the list, until something else is typed. */
  chosen = null;
  #asked = 0;
  #timer = null;

  /**
   * @param {object} how
   * @param {string} how.label
   * @param {object} how.attributes further attributes of the field
   * @param {(typed: string) => Choice[]|Promise<Choice[]>} how.suggest the choices of listbox.js;
   *   a promise of them where there is a delay
   * @param {number} [how.delay] milliseconds of quiet typing before `suggest` is asked; 0: at once
   * @param {boolean} [how.standsOnFirst] Enter takes the first that fits what was typed; without
   *   it Enter keeps the typed words, until an arrow key went into the list
   * @param {() => void} [how.onChoose]
   */
  constructor({ label, attributes, suggest, delay = 0, standsOnFirst = false, onChoose }) {
    this.suggest = suggest;
    this.delay = delay;
    this.standsOnFirst = standsOnFirst;
    this.input = h("input", {
      type: "text",
      role: "combobox",
      autocomplete: "off",
      "aria-label": label,
      "aria-expanded": "false",
      ...attributes,
    });
    this.list = new Listbox({
      label: `Suggestions for ${label}`,
      testId: "autocomplete-item",
      onChoose: (choice) => {
        this.choose(choice);
        onChoose?.();
      },
    });
    this.list.ownedBy(this.input);
    this.panel = h("div", { class: "select-popup suggestions" }, this.list.element);
    this.input.addEventListener("focus", () => this.#ask(0));
    this.input.addEventListener("input", () => {
      this.chosen = null;
      this.list.stand(-1);
      this.#ask(this.delay);
    });
    this.input.addEventListener("blur", () => this.close());
  }

  get isOpen() {
    return this.panel.matches(":popover-open");
  }

  choose(choice) {
    this.chosen = choice;
    this.input.value = choice.label;
    this.close();
  }

  close() {
    clearTimeout(this.#timer);
    this.#asked += 1;
    closePopup(this.panel);
  }

  #ask(delay) {
    clearTimeout(this.#timer);
    this.#asked += 1;
    // What is known already is shown before the next key can be pressed.
    if (this.delay === 0) this.#show(this.suggest(this.input.value));
    else this.#timer = setTimeout(() => this.#askLater(this.#asked), delay);
  }

  async #askLater(asked) {
    const choices = await this.suggest(this.input.value);
    // Only the newest question counts, and only while somebody is still there.
    if (asked === this.#asked && document.activeElement === this.input) this.#show(choices);
  }

  #show(choices) {
    if (choices.length === 0) {
      closePopup(this.panel);
      return;
    }
    const standOn = this.#whereToStand(choices);
    if (!this.isOpen) openPopup(this.input, this.panel, { kind: "manual", side: "above", matchWidth: true });
    this.list.show(choices, { standOn });
    place(this.panel);
  }

  /** Who went into the list with the arrows stays on that choice when newer suggestions come. */
  #whereToStand(choices) {
    const { active } = this.list;
    if (this.isOpen && active) return Math.max(0, choices.findIndex((one) => one.value === active.value));
    return this.standsOnFirst && this.input.value.trim() !== "" ? 0 : -1;
  }

  /** The keys of an open list: arrows move, Enter and Tab take, Escape closes. */
  takeKey(event) {
    if (!this.isOpen) return false;
    if (this.list.takeKey(event)) return true;
    if ((event.key === "Enter" || event.key === "Tab") && this.list.active) {
      if (event.key === "Enter") event.preventDefault();
      this.list.onChoose(this.list.active);
      return true;
    }
    if (event.key !== "Escape") return false;
    event.preventDefault();
    event.stopPropagation();
    this.close();
    return true;
  }
}
