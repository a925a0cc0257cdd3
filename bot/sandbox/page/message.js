/** One message as Discord shows it. */

import { avatar, cssColor, h, icon, iconButton } from "./dom.js";
import { carried, inShort } from "./carried.js";
import { emojiText } from "./choices.js";
import { renderComponents } from "./components.js";
import { EPHEMERAL, LOADING } from "./log.js";
import { plainText, renderMarkdown } from "./markdown.js";
import { renderEmbed } from "./media.js";
import { systemLine } from "./system_messages.js";
import { isSameDay, longMoment, messageTime, sentAt, shortTime } from "./when.js";

const GROUPED_WITHIN = 7 * 60_000;
const ORDINARY = 0;
const REPLY = 19;
const COMMAND_REPLIES = [20, 23];

/** Whether a message stands under the one before it, without its own name and picture. */
export function isGrouped(message, previous) {
  if (!previous || message.type !== ORDINARY || message.interaction_metadata) return false;
  // One webhook may write under many names.
  const same = ["id", "username"].every((key) => previous.author[key] === message.author[key]);
  const follows = same && !systemLine(previous);
  const sameKind = (previous.flags & EPHEMERAL) === (message.flags & EPHEMERAL);
  const from = Date.parse(previous.timestamp);
  const to = Date.parse(message.timestamp);
  return follows && sameKind && to - from < GROUPED_WITHIN && isSameDay(from, to);
}

/**
 * @param {object} message
 * @param {{grouped: boolean, client: import("./client.js").Client}} how
 * @returns {HTMLLIElement}
 */
export function renderMessage(message, { grouped, client }) {
  const { state } = client;
  const names = client.namesIn(message.channel_id);
  const ephemeral = Boolean(message.flags & EPHEMERAL);
  const mentionsMe = message.mention_everyone || (message.mentions ?? []).some(
    (one) => one.id === state.me.id,
  );
  const look = ["message", grouped && "grouped", ephemeral && "ephemeral", mentionsMe && "mentions-me"];
  const system = systemLine(message, client);
  const attributes = {
    class: look.filter(Boolean).join(" "),
    tabindex: "-1",
    "data-testid": "message",
    "data-message-id": message.id,
    "data-author": message.author.username,
    "data-ephemeral": ephemeral && "true",
    "aria-label": `${state.nameOf(message.author)}, ${messageTime(Date.parse(message.timestamp))}`,
  };
  if (system) return h("li", attributes, systemMessage(message, system), toolbar(message, client));
  return h(
    "li",
    attributes,
    replyLine(message, client, names),
    usedLine(message, client),
    h(
      "div",
      { class: "message-body" },
      grouped ? gutterTime(message) : pictureOf(message, client),
      h(
        "div",
        { class: "message-content" },
        !grouped && heading(message, client),
        body(message, client, names),
      ),
    ),
    toolbar(message, client),
  );
}

function systemMessage(message, words) {
  return h(
    "div",
    { class: "system-line" },
    icon(words.icon),
    h("div", { class: "system-words" }, h("span", {}, words.content), sentAt(message.timestamp)),
  );
}

function gutterTime(message) {
  const words = shortTime(Date.parse(message.timestamp));
  return h("span", { class: "gutter-time", "aria-hidden": "true" }, words);
}

function pictureOf(message, client) {
  return h(
    "button",
    {
      type: "button",
      class: "avatar-button",
      tabindex: "-1",
      "aria-hidden": "true",
      onclick: (event) => client.personMenu(event.currentTarget, message.author),
    },
    avatar(message.author),
  );
}

function heading(message, client) {
  const { author } = message;
  const color = client.colorOf(author.id);
  return h(
    "div",
    { class: "message-head" },
    h(
      "button",
      {
        type: "button",
        class: "author",
        vars: color ? { "--role": cssColor(color) } : {},
        onclick: (event) => client.personMenu(event.currentTarget, author),
      },
      client.state.nameOf(author),
    ),
    author.bot && h("span", { class: "app-badge" }, "App"),
    sentAt(message.timestamp),
  );
}

function replyLine(message, { state }, names) {
  if (message.type !== REPLY && !message.referenced_message) return null;
  const source = message.referenced_message;
  if (!source) {
    return h("div", { class: "context-line" }, h("em", { class: "quiet" }, "Original message was deleted"));
  }
  const words = inOneLine(source, names);
  return h(
    "button",
    {
      type: "button",
      class: "context-line reply-line",
      onclick: () => names.jump(source.channel_id ?? message.channel_id, source.id),
    },
    avatar(source.author, { class: "tiny" }),
    h("span", { class: "context-name" }, state.nameOf(source.author)),
    h("span", { class: "context-words" }, words || "Open the message"),
  );
}

/** What a message says, as one text without markup; empty if there are no words in it. */
export function inOneLine(message, names) {
  return plainText(message.content || firstText(message.components) || inShort(message) || "", names);
}

/** The first text display among components: what a reply to a card quotes. */
function firstText(components) {
  for (const one of components ?? []) {
    const found = one.content ?? firstText(one.components);
    if (found) return found;
  }
  return null;
}

function usedLine(message, { state }) {
  const { interaction, interaction_metadata: metadata } = message;
  const used = interaction ?? metadata?.triggering_interaction_metadata ?? metadata;
  if (!COMMAND_REPLIES.includes(message.type) || !used?.user) return null;
  const slash = message.type === 20 ? "/" : "";
  return h(
    "div",
    { class: "context-line" },
    avatar(used.user, { class: "tiny" }),
    h("span", { class: "context-name" }, state.nameOf(used.user)),
    h("span", {}, "used"),
    h("span", { class: "mention", "data-testid": "used-command" }, `${slash}${used.name ?? "a command"}`),
  );
}

function body(message, client, names) {
  const place = { message, client, names, guildId: client.guildOf(message.channel_id) };
  const failure = client.presses.failure(message);
  return [
    message.flags & LOADING && !message.content
      ? h(
        "div",
        { class: "thinking" },
        h("span", { class: "dots", "aria-hidden": "true" }),
        `${client.state.nameOf(message.author)} is thinking…`,
      )
      : words(message, names),
    carried(message, place),
    (message.embeds ?? []).map((one) => renderEmbed(one, names)),
    message.components?.length > 0 &&
      h("div", { class: "components" }, renderComponents(message.components, place)),
    reactions(message, client),
    threadCard(message, names),
    failure && h("p", { class: "failure", role: "alert" }, failure),
    message.flags & EPHEMERAL ? ephemeralLine(message, client) : null,
  ];
}

function words(message, names) {
  if (!message.content) return null;
  const edited =
    message.edited_timestamp &&
    h("span", { class: "edited", title: longMoment(Date.parse(message.edited_timestamp)) }, " (edited)");
  const block = h(
    "div",
    { class: "md", "data-testid": "message-content" },
    renderMarkdown(message.content, names),
  );
  if (edited) (block.lastElementChild?.matches(".md-text") ? block.lastElementChild : block).append(edited);
  return block;
}

function reactions(message, client) {
  if (!message.reactions?.length) return null;
  return h(
    "div",
    { class: "reactions", role: "group", "aria-label": "Reactions" },
    message.reactions.map((one) =>
      h(
        "button",
        {
          type: "button",
          class: "reaction",
          "aria-pressed": String(Boolean(one.me)),
          "aria-label": `${emojiText(one.emoji)}, ${one.count} ${one.count === 1 ? "reaction" : "reactions"}`,
          "data-key": `reaction-${one.emoji.name}`,
          "data-testid": "reaction",
          onclick: () => client.react(message, one.emoji, !one.me),
        },
        h("span", { class: "emoji" }, emojiText(one.emoji)),
        h("span", {}, String(one.count)),
      ),
    ),
    iconButton(
      "smile",
      "Add a reaction",
      { class: "reaction-add", onclick: (event) => client.reactionPicker(event.currentTarget, message) },
    ),
  );
}

function threadCard(message, names) {
  if (!message.thread) return null;
  const { id, name, message_count: count } = message.thread;
  return h(
    "button",
    { type: "button", class: "thread-card", onclick: () => names.jump(id) },
    icon("thread"),
    h("span", { class: "thread-name" }, name),
    h("span", { class: "text-link" }, `${count ?? 0} ${count === 1 ? "message" : "messages"} ›`),
  );
}

function ephemeralLine(message, client) {
  return h(
    "div",
    { class: "ephemeral-line" },
    icon("eye"),
    h("span", {}, "Only you can see this · "),
    h(
      "button",
      { type: "button", class: "text-link", "data-key": "dismiss", onclick: () => client.dismiss(message) },
      "Dismiss message",
    ),
  );
}

function toolbar(message, client) {
  const pick = (event) => client.reactionPicker(event.currentTarget, message);
  // The server does not keep a private message, so nothing can hang on it.
  const isKept = !(message.flags & EPHEMERAL);
  return h(
    "div",
    { class: "toolbar" },
    isKept && iconButton("smile", "Add a reaction", { "data-key": "react", onclick: pick }),
    isKept && iconButton("reply", "Reply", { "data-key": "reply", onclick: () => client.reply(message) }),
    iconButton(
      "more",
      "More",
      {
        "data-key": "more",
        "data-testid": "message-more",
        "aria-haspopup": "menu",
        onclick: (event) => client.messageMenu(event.currentTarget, message),
      },
    ),
  );
}
