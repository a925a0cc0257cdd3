/**
 * Asking the app for something, and learning how it went: the person's side of interactions.
 *
 * An interaction is sent over REST and answered over the gateway; the nonce ties the two together.
 * Rings: `modal` (the INTERACTION_MODAL_CREATE payload).
 */

import { Bell } from "./events.js";
import { nonce } from "./snowflakes.js";

export const CHAT_COMMAND = 1;
export const USER_COMMAND = 2;
export const MESSAGE_COMMAND = 3;

const COMMAND = 2;
const COMPONENT = 3;
const AUTOCOMPLETE = 4;
const MODAL_SUBMIT = 5;
// The sandbox reports a failure after three seconds; this only ends waits it never reported on.
const LONGEST_WAIT = 20_000;
// Nothing reports suggestions that never came.
const LONGEST_SUGGESTION = 4000;

/** The app did not answer, or refused. */
class InteractionFailed extends Error {}

export class Interactions extends Bell {
  #waiting = new Map();
  #suggestions = new Map();

  /**
   * @param {import("./state.js").State} state
   * @param {() => string} sessionId the gateway session now in use
   */
  constructor(state, sessionId) {
    super();
    this.state = state;
    this.sessionId = sessionId;
  }

  /** The gateway events about interactions; others pass. */
  receive(name, data) {
    if (name === "INTERACTION_SUCCESS") this.#settle(data.nonce);
    else if (name === "INTERACTION_FAILURE") {
      this.#settle(data.nonce, "This interaction failed");
      this.#suggested(data.nonce, []);
    } else if (name === "INTERACTION_MODAL_CREATE") {
      // Another tab of the same person may have asked for it.
      if (this.#settle(data.nonce)) this.ring("modal", data);
    } else if (name === "APPLICATION_COMMAND_AUTOCOMPLETE_RESPONSE") {
      this.#suggested(data.nonce, data.choices);
    }
  }

  #suggested(key, choices) {
    this.#suggestions.get(key)?.(choices);
    this.#suggestions.delete(key);
  }

  /**
   * Runs a command.
   *
   * @param {object} command as the command index lists it
   * @param {object[]} options `{type, name, value}` or, for subcommands, `{type, name, options}`
   * @param {string} [targetId] the message or user of a context-menu command
   */
  run(command, options, targetId) {
    const data = { ...commandData(command, options), ...(targetId && { target_id: targetId }) };
    return this.#ask(COMMAND, command.application_id, { data });
  }

  /** Asks for suggestions for the option marked `focused`; resolves to `{name, value}` choices. */
  async suggest(command, options) {
    const key = nonce();
    const answer = new Promise((resolve) => {
      this.#suggestions.set(key, resolve);
    });
    setTimeout(() => this.#suggested(key, []), LONGEST_SUGGESTION);
    const data = commandData(command, options);
    await this.state.api.interact(this.#payload(AUTOCOMPLETE, command.application_id, key, { data }));
    return answer;
  }

  /** Presses a button, or chooses in a select of a message. */
  press(message, component, values) {
    const data = {
      component_type: component.type,
      custom_id: component.custom_id,
      ...(values && { values }),
    };
    return this.#ask(COMPONENT, message.application_id ?? message.author.id, {
      message_id: message.id,
      message_flags: message.flags ?? 0,
      channel_id: message.channel_id,
      data,
    });
  }

  /** Sends a filled-in modal, and the files in it by their place in `files`. */
  submit(modal, components, files = []) {
    const attachments = files.map((file, number) => ({ id: String(number), filename: file.name }));
    const data = { id: modal.id, custom_id: modal.custom_id, components, attachments };
    const applicationId = modal.application?.id ?? modal.application_id;
    return this.#ask(
      MODAL_SUBMIT,
      applicationId,
      { channel_id: modal.channel_id ?? this.state.currentId, data },
      files,
    );
  }

  async #ask(type, applicationId, rest, files) {
    const key = nonce();
    const answer = new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#settle(key, "No answer came"), LONGEST_WAIT);
      this.#waiting.set(key, { resolve, reject, timer });
    });
    // The failure may come by the gateway before the REST answer does, and nobody awaits it yet.
    answer.catch(() => undefined);
    try {
      await this.state.api.interact(this.#payload(type, applicationId, key, rest), files);
    } catch (error) {
      this.#settle(key, error.message);
    }
    return answer;
  }

  #payload(type, applicationId, key, rest) {
    const channelId = rest.channel_id ?? this.state.currentId;
    const guildId = this.state.channels.get(channelId)?.guild_id;
    return {
      type,
      application_id: applicationId,
      ...(guildId && { guild_id: guildId }),
      channel_id: channelId,
      session_id: this.sessionId(),
      nonce: key,
      ...rest,
    };
  }

  /** Ends a wait of this tab; false when there is none under that nonce. */
  #settle(key, failure) {
    const waiting = this.#waiting.get(key);
    if (!waiting) return false;
    this.#waiting.delete(key);
    clearTimeout(waiting.timer);
    if (failure) waiting.reject(new InteractionFailed(failure));
    else waiting.resolve();
    return true;
  }
}

function commandData(command, options) {
  const { id, name, type, version } = command;
  return { id, name, type: type ?? CHAT_COMMAND, version, options };
}
