/** Editing one's own message in its place. */

import { h } from "./dom.js";

export function editor(client, message, done) {
  const field = h(
    "textarea",
    { class: "editor", rows: "2", "aria-label": "Edit your message", "data-testid": "editor" },
  );
  field.value = message.content;
  const save = async () => {
    const content = field.value.trim();
    if (content === "" || content === message.content) return done();
    const saved = await client.attempt(() => client.api.edit(message.channel_id, message.id, content));
    if (!saved) return undefined;
    client.state.putMessage(saved);
    return done();
  };
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") done();
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      save();
    }
  });
  return h(
    "div",
    { class: "editor-box" },
    field,
    h(
      "div",
      { class: "quiet" },
      "Escape to ",
      h("button", { type: "button", class: "text-link", onclick: done }, "cancel"),
      ", Enter to ",
      h("button", { type: "button", class: "text-link", onclick: save }, "save"),
    ),
  );
}
