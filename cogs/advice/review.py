"""`/advice-gaps`: moderators see what was asked in vain, and turn it into new entries."""

from collections.abc import Sequence

from discord import app_commands
from discord.ext import commands

from bot.content.skeleton import skeleton
from bot.interactions.buttons import LastingButton, LastingMenu
from bot.interactions.cards import Card, CardItem, option, row, turn_to
from bot.interactions.errors import Refusal
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who, open_to
from bot.store import Gap
from bot.store.gaps import KEPT_DAYS
from cogs.advice import review_cards, searching
from cogs.advice.library import guidance_of, wording_of

_ON_A_PAGE = 8
_UNHELPFUL = 5
_SETTLED = (
    f"That question is no longer on the list: it was dealt with, or its {KEPT_DAYS} days are over."
)


class Review(commands.Cog):
    """Shows moderators what the library lacks."""

    @app_commands.command(
        name="advice-gaps",
        description="What /advice could not answer, and what did not help.",
        extras=open_to(Who.MODERATORS),
    )
    @app_commands.allowed_contexts(guilds=True, dms=False, private_channels=False)
    @app_commands.default_permissions(manage_messages=True)
    async def gaps(self, interaction: Interaction) -> None:
        """Show the list to the moderator alone."""
        card = await _list(interaction, 0)
        await interaction.response.send_message(view=card, ephemeral=True)


class PageButton(LastingButton, template=r"advice:gaps:(?P<page>\d{1,6})", open_to=Who.MODERATORS):
    """Leads to a page of the list; pages count from 0."""

    def __init__(self, page: str, label: str = "Back to the list") -> None:
        self.page = int(page)
        super().__init__(label, f"advice:gaps:{page}")

    async def press(self, interaction: Interaction) -> None:
        await turn_to(interaction, await _list(interaction, self.page))


class GapMenu(LastingMenu, template=r"advice:gap", open_to=Who.MODERATORS):
    """The questions of a page; choosing one shows it whole."""

    def __init__(self, gaps: Sequence[Gap] = ()) -> None:
        options = [option(review_cards.label(gap), str(gap.id)) for gap in gaps]
        super().__init__("Choose a question", "advice:gap", options)

    async def press(self, interaction: Interaction) -> None:
        gap = await _find(interaction, int(self.chosen))
        controls: list[CardItem] = [SkeletonButton(str(gap.id)), SettleButton(str(gap.id))]
        card = review_cards.gap_card(guidance_of(interaction), gap, row(*controls, PageButton("0")))
        await turn_to(interaction, card)


class SkeletonButton(
    LastingButton, template=r"advice:gap:yaml:(?P<gap_id>\d{1,18})", open_to=Who.MODERATORS
):
    """Shows the start of an entry that would answer the question."""

    def __init__(self, gap_id: str) -> None:
        self.gap_id = int(gap_id)
        super().__init__("As YAML", f"advice:gap:yaml:{gap_id}")

    async def press(self, interaction: Interaction) -> None:
        gap = await _find(interaction, self.gap_id)
        guidance = guidance_of(interaction)
        written = skeleton(
            gap.text,
            guidance,
            await searching.nearest(guidance, gap.text),
            number=gap.id,
            today=interaction.client.clock.now().date(),
        )
        controls = row(SettleButton(str(gap.id)), PageButton("0"))
        await turn_to(interaction, review_cards.gap_card(guidance, gap, controls, skeleton=written))


class SettleButton(
    LastingButton, template=r"advice:gap:done:(?P<gap_id>\d{1,18})", open_to=Who.MODERATORS
):
    """Takes the question off the list. Pressed twice, or by two, it does no harm."""

    def __init__(self, gap_id: str) -> None:
        self.gap_id = int(gap_id)
        super().__init__("Dealt with", f"advice:gap:done:{gap_id}")

    async def press(self, interaction: Interaction) -> None:
        guild_id = interaction.guild_id or 0
        await interaction.client.store.gaps.settle(guild_id, self.gap_id)
        await turn_to(interaction, await _list(interaction, 0))


ITEMS = (GapMenu, PageButton, SettleButton, SkeletonButton)


async def _find(interaction: Interaction, gap_id: int) -> Gap:
    gap = await interaction.client.store.gaps.get(interaction.guild_id or 0, gap_id)
    if gap is None:
        raise Refusal(_SETTLED)
    return gap


async def _list(interaction: Interaction, page: int) -> Card:
    guild_id, store = interaction.guild_id or 0, interaction.client.store
    total = await store.gaps.count(guild_id)
    page = min(page, max(0, total - 1) // _ON_A_PAGE)
    start = page * _ON_A_PAGE
    gaps = await store.gaps.listed(guild_id, _ON_A_PAGE, start)
    controls: list[CardItem] = [row(GapMenu(gaps))] if gaps else []
    turns: list[CardItem] = []
    if page > 0:
        turns.append(PageButton(str(page - 1), "More frequent questions"))
    if start + len(gaps) < total:
        turns.append(PageButton(str(page + 1), "Less frequent questions"))
    if turns:
        controls.append(row(*turns))
    return review_cards.list_card(
        guidance_of(interaction),
        gaps,
        *controls,
        start=start,
        total=total,
        unhelpful=await store.ratings.unhelpful(guild_id, _UNHELPFUL) if page == 0 else (),
        nothing=wording_of(interaction).no_gaps.format(days=KEPT_DAYS),
    )
