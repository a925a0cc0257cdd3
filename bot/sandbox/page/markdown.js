/**
 * Discord's markdown, block by block: headings, subtext, quotes, lists and paragraphs.
 * What stands inside a line is inline.js's part. Everything becomes nodes; no markup is parsed.
 */

import { h } from "./dom.js";
import { renderInline } from "./inline.js";

const HEADING = /^(#{1,3})\s+(\S.*)$/;
const SUBTEXT = /^-#\s+(\S.*)$/;
const QUOTE = /^> (.*)$|^>$/;
const REST_QUOTE = /^>>> /;
const ITEM = /^( *)([-*]|\d{1,10}\.) +(\S.*)$/;

/**
 * @param {string} text
 * @param {import("./inline.js").Names} names who the ids in mentions are
 * @returns {DocumentFragment}
 */
export function renderMarkdown(text, names) {
  const fragment = document.createDocumentFragment();
  fragment.append(...renderBlocks(text, names));
  return fragment;
}

/** The words alone, on one line, for previews and announcements. */
export function plainText(text, names) {
  const fragment = renderMarkdown(text, names);
  for (const spoiler of fragment.querySelectorAll(".spoiler")) spoiler.textContent = "▒▒▒";
  const words = [...fragment.children].map((block) => block.textContent).join(" ");
  return words.replace(/\s+/g, " ").trim();
}

function renderBlocks(text, names) {
  const lines = text.replace(/\r\n?/g, "\n").split("\n");
  const blocks = [];
  let paragraph = [];
  const endParagraph = () => {
    const text = paragraph.join("\n");
    const words = text.replace(/^\s*\n|\n\s*$/g, "");
    // An empty line beside a block is room around it, not a line of its own.
    if (/^\s*(?:\n|$)/.test(text) && paragraph.length > 0) blocks.at(-1)?.classList.add("md-spaced");
    if (words.trim() !== "") {
      const look = /\n\s*$/.test(text) ? "md-text md-spaced" : "md-text";
      blocks.push(h("div", { class: look }, renderInline(words, names)));
    }
    paragraph = [];
  };
  let at = 0;
  while (at < lines.length) {
    const taken = takeBlock(lines, at, names);
    if (taken) {
      endParagraph();
      blocks.push(taken.node);
      at = taken.next;
    } else {
      const next = endOfFence(lines, at);
      paragraph.push(...lines.slice(at, next));
      at = next;
    }
  }
  endParagraph();
  return blocks;
}

/** A block that starts at this line, and the line after it; null for ordinary text. */
function takeBlock(lines, at, names) {
  const line = lines[at];
  const heading = HEADING.exec(line);
  if (heading) {
    const level = heading[1].length;
    // The page's own headings come first, so that a message's cannot break their order.
    const node = h("div", { class: `md-h${level}`, role: "heading", "aria-level": String(level + 2) });
    node.append(...renderInline(heading[2], names));
    return { node, next: at + 1 };
  }
  const subtext = SUBTEXT.exec(line);
  if (subtext) {
    return { node: h("div", { class: "md-subtext" }, renderInline(subtext[1], names)), next: at + 1 };
  }
  if (REST_QUOTE.test(line)) {
    const rest = [line.slice(4), ...lines.slice(at + 1)].join("\n");
    return { node: h("blockquote", {}, renderBlocks(rest, names)), next: lines.length };
  }
  if (QUOTE.test(line)) return takeQuote(lines, at, names);
  if (ITEM.test(line)) return takeList(lines, at, names);
  return null;
}

function takeQuote(lines, at, names) {
  let next = at;
  while (next < lines.length && QUOTE.test(lines[next])) next += 1;
  const inner = lines.slice(at, next).map((line) => line.slice(2));
  return { node: h("blockquote", {}, renderBlocks(inner.join("\n"), names)), next };
}

function takeList(lines, at, names) {
  let next = at;
  const items = [];
  while (next < lines.length) {
    const item = ITEM.exec(lines[next]);
    if (!item) break;
    items.push(
      { indent: item[1].length, ordered: /\d/.test(item[2]), number: parseInt(item[2], 10), text: item[3] },
    );
    next += 1;
  }
  return { node: h("div", { class: "md-lists" }, renderLists(items, names)), next };
}

/** One list for each run of the same kind, dots or numbers. */
function renderLists(items, names) {
  const runs = [];
  for (const item of items) {
    const run = runs.at(-1);
    const continues = run && (item.indent > run[0].indent || item.ordered === run[0].ordered);
    if (continues) run.push(item);
    else runs.push([item]);
  }
  return runs.map((run) => renderList(run, names));
}

/** Items that stand further in than the first one of a run belong to the item before them. */
function renderList(items, names) {
  const [first] = items;
  const list = h(first.ordered ? "ol" : "ul", { start: first.ordered && String(first.number) });
  let at = 0;
  while (at < items.length) {
    const item = h("li", {}, renderInline(items[at].text, names));
    let end = at + 1;
    while (end < items.length && items[end].indent > items[at].indent) end += 1;
    if (end > at + 1) item.append(...renderLists(items.slice(at + 1, end), names));
    list.append(item);
    at = end;
  }
  return list;
}

/** Lines that an open code block joins are one piece of text, whatever they begin with. */
function endOfFence(lines, at) {
  const fences = (line) => line.split("```").length - 1;
  if (fences(lines[at]) % 2 === 0) return at + 1;
  for (let end = at + 1; end < lines.length; end += 1) {
    if (fences(lines[end]) % 2 === 1) return end + 1;
  }
  return at + 1;
}
