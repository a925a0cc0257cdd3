/**
 * What one person's client knows: guilds, channels, people, messages; kept current by the gateway.
 *
 * Rings: `ready`; `channels` and `members` (lists changed); `opened` (channel);
 * `log` (channel id: read it anew); `message` ("added" | "changed" | "removed", message);
 * `typing` (channel id, user); `pins` (channel id: they changed).
 */

import { Bell } from "./events.js";
import { Log, EPHEMERAL, withReaction } from "./log.js";
import { isThread, maySee } from "./permissions.js";
import { POLL_EVENTS, withVote } from "./poll.js";
import { compareIds } from "./snowflakes.js";
import { THREAD_EVENTS, countInThread } from "./threads.js";

const THREAD_START = 21; // the message a thread began with, which its count leaves out
const byId = (list) => new Map((list ?? []).map((one) => [one.id, one]));

export class State extends Bell {
  me = null;
  guilds = new Map();
  channels = new Map();
  users = new Map();
  unread = new Map();
  /** Thread id -> ids of the users in it, for threads that were opened. */
  threadMembers = new Map();
  currentId = null;
  #logs = new Map();

  constructor(api) {
    super();
    this.api = api;
  }

  get current() {
    return this.channels.get(this.currentId) ?? null;
  }

  log(channelId) {
    if (!this.#logs.has(channelId)) this.#logs.set(channelId, new Log());
    return this.#logs.get(channelId);
  }

  /** What people call this user here: the nickname of the guild, else the display name. */
  nameOf(user, guildId = this.current?.guild_id) {
    const nick = this.guilds.get(guildId)?.members.get(user.id)?.nick;
    return nick ?? user.global_name ?? user.username;
  }

  channelName(channel) {
    if (channel.guild_id) return channel.name;
    return this.recipientsOf(channel).map((one) => this.nameOf(one)).join(", ");
  }

  recipientsOf(channel) {
    const ids = channel.recipient_ids ?? [];
    const known = channel.recipients ?? ids.map((id) => this.users.get(id)).filter(Boolean);
    return known.filter((one) => one.id !== this.me.id);
  }

  /** Channels of a guild that this person can see, in order, without threads. */
  channelsOf(guildId) {
    return [...this.channels.values()]
      .filter((one) => one.guild_id === guildId && !isThread(one) && maySee(this, one))
      .sort((a, b) => a.position - b.position || compareIds(a.id, b.id));
  }

  threadsOf(channelId) {
    return [...this.channels.values()]
      .filter((one) => isThread(one) && one.parent_id === channelId && maySee(this, one))
      .filter((one) => !one.thread_metadata?.archived || one.id === this.currentId)
      .sort((a, b) => compareIds(a.id, b.id));
  }

  dms() {
    return [...this.channels.values()].filter((one) => !one.guild_id);
  }

  /** Shows a channel, reading its newest messages the first time. */
  async open(channelId) {
    this.currentId = channelId;
    this.unread.delete(channelId);
    this.ring("opened", this.current);
    this.ring("channels");
    if (!this.log(channelId).loaded) await this.#read(channelId);
    if (this.current && isThread(this.current)) await this.#readThreadMembers(channelId);
  }

  /** Learns of a channel that the gateway did not tell of: an archived thread. */
  async find(channelId) {
    if (!this.channels.has(channelId)) this.takeChannel(await this.api.channel(channelId));
  }

  async #readThreadMembers(threadId) {
    const members = await this.api.threadMembers(threadId);
    this.threadMembers.set(threadId, new Set(members.map((one) => one.user_id)));
    this.ring("members");
  }

  async openDmWith(userId) {
    const channel = await this.api.openDm(userId);
    this.#putChannel(channel);
    await this.open(channel.id);
  }

  async readOlder(channelId) {
    const oldest = this.log(channelId).oldestPublic;
    await this.#read(channelId, oldest ? { before: oldest.id } : {});
  }

  async #read(channelId, where = {}) {
    const log = this.log(channelId);
    const found = await log.read(() => this.api.messages(channelId, where));
    log.loaded = true;
    log.hasOlder = found.length === 50;
    this.ring("log", channelId);
  }

  /** Takes an answer of the REST interface, or an event, into the log. */
  putMessage(message) {
    const kind = this.log(message.channel_id).put(message);
    // Who writes by a webhook or a borrowed app is nobody that one can write to.
    if (message.author && !message.webhook_id) this.users.set(message.author.id, message.author);
    this.ring("message", kind, this.log(message.channel_id).get(message.id));
    return kind;
  }

  dropMessage(channelId, messageId) {
    const message = this.log(channelId).get(messageId);
    if (this.log(channelId).remove(messageId)) this.ring("message", "removed", message);
  }

  /** One gateway event. Events this page does not show are left alone. */
  receive(name, data) {
    const handle = HANDLERS[name];
    if (handle) handle(this, data);
  }

  takeReady(data) {
    this.me = data.user;
    this.guilds = new Map();
    this.channels = new Map();
    this.users = new Map([[data.user.id, data.user]]);
    for (const log of this.#logs.values()) log.forgetPublic();
    for (const channel of data.private_channels ?? []) this.#putChannel(channel);
    for (const guild of data.guilds) this.takeGuild(guild);
    this.ring("ready");
  }

  takeGuild(guild) {
    const members = new Map(guild.members.map((one) => [one.user.id, one]));
    for (const member of guild.members) this.users.set(member.user.id, member.user);
    this.guilds.set(guild.id, { ...guild, members, roles: byId(guild.roles) });
    for (const channel of [...guild.channels, ...(guild.threads ?? [])]) {
      this.#putChannel({ ...channel, guild_id: guild.id });
    }
  }

  takeChannel(channel) {
    this.#putChannel(channel);
    this.ring("channels");
  }

  #putChannel(channel) {
    for (const user of channel.recipients ?? []) this.users.set(user.id, user);
    this.channels.set(channel.id, { ...this.channels.get(channel.id), ...channel });
  }

  dropChannel(channel) {
    const threads = [...this.channels.values()].filter((one) => isThread(one) && one.parent_id === channel.id);
    const gone = [channel, ...threads].map((one) => one.id);
    for (const id of gone) this.channels.delete(id);
    const next = this.channels.has(channel.parent_id) ? channel.parent_id : this.firstChannel()?.id ?? null;
    if (gone.includes(this.currentId)) this.open(next);
    else this.ring("channels");
  }

  firstChannel() {
    for (const guildId of this.guilds.keys()) {
      const text = this.channelsOf(guildId).find((one) => one.type !== 4);
      if (text) return text;
    }
    return this.dms()[0] ?? null;
  }

  takeMember(member) {
    const guild = this.guilds.get(member.guild_id);
    if (!guild) return;
    const known = guild.members.get(member.user.id);
    guild.members.set(member.user.id, { ...known, ...member });
    this.users.set(member.user.id, member.user);
    this.ring("members");
    if (member.user.id === this.me.id) this.ring("channels");
  }

  countUnread(message) {
    if (message.channel_id === this.currentId || message.author.id === this.me.id) return;
    const seen = this.unread.get(message.channel_id) ?? { count: 0, mentions: 0 };
    const channel = this.channels.get(message.channel_id);
    if (channel && isThread(channel) && !channel.member) return;
    const direct = !channel?.guild_id;
    const named = direct || (message.mentions ?? []).some((one) => one.id === this.me.id);
    this.unread.set(message.channel_id, { count: seen.count + 1, mentions: seen.mentions + Number(named) });
    this.ring("channels");
  }

  changeVote(event, step) {
    const message = this.log(event.channel_id).get(event.message_id);
    if (message) this.putMessage(withVote(message, event, step, this.me.id));
  }

  changeReaction(event, step) {
    const message = this.log(event.channel_id).get(event.message_id);
    if (message) this.putMessage(withReaction(message, event, step, this.me.id));
  }
}

function takeRole(state, { guild_id: guildId, role }) {
  state.guilds.get(guildId)?.roles.set(role.id, role);
  state.ring("members");
  state.ring("channels");
}

const HANDLERS = {
  READY: (state, data) => state.takeReady(data),
  GUILD_CREATE: (state, guild) => {
    state.takeGuild(guild);
    state.ring("channels");
    state.ring("members");
  },
  MESSAGE_CREATE: (state, message) => {
    if (state.putMessage(message) !== "added" || message.flags & EPHEMERAL) return;
    state.countUnread(message);
    if (message.type !== THREAD_START) countInThread(state, message.channel_id, 1);
  },
  MESSAGE_UPDATE: (state, message) => {
    const log = state.log(message.channel_id);
    // A channel that was never opened reads the message as it now is when it is.
    log.change(() => {
      if (log.get(message.id) || message.flags & EPHEMERAL) state.putMessage(message);
    });
  },
  MESSAGE_DELETE: (state, { channel_id: channelId, id }) => {
    state.log(channelId).change(() => state.dropMessage(channelId, id));
    countInThread(state, channelId, -1);
  },
  MESSAGE_DELETE_BULK: (state, { channel_id: channelId, ids }) => {
    for (const id of ids) state.log(channelId).change(() => state.dropMessage(channelId, id));
    countInThread(state, channelId, -ids.length);
  },
  MESSAGE_REACTION_ADD: (state, event) => state.changeReaction(event, 1),
  MESSAGE_REACTION_REMOVE: (state, event) => state.changeReaction(event, -1),
  CHANNEL_PINS_UPDATE: (state, { channel_id: channelId }) => state.ring("pins", channelId),
  TYPING_START: (state, event) => state.ring("typing", event.channel_id, state.users.get(event.user_id)),
  CHANNEL_CREATE: (state, channel) => state.takeChannel(channel),
  CHANNEL_UPDATE: (state, channel) => state.takeChannel(channel),
  CHANNEL_DELETE: (state, channel) => state.dropChannel(channel),
  ...THREAD_EVENTS,
  ...POLL_EVENTS,
  GUILD_MEMBER_ADD: (state, member) => state.takeMember(member),
  GUILD_MEMBER_UPDATE: (state, member) => state.takeMember(member),
  GUILD_MEMBER_REMOVE: (state, { guild_id: guildId, user }) => {
    state.guilds.get(guildId)?.members.delete(user.id);
    state.ring("members");
  },
  GUILD_ROLE_CREATE: takeRole,
  GUILD_ROLE_UPDATE: takeRole,
};
