/**
 * What a person may do in a channel, from roles and overwrites.
 * https://discord.com/developers/docs/topics/permissions#permission-hierarchy
 */

import { now } from "./clock.js";
import { untilWords } from "./when.js";

export const ADMINISTRATOR = 1n << 3n;
export const VIEW_CHANNEL = 1n << 10n;
const SEND_MESSAGES = 1n << 11n;
export const MANAGE_MESSAGES = 1n << 13n;
const MODERATE_MEMBERS = 1n << 40n;
export const USE_APPLICATION_COMMANDS = 1n << 31n;
export const MANAGE_THREADS = 1n << 34n;
const PIN_MESSAGES = 1n << 51n;
const SEND_MESSAGES_IN_THREADS = 1n << 38n;

const EVERYTHING = (1n << 64n) - 1n;
const THREADS = [10, 11, 12];

export const isThread = (channel) => THREADS.includes(channel.type);

/** The permission bits of `userId` in a channel; a DM allows what two people can do. */
export function permissionsIn(state, channel, userId) {
  const guild = state.guilds.get(channel.guild_id);
  if (!guild) return EVERYTHING & ~ADMINISTRATOR & ~MANAGE_MESSAGES;
  const member = guild.members.get(userId);
  if (!member) return 0n;
  const base = basePermissions(guild, member, userId);
  if (base & ADMINISTRATOR) return EVERYTHING;
  const parent = isThread(channel) ? state.channels.get(channel.parent_id) : channel;
  return withOverwrites(base, guild, member, userId, parent?.permission_overwrites ?? []);
}

function basePermissions(guild, member, userId) {
  if (guild.owner_id === userId) return EVERYTHING;
  return [guild.id, ...member.roles].reduce(
    (bits, roleId) => bits | BigInt(guild.roles.get(roleId)?.permissions ?? 0),
    0n,
  );
}

function withOverwrites(base, guild, member, userId, overwrites) {
  const apply = (bits, group) => {
    const denied = group.reduce((all, one) => all | BigInt(one.deny), 0n);
    const allowed = group.reduce((all, one) => all | BigInt(one.allow), 0n);
    return (bits & ~denied) | allowed;
  };
  const everyone = apply(base, overwrites.filter((one) => one.id === guild.id));
  const byRole = apply(everyone, overwrites.filter((one) => member.roles.includes(one.id)));
  return apply(byRole, overwrites.filter((one) => one.id === userId));
}

export function maySee(state, channel) {
  return Boolean(permissionsIn(state, channel, state.me.id) & VIEW_CHANNEL);
}

const FORUM = 15;

/** Whether the person may write here now. */
export function mayWrite(state, channel) {
  return maySee(state, channel) && whyNotWrite(state, channel) === null;
}

/** Whether the person may pin here; Manage Messages alone is not enough. */
export function mayPin(state, channel) {
  const silent = timedOutUntil(state.guilds.get(channel.guild_id), state.me.id);
  const open = !silent && !channel.thread_metadata?.archived;
  return open && Boolean(permissionsIn(state, channel, state.me.id) & PIN_MESSAGES);
}

/** Why the person cannot write here, as a sentence; null when they can. */
export function whyNotWrite(state, channel) {
  const until = timedOutUntil(state.guilds.get(channel.guild_id), state.me.id);
  if (until) return `Timed out until ${untilWords(until)}.`;
  if (channel.type === FORUM) return "A forum holds posts. Open one to read it and to answer.";
  const permissions = permissionsIn(state, channel, state.me.id);
  if (channel.thread_metadata?.locked && !(permissions & MANAGE_THREADS)) return "This thread is locked.";
  const needed = isThread(channel) ? SEND_MESSAGES_IN_THREADS : SEND_MESSAGES;
  if (permissions & needed) return null;
  return "You may read here, but not write.";
}

/** When the member's time-out ends, in milliseconds since 1970; null when there is none. */
export function timedOutUntil(guild, userId) {
  const until = Date.parse(guild?.members.get(userId)?.communication_disabled_until ?? "");
  return until > now() ? until : null;
}

/** Whether the person may time this member out: from above, and no administrator. */
export function mayTimeOut(state, guild, userId) {
  const [mine, theirs] = [state.me.id, userId].map((id) => guild?.members.get(id));
  if (!mine || !theirs || guild.owner_id === userId) return false;
  const admin = basePermissions(guild, theirs, userId) & ADMINISTRATOR;
  const may = basePermissions(guild, mine, state.me.id) & (MODERATE_MEMBERS | ADMINISTRATOR);
  const above = guild.owner_id === state.me.id || rank(guild, mine) > rank(guild, theirs);
  return Boolean(may) && !admin && above;
}

const rank = (guild, member) => Math.max(0, ...member.roles.map((id) => guild.roles.get(id)?.position ?? 0));
