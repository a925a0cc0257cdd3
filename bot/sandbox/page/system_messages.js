/** Messages that Discord itself writes: joins, pins, threads. */

import { h } from "./dom.js";

const NAME_CHANGED = 4;
const PINNED = 6;
const JOINED = 7;
const THREAD_MADE = 18;
const THREAD_START = 21;

const LINES = {
  [NAME_CHANGED]: {
    icon: "edit",
    words: (who, message) => [who, " changed the name: ", h("strong", {}, message.content)],
  },
  [PINNED]: {
    icon: "pin",
    words: (who, message, client) => [who, " pinned ", pinned(message, client), " to this channel."],
  },
  [JOINED]: { icon: "people", words: (who) => [who, " joined."] },
  [THREAD_MADE]: {
    icon: "thread",
    words: (who, message, client) => [who, " started a thread: ", thread(message, client)],
  },
  [THREAD_START]: { icon: "thread", words: (who) => ["This thread began with a message of ", who, "."] },
};

/** The icon and content of a system message; null for what somebody wrote. */
export function systemLine(message, client) {
  const line = LINES[message.type];
  if (!line) return null;
  if (!client) return line;
  const who = h("strong", {}, client.state.nameOf(message.author));
  return { icon: line.icon, content: line.words(who, message, client) };
}

function pinned(message, client) {
  const reference = message.message_reference;
  if (!reference) return "a message";
  const jump = () => client.jump(reference.channel_id, reference.message_id);
  return h("button", { type: "button", class: "text-link", onclick: jump }, "a message");
}

function thread(message, client) {
  const id = message.message_reference?.channel_id ?? message.thread?.id;
  const open = () => client.jump(id);
  return h("button", { type: "button", class: "text-link", onclick: open }, message.content);
}
