/**
 * Panels that open beside a control: menus, lists, pickers. They stand in the browser's top layer,
 * so that no scrolling pane cuts them off, and they stay with their control when things move.
 */

import { inItsPlace } from "./redrawn.js";

const GAP = 6;
const MARGIN = 8;
const open = new Map(); // panel -> {anchor, placement}
const justDismissed = new WeakSet();

/**
 * Opens `panel` beside `anchor`.
 *
 * @param {HTMLElement} anchor
 * @param {HTMLElement} panel
 * @param {object} [options]
 * @param {"auto"|"manual"} [options.kind] "auto" closes by Escape and by a press elsewhere
 * @param {"start"|"end"} [options.align]
 * @param {"above"|"below"} [options.side]
 * @param {boolean} [options.matchWidth] as wide as the anchor
 * @param {{x: number, y: number}} [options.at] a point instead of the anchor's edge
 * @param {() => void} [options.onClose]
 * @param {(anchor: HTMLElement) => boolean} [options.onMove] the anchor's message was drawn anew and
 *   this control stands in its place: whether the panel may stay open beside it
 * @returns {boolean} false when the press that would open it has just closed it
 */
export function openPopup(anchor, panel, options = {}) {
  if (justDismissed.delete(anchor)) return false;
  const { kind = "auto", onClose } = options;
  panel.popover = kind;
  panel.classList.add("popup");
  // What lies outside an open modal dialog cannot be used.
  (anchor.closest("dialog") ?? document.body).append(panel);
  panel.addEventListener("beforetoggle", function closing(event) {
    if (event.newState !== "closed") return;
    panel.removeEventListener("beforetoggle", closing);
    const last = open.get(panel).anchor;
    open.delete(panel);
    leave(last);
    queueMicrotask(() => {
      if (!open.has(panel)) tidyAway(panel, last);
      onClose?.();
    });
  });
  panel.showPopover();
  open.set(panel, { kind, ...options });
  stand(panel, anchor);
  place(panel);
  return true;
}

function stand(panel, anchor) {
  const placed = open.get(panel);
  placed.anchor = anchor;
  anchor.setAttribute("aria-expanded", "true");
  if (placed.kind === "auto") anchor.addEventListener("pointerdown", dismissing);
}

function leave(anchor) {
  anchor.setAttribute("aria-expanded", "false");
  anchor.removeEventListener("pointerdown", dismissing);
}

function dismissing({ currentTarget: anchor }) {
  justDismissed.add(anchor);
  document.addEventListener(
    "pointerup",
    () => setTimeout(() => justDismissed.delete(anchor), 60),
    { once: true },
  );
}

function tidyAway(panel, anchor) {
  const focusIsLost = panel.contains(document.activeElement) || document.activeElement === document.body;
  panel.remove();
  if (focusIsLost && anchor.isConnected) anchor.focus();
}

export function closePopup(panel) {
  if (open.has(panel) && panel.matches(":popover-open")) panel.hidePopover();
}

/** Puts a panel in its place again after its content changed size. */
export function place(panel) {
  const placed = open.get(panel);
  if (!placed) return;
  if (!placed.anchor.isConnected && !moved(panel, placed)) {
    closePopup(panel);
    return;
  }
  const { anchor, align = "start", side = "below", matchWidth, at } = placed;
  const edge = at ? DOMRect.fromRect(at) : anchor.getBoundingClientRect();
  if (matchWidth) panel.style.setProperty("width", `${Math.max(edge.width, 200)}px`);
  const { width, height } = panel.getBoundingClientRect();
  const left = align === "start" ? edge.left : edge.right - width;
  const above = edge.top - GAP - height;
  const below = edge.bottom + GAP;
  const fitsBelow = below + height <= innerHeight - MARGIN;
  const goesAbove = side === "above" ? above >= MARGIN || !fitsBelow : !fitsBelow && above >= MARGIN;
  const top = goesAbove ? above : below;
  panel.style.setProperty("left", `${clamp(left, MARGIN, innerWidth - width - MARGIN)}px`);
  panel.style.setProperty("top", `${clamp(top, MARGIN, innerHeight - height - MARGIN)}px`);
}

/** Whether a panel whose control is gone has gone over to the one drawn in its place. */
function moved(panel, { anchor, onMove }) {
  const now = inItsPlace(anchor);
  if (!now || !onMove?.(now)) return false;
  leave(anchor);
  stand(panel, now);
  return true;
}

const clamp = (value, low, high) => Math.max(low, Math.min(value, high));

/** Moves every open panel to its control, and closes those whose control is gone. */
export function placeAll() {
  for (const panel of open.keys()) place(panel);
}

addEventListener("resize", placeAll);
document.addEventListener(
  "scroll",
  (event) => {
    if (!event.target.closest?.(".popup")) placeAll();
  },
  { capture: true, passive: true },
);
