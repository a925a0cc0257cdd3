/** The sandbox's time, which people and tests can move; what "2 days ago" is measured against. */

import { sandbox } from "./api.js";

let offset = 0;

/** Milliseconds since 1970 in the sandbox. */
export const now = () => Date.now() + offset;

/** Asks the sandbox what time it is there. */
export async function readClock() {
  const { now: there } = await sandbox.clock();
  offset = Date.parse(there) - Date.now();
}

/** Moves the sandbox's time forward. */
export async function advance(seconds) {
  await sandbox.advance(seconds);
  await readClock();
}

/** Whether a moment lies further ahead than clocks differ: somebody else moved the time. */
export const isAhead = (iso) => Date.parse(iso) - now() > 5000;
