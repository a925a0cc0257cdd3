/** The messages of one channel, oldest first, each once. */

import { compareIds } from "./snowflakes.js";

export const EPHEMERAL = 1 << 6;
export const LOADING = 1 << 7;

export class Log {
  messages = [];
  loaded = false;
  hasOlder = true;
  #reading = new Set();

  /** Takes in the messages that `ask` brings; an answer may be older than what changed meanwhile. */
  async read(ask) {
    const meanwhile = [];
    this.#reading.add(meanwhile);
    try {
      const found = await ask();
      for (const message of found) this.put(message);
      for (const make of meanwhile) make();
      return found;
    } finally {
      this.#reading.delete(meanwhile);
    }
  }

  /** Makes a change that may be made twice, and again over what is being read. */
  change(make) {
    make();
    for (const meanwhile of this.#reading) meanwhile.push(make);
  }

  get(messageId) {
    return this.messages.find((one) => one.id === messageId) ?? null;
  }

  /** Adds a message, or takes the newer form of one it holds. */
  put(message) {
    const place = this.messages.findIndex((one) => one.id === message.id);
    if (place >= 0) {
      // An update may carry only the fields that changed.
      this.messages[place] = { ...this.messages[place], ...message };
      return "changed";
    }
    let at = this.messages.length;
    while (at > 0 && compareIds(this.messages[at - 1].id, message.id) > 0) at -= 1;
    this.messages.splice(at, 0, message);
    return "added";
  }

  remove(messageId) {
    const before = this.messages.length;
    this.messages = this.messages.filter((one) => one.id !== messageId);
    return this.messages.length < before;
  }

  /** Forgets what the server can tell again; only it sent the private ones, and only once. */
  forgetPublic() {
    this.messages = this.messages.filter((one) => one.flags & EPHEMERAL);
    this.loaded = false;
    this.hasOlder = true;
  }

  /** The oldest message the server holds, to ask for those before it. */
  get oldestPublic() {
    return this.messages.find((one) => !(one.flags & EPHEMERAL)) ?? null;
  }
}

/** Counts one person's reaction into a message; returns the message's new form. */
export function withReaction(message, { emoji, user_id: userId }, step, ownId) {
  const same = (one) => (one.emoji.id ?? one.emoji.name) === (emoji.id ?? emoji.name);
  const reactions = (message.reactions ?? []).map((one) => ({ ...one }));
  let found = reactions.find(same);
  if (!found) {
    found = { emoji, count: 0, me: false };
    reactions.push(found);
  }
  found.count += step;
  if (userId === ownId) found.me = step > 0;
  return { ...message, reactions: reactions.filter((one) => one.count > 0) };
}
