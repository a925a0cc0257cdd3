/** Threads: how they are called and shown, who is in them, and their gateway events. */

import { avatar, h, icon } from "./dom.js";
import { openMenu } from "./menus.js";
import { isThread, MANAGE_THREADS, permissionsIn } from "./permissions.js";

const PRIVATE_THREAD = 12;

const isPrivate = (channel) => channel.type === PRIVATE_THREAD;

/** The name of a thread's icon. */
export const threadIcon = (channel) => (isPrivate(channel) ? "lock" : "thread");

/** What it is, for those who cannot see the icon. */
export const threadKind = (channel) => (isPrivate(channel) ? "private thread" : "thread");

/** "Archived", "Locked" or both; null for a thread that goes on as usual. */
export function threadState({ thread_metadata: metadata }) {
  if (!metadata) return null;
  if (metadata.archived) return metadata.locked ? "Archived and locked" : "Archived";
  return metadata.locked ? "Locked" : null;
}

/** The people in a thread, in the order of their names. */
export function peopleIn(state, thread) {
  const ids = [...(state.threadMembers.get(thread.id) ?? [])];
  return ids
    .map((id) => state.users.get(id))
    .filter(Boolean)
    .sort((a, b) => state.nameOf(a).localeCompare(state.nameOf(b)));
}

/** The button that tells who is in a thread, where there is no room for a list of members. */
export function peopleButton(client, thread) {
  const people = peopleIn(client.state, thread);
  const words = `${people.length} in this thread`;
  const button = h(
    "button",
    {
      type: "button",
      class: "head-button thread-people",
      "aria-label": words,
      title: words,
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      "data-testid": "thread-people",
    },
    icon("people"),
    h("span", {}, String(people.length)),
  );
  button.addEventListener("click", () => {
    const entries = people.map((user) => ({
      label: client.state.nameOf(user),
      mark: avatar(user, { class: "small" }),
      onChoose: () => client.personMenu(button, user),
    }));
    openMenu(button, "In this thread", [{ heading: "In this thread" }, ...entries], { align: "end" });
  });
  return button;
}

function membersChanged(state, { id, added_members: added = [], removed_member_ids: removed = [] }) {
  const known = state.threadMembers.get(id);
  for (const one of added) known?.add(one.user_id);
  for (const one of removed) known?.delete(one);
  const thread = state.channels.get(id);
  if (thread && removed.includes(state.me.id)) leave(state, thread);
  state.ring("members");
}

function leave(state, thread) {
  const moderates = permissionsIn(state, thread, state.me.id) & MANAGE_THREADS;
  if (isPrivate(thread) && !moderates) state.dropChannel(thread);
  else state.takeChannel({ ...thread, member: undefined });
}

function listSynced(state, { channel_ids: parents, threads, members }) {
  for (const one of [...state.channels.values()]) {
    if (isThread(one) && parents.includes(one.parent_id)) state.channels.delete(one.id);
  }
  for (const one of threads) {
    state.takeChannel({ ...one, member: members.find((member) => member.id === one.id) });
  }
}

function deleted(state, thread) {
  state.dropChannel(thread);
  const source = state.log(thread.parent_id).get(thread.id);
  if (source) state.putMessage({ ...source, thread: undefined });
}

/** Keeps the card below the message that a thread began with in step with the thread. */
function refreshCard(state, thread) {
  const source = state.log(thread.parent_id).get(thread.id);
  if (!source?.thread) return;
  const { name, message_count: count } = thread;
  state.putMessage({ ...source, thread: { ...source.thread, name, message_count: count } });
}

/** Counts a message that came (`step` 1) or went (-1), if it is in a thread. */
export function countInThread(state, channelId, step) {
  const thread = state.channels.get(channelId);
  if (!thread || !isThread(thread)) return;
  thread.message_count += step;
  refreshCard(state, thread);
}

function updated(state, thread) {
  state.takeChannel(thread);
  refreshCard(state, thread);
}

/** What a state does on thread events, by the event's name. */
export const THREAD_EVENTS = {
  THREAD_CREATE: (state, thread) => state.takeChannel(thread),
  THREAD_UPDATE: updated,
  THREAD_DELETE: deleted,
  THREAD_LIST_SYNC: listSynced,
  THREAD_MEMBERS_UPDATE: membersChanged,
};
