/** People, roles, channels and options as the choices of a list. */

import { avatar } from "./dom.js";

const USER = 5;
const ROLE = 6;
const MENTIONABLE = 7;
const CHANNEL = 8;

/** An emoji of a component or reaction as text; custom ones by their name. */
export function emojiText(emoji) {
  if (!emoji) return null;
  return emoji.id ? `:${emoji.name}:` : emoji.name;
}

export function peopleChoices(state, guildId) {
  const guild = state.guilds.get(guildId);
  const users = guild ? [...guild.members.values()].map((one) => one.user) : dmPeople(state);
  return users.map((user) => ({
    value: user.id,
    label: state.nameOf(user, guildId),
    description: user.username,
    mark: avatar(user),
  }));
}

const dmPeople = (state) => [state.me, ...(state.current ? state.recipientsOf(state.current) : [])];

export function roleChoices(state, guildId) {
  const roles = [...(state.guilds.get(guildId)?.roles.values() ?? [])];
  return roles
    .sort((a, b) => b.position - a.position)
    .map((role) => ({ value: role.id, label: role.name.replace(/^(?!@)/, "@") }));
}

export function channelChoices(state, guildId, types) {
  return state
    .channelsOf(guildId)
    .flatMap((channel) => [channel, ...state.threadsOf(channel.id)])
    .filter((channel) => !types?.length || types.includes(channel.type))
    .map(
      ({ id, name, topic }) => ({ value: id, label: `#${name}`, description: topic || undefined }),
    );
}

/** The choices and the preselected values of a select component of any kind. */
export function selectChoices(state, component, guildId) {
  const preset = (component.default_values ?? []).map((one) => one.id);
  if (component.type === USER) return { choices: peopleChoices(state, guildId), selected: preset };
  if (component.type === ROLE) return { choices: roleChoices(state, guildId), selected: preset };
  if (component.type === MENTIONABLE) {
    return {
      choices: [...peopleChoices(state, guildId), ...roleChoices(state, guildId)],
      selected: preset,
    };
  }
  if (component.type === CHANNEL) {
    return { choices: channelChoices(state, guildId, component.channel_types), selected: preset };
  }
  return {
    choices: component.options.map((one) => ({
      value: one.value,
      label: one.label,
      description: one.description ?? undefined,
      mark: emojiText(one.emoji) ?? undefined,
    })),
    selected: component.options.filter((one) => one.default).map((one) => one.value),
  };
}
