/** The form in which a person makes up a poll. */

import { openDialog } from "./dialog.js";
import { freshId, h } from "./dom.js";

const LONGEST_QUESTION = 300;
const LONGEST_ANSWER = 55;
const MOST_ANSWERS = 10;
const DURATIONS = [
  ["1 hour", 1],
  ["4 hours", 4],
  ["1 day", 24],
  ["3 days", 72],
  ["1 week", 168],
];

/** @param {(poll: object) => Promise<unknown>} onSend throws a sentence when it was refused */
export function openPollForm(onSend) {
  const question = textField("Question", LONGEST_QUESTION, "poll-question");
  const answers = h("div", { class: "modal-fields-inner" });
  const more = h(
    "button",
    { type: "button", class: "text-link", onclick: () => addAnswer().input.focus() },
    "Add an answer",
  );
  const addAnswer = () => {
    const number = answers.children.length + 1;
    const field = textField(`Answer ${number}`, LONGEST_ANSWER, `poll-answer-${number}`);
    answers.append(field.element);
    more.hidden = number === MOST_ANSWERS;
    return field;
  };
  addAnswer();
  addAnswer();
  const duration = h(
    "select",
    { class: "text-input", "aria-label": "Open for" },
    DURATIONS.map(([words, hours]) => h("option", { value: hours, selected: hours === 24 }, words)),
  );
  const several = h("input", { type: "checkbox" });
  const written = () => [...answers.querySelectorAll("input")].map((one) => one.value.trim()).filter(Boolean);
  openDialog({
    title: "Create a poll",
    action: "Post the poll",
    content: [
      question.element,
      answers,
      more,
      h("div", { class: "modal-field" }, h("span", { class: "field-label" }, "Open for"), duration),
      h("label", { class: "option-row single" }, several, h("span", {}, "Several answers may be chosen")),
    ],
    onSubmit: async () => {
      if (question.input.value.trim() === "") throw new Error("A poll needs a question.");
      if (written().length === 0) throw new Error("A poll needs an answer to choose.");
      await onSend({
        question: { text: question.input.value.trim() },
        answers: written().map((text) => ({ poll_media: { text } })),
        duration: Number(duration.value),
        allow_multiselect: several.checked,
      });
    },
  });
}

function textField(label, longest, testId) {
  const id = freshId("poll");
  const input = h("input", { id, type: "text", class: "text-input", maxlength: longest, "data-testid": testId });
  const element = h("div", { class: "modal-field" }, h("label", { class: "field-label", for: id }, label), input);
  return { input, element };
}
