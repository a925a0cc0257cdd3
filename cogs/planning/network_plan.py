"""A plan as a whole: its goal, the exchange, roles and people."""

from collections import Counter
from collections.abc import Iterator, Sequence

import discord
from discord import ui

from bot.content import Content
from bot.interactions.cards import Card, row, text, turn_to
from bot.interactions.host import Interaction
from bot.interactions.wording import plain
from bot.planning.network import Step, step_of, total_of
from bot.store.network import Person, Role
from bot.store.plans import Plan
from bot.workflows import network as doing
from cogs.planning.access import ACCENT, content_of
from cogs.planning.network_close import CloseButton, others
from cogs.planning.network_exchange import ExchangeButton
from cogs.planning.network_nudges import NudgesButton, nudges_said, waiting_nudge
from cogs.planning.network_views import (
    ON_PLAN,
    STATES,
    PlanButton,
    SeeButton,
    guide_of,
    make,
    short,
    template_of,
    view,
    whole,
)
from cogs.planning.reading import read_button


@view("plan")
async def plan_view(interaction: Interaction, plan: Plan, note: str | None) -> Card:
    """Show the plan whole, or what it waits for."""
    if plan.state != "open":
        return await make(interaction, plan, "closed", note)
    match step_of(plan):
        case Step.GOALS | Step.CHOICE:
            return await make(interaction, plan, "goals", note)
        case Step.EXCHANGE:
            return await make(interaction, plan, "exchange", note)
        case Step.PEOPLE:
            return await _whole_card(interaction, plan, note)


async def _whole_card(interaction: Interaction, plan: Plan, note: str | None) -> Card:
    content, network = content_of(interaction), interaction.client.store.network
    roles = await network.roles(plan.id, plan.user_id)
    people = await network.people(plan.id, plan.user_id)
    words, one = content.micronetwork.words, str(plan.id)
    template = template_of(content, plan)
    read = read_button(content, template.entries[0] if template and template.entries else None)
    return Card(
        text(note, "### Your micro-network", words.chosen.format(goal=short(plan.goal))),
        text(f"**You want** {whole(plan.want)}", f"**They get** {whole(plan.give)}"),
        ui.Separator(),
        text("\n".join(role_lines(roles, people)) or _no_roles(content, plan)),
        text(total_said(content, plan, roles), _counts(people) or words.no_people),
        *await waiting_nudge(interaction, plan),
        text(f"-# {await nudges_said(interaction, plan)}", f"-# {words.private}"),
        row(
            SeeButton(one, "roles", "Roles"),
            SeeButton(one, "people", "People"),
            NudgesButton(one),
            SeeButton(one, "goals", "Goal"),
            ExchangeButton(one),
        ),
        row(CloseButton(one), SeeButton(one, "delete", "Delete"), *read),
        *await others(interaction, plan),
        accent=ACCENT,
    )


def role_lines(roles: Sequence[Role], people: Sequence[Person]) -> Iterator[str]:
    """Yield a line for each role: how many it takes, and how many have said yes."""
    for role in roles:
        theirs = [one for one in people if one.role_id == role.id]
        agreed = sum(one.state == "yes" for one in theirs)
        said = f" · {agreed} of {len(theirs)} named said yes" if theirs else ""
        origin = f" · {plain(role.origin, 100)}" if role.origin else ""
        yield f"- **{plain(role.name, 80)}**: {total_of([role])}{said}{origin}"


def total_said(content: Content, plan: Plan, roles: Sequence[Role]) -> str | None:
    """Say how many people it takes; the article's own count beside it while that still holds."""
    if not roles:
        return None
    guide, total, template = content.micronetwork, total_of(roles), template_of(content, plan)
    said = guide.words.total
    if template is not None and template.note and total == total_of(template.roles):
        said = template.note
    big = guide.numbers.big_network
    asked = guide.words.big.format(big=big) if total.most > big else None
    return " ".join(filter(None, (f"**{said.format(total=total)}**", asked)))


def _no_roles(content: Content, plan: Plan) -> str:
    words, template = content.micronetwork.words, template_of(content, plan)
    if template is not None and not template.roles:
        return words.template_no_roles
    return words.no_roles


def _counts(people: Sequence[Person]) -> str:
    counted = Counter(one.state for one in people)
    return " · ".join(
        f"{counted[state]} {said}" for state, said in STATES.items() if counted[state]
    )


@view("delete")
async def delete_view(interaction: Interaction, plan: Plan, note: str | None) -> Card:
    """Say what deleting takes, and ask."""
    one = str(plan.id)
    return Card(
        text(note, guide_of(interaction).words.delete),
        row(SureButton(one, style=discord.ButtonStyle.danger), SeeButton(one, "plan", "Keep it")),
        accent=ACCENT,
    )


class SureButton(PlanButton, template=ON_PLAN + ":sure"):
    """Deletes the plan; pressed twice it does no harm."""

    what, caption = "sure", "Delete for good"

    async def press(self, interaction: Interaction) -> None:
        host, words = interaction.client, guide_of(interaction).words
        plan = await host.store.plans.get(int(self.plan_id), interaction.user.id)
        if plan is not None:
            await doing.delete(host.store, plan, host.clock.now())
        await turn_to(interaction, Card(text(words.deleted), accent=ACCENT))


ITEMS = (SureButton,)
