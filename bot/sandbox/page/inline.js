/**
 * What stands inside a line of Discord's markdown: emphasis, code, links, spoilers, mentions, times.
 *
 * @typedef {object} Names who and what the ids in a text are, and where its links lead
 * @property {(id: string) => string|null} user
 * @property {(id: string) => {name: string, color: number}|null} role
 * @property {(id: string) => string|null} channel
 * @property {string} ownId
 * @property {(channelId: string, messageId?: string) => void} jump
 * @property {(name: string) => void} startCommand
 */

import { cssColor, h } from "./dom.js";
import { timestamp } from "./when.js";

const DEEPEST = 12;
const PLAIN = /^[^\\`*_~|<@[\]h]+|^h(?!ttps?:\/\/)/;
const OURS = /^https?:\/\/(?:\w+\.)?discord(?:app)?\.com\/channels\/(?:\d+|@me)\/(\d+)(?:\/(\d+))?$/;

/** Each rule looks at the start of the rest; the first that fits makes the node. */
const RULES = [
  [/^\\([^0-9A-Za-z\s])/, (m) => m[1]],
  [
    /^```(?:([\w+#.-]+)\n)?\n?([\s\S]+?)\n?```\n?/,
    (m) => h("pre", {}, h("code", { "data-language": m[1] }, m[2])),
  ],
  [/^(`+)([\s\S]*?[^`])\1(?!`)/, (m) => h("code", {}, m[2].trim())],
  [/^<@!?(\d+)>/, (m, names) => mention(`@${names.user(m[1]) ?? "unknown person"}`, m[1] === names.ownId)],
  [/^<@&(\d+)>/, (m, names) => roleMention(names.role(m[1]))],
  [/^<#(\d+)>/, (m, names) => channelLink(m[1], undefined, names)],
  [/^<\/([^:>\n]{1,100}):\d+>/, (m, names) => commandMention(m[1], names)],
  [/^<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/, (m) => timestamp(Number(m[1]), m[2]) ?? m[0]],
  [/^<a?(:\w{2,32}:)\d+>/, (m) => h("span", { class: "custom-emoji" }, m[1])],
  [/^<(https?:\/\/[^\s<>]+)>/, (m, names) => link(m[1], m[1], names)],
  [/^@(?:everyone|here)\b/, (m) => mention(m[0], false)],
  [
    /^\[((?:\\.|[^[\]\\]|\[[^[\]]*\])+)\]\(<?(https?:\/\/[^\s<>()]+(?:\([^\s()]*\)[^\s<>()]*)*)>?(?:\s+"([^"]*)")?\)/,
    (m, names, depth) => link(m[2], renderInline(m[1], names, depth), names, m[3]),
  ],
  [/^https?:\/\/[^\s<>]+/, bareLink],
  [/^\|\|([\s\S]+?)\|\|/, (m, names, depth) => spoiler(renderInline(m[1], names, depth))],
  [/^\*\*((?:\\[\s\S]|[^\\])+?)\*\*(?!\*)/, nested("strong")],
  [/^__((?:\\[\s\S]|[^\\])+?)__(?!_)/, nested("u")],
  [/^~~((?:\\[\s\S]|[^\\])+?)~~/, nested("s")],
  [/^\*(?=\S)((?:\\[\s\S]|\*\*|[^*\\])+?)(?<!\s)\*(?!\*)/, nested("em")],
  [/^_((?:\\[\s\S]|__|[^_\\])+?)_(?!\w)/, nested("em")],
];

/** @returns {(Node|string)[]} */
export function renderInline(text, names, depth = 0) {
  if (depth > DEEPEST) return [text];
  const nodes = [];
  let rest = text;
  let previous = "";
  while (rest !== "") {
    const [node, length] = next(rest, previous, names, depth + 1);
    if (typeof node === "string" && typeof nodes.at(-1) === "string") nodes.push(nodes.pop() + node);
    else nodes.push(node);
    previous = rest[length - 1];
    rest = rest.slice(length);
  }
  return nodes;
}

function next(rest, previous, names, depth) {
  const plain = PLAIN.exec(rest);
  if (plain) return [plain[0], plain[0].length];
  const insideWord = rest[0] === "_" && /\w/.test(previous);
  for (const [pattern, make] of insideWord ? [] : RULES) {
    const match = pattern.exec(rest);
    if (!match) continue;
    const made = make(match, names, depth);
    // A bare address gives back the sentence's punctuation that it swallowed.
    return Array.isArray(made) ? made : [made, match[0].length];
  }
  const [first] = rest;
  return [first, first.length];
}

function nested(tag) {
  return (match, names, depth) => h(tag, {}, renderInline(match[1], names, depth));
}

function bareLink(match, names) {
  let address = match[0].replace(/[.,:;!?"'*_~|\]]+$/, "");
  const count = (sign) => address.split(sign).length;
  while (address.endsWith(")") && count(")") > count("(")) address = address.slice(0, -1);
  return [link(address, address, names), address.length];
}

/** A link out of the page, or into one of its channels. */
export function link(address, content, names, title) {
  const ours = OURS.exec(address);
  if (ours && names.channel(ours[1]) !== null) {
    const [, channelId, messageId] = ours;
    if (typeof content === "string") return channelLink(channelId, messageId, names);
    return jumpButton(content, ours, names);
  }
  return h(
    "a",
    { href: address, target: "_blank", rel: "noopener noreferrer", title: title ?? address },
    content,
  );
}

/** The channel and message of a Discord address that this page can show; null for others. */
export function placeOf(address, names) {
  const ours = OURS.exec(address);
  return ours && names.channel(ours[1]) !== null ? { channelId: ours[1], messageId: ours[2] } : null;
}

function jumpButton(content, [, channelId, messageId], names) {
  return h(
    "button",
    { type: "button", class: "text-link", onclick: () => names.jump(channelId, messageId) },
    content,
  );
}

function channelLink(channelId, messageId, names) {
  const name = names.channel(channelId);
  if (name === null) return mention("#unknown-channel", false);
  const text = messageId ? `#${name} › message` : `#${name}`;
  return h(
    "button",
    { type: "button", class: "mention", onclick: () => names.jump(channelId, messageId) },
    text,
  );
}

function commandMention(name, names) {
  return h(
    "button",
    { type: "button", class: "mention", onclick: () => names.startCommand(name) },
    `/${name}`,
  );
}

function mention(text, own) {
  return h("span", { class: own ? "mention mention-own" : "mention" }, text);
}

function roleMention(role) {
  if (!role) return mention("@unknown role", false);
  const vars = role.color ? { "--role": cssColor(role.color) } : {};
  return h("span", { class: "mention mention-role", vars }, `@${role.name}`);
}

/** Hidden until pressed; the hidden words are out of reach of the keyboard and screen readers too. */
function spoiler(content) {
  const inner = h("span", { class: "spoiler-text", inert: true }, content);
  const cover = h(
    "span",
    { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Spoiler, press to show" },
    inner,
  );
  const reveal = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    if (cover.classList.contains("shown")) return;
    event.preventDefault();
    cover.classList.add("shown");
    inner.removeAttribute("inert");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
  };
  cover.addEventListener("click", reveal);
  cover.addEventListener("keydown", reveal);
  return cover;
}
