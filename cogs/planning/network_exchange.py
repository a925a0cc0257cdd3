"""What the member wants, and what the others get: both belong to the plan (S81)."""

from collections.abc import Mapping, Sequence
from typing import Any

import discord
from discord import ui

from bot.interactions.cards import Card, row, text
from bot.interactions.forms import field
from bot.interactions.host import Host, Interaction
from bot.interactions.wording import plain
from bot.planning.asked_back import AskedBack
from bot.planning.network import read_text
from bot.store.plans import Plan
from cogs.planning.access import ACCENT, content_of
from cogs.planning.correcting import LONGEST, KeptForm, open_form
from cogs.planning.network_views import (
    ON_PLAN,
    PlanButton,
    SeeButton,
    find_open,
    guide_of,
    show,
    still,
    template_of,
    view,
)

_FIELDS = {
    "want": ("What you want", "Precisely: what would they do, and what would come of it?"),
    "give": ("What they get", "Why would it be a good evening, favour or deal for them?"),
}


@view("exchange")
async def exchange_view(interaction: Interaction, plan: Plan, note: str | None) -> Card:
    """Ask for the two lines."""
    words, one = guide_of(interaction).words, str(plan.id)
    return Card(
        text(
            note,
            "### What you want, and what they get",
            words.chosen.format(goal=plain(plan.goal or "", 200)),
            words.exchange,
        ),
        row(
            ExchangeButton(one, style=discord.ButtonStyle.primary),
            SeeButton(one, "goals", "Another goal"),
            SeeButton(one, "delete", "Delete"),
        ),
        accent=ACCENT,
    )


class ExchangeButton(PlanButton, template=ON_PLAN + ":exchange"):
    """Opens the form with what was written, or with the example's words."""

    what, caption = "exchange", "Want and give"

    async def press(self, interaction: Interaction) -> None:
        plan = await find_open(interaction, self.plan_id)
        template = template_of(content_of(interaction), plan)
        typed = {
            "want": plan.want or (template.want if template else ""),
            "give": plan.give or (template.give if template else ""),
        }
        await open_form(interaction, f"plan:{plan.id}:exchange", typed)


class ExchangeForm(KeptForm, template=ON_PLAN + ":exchange"):
    """Two boxes, both needed."""

    def __init__(self, plan_id: str, typed: Mapping[str, str] | None = None) -> None:
        self.plan_id = plan_id
        super().__init__("What you want, what they get", f"plan:{plan_id}:exchange", typed)

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        return [
            field(
                name,
                label,
                about=about,
                typed=self.typed.get(name),
                most=LONGEST,
                needed=False,  # so that it can be said why an empty one will not do
                long=True,
            )
            for name, (label, about) in _FIELDS.items()
        ]

    async def bring(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        plan, guide = await find_open(interaction, self.plan_id), guide_of(interaction)
        longest = guide.numbers.longest_text
        want = read_text(typed.get("want", ""), "want_blank", longest)
        give = read_text(typed.get("give", ""), "give_blank", longest)
        if isinstance(want, AskedBack) or isinstance(give, AskedBack):
            asked = zip(_FIELDS.values(), (want, give), strict=True)
            lines = [
                f"**{label}**: {guide.words.say(one)}"
                for (label, _), one in asked
                if isinstance(one, AskedBack)
            ]
            await self.ask_back(interaction, typed, [guide.words.to_correct, *lines])
            return
        changed = await interaction.client.store.plans.change(
            plan.id, plan.user_id, want=want, give=give
        )
        await self.take(interaction)
        await show(interaction, still(interaction, changed), "plan")


ITEMS = (ExchangeButton,)
FORMS = (ExchangeForm,)
