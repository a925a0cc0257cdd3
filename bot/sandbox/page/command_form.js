/** A command that was chosen, with a field for each of its options. */

import { freshId, h, iconButton } from "./dom.js";
import { nestOptions } from "./commands.js";
import { optionField } from "./option_fields.js";

const SHOWN_OPTIONAL = 5;

export class CommandForm {
  #fields = [];
  #sent = false;

  /**
   * @param {import("./client.js").Client} client
   * @param {import("./commands.js").Leaf} leaf
   * @param {() => void} onDone called when it was sent or given up
   */
  constructor(client, leaf, onDone) {
    this.client = client;
    this.leaf = leaf;
    this.onDone = onDone;
    this.hint = h("p", { class: "option-hint", id: freshId("hint"), "aria-live": "polite" });
    this.fields = h("div", { class: "option-fields" });
    this.later = h("div", { class: "option-later" });
    this.element = h(
      "form",
      {
        class: "command-form",
        "data-testid": "command-form",
        "aria-label": `Command /${leaf.name}`,
        novalidate: true,
        onsubmit: (event) => {
          event.preventDefault();
          this.#submit();
        },
        onkeydown: (event) => this.#key(event),
      },
      h(
        "div",
        { class: "command-head" },
        h("span", { class: "command-name" }, `/${leaf.name}`),
        h("span", { class: "quiet" }, leaf.description),
        iconButton("close", "Give up the command", { onclick: onDone }),
      ),
      this.fields,
      h(
        "div",
        { class: "command-foot" },
        this.hint,
        this.later,
        h(
          "button",
          { type: "submit", class: "btn btn-primary", "data-testid": "command-send" },
          h("span", { class: "btn-words" }, "Send"),
        ),
      ),
    );
    this.#addFields();
  }

  #addFields() {
    const required = this.leaf.options.filter((one) => one.required);
    const optional = this.leaf.options.filter((one) => !one.required);
    for (const option of [...required, ...optional.slice(0, SHOWN_OPTIONAL)]) this.#add(option);
    for (const option of optional.slice(SHOWN_OPTIONAL)) {
      const more = h(
        "button",
        { type: "button", class: "text-link", title: option.description },
        `+ ${option.name}`,
      );
      more.addEventListener("click", () => {
        more.remove();
        this.#add(option).focus();
      });
      this.later.append(more);
    }
    if (this.leaf.options.length === 0) this.hint.textContent = "Nothing to fill in: press Enter or Send.";
  }

  #add(option) {
    const field = optionField(this.client, option, {
      suggest: (typed) => this.#suggest(option, typed),
      onChoose: () => this.#goOn(field),
    });
    field.input.setAttribute("aria-describedby", this.hint.id);
    field.input.addEventListener("focus", () => this.#explain(option));
    field.input.addEventListener("input", () => {
      field.input.removeAttribute("aria-invalid");
      this.#explain(option);
    });
    this.#fields.push(field);
    this.fields.append(field.element);
    return field.input;
  }

  #explain(option, complaint) {
    this.hint.classList.toggle("failure", Boolean(complaint));
    this.hint.textContent = complaint ?? `${option.description}${option.required ? "" : " (optional)"}`;
  }

  /** From a field that has just got its value to the next one that still needs one. */
  #goOn(field) {
    const next = this.#fields.slice(this.#fields.indexOf(field) + 1).find(
      (one) => one.option.required && one.isEmpty,
    );
    (next ?? field).input.focus();
    if (!next) field.combobox?.close();
  }

  focus() {
    const [first] = this.#fields;
    (first?.input ?? this.element.querySelector("[type=submit]")).focus();
  }

  close() {
    for (const field of this.#fields) field.combobox?.close();
  }

  #key(event) {
    const field = this.#fields.find((one) => one.input === event.target);
    if (field?.combobox?.takeKey(event)) return;
    if (event.key === "Escape") {
      event.preventDefault();
      this.onDone();
    } else if (event.key === "Backspace" && this.#fields.every((one) => one.input.value === "")) {
      if (field === this.#fields[0]) this.onDone();
    }
  }

  async #suggest(option, typed) {
    const others = this.#fields.filter((one) => one.option !== option && !one.isEmpty && !one.complaint());
    const focused = { type: option.type, name: option.name, value: typed, focused: true };
    const options = nestOptions(this.leaf.path, [...others.map((one) => one.payload()), focused]);
    try {
      const choices = await this.client.interactions.suggest(this.leaf.command, options);
      return choices.map((one) => ({ value: one.value, label: one.name }));
    } catch (error) {
      this.#explain(option, error.message);
      return [];
    }
  }

  #submit() {
    if (this.#sent) return;
    for (const field of this.#fields) {
      const complaint = field.complaint();
      field.input.setAttribute("aria-invalid", String(Boolean(complaint)));
      if (complaint) {
        field.input.focus();
        this.#explain(field.option, complaint);
        return;
      }
    }
    this.#sent = true;
    const filled = this.#fields.filter((one) => !one.isEmpty);
    const options = filled.map((one) => one.payload());
    this.client.run(this.leaf.command, `/${this.leaf.name}`, nestOptions(this.leaf.path, options));
    this.onDone();
  }
}
