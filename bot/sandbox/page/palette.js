/** The list of slash commands above the composer, narrowed down by what is typed after the slash. */

import { h } from "./dom.js";
import { Listbox } from "./listbox.js";

export class Palette {
  #typed = null; // what follows the slash; null while no command is being typed

  /**
   * @param {import("./client.js").Client} client
   * @param {(leaf: import("./commands.js").Leaf) => void} onChoose
   */
  constructor(client, onChoose) {
    this.client = client;
    this.list = new Listbox(
      { label: "Commands", testId: "palette-item", onChoose: (choice) => onChoose(choice.leaf) },
    );
    this.element = h(
      "div",
      { class: "palette", "data-testid": "palette", hidden: true },
      h("div", { class: "palette-heading" }, "Commands"),
      this.list.element,
    );
  }

  get isOpen() {
    return !this.element.hidden;
  }

  /** @param {string} typed what follows the slash */
  show(typed) {
    const opening = this.#typed === null;
    this.#typed = typed;
    this.#draw();
    if (opening) this.#readAgain();
  }

  hide() {
    this.#typed = null;
    this.element.hidden = true;
  }

  async #readAgain() {
    await this.client.attempt(() => this.client.commands.read());
    if (this.#typed !== null) this.#draw();
  }

  #draw() {
    const choices = this.#fitting(this.#typed);
    const wholeName = choices.find((one) => `${one.leaf.name} ` === this.#typed.toLowerCase());
    if (wholeName) {
      this.list.onChoose(wholeName);
      return;
    }
    // Nothing fits: it may be a message that begins with a slash.
    this.element.hidden = choices.length === 0 && this.#typed !== "";
    this.list.show(choices, { emptyLine: "No commands yet. The bot may still be starting." });
  }

  #fitting(typed) {
    const wanted = typed.toLowerCase().trim();
    const rank = ({ name, description }) => {
      if (name.startsWith(wanted)) return 0;
      if (name.includes(wanted)) return 1;
      return wanted.length > 2 && description.toLowerCase().includes(wanted) ? 2 : 3;
    };
    return this.client.commands
      .leaves()
      .map((leaf) => ({ leaf, rank: rank(leaf) }))
      .filter((one) => one.rank < 3)
      .sort((a, b) => a.rank - b.rank)
      .map(({ leaf }) => this.#choice(leaf));
  }

  #choice(leaf) {
    const options = leaf.options.map((one) => one.name).join(", ");
    return {
      value: leaf.name,
      label: `/${leaf.name}`,
      description: options ? `${leaf.description} · ${options}` : leaf.description,
      aside: this.client.commands.applicationName(leaf.command),
      leaf,
    };
  }

  takeKey(event) {
    if (this.list.takeKey(event)) return true;
    if (event.key === "Escape") this.hide();
    else if ((event.key === "Enter" || event.key === "Tab") && this.list.active) {
      event.preventDefault();
      this.list.onChoose(this.list.active);
    } else return false;
    return true;
  }
}
