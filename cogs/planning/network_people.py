"""The people of a plan by name: who, in which role, and how far it is with them."""

from collections.abc import Mapping, Sequence
from typing import Any

from discord import ui

from bot.interactions.buttons import LastingButton, LastingMenu
from bot.interactions.cards import Card, CardItem, option, row, text, turn_to
from bot.interactions.forms import field
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who
from bot.interactions.wording import plain
from bot.planning.asked_back import AskedBack
from bot.planning.network import read_names
from bot.store.network import Person, Role
from bot.store.plans import Plan
from cogs.planning.access import ACCENT
from cogs.planning.correcting import LONGEST, KeptForm, open_form
from cogs.planning.network_person import NO_ROLE, PersonMenu, role_options
from cogs.planning.network_views import (
    ON_PLAN,
    STATES,
    SeeButton,
    find_plan,
    guide_of,
    require_people,
    show,
    view,
)

_ON_A_PAGE = 15
_NAME = 80


@view("people")
async def people_view(interaction: Interaction, plan: Plan, note: str | None) -> Card:
    """Show the first people of the plan."""
    return await _page(interaction, plan, 0, note)


async def _page(interaction: Interaction, plan: Plan, page: int, note: str | None) -> Card:
    network, words = interaction.client.store.network, guide_of(interaction).words
    one = str(plan.id)
    people = await network.people(plan.id, plan.user_id)
    roles = {role.id: role for role in await network.roles(plan.id, plan.user_id)}
    page = min(page, max(0, len(people) - 1) // _ON_A_PAGE)
    start = page * _ON_A_PAGE
    shown = people[start : start + _ON_A_PAGE]
    lines = [_line(number, person, roles) for number, person in enumerate(shown, start + 1)]
    items: list[CardItem] = []
    if shown:
        options = [option(person.name, str(person.id), STATES[person.state]) for person in shown]
        items.append(row(PersonMenu(one, options)))
    before = [PageButton(one, str(page - 1), "Page before")] if page else []
    more = start + len(shown) < len(people)
    after = [PageButton(one, str(page + 1), "Next page")] if more else []
    return Card(
        text(note, "### People", "\n".join(lines) or words.no_people, f"-# {words.private}"),
        *items,
        row(AddMenu(one, list(roles.values()))),
        row(*before, *after, SeeButton(one, "plan", "Back to the plan")),
        accent=ACCENT,
    )


def _line(number: int, person: Person, roles: Mapping[int, Role]) -> str:
    role = roles.get(person.role_id or 0)
    where = f" · {plain(role.name, _NAME)}" if role else ""
    return f"{number}. {plain(person.name, _NAME)}: **{STATES[person.state]}**{where}"


async def add_people(
    interaction: Interaction, plan: Plan, role_id: int | None, names: Sequence[str]
) -> str | None:
    """Add those who are not in the plan yet; return what is to be said of the others."""
    network, guide = interaction.client.store.network, guide_of(interaction)
    roles = await network.roles(plan.id, plan.user_id)
    if role_id not in [role.id for role in roles]:
        role_id = None  # deleted while the form was open
    there = {one.name.casefold() for one in await network.people(plan.id, plan.user_id)}
    new = [name for name in names if name.casefold() not in there]
    room = guide.numbers.most_people - len(there)
    await network.add_people(plan.id, plan.user_id, role_id, new[: max(0, room)])
    if len(new) > room:
        left = ", ".join(plain(name, _NAME) for name in new[max(0, room) :])
        full = guide.words.people_full.format(most=guide.numbers.most_people)
        return f"{full}\n{left}"
    return guide.words.person_there if len(new) < len(names) else None


class PeopleForm(KeptForm, template=ON_PLAN + r":people:(?P<role_id>\d{1,18})"):
    """Names, one a line, for a role or none (0)."""

    def __init__(self, plan_id: str, role_id: str, typed: Mapping[str, str] | None = None) -> None:
        self.plan_id, self.role_id = plan_id, role_id
        super().__init__("Who comes to mind?", f"plan:{plan_id}:people:{role_id}", typed)

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        return [
            field(
                "names",
                "Names",
                about="One a line, from any part of life; for you alone",
                typed=self.typed.get("names"),
                most=LONGEST,
                long=True,
            )
        ]

    async def bring(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        plan, guide = await require_people(interaction, self.plan_id), guide_of(interaction)
        names = read_names(typed.get("names", ""), guide.bounds)
        if isinstance(names, AskedBack):
            lines = [guide.words.to_correct, guide.words.say(names)]
            await self.ask_back(interaction, typed, lines)
            return
        role_id = None if self.role_id == NO_ROLE else int(self.role_id)
        note = await add_people(interaction, plan, role_id, names)
        await self.take(interaction)
        await show(interaction, plan, "people", note)


class PageButton(
    LastingButton, template=ON_PLAN + r":people:page:(?P<page>\d{1,4})", open_to=Who.ITS_PERSON
):
    """Leads to a page of the people; pages count from 0."""

    def __init__(self, plan_id: str, page: str, label: str = "") -> None:
        self.plan_id, self.page = plan_id, int(page)
        super().__init__(label, f"plan:{plan_id}:people:page:{page}")

    async def press(self, interaction: Interaction) -> None:
        plan = await find_plan(interaction, self.plan_id)
        await turn_to(interaction, await _page(interaction, plan, self.page, None))


class AddMenu(LastingMenu, template=ON_PLAN + ":addto", open_to=Who.ITS_PERSON):
    """Opens the form for names, for the role that was chosen."""

    def __init__(self, plan_id: str, roles: Sequence[Role] = ()) -> None:
        self.plan_id = plan_id
        super().__init__("Add people to…", f"plan:{plan_id}:addto", role_options(roles))

    async def press(self, interaction: Interaction) -> None:
        plan = await require_people(interaction, self.plan_id)
        await open_form(interaction, f"plan:{plan.id}:people:{int(self.chosen)}")


ITEMS = (PageButton, AddMenu)
FORMS = (PeopleForm,)
