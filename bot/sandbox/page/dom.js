/**
 * Building DOM nodes without markup strings: everything people wrote becomes a text node.
 */

const SVG = "http://www.w3.org/2000/svg";

/**
 * Makes an element.
 *
 * @param {string} tag
 * @param {object} [props] `class`, `on<event>` functions, `vars` (CSS custom properties), and any
 *   attribute: `true` sets it empty; `false`, `null` and `undefined` leave it out.
 * @param {...(Node|string|number|Array|null|undefined|false)} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === "vars") {
      for (const [key, one] of Object.entries(value)) element.style.setProperty(key, one);
    } else if (name.startsWith("on")) {
      element.addEventListener(name.slice(2), value);
    } else {
      element.setAttribute(name === "class" ? "class" : name, value === true ? "" : value);
    }
  }
  append(element, children);
  return element;
}

/** Appends children as `h` does: nested lists are flattened, empty places skipped. */
function append(parent, ...children) {
  for (const child of children.flat(Infinity)) {
    if (child === undefined || child === null || child === false) continue;
    parent.append(child instanceof Node ? child : String(child));
  }
  return parent;
}

const ICONS = {
  menu: "M4 6h16M4 12h16M4 18h16",
  hash: "M5 9h15M4 15h15M10 4 8 20M16 4l-2 16",
  thread: "M6 4v6a4 4 0 0 0 4 4h8M14 10l4 4-4 4",
  people: "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20a6.5 6.5 0 0 1 13 0M16 4.5a3.5 3.5 0 0 1 0 6.2M18 14.2a6.5 6.5 0 0 1 3.5 5.8",
  more: "M5 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2ZM12 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2ZM19 13a1 1 0 1 0 0-2 1 1 0 0 0 0 2Z",
  reply: "M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6v1",
  forward: "m15 7 5 5-5 5M20 12H10a6 6 0 0 0-6 6v1",
  poll: "M5 20v-8M12 20V4M19 20v-5",
  sticker: "M5 4h14v10l-6 6H5ZM13 20v-6h6M9 9h.01M14 9h.01M9 12.5a3.5 3.5 0 0 0 5 0",
  smile: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM8.5 14.5a4.3 4.3 0 0 0 7 0M9 9.5h.01M15 9.5h.01",
  plus: "M12 5v14M5 12h14",
  close: "M6 6l12 12M18 6 6 18",
  chevron: "m6 9 6 6 6-6",
  check: "m5 12.5 4.5 4.5L19 7.5",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12ZM12 14.7a2.7 2.7 0 1 0 0-5.4 2.7 2.7 0 0 0 0 5.4Z",
  send: "M4 12 20 4l-5 16-3.5-6.5L4 12Z",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5l3.5 2",
  out: "M14 4h6v6M20 4l-9 9M18 14v5a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V7a1 1 0 0 1 1-1h5",
  file: "M6 3h8l5 5v13H6ZM14 3v5h5",
  pin: "M9 4h6l-1 6 3 3v2H7v-2l3-3ZM12 15v6",
  edit: "M4 20h4L19.5 8.5l-4-4L4 16ZM13.5 6.5l4 4",
  bin: "M4 7h16M9 7V4h6v3M6 7l1 13h10l1-13",
  copy: "M9 9h11v11H9ZM15 9V4H4v11h5",
  bolt: "M13 3 5 14h6l-1 7 8-11h-6Z",
  back: "m14 6-6 6 6 6",
  lock: "M6 11h12v9H6ZM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
};

/** A decorative line icon, hidden from assistive technology: give the control its own label. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS(SVG, "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

/** A button that shows only an icon; the label is its name and its tooltip. */
export function iconButton(name, label, props = {}) {
  return h(
    "button",
    {
      type: "button",
      ...props,
      class: `icon-button ${props.class ?? ""}`,
      "aria-label": label,
      title: label,
    },
    icon(name),
  );
}

/** A round picture of initials; its colour follows the id, so that a person keeps it. */
export function avatar(user, props = {}) {
  const name = user.global_name ?? user.username ?? "?";
  const hue = Number(BigInt(user.id ?? 0) % 11n) * 33 + 12;
  return h(
    "span",
    {
      ...props,
      class: `avatar ${props.class ?? ""}`,
      "aria-hidden": "true",
      vars: { "--hue": String(hue) },
    },
    user.bot ? icon("bolt") : Array.from(name)[0].toUpperCase(),
  );
}

/** Discord's colour numbers as CSS has them. */
export const cssColor = (number) => `#${number.toString(16).padStart(6, "0")}`;

let lastId = 0;

/** An id that no other element of the page has, to tie labels and controls together. */
export function freshId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}
