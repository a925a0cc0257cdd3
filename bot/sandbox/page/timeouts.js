/** Time-outs: telling when one runs out, and the form in which a moderator imposes one. */

import { now, onMoved } from "./clock.js";
import { openDialog } from "./dialog.js";
import { freshId, h } from "./dom.js";
import { timedOutUntil } from "./permissions.js";

const LONGEST_WAIT = 3_600_000; // timers hold 24 days at most; looking once an hour is enough
const LONGEST_REASON = 512;
const DURATIONS = [
  ["1 minute", 60],
  ["5 minutes", 300],
  ["10 minutes", 600],
  ["1 hour", 3600],
  ["1 day", 86_400],
  ["1 week", 604_800],
];

/** Has the views drawn anew when somebody may speak again; no event tells of that. */
export class TimeOutWatch {
  #ends = new Set();
  #waiting = null;

  constructor(state) {
    this.state = state;
    for (const name of ["ready", "members"]) state.on(name, () => this.#look());
    this.leave = onMoved(() => this.#look());
  }

  #look() {
    clearTimeout(this.#waiting);
    const over = [...this.#ends].some((end) => end <= now());
    this.#ends = new Set(this.#running());
    if (this.#ends.size > 0) {
      const wait = Math.min(Math.min(...this.#ends) - now(), LONGEST_WAIT);
      this.#waiting = setTimeout(() => this.#look(), Math.max(wait, 0) + 1);
    }
    if (!over) return;
    this.state.ring("members");
    this.state.ring("channels");
  }

  #running() {
    const members = [...this.state.guilds.values()].flatMap((guild) =>
      [...guild.members.keys()].map((id) => timedOutUntil(guild, id)),
    );
    return members.filter(Boolean);
  }
}

/** Asks for how long and why, and times the member out. */
export function openTimeOutForm(client, guild, user) {
  const [lengthId, reasonId] = [freshId("time-out"), freshId("time-out")];
  const length = h(
    "select",
    { id: lengthId, class: "text-input", "data-testid": "time-out-length" },
    DURATIONS.map(([words, seconds]) => h("option", { value: seconds, selected: seconds === 600 }, words)),
  );
  const reason = h("input", {
    id: reasonId,
    type: "text",
    class: "text-input",
    maxlength: LONGEST_REASON,
    "data-testid": "time-out-reason",
  });
  openDialog({
    title: `Time out ${client.state.nameOf(user)}`,
    action: "Time out",
    content: [field("For how long", length, lengthId), field("Reason, for the audit log", reason, reasonId)],
    onSubmit: () => {
      const until = new Date(now() + Number(length.value) * 1000).toISOString();
      return client.api.timeOut(guild.id, user.id, until, reason.value.trim());
    },
  });
}

function field(words, control, id) {
  return h("div", { class: "modal-field" }, h("label", { class: "field-label", for: id }, words), control);
}
