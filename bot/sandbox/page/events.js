/** The smallest thing that lets modules hear of each other's changes. */
export class Bell {
  #listeners = new Map();

  /** Calls `listener` at every `ring` of that name. */
  on(name, listener) {
    if (!this.#listeners.has(name)) this.#listeners.set(name, new Set());
    this.#listeners.get(name).add(listener);
  }

  ring(name, ...details) {
    for (const listener of this.#listeners.get(name) ?? []) listener(...details);
  }
}
