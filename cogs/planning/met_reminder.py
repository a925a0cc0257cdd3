"""The reminder of somebody met, as it stands in direct messages, and what can be pressed there."""

import discord

from bot.content import Content
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, text
from bot.interactions.errors import Refusal
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who
from bot.planning.when import moment_of, show_day
from bot.store.met import Met
from bot.store.reminders import Reminder
from bot.workflows import met as doing
from cogs.planning.access import ACCENT, content_of
from cogs.planning.met_access import find_met
from cogs.planning.met_cards import name_of, reminder_card
from cogs.planning.met_controls import in_days

_ABOUT = r"remind:(?P<reminder_id>\d{1,18}):met:(?P<met_id>\d{1,18})"


def draw_met(content: Content, met: Met, reminder: Reminder) -> Card:
    """Make the message that reminds of somebody."""
    ids = str(reminder.id), str(met.id)
    numbers = content.met.numbers
    return reminder_card(
        content,
        met,
        WroteButton(*ids),
        LaterButton(*ids, "short", f"In {numbers.snooze_short} days"),
        LaterButton(*ids, "long", f"In {numbers.snooze_long} days"),
        StopButton(*ids),
    )


def cleared_card(content: Content) -> Card:
    """Make what stands in place of a reminder of somebody who was deleted."""
    return Card(text(content.met.words.cleared), accent=ACCENT)


class WroteButton(LastingButton, template=_ABOUT + ":done", open_to=Who.ITS_PERSON):
    """Says that the member was in touch."""

    def __init__(self, reminder_id: str, met_id: str) -> None:
        self.met_id = met_id
        super().__init__(
            "I was in touch",
            f"remind:{reminder_id}:met:{met_id}:done",
            style=discord.ButtonStyle.primary,
        )

    async def press(self, interaction: Interaction) -> None:
        words, met = content_of(interaction).met.words, await find_met(interaction, self.met_id)
        if await doing.finish(interaction.client.store, met) is None:
            raise Refusal(words.gone)
        said = words.done.format(name=name_of(met))
        await interaction.response.edit_message(view=Card(text(said), accent=ACCENT))


class LaterButton(
    LastingButton, template=_ABOUT + r":(?P<span>short|long)", open_to=Who.ITS_PERSON
):
    """Puts the reminder off."""

    def __init__(self, reminder_id: str, met_id: str, span: str, label: str = "") -> None:
        self.met_id, self.span = met_id, span
        super().__init__(label, f"remind:{reminder_id}:met:{met_id}:{span}")

    async def press(self, interaction: Interaction) -> None:
        guide, met = content_of(interaction).met, await find_met(interaction, self.met_id)
        numbers = guide.numbers
        days = numbers.snooze_short if self.span == "short" else numbers.snooze_long
        day, zone = await in_days(interaction, days)
        due = moment_of(day, numbers.reminder_hour, zone)
        if await doing.put_off(interaction.client.store, met, day, due) is None:
            raise Refusal(guide.words.gone)
        said = guide.words.snoozed.format(name=name_of(met), day=show_day(day))
        await interaction.response.edit_message(view=Card(text(said), accent=ACCENT))


class StopButton(LastingButton, template=_ABOUT + ":stop", open_to=Who.ANYBODY):
    """Ends all reminders by direct message to whoever presses, about everybody."""

    def __init__(self, reminder_id: str, met_id: str) -> None:
        super().__init__("Stop reminding me", f"remind:{reminder_id}:met:{met_id}:stop")

    async def press(self, interaction: Interaction) -> None:
        store, words = interaction.client.store, content_of(interaction).met.words
        await store.reminding.set_by_message(interaction.user.id, by_message=False)
        await interaction.response.edit_message(view=Card(text(words.stopped), accent=ACCENT))


ITEMS = (WroteButton, LaterButton, StopButton)
