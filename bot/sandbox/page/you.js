/** Who one is, changing it, and whether the bot may write to one. */

import { sandbox } from "./api.js";
import { avatar, h, icon } from "./dom.js";
import { openMenu } from "./menus.js";

/**
 * @param {HTMLElement} place
 * @param {object[]} people the sandbox's people
 * @param {object} current the one this tab is
 * @param {(person: object) => void} onChange
 */
export function drawYou(place, people, current, onChange) {
  const user = (person) => ({ id: person.id, username: person.name });
  const entries = people.map((person) => ({
    label: person.name,
    aside: person.about,
    mark: avatar(user(person), { class: "small" }),
    checked: person.id === current.id,
    testId: `persona-${person.name.toLowerCase()}`,
    onChoose: () => onChange(person),
  }));
  const button = h(
    "button",
    {
      type: "button",
      class: "persona-switch",
      "data-testid": "persona-switch",
      "aria-haspopup": "menu",
      "aria-expanded": "false",
      onclick: () => openMenu(
        button,
        "Who to be",
        [dmSwitch(current), { heading: "Be somebody else in this tab" }, ...entries],
        { side: "above", matchWidth: true },
      ),
    },
    avatar(user(current)),
    h(
      "span",
      { class: "choice-words" },
      h(
        "span",
        { class: "choice-label" },
        h("span", { class: "quiet" }, "You are: "),
        h("strong", {}, current.name),
      ),
      h("span", { class: "choice-description" }, current.about),
    ),
    icon("chevron"),
  );
  place.replaceChildren(button);
}

/** Closing direct messages lasts until the sandbox is reset. */
function dmSwitch(person) {
  return {
    label: "Direct messages",
    aside: person.accepts_dms ? "the bot may write to you" : "the bot’s are refused",
    checked: person.accepts_dms,
    role: "menuitemcheckbox",
    testId: "dm-switch",
    onChoose: async () => {
      await sandbox.setDms(person.name, !person.accepts_dms);
      person.accepts_dms = !person.accepts_dms;
    },
  };
}
