"""Nudges: how often and where a plan names somebody to be in touch with, and what one says."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import discord
from discord import ui

from bot.content import Content
from bot.interactions.buttons import LastingButton, LastingMenu
from bot.interactions.cards import Card, CardItem, option, row, text
from bot.interactions.errors import Refusal
from bot.interactions.forms import field, menu
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who
from bot.interactions.wording import plain
from bot.planning.asked_back import AskedBack
from bot.planning.network import read_days
from bot.planning.when import moment_of
from bot.store.network import Person, PersonState
from bot.store.plans import NudgeWhere, Plan
from bot.store.reminders import Reminder
from bot.workflows import network as doing
from bot.workflows.reminders import Nudge
from cogs.planning.access import ACCENT
from cogs.planning.correcting import LONGEST, KeptForm, open_form
from cogs.planning.met_access import zone_of
from cogs.planning.network_views import (
    ON_PLAN,
    STATES,
    PlanButton,
    find_open,
    find_plan,
    guide_of,
    short,
    show,
    still,
)

_ABOUT = r"remind:(?P<reminder_id>\d{1,18}):plan:(?P<plan_id>\d{1,18})"
_NAME = 80
_WHERE: Mapping[str, tuple[str, NudgeWhere | None]] = {
    "message": ("By direct message", "message"),
    "list": ("Only in /micronetwork show", "list"),
    "off": ("No nudges", None),
}


async def first_nudge(interaction: Interaction, days: int) -> datetime:
    """Return when the first nudge comes, so many days from the member's today."""
    zone = ZoneInfo(await zone_of(interaction))
    day = interaction.client.clock.now().astimezone(zone).date() + timedelta(days=days)
    return moment_of(day, guide_of(interaction).numbers.nudge_hour, zone)


async def nudges_said(interaction: Interaction, plan: Plan) -> str:
    """Say how often and where the plan nudges, and when next."""
    words = guide_of(interaction).words
    reminders = await interaction.client.store.reminders.of_plan(plan.id)
    ahead = [one.due for one in reminders if one.state in ("planned", "sending")]
    if plan.nudge_where is None or not ahead:
        return words.nudge_off
    sentence = words.nudge_message if plan.nudge_where == "message" else words.nudge_list
    when = discord.utils.format_dt(min(ahead), "D")
    return sentence.format(days=plan.nudge_days, when=when)


async def waiting_nudge(interaction: Interaction, plan: Plan) -> list[CardItem]:
    """Make the part of a plan's card that names whom to be in touch with; nothing if nobody."""
    store, words = interaction.client.store, guide_of(interaction).words
    reminder = await store.reminders.listed_of(plan.id)
    if reminder is None or reminder.person_id is None:
        return []
    person = await store.network.person(reminder.person_id, plan.user_id)
    if person is None:
        return []
    said = words.nudge_due.format(person=plain(person.name, _NAME))
    ways = row(NotNowButton(str(plan.id), str(reminder.id)))
    return [text(said), row(WaitingMenu(str(plan.id), str(person.id), person.state)), ways]


def draw_nudge(content: Content, nudge: Nudge, reminder: Reminder) -> Card:
    """Make the message that names somebody: a person, never a pitch (S19, S53)."""
    words = content.micronetwork.words
    ids = str(reminder.id), str(nudge.plan.id)
    return Card(
        text(
            words.nudge_due.format(person=plain(nudge.person.name, _NAME)),
            f"-# {words.nudge_goal.format(goal=short(nudge.plan.goal))}",
        ),
        row(NudgeMenu(*ids, str(nudge.person.id), nudge.person.state)),
        row(StopButton(*ids)),
        accent=ACCENT,
    )


def states_menu(state: PersonState) -> list[discord.SelectOption]:
    """Make the options of how far it is with somebody."""
    options = []
    for value, label in STATES.items():
        one = option(label.capitalize(), value)
        one.default = value == state
        options.append(one)
    return options


def state_of(chosen: str) -> PersonState:
    """Return a chosen option as a state; raises `KeyError` for any other."""
    return {value: value for value in STATES}[chosen]  # type: ignore[index]  # looked up, so known


async def set_state(interaction: Interaction, person_id: str, chosen: str) -> Person:
    """Note how far it is with somebody; raises `Refusal` if they are gone."""
    store, words = interaction.client.store, guide_of(interaction).words
    person = await doing.set_state(store, int(person_id), interaction.user.id, state_of(chosen))
    if person is None:
        raise Refusal(words.person_gone)
    return person


class NudgesButton(PlanButton, template=ON_PLAN + ":nudges"):
    """Opens the form for how often and where."""

    what, caption = "nudges", "Nudges"

    async def press(self, interaction: Interaction) -> None:
        plan = await find_open(interaction, self.plan_id)
        usual = guide_of(interaction).numbers.nudge_usual_days
        typed = {"days": str(plan.nudge_days or usual), "where": plan.nudge_where or "off"}
        await open_form(interaction, f"plan:{plan.id}:nudges", typed)


class NudgesForm(KeptForm, template=ON_PLAN + ":nudges"):
    """How often and where; choosing direct messages is the consent to them."""

    def __init__(self, plan_id: str, typed: Mapping[str, str] | None = None) -> None:
        self.plan_id = plan_id
        super().__init__("Nudges", f"plan:{plan_id}:nudges", typed)

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        options = [option(label, value) for value, (label, _) in _WHERE.items()]
        for one in options:
            one.default = one.value == self.typed.get("where")
        about = host.shelf.content.micronetwork.words.nudge_consent
        return [
            menu("where", "Where?", options, about=about),
            field(
                "days",
                "Every how many days?",
                example="14",
                typed=self.typed.get("days"),
                most=LONGEST,
            ),
        ]

    async def bring(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        plan, guide = await find_open(interaction, self.plan_id), guide_of(interaction)
        numbers, (_, where) = guide.numbers, _WHERE[typed.get("where", "off")]
        days = read_days(typed.get("days", ""), numbers.nudge_least_days, numbers.nudge_most_days)
        if isinstance(days, AskedBack) and where is not None:
            said = f"“{plain(typed.get('days', ''), 60)}” {guide.words.say(days)}"
            await self.ask_back(interaction, typed, [guide.words.to_correct, said])
            return
        every = plan.nudge_days if isinstance(days, AskedBack) else days
        first = await first_nudge(interaction, every or 1)
        changed = await doing.set_nudges(interaction.client.store, plan, every, where, first)
        await self.take(interaction)
        await show(interaction, still(interaction, changed), "plan")


class WaitingMenu(
    LastingMenu, template=ON_PLAN + r":waiting:(?P<person_id>\d{1,18})", open_to=Who.ITS_PERSON
):
    """Says on the plan's card how far it is with whom it names."""

    def __init__(self, plan_id: str, person_id: str, state: PersonState = "not_yet") -> None:
        self.plan_id, self.person_id = plan_id, person_id
        custom_id = f"plan:{plan_id}:waiting:{person_id}"
        super().__init__("How far is it with them?", custom_id, states_menu(state))

    async def press(self, interaction: Interaction) -> None:
        await set_state(interaction, self.person_id, self.chosen)
        plan = await find_open(interaction, self.plan_id)
        await show(interaction, plan, "plan", guide_of(interaction).words.nudge_noted)


class NotNowButton(
    LastingButton,
    template=ON_PLAN + r":notnow:(?P<reminder_id>\d{1,18})",
    open_to=Who.ITS_PERSON,
):
    """Takes a nudge off the plan's card."""

    def __init__(self, plan_id: str, reminder_id: str) -> None:
        self.plan_id, self.reminder_id = plan_id, reminder_id
        super().__init__("Not now", f"plan:{plan_id}:notnow:{reminder_id}")

    async def press(self, interaction: Interaction) -> None:
        plan, reminders = await find_open(interaction, self.plan_id), interaction.client.store
        reminder = await reminders.reminders.get(int(self.reminder_id))
        if reminder is not None and reminder.plan_id == plan.id:
            await reminders.reminders.end(reminder.id)
        await show(interaction, plan, "plan")


class NudgeMenu(LastingMenu, template=_ABOUT + r":(?P<person_id>\d{1,18})", open_to=Who.ITS_PERSON):
    """Says in direct messages how far it is with whom a nudge names."""

    def __init__(
        self, reminder_id: str, plan_id: str, person_id: str, state: PersonState = "not_yet"
    ) -> None:
        self.reminder_id, self.plan_id, self.person_id = reminder_id, plan_id, person_id
        custom_id = f"remind:{reminder_id}:plan:{plan_id}:{person_id}"
        super().__init__("How far is it with them?", custom_id, states_menu(state))

    async def press(self, interaction: Interaction) -> None:
        person = await set_state(interaction, self.person_id, self.chosen)
        said = f"**{plain(person.name, _NAME)}**: {STATES[person.state]}."
        card = Card(
            text(said, guide_of(interaction).words.nudge_noted),
            row(StopButton(self.reminder_id, self.plan_id)),
            accent=ACCENT,
        )
        await interaction.response.edit_message(view=card)


class StopButton(LastingButton, template=_ABOUT + ":stop", open_to=Who.ITS_PERSON):
    """Ends the nudges of a plan."""

    def __init__(self, reminder_id: str, plan_id: str) -> None:
        self.plan_id = plan_id
        super().__init__("Stop these nudges", f"remind:{reminder_id}:plan:{plan_id}:stop")

    async def press(self, interaction: Interaction) -> None:
        store, words = interaction.client.store, guide_of(interaction).words
        plan = await find_plan(interaction, self.plan_id)
        await doing.stop_nudges(store, plan.id, plan.user_id)
        card = Card(text(words.nudge_stopped), accent=ACCENT)
        await interaction.response.edit_message(view=card)


ITEMS = (NudgesButton, WaitingMenu, NotNowButton, NudgeMenu, StopButton)
FORMS = (NudgesForm,)
