/**
 * The person's gateway connection: IDENTIFY, heartbeats, RESUME, and patience when it breaks.
 *
 * Rings: `dispatch` (event name, data), `status` ("connecting" | "ready" | "lost", waiting seconds).
 */

import { Bell } from "./events.js";

const OP = {
  DISPATCH: 0,
  HEARTBEAT: 1,
  IDENTIFY: 2,
  RESUME: 6,
  RECONNECT: 7,
  INVALID: 9,
  HELLO: 10,
  ACK: 11,
};
const FIRST_WAIT = 0.5;
const LONGEST_WAIT = 15;
const RESUMABLE = 4900; // a close code of ours that, unlike 1000 and 1001, keeps the session

export class Gateway extends Bell {
  #token;
  #socket = null;
  #heart = null;
  #retry = null;
  #wait = FIRST_WAIT;
  #sequence = null;
  #sessionId = null;
  #acknowledged = true;
  #left = false;

  constructor(token) {
    super();
    this.#token = token;
  }

  get sessionId() {
    return this.#sessionId;
  }

  connect() {
    this.ring("status", "connecting");
    const scheme = location.protocol === "https:" ? "wss" : "ws";
    const socket = new WebSocket(`${scheme}://${location.host}/gateway?v=10&encoding=json`);
    this.#socket = socket;
    socket.addEventListener("message", (event) => this.#receive(socket, JSON.parse(event.data)));
    socket.addEventListener("close", () => this.#closed(socket));
  }

  /** Ends the connection for good. */
  leave() {
    this.#left = true;
    clearTimeout(this.#retry);
    clearInterval(this.#heart);
    this.#socket?.close(1000);
  }

  #receive(socket, { op, d, s, t }) {
    if (socket !== this.#socket || this.#left) return;
    if (s !== null && s !== undefined) this.#sequence = s;
    if (op === OP.HELLO) this.#greet(d.heartbeat_interval);
    else if (op === OP.ACK) this.#acknowledged = true;
    else if (op === OP.HEARTBEAT) this.#beat();
    else if (op === OP.RECONNECT) socket.close(RESUMABLE);
    else if (op === OP.INVALID) this.#invalidated(socket, d);
    else if (op === OP.DISPATCH) this.#dispatch(t, d);
  }

  #greet(interval) {
    this.#acknowledged = true;
    clearInterval(this.#heart);
    this.#heart = setInterval(() => {
      if (this.#acknowledged) this.#beat();
      else this.#socket.close(RESUMABLE);
    }, interval);
    if (this.#sessionId === null) {
      const properties = { os: "browser", browser: "sandbox page", device: "" };
      this.#send(OP.IDENTIFY, { token: this.#token, properties });
    } else {
      this.#send(OP.RESUME, { token: this.#token, session_id: this.#sessionId, seq: this.#sequence });
    }
  }

  #beat() {
    this.#acknowledged = false;
    this.#send(OP.HEARTBEAT, this.#sequence);
  }

  #invalidated(socket, resumable) {
    if (!resumable) {
      this.#sessionId = null;
      this.#sequence = null;
    }
    socket.close(RESUMABLE);
  }

  #dispatch(name, data) {
    if (name === "READY") this.#sessionId = data.session_id;
    if (name === "READY" || name === "RESUMED") {
      this.#wait = FIRST_WAIT;
      this.ring("status", "ready");
    }
    this.ring("dispatch", name, data);
  }

  #send(op, d) {
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify({ op, d }));
  }

  #closed(socket) {
    if (socket !== this.#socket || this.#left) return;
    clearInterval(this.#heart);
    this.ring("status", "lost", this.#wait);
    this.#retry = setTimeout(() => this.connect(), this.#wait * 1000);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
  }
}
