/**
 * Presses that wait for the app, and those that failed: kept apart from the drawn message, which
 * may be drawn anew meanwhile. Rings: `changed` (message).
 */

import { Bell } from "./events.js";

const keyOf = (message, component) => `${message.id}:${component.custom_id}`;

export class Presses extends Bell {
  #waiting = new Set();
  #chosen = new Map();
  #failures = new Map();

  constructor(interactions) {
    super();
    this.interactions = interactions;
  }

  isWaiting(message, component) {
    return this.#waiting.has(keyOf(message, component));
  }

  /** What somebody chose in a select that its message does not show yet; null otherwise. */
  chosen(message, component) {
    return this.#chosen.get(keyOf(message, component)) ?? null;
  }

  failure(message) {
    return this.#failures.get(message.id) ?? null;
  }

  /** The app has answered by changing the message: its own state counts again. */
  settle(message) {
    for (const key of this.#chosen.keys()) {
      if (key.startsWith(`${message.id}:`)) this.#chosen.delete(key);
    }
  }

  async press(message, component, values) {
    const key = keyOf(message, component);
    if (this.#waiting.has(key)) return;
    this.#waiting.add(key);
    this.#failures.delete(message.id);
    if (values) this.#chosen.set(key, values);
    this.ring("changed", message);
    try {
      await this.interactions.press(message, component, values);
    } catch (error) {
      this.#failures.set(message.id, error.message);
      this.#chosen.delete(key);
    } finally {
      this.#waiting.delete(key);
      this.ring("changed", message);
    }
  }
}
