"""Drafts of what to write to the client: seen by the member alone, edited, kept, never sent."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

from discord import ui

from bot.content import Content
from bot.gigs import Verdict, Weighed, counter_offer, draft, polite_no
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, row, text, turn_to
from bot.interactions.errors import Refusal
from bot.interactions.forms import LastingForm, field
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who
from bot.interactions.wording import is_blank, shorten
from bot.store.evaluations import Evaluation
from bot.workflows.port import PortError
from cogs.evaluate.access import ACCENT, find_own, places_of, wording_of
from cogs.evaluate.controls import ON_CARD, CardButton
from cogs.evaluate.reckoning import Money, weighed_of

_log = logging.getLogger(__name__)

LONGEST = 1_500  # characters of a draft

OWN = "own"
"""The kind of a draft that the member has edited."""

_KINDS = r"(?P<kind>own|counter|no)"
_FRESH = {"counter": "Counter-offer", "no": "Polite no"}


def suggested(content: Content, evaluation: Evaluation, weighed: Weighed) -> Mapping[str, str]:
    """Return the drafts that suit a verdict, by kind, the likelier first; none for one to take."""
    if weighed.verdict >= Verdict.TERMS:
        return {}
    framework, money = content.framework, Money(evaluation)
    only_terms = weighed.flip is not None and weighed.flip.terms_only
    counter = (draft if only_terms else counter_offer)(weighed, framework, money)
    no = polite_no(framework)
    if counter is None:
        return {"no": no}
    if only_terms or weighed.verdict is Verdict.NEGOTIATE:
        return {"counter": counter, "no": no}
    return {"no": no, "counter": counter}


def drafts(content: Content, evaluation: Evaluation) -> Mapping[str, str]:
    """Return every draft there is, by kind: what the member made of it, then those suggested."""
    weighed = weighed_of(content, evaluation)
    found = {} if weighed is None else suggested(content, evaluation, weighed)
    return ({OWN: evaluation.draft} if evaluation.draft else {}) | dict(found)


def draft_card(content: Content, evaluation: Evaluation, kind: str | None = None) -> Card:
    """Show a draft to copy and edit; without `kind` the member's own, or the likeliest.

    Raises `Refusal` when there is nothing to draft.
    """
    found = drafts(content, evaluation)
    if not found:
        raise Refusal(content.wording.gig_no_draft)
    shown = kind if kind is not None and kind in found else next(iter(found))
    one = str(evaluation.id)
    others = [FreshButton(one, other) for other in found if other != shown]
    return Card(
        text("### Your draft" if shown == OWN else f"### {_FRESH[shown]}"),
        text(f"```\n{_unfenced(found[shown])}\n```"),
        text(f"-# {content.wording.gig_draft}"),
        row(EditButton(one, shown), *others),
        accent=ACCENT,
    )


class DraftButton(CardButton, template=ON_CARD + ":draft"):
    """Shows the member a draft."""

    what, caption = "draft", "Draft a reply"

    async def press(self, interaction: Interaction) -> None:
        await _show(interaction, self.evaluation_id, None)


class FreshButton(
    LastingButton,
    template=rf"evaluate:draft:(?P<evaluation_id>\d{{1,18}}):{_KINDS}",
    open_to=Who.ITS_PERSON,
):
    """Shows another draft in place of this one."""

    def __init__(self, evaluation_id: str, kind: str) -> None:
        self.evaluation_id, self.kind = evaluation_id, kind
        super().__init__(_FRESH.get(kind, "Your draft"), f"evaluate:draft:{evaluation_id}:{kind}")

    async def press(self, interaction: Interaction) -> None:
        await _show(interaction, self.evaluation_id, self.kind)


class EditButton(
    LastingButton,
    template=rf"evaluate:edit:(?P<evaluation_id>\d{{1,18}}):{_KINDS}",
    open_to=Who.ITS_PERSON,
):
    """Opens the draft in a form."""

    def __init__(self, evaluation_id: str, kind: str) -> None:
        self.evaluation_id, self.kind = evaluation_id, kind
        super().__init__("Edit", f"evaluate:edit:{evaluation_id}:{kind}")

    async def press(self, interaction: Interaction) -> None:
        evaluation = await find_own(interaction, self.evaluation_id)
        found = drafts(interaction.client.shelf.content, evaluation)
        await DraftForm(self.evaluation_id, found.get(self.kind, "")).open(interaction)


class DraftForm(
    LastingForm, template=r"evaluate:draft:(?P<evaluation_id>\d{1,18})", open_to=Who.ITS_PERSON
):
    """One box with the whole draft; what is sent is kept, and left empty it is let go."""

    def __init__(self, evaluation_id: str, before: str = "") -> None:
        self.evaluation_id, self.before = evaluation_id, before
        super().__init__("Your draft", f"evaluate:draft:{evaluation_id}")

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        about = "It is kept for you, and sent to nobody."
        typed = shorten(self.before, LONGEST)
        made = field(
            "draft", "Text", about=about, typed=typed, most=LONGEST, needed=False, long=True
        )
        return [made]

    async def submit(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        said = typed.get("draft", "").strip()
        kept = None if is_blank(said) else said
        content, places = interaction.client.shelf.content, places_of(interaction)
        async with places.alone_with(int(self.evaluation_id)):
            evaluation = await find_own(interaction, self.evaluation_id)
            changed = await interaction.client.store.evaluations.change(
                evaluation.id, evaluation.user_id, revision=None, draft=kept
            )
            if changed is None:
                raise Refusal(wording_of(interaction).gig_gone)
            await turn_to(interaction, draft_card(content, changed))
            try:
                await places.show(changed)  # the buttons of its card carry the revision
            except PortError as refused:
                _log.info("The card of evaluation %d keeps its buttons: %s", changed.id, refused)


async def _show(interaction: Interaction, evaluation_id: str, kind: str | None) -> None:
    evaluation = await find_own(interaction, evaluation_id)
    card = draft_card(interaction.client.shelf.content, evaluation, kind)
    await turn_to(interaction, card)


def _unfenced(said: str) -> str:
    """Return the text so that it cannot end the code block in which it stands."""
    return said.replace("```", "'''")


ITEMS = (DraftButton, FreshButton, EditButton)
FORMS = (DraftForm,)
