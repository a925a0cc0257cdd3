/** The files that go with the next message, and the menu of what else one can send. */

import { h, iconButton } from "./dom.js";
import { bytes } from "./media.js";
import { openMenu } from "./menus.js";
import { openPollForm } from "./poll_form.js";

const MOST = 10;

export class Tray {
  #files = [];

  /**
   * @param {(message: object) => Promise<unknown>} post sends a message that is no words
   * @param {() => void} onChange somebody added or took back a file
   */
  constructor(client, post, onChange) {
    this.client = client;
    this.post = post;
    this.onChange = onChange;
    this.element = h("ul", { class: "tray", "aria-label": "Files to send", hidden: true });
    this.input = h("input", {
      type: "file",
      multiple: true,
      hidden: true,
      "data-testid": "file-input",
      onchange: () => {
        this.add(this.input.files);
        this.input.value = "";
      },
    });
    this.button = iconButton(
      "plus",
      "Add files, a poll or a sticker",
      {
        class: "add",
        "data-testid": "composer-add",
        "aria-haspopup": "menu",
        "aria-expanded": "false",
        onclick: () => this.#open(),
      },
    );
  }

  get isEmpty() {
    return this.#files.length === 0;
  }

  add(files) {
    this.#put([...this.#files, ...files].slice(0, MOST));
    this.onChange();
  }

  /** The files, which are then no longer here. */
  take() {
    const taken = this.#files;
    this.#put([]);
    return taken;
  }

  #put(files) {
    this.#files = files;
    this.element.hidden = this.isEmpty;
    this.element.replaceChildren(...files.map((file) => this.#chip(file)));
  }

  #chip(file) {
    const drop = () => {
      this.#put(this.#files.filter((one) => one !== file));
      this.onChange();
    };
    return h(
      "li",
      { class: "chip", "data-testid": "file-chip" },
      h("span", { class: "chip-name" }, file.name),
      h("span", { class: "quiet" }, bytes(file.size)),
      iconButton("close", `Do not send ${file.name}`, { onclick: drop }),
    );
  }

  #open() {
    openMenu(
      this.button,
      "Add",
      [
        { label: "Attach files", icon: "file", onChoose: () => this.input.click() },
        { label: "Create a poll", icon: "poll", onChoose: () => openPollForm((poll) => this.post({ poll })) },
        { label: "Send a sticker", icon: "sticker", onChoose: () => this.#chooseSticker() },
      ],
      { side: "above" },
    );
  }

  async #chooseSticker() {
    const packs = await this.client.attempt(() => this.client.api.stickerPacks());
    const stickers = (packs?.sticker_packs ?? []).flatMap((one) => one.stickers);
    const send = (one) => this.client.attempt(() => this.post({ sticker_ids: [one.id] }));
    openMenu(
      this.button,
      "Stickers",
      [
        { heading: "Stickers" },
        ...stickers.map((one) => ({ label: one.name, aside: one.description, onChoose: () => send(one) })),
      ],
      { side: "above" },
    );
  }
}
