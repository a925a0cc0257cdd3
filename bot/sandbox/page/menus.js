/** The menus of messages and people, and the small picker of reactions. */

import { h, icon } from "./dom.js";
import { MESSAGE_COMMAND } from "./interactions.js";
import { EPHEMERAL } from "./log.js";
import { closePopup, openPopup } from "./popup.js";
import { MANAGE_MESSAGES, mayPin, mayTimeOut, mayWrite, permissionsIn, timedOutUntil } from "./permissions.js";
import { systemLine } from "./system_messages.js";
import { openTimeOutForm } from "./timeouts.js";

const REACTIONS = ["👍", "❤️", "✅", "👀", "🎧", "🎵", "🔥", "😄", "😅", "🙏", "💡", "🤔"];

/**
 * Opens a menu beside a control, or at a point.
 *
 * @param {HTMLElement} anchor
 * @param {string} label
 * @param {({label: string, icon?: string, danger?: boolean, aside?: string, testId?: string,
 *   checked?: boolean, role?: string, mark?: Node, onChoose: () => void}|{heading: string}|null|false)[]} entries
 */
export function openMenu(anchor, label, entries, options = {}) {
  const panel = h("div", { class: "menu", role: "menu", "aria-label": label });
  panel.append(...entries.filter(Boolean).map((entry) => menuEntry(entry, panel)));
  if (!openPopup(anchor, panel, options)) return;
  const items = [...panel.querySelectorAll("button")];
  panel.addEventListener("keydown", (event) => moveInMenu(event, items, panel));
  (panel.querySelector('[role="menuitemradio"][aria-checked="true"]') ?? items[0])?.focus();
}

function menuEntry(entry, panel) {
  if (entry.heading) return h("div", { class: "menu-heading", role: "presentation" }, entry.heading);
  const choose = () => {
    closePopup(panel);
    entry.onChoose();
  };
  return h(
    "button",
    {
      type: "button",
      role: entry.role ?? (entry.checked === undefined ? "menuitem" : "menuitemradio"),
      "aria-checked": entry.checked === undefined ? null : String(entry.checked),
      class: entry.danger ? "menu-item danger" : "menu-item",
      "data-testid": entry.testId ?? "menu-item",
      tabindex: "-1",
      onclick: choose,
    },
    entry.mark,
    h(
      "span",
      { class: "menu-words" },
      h("span", {}, entry.label),
      entry.aside && h("span", { class: "choice-description" }, entry.aside),
    ),
    entry.icon && icon(entry.icon),
    entry.checked && icon("check"),
  );
}

function moveInMenu(event, items, panel) {
  const at = items.indexOf(document.activeElement);
  const target = {
    ArrowDown: (at + 1) % items.length,
    ArrowUp: (at - 1 + items.length) % items.length,
    Home: 0,
    End: items.length - 1,
  }[event.key];
  if (event.key === "Tab") closePopup(panel);
  if (target === undefined) return;
  event.preventDefault();
  items[target]?.focus();
}

export async function messageMenu(client, anchor, message, at) {
  await client.attempt(() => client.commands.read());
  const { state } = client;
  const channel = state.channels.get(message.channel_id);
  const mine = message.author.id === state.me.id;
  const ephemeral = message.flags & EPHEMERAL;
  const moderates = permissionsIn(state, channel, state.me.id) & MANAGE_MESSAGES;
  const mayDelete = (mine || moderates) && !ephemeral;
  const react = () => client.reactionPicker(anchor, message);
  const dismiss = () => client.dismiss(message);
  const apps = ephemeral ? [] : client.commands.forMessages();
  const forward = () => chooseWhereTo(client, anchor, message, at);
  const isFixed = message.poll || message.message_snapshots;
  openMenu(
    anchor,
    "Message",
    [
      !ephemeral && { label: "Add reaction", icon: "smile", onChoose: react },
      !ephemeral && { label: "Reply", icon: "reply", onChoose: () => client.reply(message) },
      !ephemeral && !message.poll && { label: "Forward", icon: "forward", onChoose: forward },
      mine && !isFixed && { label: "Edit message", icon: "edit", onChoose: () => client.edit(message) },
      pinEntry(client, channel, message),
      { label: "Copy id", icon: "copy", onChoose: () => copy(client, message.id) },
      mayDelete && { label: "Delete message", icon: "bin", danger: true, onChoose: dismiss },
      ephemeral && { label: "Dismiss message", icon: "close", onChoose: dismiss },
      ...appEntries(client, apps, message.id),
    ],
    { align: "end", at },
  );
}

/** Pinning or unpinning, for who may; what Discord wrote and what one person sees cannot be pinned. */
function pinEntry(client, channel, message) {
  const fits = !(message.flags & EPHEMERAL) && !systemLine(message);
  if (!fits || !mayPin(client.state, channel)) return null;
  const label = message.pinned ? "Unpin message" : "Pin message";
  return { label, icon: "pin", onChoose: () => client.pin(message, !message.pinned) };
}

/** The places that a message can be carried on to: where the person may write. */
function chooseWhereTo(client, anchor, message, at) {
  const { state } = client;
  const places = [...state.channels.values()].filter((one) => mayWrite(state, one));
  const entries = places.map((one) => ({
    label: one.guild_id ? `#${state.channelName(one)}` : state.channelName(one),
    onChoose: () => client.forward(message, one),
  }));
  openMenu(anchor, "Forward to", [{ heading: "Forward to" }, ...entries], { align: "end", at });
}

export async function personMenu(client, anchor, user) {
  await client.attempt(() => client.commands.read());
  // A webhook is nobody, and an app that somebody brought along is not here.
  const other = user.id !== client.state.me.id && client.state.users.has(user.id);
  openMenu(anchor, client.state.nameOf(user), [
    { heading: client.state.nameOf(user) },
    other && { label: "Message", icon: "send", onChoose: () => client.openDmWith(user.id) },
    timeOutEntry(client, user),
    { label: "Copy id", icon: "copy", onChoose: () => copy(client, user.id) },
    ...appEntries(client, client.commands.forPeople(), user.id),
  ]);
}

/** Timing out or letting speak again, for who may. */
function timeOutEntry(client, user) {
  const { state } = client;
  const guild = state.guilds.get(state.current?.guild_id);
  if (!mayTimeOut(state, guild, user.id)) return null;
  if (!timedOutUntil(guild, user.id)) {
    return { label: "Time out", icon: "clock", danger: true, onChoose: () => openTimeOutForm(client, guild, user) };
  }
  const lift = () => client.attempt(() => client.api.timeOut(guild.id, user.id, null));
  return { label: "Remove the time-out", icon: "clock", onChoose: lift };
}

function appEntries(client, commands, targetId) {
  if (commands.length === 0) return [];
  const entries = commands.map((command) => ({
    label: command.name,
    icon: "bolt",
    aside: client.commands.applicationName(command),
    onChoose: () => client.run(
      command,
      command.type === MESSAGE_COMMAND ? command.name : `${command.name} on somebody`,
      [],
      targetId,
    ),
  }));
  return [{ heading: "Apps" }, ...entries];
}

async function copy(client, text) {
  await navigator.clipboard
    .writeText(text)
    .then(() => client.ring("notice", `Copied: ${text}`))
    .catch(() => client.ring("notice", `The browser did not let the page copy. Here it is: ${text}`));
}

export function reactionPicker(client, anchor, message) {
  const panel = h("div", { class: "picker", role: "group", "aria-label": "Add a reaction" });
  const choose = (name) => {
    closePopup(panel);
    client.react(message, { id: null, name }, true);
  };
  panel.append(
    ...REACTIONS.map(
      (name) => h(
        "button",
        { type: "button", class: "picker-item", "aria-label": name, onclick: () => choose(name) },
        name,
      ),
    ),
  );
  if (openPopup(anchor, panel, { align: "end" })) panel.firstElementChild.focus();
}
