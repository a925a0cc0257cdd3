/**
 * Discord's REST interface as a person's client uses it, and the few sandbox routes beside it.
 */

const PATIENCE_WITH_RATE_LIMITS = 3;

/** An answer that is not a success. `message` is a sentence for people. */
class ApiError extends Error {
  constructor(status, body) {
    super(sentence(status, body));
    this.status = status;
    this.code = body?.code ?? null;
  }
}

/** AutoMod's codes for a message and for a title. */
const BLOCKED = [200_000, 200_001];

/** Discord's `{code, message, errors?}` as one sentence, with the first detail where there is one. */
function sentence(status, body) {
  if (!body?.message) return `The sandbox answered ${status}.`;
  if (BLOCKED.includes(body.code)) return ["AutoMod blocked this.", ruleWords(body.errors)].join(" ").trim();
  const detail = firstDetail(body.errors, []);
  const message = String(body.message).replace(/[.\s]+$/, "");
  const code = body.code ? ` (${body.code})` : "";
  return detail ? `${message}${code}: ${detail}` : `${message}${code}.`;
}

/** What the rule itself has to say to whom it blocks. */
function ruleWords(errors) {
  return Object.values(errors ?? {})[0]?._errors?.[0]?.message;
}

function firstDetail(errors, path) {
  if (errors === null || typeof errors !== "object") return null;
  if (Array.isArray(errors._errors) && errors._errors.length > 0) {
    const where = path.length > 0 ? `${path.join(".")}: ` : "";
    return where + errors._errors[0].message;
  }
  for (const [key, value] of Object.entries(errors)) {
    const found = firstDetail(value, [...path, key]);
    if (found) return found;
  }
  return null;
}

async function ask(method, address, { token, body, files = [], reason } = {}) {
  const headers = {};
  if (token) headers.Authorization = token;
  if (reason) headers["X-Audit-Log-Reason"] = encodeURIComponent(reason);
  // The browser itself says where one part of a form ends.
  if (body !== undefined && files.length === 0) headers["Content-Type"] = "application/json";
  for (let attempt = 1; ; attempt += 1) {
    const answer = await fetch(address, {
      method,
      headers,
      body: files.length > 0 ? formOf(body, files) : body && JSON.stringify(body),
    }).catch(() => {
      throw new ApiError(0, { message: "The sandbox does not answer; is it still running?" });
    });
    const text = await answer.text();
    const parsed = text === "" ? null : parse(text);
    if (answer.ok) return parsed;
    if (answer.status !== 429 || attempt === PATIENCE_WITH_RATE_LIMITS) {
      throw new ApiError(answer.status, parsed);
    }
    await new Promise((resolve) => setTimeout(resolve, 1000 * (parsed?.retry_after ?? 1)));
  }
}

/** A body with files: https://discord.com/developers/docs/reference#uploading-files */
function formOf(body, files) {
  const form = new FormData();
  form.append("payload_json", JSON.stringify(body));
  files.forEach((file, number) => form.append(`files[${number}]`, file, file.name));
  return form;
}

/** An error page of a proxy is not JSON; its status alone then has to do. */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A client of one person. */
export class Api {
  constructor(token) {
    this.token = token;
  }

  #call(method, path, body, files, reason) {
    return ask(method, `/api/v10${path}`, { token: this.token, body, files, reason });
  }

  /** Newest first, as Discord sends them. `where` is `{before}`, `{after}` or `{around}`. */
  messages(channelId, where = {}) {
    const query = new URLSearchParams({ limit: "50", ...where });
    return this.#call("GET", `/channels/${channelId}/messages?${query}`);
  }

  channel(channelId) {
    return this.#call("GET", `/channels/${channelId}`);
  }

  threadMembers(threadId) {
    return this.#call("GET", `/channels/${threadId}/thread-members`);
  }

  send(channelId, message, files) {
    return this.#call("POST", `/channels/${channelId}/messages`, message, files);
  }

  vote(channelId, messageId, answerIds) {
    const path = `/channels/${channelId}/polls/${messageId}/answers/@me`;
    return this.#call("PUT", path, { answer_ids: answerIds });
  }

  endPoll(channelId, messageId) {
    return this.#call("POST", `/channels/${channelId}/polls/${messageId}/expire`);
  }

  stickerPacks() {
    return this.#call("GET", "/sticker-packs");
  }

  edit(channelId, messageId, content) {
    return this.#call("PATCH", `/channels/${channelId}/messages/${messageId}`, { content });
  }

  remove(channelId, messageId) {
    return this.#call("DELETE", `/channels/${channelId}/messages/${messageId}`);
  }

  pin(channelId, messageId, wanted) {
    return this.#call(wanted ? "PUT" : "DELETE", `/channels/${channelId}/messages/pins/${messageId}`);
  }

  /** The newest first; `before` is when a pin was made. */
  pins(channelId, before) {
    const query = before ? `?${new URLSearchParams({ before })}` : "";
    return this.#call("GET", `/channels/${channelId}/messages/pins${query}`);
  }

  react(channelId, messageId, emoji, wanted) {
    const name = encodeURIComponent(emoji.id ? `${emoji.name}:${emoji.id}` : emoji.name);
    const path = `/channels/${channelId}/messages/${messageId}/reactions/${name}/@me`;
    return this.#call(wanted ? "PUT" : "DELETE", path);
  }

  /** @param {string|null} until a moment in ISO 8601; null lets them speak again */
  timeOut(guildId, userId, until, reason) {
    const body = { communication_disabled_until: until };
    return this.#call("PATCH", `/guilds/${guildId}/members/${userId}`, body, [], reason);
  }

  commandIndex(guildId) {
    return this.#call("GET", `/guilds/${guildId}/application-command-index`);
  }

  openDm(userId) {
    return this.#call("POST", "/users/@me/channels", { recipients: [userId] });
  }

  interact(interaction, files) {
    return this.#call("POST", "/interactions", interaction, files);
  }
}

/** The routes that only a sandbox has. */
export const sandbox = {
  people: () => ask("GET", "/sandbox/people"),
  app: () => ask("GET", "/sandbox/app"),
  clock: () => ask("GET", "/sandbox/clock"),
  advance: (seconds) => ask("POST", "/sandbox/clock", { body: { advance_seconds: seconds } }),
  reset: () => ask("POST", "/sandbox/reset"),
  setDms: (person, open) => ask("POST", "/sandbox/dms", { body: { person, open } }),
};
