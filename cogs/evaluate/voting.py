"""What the thread would do: one vote a member, beside the verdict, which it never changes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from discord import ui

from bot.content import Content
from bot.gigs import Verdict
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, row, text, turn_to
from bot.interactions.errors import Refusal
from bot.interactions.forms import LastingForm, field
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who
from bot.interactions.wording import is_blank, plain, shorten, tidy
from bot.store.evaluations import Evaluation
from bot.store.votes import Vote
from cogs.evaluate.access import ACCENT, find_public, places_of, wording_of

LONGEST_REASON = 150  # characters
A_PAGE = 10  # reasons; with the longest of them a card is just not full

LABELS: Mapping[Verdict, str] = {
    Verdict.TAKE: "Take",
    Verdict.TERMS: "With terms",
    Verdict.NEGOTIATE: "Negotiate",
    Verdict.PASS: "Pass",
}
_TALLIED: Mapping[Verdict, str] = {
    Verdict.TAKE: "take",
    Verdict.TERMS: "terms",
    Verdict.NEGOTIATE: "negotiate",
    Verdict.PASS: "pass",
}
_CHOICES = {verdict.name.lower(): verdict for verdict in LABELS}
_VOTE = rf"gig:(?P<evaluation_id>\d{{1,18}}):vote:(?P<choice>{'|'.join(_CHOICES)})"


def tally(votes: Sequence[Vote]) -> str:
    """Say how many would do what; empty before the first vote."""
    if not votes:
        return ""
    counted = Counter(vote.verdict for vote in votes)
    each = " · ".join(f"{said} {counted[verdict]}" for verdict, said in _TALLIED.items())
    return f"The thread so far: {each}"


def vote_row(evaluation: Evaluation, votes: Sequence[Vote]) -> "ui.ActionRow[Any]":
    """Make the four buttons, and the one that shows the reasons once there are some."""
    one = str(evaluation.id)
    reasons = [ReasonsButton(one)] if votes else []
    return row(*(VoteButton(one, choice) for choice in _CHOICES), *reasons)


class VoteButton(LastingButton, template=_VOTE, open_to=Who.ANYBODY):
    """Asks anybody but the owner for the reason of their vote."""

    def __init__(self, evaluation_id: str, choice: str) -> None:
        self.evaluation_id, self.choice = evaluation_id, choice
        super().__init__(LABELS[_CHOICES[choice]], f"gig:{evaluation_id}:vote:{choice}")

    async def press(self, interaction: Interaction) -> None:
        evaluation = await _open_to(interaction, self.evaluation_id)
        votes = await interaction.client.store.votes.of(evaluation.id)
        said = next((vote.reason for vote in votes if vote.user_id == interaction.user.id), "")
        await VoteForm(self.evaluation_id, self.choice, said).open(interaction)


class VoteForm(LastingForm, template=_VOTE, open_to=Who.ANYBODY):
    """One reason; with it the vote counts, in place of an earlier one."""

    def __init__(self, evaluation_id: str, choice: str, before: str = "") -> None:
        self.evaluation_id, self.choice, self.before = evaluation_id, choice, before
        title = f"Your vote: {LABELS[_CHOICES[choice]].lower()}"
        super().__init__(title, f"gig:{evaluation_id}:vote:{choice}")

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        about = "Shown with your name to everybody who asks for the reasons."
        example = "The second half of the EP is named and dated"
        made = field(
            "reason",
            "One reason",
            about=about,
            example=example,
            typed=self.before,
            most=LONGEST_REASON,
        )
        return [made]

    async def submit(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        reason = shorten(tidy(typed.get("reason", "")), LONGEST_REASON)
        if is_blank(reason):
            raise Refusal(wording_of(interaction).gig_vote_reason)
        store, places = interaction.client.store, places_of(interaction)
        # One at a time, so that the card which is drawn last has counted both of two votes.
        async with places.alone_with(int(self.evaluation_id)):
            evaluation = await _open_to(interaction, self.evaluation_id)
            counted = await store.votes.cast(
                evaluation.id, interaction.user.id, _CHOICES[self.choice], reason
            )
            if not counted:
                raise Refusal(wording_of(interaction).gig_gone)
            await interaction.response.edit_message(view=await places.draw(evaluation))


class ReasonsButton(
    LastingButton, template=r"gig:(?P<evaluation_id>\d{1,18}):reasons", open_to=Who.ANYBODY
):
    """Shows anybody who voted what and why, the latest first."""

    def __init__(self, evaluation_id: str) -> None:
        self.evaluation_id = evaluation_id
        super().__init__("Reasons", f"gig:{evaluation_id}:reasons")

    async def press(self, interaction: Interaction) -> None:
        await _show_reasons(interaction, self.evaluation_id, 0)


class MoreReasonsButton(
    LastingButton,
    template=r"evaluate:reasons:(?P<evaluation_id>\d{1,18}):(?P<page>\d{1,6})",
    open_to=Who.ANYBODY,
):
    """Turns to earlier, or later, votes."""

    def __init__(self, evaluation_id: str, page: str, label: str = "") -> None:
        self.evaluation_id, self.page = evaluation_id, page
        super().__init__(label or "More", f"evaluate:reasons:{evaluation_id}:{page}")

    async def press(self, interaction: Interaction) -> None:
        await _show_reasons(interaction, self.evaluation_id, int(self.page))


def reasons_card(
    content: Content, evaluation: Evaluation, votes: Sequence[Vote], page: int = 0
) -> Card:
    """Show who said what, the latest first; `page` counts from 0."""
    latest = list(reversed(votes))
    shown = latest[page * A_PAGE : (page + 1) * A_PAGE]
    if not shown:
        return Card(text(content.wording.gig_no_votes), accent=ACCENT)
    said = [
        f"**{LABELS[vote.verdict]}** · <@{vote.user_id}>\n{plain(vote.reason, LONGEST_REASON)}"
        for vote in shown
    ]
    one = str(evaluation.id)
    ways = [MoreReasonsButton(one, str(page - 1), "Later ones")] if page else []
    if len(latest) > (page + 1) * A_PAGE:
        ways.append(MoreReasonsButton(one, str(page + 1), "Earlier ones"))
    return Card(
        text("### What the thread says", *said), *([row(*ways)] if ways else []), accent=ACCENT
    )


async def _show_reasons(interaction: Interaction, evaluation_id: str, page: int) -> None:
    evaluation = await find_public(interaction, evaluation_id)
    votes = await interaction.client.store.votes.of(evaluation.id)
    content = interaction.client.shelf.content
    await turn_to(interaction, reasons_card(content, evaluation, votes, page))


async def _open_to(interaction: Interaction, evaluation_id: str) -> Evaluation:
    """Return the evaluation if this person may vote on it now; else raise `Refusal`."""
    evaluation, wording = await find_public(interaction, evaluation_id), wording_of(interaction)
    if evaluation.user_id == interaction.user.id:
        raise Refusal(wording.gig_vote_own)
    if evaluation.state != "weighed":
        raise Refusal(wording.gig_vote_closed)
    return evaluation


ITEMS = (VoteButton, ReasonsButton, MoreReasonsButton)
FORMS = (VoteForm,)
