/**
 * One person's client: connection, knowledge and requests, and what its views ask of each other.
 *
 * Rings: `notice` (sentence or null), `reply` (message), `edit` (message id), `command` (leaf name),
 * `jumped` (message id), `local` (the rows of commands under way), `connection` (status, seconds).
 */

import { Api } from "./api.js";
import { isAhead, readClock } from "./clock.js";
import { CommandIndex } from "./commands.js";
import { Bell } from "./events.js";
import { Gateway } from "./gateway.js";
import { Interactions } from "./interactions.js";
import { EPHEMERAL } from "./log.js";
import { messageMenu, personMenu, reactionPicker } from "./menus.js";
import { Presses } from "./presses.js";
import { nonce } from "./snowflakes.js";
import { State } from "./state.js";

const PAGES_TO_LOOK_THROUGH = 10;
const FORWARD = 1;

export class Client extends Bell {
  /** Commands that were sent and have not shown their result: `{id, channelId, words, failure}`. */
  underWay = [];

  /** @param {{id: string, name: string, about: string, token: string}} person */
  constructor(person) {
    super();
    this.person = person;
    this.state = new State(new Api(person.token));
    this.gateway = new Gateway(person.token);
    this.interactions = new Interactions(this.state, () => this.gateway.sessionId);
    this.presses = new Presses(this.interactions);
    this.commands = new CommandIndex(this.state);
    this.gateway.on("dispatch", (name, data) => this.#receive(name, data));
    this.gateway.on("status", (...status) => this.ring("connection", ...status));
  }

  get api() {
    return this.state.api;
  }

  connect() {
    this.gateway.connect();
  }

  leave() {
    this.gateway.leave();
  }

  #receive(name, data) {
    // Before the message is drawn: its new form decides what its selects show.
    if (name === "MESSAGE_UPDATE") this.presses.settle(data);
    if (name === "MESSAGE_CREATE" && isAhead(data.timestamp)) {
      readClock().catch((error) => this.ring("notice", error.message));
    }
    this.state.receive(name, data);
    this.interactions.receive(name, data);
  }

  /** Does something that the server may refuse; a refusal becomes a line, never a lost page. */
  async attempt(action) {
    this.ring("notice", null);
    try {
      return await action();
    } catch (error) {
      this.ring("notice", error.message);
      return null;
    }
  }

  /** @returns {import("./inline.js").Names} */
  namesIn(channelId) {
    const { state } = this;
    const guildId = this.guildOf(channelId);
    return {
      ownId: state.me.id,
      user: (id) => (state.users.has(id) ? state.nameOf(state.users.get(id), guildId) : null),
      role: (id) => state.guilds.get(guildId)?.roles.get(id) ?? null,
      channel: (id) => (state.channels.has(id) ? state.channelName(state.channels.get(id)) : null),
      jump: (channel, messageId) => this.jump(channel, messageId),
      startCommand: (name) => this.ring("command", name),
    };
  }

  guildOf(channelId) {
    return this.state.channels.get(channelId)?.guild_id;
  }

  /** The colour of somebody's highest coloured role here; 0 for none. */
  colorOf(userId) {
    const guild = this.state.guilds.get(this.state.current?.guild_id);
    const roles = (guild?.members.get(userId)?.roles ?? []).map((id) => guild.roles.get(id));
    const colored = roles.filter((role) => role?.color).sort((a, b) => b.position - a.position);
    return colored[0]?.color ?? 0;
  }

  /** Shows a channel and, in it, a message, reading back as far as it has to. */
  async jump(channelId, messageId) {
    await this.attempt(async () => {
      await this.state.find(channelId).catch(() => {
        throw new Error("That place is not open to you.");
      });
      await this.state.open(channelId);
      if (messageId) await this.#find(channelId, messageId);
    });
  }

  async #find(channelId, messageId) {
    const log = this.state.log(channelId);
    for (let page = 0; page < PAGES_TO_LOOK_THROUGH && !log.get(messageId) && log.hasOlder; page += 1) {
      await this.state.readOlder(channelId);
    }
    if (!log.get(messageId)) throw new Error("That message is not here any more.");
    this.ring("jumped", messageId);
  }

  openDmWith(userId) {
    return this.attempt(() => this.state.openDmWith(userId));
  }

  /** Runs a command and shows it as under way until the app has answered. */
  async run(command, words, options, targetId) {
    const row = { id: nonce(), channelId: this.state.currentId, words, failure: null };
    this.underWay.push(row);
    this.ring("local");
    try {
      await this.interactions.run(command, options, targetId);
      this.dropRow(row);
    } catch (error) {
      row.failure = error.message === "This interaction failed" ? "The app did not respond" : error.message;
      this.ring("local");
    }
  }

  dropRow(row) {
    this.underWay = this.underWay.filter((one) => one !== row);
    this.ring("local");
  }

  react(message, emoji, wanted) {
    return this.attempt(() => this.api.react(message.channel_id, message.id, emoji, wanted));
  }

  /** Pins a message, or takes its pin back. */
  pin(message, wanted) {
    return this.attempt(() => this.api.pin(message.channel_id, message.id, wanted));
  }

  /** Carries a message on to another channel. */
  forward(message, channel) {
    const reference = { type: FORWARD, message_id: message.id, channel_id: message.channel_id };
    return this.attempt(async () => {
      this.state.putMessage(await this.api.send(channel.id, { message_reference: reference }));
      this.ring("notice", `Forwarded to ${this.state.channelName(channel)}.`);
    });
  }

  reply(message) {
    this.ring("reply", message);
  }

  edit(message) {
    this.ring("edit", message.id);
  }

  /** Takes a private message out of sight (the server does not keep it), or deletes a public one. */
  async dismiss(message) {
    if (message.flags & EPHEMERAL) this.state.dropMessage(message.channel_id, message.id);
    else await this.attempt(() => this.api.remove(message.channel_id, message.id));
  }

  messageMenu(anchor, message, at) {
    return messageMenu(this, anchor, message, at);
  }

  personMenu(anchor, user) {
    return personMenu(this, anchor, user);
  }

  reactionPicker(anchor, message) {
    reactionPicker(this, anchor, message);
  }
}
