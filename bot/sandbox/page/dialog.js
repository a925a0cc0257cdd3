/** A small form of the page's own, over it. */

import { freshId, h, iconButton } from "./dom.js";

/**
 * Shows a form until it is sent or given up; what `onSubmit` throws is shown, and the form stays.
 *
 * @param {{title: string, action: string, content: Node[], onSubmit: () => Promise<void>}} what
 */
export function openDialog({ title, action, content, onSubmit }) {
  const titleId = freshId("dialog");
  const failure = h("p", { class: "failure", role: "alert" });
  const close = () => dialog.close();
  const form = h(
    "form",
    { novalidate: true },
    h(
      "header",
      { class: "modal-head" },
      h("h2", { id: titleId }, title),
      iconButton("close", "Close", { onclick: close }),
    ),
    h("div", { class: "modal-fields" }, content),
    failure,
    h(
      "footer",
      { class: "modal-foot" },
      h(
        "button",
        { type: "button", class: "btn btn-secondary", onclick: close },
        h("span", { class: "btn-words" }, "Cancel"),
      ),
      h(
        "button",
        { type: "submit", class: "btn btn-primary", "data-testid": "dialog-submit" },
        h("span", { class: "btn-words" }, action),
      ),
    ),
  );
  const dialog = h("dialog", { class: "modal", "aria-labelledby": titleId, "data-testid": "dialog" }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    failure.textContent = "";
    try {
      await onSubmit();
      dialog.close();
    } catch (error) {
      failure.textContent = error.message;
    }
  });
  dialog.addEventListener("close", () => {
    // Chromium types nothing into a field that has the focus while the dialog before it is removed.
    document.activeElement?.blur();
    dialog.remove();
    document.getElementById("composer-box")?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
  form.querySelector(".modal-fields :is(input, textarea, select, button)")?.focus();
}
