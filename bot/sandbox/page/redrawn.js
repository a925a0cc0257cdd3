/**
 * Which control stands where another one stood before its message was drawn anew: an app may change
 * a message while somebody uses one of its controls.
 */

// Apps count in custom_ids ("form:7:size:3"): the same control may come back with another number.
const withoutNumbers = (key) => key.replace(/\d+/g, "0");

const keyed = (message) => [...message.querySelectorAll("[data-key]")];

/** @returns {HTMLElement|null} the control itself while it is on the page, or the one in its place */
export function inItsPlace(control) {
  if (control.isConnected) return control;
  const { key } = control.dataset;
  const before = control.closest(".message"); // still around it, though off the page
  const after = before && document.querySelector(`.message[data-message-id="${before.dataset.messageId}"]`);
  if (!after || !key) return null;
  const next = keyed(after)[keyed(before).indexOf(control)];
  return (
    keyed(after).find((one) => one.dataset.key === key) ??
    (next && withoutNumbers(next.dataset.key) === withoutNumbers(key) ? next : null)
  );
}
