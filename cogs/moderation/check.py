"""`/check`: anyone finds out what the filter would say, before they post."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import discord
from discord import app_commands
from discord.ext import commands

from bot.content import Content, Wording
from bot.interactions.cards import Card, text
from bot.interactions.errors import Refusal
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who, open_to
from bot.interactions.wording import is_blank
from bot.moderation import Action, Decision, Facts, judge, said
from cogs.moderation.access import ACCENT, wording_of
from cogs.moderation.judged_card import quoted, reason_lines, sentences_of, verdict_of

LONGEST_TEXT = 4_000
"""Characters; a message has no more (2,000 without Nitro)."""

_TIMES, _WITHIN = 5, 3_600.0  # seconds

KINDS: Mapping[str, str] = {
    **dict.fromkeys(
        ("offers-service", "write-for-price", "dms-open", "price", "link-booking"), "service"
    ),
    **dict.fromkeys(
        ("own-goods", "raises-money", "growth", "link-shop", "link-fundraising", "link-referral"),
        "goods",
    ),
    **dict.fromkeys(("joins", "wants-music", "link-invite"), "place"),
    **dict.fromkeys(
        ("invites-to-own", "asks-to-follow", "release", "new-work", "link-music", "link-profile"),
        "work",
    ),
}
"""Signals whose kind has an example of its own."""


class Check(commands.Cog):
    """Judges what somebody is about to post, for them alone."""

    @app_commands.command(
        description="See what the promotion filter would say, before you post.",
        extras=open_to(Who.ANYBODY),
    )
    @app_commands.describe(text="What you would like to post; I keep nothing of it")
    @app_commands.checks.cooldown(_TIMES, _WITHIN, key=lambda interaction: interaction.user.id)
    async def check(
        self, interaction: Interaction, text: app_commands.Range[str, 1, LONGEST_TEXT]
    ) -> None:
        """Answer privately; neither the text nor that it was asked is kept."""
        if is_blank(text):
            raise Refusal(wording_of(interaction).mod_check_blank)
        facts = await facts_of(interaction.client, interaction.guild_id, text)
        content = interaction.client.shelf.content
        decision = judge(facts, content.moderation)
        exempt = await _is_exempt(interaction)
        card = check_card(content, facts, decision, is_exempt=exempt)
        await interaction.response.send_message(view=card, ephemeral=True)


async def facts_of(host: Host, guild_id: int | None, text: str) -> Facts:
    """Take a text as a message of somebody who is no stranger, on this server or on none."""
    allowed = frozenset[str]() if guild_id is None else await host.store.domains.of(guild_id)
    return replace(said(text), allowed_domains=allowed)


def check_card(
    content: Content, facts: Facts, decision: Decision, *, is_exempt: bool = False
) -> Card:
    """Say what the filter would say; the weights stay with the moderators."""
    wording, texts = content.wording, [part.text for part in facts.parts]
    against = [one for one in decision.signals if one.weight > 0]
    stands = decision.action is not Action.ALLOW
    sentence_of = sentences_of(content.moderation)
    lines = reason_lines(against, texts, sentence_of, weights=False) if stands else []
    return Card(
        text("### Before you post", verdict_of(wording, decision)),
        text("\n".join(quoted(against if stands else (), texts))),
        text(
            "\n".join((wording.mod_check_words, *lines)) if lines else None,
            f"{wording.mod_check_instead}\n> {example(wording, decision)}" if stands else None,
            wording.mod_check_exempt if is_exempt else None,
            f"-# {wording.mod_check_kept}",
        ),
        accent=ACCENT,
    )


def example(wording: Wording, decision: Decision) -> str:
    """Return a post of the same kind that may stand, by what weighs most against this one.

    Whatever is promoted is also somebody's own work, so that kind comes last.
    """
    kinds = [(KINDS[one.name], one.weight) for one in decision.signals if one.name in KINDS]
    kinds.sort(key=lambda one: (one[0] == "work", -one[1]))
    kind = kinds[0][0] if kinds else "other"
    return {
        "service": wording.mod_example_service,
        "goods": wording.mod_example_goods,
        "place": wording.mod_example_place,
        "work": wording.mod_example_work,
        "other": wording.mod_example_other,
    }[kind]


async def _is_exempt(interaction: Interaction) -> bool:
    """Whether the filter passes over this place, or over this person."""
    if interaction.guild_id is None:
        return False
    store = interaction.client.store
    exempt = await store.exemptions.of(interaction.guild_id)
    settings = await store.guild_settings.get(interaction.guild_id)
    channels = {*exempt.channels, settings.show_work_channel_id}
    roles = {role.id for role in getattr(interaction.user, "roles", ())}
    return not channels.isdisjoint(_places(interaction)) or not exempt.roles.isdisjoint(roles)


def _places(interaction: Interaction) -> Iterator[int]:
    if interaction.channel_id is not None:
        yield interaction.channel_id
    if isinstance(interaction.channel, discord.Thread):
        yield interaction.channel.parent_id
