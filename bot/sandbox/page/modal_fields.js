/**
 * The fields of a modal, each with what it sends.
 * https://discord.com/developers/docs/components/reference#label
 *
 * @typedef {object} Field
 * @property {Node} element
 * @property {() => object} payload the component as a submission carries it
 * @property {() => boolean} check whether it is complete; shows a sentence when it is not
 * @property {() => void} focus
 */

import { selectChoices } from "./choices.js";
import { freshId, h } from "./dom.js";
import { renderMarkdown } from "./markdown.js";
import { Select } from "./select.js";

const ROW = 1;
const TEXT_INPUT = 4;
const TEXT_DISPLAY = 10;
const LABEL = 18;
const PARAGRAPH = 2;
const LONGEST = 4000;

/** @returns {Field} */
export function modalField(component, place) {
  if (component.type === TEXT_DISPLAY) return textDisplay(component, place);
  if (component.type === ROW) return oldRow(component, place);
  if (component.type === LABEL) {
    const wrap = (inner) => ({ type: LABEL, ...idOf(component), component: inner });
    return labelled(component, component.component, place, wrap);
  }
  return labelled({ label: "" }, component, place, (inner) => inner);
}

const idOf = (component) => (component.id === undefined || component.id === null ? {} : { id: component.id });

function textDisplay(component, { names }) {
  return {
    element: h("div", { class: "md" }, renderMarkdown(component.content, names)),
    payload: () => ({ type: TEXT_DISPLAY, ...idOf(component) }),
    check: () => true,
    focus: () => undefined,
  };
}

/** The older form: a text input with its own label, alone in an action row. */
function oldRow(component, place) {
  const [input] = component.components;
  return labelled(
    { label: input.label },
    input,
    place,
    (inner) => ({ type: ROW, ...idOf(component), components: [inner] }),
  );
}

function labelled({ label, description }, component, place, wrap) {
  const required = component.required ?? true;
  const ids = { label: freshId("label"), about: freshId("about"), complaint: freshId("complaint") };
  const described = { "aria-labelledby": ids.label, "aria-describedby": `${ids.about} ${ids.complaint}` };
  const control = CONTROLS[component.type]({ ...component, required, label }, described, place);
  const complaint = h("p", { class: "failure", id: ids.complaint, "aria-live": "polite" });
  const marked = required && control.canBeRequired !== false;
  const element = h(
    "div",
    { class: "modal-field", "data-testid": `field-${component.custom_id}` },
    label && h("label", { class: "field-label", id: ids.label, for: control.id }, label, marked && star()),
    h("p", { class: "quiet", id: ids.about }, description ?? ""),
    control.element,
    complaint,
  );
  const check = () => {
    complaint.textContent = control.complaint() ?? "";
    return complaint.textContent === "";
  };
  // Once something is missing, the line about it goes as soon as it is there.
  const recheck = () => complaint.textContent && check();
  element.addEventListener("input", recheck);
  element.addEventListener("change", recheck);
  return {
    element,
    payload: () => wrap(
      { type: component.type, ...idOf(component), custom_id: component.custom_id, ...control.read() },
    ),
    check,
    focus: control.focus,
  };
}

const star = () => h("span", { class: "required", "aria-hidden": "true" }, "*");

const CONTROLS = {
  [TEXT_INPUT]: textInput,
  3: selectField,
  5: selectField,
  6: selectField,
  7: selectField,
  8: selectField,
  19: fileUpload,
  21: radioGroup,
  22: checkboxGroup,
  23: checkbox,
};

function textInput(component, described) {
  const { style, value, placeholder, required, custom_id: name } = component;
  const { min_length: min, max_length: max } = component;
  const long = style === PARAGRAPH;
  const id = freshId("field");
  const input = h(long ? "textarea" : "input", {
    id,
    name,
    class: "text-input",
    rows: long && "4",
    placeholder,
    maxlength: String(max ?? LONGEST),
    "aria-required": String(required),
    "aria-describedby": described["aria-describedby"],
  });
  input.value = value ?? "";
  const left = h("span", { class: "counter", "aria-hidden": "true" });
  const count = () => {
    left.textContent = max ? `${Array.from(input.value).length} / ${max}` : "";
  };
  input.addEventListener("input", count);
  count();
  return {
    id,
    element: h("div", { class: "counted" }, input, left),
    read: () => ({ value: input.value }),
    complaint: () => {
      if (input.value.trim() === "") return required ? "Please write something here." : null;
      return min && input.value.length < min ? `Please write at least ${min} characters.` : null;
    },
    focus: () => input.focus(),
  };
}

function selectField(component, described, { client, guildId }) {
  const { required, placeholder, label, min_values: min, max_values: max } = component;
  const { choices, selected } = selectChoices(client.state, component, guildId);
  const select = new Select(
    {
      choices,
      selected,
      placeholder: placeholder || "Make a selection",
      label,
      min: required ? (min ?? 1) : 0,
      max: max ?? 1,
      onCommit: () => select.element.dispatchEvent(new Event("change", { bubbles: true })),
    },
  );
  select.element.setAttribute("aria-describedby", described["aria-describedby"]);
  return {
    element: select.element,
    read: () => ({ values: select.values }),
    complaint: () => (required && select.values.length < (min ?? 1) ? "Please make a selection." : null),
    focus: () => select.element.focus(),
  };
}

/** The rows of a radio or checkbox group. */
function optionRows(component, type) {
  const name = freshId("group");
  return component.options.map((option) => {
    const input = h("input", { type, name, value: option.value });
    input.checked = Boolean(option.default);
    const words = h(
      "span",
      { class: "choice-words" },
      h("span", { class: "choice-label" }, option.label),
      option.description && h("span", { class: "choice-description" }, option.description),
    );
    return { input, row: h("label", { class: "option-row" }, input, words) };
  });
}

function radioGroup(component, described) {
  const rows = optionRows(component, "radio");
  const chosen = () => rows.find((one) => one.input.checked)?.input.value ?? null;
  return {
    element: h("div", { class: "group", role: "radiogroup", ...described }, rows.map((one) => one.row)),
    read: () => ({ value: chosen() }),
    complaint: () => (component.required && chosen() === null ? "Please choose one." : null),
    focus: () => rows[0].input.focus(),
  };
}

function checkboxGroup(component, described) {
  const rows = optionRows(component, "checkbox");
  const chosen = () => rows.filter((one) => one.input.checked).map((one) => one.input.value);
  const least = component.required ? (component.min_values ?? 1) : 0;
  const most = component.max_values ?? rows.length;
  return {
    element: h("div", { class: "group", role: "group", ...described }, rows.map((one) => one.row)),
    read: () => ({ values: chosen() }),
    complaint: () => {
      const count = chosen().length;
      if (count < least) return `Please choose at least ${least}.`;
      return count > most ? `Please choose at most ${most}.` : null;
    },
    focus: () => rows[0].input.focus(),
  };
}

function checkbox(component, described) {
  const id = freshId("field");
  const input = h("input", { type: "checkbox", id, "aria-describedby": described["aria-describedby"] });
  input.checked = Boolean(component.default);
  return {
    id,
    canBeRequired: false,
    element: h("div", { class: "option-row single" }, input, h("span", { "aria-hidden": "true" }, "Yes")),
    read: () => ({ value: input.checked }),
    complaint: () => null,
    focus: () => input.focus(),
  };
}

/** Files, which go with the form; their values are their places among all that go with it. */
function fileUpload(component, described, place) {
  const id = freshId("field");
  const most = component.max_values ?? 1;
  const input = h("input", { type: "file", id, multiple: most > 1, class: "text-input", ...described });
  const least = component.required ? (component.min_values ?? 1) : 0;
  return {
    id,
    element: input,
    read: () => ({ values: [...input.files].map((file) => String(place.uploads.push(file) - 1)) }),
    complaint: () => {
      const count = input.files.length;
      if (count < least) return least === 1 ? "Please choose a file." : `Please choose at least ${least} files.`;
      return count > most ? `Please choose at most ${most}.` : null;
    },
    focus: () => input.focus(),
  };
}
