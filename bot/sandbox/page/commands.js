/**
 * The app's commands as this person may use them here.
 *
 * @typedef {object} Leaf a command that can be run: a whole one, or one subcommand
 * @property {object} command the registered command
 * @property {string[]} path the names of group and subcommand, empty for a plain command
 * @property {string} name "config show"
 * @property {string} description
 * @property {object[]} options
 */

import { CHAT_COMMAND, MESSAGE_COMMAND, USER_COMMAND } from "./interactions.js";
import { ADMINISTRATOR, USE_APPLICATION_COMMANDS, permissionsIn } from "./permissions.js";

const SUBCOMMAND = 1;
const GROUP = 2;
const IN_GUILD = 0;
const IN_DM = 1;

export class CommandIndex {
  #listed = [];
  #applications = new Map();

  constructor(state) {
    this.state = state;
  }

  /** Reads the list anew: the app may have registered its commands after the page was opened. */
  async read() {
    const guildId = this.state.current?.guild_id ?? this.state.guilds.keys().next().value;
    if (!guildId) return;
    const found = await this.state.api.commandIndex(guildId);
    this.#listed = found.application_commands;
    this.#applications = new Map(found.applications.map((one) => [one.id, one]));
  }

  applicationName(command) {
    return this.#applications.get(command.application_id)?.name ?? "";
  }

  /** @returns {Leaf[]} */
  leaves() {
    return this.#usable(CHAT_COMMAND)
      .flatMap((command) => leavesOf(command, command.options ?? [], []))
      .sort((a, b) => a.name.localeCompare(b.name));
  }

  forMessages() {
    return this.#usable(MESSAGE_COMMAND);
  }

  forPeople() {
    return this.#usable(USER_COMMAND);
  }

  #usable(type) {
    const channel = this.state.current;
    if (!channel) return [];
    const permissions = permissionsIn(this.state, channel, this.state.me.id);
    return this.#listed.filter(
      (one) => (one.type ?? CHAT_COMMAND) === type && isUsable(one, channel, permissions),
    );
  }
}

function isUsable(command, channel, permissions) {
  if (!channel.guild_id) {
    const inDms = command.contexts ? command.contexts.includes(IN_DM) : command.dm_permission !== false;
    return inDms && !command.guild_id;
  }
  if (command.contexts && !command.contexts.includes(IN_GUILD)) return false;
  if (permissions & ADMINISTRATOR) return true;
  if (!(permissions & USE_APPLICATION_COMMANDS)) return false;
  const needed = command.default_member_permissions;
  if (needed === null || needed === undefined) return true;
  return needed !== "0" && (permissions & BigInt(needed)) === BigInt(needed);
}

function leavesOf(command, options, path) {
  const nested = options.filter((one) => one.type === SUBCOMMAND || one.type === GROUP);
  if (nested.length === 0) return [leaf(command, command.description, path, options)];
  return nested.flatMap((one) =>
    one.type === GROUP
      ? leavesOf(command, one.options ?? [], [...path, one.name])
      : [leaf(command, one.description, [...path, one.name], one.options ?? [])],
  );
}

const leaf = (command, description, path, options) => ({
  command,
  path,
  name: [command.name, ...path].join(" "),
  description,
  options,
});

/** Options as Discord nests them: inside their subcommand, and that inside its group. */
export function nestOptions(path, options) {
  if (path.length === 0) return options;
  const [first, ...rest] = path;
  const type = rest.length > 0 ? GROUP : SUBCOMMAND;
  return [{ type, name: first, options: nestOptions(rest, options) }];
}
