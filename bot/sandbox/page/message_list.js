/** The messages of the channel that is open, kept in step with the state. */

import { h, icon } from "./dom.js";
import { isGrouped, renderMessage } from "./message.js";
import { placeAll } from "./popup.js";
import { channelStart } from "./channel_start.js";
import { dayName, isSameDay } from "./when.js";
import { editor } from "./editor.js";

const NEAR = 80;
const SPOKEN = 300;
const SPOKEN_WITHIN = 1500;

export class MessageList {
  #drawn = new Map(); // message id -> {element, message, grouped}
  #fixed = new Map(); // what does not change once drawn: days, the channel's start, commands under way
  #channelId = null;
  #editing = null;
  #readingOlder = false;
  #atEnd = true;
  #silence = null;

  constructor(client, frame, announcer) {
    this.client = client;
    this.announcer = announcer;
    this.list = h(
      "ol",
      {
        class: "log",
        onkeydown: (event) => this.#key(event),
        oncontextmenu: (event) => this.#contextMenu(event),
      },
    );
    this.scroller = h("div", { class: "log-scroll", onscroll: () => this.#scrolled() }, this.list);
    frame.replaceChildren(this.scroller);
    const watch = new ResizeObserver(() => this.#stayAtEnd());
    watch.observe(this.scroller);
    watch.observe(this.list);
    this.#listen();
  }

  #listen() {
    const { client } = this;
    client.state.on("opened", () => this.#open());
    client.state.on("log", () => this.#draw());
    client.state.on("ready", () => this.#drawAnew());
    client.state.on("members", () => this.#drawAnew());
    client.state.on("message", (kind, message) => this.#messageRang(kind, message));
    client.presses.on("changed", (message) => this.#redraw(message.id));
    client.on("local", () => this.#draw({ follow: true }));
    client.on("jumped", (id) => this.#point(id));
    client.on("edit", (id) => this.#edit(id));
  }

  get #log() {
    return this.client.state.log(this.#channelId);
  }

  #open() {
    const { current } = this.client.state;
    this.#channelId = current?.id ?? null;
    this.#editing = null;
    this.#drawn.clear();
    this.#fixed.clear();
    this.list.setAttribute(
      "aria-label",
      current ? `Messages in ${this.client.state.channelName(current)}` : "Messages",
    );
    this.#draw({ follow: true });
  }

  #drawAnew() {
    this.#drawn.clear();
    this.#fixed.clear();
    this.#draw();
  }

  #redraw(messageId) {
    if (!this.#drawn.has(messageId)) return;
    this.#drawn.get(messageId).message = null;
    this.#draw();
  }

  #messageRang(kind, message) {
    if (message?.channel_id !== this.#channelId) return;
    const own = message.author.id === this.client.state.me.id;
    this.#draw({ follow: kind === "added" && own });
    if (kind === "added" && !own) this.#announce(message);
  }

  #announce(message) {
    const element = this.#drawn.get(message.id)?.element;
    const texts = element?.querySelectorAll(".md, .thinking, .system-line span") ?? [];
    const words = [...texts].map((one) => one.textContent).join(" ").replace(/\s+/g, " ").slice(0, SPOKEN);
    this.announcer.textContent = `${this.client.state.nameOf(message.author)}: ${words}`;
    // Once read out it is only a second copy of the message.
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.announcer.replaceChildren(), SPOKEN_WITHIN);
  }

  /** Brings the page in step with the log: only what changed is drawn anew. */
  #draw({ follow = false } = {}) {
    if (!this.#channelId || !this.client.state.me) return;
    if (follow) this.#atEnd = true;
    const focused = this.#focusedPlace();
    this.#putInPlace(this.#rows());
    this.#giveFocusBack(focused);
    this.#keepOneReachable();
    this.#stayAtEnd();
    placeAll();
  }

  /** Whoever read the newest message goes on seeing it, whatever grows or shrinks around it. */
  #stayAtEnd() {
    if (this.#atEnd) this.scroller.scrollTop = this.scroller.scrollHeight;
  }

  /** Moves nothing that is in its place already: moving would cost focus and scroll position. */
  #putInPlace(rows) {
    const wanted = new Set(rows);
    for (const row of [...this.list.children]) if (!wanted.has(row)) row.remove();
    rows.forEach((row, at) => {
      if (this.list.children[at] !== row) this.list.insertBefore(row, this.list.children[at] ?? null);
    });
  }

  #rows() {
    const { client } = this;
    const { messages, loaded, hasOlder } = this.#log;
    const rows = [];
    const isEmpty = messages.length === 0;
    if (loaded && !hasOlder) rows.push(this.#once(`start:${isEmpty}`, () => channelStart(client, isEmpty)));
    const drawn = new Map();
    let previous = null;
    for (const message of messages) {
      const sent = Date.parse(message.timestamp);
      const newDay = !previous || !isSameDay(Date.parse(previous.timestamp), sent);
      if (newDay) rows.push(this.#once(`day:${dayName(sent)}`, () => dayLine(sent)));
      const entry = this.#entry(message, isGrouped(message, previous));
      drawn.set(message.id, entry);
      rows.push(entry.element);
      previous = message;
    }
    this.#drawn = drawn;
    const local = client.underWay.filter((one) => one.channelId === this.#channelId);
    return [
      ...rows,
      ...local.map((row) => this.#once(`command:${row.id}:${row.failure}`, () => commandRow(client, row))),
    ];
  }

  #once(key, draw) {
    if (!this.#fixed.has(key)) this.#fixed.set(key, draw());
    return this.#fixed.get(key);
  }

  #entry(message, grouped) {
    const known = this.#drawn.get(message.id);
    if (known && known.message === message && known.grouped === grouped) return known;
    const element = renderMessage(message, { grouped, client: this.client });
    if (this.#editing === message.id) this.#putEditor(element, message);
    return { element, message, grouped };
  }

  #focusedPlace() {
    const element = document.activeElement?.closest?.(".message");
    if (!element || !this.list.contains(element)) return null;
    return {
      id: element.dataset.messageId,
      key: document.activeElement.dataset.key,
      was: document.activeElement,
    };
  }

  #giveFocusBack(place) {
    if (!place || document.activeElement === place.was) return;
    const element = this.#drawn.get(place.id)?.element;
    if (!element) return;
    const was = place.was.isConnected ? place.was : null;
    const same = place.key && element.querySelector(`[data-key="${CSS.escape(place.key)}"]:not(:disabled)`);
    (was || same || element).focus({ preventScroll: true });
  }

  #keepOneReachable() {
    const messages = [...this.list.querySelectorAll(":scope > .message")];
    const reachable = messages.find((one) => one.contains(document.activeElement)) ?? messages.at(-1);
    for (const one of messages) one.tabIndex = one === reachable ? 0 : -1;
  }

  #key(event) {
    const message = event.target;
    if (!message.matches?.(".message")) return;
    const messages = [...this.list.querySelectorAll(":scope > .message")];
    const at = messages.indexOf(message);
    const target = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: messages.length - 1 }[event.key];
    if (target === undefined || !messages[target]) return;
    event.preventDefault();
    message.tabIndex = -1;
    messages[target].tabIndex = 0;
    messages[target].focus();
  }

  #contextMenu(event) {
    const element = event.target.closest(".message");
    const message = element && this.#log.get(element.dataset.messageId);
    // A link or a selection keeps the browser's own menu.
    if (!message || event.target.closest("a, textarea") || !getSelection().isCollapsed) return;
    event.preventDefault();
    const byKeyboard = event.clientX === 0 && event.clientY === 0;
    this.client.messageMenu(
      element,
      message,
      byKeyboard ? undefined : { x: event.clientX, y: event.clientY },
    );
  }

  #distanceToEnd() {
    return this.scroller.scrollHeight - this.scroller.scrollTop - this.scroller.clientHeight;
  }

  async #scrolled() {
    this.#atEnd = this.#distanceToEnd() < NEAR;
    const { loaded, hasOlder } = this.#log;
    if (this.scroller.scrollTop > NEAR || this.#readingOlder || !loaded || !hasOlder) return;
    this.#readingOlder = true;
    const { scrollHeight: height, scrollTop: top } = this.scroller;
    await this.client.attempt(() => this.client.state.readOlder(this.#channelId));
    this.scroller.scrollTop = top + this.scroller.scrollHeight - height;
    this.#readingOlder = false;
  }

  #point(messageId) {
    const element = this.#drawn.get(messageId)?.element;
    if (!element) return;
    this.#atEnd = false;
    element.scrollIntoView({ block: "center" });
    element.classList.add("pointed-at");
    element.focus({ preventScroll: true });
    setTimeout(() => element.classList.remove("pointed-at"), 2000);
  }

  #edit(messageId) {
    this.#editing = messageId;
    this.#redraw(messageId);
    this.#drawn.get(messageId)?.element.querySelector("textarea")?.focus();
  }

  #putEditor(element, message) {
    const done = () => {
      this.#editing = null;
      this.#redraw(message.id);
    };
    const box = editor(this.client, message, done);
    const words = element.querySelector('[data-testid="message-content"]');
    if (words) words.replaceWith(box);
    else element.querySelector(".message-content")?.append(box);
  }
}

function dayLine(ms) {
  return h("li", { class: "day-line" }, h("span", {}, dayName(ms)));
}

/** A command on its way to the app, and what to say when no answer came. */
function commandRow(client, row) {
  const words = row.failure
    ? [
      h("span", { class: "failure", role: "alert" }, row.failure),
      h(
        "button",
        { type: "button", class: "text-link", onclick: () => client.dropRow(row) },
        "Dismiss message",
      ),
    ]
    : [h("span", { class: "dots", "aria-hidden": "true" }), h("span", {}, "Waiting for the app…")];
  return h(
    "li",
    { class: "command-row", "data-testid": "command-under-way" },
    icon("bolt"),
    h("span", {}, "You used ", h("span", { class: "mention" }, row.words)),
    words,
  );
}
