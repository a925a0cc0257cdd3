"""How the rule in Discord's AutoMod stands, as moderators read it."""

from dataclasses import dataclass

import discord
from discord.ext import commands

from bot.content import Content, Wording
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, row, text, turn_to
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who
from bot.store import Native
from bot.workflows.native import NativeKeeping
from bot.workflows.native_notices import mark
from bot.workflows.native_rule import Exempted
from cogs.moderation.access import ACCENT

HEADING = "Blocked by Discord itself"
COG = "NativeRule"


@dataclass
class KeepingRules(commands.Cog):
    """The part of the cog that its button needs."""

    keeping: NativeKeeping[Card]


def status_card(content: Content, state: Native | None, exempt: Exempted | None) -> Card:
    """Show whether Discord blocks anything, what keeps it from that, and what it passes over."""
    wording = content.wording
    wanted = state is not None and state.wanted
    return Card(
        text(
            f"### {HEADING}",
            f"**{'On' if wanted else 'Off'}**{_since(state)}: "
            f"{wording.native_on if wanted else wording.native_off}",
            _problem(wording, state),
            _set_back(wording, state),
            "\n".join(_passes_over(wording, exempt)) if wanted and exempt else None,
            "-# `/moderation native on` and `off` change it.",
        ),
        accent=ACCENT,
    )


async def draw_notice(host: Host, state: Native) -> Card:
    """Make what the log says of what somebody did to the rule."""
    wording = host.shelf.content.wording
    said = {
        "set_back": wording.native_told_set_back,
        "disabled": wording.native_told_disabled,
        "deleted": wording.native_told_deleted,
        "enabled": wording.native_told_enabled,
        None: "",
    }[state.notice]
    return Card(
        text(f"### {HEADING}", said),
        row(NativeButton(mark(state))),
        accent=ACCENT,
    )


async def show_status(interaction: Interaction, keeping: NativeKeeping[Card]) -> None:
    """Answer with how the rule stands, to the moderator alone."""
    client, guild_id = interaction.client, interaction.guild_id or 0
    state = await client.store.native_rules.get(guild_id)
    card = status_card(client.shelf.content, state, await keeping.passed_over(guild_id))
    if interaction.response.is_done():
        await interaction.edit_original_response(view=card)
    else:
        await turn_to(interaction, card)


class NativeButton(
    LastingButton,
    template=r"(?P<mark>native:\d{1,20}:\d{1,12}:[a-z_]{1,8}:)show",
    open_to=Who.MODERATORS,
):
    """Shows how the rule stands; its custom_id is also how the notice above it is found again."""

    def __init__(self, mark: str) -> None:
        super().__init__("How it stands", f"{mark}show")

    async def press(self, interaction: Interaction) -> None:
        cog = interaction.client.get_cog(COG)
        if not isinstance(cog, KeepingRules):
            raise TypeError("this is used only while its cog is loaded")
        await show_status(interaction, cog.keeping)


def _since(state: Native | None) -> str:
    return "" if state is None else f", since {discord.utils.format_dt(state.changed_at, 'D')}"


def _problem(wording: Wording, state: Native | None) -> str | None:
    if state is None:
        return None
    if state.problem is None:
        unfinished = wording.native_coming if state.wanted else wording.native_going
        is_so = state.written is not None if state.wanted else state.rule_id is None
        return None if is_so else unfinished
    return {
        "not_allowed": wording.native_not_allowed,
        "full": wording.native_full,
        "refused": wording.native_refused,
        "empty": wording.native_empty,
        "disabled": wording.native_disabled,
        "deleted": wording.native_deleted,
    }[state.problem]


def _set_back(wording: Wording, state: Native | None) -> str | None:
    if state is None or state.set_back_at is None:
        return None
    return wording.native_set_back.format(when=discord.utils.format_dt(state.set_back_at, "R"))


def _passes_over(wording: Wording, exempt: Exempted) -> list[str]:
    channels = ", ".join(f"<#{one}>" for one in exempt.channel_ids) or "none"
    roles = ", ".join(f"<@&{one}>" for one in exempt.role_ids) or "none"
    lines = [f"- It passes over the channels: {channels}", f"- and the roles: {roles}"]
    if exempt.left_out:
        lines.append(f"- {wording.native_left_out.format(count=exempt.left_out)}")
    return lines
