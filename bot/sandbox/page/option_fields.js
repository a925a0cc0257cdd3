/**
 * The field of one command option: a text field, or one with a list for what can be enumerated.
 * https://discord.com/developers/docs/interactions/application-commands#application-command-object-application-command-option-type
 */

import { channelChoices, peopleChoices, roleChoices } from "./choices.js";
import { Combobox } from "./combobox.js";
import { h } from "./dom.js";
import { fitting } from "./listbox.js";

const STRING = 3;
const INTEGER = 4;
const BOOLEAN = 5;
const USER = 6;
const CHANNEL = 7;
const ROLE = 8;
const MENTIONABLE = 9;
const NUMBER = 10;
const ATTACHMENT = 11;
const QUIET_TYPING = 180;
const YES_NO = [
  { value: true, label: "True" },
  { value: false, label: "False" },
];

/**
 * @param {import("./client.js").Client} client
 * @param {object} option as the command registers it
 * @param {{suggest: (typed: string) => Promise<object[]>, onChoose: () => void}} how
 */
export function optionField(client, option, how) {
  return new OptionField(client, option, how);
}

class OptionField {
  constructor(client, option, { suggest, onChoose }) {
    this.option = option;
    this.combobox = null;
    const attributes = {
      class: "option-input",
      "data-testid": `option-${option.name}`,
      spellcheck: "false",
    };
    const fixed = fixedChoices(client.state, option);
    if (fixed || option.autocomplete) {
      this.combobox = new Combobox({
        label: option.name,
        attributes,
        suggest: fixed ? (typed) => fitting(fixed, typed) : suggest,
        delay: fixed ? 0 : QUIET_TYPING,
        standsOnFirst: Boolean(fixed),
        onChoose,
      });
      this.fixed = fixed;
      this.input = this.combobox.input;
    } else {
      const inputmode = option.type === INTEGER || option.type === NUMBER ? "decimal" : "text";
      this.input = h(
        "input",
        { type: "text", autocomplete: "off", inputmode, "aria-label": option.name, ...attributes },
      );
    }
    this.input.setAttribute("aria-required", String(Boolean(option.required)));
    this.input.disabled = option.type === ATTACHMENT;
    if (this.input.disabled) this.input.placeholder = "files cannot be added here";
    const wide = option.type === STRING && !fixed;
    this.element = h(
      "label",
      { class: wide ? "option wide" : "option" },
      h(
        "span",
        { class: "option-name", "aria-hidden": "true" },
        option.name,
        option.required && h("span", { class: "required" }, "*"),
      ),
      this.input,
    );
  }

  get typed() {
    return this.input.value.trim();
  }

  get isEmpty() {
    return this.typed === "";
  }

  /** The choice that was taken, or that what was typed names in full. */
  get #choice() {
    const same = (one) => one.label.toLowerCase() === this.typed.toLowerCase();
    return this.combobox?.chosen ?? this.fixed?.find(same) ?? null;
  }

  get #value() {
    if (this.#choice) return this.#choice.value;
    const isNumber = this.option.type === INTEGER || this.option.type === NUMBER;
    return isNumber ? Number(this.typed.replace(",", ".")) : this.input.value;
  }

  payload() {
    return { type: this.option.type, name: this.option.name, value: this.#value };
  }

  /** What is wrong with the field, as a sentence; null when nothing is. */
  complaint() {
    const { name, required, type } = this.option;
    if (this.isEmpty) return required ? `Please fill in ${name}.` : null;
    if (this.fixed && !this.#choice) return `Please choose ${name} from the list.`;
    if (type === STRING) return lengthComplaint(this.option, this.#value);
    return type === INTEGER || type === NUMBER ? numberComplaint(this.option, this.#value) : null;
  }
}

function lengthComplaint({ name, min_length: min, max_length: max }, value) {
  const length = Array.from(String(value)).length;
  if (min && length < min) return `${name} needs at least ${min} characters.`;
  if (length > (max ?? 6000)) return `${name} holds at most ${max ?? 6000} characters; this has ${length}.`;
  return null;
}

function numberComplaint({ name, type, min_value: min, max_value: max }, value) {
  if (!Number.isFinite(value)) return `${name} is a number.`;
  if (type === INTEGER && !Number.isSafeInteger(value)) return `${name} is a whole number.`;
  if (min !== undefined && min !== null && value < min) return `${name} is ${min} or more.`;
  if (max !== undefined && max !== null && value > max) return `${name} is ${max} or less.`;
  return null;
}

/** The choices that need no question to the app; null for free text and numbers. */
function fixedChoices(state, option) {
  const guildId = state.current.guild_id;
  if (option.choices?.length > 0) return option.choices.map((one) => ({ value: one.value, label: one.name }));
  if (option.type === BOOLEAN) return YES_NO;
  if (option.type === USER) return peopleChoices(state, guildId);
  if (option.type === ROLE) return roleChoices(state, guildId);
  if (option.type === MENTIONABLE) return [...peopleChoices(state, guildId), ...roleChoices(state, guildId)];
  return option.type === CHANNEL ? channelChoices(state, guildId, option.channel_types) : null;
}
