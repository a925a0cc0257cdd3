"""The roles of a plan: whom it takes, how many, and where they might come from."""

from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import ui

from bot.interactions.buttons import LastingButton, LastingMenu
from bot.interactions.cards import Card, CardItem, option, row, text
from bot.interactions.errors import Refusal
from bot.interactions.forms import field
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who
from bot.interactions.wording import plain
from bot.planning.network import Needed, read_role, total_of
from bot.store.network import Needed as Values
from bot.store.network import Role
from bot.store.plans import Plan
from cogs.planning.access import ACCENT, content_of
from cogs.planning.correcting import LONGEST, KeptForm, open_form
from cogs.planning.network_people import add_people
from cogs.planning.network_plan import role_lines, total_said
from cogs.planning.network_views import (
    ON_PLAN,
    PlanButton,
    SeeButton,
    find_plan,
    guide_of,
    require_people,
    show,
    view,
)

_ON_ROLE = ON_PLAN + r":role:(?P<role_id>\d{1,18})"
_FIELDS = {
    "role": ("Whom does it take?", "One role, in a few words", "Owner of a space"),
    "number": ("How many people?", "The least and the most", "2-3"),
    "origin": ("Where might they come from?", "Any part of life", "Neighbours, the school gate"),
    "names": ("Who comes to mind?", "One name a line; for you alone", None),
}


@view("roles")
async def roles_view(interaction: Interaction, plan: Plan, note: str | None) -> Card:
    """Show the roles, and what they add up to."""
    content, network, one = content_of(interaction), interaction.client.store.network, str(plan.id)
    roles = await network.roles(plan.id, plan.user_id)
    people = await network.people(plan.id, plan.user_id)
    items: list[CardItem] = []
    if roles:
        options = [option(role.name, str(role.id), str(total_of([role]))) for role in roles]
        items.append(row(RoleMenu(one, options)))
    examples = [
        ExampleButton(one, template.id, f"Add the roles of: {template.name}"[:80])
        for template in content.micronetwork.templates.values()
        if template.roles and not roles
    ]
    words = content.micronetwork.words
    return Card(
        text(note, "### Roles", "\n".join(role_lines(roles, people)) or words.no_roles),
        text(total_said(content, plan, roles) or f"-# {words.private}"),
        *items,
        row(AddRoleButton(one), *examples, SeeButton(one, "plan", "Back to the plan")),
        accent=ACCENT,
    )


async def _find_role(interaction: Interaction, plan: Plan, role_id: str) -> Role:
    roles = await interaction.client.store.network.roles(plan.id, plan.user_id)
    for role in roles:
        if role.id == int(role_id):
            return role
    raise Refusal(guide_of(interaction).words.role_gone)


class RoleForm(KeptForm, template=ON_PLAN + r":role:(?P<what>new|\d{1,18})"):
    """A role: a new one with who comes to mind, or one that is there."""

    def __init__(self, plan_id: str, what: str, typed: Mapping[str, str] | None = None) -> None:
        self.plan_id, self.what = plan_id, what
        super().__init__("A role", f"plan:{plan_id}:role:{what}", typed)

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        wanted = _FIELDS if self.what == "new" else list(_FIELDS)[:3]
        return [self._field(name) for name in wanted]

    def _field(self, name: str) -> "ui.Label[Any]":
        label, about, example = _FIELDS[name]
        return field(
            name,
            label,
            about=about,
            example=example,
            typed=self.typed.get(name),
            most=LONGEST,
            needed=name in ("role", "number"),
            long=name == "names",
        )

    async def bring(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        plan, guide = await require_people(interaction, self.plan_id), guide_of(interaction)
        needed = read_role(typed, guide.bounds)
        if not isinstance(needed, Needed):
            lines = [
                f"**{_FIELDS[name][0]}** “{plain(typed.get(name, ''), 60)}” {guide.words.say(one)}"
                for name, one in needed.items()
            ]
            await self.ask_back(interaction, typed, [guide.words.to_correct, *lines])
        elif self.what == "new":
            await self._add(interaction, plan, typed, needed)
        else:
            await _find_role(interaction, plan, self.what)
            network = interaction.client.store.network
            await network.change_role(int(self.what), plan.user_id, **_values(needed))
            await self.take(interaction)
            await show(interaction, plan, "roles")

    async def _add(
        self, interaction: Interaction, plan: Plan, typed: Mapping[str, str], needed: Needed
    ) -> None:
        network, guide = interaction.client.store.network, guide_of(interaction)
        most = guide.numbers.most_roles
        if len(await network.roles(plan.id, plan.user_id)) >= most:
            await self.ask_back(interaction, typed, [guide.words.roles_full.format(most=most)])
            return
        role = await network.add_role(plan.id, plan.user_id, **_values(needed))
        if role is None:
            raise Refusal(guide.words.plan_gone)
        note = await add_people(interaction, plan, role.id, needed.people)
        await self.take(interaction)
        await show(interaction, plan, "roles", note)


def _values(needed: Needed) -> Values:
    return Values(name=needed.name, least=needed.least, most=needed.most, origin=needed.origin)


class RoleMenu(LastingMenu, template=ON_PLAN + ":roles", open_to=Who.ITS_PERSON):
    """The roles of a plan; choosing one shows it."""

    def __init__(self, plan_id: str, options: Sequence[discord.SelectOption] = ()) -> None:
        self.plan_id = plan_id
        super().__init__("Choose a role", f"plan:{plan_id}:roles", options)

    async def press(self, interaction: Interaction) -> None:
        plan = await find_plan(interaction, self.plan_id)
        role = await _find_role(interaction, plan, self.chosen)
        people = await interaction.client.store.network.people(plan.id, plan.user_id)
        ids = self.plan_id, str(role.id)
        card = Card(
            text("### A role", "\n".join(role_lines([role], people))),
            row(ChangeButton(*ids), DeleteButton(*ids), SeeButton(self.plan_id, "roles", "Back")),
            accent=ACCENT,
        )
        await interaction.response.edit_message(view=card)


class AddRoleButton(PlanButton, template=ON_PLAN + ":role:new"):
    """Opens the form for another role."""

    what, caption = "role:new", "Add a role"

    async def press(self, interaction: Interaction) -> None:
        plan = await require_people(interaction, self.plan_id)
        await open_form(interaction, f"plan:{plan.id}:role:new")


class ExampleButton(
    LastingButton,
    template=ON_PLAN + r":example:(?P<template_id>[a-z-]{1,40})",
    open_to=Who.ITS_PERSON,
):
    """Adds the roles of an example to a plan that has none."""

    def __init__(self, plan_id: str, template_id: str, label: str = "") -> None:
        self.plan_id, self.template_id = plan_id, template_id
        super().__init__(label, f"plan:{plan_id}:example:{template_id}")

    async def press(self, interaction: Interaction) -> None:
        plan, guide = await require_people(interaction, self.plan_id), guide_of(interaction)
        template = guide.templates.get(self.template_id)
        async with interaction.client.store.together() as rooms:
            if template is not None and not await rooms.network.roles(plan.id, plan.user_id):
                for one in template.roles:
                    await rooms.network.add_role(
                        plan.id,
                        plan.user_id,
                        name=one.name,
                        least=one.least,
                        most=one.most,
                        origin=one.origin,
                    )
        await show(interaction, plan, "roles")


class ChangeButton(LastingButton, template=_ON_ROLE + ":change", open_to=Who.ITS_PERSON):
    """Opens the form with the role as it is."""

    def __init__(self, plan_id: str, role_id: str) -> None:
        self.plan_id, self.role_id = plan_id, role_id
        super().__init__("Change", f"plan:{plan_id}:role:{role_id}:change")

    async def press(self, interaction: Interaction) -> None:
        plan = await require_people(interaction, self.plan_id)
        role = await _find_role(interaction, plan, self.role_id)
        number = str(total_of([role]))
        typed = {"role": role.name, "number": number, "origin": role.origin or ""}
        await open_form(interaction, f"plan:{plan.id}:role:{role.id}", typed)


class DeleteButton(LastingButton, template=_ON_ROLE + ":delete", open_to=Who.ITS_PERSON):
    """Deletes the role; its people stay in the plan."""

    def __init__(self, plan_id: str, role_id: str) -> None:
        self.plan_id, self.role_id = plan_id, role_id
        super().__init__("Delete the role", f"plan:{plan_id}:role:{role_id}:delete")

    async def press(self, interaction: Interaction) -> None:
        plan = await find_plan(interaction, self.plan_id)
        await interaction.client.store.network.delete_role(int(self.role_id), plan.user_id)
        await show(interaction, plan, "roles")


ITEMS = (RoleMenu, AddRoleButton, ExampleButton, ChangeButton, DeleteButton)
FORMS = (RoleForm,)
