/** Messages that Discord itself writes: joins, pins, threads. */

import { h } from "./dom.js";
import { plainText } from "./markdown.js";

const ADDED = 1;
const REMOVED = 2;
const NAME_CHANGED = 4;
const PINNED = 6;
const JOINED = 7;
const THREAD_MADE = 18;
const THREAD_START = 21;
const AUTOMOD_ALERT = 24;
const POLL_RESULT = 46;
const QUOTED = 80; // characters of the message that a thread began with

const LINES = {
  [ADDED]: {
    icon: "people",
    words: (who, message, client) => [who, " added ", concerned(message, client), " to the thread."],
  },
  [REMOVED]: {
    icon: "people",
    words: (who, message, client) => [who, " removed ", concerned(message, client), " from the thread."],
  },
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
  [AUTOMOD_ALERT]: { icon: "lock", words: (who, message, client) => alert(who, message, client) },
  [POLL_RESULT]: { icon: "poll", words: (who, message, client) => pollResult(who, message, client) },
  [THREAD_START]: { icon: "thread", words: (who, message, client) => beginning(message, client) },
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

function pollResult(who, { embeds, message_reference: reference }, client) {
  const told = new Map((embeds[0]?.fields ?? []).map((one) => [one.name, one.value]));
  const jump = () => client.jump(reference.channel_id, reference.message_id);
  const question = told.get("poll_question_text");
  return [
    "The poll of ",
    who,
    " has closed: ",
    h("button", { type: "button", class: "text-link", onclick: jump }, question),
    " ",
    h("strong", {}, told.get("victor_answer_text") ?? "No answer won"),
    ` (${told.get("victor_answer_votes")} of ${told.get("total_votes")})`,
  ];
}

/** What AutoMod found, where, and by which rule. */
function alert(who, { embeds }, client) {
  const told = new Map((embeds[0]?.fields ?? []).map((one) => [one.name, one.value]));
  const place = client.state.channels.get(told.get("channel_id"));
  const done = told.has("flagged_message_id") ? "flagged" : "blocked";
  return [
    `AutoMod ${done} a message of `,
    who,
    place ? ` in #${client.state.channelName(place)}` : "",
    ` (${told.get("rule_name")}): `,
    h("em", {}, embeds[0]?.description),
  ];
}

function concerned({ mentions }, { state }) {
  return h("strong", {}, mentions.map((one) => state.nameOf(one)).join(", "));
}

/** What somebody wrote that the thread is about; it leads to the message itself. */
function beginning({ channel_id: threadId, referenced_message: source }, client) {
  if (!source) return ["This thread began with a message that is no longer there."];
  const who = h("strong", {}, client.state.nameOf(source.author));
  const words = plainText(source.content, client.namesIn(threadId)).slice(0, QUOTED);
  const jump = () => client.jump(source.channel_id, source.id);
  return [
    "This thread began with a message of ",
    who,
    ": ",
    h("button", { type: "button", class: "text-link", onclick: jump }, words || "show it"),
  ];
}

function thread(message, client) {
  const id = message.message_reference?.channel_id ?? message.thread?.id;
  const open = () => client.jump(id);
  return h("button", { type: "button", class: "text-link", onclick: open }, message.content);
}
