/** Discord's ids: 64-bit numbers that sort by time, always strings in JSON. */

const EPOCH = 1420070400000n;

/** Sorts ids oldest first without losing their low bits to floating point. */
export function compareIds(left, right) {
  return left.length - right.length || (left < right ? -1 : Number(left > right));
}

let counter = 0n;

/** A nonce as clients make it: an id for this moment, never the same twice in this page. */
export function nonce() {
  counter = (counter + 1n) % 4096n;
  return String(
    ((BigInt(Date.now()) - EPOCH) << 22n) | (BigInt(Math.floor(Math.random() * 1024)) << 12n) | counter,
  );
}
