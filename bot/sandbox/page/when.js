/** Moments as Discord words them. The reader's own zone and language decide the form. */

import { h } from "./dom.js";
import { now } from "./clock.js";

const DAY = 86_400;
const format = (options) => new Intl.DateTimeFormat(undefined, options);

const STYLES = {
  t: format({ timeStyle: "short" }),
  T: format({ timeStyle: "medium" }),
  d: format({ dateStyle: "short" }),
  D: format({ dateStyle: "long" }),
  f: format({ dateStyle: "long", timeStyle: "short" }),
  F: format({ dateStyle: "full", timeStyle: "short" }),
  s: format({ dateStyle: "short", timeStyle: "short" }),
  S: format({ dateStyle: "short", timeStyle: "medium" }),
};
const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });
const STEPS = [
  ["year", 365 * DAY],
  ["month", 30 * DAY],
  ["day", DAY],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

export const longMoment = (ms) => STYLES.F.format(ms);
export const shortTime = (ms) => STYLES.t.format(ms);

/** "in 3 days", "2 hours ago". */
function relative(ms) {
  const seconds = Math.round((ms - now()) / 1000);
  const [unit, size] = STEPS.find((step) => Math.abs(seconds) >= step[1]) ?? STEPS.at(-1);
  return RELATIVE.format(Math.trunc(seconds / size), unit);
}

const startOfDay = (ms) => new Date(ms).setHours(0, 0, 0, 0);

export const isSameDay = (one, other) => startOfDay(one) === startOfDay(other);

/** "Today at 10:04", "Yesterday at 18:30", else date and time. */
export function messageTime(ms) {
  const today = now();
  if (isSameDay(ms, today)) return `Today at ${shortTime(ms)}`;
  if (isSameDay(ms, startOfDay(today) - 1)) return `Yesterday at ${shortTime(ms)}`;
  return STYLES.s.format(ms);
}

/** Until when something holds: the time if it ends today, else the date as well. */
export const untilWords = (ms) => (isSameDay(ms, now()) ? STYLES.t : STYLES.s).format(ms);

export const dayName = (ms) => STYLES.D.format(ms);

/** A `<t:seconds:style>` timestamp; null when the number is no date. */
export function timestamp(seconds, style = "f") {
  const ms = seconds * 1000;
  if (Number.isNaN(new Date(ms).getTime())) return null;
  const text = style === "R" ? relative(ms) : STYLES[style].format(ms);
  return h(
    "time",
    {
      class: "timestamp",
      datetime: new Date(ms).toISOString(),
      title: longMoment(ms),
      "data-relative": style === "R" && String(ms),
    },
    text,
  );
}

/** When a message was sent. */
export function sentAt(iso) {
  const ms = Date.parse(iso);
  return h("time", { class: "sent-at", datetime: iso, title: longMoment(ms) }, messageTime(ms));
}

/** Words every moment that is told from now anew: "2 minutes ago", "Today at 10:04". */
export function refreshMoments() {
  for (const element of document.querySelectorAll("time[data-relative]")) {
    element.textContent = relative(Number(element.dataset.relative));
  }
  for (const element of document.querySelectorAll("time.sent-at")) {
    element.textContent = messageTime(Date.parse(element.dateTime));
  }
}
