"""Beginning to act: only from review, and after moderators saw what it would have done."""

from collections.abc import Sequence

import discord

from bot.content import Wording
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, row, text, turn_to
from bot.interactions.errors import Refusal, permission_names
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who
from bot.store import Case
from bot.store.case import OVERTURNED
from cogs.moderation.access import ACCENT, wording_of
from cogs.moderation.modes import LATELY, log_problem

NEEDED = (
    "manage_messages",
    "manage_threads",
    "moderate_members",
    "create_private_threads",
    "send_messages_in_threads",
    "attach_files",
    "view_audit_log",
)
"""Server permissions with which everything works; what is missing is named, and done without."""

_READ = 500
_NAMED = 8


class EnforceButton(LastingButton, template=r"mod:enforce", open_to=Who.MODERATORS):
    """Begins to act, after all."""

    def __init__(self) -> None:
        super().__init__("Act from now on", "mod:enforce", style=discord.ButtonStyle.danger)

    async def press(self, interaction: Interaction) -> None:
        await require_review(interaction)
        client, guild_id = interaction.client, interaction.guild_id or 0
        await client.store.guild_settings.set(
            guild_id, moderation_mode="enforce", moderation_mode_since=client.clock.now()
        )
        said = wording_of(interaction).mod_enforcing
        await turn_to(interaction, Card(text(said), accent=ACCENT))


ITEMS = (EnforceButton,)


async def require_review(interaction: Interaction) -> None:
    """Raise `Refusal` unless moderators get cases now, and the log for them can be used."""
    wording, guild = wording_of(interaction), interaction.guild
    settings = await interaction.client.store.guild_settings.get(interaction.guild_id or 0)
    if settings.moderation_mode != "review" or guild is None:
        raise Refusal(wording.mod_enforce_from_review)
    problem = log_problem(wording, guild, settings)
    if problem is not None:
        raise Refusal(problem)


async def preview_card(interaction: Interaction, guild: discord.Guild) -> Card:
    """Show what it would have done in the last days, what it lacks, and ask."""
    client, wording = interaction.client, wording_of(interaction)
    since = client.clock.now() - LATELY
    cases = await client.store.cases.listed(guild.id, None, _READ)
    clear = [one for one in cases if one.action == "remove" and one.opened_at >= since]
    lacked = [name for name in NEEDED if not getattr(guild.me.guild_permissions, name)]
    missing = wording.mod_enforce_lacks.format(lacked=permission_names(lacked)) if lacked else None
    return Card(
        text("### Act on clear cases?", wording.mod_enforce),
        text(_would_have(wording, clear)),
        text(missing, wording.mod_enforce_sure),
        row(EnforceButton()),
        accent=ACCENT,
    )


def _would_have(wording: Wording, clear: Sequence[Case]) -> str:
    if not clear:
        return wording.mod_enforce_nothing
    overturned = [one for one in clear if one.decision in OVERTURNED]
    counted = wording.mod_enforce_counted.format(
        posts=sum(len(one.messages) for one in clear),
        cases=len(clear),
        overturned=len(overturned),
    )
    named = ", ".join(_named(one) for one in clear[:_NAMED])
    return f"{counted}\n-# {named}{', …' if len(clear) > _NAMED else ''}"


def _named(case: Case) -> str:
    if case.card is None:
        return f"case {case.id}"
    place = f"{case.guild_id}/{case.card.channel_id}/{case.card.message_id}"
    return f"[case {case.id}](https://discord.com/channels/{place})"
