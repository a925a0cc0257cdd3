/** What stands at the top of a channel: where one is, and what to try first when it is empty. */

import { avatar, h, icon } from "./dom.js";
import { isThread } from "./permissions.js";
import { threadIcon, threadKind } from "./threads.js";

export function channelStart(client, isEmpty) {
  const { state } = client;
  const channel = state.current;
  const name = state.channelName(channel);
  if (!channel.guild_id) return dmStart(client, channel, name, isEmpty);
  if (isThread(channel)) return threadStart(client, channel);
  return h(
    "li",
    { class: isEmpty ? "channel-start empty" : "channel-start" },
    h("div", { class: "start-sign" }, icon("hash")),
    h("h2", {}, `Welcome to #${name}`),
    channel.topic && h("p", { class: "quiet" }, channel.topic),
    isEmpty && invitation(client, name),
  );
}

function threadStart({ state }, thread) {
  const owner = state.users.get(thread.owner_id);
  const startedBy = owner ? `Started by ${state.nameOf(owner, thread.guild_id)}. ` : "";
  const seenBy = threadKind(thread) === "private thread"
    ? "Only the people in it and the moderators can see this thread."
    : "Everybody who sees the channel can read along.";
  return h(
    "li",
    { class: "channel-start" },
    h("div", { class: "start-sign" }, icon(threadIcon(thread))),
    h("h2", {}, thread.name),
    h("p", { class: "quiet" }, startedBy + seenBy),
  );
}

function dmStart(client, channel, name, isEmpty) {
  const [other] = client.state.recipientsOf(channel);
  return h(
    "li",
    { class: isEmpty ? "channel-start empty" : "channel-start" },
    other && avatar(other, { class: "large" }),
    h("h2", {}, name),
    h(
      "p",
      { class: "quiet" },
      other?.bot
        ? "Your private messages with the app. Type / to see what it can do here."
        : `Your private messages with ${name}.`,
    ),
  );
}

function invitation(client, name) {
  if (name !== "biz-talk") return h("p", {}, "Nobody has written here yet. You could be the first.");
  return h(
    "p",
    { class: "invitation" },
    "Nobody has written here yet. Ask the bot something about the business side of music: ",
    h(
      "button",
      { type: "button", class: "btn btn-primary", onclick: () => client.ring("command", "advice") },
      h("span", { class: "btn-words" }, "Try /advice"),
    ),
  );
}
