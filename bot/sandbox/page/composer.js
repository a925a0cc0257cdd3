/** Where people write: text, replies, and the way into commands. */

import { CommandForm } from "./command_form.js";
import { freshId, h, iconButton } from "./dom.js";
import { MentionList } from "./mentions.js";
import { Palette } from "./palette.js";
import { isThread, whyNotWrite } from "./permissions.js";
import { nonce } from "./snowflakes.js";
import { Tray } from "./tray.js";

const LONGEST = 2000;
const COUNT_FROM = 1700;
const TYPING_SHOWN = 8000;

export class Composer {
  #replyTo = null;
  #form = null;
  #drafts = new Map();
  #channelId = null;
  #typing = null;

  constructor(client, foot) {
    this.client = client;
    this.field = h("textarea", {
      class: "composer-field",
      id: "composer-box",
      rows: "1",
      "data-testid": "composer-field",
      "aria-describedby": "composer-help",
      oninput: () => this.#typed(),
      onkeydown: (event) => this.#key(event),
      onpaste: (event) => this.tray.add(event.clipboardData.files),
    });
    this.send = iconButton(
      "send",
      "Send",
      { class: "send", "data-testid": "send", onclick: () => this.#submit() },
    );
    this.counter = h("span", { class: "counter", "aria-live": "off" });
    this.slash = h(
      "button",
      {
        type: "button",
        class: "slash-button",
        "aria-label": "Commands",
        title: "Commands",
        onclick: () => this.#startPalette(),
      },
      "/",
    );
    this.tray = new Tray(client, (message) => this.#post(message), () => this.field.focus());
    const { button: add, input } = this.tray;
    this.line = h("div", { class: "composer-line" }, add, input, this.slash, this.field, this.counter, this.send);
    this.box = h("div", { class: "composer-box", "data-testid": "composer" }, this.tray.element, this.line);
    this.reply = h("div", { class: "reply-bar", hidden: true });
    this.notice = h("div", { class: "notice", role: "status", "data-testid": "notice" });
    this.typingLine = h("div", { class: "typing", id: freshId("typing") });
    this.palette = new Palette(client, (leaf) => this.#startForm(leaf));
    this.palette.list.ownedBy(this.field);
    this.mentions = new MentionList(client.state, this.field);
    const help = h(
      "span",
      { class: "visually-hidden", id: "composer-help" },
      "Enter sends. Type a slash for commands.",
    );
    foot.replaceChildren(
      this.notice,
      this.palette.element,
      this.mentions.element,
      this.reply,
      this.box,
      this.typingLine,
      help,
    );
    this.#listen();
  }

  #listen() {
    const { client } = this;
    client.state.on("opened", (channel) => this.#open(channel));
    client.state.on("channels", () => this.#permit());
    client.state.on("typing", (channelId, user) => this.#showTyping(channelId, user));
    client.state.on("message", (kind, message) => {
      if (kind === "added") this.#stopTyping(message);
    });
    client.on("reply", (message) => this.#startReply(message));
    client.on("notice", (words) => this.#say(words));
    client.on("command", (name) => this.startCommand(name));
  }

  #open(channel) {
    if (this.#channelId && !this.#form && !this.field.disabled) this.#drafts.set(this.#channelId, this.field.value);
    this.#channelId = channel?.id ?? null;
    this.#endForm();
    this.#endReply();
    this.#say(null);
    this.tray.take();
    this.typingLine.textContent = "";
    this.field.value = this.#drafts.get(this.#channelId) ?? "";
    this.#permit();
    this.#typed();
  }

  #permit() {
    const { state } = this.client;
    const channel = state.current;
    if (!channel) return;
    const why = whyNotWrite(state, channel);
    const words = why ?? invitation(channel, state.channelName(channel));
    this.#keepDraft(Boolean(why));
    this.field.placeholder = words;
    this.field.setAttribute("aria-label", words);
    this.field.disabled = this.slash.disabled = this.tray.button.disabled = Boolean(why);
    this.line.classList.toggle("closed", Boolean(why));
  }

  /** What was begun makes way for why one cannot write, and comes back afterwards. */
  #keepDraft(closed) {
    if (closed && this.field.value !== "") {
      this.#drafts.set(this.#channelId, this.field.value);
      this.field.value = "";
    } else if (!closed && this.field.disabled && this.field.value === "") {
      this.field.value = this.#drafts.get(this.#channelId) ?? "";
    }
  }

  #say(words) {
    this.notice.replaceChildren();
    if (!words) return;
    this.notice.append(
      h("span", {}, words),
      iconButton("close", "Close", { onclick: () => this.#say(null) }),
    );
  }

  #typed() {
    const left = LONGEST - this.field.value.length;
    this.counter.textContent = this.field.value.length >= COUNT_FROM ? String(left) : "";
    this.counter.classList.toggle("over", left < 0);
    this.field.style.setProperty("height", "auto");
    this.field.style.setProperty("height", `${Math.min(this.field.scrollHeight, innerHeight * 0.4)}px`);
    const text = this.field.value;
    if (text.startsWith("/") && !text.includes("\n")) this.palette.show(text.slice(1));
    else this.palette.hide();
    this.mentions.refresh();
  }

  #key(event) {
    if (event.isComposing) return;
    if (this.palette.isOpen && this.palette.takeKey(event)) return;
    if (this.mentions.takeKey(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === "Escape" && this.#replyTo) {
      this.#endReply();
    } else if (event.key === "ArrowUp" && this.field.value === "") {
      this.#editLast(event);
    }
  }

  #editLast(event) {
    const { state } = this.client;
    const own = state.log(this.#channelId).messages.findLast(
      (one) => one.author.id === state.me.id && one.content,
    );
    if (!own) return;
    event.preventDefault();
    this.client.edit(own);
  }

  async #submit() {
    const content = this.mentions.asSent(this.field.value.trim());
    if (content === "" && this.tray.isEmpty) return;
    if (content.length > LONGEST) {
      this.#say(`A message holds ${LONGEST} characters; this one has ${content.length - LONGEST} more.`);
      return;
    }
    const { value } = this.field;
    const files = this.tray.take();
    this.field.value = "";
    this.#typed();
    const sent = await this.client.attempt(() => this.#post({ content }, files));
    if (sent || this.field.value !== "") return;
    // What was refused is not lost.
    this.field.value = value;
    this.tray.add(files);
    this.#permit();
    this.#typed();
  }

  /** Sends a message to the open channel, as a reply if one was begun. */
  async #post(parts, files) {
    const message = { ...parts, nonce: nonce() };
    if (this.#replyTo) {
      const { id, channel_id: channelId } = this.#replyTo;
      message.message_reference = {
        message_id: id,
        channel_id: channelId,
        guild_id: this.client.guildOf(channelId),
      };
    }
    const sent = await this.client.api.send(this.#channelId, message, files);
    this.#endReply();
    this.client.state.putMessage(sent);
    return sent;
  }

  #startReply(message) {
    this.#replyTo = message;
    const name = this.client.state.nameOf(message.author);
    this.reply.hidden = false;
    this.reply.replaceChildren(
      h("span", {}, "Replying to ", h("strong", {}, name)),
      iconButton("close", "Do not reply", { onclick: () => this.#endReply() }),
    );
    this.field.focus();
  }

  #endReply() {
    this.#replyTo = null;
    this.reply.hidden = true;
  }

  #startPalette() {
    this.field.value = "/";
    this.field.focus();
    this.#typed();
  }

  /** Opens the form of a command by its name, as a press on </name:id> does. */
  async startCommand(name) {
    await this.client.attempt(() => this.client.commands.read());
    const leaf = this.client.commands.leaves().find((one) => one.name === name);
    if (leaf) this.#startForm(leaf);
    else this.#say(`There is no /${name} here just now. The bot may still be starting.`);
  }

  #startForm(leaf) {
    this.#say(null);
    this.palette.hide();
    this.field.value = "";
    this.#typed();
    this.#form = new CommandForm(this.client, leaf, () => this.#endForm({ focus: true }));
    this.line.hidden = true;
    this.box.replaceChildren(this.line, this.#form.element);
    this.#form.focus();
  }

  #endForm({ focus = false } = {}) {
    if (!this.#form) return;
    this.#form.close();
    this.#form = null;
    this.box.replaceChildren(this.tray.element, this.line);
    this.line.hidden = false;
    if (focus) this.field.focus();
  }

  #showTyping(channelId, user) {
    if (channelId !== this.#channelId || !user || user.id === this.client.state.me.id) return;
    clearTimeout(this.#typing);
    this.typingLine.replaceChildren(
      h("span", { class: "dots", "aria-hidden": "true" }),
      `${this.client.state.nameOf(user)} is typing…`,
    );
    this.#typing = setTimeout(() => this.typingLine.replaceChildren(), TYPING_SHOWN);
  }

  #stopTyping(message) {
    if (message.channel_id === this.#channelId) this.typingLine.replaceChildren();
  }
}

/** What the empty field says: where one writes, and what that does to an archived thread. */
function invitation(channel, name) {
  if (!channel.guild_id) return `Message @${name}`;
  if (!isThread(channel)) return `Message #${name}`;
  return channel.thread_metadata.archived ? "Archived. Writing opens it again." : `Message ${name}`;
}
