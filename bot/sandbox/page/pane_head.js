/** The line above the messages: where one is, and the page's own switches. */

import { h, icon, iconButton } from "./dom.js";
import { isThread } from "./permissions.js";
import { pinsButton } from "./pins.js";
import { sandboxButton } from "./sandbox_menu.js";
import { peopleButton, threadIcon, threadKind, threadState } from "./threads.js";

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
    h("div", { class: "head-tools" }, pinsButton(client), members, sandboxButton(client, page.onReset)),
  );

  const draw = () => {
    const { state } = client;
    const channel = state.current;
    if (!channel) return;
    const name = state.channelName(channel);
    const parent = isThread(channel) && state.channels.get(channel.parent_id);
    const focused = title.contains(document.activeElement) && document.activeElement.dataset.testid;
    title.replaceChildren(
      ...(parent ? threadTitle(client, channel, parent) : channelTitle(channel, name)).filter(Boolean),
    );
    if (focused) (title.querySelector(`[data-testid="${focused}"]`) ?? title.querySelector("h2")).focus();
    document.title = `${channel.guild_id && !parent ? "#" : ""}${name} · ${client.person.name} · sandbox`;
  };
  for (const name of ["ready", "opened", "channels", "members"]) client.state.on(name, draw);
}

function channelTitle(channel, name) {
  return [
    icon(channel.guild_id ? "hash" : "people"),
    h("h2", { "data-testid": "channel-title", tabindex: "-1" }, name),
    channel.topic && h("span", { class: "topic", title: channel.topic }, channel.topic),
  ];
}

/** A thread's name after its channel, which leads back; what state it is in; who is in it. */
function threadTitle(client, thread, parent) {
  const state = threadState(thread);
  const words = `Back to #${parent.name}`;
  return [
    h(
      "button",
      {
        type: "button",
        class: "text-link parent-link",
        "aria-label": words,
        title: words,
        "data-testid": "thread-parent",
        onclick: () => client.jump(parent.id),
      },
      icon("back"),
      h("span", { class: "parent-name" }, `#${parent.name}`),
    ),
    icon(threadIcon(thread)),
    h(
      "div",
      { class: "thread-title" },
      h(
        "h2",
        { "data-testid": "channel-title", tabindex: "-1" },
        h("span", { class: "visually-hidden" }, `${threadKind(thread)}: `),
        thread.name,
      ),
      state && h("span", { class: "thread-state", "data-testid": "thread-state" }, state),
    ),
    peopleButton(client, thread),
  ];
}
