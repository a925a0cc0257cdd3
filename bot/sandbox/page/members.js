/** Who is here, on wide screens: by hoisted role, then everybody else, then the apps. */

import { avatar, cssColor, h, icon } from "./dom.js";
import { isThread, maySee, permissionsIn, timedOutUntil, VIEW_CHANNEL } from "./permissions.js";
import { peopleIn } from "./threads.js";
import { untilWords } from "./when.js";

export class Members {
  /** @param {Map<string, string>} abouts what the sandbox says about its people, by id */
  constructor(client, place, abouts) {
    this.client = client;
    this.place = place;
    this.abouts = abouts;
    for (const name of ["ready", "members", "opened"]) client.state.on(name, () => this.#draw());
  }

  #draw() {
    const { state } = this.client;
    const { current } = state;
    this.place.replaceChildren();
    if (!current || !maySee(state, current)) return;
    for (const [heading, members] of this.#groups(current)) {
      const title = `${heading} — ${members.length}`;
      this.place.append(
        h("h2", { class: "list-heading" }, title),
        h("ul", { class: "member-list" }, members.map((one) => this.#row(one))),
      );
    }
  }

  #groups(channel) {
    const { state } = this.client;
    const guild = state.guilds.get(channel.guild_id);
    if (!guild) {
      const people = [state.me, ...state.recipientsOf(channel)];
      return [["In this conversation", people.map((user) => ({ user, roles: [] }))]];
    }
    if (isThread(channel)) return [["In this thread", peopleIn(state, channel).map((user) => ({ user }))]];
    const groups = new Map();
    const hoisted = [...guild.roles.values()].filter((role) => role.hoist).sort(
      (a, b) => b.position - a.position,
    );
    const headings = [...hoisted.map((role) => role.name), "Members", "Apps"];
    for (const heading of headings) groups.set(heading, []);
    for (const member of guild.members.values()) {
      if (!(permissionsIn(state, channel, member.user.id) & VIEW_CHANNEL)) continue;
      const role = hoisted.find((one) => member.roles.includes(one.id));
      groups.get(role?.name ?? (member.user.bot ? "Apps" : "Members")).push(member);
    }
    return [...groups].filter(([, members]) => members.length > 0);
  }

  #row({ user }) {
    const { state } = this.client;
    const color = this.client.colorOf(user.id);
    const about = this.abouts.get(user.id);
    const guild = state.guilds.get(state.current?.guild_id);
    const owner = guild?.owner_id === user.id;
    const until = timedOutUntil(guild, user.id);
    return h(
      "li",
      {},
      h(
        "button",
        {
          type: "button",
          class: "member",
          "aria-haspopup": "menu",
          vars: color ? { "--role": cssColor(color) } : {},
          onclick: (event) => this.client.personMenu(event.currentTarget, user),
        },
        avatar(user),
        h(
          "span",
          { class: "choice-words" },
          h(
            "span",
            { class: "member-name" },
            state.nameOf(user),
            user.bot && h("span", { class: "app-badge" }, "App"),
            user.id === state.me.id && h("span", { class: "quiet" }, " (you)"),
          ),
          until && h("span", { class: "timed-out" }, icon("clock"), `Timed out until ${untilWords(until)}`),
          (about || owner) && h("span", { class: "choice-description" }, about ?? "owner"),
        ),
      ),
    );
  }
}
