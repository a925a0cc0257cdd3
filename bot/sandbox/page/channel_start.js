/** What stands at the top of a channel: where one is, and what to try first when it is empty. */

import { avatar, h, icon } from "./dom.js";

export function channelStart(client, isEmpty) {
  const { state } = client;
  const channel = state.current;
  const name = state.channelName(channel);
  if (!channel.guild_id) return dmStart(client, channel, name, isEmpty);
  return h(
    "li",
    { class: isEmpty ? "channel-start empty" : "channel-start" },
    h("div", { class: "start-sign" }, icon(channel.parent_id ? "thread" : "hash")),
    h("h2", {}, channel.parent_id ? name : `Welcome to #${name}`),
    channel.topic && h("p", { class: "quiet" }, channel.topic),
    isEmpty && invitation(client, name),
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
