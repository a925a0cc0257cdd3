"""`/gigs history`: a member's own offers, to open, amend, answer for and delete."""

from collections.abc import Iterator, Sequence

import discord
from discord import ui

from bot.content import Content
from bot.interactions.buttons import LastingButton, LastingMenu
from bot.interactions.cards import Card, CardItem, row, text, turn_to
from bot.interactions.errors import Refusal
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who
from bot.store.evaluations import OPEN, Evaluation
from bot.store.follow_ups import FollowUp
from bot.workflows.deletion import delete
from bot.workflows.follow_up import stop
from cogs.evaluate.access import find_own, framework_of, places_of, wording_of
from cogs.evaluate.controls import AgainButton, BackButton
from cogs.evaluate.drafts import draft_card, drafts
from cogs.evaluate.follow_up_cards import question_card
from cogs.evaluate.history_cards import (
    choice,
    delete_card,
    list_card,
    offer_card,
    place_of,
    settings,
)
from cogs.evaluate.start import GoOnButton, go_on

_ON_A_PAGE = 8
_ANSWERABLE = ("asked", "listed")
_ONE = r"(?P<evaluation_id>\d{1,18})"


async def history_card(interaction: Interaction, page: int = 0, note: str | None = None) -> Card:
    """Make a page of the list of whoever asks; pages count from 0."""
    store, content = interaction.client.store, interaction.client.shelf.content
    owner = interaction.user.id
    total = await store.evaluations.count(owner)
    page = min(page, max(0, total - 1) // _ON_A_PAGE)
    start = page * _ON_A_PAGE
    shown = await store.evaluations.of(owner, _ON_A_PAGE, start)
    may_ask = await store.members.may_ask(owner)
    said = settings(content, await store.members.currency(owner), may_ask=may_ask)
    return list_card(
        content,
        shown,
        *_turning(content, shown, page, is_last=start + len(shown) >= total),
        asked={one.evaluation_id for one in await store.follow_ups.waiting_of(owner)},
        start=start,
        total=total,
        foot=(text(said), row(StopAskingButton() if may_ask else AskAgainButton())),
        note=note,
    )


def _turning(
    content: Content, shown: Sequence[Evaluation], page: int, *, is_last: bool
) -> Iterator[CardItem]:
    """Yield the menu that opens one, and the buttons that turn the page."""
    if shown:
        first = page * _ON_A_PAGE + 1
        yield row(OpenMenu([choice(content, n, one) for n, one in enumerate(shown, first)]))
    newer = [PageButton(str(page - 1), "Newer ones")] if page else []
    older = [] if is_last else [PageButton(str(page + 1), "Older ones")]
    if newer or older:
        yield row(*newer, *older)


async def _opened(interaction: Interaction, evaluation: Evaluation) -> Card:
    """Make the card of one offer, with everything that can be done with it."""
    content = interaction.client.shelf.content
    asked = await interaction.client.store.follow_ups.of(evaluation.id)
    questions = [QuestionButton.of(one) for one in asked if _is_shown(one)]
    one = str(evaluation.id)
    return offer_card(
        content,
        evaluation,
        row(*_ways(content, evaluation)),
        *([row(*questions)] if questions else []),
        row(DeleteButton(one), PageButton("0")),
    )


def _ways(content: Content, evaluation: Evaluation) -> Iterator[CardItem]:
    one, address = str(evaluation.id), place_of(evaluation)
    if address is not None:
        place = "message" if evaluation.place == "dm" else "thread"
        yield ui.Button(label=f"Open its {place}", url=address)
    if evaluation.state in OPEN:
        yield GoOnButton(one)
    else:
        again = evaluation.state == "cancelled"
        yield AmendButton(one, "Take it up again" if again else "Amend")
    if drafts(content, evaluation):
        yield DraftAgainButton(one)


def _is_shown(follow_up: FollowUp) -> bool:
    return follow_up.state in _ANSWERABLE or follow_up.state == "answered"


class PageButton(LastingButton, template=r"gigs:history:(?P<page>\d{1,6})", open_to=Who.ANYBODY):
    """Leads to a page of the list; pages count from 0."""

    def __init__(self, page: str, label: str = "Back to the list") -> None:
        self.page = int(page)
        super().__init__(label, f"gigs:history:{page}")

    async def press(self, interaction: Interaction) -> None:
        await turn_to(interaction, await history_card(interaction, self.page))


class OpenMenu(LastingMenu, template=r"gigs:open", open_to=Who.ITS_PERSON):
    """The offers of a page; choosing one shows it whole."""

    def __init__(self, options: Sequence[discord.SelectOption] = ()) -> None:
        super().__init__("Choose an offer to open", "gigs:open", options)

    async def press(self, interaction: Interaction) -> None:
        evaluation = await find_own(interaction, self.chosen)
        await turn_to(interaction, await _opened(interaction, evaluation))


class OpenButton(LastingButton, template=rf"gigs:open:{_ONE}", open_to=Who.ITS_PERSON):
    """Leads back to an offer that is not to be deleted after all."""

    def __init__(self, evaluation_id: str) -> None:
        self.evaluation_id = evaluation_id
        super().__init__("Keep it", f"gigs:open:{evaluation_id}")

    async def press(self, interaction: Interaction) -> None:
        evaluation = await find_own(interaction, self.evaluation_id)
        await turn_to(interaction, await _opened(interaction, evaluation))


class AmendButton(LastingButton, template=rf"gigs:amend:{_ONE}", open_to=Who.ITS_PERSON):
    """Opens the answers again, in the place of the offer or in a new one if that is gone."""

    def __init__(self, evaluation_id: str, label: str = "Amend") -> None:
        self.evaluation_id = evaluation_id
        super().__init__(label, f"gigs:amend:{evaluation_id}")

    async def press(self, interaction: Interaction) -> None:
        await interaction.response.defer()
        host = interaction.client
        async with places_of(interaction).alone_with(int(self.evaluation_id)):
            evaluation = await find_own(interaction, self.evaluation_id)
            if evaluation.state not in OPEN:
                # As the buttons on its own card do it.
                way = AgainButton if evaluation.state == "cancelled" else BackButton
                changes = way.of(evaluation).changes(evaluation, framework_of(host))
                again = await host.store.evaluations.change(
                    evaluation.id, evaluation.user_id, revision=evaluation.revision, **changes
                )
                evaluation = again or evaluation
        await go_on(interaction, evaluation)


class DraftAgainButton(LastingButton, template=rf"gigs:draft:{_ONE}", open_to=Who.ITS_PERSON):
    """Shows the draft in a message of its own, so that the offer stays open beside it."""

    def __init__(self, evaluation_id: str) -> None:
        self.evaluation_id = evaluation_id
        super().__init__("Draft a reply", f"gigs:draft:{evaluation_id}")

    async def press(self, interaction: Interaction) -> None:
        evaluation = await find_own(interaction, self.evaluation_id)
        card = draft_card(interaction.client.shelf.content, evaluation)
        await interaction.response.send_message(view=card, ephemeral=True)


class QuestionButton(
    LastingButton, template=r"gigs:ask:(?P<follow_up_id>\d{1,18})", open_to=Who.ITS_PERSON
):
    """Shows a question that waits, or what was answered, in a message of its own."""

    def __init__(self, follow_up_id: str, label: str = "") -> None:
        self.follow_up_id = follow_up_id
        super().__init__(label or "Answer the question", f"gigs:ask:{follow_up_id}")

    @classmethod
    def of(cls, follow_up: FollowUp) -> "QuestionButton":
        """Make the button for a question as it stands."""
        waits = follow_up.state in _ANSWERABLE
        label = "Answer the question" if waits else "What you answered"
        return cls(str(follow_up.id), f"{label}: {follow_up.day} days after")

    async def press(self, interaction: Interaction) -> None:
        follow_up = await interaction.client.store.follow_ups.get(int(self.follow_up_id))
        if follow_up is None:
            raise Refusal(wording_of(interaction).gig_question_gone)
        evaluation = await find_own(interaction, str(follow_up.evaluation_id))
        card = question_card(interaction.client.shelf.content, evaluation, follow_up)
        await interaction.response.send_message(view=card, ephemeral=True)


class DeleteButton(LastingButton, template=rf"gigs:delete:{_ONE}", open_to=Who.ITS_PERSON):
    """Asks before it deletes, and says what goes."""

    def __init__(self, evaluation_id: str) -> None:
        self.evaluation_id = evaluation_id
        super().__init__("Delete", f"gigs:delete:{evaluation_id}")

    async def press(self, interaction: Interaction) -> None:
        evaluation = await find_own(interaction, self.evaluation_id)
        ways = row(DeleteForGoodButton(self.evaluation_id), OpenButton(self.evaluation_id))
        card = delete_card(interaction.client.shelf.content, evaluation, ways)
        await turn_to(interaction, card)


class DeleteForGoodButton(
    LastingButton, template=rf"gigs:delete:{_ONE}:sure", open_to=Who.ITS_PERSON
):
    """Deletes the offer; pressed twice it does no harm."""

    def __init__(self, evaluation_id: str) -> None:
        self.evaluation_id = evaluation_id
        danger = discord.ButtonStyle.danger
        super().__init__("Delete it for good", f"gigs:delete:{evaluation_id}:sure", style=danger)

    async def press(self, interaction: Interaction) -> None:
        host = interaction.client
        async with places_of(interaction).alone_with(int(self.evaluation_id)):
            evaluation = await host.store.evaluations.get(int(self.evaluation_id))
            if evaluation is not None:
                evaluation = await find_own(interaction, self.evaluation_id)
                await delete(host.store, evaluation, host.clock.now())
        note = wording_of(interaction).gig_deleted
        await turn_to(interaction, await history_card(interaction, note=note))


class StopAskingButton(LastingButton, template=r"gigs:stop-asking", open_to=Who.ANYBODY):
    """Ends all asking, about every job."""

    def __init__(self) -> None:
        super().__init__("Stop asking", "gigs:stop-asking")

    async def press(self, interaction: Interaction) -> None:
        await stop(interaction.client.store, interaction.user.id)
        await turn_to(interaction, await history_card(interaction))


class AskAgainButton(LastingButton, template=r"gigs:ask-again", open_to=Who.ANYBODY):
    """Takes a "stop asking" back."""

    def __init__(self) -> None:
        super().__init__("Ask me again", "gigs:ask-again")

    async def press(self, interaction: Interaction) -> None:
        await interaction.client.store.members.ask_again(interaction.user.id)
        await turn_to(interaction, await history_card(interaction))


ITEMS = (
    PageButton,
    OpenMenu,
    OpenButton,
    AmendButton,
    DraftAgainButton,
    QuestionButton,
    DeleteButton,
    DeleteForGoodButton,
    StopAskingButton,
    AskAgainButton,
)
