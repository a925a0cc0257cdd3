"""“Report promotion”: members help to keep both strict rules, promotion and politics."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.content import Wording
from bot.interactions.cards import Card, option, text
from bot.interactions.errors import Refusal
from bot.interactions.forms import LastingForm, field, menu
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who, open_to
from bot.interactions.wording import is_blank
from bot.store import Case, Sighting
from bot.workflows.judging import JOIN_WITHIN
from cogs.moderation.access import ACCENT, cards_of, watching_of, wording_of
from cogs.moderation.reasons import LONGEST_WORDS, OTHER, REASONS, told

_log = logging.getLogger(__name__)

_NEEDED = ("view_channel", "read_message_history")


class Reports(commands.Cog):
    """Offers the message command."""

    def __init__(self, host: Host) -> None:
        self._host = host
        self._report = app_commands.ContextMenu(
            name="Report promotion",
            callback=self.report,
            allowed_contexts=app_commands.AppCommandContext(
                guild=True, dm_channel=False, private_channel=False
            ),
            extras=open_to(Who.ANYBODY),
        )

    async def cog_load(self) -> None:
        """Add the message command, which discord.py does not find in a class."""
        self._host.tree.add_command(self._report)

    async def cog_unload(self) -> None:
        """Take the message command away."""
        self._host.tree.remove_command(self._report.name, type=self._report.type)

    async def report(self, interaction: Interaction, message: discord.Message) -> None:
        """Ask why; what the message says is read once the form comes back."""
        wording = wording_of(interaction)
        await _open_here(interaction)
        client = interaction.client
        if message.author.id in (client.application_id, client.user and client.user.id):
            raise Refusal(wording.mod_report_bot)
        if message.author.id == interaction.user.id:
            raise Refusal(wording.mod_report_own)
        held = interaction.app_permissions
        if not all(getattr(held, name) for name in _NEEDED):
            raise Refusal(wording.mod_report_unread)
        await ReportForm(str(message.channel.id), str(message.id)).open(interaction)


class ReportForm(
    LastingForm,
    template=r"mod:report:(?P<channel_id>\d{1,20}):(?P<message_id>\d{1,20})",
    open_to=Who.ANYBODY,
):
    """Asks for a reason, and takes a line of the person's own."""

    def __init__(self, channel_id: str, message_id: str) -> None:
        self.channel_id, self.message_id = int(channel_id), int(message_id)
        super().__init__("Report this message", f"mod:report:{channel_id}:{message_id}")

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        choices = [option(one.label, name, one.about) for name, one in REASONS.items()]
        return [
            menu("reason", "What is it?", choices),
            field(
                "words",
                "In your words",
                about=host.shelf.content.wording.mod_report_form,
                most=LONGEST_WORDS,
                needed=False,
            ),
        ]

    async def submit(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        """Keep the report first, then thank for it, then have the case shown."""
        wording = wording_of(interaction)
        guild_id = await _open_here(interaction)
        if self.channel_id != interaction.channel_id:  # not one that the person stands in and reads
            raise Refusal(wording.mod_report_gone)
        reason, words = typed.get("reason", OTHER), typed.get("words", "")
        if reason not in REASONS:
            reason = OTHER
        if reason == OTHER and is_blank(words):
            raise Refusal(wording.mod_report_words)
        await interaction.response.defer(ephemeral=True, thinking=True)
        seen = await self._seen(interaction, guild_id)
        if seen.author_id == interaction.user.id:
            raise Refusal(wording.mod_report_own)
        cases = interaction.client.store.cases
        known = await cases.of_message(self.message_id)
        case, _ = await cases.report(
            _as_reported(seen, reason, known),
            by=interaction.user.id,
            reason=told(reason, words),
            join_within=JOIN_WITHIN,
        )
        settings = await interaction.client.store.guild_settings.get(guild_id)
        said = _said(wording, case, known, by=interaction.user.id)
        waits = settings.log_channel_id is None and case.card is None and case.state == "open"
        note = wording.mod_report_waits if waits else None
        card = Card(text(said, note, f"-# {wording.mod_report_quiet}"), accent=ACCENT)
        try:
            await interaction.edit_original_response(view=card)
        finally:
            await _show(interaction, case)  # whether or not the thanks came through

    async def _seen(self, interaction: Interaction, guild_id: int) -> Sighting:
        """Read the message as it is now, every part of it; raises `Refusal` if that cannot be."""
        wording, client = wording_of(interaction), interaction.client
        try:
            # The JSON itself: discord.py leaves out what it does not know.
            payload = await client.http.get_message(self.channel_id, self.message_id)
        except discord.NotFound:
            raise Refusal(wording.mod_report_gone) from None
        except discord.Forbidden:
            raise Refusal(wording.mod_report_unread) from None
        seen = await watching_of(client).judging.seen(dict(payload), guild_id=guild_id)
        if seen is None:
            raise Refusal(wording.mod_report_bot)
        return seen


FORMS = (ReportForm,)


async def _show(interaction: Interaction, case: Case) -> None:
    """Show the case to the moderators; what goes wrong with that is not the person's affair."""
    try:
        await cards_of(interaction).show(case.guild_id, case.id)
    except Exception:  # noqa: BLE001 - the report is kept, and a job shows it in a while
        _log.exception("Case %d, reported, could not be shown yet.", case.id)


async def _open_here(interaction: Interaction) -> int:
    """Return the server's id; raises `Refusal` where moderation is off."""
    guild_id = interaction.guild_id
    if guild_id is None:
        raise app_commands.NoPrivateMessage
    settings = await interaction.client.store.guild_settings.get(guild_id)
    if settings.moderation_mode == "off":
        raise Refusal(wording_of(interaction).mod_report_off)
    return guild_id


def _as_reported(seen: Sighting, reason: str, known: Case | None) -> Sighting:
    """Put a message under the rule that it is reported for, unless it has a case already.

    What the filter found counts only under its own rule.
    """
    rule = reason if known is None else known.rule
    if seen.rule == rule:
        return seen
    return replace(seen, rule=rule, action="review", score=0, signals=())


def _said(wording: Wording, case: Case, known: Case | None, *, by: int) -> str:
    if known is not None and any(one.by == by for one in known.reports):
        return wording.mod_report_twice
    return wording.mod_report_thanks if case.state == "open" else wording.mod_report_decided
