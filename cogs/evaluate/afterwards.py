"""What became of an offer, and whether the member may be asked about it later."""

import logging
from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import ui

from bot.content import Content
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, row, text
from bot.interactions.errors import Refusal
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who
from bot.store.evaluations import TAKEN, Consent, Evaluation, Outcome
from bot.store.follow_ups import FollowUp
from bot.workflows.follow_up import DAYS, agree, decide
from bot.workflows.port import PortError
from cogs.evaluate.access import ACCENT, find_own, places_of, wording_of
from cogs.evaluate.changing import show, tell_stale
from cogs.evaluate.controls import ON_CARD, CardButton

_log = logging.getLogger(__name__)

_OUTCOMES: Mapping[Outcome, str] = {
    "took": "Took it",
    "changed": "Took it on changed terms",
    "passed": "Passed",
    "talking": "Still talking",
}
_CONSENTS: Mapping[Consent, str] = {
    "yes": "By direct message",
    "list": "Only in /gigs history",
    "no": "No",
}
_DAYS = " and ".join(map(str, DAYS))


def outcome_row(evaluation: Evaluation) -> "ui.ActionRow[Any] | None":
    """Make the row that asks what became of it; None while there is no verdict.

    What was chosen is marked and cannot be pressed; everything else still can. Of what was taken,
    the fifth button leads to the consent again, to give it or to think better of it.
    """
    if evaluation.state != "weighed":
        return None
    buttons = [OutcomeButton.of_outcome(evaluation, outcome) for outcome in _OUTCOMES]
    later = [LaterButton.of(evaluation)] if evaluation.outcome in TAKEN else []
    return row(*buttons, *later)


def consent_card(
    content: Content, evaluation: Evaluation, follow_ups: Sequence[FollowUp] = ()
) -> Card:
    """Ask privately whether to ask again later, or show what was agreed.

    `follow_ups` are those of the evaluation.
    """
    buttons = [
        ConsentButton(str(evaluation.id), consent, chosen=consent == evaluation.follow_ups)
        for consent in _CONSENTS
    ]
    said = _agreed(content, evaluation, follow_ups)
    return Card(text(said), row(*buttons), accent=ACCENT)


def _agreed(content: Content, evaluation: Evaluation, follow_ups: Sequence[FollowUp]) -> str:
    wording = content.wording
    if evaluation.follow_ups is None:
        return wording.gig_consent.format(days=_DAYS)
    if evaluation.follow_ups == "no":
        return wording.gig_consent_no
    ahead = [one.due for one in follow_ups if one.state in ("planned", "sending")]
    if not ahead:
        return wording.gig_consent_over
    when = " and ".join(discord.utils.format_dt(due, "D") for due in ahead)
    in_list = evaluation.follow_ups == "list"
    sentence = wording.gig_consent_list if in_list else wording.gig_consent_direct
    return sentence.format(when=when)


async def _about_asking(interaction: Interaction, evaluation: Evaluation) -> Card:
    """Make the question for consent; to a member who wants no questions, how to allow them."""
    host = interaction.client
    if not await host.store.members.may_ask(evaluation.user_id):
        on = row(MayAskButton(str(evaluation.id)))
        return Card(text(wording_of(interaction).gig_asking_off), on, accent=ACCENT)
    follow_ups = await host.store.follow_ups.of(evaluation.id)
    return consent_card(host.shelf.content, evaluation, follow_ups)


class OutcomeButton(
    LastingButton,
    template=ON_CARD + r":outcome:(?P<outcome>" + "|".join(_OUTCOMES) + r")",
    open_to=Who.ITS_PERSON,
):
    """Says what became of the offer."""

    def __init__(
        self, evaluation_id: str, revision: str, outcome: Outcome, *, chosen: bool = False
    ) -> None:
        self.evaluation_id, self.revision, self.outcome = evaluation_id, revision, outcome
        super().__init__(
            _marked(_OUTCOMES[outcome], chosen=chosen),
            f"gig:{evaluation_id}:{revision}:outcome:{outcome}",
            disabled=chosen,
        )

    @classmethod
    def of_outcome(cls, evaluation: Evaluation, outcome: Outcome) -> "OutcomeButton":
        """Make the button for a card that shows the evaluation as it stands."""
        chosen = outcome == evaluation.outcome
        return cls(str(evaluation.id), str(evaluation.revision), outcome, chosen=chosen)

    async def press(self, interaction: Interaction) -> None:
        store = interaction.client.store
        async with places_of(interaction).alone_with(int(self.evaluation_id)):
            evaluation = await find_own(interaction, self.evaluation_id)
            decided = await decide(store, evaluation, int(self.revision), self.outcome)
            await show(interaction, decided or evaluation)
        if decided is None:
            await tell_stale(interaction)
        elif decided.outcome in TAKEN and decided.follow_ups is None:
            card = await _about_asking(interaction, decided)
            await interaction.followup.send(view=card, ephemeral=True)


class LaterButton(CardButton, template=ON_CARD + ":later"):
    """Shows privately whether and where the member agreed to be asked, to change it."""

    what, caption = "later", "Look back later"

    async def press(self, interaction: Interaction) -> None:
        evaluation = await find_own(interaction, self.evaluation_id)
        if evaluation.outcome not in TAKEN:
            raise Refusal(wording_of(interaction).gig_ask_over)
        card = await _about_asking(interaction, evaluation)
        await interaction.response.send_message(view=card, ephemeral=True)


class ConsentButton(
    LastingButton,
    template=rf"evaluate:consent:(?P<evaluation_id>\d{{1,18}}):(?P<consent>{'|'.join(_CONSENTS)})",
    open_to=Who.ITS_PERSON,
):
    """Says whether and where the member may be asked."""

    def __init__(self, evaluation_id: str, consent: Consent, *, chosen: bool = False) -> None:
        self.evaluation_id, self.consent = evaluation_id, consent
        super().__init__(
            _marked(_CONSENTS[consent], chosen=chosen),
            f"evaluate:consent:{evaluation_id}:{consent}",
            disabled=chosen,
        )

    async def press(self, interaction: Interaction) -> None:
        host, places = interaction.client, places_of(interaction)
        async with places.alone_with(int(self.evaluation_id)):
            evaluation = await find_own(interaction, self.evaluation_id)
            agreed = await agree(host.store, evaluation.id, evaluation.user_id, self.consent)
            if agreed is None and evaluation.outcome not in TAKEN:
                raise Refusal(wording_of(interaction).gig_ask_over)
            card = await _about_asking(interaction, agreed or evaluation)
            await interaction.response.edit_message(view=card)
            if agreed is not None:
                # The card's buttons carry the revision, which has risen.
                try:
                    await places.show(agreed)
                except PortError as refused:
                    _log.info("The card of evaluation %d stays as it was: %s", agreed.id, refused)


class MayAskButton(
    LastingButton, template=r"evaluate:may-ask:(?P<evaluation_id>\d{1,18})", open_to=Who.ITS_PERSON
):
    """Takes a "stop asking" back, and asks for consent."""

    def __init__(self, evaluation_id: str) -> None:
        self.evaluation_id = evaluation_id
        super().__init__("You may ask again", f"evaluate:may-ask:{evaluation_id}")

    async def press(self, interaction: Interaction) -> None:
        evaluation = await find_own(interaction, self.evaluation_id)
        await interaction.client.store.members.ask_again(evaluation.user_id)
        card = await _about_asking(interaction, evaluation)
        await interaction.response.edit_message(view=card)


def _marked(label: str, *, chosen: bool) -> str:
    return f"✓ {label}" if chosen else label


ITEMS = (OutcomeButton, LaterButton, ConsentButton, MayAskButton)
