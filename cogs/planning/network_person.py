"""Somebody of a plan: how far it is with them, in which role, and what can be done about it."""

from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import ui

from bot.interactions.buttons import LastingButton, LastingMenu
from bot.interactions.cards import Card, option, row, text, turn_to
from bot.interactions.errors import Refusal
from bot.interactions.forms import field
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who
from bot.interactions.wording import plain
from bot.planning.asked_back import AskedBack
from bot.planning.network import read_names
from bot.store.network import Person, PersonState, Role
from bot.workflows import network as doing
from cogs.planning.access import ACCENT
from cogs.planning.correcting import LONGEST, KeptForm, open_form
from cogs.planning.network_nudges import set_state, states_menu
from cogs.planning.network_views import (
    ON_PLAN,
    STATES,
    SeeButton,
    find_plan,
    guide_of,
    show,
)

_ON_PERSON = ON_PLAN + r":person:(?P<person_id>\d{1,18})"
_NAME = 80
NO_ROLE = "0"
"""The value of a menu's option for no role."""


async def _find(interaction: Interaction, person_id: str) -> Person:
    owner = interaction.user.id
    person = await interaction.client.store.network.person(int(person_id), owner)
    if person is None:
        raise Refusal(guide_of(interaction).words.person_gone)
    return person


async def _show_person(interaction: Interaction, person: Person) -> None:
    """Show somebody, and what can be done about them."""
    roles = await interaction.client.store.network.roles(person.plan_id, interaction.user.id)
    role = next((one for one in roles if one.id == person.role_id), None)
    ids = str(person.plan_id), str(person.id)
    since = discord.utils.format_dt(person.changed_at, "D")
    where = f"{plain(role.name, _NAME)} · " if role else ""
    card = Card(
        text(f"### {plain(person.name, _NAME)}", f"{where}{STATES[person.state]}, {since}"),
        row(StateMenu(*ids, person.state)),
        *([row(MoveMenu(*ids, roles, person.role_id))] if roles else []),
        row(RenameButton(*ids), ForgetButton(*ids), SeeButton(ids[0], "people", "Back")),
        accent=ACCENT,
    )
    await turn_to(interaction, card)


def role_options(roles: Sequence[Role], chosen: int | None = None) -> list[discord.SelectOption]:
    """Make the options of a plan's roles, with none first."""
    options = [option("No role yet", NO_ROLE), *(option(one.name, str(one.id)) for one in roles)]
    for one in options:
        one.default = chosen is not None and one.value == str(chosen)
    return options


class NameForm(KeptForm, template=_ON_PERSON + ":name"):
    """Another name for somebody."""

    def __init__(
        self, plan_id: str, person_id: str, typed: Mapping[str, str] | None = None
    ) -> None:
        self.person_id = person_id
        super().__init__("Their name", f"plan:{plan_id}:person:{person_id}:name", typed)

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        return [field("names", "Name", typed=self.typed.get("names"), most=LONGEST)]

    async def bring(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        person, guide = await _find(interaction, self.person_id), guide_of(interaction)
        names = read_names(" ".join(typed.get("names", "").split()), guide.bounds)
        if isinstance(names, AskedBack) or not names:
            asked = names if isinstance(names, AskedBack) else AskedBack("name_blank")
            lines = [guide.words.to_correct, guide.words.say(asked)]
            await self.ask_back(interaction, typed, lines)
            return
        network, owner = interaction.client.store.network, interaction.user.id
        renamed = await network.change_person(person.id, owner, names[0], person.role_id)
        await self.take(interaction)
        await _show_person(interaction, renamed or person)


class PersonMenu(LastingMenu, template=ON_PLAN + ":person", open_to=Who.ITS_PERSON):
    """The people of a page; choosing one shows them."""

    def __init__(self, plan_id: str, options: Sequence[discord.SelectOption] = ()) -> None:
        super().__init__("Choose somebody", f"plan:{plan_id}:person", options)

    async def press(self, interaction: Interaction) -> None:
        await _show_person(interaction, await _find(interaction, self.chosen))


class StateMenu(LastingMenu, template=_ON_PERSON + ":state", open_to=Who.ITS_PERSON):
    """Says how far it is with somebody."""

    def __init__(self, plan_id: str, person_id: str, state: PersonState = "not_yet") -> None:
        self.person_id = person_id
        custom_id = f"plan:{plan_id}:person:{person_id}:state"
        super().__init__("How far is it with them?", custom_id, states_menu(state))

    async def press(self, interaction: Interaction) -> None:
        person = await set_state(interaction, self.person_id, self.chosen)
        await _show_person(interaction, person)


class MoveMenu(LastingMenu, template=_ON_PERSON + ":role", open_to=Who.ITS_PERSON):
    """Puts somebody into a role."""

    def __init__(
        self,
        plan_id: str,
        person_id: str,
        roles: Sequence[Role] = (),
        role_id: int | None = None,
    ) -> None:
        self.person_id = person_id
        options = role_options(roles, role_id or 0)
        super().__init__("In which role?", f"plan:{plan_id}:person:{person_id}:role", options)

    async def press(self, interaction: Interaction) -> None:
        network, person = interaction.client.store.network, await _find(interaction, self.person_id)
        roles = await network.roles(person.plan_id, interaction.user.id)
        role_id = next((one.id for one in roles if str(one.id) == self.chosen), None)
        moved = await network.change_person(person.id, interaction.user.id, person.name, role_id)
        await _show_person(interaction, moved or person)


class RenameButton(LastingButton, template=_ON_PERSON + ":rename", open_to=Who.ITS_PERSON):
    """Opens the form with the name."""

    def __init__(self, plan_id: str, person_id: str) -> None:
        self.plan_id, self.person_id = plan_id, person_id
        super().__init__("Change the name", f"plan:{plan_id}:person:{person_id}:rename")

    async def press(self, interaction: Interaction) -> None:
        person = await _find(interaction, self.person_id)
        custom_id = f"plan:{person.plan_id}:person:{person.id}:name"
        await open_form(interaction, custom_id, {"names": person.name})


class ForgetButton(LastingButton, template=_ON_PERSON + ":forget", open_to=Who.ITS_PERSON):
    """Deletes somebody, also from the messages that named them."""

    def __init__(self, plan_id: str, person_id: str) -> None:
        self.plan_id, self.person_id = plan_id, person_id
        super().__init__("Delete the name", f"plan:{plan_id}:person:{person_id}:forget")

    async def press(self, interaction: Interaction) -> None:
        host, owner = interaction.client, interaction.user.id
        plan = await find_plan(interaction, self.plan_id)
        person = await host.store.network.person(int(self.person_id), owner)
        if person is not None:
            await doing.forget_person(host.store, person, owner, host.clock.now())
        await show(interaction, plan, "people")


ITEMS = (PersonMenu, StateMenu, MoveMenu, RenameButton, ForgetButton)
FORMS = (NameForm,)
