"""The buttons and the form of `/setup`. All of them look anew, so a restart changes nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import ui

from bot import limits
from bot.doctor import examine
from bot.interactions.buttons import LastingButton, LastingMenu
from bot.interactions.cards import Card, CardItem, option, row
from bot.interactions.forms import LastingForm, channel_menu, field, role_menu
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who
from cogs.server import cards
from cogs.server.checking import TEXT_KINDS, WORK_KINDS, guild_of, may_choose_role
from cogs.server.proposal import COLUMNS, NAMES, Proposal, Setting, clock_in, propose
from cogs.server.setup_cards import CHANGED, next_steps, proposal_card, saved_card
from cogs.server.setup_saving import Saved, save

_ABOUT: Mapping[Setting, str] = {
    "biz_talk": "Where the community talks business",
    "log": "A private channel where moderators read what I report",
    "show_work": "Where members may show their own work",
    "role": "Who moderates, besides everybody with Manage Messages",
}
_ABOUT_ZONE = "A city will do, such as Berlin or New York"
_FORM = "setup"  # by which typed words are kept
_PRIMARY = discord.ButtonStyle.primary


async def proposed(interaction: Interaction) -> Proposal:
    """Look at the server as it is now."""
    guild = guild_of(interaction)
    return propose(guild, await interaction.client.store.guild_settings.get(guild.id))


def setup_card(interaction: Interaction, proposal: Proposal, note: str | None = None) -> Card:
    """Show a proposal with its buttons."""
    is_something = proposal.has_news or bool(proposal.chosen)
    label = "Save this" if proposal.has_news else "Check it"
    keep = [SaveButton(proposal.digest, label)] if is_something else []
    return proposal_card(
        guild_of(interaction),
        proposal,
        interaction.client.clock.now(),
        row(*keep, ChangeButton(style=None if keep else _PRIMARY)),
        may_choose_role=may_choose_role(interaction),
        note=note,
    )


class SaveButton(
    LastingButton, template=r"setup:save:(?P<digest>[0-9a-f]{12})", open_to=Who.MODERATORS
):
    """Saves what the card shows; if the server is another by now, shows it anew instead."""

    def __init__(self, digest: str, label: str = "Save this") -> None:
        self.digest = digest
        super().__init__(label, f"setup:save:{digest}", style=_PRIMARY)

    async def press(self, interaction: Interaction) -> None:
        proposal = await proposed(interaction)
        if proposal.digest != self.digest:
            card = setup_card(interaction, proposal, CHANGED)
            await interaction.response.edit_message(view=card)
            return
        await interaction.response.defer()
        wanted: dict[Setting, int | None] = {**proposal.news}
        zone = proposal.zone if proposal.is_zone_found else ""
        await _show_saved(interaction, await save(interaction, wanted, zone))


class ChangeButton(
    LastingButton,
    template=r"setup:change(?::(?P<typed_id>\d{1,18}))?",
    open_to=Who.MODERATORS,
):
    """Opens the form with what is set, or was found, in it; `typed_id`: and a zone as typed."""

    def __init__(
        self, typed_id: str | None = None, style: discord.ButtonStyle | None = None
    ) -> None:
        self.typed_id = typed_id
        custom_id = "setup:change" if typed_id is None else f"setup:change:{typed_id}"
        super().__init__("Change", custom_id, style=style or discord.ButtonStyle.secondary)

    async def press(self, interaction: Interaction) -> None:
        proposal, typed = await proposed(interaction), ""
        if self.typed_id is not None:
            store, person = interaction.client.store, interaction.user.id
            kept = await store.typed_forms.get(int(self.typed_id), person)
            typed = kept.typed.get("zone", "") if kept else ""
        with_role = may_choose_role(interaction)
        await SetupForm(":role" if with_role else None, proposal, typed).open(interaction)


class SetupForm(LastingForm, template=r"setup:form(?P<role>:role)?", open_to=Who.MODERATORS):
    """Five fields; without that of the role for those who may not choose it."""

    def __init__(
        self, role: str | None, proposal: Proposal | None = None, typed_zone: str = ""
    ) -> None:
        self.proposal, self.typed_zone = proposal, typed_zone
        self.asked: list[Setting] = [one for one in COLUMNS if one != "role" or role]
        super().__init__("Setting up", f"setup:form{role or ''}")

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        zone = self.typed_zone or (self.proposal.zone if self.proposal else "")
        return [
            *(self._menu(one) for one in self.asked),
            field("zone", cards.ZONE, about=_ABOUT_ZONE, typed=zone, needed=False),
        ]

    def _menu(self, setting: Setting) -> "ui.Label[Any]":
        label, about = NAMES[setting], _ABOUT[setting]
        chosen = self.proposal.value(setting) if self.proposal else None
        if setting == "role":
            return role_menu(setting, label, about=about, chosen=chosen)
        kinds = WORK_KINDS if setting == "show_work" else TEXT_KINDS
        return channel_menu(setting, label, kinds, about=about, chosen=chosen)

    async def submit(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        await interaction.response.defer()
        wanted = {one: int(typed[one]) if one in typed else None for one in self.asked}
        await _show_saved(interaction, await save(interaction, wanted, typed.get("zone", "")))


class ZoneMenu(LastingMenu, template=r"setup:zone", open_to=Who.MODERATORS):
    """The time zones that somebody may have meant; choosing one saves it."""

    def __init__(self, options: Sequence[discord.SelectOption] = ()) -> None:
        super().__init__("Choose a time zone", "setup:zone", options)

    async def press(self, interaction: Interaction) -> None:
        await interaction.response.defer()
        await _show_saved(interaction, await save(interaction, {}, self.chosen))


ITEMS = (SaveButton, ChangeButton, ZoneMenu)
FORMS = (SetupForm,)


async def _show_saved(interaction: Interaction, saved: Saved) -> None:
    host, guild = interaction.client, guild_of(interaction)
    now = host.clock.now()
    report = await examine(host, guild)
    known = [command.name for command in host.tree.get_commands()]
    controls: list[CardItem] = []
    if saved.maybe:
        choices = [option(one, one, f"{clock_in(one, now)} there now") for one in saved.maybe]
        controls.append(row(ZoneMenu(choices[: limits.SELECT_OPTIONS])))
    controls.append(row(ChangeButton(await _kept(interaction, saved))))
    card = saved_card(saved, report, now, next_steps(guild, saved, known), controls)
    await interaction.edit_original_response(view=card)


async def _kept(interaction: Interaction, saved: Saved) -> str | None:
    """Keep a zone that nobody knows as it was typed, to stand in the form again."""
    if not saved.unclear:
        return None
    kept = interaction.client.store.typed_forms
    return str(await kept.keep(interaction.user.id, _FORM, {"zone": saved.unclear}))
