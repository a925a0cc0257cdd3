/** The line above the messages: where one is, and the page's own switches. */

import { h, icon, iconButton } from "./dom.js";
import { isThread } from "./permissions.js";
import { sandboxButton } from "./sandbox_menu.js";

/**
 * @param {import("./client.js").Client} client
 * @param {HTMLElement} place
 * @param {{onReset: () => void, drawer: {toggle: () => void}, toggleMembers: () => boolean}} page
 */
export function paneHead(client, place, page) {
  const title = h("div", { class: "pane-title" });
  const menu = iconButton(
    "menu",
    "Channels",
    {
      class: "drawer-button",
      "data-testid": "drawer",
      "aria-controls": "sidebar",
      "aria-expanded": "false",
      onclick: page.drawer.toggle,
    },
  );
  const members = iconButton(
    "people",
    "Members",
    { class: "members-button", "aria-controls": "members", "aria-pressed": "true" },
  );
  members.addEventListener(
    "click",
    () => members.setAttribute("aria-pressed", String(page.toggleMembers())),
  );
  place.replaceChildren(
    menu,
    title,
    h("div", { class: "head-tools" }, members, sandboxButton(client, page.onReset)),
  );

  const draw = () => {
    const { state } = client;
    const channel = state.current;
    if (!channel) return;
    const name = state.channelName(channel);
    const parent = isThread(channel) && state.channels.get(channel.parent_id);
    const sign = icon(parent ? "thread" : channel.guild_id ? "hash" : "people");
    const toParent = () => client.jump(parent.id);
    title.replaceChildren(
      ...[
        parent && h("button", { type: "button", class: "text-link", onclick: toParent }, `#${parent.name}`),
        sign,
        h("h2", { "data-testid": "channel-title" }, name),
        channel.topic && h("span", { class: "topic", title: channel.topic }, channel.topic),
      ].filter(Boolean),
    );
    document.title = `${channel.guild_id ? "#" : ""}${name} · ${client.person.name} · sandbox`;
  };
  for (const name of ["ready", "opened", "channels"]) client.state.on(name, draw);
}
