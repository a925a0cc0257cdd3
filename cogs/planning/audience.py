"""`/audience-check`: five questions on one card, and the one thing to do next."""

from collections.abc import Mapping

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.content import Content
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, CardItem, row, text, turn_to
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who, open_to
from bot.planning.audience import Point, is_complete, next_step
from cogs.planning.access import ACCENT, content_of
from cogs.planning.reading import read_button

_LABELS = {True: "Yes", False: "No"}


class Audience(commands.Cog):
    """Asks what there is to reach an audience with."""

    @app_commands.command(
        name="audience-check",
        description="Could you reach your listeners? Five yes or no.",
        extras=open_to(Who.ANYBODY),
    )
    async def audience_check(self, interaction: Interaction) -> None:
        """Show the questions with the answers so far."""
        answers = await interaction.client.store.audience_checks.of(interaction.user.id)
        card = audience_card(content_of(interaction), answers)
        await interaction.response.send_message(view=card, ephemeral=True)


def audience_card(content: Content, answers: Mapping[Point, bool]) -> Card:
    """Show the five questions as they were answered, and the next step once all were."""
    checks = content.checks
    items: list[CardItem] = [text("### Your audience", checks.words.audience_intro)]
    for point in Point:
        items.append(text(f"**{checks.audience[point].text}**"))
        items.append(row(*(PointButton.of(point, one, answers) for one in _LABELS)))
    return Card(*items, ui.Separator(), *_ending(content, answers), accent=ACCENT)


def _ending(content: Content, answers: Mapping[Point, bool]) -> list[CardItem]:
    checks = content.checks
    forget = [ForgetButton()] if answers else []
    if not is_complete(answers):
        left = ", ".join(checks.audience[one].name.lower() for one in Point if one not in answers)
        said = text(f"-# {checks.words.audience_left.format(left=left)}")
        return [said, *([row(*forget)] if forget else [])]
    point = next_step(answers)
    step = checks.all_there if point is None else checks.steps[point]
    heading = "### All there" if point is None else "### Next step"
    return [text(heading, step.text), row(*read_button(content, step.entry), *forget)]


class PointButton(
    LastingButton,
    template=rf"audience:(?P<point>{'|'.join(Point)}):(?P<answer>yes|no)",
    open_to=Who.ANYBODY,
):
    """Answers one question, in place of an earlier answer."""

    def __init__(self, point: str, answer: str, *, is_chosen: bool = False) -> None:
        self.point, self.is_there = Point(point), answer == "yes"
        label = _LABELS[self.is_there]
        super().__init__(
            f"✓ {label}" if is_chosen else label,
            f"audience:{point}:{answer}",
            style=discord.ButtonStyle.primary if is_chosen else discord.ButtonStyle.secondary,
        )

    @classmethod
    def of(cls, point: Point, answer: bool, answers: Mapping[Point, bool]) -> "PointButton":
        """Make the button, marked if this is the answer that was given."""
        chosen = answers.get(point) is answer
        return cls(point.value, _LABELS[answer].lower(), is_chosen=chosen)

    async def press(self, interaction: Interaction) -> None:
        checks = interaction.client.store.audience_checks
        answers = await checks.answer(interaction.user.id, self.point, is_there=self.is_there)
        await turn_to(interaction, audience_card(content_of(interaction), answers))


class ForgetButton(LastingButton, template=r"audience:forget", open_to=Who.ANYBODY):
    """Deletes the answers, and begins anew."""

    def __init__(self) -> None:
        super().__init__("Forget my answers", "audience:forget")

    async def press(self, interaction: Interaction) -> None:
        await interaction.client.store.audience_checks.forget(interaction.user.id)
        await turn_to(interaction, audience_card(content_of(interaction), {}))


ITEMS = (PointButton, ForgetButton)
