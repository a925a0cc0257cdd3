/**
 * The components of a message: rows of buttons and selects, and the layout kinds of Components V2.
 * https://discord.com/developers/docs/components/reference
 *
 * @typedef {object} Place where components are drawn
 * @property {object} message
 * @property {import("./client.js").Client} client
 * @property {import("./inline.js").Names} names
 * @property {string|undefined} guildId
 */

import { cssColor, h, icon } from "./dom.js";
import { emojiText, selectChoices } from "./choices.js";
import { placeOf } from "./inline.js";
import { renderMarkdown } from "./markdown.js";
import { fileCard, picture } from "./media.js";
import { Select } from "./select.js";

const BUTTON_STYLES = {
  1: "primary",
  2: "secondary",
  3: "success",
  4: "danger",
  5: "link",
  6: "secondary",
};
const LINK = 5;
const PREMIUM = 6;
const WIDE = 2;

const KINDS = {
  1: row,
  2: button,
  3: select,
  5: select,
  6: select,
  7: select,
  8: select,
  9: section,
  10: textDisplay,
  11: thumbnail,
  12: gallery,
  13: file,
  14: separator,
  17: container,
};

/** @returns {Node[]} */
export function renderComponents(components, place) {
  return components.map((one) => {
    const draw = KINDS[one.type];
    return draw ? draw(one, place) : unknown(one);
  });
}

function unknown({ type }) {
  return h("p", { class: "quiet" }, `(component of type ${type}, not shown here)`);
}

function row(component, place) {
  return h("div", { class: "row" }, renderComponents(component.components, place));
}

function button(component, place) {
  const content = [
    component.emoji &&
      h("span", { class: "emoji", "aria-hidden": component.label && "true" }, emojiText(component.emoji)),
    component.label ?? (component.style === PREMIUM ? "Premium" : null),
  ];
  const look = `btn btn-${BUTTON_STYLES[component.style]}`;
  if (component.style === LINK) return linkButton(component, look, content, place);
  const busy = place.client.presses.isWaiting(place.message, component);
  return h(
    "button",
    {
      type: "button",
      class: look,
      disabled: component.disabled || component.style === PREMIUM,
      "aria-busy": busy && "true",
      "data-key": component.custom_id,
      "data-testid": "component-button",
      onclick: () => place.client.presses.press(place.message, component),
    },
    h("span", { class: "btn-words" }, content),
    busy && h("span", { class: "spinner" }),
  );
}

function linkButton(component, look, content, { names }) {
  const here = placeOf(component.url, names);
  if (component.disabled) return h("button", { type: "button", class: look, disabled: true }, content);
  if (here) {
    const jump = () => names.jump(here.channelId, here.messageId);
    return h("button", { type: "button", class: look, onclick: jump }, content);
  }
  const address = /^(?:https?|discord):\/\//.test(component.url) ? component.url : undefined;
  return h(
    "a",
    { class: look, href: address, target: "_blank", rel: "noopener noreferrer" },
    content,
    icon("out"),
  );
}

function select(component, { client, message, guildId }) {
  const { choices, selected } = selectChoices(client.state, component, guildId);
  const chosen = client.presses.chosen(message, component);
  return new Select({
    choices,
    selected: chosen ?? selected,
    placeholder: component.placeholder || "Make a selection",
    min: component.min_values ?? 1,
    max: component.max_values ?? 1,
    disabled: component.disabled,
    busy: client.presses.isWaiting(message, component),
    key: component.custom_id,
    onCommit: (values) => client.presses.press(message, component, values),
  }).element;
}

function section(component, place) {
  return h(
    "div",
    { class: "section" },
    h("div", { class: "section-words" }, renderComponents(component.components, place)),
    h("div", { class: "section-accessory" }, renderComponents([component.accessory], place)),
  );
}

function textDisplay(component, { names }) {
  return h("div", { class: "md" }, renderMarkdown(component.content, names));
}

function thumbnail(component) {
  return picture(
    component.media,
    { description: component.description, spoiler: component.spoiler, look: "thumbnail" },
  );
}

function gallery(component) {
  return h(
    "div",
    { class: "gallery" },
    component.items.map(
      (one) => picture(one.media, { description: one.description, spoiler: one.spoiler, look: "picture" }),
    ),
  );
}

function file(component) {
  const { name, size, spoiler } = component;
  return fileCard({ url: component.file.url, filename: name, size, spoiler });
}

function separator(component) {
  const size = component.spacing === WIDE ? "separator wide" : "separator";
  return component.divider === false ? h("div", { class: `${size} bare` }) : h("hr", { class: size });
}

function container(component, place) {
  const { accent_color: accent } = component;
  const vars = typeof accent === "number" ? { "--accent": cssColor(accent) } : {};
  const look = typeof accent === "number" ? "container accented" : "container";
  const box = h("div", { class: look, vars }, renderComponents(component.components, place));
  return component.spoiler ? covered(box) : box;
}

/** A block that is hidden until somebody asks for it. */
function covered(block) {
  block.setAttribute("inert", "");
  const show = h("button", { type: "button", class: "cover-button" }, "Spoiler, press to show");
  const cover = h("div", { class: "covered" }, block, show);
  show.addEventListener("click", () => {
    block.removeAttribute("inert");
    cover.classList.add("shown");
    show.remove();
  });
  return cover;
}
