/** The channels, threads and direct messages that a person sees. */

import { avatar, h, icon, iconButton } from "./dom.js";
import { openMenu } from "./menus.js";
import { threadIcon, threadKind } from "./threads.js";

const CATEGORY = 4;

export class Sidebar {
  constructor(client, place) {
    this.client = client;
    this.place = place;
    for (const name of ["ready", "channels", "members"]) client.state.on(name, () => this.draw());
    place.onkeydown = moveAmongChannels;
  }

  draw() {
    const { state } = this.client;
    if (!state.me) return;
    const focusedId = document.activeElement?.dataset?.channelId;
    const guilds = [...state.guilds.values()].map((guild) => this.#guild(guild));
    this.place.replaceChildren(...guilds, this.#dms());
    if (focusedId) this.place.querySelector(`[data-channel-id="${focusedId}"]`)?.focus();
  }

  #guild(guild) {
    const { state } = this.client;
    const rows = state.channelsOf(guild.id).flatMap((channel) => [
      channel.type === CATEGORY
        ? h("li", { class: "category" }, channel.name)
        : this.#row(channel, channel.name, icon("hash")),
      ...state.threadsOf(channel.id).map((thread) => this.#thread(thread)),
    ]);
    return h(
      "section",
      { class: "guild", "aria-label": guild.name },
      h(
        "h1",
        { class: "guild-name" },
        h("span", { class: "guild-sign", "aria-hidden": "true" }, initials(guild.name)),
        guild.name,
      ),
      h("h2", { class: "list-heading" }, "Channels"),
      h("ul", { class: "channel-list" }, rows),
    );
  }

  #dms() {
    const { state } = this.client;
    const rows = state.dms().map((channel) => {
      const [other] = state.recipientsOf(channel);
      return this.#row(
        channel,
        state.channelName(channel),
        other ? avatar(other, { class: "small" }) : icon("people"),
      );
    });
    return h(
      "section",
      { "aria-label": "Direct messages" },
      h(
        "h2",
        { class: "list-heading" },
        "Direct messages",
        iconButton(
          "plus",
          "Write to somebody",
          {
            "data-testid": "new-dm",
            "aria-haspopup": "menu",
            onclick: (event) => this.#choosePerson(event.currentTarget),
          },
        ),
      ),
      rows.length > 0
        ? h("ul", { class: "channel-list" }, rows)
        : h("p", { class: "list-empty quiet" }, "None yet. Press + to write to somebody, or to the bot."),
    );
  }

  #thread(thread) {
    const archived = thread.thread_metadata.archived && "archived";
    const words = [thread.name, threadKind(thread), archived].filter(Boolean).join(", ");
    return this.#row(thread, thread.name, icon(threadIcon(thread)), { look: "thread-row", words });
  }

  #row(channel, name, sign, { look = "", words = name } = {}) {
    const { state } = this.client;
    const current = channel.id === state.currentId;
    const unread = state.unread.get(channel.id);
    const classes = ["channel", look, current && "current", unread && "unread"].filter(Boolean);
    return h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          class: classes.join(" "),
          "aria-current": current && "page",
          "aria-label": unread ? `${words}, ${unread.count} unread` : words,
          "data-testid": channel.guild_id ? `channel-${name}` : `dm-${name}`,
          "data-channel-id": channel.id,
          onclick: () => this.client.jump(channel.id),
        },
        sign,
        h("span", { class: "channel-name" }, name),
        unread?.mentions > 0 && h("span", { class: "badge", "aria-hidden": "true" }, String(unread.mentions)),
      ),
    );
  }

  #choosePerson(anchor) {
    const { state } = this.client;
    const others = [...state.users.values()].filter((one) => one.id !== state.me.id);
    const entries = others.map(
      (user) => ({
        label: state.nameOf(user),
        mark: avatar(user, { class: "small" }),
        onChoose: () => this.client.openDmWith(user.id),
      }),
    );
    openMenu(anchor, "Write to somebody", [{ heading: "Write to" }, ...entries]);
  }
}

const initials = (name) => name.split(/\s+/).map((word) => word[0]).join("").slice(0, 2);

function moveAmongChannels(event) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step || !event.target.matches(".channel")) return;
  event.preventDefault();
  const all = [...event.currentTarget.querySelectorAll(".channel")];
  all[all.indexOf(event.target) + step]?.focus();
}
