"""“Ask a moderator”, and `/appeal`: what was taken down from somebody, with the way to ask."""

from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.interactions.buttons import LastingButton, LastingMenu
from bot.interactions.cards import Card, option, row, text, turn_to
from bot.interactions.errors import Refusal
from bot.interactions.forms import LastingForm, field
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who, open_to
from bot.interactions.wording import is_blank
from bot.store import Case, RemovedPost, Store
from bot.store.step_table import LONGEST_APPEAL
from bot.workflows import appealing
from cogs.moderation.access import ACCENT, cards_of, find_case, wording_of
from cogs.moderation.note import Matter, note_items, when

_LISTED = 25


class Appeals(commands.Cog):
    """Offers the command."""

    @app_commands.command(
        description="Show your posts that were taken down, and ask about one.",
        extras=open_to(Who.ANYBODY),
    )
    async def appeal(self, interaction: Interaction) -> None:
        """Show the latest post that was taken down, to its author alone."""
        await _show(interaction, None)


class AskButton(
    LastingButton,
    template=r"(?P<kind>note|warn|mine):(?P<case_id>\d{1,18}):ask",
    open_to=Who.ITS_PERSON,
):
    """Opens the form; it stands on what the author of a case reads."""

    def __init__(self, kind: str, case_id: str) -> None:
        self.case_id = case_id
        style = discord.ButtonStyle.primary
        super().__init__("Ask a moderator", f"{kind}:{case_id}:ask", style=style)

    async def press(self, interaction: Interaction) -> None:
        case = await _own_case(interaction, self.case_id)
        await _require_unasked(interaction, case)
        await AppealForm(self.case_id).open(interaction)


class AppealForm(LastingForm, template=r"mod:appeal:(?P<case_id>\d{1,18})", open_to=Who.ITS_PERSON):
    """Asks what moderators should know."""

    def __init__(self, case_id: str) -> None:
        self.case_id = case_id
        super().__init__("Ask a moderator", f"mod:appeal:{case_id}")

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        about = host.shelf.content.wording.appeal_form
        return [
            field("reason", "What should they know?", about=about, most=LONGEST_APPEAL, long=True)
        ]

    async def submit(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        """Keep what is asked, thank for it, and have the case shown."""
        wording, client = wording_of(interaction), interaction.client
        case = await _own_case(interaction, self.case_id)
        reason = typed.get("reason", "")
        if is_blank(reason):
            raise Refusal(wording.appeal_blank)
        async with client.store.together() as rooms:
            fresh = await appealing.ask(rooms, case, reason, client.clock.now())
        if not fresh:
            await _require_unasked(interaction, case)
        thanks = Card(text(wording.appeal_asked), accent=ACCENT)
        await interaction.response.send_message(view=thanks, ephemeral=True)
        await cards_of(interaction).show(case.guild_id, case.id)


class MineButton(
    LastingButton,
    template=r"(?P<kind>told|answer):(?P<case_id>\d{1,18}):mine",
    open_to=Who.ITS_PERSON,
):
    """Shows its author what a case was about."""

    def __init__(self, kind: str, case_id: str) -> None:
        self.case_id = case_id
        super().__init__("What it was about", f"{kind}:{case_id}:mine")

    async def press(self, interaction: Interaction) -> None:
        await _show(interaction, await _own_case(interaction, self.case_id))


class MineMenu(LastingMenu, template=r"mod:mine", open_to=Who.ITS_PERSON):
    """The member's own cases that are still kept."""

    def __init__(self, cases: Sequence[Case] = ()) -> None:
        options = [option(f"{one.opened_at:%d %B %Y}, case {one.id}", str(one.id)) for one in cases]
        super().__init__("Another post", "mod:mine", options)

    async def press(self, interaction: Interaction) -> None:
        await _show(interaction, await _own_case(interaction, self.chosen))


class AboutButton(
    LastingButton, template=r"restored:(?P<message_id>\d{1,20}):about", open_to=Who.ANYBODY
):
    """Says how a post came back, to whoever asks."""

    def __init__(self, message_id: str) -> None:
        super().__init__("About this", f"restored:{message_id}:about")

    async def press(self, interaction: Interaction) -> None:
        said = wording_of(interaction).note_restored_about
        await interaction.response.send_message(
            view=Card(text(said), accent=ACCENT), ephemeral=True
        )


class WaitingButton(
    LastingButton, template=r"remind:(?P<case_id>\d{1,18}):open", open_to=Who.MODERATORS
):
    """Shows the case of an appeal to a moderator."""

    def __init__(self, case_id: str) -> None:
        self.case_id = case_id
        super().__init__("Show the case", f"remind:{case_id}:open")

    async def press(self, interaction: Interaction) -> None:
        case = await find_case(interaction, self.case_id)
        shown = await cards_of(interaction).draw(case)
        await interaction.response.send_message(view=shown, ephemeral=True)


ITEMS = (AskButton, MineButton, MineMenu, AboutButton, WaitingButton)
FORMS = (AppealForm,)


async def _show(interaction: Interaction, case: Case | None) -> None:
    """Show one of the member's cases, the latest unless one is named, and offer the others."""
    store = interaction.client.store
    posts = await store.removed_posts.of_author(interaction.user.id, interaction.guild_id)
    numbers = dict.fromkeys([one.case_id for one in reversed(posts) if await _is_gone(store, one)])
    found = [await store.cases.of_author(one, interaction.user.id) for one in numbers]
    cases = [one for one in found if one is not None]
    if case is None and not cases:
        raise Refusal(wording_of(interaction).appeal_none)
    case = case or cases[0]
    matter = await Matter.of(interaction.client, case)
    items, files = note_items(matter)
    others = [one for one in cases if one.id != case.id][:_LISTED]
    card = Card(
        *items,
        *([row(AskButton("mine", str(case.id)))] if matter.appeal is None else []),
        *([row(MineMenu(others))] if others else []),
        accent=ACCENT,
        files=files,
    )
    await turn_to(interaction, card)


async def _is_gone(store: Store, post: RemovedPost) -> bool:
    """Whether a post was taken down: not only planned so, or tried in vain."""
    step = await store.steps.of_message("remove", post.message_id)
    return step is not None and step.state == "done"


async def _own_case(interaction: Interaction, case_id: str | int) -> Case:
    """Return a case of the person themselves; raises `Refusal` if it is not theirs, or is gone."""
    case = await interaction.client.store.cases.of_author(int(case_id), interaction.user.id)
    if case is None:
        raise Refusal(wording_of(interaction).appeal_not_yours)
    return case


async def _require_unasked(interaction: Interaction, case: Case) -> None:
    appeal = await interaction.client.store.appeals.of(case.id)
    if appeal is not None:
        asked = wording_of(interaction).appeal_twice.format(when=when(appeal.asked_at))
        raise Refusal(asked)
