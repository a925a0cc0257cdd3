"""`/moderation case`, `cases` and `undo`: finding a case again, and taking one back."""

from collections.abc import Sequence
from typing import Literal, TypeAlias

from bot.interactions.buttons import LastingMenu
from bot.interactions.cards import Card, option, row, text, turn_to
from bot.interactions.errors import Refusal
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who
from bot.store import Case, CaseState
from cogs.moderation import acts
from cogs.moderation.access import ACCENT, cards_of, find_case, wording_of
from cogs.moderation.words import member

Which: TypeAlias = Literal["open", "asked about", "decided", "all"]

_SHOWN = 15
_STATES: dict[Which, CaseState | None] = {"open": "open", "decided": "decided", "all": None}


class CaseMenu(LastingMenu, template=r"mod:cases", open_to=Who.MODERATORS):
    """Cases to choose from."""

    def __init__(self, cases: Sequence[Case] = ()) -> None:
        options = [option(f"Case {one.id}", str(one.id), _about(one)) for one in cases]
        super().__init__("Show a case", "mod:cases", options)

    async def press(self, interaction: Interaction) -> None:
        await show(interaction, int(self.chosen))


ITEMS = (CaseMenu,)


async def show(interaction: Interaction, number: int) -> None:
    """Show one case with its buttons, to the moderator alone."""
    case = await find_case(interaction, number)
    await turn_to(interaction, await cards_of(interaction).draw(case))


async def show_list(interaction: Interaction, which: Which) -> None:
    """Show the latest cases of a kind, with a menu to open one."""
    store, guild_id = interaction.client.store, interaction.guild_id or 0
    wording = wording_of(interaction)
    if which == "asked about":
        numbers = [one.case_id for one in await store.appeals.waiting(guild_id)][:_SHOWN]
        found = [await store.cases.get(guild_id, one) for one in numbers]
        cases, count = [one for one in found if one is not None], len(numbers)
    else:
        cases = await store.cases.listed(guild_id, _STATES[which], _SHOWN)
        count = await store.cases.count(guild_id, _STATES[which])
    if not cases:
        raise Refusal(wording.case_none)
    lines = "\n".join(
        f"- **Case {one.id}**, {member(one.author_id)}: {_about(one)}" for one in cases
    )
    more = f"-# and {count - len(cases)} earlier" if count > len(cases) else None
    card = Card(text(f"### Cases, {which}", lines, more), row(CaseMenu(cases)), accent=ACCENT)
    await turn_to(interaction, card)


async def undo(interaction: Interaction, number: int | None) -> None:
    """Take a case back; without a number, the one of which a post was taken down last."""
    if number is None:
        guild_id = interaction.guild_id or 0
        latest = await interaction.client.store.steps.latest(guild_id, "remove")
        if latest is None:
            raise Refusal(wording_of(interaction).case_nothing_down)
        number = latest.case_id
    await acts.put_back(interaction, number)


def _about(case: Case) -> str:
    state = "open" if case.decision is None else case.decision.replace("_", " ")
    posts = "1 post" if len(case.messages) == 1 else f"{len(case.messages)} posts"
    return f"{posts}, {case.opened_at:%d %b %Y}, {state}"
