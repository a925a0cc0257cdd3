/** The pins of a channel: the button in its head, and the list that it opens. */

import { h, iconButton } from "./dom.js";
import { inOneLine } from "./message.js";
import { mayPin } from "./permissions.js";
import { closePopup, openPopup, place } from "./popup.js";
import { sentAt } from "./when.js";

/** @param {import("./client.js").Client} client */
export function pinsButton(client) {
  const { state } = client;
  let list = null;
  const button = iconButton("pin", "Pinned messages", {
    "data-testid": "pins",
    "aria-haspopup": "dialog",
    "aria-expanded": "false",
  });
  button.addEventListener("click", () => {
    if (!state.current) return;
    list = new PinList(client, state.current);
    list.open(button, () => {
      list = null;
    });
  });
  const follow = (channelId) => {
    if (list?.channel.id === channelId) void list.read();
  };
  state.on("pins", follow);
  state.on("message", (kind, message) => {
    if (kind === "removed" && message?.pinned) follow(message.channel_id);
  });
  return button;
}

class PinList {
  #rows = h("ul", { class: "pins-list" });
  #foot = h("div", { class: "pins-foot" });

  constructor(client, channel) {
    this.client = client;
    this.channel = channel;
    this.panel = h(
      "div",
      { class: "pins", role: "dialog", "aria-label": "Pinned messages", "data-testid": "pins-list", tabindex: "-1" },
      h("h2", { class: "menu-heading" }, "Pinned messages"),
      this.#rows,
      this.#foot,
    );
  }

  open(anchor, onClose) {
    if (!openPopup(anchor, this.panel, { align: "end", onClose })) {
      onClose();
      return;
    }
    this.panel.focus();
    void this.read();
  }

  /** Reads the list from its beginning, or goes on with what was pinned before a moment. */
  async read(before) {
    const { client, channel } = this;
    const found = await client.attempt(() => client.api.pins(channel.id, before));
    if (!found) return;
    const names = client.namesIn(channel.id);
    const rows = found.items.map((one) => this.#row(one.message, names));
    if (before) this.#rows.append(...rows);
    else this.#rows.replaceChildren(...rows);
    this.#foot.replaceChildren(...this.#below(found).filter(Boolean));
    if (!this.panel.contains(document.activeElement)) this.panel.focus();
    place(this.panel);
  }

  #below({ items, has_more: more }) {
    const none = this.#rows.children.length === 0;
    const oldest = items.at(-1)?.pinned_at;
    return [
      none && h("p", { class: "listbox-empty" }, "Nothing is pinned here yet."),
      more &&
        h(
          "button",
          { type: "button", class: "text-link", "data-testid": "pins-more", onclick: () => this.read(oldest) },
          "Show older pins",
        ),
    ];
  }

  #row(message, names) {
    const { client, channel } = this;
    const jump = () => {
      closePopup(this.panel);
      client.jump(channel.id, message.id);
    };
    const who = client.state.nameOf(message.author);
    const unpin = () => client.pin(message, false);
    return h(
      "li",
      { class: "pins-row", "data-testid": "pin" },
      h(
        "button",
        { type: "button", class: "pins-words", "data-testid": "pin-jump", onclick: jump },
        h("span", { class: "pins-head" }, h("strong", {}, who), " ", sentAt(message.timestamp)),
        h("span", { class: "pins-text" }, inOneLine(message, names) || "Show it"),
      ),
      mayPin(client.state, channel) &&
        iconButton("close", `Unpin the message of ${who}`, { "data-testid": "unpin", onclick: unpin }),
    );
  }
}
