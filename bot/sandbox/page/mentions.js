/** Naming people while writing: suggestions after an @, and names as Discord sends them. */

import { peopleChoices } from "./choices.js";
import { h } from "./dom.js";
import { Listbox, fitting } from "./listbox.js";

export class MentionList {
  /**
   * @param {import("./state.js").State} state
   * @param {HTMLTextAreaElement} field
   */
  constructor(state, field) {
    this.state = state;
    this.field = field;
    this.list = new Listbox(
      { label: "People to mention", testId: "mention-item", onChoose: (choice) => this.#take(choice) },
    );
    this.element = h("div", { class: "palette", hidden: true }, this.list.element);
  }

  get #people() {
    return peopleChoices(this.state, this.state.current?.guild_id);
  }

  /** Shows the people who fit the name that is being typed, if one is. */
  refresh() {
    const typed = /(?:^|\s)@(\w*)$/.exec(this.field.value.slice(0, this.field.selectionStart));
    const found = typed ? fitting(this.#people, typed[1]) : [];
    this.element.hidden = found.length === 0;
    if (found.length === 0) return;
    this.list.ownedBy(this.field);
    this.list.show(found);
  }

  takeKey(event) {
    if (this.element.hidden) return false;
    if (this.list.takeKey(event)) return true;
    if (event.key === "Escape") this.element.hidden = true;
    else if ((event.key === "Enter" || event.key === "Tab") && this.list.active) {
      event.preventDefault();
      this.#take(this.list.active);
    } else return false;
    return true;
  }

  #take(choice) {
    const end = this.field.selectionStart;
    const start = this.field.value.slice(0, end).lastIndexOf("@");
    this.field.setRangeText(`@${choice.label} `, start, end, "end");
    this.field.focus();
    this.field.dispatchEvent(new Event("input"));
  }

  /** The text as Discord takes it: "@Nora" is Nora's mention. Longer names come first. */
  asSent(text) {
    const longestFirst = this.#people.sort((a, b) => b.label.length - a.label.length);
    return longestFirst.reduce((words, { label, value }) => {
      const name = label.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      return words.replace(new RegExp(`(?<![\\w<])@${name}(?!\\w)`, "gi"), `<@${value}>`);
    }, text);
  }
}
