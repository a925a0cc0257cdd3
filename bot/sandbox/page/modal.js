/** A form that the app opens over the page. */

import { freshId, h, iconButton } from "./dom.js";
import { modalField } from "./modal_fields.js";
import { inItsPlace } from "./redrawn.js";

/**
 * Shows a modal until it is sent or given up. A submission that fails leaves it open as filled in.
 *
 * @param {import("./client.js").Client} client
 * @param {object} modal the payload of INTERACTION_MODAL_CREATE
 */
export function openModal(client, modal) {
  const place = {
    client,
    guildId: client.guildOf(modal.channel_id),
    names: client.namesIn(modal.channel_id),
    uploads: [], // filled anew by the fields each time they are read
  };
  const fields = modal.components.map((one) => modalField(one, place));
  const owner = modal.application?.name;
  const titleId = freshId("modal-title");
  const failure = h("p", { class: "failure", role: "alert" });
  const send = h(
    "button",
    { type: "submit", class: "btn btn-primary", "data-testid": "modal-submit" },
    h("span", { class: "btn-words" }, "Submit"),
  );
  const close = () => dialog.close();
  const form = h(
    "form",
    { novalidate: true },
    h(
      "header",
      { class: "modal-head" },
      h(
        "div",
        {},
        h("h2", { id: titleId }, modal.title),
        owner && h("p", { class: "quiet" }, `A form of ${owner}. It sees what you write here.`),
      ),
      iconButton("close", "Close", { onclick: close }),
    ),
    h("div", { class: "modal-fields" }, fields.map((one) => one.element)),
    failure,
    h(
      "footer",
      { class: "modal-foot" },
      h(
        "button",
        { type: "button", class: "btn btn-secondary", onclick: close },
        h("span", { class: "btn-words" }, "Cancel"),
      ),
      send,
    ),
  );
  const dialog = h("dialog", { class: "modal", "aria-labelledby": titleId, "data-testid": "modal" }, form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (send.ariaBusy === "true" || !allComplete(fields)) return;
    send.ariaBusy = "true";
    failure.textContent = "";
    try {
      place.uploads = [];
      const answers = fields.map((one) => one.payload());
      await client.interactions.submit(modal, answers, place.uploads);
      dialog.close();
    } catch (error) {
      failure.textContent = `Something went wrong: ${reason(error)} Nothing you wrote is lost; try again.`;
    } finally {
      send.ariaBusy = "false";
    }
  });
  const goBack = wayBack(document.activeElement);
  dialog.addEventListener("close", () => {
    // Chromium types nothing into a field that has the focus while the dialog before it is removed.
    document.activeElement?.blur();
    dialog.remove();
    goBack();
  });
  document.body.append(dialog);
  dialog.showModal();
  form.querySelector(".modal-fields :is(input, textarea, button)")?.focus();
}

/** What stands in the way, as the end of a sentence. */
function reason({ message }) {
  if (message === "This interaction failed") return "the app did not respond.";
  return message.endsWith(".") ? message : `${message}.`;
}

/** Marks what is missing and goes to the first of it. */
function allComplete(fields) {
  const incomplete = fields.filter((one) => !one.check());
  incomplete[0]?.focus();
  return incomplete.length === 0;
}

/** How to give the focus back to a control, or to the one drawn in its place, or to the message box. */
function wayBack(control) {
  return () => {
    const kept = control && control !== document.body ? inItsPlace(control) : null;
    (kept ?? document.getElementById("composer-box"))?.focus();
  };
}
