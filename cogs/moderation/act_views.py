"""The buttons with which moderators act on a case, and take it back; they work for ever."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import discord
from discord import ui

from bot import limits
from bot.interactions.buttons import LastingMenu
from bot.interactions.cards import option
from bot.interactions.errors import Refusal
from bot.interactions.forms import LastingForm, field
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who
from bot.interactions.wording import is_blank
from bot.store.step_table import LONGEST_ANSWER
from cogs.moderation import acts
from cogs.moderation.access import find_case, wording_of
from cogs.moderation.case_views import (
    CHOICES,
    ON_CARD,
    AgainButton,
    CaseButton,
    NotPromotionButton,
    PromotionButton,
    exempting,
)
from cogs.moderation.deciding import offer
from cogs.moderation.note import Matter

LENGTHS = {
    "10 minutes": timedelta(minutes=10),
    "1 hour": timedelta(hours=1),
    "1 day": timedelta(days=1),
    "3 days": timedelta(days=3),
    "1 week": timedelta(weeks=1),
    "28 days": timedelta(days=limits.TIMEOUT_DAYS),
}


class TakeDownButton(CaseButton, template=ON_CARD + ":remove"):
    """Takes the posts of a case down, as the bot does with clear ones."""

    what, caption, style = "remove", "Take down", discord.ButtonStyle.danger

    async def press(self, interaction: Interaction) -> None:
        await acts.take_down(interaction, self.case_id)


class PutBackButton(CaseButton, template=ON_CARD + ":restore"):
    """Takes everything back that was done about a case."""

    what, caption, style = "restore", "Put back", discord.ButtonStyle.primary

    async def press(self, interaction: Interaction) -> None:
        await acts.put_back(interaction, self.case_id)


class WarnButton(CaseButton, template=ON_CARD + ":warn"):
    """Writes to the author; the post stays."""

    what, caption = "warn", "Warn"

    async def press(self, interaction: Interaction) -> None:
        await acts.warn(interaction, self.case_id)


class TimeOutButton(CaseButton, template=ON_CARD + ":timeout"):
    """Offers how long the author is to be timed out."""

    what, caption = "timeout", "Time out"

    async def press(self, interaction: Interaction) -> None:
        case = await find_case(interaction, self.case_id)
        sentence = wording_of(interaction).case_time_out.format(name=f"<@{case.author_id}>")
        await offer(interaction, sentence, TimeOutMenu(self.case_id))


class AnswerButton(CaseButton, template=ON_CARD + ":answer"):
    """Opens the form for an answer to an appeal; what was decided stands."""

    what, caption, style = "answer", "Answer", discord.ButtonStyle.primary

    async def press(self, interaction: Interaction) -> None:
        await acts.require_waiting(interaction, await find_case(interaction, self.case_id))
        await AnswerForm(self.case_id).open(interaction)


class TimeOutMenu(LastingMenu, template=CHOICES + ":timeout", open_to=Who.MODERATORS):
    """How long."""

    def __init__(self, case_id: str) -> None:
        self.case_id = case_id
        options = [option(name, str(int(one.total_seconds()))) for name, one in LENGTHS.items()]
        super().__init__("How long?", f"case-{case_id}:timeout", options)

    async def press(self, interaction: Interaction) -> None:
        length = timedelta(seconds=int(self.chosen))
        if length not in LENGTHS.values():
            raise Refusal(wording_of(interaction).case_gone)
        await acts.time_out(interaction, self.case_id, length)


class AnswerForm(LastingForm, template=r"mod:answer:(?P<case_id>\d{1,18})", open_to=Who.MODERATORS):
    """Asks for the answer to an appeal."""

    def __init__(self, case_id: str) -> None:
        self.case_id = case_id
        super().__init__("Answer the appeal", f"mod:answer:{case_id}")

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        about = host.shelf.content.wording.case_answer_form
        return [field("answer", "Your answer", about=about, most=LONGEST_ANSWER, long=True)]

    async def submit(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        """Keep the answer, and have it sent."""
        words = typed.get("answer", "")
        if is_blank(words):
            raise Refusal(wording_of(interaction).appeal_blank)
        await acts.answer(interaction, self.case_id, words)


ITEMS = (TakeDownButton, PutBackButton, WarnButton, TimeOutButton, AnswerButton, TimeOutMenu)
FORMS = (AnswerForm,)


def rows_of(matter: Matter) -> list[list[CaseButton]]:
    """The buttons of a case as it stands, row by row."""
    one = str(matter.case.id)
    asked: list[CaseButton] = [AnswerButton(one)] if matter.waits else []
    if matter.is_down:
        is_open = matter.case.state == "open"
        stays: list[CaseButton] = [PromotionButton(one)] if is_open else []
        first = [*asked, PutBackButton(one), *stays, TimeOutButton(one)]
        return [first, exempting(one)] if is_open else [first]
    if matter.case.state == "decided":
        return [[*asked, AgainButton(one)]]
    doing: list[CaseButton] = [TakeDownButton(one), WarnButton(one)] if matter.stands else []
    first = [*doing, NotPromotionButton(one), PromotionButton(one)]
    return [[*asked, *first], [*exempting(one), TimeOutButton(one)]]
