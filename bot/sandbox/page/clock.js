/** The sandbox's time, which people and tests can move; what "2 days ago" is measured against. */

import { sandbox } from "./api.js";

const MOVED = 1000; // milliseconds; less is only the way to the sandbox and back

let offset = 0;
const listeners = new Set();

/** Milliseconds since 1970 in the sandbox. */
export const now = () => Date.now() + offset;

/** Asks the sandbox what time it is there. */
export async function readClock() {
  const { now: there } = await sandbox.clock();
  const before = offset;
  offset = Date.parse(there) - Date.now();
  if (Math.abs(offset - before) > MOVED) for (const listener of listeners) listener();
}

/** Calls `listener` whenever the time turns out to have been moved; gives what ends that. */
export function onMoved(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Moves the sandbox's time forward. */
export async function advance(seconds) {
  await sandbox.advance(seconds);
  await readClock();
}

/** Whether a moment lies further ahead than clocks differ: somebody else moved the time. */
export const isAhead = (iso) => Date.parse(iso) - now() > 5000;
