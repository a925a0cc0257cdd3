/** What a message carries besides its words: forwards, files, stickers, a poll. */

import { renderComponents } from "./components.js";
import { h, icon } from "./dom.js";
import { renderMarkdown } from "./markdown.js";
import { attachment, renderEmbed } from "./media.js";
import { renderPoll } from "./poll.js";

/** @param {import("./components.js").Place} place */
export function carried(message, place) {
  return [
    (message.message_snapshots ?? []).map((one) => forwarded(one.message, message, place)),
    (message.attachments ?? []).map(attachment),
    stickers(message),
    message.poll && renderPoll(message, place.client),
  ];
}

/** In a few words what stands in a message without any: for the line above a reply to it. */
export function inShort(message) {
  const { poll, attachments, sticker_items: items, message_snapshots: snapshots } = message;
  if (poll) return poll.question.text;
  if (snapshots?.length) return snapshots[0].message.content || "Forwarded";
  if (attachments?.length) return attachments.map((one) => one.filename).join(", ");
  return items?.length ? items.map((one) => one.name).join(", ") : null;
}

function forwarded(snapshot, { message_reference: reference }, place) {
  const { names } = place;
  const channel = names.channel(reference.channel_id);
  const jump = () => names.jump(reference.channel_id, reference.message_id);
  return h(
    "div",
    { class: "forwarded", "data-testid": "forwarded" },
    h("div", { class: "forwarded-head" }, icon("forward"), "Forwarded"),
    snapshot.content && h("div", { class: "md" }, renderMarkdown(snapshot.content, names)),
    (snapshot.attachments ?? []).map(attachment),
    stickers(snapshot),
    (snapshot.embeds ?? []).map((one) => renderEmbed(one, names)),
    snapshot.components?.length > 0 &&
      h("div", { class: "components", inert: true }, renderComponents(snapshot.components, place)),
    channel &&
      h("button", { type: "button", class: "text-link", "data-key": "source", onclick: jump }, `#${channel} ›`),
  );
}

/** A sticker's picture is Discord's own, so its name stands for it. */
function stickers({ sticker_items: items }) {
  return (items ?? []).map((one) =>
    h("div", { class: "sticker", "data-testid": "sticker" }, icon("sticker"), h("span", {}, one.name)),
  );
}
