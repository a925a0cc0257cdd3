"""Closing a plan, taking one up again, and the member's other plans."""

from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import ui

from bot.interactions.buttons import LastingMenu
from bot.interactions.cards import Card, CardItem, option, row, text
from bot.interactions.errors import Refusal
from bot.interactions.forms import field, menu
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who
from bot.planning.asked_back import too_long
from bot.store.plans import Plan
from bot.workflows import network as doing
from cogs.planning.access import ACCENT
from cogs.planning.correcting import LONGEST, KeptForm, open_form
from cogs.planning.network_goals import typed_of
from cogs.planning.network_nudges import first_nudge
from cogs.planning.network_views import (
    ON_PLAN,
    PlanButton,
    SeeButton,
    find_plan,
    guide_of,
    short,
    show,
    view,
    whole,
)

_MOST_OTHERS = 25  # as many as a menu shows


@view("closed")
async def closed_view(interaction: Interaction, plan: Plan, note: str | None) -> Card:
    """Show a closed plan, what came of it, and what could be next."""
    words, one = guide_of(interaction).words, str(plan.id)
    came = None if plan.outcome is None else f"**What came of it** {whole(plan.outcome)}"
    left = [place for place in range(len(plan.goals)) if place != plan.chosen]
    ways: list[CardItem] = [TakeUpButton(one)] if plan.state == "parked" else []
    if left:
        ways.append(NextGoalButton(one))
    return Card(
        text(note, f"### A plan, {plan.state}", short(plan.goal)),
        text(came, words.done if plan.state == "done" else words.parked),
        *([text(words.next_goal)] if left else []),
        row(*ways, CloseButton(one, "Say more"), SeeButton(one, "delete", "Delete")),
        *await others(interaction, plan),
        accent=ACCENT,
    )


async def others(interaction: Interaction, plan: Plan) -> list[CardItem]:
    """Make the menu of the member's other plans; nothing if there are none."""
    plans = await interaction.client.store.plans.of(plan.user_id)
    options = [
        option(one.goal or one.goals[0], str(one.id), one.state.capitalize())
        for one in plans
        if one.id != plan.id
    ]
    return [row(OtherMenu(options[:_MOST_OTHERS]))] if options else []


class OtherMenu(LastingMenu, template=r"plan:other", open_to=Who.ITS_PERSON):
    """The member's other plans; an open one that is chosen becomes the active one."""

    def __init__(self, options: Sequence[discord.SelectOption] = ()) -> None:
        super().__init__("Another plan", "plan:other", options)

    async def press(self, interaction: Interaction) -> None:
        plan = await find_plan(interaction, self.chosen)
        if plan.state == "open":
            plan = await _taken_up(interaction, plan)
        await show(interaction, plan, "plan")


class TakeUpButton(PlanButton, template=ON_PLAN + ":up"):
    """Takes a parked plan up again."""

    what, caption = "up", "Take it up again"

    async def press(self, interaction: Interaction) -> None:
        plan = await find_plan(interaction, self.plan_id)
        await show(interaction, await _taken_up(interaction, plan), "plan")


async def _taken_up(interaction: Interaction, plan: Plan) -> Plan:
    host, days = interaction.client, plan.nudge_days or 1
    first = await first_nudge(interaction, days)
    taken = await doing.take_up(host.store, plan.id, plan.user_id, first)
    if taken is None:
        raise Refusal(guide_of(interaction).words.plan_closed)
    return taken


class NextGoalButton(PlanButton, template=ON_PLAN + ":next"):
    """Opens the form for a new plan with the goals that are left."""

    what, caption = "next", "The next goal"

    async def press(self, interaction: Interaction) -> None:
        plan = await find_plan(interaction, self.plan_id)
        left = [goal for place, goal in enumerate(plan.goals) if place != plan.chosen]
        await open_form(interaction, "plan:new", typed_of(left))


class CloseButton(PlanButton, template=ON_PLAN + ":close"):
    """Opens the form that closes the plan."""

    what, caption = "close", "Close"

    async def press(self, interaction: Interaction) -> None:
        plan = await find_plan(interaction, self.plan_id)
        await open_form(interaction, f"plan:{plan.id}:close", {"outcome": plan.outcome or ""})


class CloseForm(KeptForm, template=ON_PLAN + ":close"):
    """Done or parked, and one line on what came of it."""

    def __init__(self, plan_id: str, typed: Mapping[str, str] | None = None) -> None:
        self.plan_id = plan_id
        super().__init__("Close the plan", f"plan:{plan_id}:close", typed)

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        states = [
            option("Done", "done", "It happened, or as much of it as will"),
            option("Parked", "parked", "Not now; it can be taken up again"),
        ]
        for one in states:
            one.default = one.value == self.typed.get("state")
        return [
            menu("state", "How does it stand?", states),
            field(
                "outcome",
                "What came of it?",
                about="One line, for yourself",
                example="Played for 18 people; two asked for the next one",
                typed=self.typed.get("outcome"),
                most=LONGEST,
                needed=False,
            ),
        ]

    async def bring(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        plan, guide = await find_plan(interaction, self.plan_id), guide_of(interaction)
        outcome = " ".join(typed.get("outcome", "").split())
        if long := too_long("text_long", outcome, guide.numbers.longest_text):
            lines = [guide.words.to_correct, guide.words.say(long)]
            await self.ask_back(interaction, typed, lines)
            return
        is_done = typed.get("state") == "done"
        store = interaction.client.store
        closed = await doing.close(store, plan, "done" if is_done else "parked", outcome)
        await self.take(interaction)
        if closed is None:
            raise Refusal(guide.words.plan_gone)
        await show(interaction, closed, "plan")


ITEMS = (OtherMenu, TakeUpButton, NextGoalButton, CloseButton)
FORMS = (CloseForm,)
