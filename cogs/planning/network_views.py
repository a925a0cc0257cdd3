"""The views of a plan, by name: whatever leads to one need not know how it is made."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeAlias

from bot.content import Content
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, turn_to
from bot.interactions.errors import Refusal
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who
from bot.interactions.wording import plain
from bot.planning.micronetwork import Micronetwork
from bot.planning.network import Step, Template, step_of
from bot.store.network import PersonState
from bot.store.plans import Plan
from cogs.planning.access import content_of

ON_PLAN = r"plan:(?P<plan_id>\d{1,18})"
"""How the custom_ids of a plan's controls begin."""

STATES: Mapping[PersonState, str] = {
    "not_yet": "not yet",
    "contacted": "contacted",
    "talking": "talking",
    "yes": "yes",
    "no": "no",
}
"""How far it is with somebody, in words."""

_LONGEST_GOAL, _LONGEST_TEXT = 200, 700

View: TypeAlias = Callable[[Interaction, Plan, str | None], Awaitable[Card]]
"""Makes a card of a plan as it stands; the text, if there is one, stands above."""

_VIEWS: dict[str, View] = {}


def view(name: str) -> Callable[[View], View]:
    """Give a view the name under which others lead to it."""

    def named(make: View) -> View:
        _VIEWS[name] = make
        return make

    return named


async def make(interaction: Interaction, plan: Plan, name: str, note: str | None = None) -> Card:
    """Make a view of a plan; the whole plan for a name that no view has."""
    return await _VIEWS.get(name, _VIEWS["plan"])(interaction, plan, note)


async def show(interaction: Interaction, plan: Plan, name: str, note: str | None = None) -> None:
    """Show a view of a plan to the member alone."""
    await turn_to(interaction, await make(interaction, plan, name, note))


def guide_of(interaction: Interaction) -> Micronetwork:
    """Return what /micronetwork asks and says, as it is now."""
    return content_of(interaction).micronetwork


def template_of(content: Content, plan: Plan) -> Template | None:
    """Return the example that a plan was begun with, if it is still there."""
    return content.micronetwork.templates.get(plan.template or "")


async def find_plan(interaction: Interaction, plan_id: str | int) -> Plan:
    """Return a plan of the member's own; raises `Refusal` if it is not there."""
    plan = await interaction.client.store.plans.get(int(plan_id), interaction.user.id)
    if plan is None:
        raise Refusal(guide_of(interaction).words.plan_gone)
    return plan


async def find_open(interaction: Interaction, plan_id: str | int) -> Plan:
    """Return an open plan of the member's own; raises `Refusal` if it is not, or gone."""
    plan = await find_plan(interaction, plan_id)
    if plan.state != "open":
        raise Refusal(guide_of(interaction).words.plan_closed)
    return plan


async def require_people(interaction: Interaction, plan_id: str | int) -> Plan:
    """Return an open plan that has its goal and exchange; raises `Refusal` if it has not."""
    plan = await find_open(interaction, plan_id)
    if step_of(plan) is not Step.PEOPLE:
        raise Refusal(guide_of(interaction).words.goals_first)
    return plan


def still(interaction: Interaction, plan: Plan | None) -> Plan:
    """Return what a change gave; raises `Refusal` if the plan was closed or deleted meanwhile."""
    if plan is None:
        raise Refusal(guide_of(interaction).words.plan_closed)
    return plan


def short(goal: str | None) -> str:
    """Show a goal on one line."""
    return plain(goal or "", _LONGEST_GOAL)


def whole(said: str | None) -> str:
    """Show what was written, as good as whole."""
    return plain(said or "", _LONGEST_TEXT)


class PlanButton(LastingButton, template=r"(?!)", open_to=Who.ITS_PERSON):
    """A button of a plan; `what` is the end of its custom_id."""

    what: str
    caption: str

    def __init__(self, plan_id: str, caption: str = "", **looks: Any) -> None:
        self.plan_id = plan_id
        super().__init__(caption or self.caption, f"plan:{plan_id}:{self.what}", **looks)


class SeeButton(
    LastingButton, template=ON_PLAN + r":see:(?P<name>[a-z]{1,12})", open_to=Who.ITS_PERSON
):
    """Leads to a view of the plan."""

    def __init__(self, plan_id: str, name: str, caption: str = "", **looks: Any) -> None:
        self.plan_id, self.name = plan_id, name
        super().__init__(caption, f"plan:{plan_id}:see:{name}", **looks)

    async def press(self, interaction: Interaction) -> None:
        await show(interaction, await find_plan(interaction, self.plan_id), self.name)


ITEMS = (SeeButton,)
