"""Five goals, how scary each is, and the one to begin with (S79, S80)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import discord
from discord import ui

from bot.interactions.buttons import LastingButton, LastingMenu
from bot.interactions.cards import Card, CardItem, option, row, text
from bot.interactions.forms import field
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who
from bot.interactions.wording import plain
from bot.planning.goals import GOALS, SCARES, least_scary, read_goals
from bot.store.plans import Changes, Plan
from cogs.planning.access import ACCENT
from cogs.planning.correcting import LONGEST, KeptForm, open_form
from cogs.planning.network_views import (
    ON_PLAN,
    PlanButton,
    SeeButton,
    find_open,
    guide_of,
    show,
    still,
    view,
)

_LONGEST_GOAL = 200
_ON_GOAL = r":(?P<place>[0-4])"
_HOW_SCARY = ("Not at all", "A little", "Somewhat", "Quite", "Very")
_EXAMPLES = (
    "Play one house show for 20 people by June",
    "Ask one band to let me mix one song",
    "Write to the café about Sunday afternoons",
    "Record a live video with two friends",
    "Sell ten records from my own table",
)


@view("goals")
async def goals_view(interaction: Interaction, plan: Plan, note: str | None) -> Card:
    """Show the goals with how scary each is, and what to begin with."""
    words = guide_of(interaction).words
    items: list[CardItem] = [text(note, "### Your goals", words.choose)]
    for place, goal in enumerate(plan.goals):
        items.append(text(f"**{place + 1}.** {plain(goal, _LONGEST_GOAL)}{_mark(plan, place)}"))
        items.append(row(ScareMenu(str(plan.id), str(place), plan.scares[place])))
    return Card(*items, *_choosing(interaction, plan), accent=ACCENT)


def _mark(plan: Plan, place: int) -> str:
    if place == plan.chosen:
        return " (yours now)"
    return " (not doable yet)" if place in plan.undoable else ""


def _choosing(interaction: Interaction, plan: Plan) -> Iterator[CardItem]:
    words, one = guide_of(interaction).words, str(plan.id)
    place = least_scary(plan.scares, plan.undoable)
    if plan.goal is not None:
        yield text(words.chosen.format(goal=plain(plan.goal, _LONGEST_GOAL)))
    elif place is not None:
        yield text(words.suggest.format(goal=plain(plan.goals[place], _LONGEST_GOAL)))
        yield row(DoableButton(one, str(place)), UndoableButton(one, str(place)))
    elif len(plan.undoable) == len(plan.goals):
        yield text(words.none_doable)
    yield row(ChooseMenu(one, plan.goals))
    on = [SeeButton(one, "plan", "On with it")] if plan.chosen is not None else []
    yield row(*on, ChangeGoalsButton(one))


def typed_of(goals: Sequence[str]) -> dict[str, str]:
    """Return what stands in the form, by the fields' names."""
    return {f"goal-{number}": goal for number, goal in enumerate(goals, 1)}


class GoalsForm(KeptForm, template=r"plan:(?P<what>new|\d{1,18}:goals)"):
    """Five short lines: of a new plan, or of one that is open."""

    def __init__(self, what: str, typed: Mapping[str, str] | None = None) -> None:
        self.what = what
        super().__init__("Five goals you could reach", f"plan:{what}", typed)

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        about = host.shelf.content.micronetwork.words.goals_form
        return [
            field(
                f"goal-{number}",
                f"Goal {number}",
                about=about if number == 1 else None,
                example=example,
                typed=self.typed.get(f"goal-{number}"),
                most=LONGEST,
                needed=self.what == "new",
            )
            for number, example in enumerate(_EXAMPLES, 1)
        ]

    async def bring(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        guide = guide_of(interaction)
        plan = None if self.what == "new" else await find_open(interaction, self._plan_id)
        given = [typed.get(f"goal-{number}", "") for number in range(1, GOALS + 1)]
        if plan is not None and plan.template is not None:
            given = [goal for goal in given if goal.strip()] or given  # its goal may stay alone
        goals = read_goals(given, guide.reach, guide.numbers.longest_goal)
        if not isinstance(goals, tuple):
            lines = [
                f"**Goal {place + 1}** “{plain(given[place], 60)}” {guide.words.say(asked)}"
                for place, asked in goals.items()
            ]
            await self.ask_back(interaction, typed, [guide.words.to_correct, *lines])
            return
        plans, owner = interaction.client.store.plans, interaction.user.id
        most = guide.numbers.most_plans
        if plan is not None:
            changed = await plans.change(plan.id, owner, **_changed(plan, goals))
            kept = still(interaction, changed)
        elif await plans.count_open(owner) >= most:
            await self.ask_back(interaction, typed, [guide.words.plans_full.format(most=most)])
            return
        else:
            kept = await plans.begin(owner, goals=goals, scares=(0,) * GOALS)
        await self.take(interaction)
        await show(interaction, kept, "goals")

    @property
    def _plan_id(self) -> str:
        return self.what.partition(":")[0]


def _changed(plan: Plan, goals: tuple[str, ...]) -> Changes:
    """Keep what was said of goals that are still there, wherever they stand now."""
    before = {goal: place for place, goal in enumerate(plan.goals)}
    scares = tuple(plan.scares[before[goal]] if goal in before else 0 for goal in goals)
    undoable = tuple(n for n, goal in enumerate(goals) if before.get(goal) in plan.undoable)
    chosen = goals.index(plan.goal) if plan.goal in goals else None
    return {"goals": goals, "scares": scares, "undoable": undoable, "chosen": chosen}


class ScareMenu(LastingMenu, template=ON_PLAN + ":scare" + _ON_GOAL, open_to=Who.ITS_PERSON):
    """Says how scary a goal is."""

    def __init__(self, plan_id: str, place: str, scare: int = 0) -> None:
        self.plan_id, self.place = plan_id, int(place)
        options = []
        for value, label in zip(SCARES, _HOW_SCARY, strict=True):
            one = option(f"{value}: {label}", str(value))
            one.default = value == scare
            options.append(one)
        super().__init__("How scary is it?", f"plan:{plan_id}:scare:{place}", options)

    async def press(self, interaction: Interaction) -> None:
        plan = await find_open(interaction, self.plan_id)
        scares = list(plan.scares)
        scares[self.place] = int(self.chosen)
        changed = await interaction.client.store.plans.change(
            plan.id, plan.user_id, scares=tuple(scares)
        )
        await show(interaction, still(interaction, changed), "goals")


class DoableButton(LastingButton, template=ON_PLAN + ":doable" + _ON_GOAL, open_to=Who.ITS_PERSON):
    """Takes the goal that was suggested."""

    def __init__(self, plan_id: str, place: str) -> None:
        self.plan_id, self.place = plan_id, int(place)
        primary = discord.ButtonStyle.primary
        super().__init__("It feels doable", f"plan:{plan_id}:doable:{place}", style=primary)

    async def press(self, interaction: Interaction) -> None:
        await _choose(interaction, self.plan_id, self.place)


class UndoableButton(
    LastingButton, template=ON_PLAN + ":undoable" + _ON_GOAL, open_to=Who.ITS_PERSON
):
    """Leaves the goal for now; the next one is suggested."""

    def __init__(self, plan_id: str, place: str) -> None:
        self.plan_id, self.place = plan_id, int(place)
        super().__init__("Not really, the next one", f"plan:{plan_id}:undoable:{place}")

    async def press(self, interaction: Interaction) -> None:
        plan = await find_open(interaction, self.plan_id)
        undoable = tuple(dict.fromkeys((*plan.undoable, self.place)))
        changed = await interaction.client.store.plans.change(
            plan.id, plan.user_id, undoable=undoable
        )
        await show(interaction, still(interaction, changed), "goals")


class ChooseMenu(LastingMenu, template=ON_PLAN + ":choose", open_to=Who.ITS_PERSON):
    """Takes another goal than the one that is suggested."""

    def __init__(self, plan_id: str, goals: Sequence[str] = ()) -> None:
        self.plan_id = plan_id
        options = [option(f"{n}. {goal}", str(n - 1)) for n, goal in enumerate(goals, 1)]
        super().__init__("Begin with another one", f"plan:{plan_id}:choose", options)

    async def press(self, interaction: Interaction) -> None:
        await _choose(interaction, self.plan_id, int(self.chosen))


async def _choose(interaction: Interaction, plan_id: str, place: int) -> None:
    plan = await find_open(interaction, plan_id)
    if place >= len(plan.goals):
        await show(interaction, plan, "goals")
        return
    undoable = tuple(one for one in plan.undoable if one != place)
    changed = await interaction.client.store.plans.change(
        plan.id, plan.user_id, chosen=place, undoable=undoable
    )
    await show(interaction, still(interaction, changed), "plan")


class ChangeGoalsButton(PlanButton, template=ON_PLAN + ":goals"):
    """Opens the form with the goals."""

    what, caption = "goals", "Change the goals"

    async def press(self, interaction: Interaction) -> None:
        plan = await find_open(interaction, self.plan_id)
        await open_form(interaction, f"plan:{plan.id}:goals", typed_of(plan.goals))


ITEMS = (ScareMenu, DoableButton, UndoableButton, ChooseMenu, ChangeGoalsButton)
FORMS = (GoalsForm,)
