/**
 * A poll in a message, and the votes as they come in.
 * https://discord.com/developers/docs/resources/poll#poll-object
 */

import { emojiText } from "./choices.js";
import { h } from "./dom.js";
import { messageTime } from "./when.js";

const counts = ({ results }) => new Map((results?.answer_counts ?? []).map((one) => [one.id, one]));
const votes = (number) => `${number} ${number === 1 ? "vote" : "votes"}`;

/** The answers are switches as long as the poll is open. */
export function renderPoll(message, client) {
  const { poll } = message;
  const byAnswer = counts(poll);
  const total = [...byAnswer.values()].reduce((sum, one) => sum + one.count, 0);
  const ended = poll.results?.is_finalized ?? false;
  const mine = message.author.id === client.state.me.id;
  const end = () => client.attempt(() => client.api.endPoll(message.channel_id, message.id));
  return h(
    "div",
    { class: "poll", role: "group", "aria-label": poll.question.text, "data-testid": "poll" },
    h("strong", { class: "poll-question" }, poll.question.text),
    h("span", { class: "quiet" }, poll.allow_multiselect ? "Choose one or more" : "Choose one"),
    poll.answers.map((one) => answer(one, { message, client, byAnswer, total, ended })),
    h(
      "div",
      { class: "poll-foot" },
      h("span", {}, `${votes(total)} · ${ended ? "closed" : `open until ${messageTime(Date.parse(poll.expiry))}`}`),
      mine && !ended &&
        h("button", { type: "button", class: "text-link", "data-key": "end-poll", onclick: end }, "End the poll"),
    ),
  );
}

function answer({ answer_id: id, poll_media: media }, { message, client, byAnswer, total, ended }) {
  const { count = 0, me_voted: chosen = false } = byAnswer.get(id) ?? {};
  const share = total === 0 ? 0 : Math.round((100 * count) / total);
  const choose = () => {
    const others = message.poll.allow_multiselect ? chosenIn(message.poll).filter((one) => one !== id) : [];
    const wanted = chosen ? others : [...others, id];
    return client.attempt(() => client.api.vote(message.channel_id, message.id, wanted));
  };
  return h(
    "button",
    {
      type: "button",
      class: "poll-answer",
      "aria-pressed": String(chosen),
      disabled: ended,
      vars: { "--share": `${share}%` },
      "data-key": `answer-${id}`,
      "data-testid": "poll-answer",
      onclick: choose,
    },
    media.emoji && h("span", { class: "emoji" }, emojiText(media.emoji)),
    h("span", { class: "poll-words" }, media.text),
    h("span", { class: "quiet" }, total > 0 ? `${share} %` : ""),
  );
}

const chosenIn = (poll) => [...counts(poll).values()].filter((one) => one.me_voted).map((one) => one.id);

/** The message after somebody's vote came (`step` 1) or went (-1). */
export function withVote(message, { answer_id: id, user_id: userId }, step, ownId) {
  if (!message.poll) return message;
  const byAnswer = counts(message.poll);
  const known = byAnswer.get(id) ?? { id, count: 0, me_voted: false };
  byAnswer.set(id, {
    ...known,
    count: known.count + step,
    me_voted: userId === ownId ? step > 0 : known.me_voted,
  });
  const results = { ...message.poll.results, answer_counts: [...byAnswer.values()] };
  return { ...message, poll: { ...message.poll, results } };
}

export const POLL_EVENTS = {
  MESSAGE_POLL_VOTE_ADD: (state, event) => state.changeVote(event, 1),
  MESSAGE_POLL_VOTE_REMOVE: (state, event) => state.changeVote(event, -1),
};
