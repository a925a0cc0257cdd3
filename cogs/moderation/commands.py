"""The `/moderation` commands, for moderators."""

import discord
from discord import app_commands
from discord.ext import commands

from bot import limits
from bot.interactions.cards import Card
from bot.interactions.errors import Refusal
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who, open_to
from bot.interactions.wording import is_blank, plain, shorten
from bot.moderation import judge
from bot.store import ModerationMode
from bot.store.domains import LONGEST_DOMAIN
from bot.store.guild_settings import LONGEST_STRIKE_DAYS, LONGEST_TIMEOUT_MINUTES, Changes
from cogs.moderation import case_commands, choices, enforcing_mode, modes
from cogs.moderation.access import wording_of
from cogs.moderation.check import LONGEST_TEXT, facts_of
from cogs.moderation.judged_card import judged_card
from cogs.moderation.rules_card import rules_card
from cogs.moderation.stats import statistics, stats_card

_EITHER = "Choose a channel or a role, or both."

LARGEST = 2**31  # no server will have as many cases

_Choice = app_commands.Choice[str]
_Place = app_commands.Transform[int, choices.ExemptPlace]


class ModerationCommands(commands.Cog):
    """Shows and changes how a server is moderated."""

    moderation = app_commands.Group(
        name="moderation",
        description="How this server keeps promotion out.",
        default_permissions=discord.Permissions(manage_messages=True),
        guild_only=True,
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False),
        extras=open_to(Who.MODERATORS),
    )
    mode = app_commands.Group(
        name="mode", description="Whether messages are judged.", parent=moderation
    )
    allow = app_commands.Group(
        name="allow", description="Sites that members may link to.", parent=moderation
    )
    exempt = app_commands.Group(
        name="exempt", description="Channels and roles that are not judged.", parent=moderation
    )

    @mode.command(name="show", description="Show what moderation does here.")
    async def mode_show(self, interaction: Interaction) -> None:
        """Show the mode and what was judged of late."""
        await _answer(interaction, await _mode_card(interaction))

    @mode.command(name="set", description="Choose what moderation does here.")
    @app_commands.describe(mode="Off, count only, ask moderators about each case, or act")
    async def mode_set(self, interaction: Interaction, mode: ModerationMode) -> None:
        """Change the mode; for review the moderators' log must be usable, and acting is asked."""
        guild, repository = _guild(interaction), interaction.client.store.guild_settings
        settings = await repository.get(guild.id)
        if mode == "enforce" and settings.moderation_mode != mode:
            await enforcing_mode.require_review(interaction)
            await _answer(interaction, await enforcing_mode.preview_card(interaction, guild))
            return
        problem = modes.log_problem(wording_of(interaction), guild, settings)
        if mode == "review" and problem is not None:
            raise Refusal(problem)
        is_so = settings.moderation_mode == mode
        if not is_so:
            now = interaction.client.clock.now()
            await repository.set(guild.id, moderation_mode=mode, moderation_mode_since=now)
        await _answer(interaction, await _mode_card(interaction, "So it is" if is_so else "Saved"))

    @moderation.command(name="test", description="Judge a text, and show why; nothing is kept.")
    @app_commands.describe(text="A message as a member might post it")
    async def test(
        self, interaction: Interaction, text: app_commands.Range[str, 1, LONGEST_TEXT]
    ) -> None:
        """Show the judgement with every signal and weight."""
        wording = wording_of(interaction)
        if is_blank(text):
            raise Refusal(wording.mod_check_blank)
        content = interaction.client.shelf.content
        facts = await facts_of(interaction.client, interaction.guild_id, text)
        decision = judge(facts, content.moderation)
        kept = f"-# {wording.mod_test_kept}"
        await _answer(interaction, judged_card(content, facts, decision, "Judged", kept))

    @moderation.command(name="rules", description="Show the rules in force, with their weights.")
    async def rules(self, interaction: Interaction) -> None:
        """Show the first page of the rules."""
        await _answer(interaction, rules_card(interaction.client.shelf))

    @moderation.command(name="stats", description="Show cases a week and how many were overturned.")
    async def stats(self, interaction: Interaction) -> None:
        """Show the last twelve weeks."""
        client, guild = interaction.client, _guild(interaction)
        found = await statistics(client.store, guild.id, client.clock.now())
        await _answer(interaction, stats_card(client.shelf.content, found))

    @moderation.command(name="case", description="Show a case.")
    @app_commands.describe(number="Its number, as its card says it")
    async def case(
        self, interaction: Interaction, number: app_commands.Range[int, 1, LARGEST]
    ) -> None:
        """Show one case with its buttons."""
        await case_commands.show(interaction, number)

    @moderation.command(name="cases", description="List the latest cases.")
    @app_commands.describe(which="Open ones, those a member asks about, decided ones, or all")
    async def cases(self, interaction: Interaction, which: case_commands.Which = "open") -> None:
        """List cases."""
        await case_commands.show_list(interaction, which)

    @moderation.command(name="undo", description="Take a case back: post, strike and time-out.")
    @app_commands.describe(number="Its number; left out, the last one of which a post went")
    async def undo(
        self, interaction: Interaction, number: app_commands.Range[int, 1, LARGEST] | None = None
    ) -> None:
        """Put posts back, withdraw the strike, end the time-out, and tell the author."""
        await case_commands.undo(interaction, number)

    @moderation.command(name="ladder", description="Show or set how long strikes and pauses last.")
    @app_commands.describe(
        strike_days="After so many days a strike fades",
        timeout_minutes="So long is the time-out that goes with the second strike",
    )
    async def ladder(
        self,
        interaction: Interaction,
        strike_days: app_commands.Range[int, 1, LONGEST_STRIKE_DAYS] | None = None,
        timeout_minutes: app_commands.Range[int, 1, LONGEST_TIMEOUT_MINUTES] | None = None,
    ) -> None:
        """Show the ladder, after changing what was given."""
        guild, client = _guild(interaction), interaction.client
        changes: Changes = {}
        if strike_days is not None:
            changes["strike_days"] = strike_days
        if timeout_minutes is not None:
            changes["timeout_minutes"] = timeout_minutes
        settings = await client.store.guild_settings.set(guild.id, **changes)
        await _answer(interaction, modes.ladder_card(client.shelf.content, settings))

    @allow.command(name="add", description="Let members link to a site.")
    @app_commands.describe(domain="A site such as example.org, or a link to it")
    async def allow_add(
        self, interaction: Interaction, domain: app_commands.Range[str, 1, LONGEST_DOMAIN]
    ) -> None:
        """Allow a whole site."""
        guild, client, known = _guild(interaction), interaction.client, choices.domain_of(domain)
        fresh = await client.store.domains.allow(guild.id, known)
        first = choices.known_to(client.shelf.content.moderation, known)
        done = f"{plain(known, LONGEST_DOMAIN)} is {'now' if fresh else 'already'} allowed."
        await _answer(
            interaction, await _domains(interaction, " ".join(filter(None, (done, first))))
        )

    @allow.command(name="remove", description="Take a site off the list again.")
    @app_commands.describe(domain="A site that is on the list")
    async def allow_remove(
        self, interaction: Interaction, domain: app_commands.Range[str, 1, LONGEST_DOMAIN]
    ) -> None:
        """Judge links to a site as everywhere else."""
        guild, known = _guild(interaction), choices.domain_of(domain)
        gone = await interaction.client.store.domains.disallow(guild.id, known)
        state = "off the list now" if gone else "not on the list"
        note = f"{plain(known, LONGEST_DOMAIN)} is {state}."
        await _answer(interaction, await _domains(interaction, note))

    @allow.command(name="list", description="Show the sites that members may link to.")
    async def allow_list(self, interaction: Interaction) -> None:
        """Show the server's own list."""
        await _answer(interaction, await _domains(interaction))

    @allow_remove.autocomplete("domain")
    async def _complete_domain(self, interaction: Interaction, typed: str) -> list[_Choice]:
        if interaction.guild_id is None:
            return []
        domains = sorted(await interaction.client.store.domains.of(interaction.guild_id))
        like = [one for one in domains if typed.strip().casefold() in one]
        short = [one for one in like if len(one) <= limits.CHOICE_VALUE]
        return [app_commands.Choice(name=one, value=one) for one in short[: limits.CHOICES]]

    @exempt.command(name="add", description="Stop judging in a channel, or a role's members.")
    @app_commands.describe(
        channel="Nothing is judged there, nor in its threads",
        role="Nothing is judged that its members post",
    )
    async def exempt_add(
        self,
        interaction: Interaction,
        channel: _Place | None = None,
        role: discord.Role | None = None,
    ) -> None:
        """Exempt a channel, a role or both."""
        guild, repository = _guild(interaction), interaction.client.store.exemptions
        if channel is None and role is None:
            raise Refusal(_EITHER)
        role_id = None if role is None else choices.role_to_exempt(role)
        notes = []
        if channel is not None:
            fresh = await repository.add(guild.id, "channel", channel)
            notes.append(f"<#{channel}> is {'now' if fresh else 'already'} exempt.")
        if role_id is not None:
            fresh = await repository.add(guild.id, "role", role_id)
            notes.append(f"<@&{role_id}> is {'now' if fresh else 'already'} exempt.")
        await _answer(interaction, await _exempt(interaction, *notes))

    @exempt.command(name="remove", description="Judge again in a channel, or a role's members.")
    @app_commands.describe(what="A channel or role that is exempt, even one that is gone")
    async def exempt_remove(
        self, interaction: Interaction, what: app_commands.Range[str, 1, limits.CHOICE_VALUE]
    ) -> None:
        """Take an exemption back, whether or not what it is for is still there."""
        guild, repository = _guild(interaction), interaction.client.store.exemptions
        one = choices.chosen(choices.exempted(await repository.of(guild.id), guild), what)
        await repository.remove(guild.id, one.kind, one.id)
        note = f"No longer exempt by this list: {one.shown}."
        await _answer(interaction, await _exempt(interaction, note))

    @exempt_remove.autocomplete("what")
    async def _complete_exempt(self, interaction: Interaction, typed: str) -> list[_Choice]:
        guild = interaction.guild
        if guild is None:
            return []
        listed = choices.exempted(await interaction.client.store.exemptions.of(guild.id), guild)
        like = [one for one in listed if typed.strip().casefold() in one.label.casefold()]
        return [
            app_commands.Choice(name=shorten(one.label, limits.CHOICE_NAME), value=one.value)
            for one in like[: limits.CHOICES]
        ]

    @exempt.command(name="list", description="Show what is exempt.")
    async def exempt_list(self, interaction: Interaction) -> None:
        """Show the exempt channels and roles."""
        await _answer(interaction, await _exempt(interaction))


def _guild(interaction: Interaction) -> discord.Guild:
    if interaction.guild is None:  # discord.py knows no guild either: it has not been told yet
        raise Refusal("I have only just arrived here; please try again in a minute.")
    return interaction.guild


async def _answer(interaction: Interaction, card: Card) -> None:
    await interaction.response.send_message(view=card, ephemeral=True)


async def _mode_card(interaction: Interaction, heading: str = "Moderation") -> Card:
    guild, client, wording = _guild(interaction), interaction.client, wording_of(interaction)
    settings = await client.store.guild_settings.get(guild.id)
    now = client.clock.now()
    return modes.mode_card(
        wording,
        settings,
        await modes.counted(client.store, guild.id, now),
        now,
        problem=modes.log_problem(wording, guild, settings),
        heading=heading,
    )


async def _domains(interaction: Interaction, note: str | None = None) -> Card:
    domains = await interaction.client.store.domains.of(_guild(interaction).id)
    return choices.domains_card(domains, heading="Allowed sites", note=note)


async def _exempt(interaction: Interaction, *notes: str) -> Card:
    guild, store = _guild(interaction), interaction.client.store
    settings = await store.guild_settings.get(guild.id)
    return choices.exempt_card(
        wording_of(interaction),
        choices.exempted(await store.exemptions.of(guild.id), guild),
        settings.show_work_channel_id,
        heading="Exempt from the rule",
        notes=notes,
    )
