"""The forms for people met, and taking what they bring."""

from collections.abc import Mapping, Sequence
from datetime import tzinfo
from typing import Any
from zoneinfo import ZoneInfo

from discord import ui

from bot.content import Content
from bot.interactions.cards import turn_to
from bot.interactions.errors import Refusal
from bot.interactions.forms import field
from bot.interactions.host import Host, Interaction
from bot.interactions.wording import plain
from bot.planning.asked_back import AskedBack
from bot.planning.met import Acquaintance, read_met
from bot.planning.when import moment_of, read_day
from bot.store.met import Changes
from bot.workflows import met as doing
from cogs.planning.access import content_of
from cogs.planning.correcting import LONGEST, KeptForm
from cogs.planning.met_access import find_met, zone_of
from cogs.planning.met_cards import name_of
from cogs.planning.met_controls import dated_card, opened, put_off

_FIELDS = {
    "who": ("Who is it?", "A first name is enough", "Ana"),
    "where": ("Where did you meet?", "If you like", "Open mic at the Fox, by the bar"),
    "making": ("What are they making?", "What you would ask about next time", "An EP, six songs"),
    "when": ("When will you be in touch?", "A date, in 10 days, friday; or nothing", "in 10 days"),
}


class MetForm(KeptForm, template=r"met:(?P<what>new|\d{1,18})"):
    """Somebody met: a new one, or what is known changed."""

    def __init__(self, what: str, typed: Mapping[str, str] | None = None) -> None:
        self.what = what
        super().__init__("Somebody you met", f"met:{what}", typed)

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        return [_field(name, self.typed) for name in _FIELDS]

    async def bring(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        known = None if self.what == "new" else await find_met(interaction, self.what)
        content = content_of(interaction)
        zone = ZoneInfo(await zone_of(interaction))
        kept = known and known.day and known.day.isoformat() == typed.get("when", "").strip()
        given = {**typed, "when": ""} if kept else typed
        now = interaction.client.clock.now()
        read = read_met(given, content.met.numbers.longest_line, now, zone)
        if not isinstance(read, Acquaintance):
            await self.ask_back(interaction, typed, asked_back(content, typed, read))
            return
        values = _values(content, read, zone)
        if known is None:
            await self._add(interaction, typed, values)
            return
        if kept:
            values |= {"day": known.day, "due": known.due}
        changed = await doing.change(interaction.client.store, known, values)
        await self.take(interaction)
        if changed is None:
            raise Refusal(content.met.words.gone)
        note = content.met.words.changed.format(name=name_of(changed))
        await turn_to(interaction, opened(interaction, changed, note))

    async def _add(
        self, interaction: Interaction, typed: Mapping[str, str], values: Changes
    ) -> None:
        store, guide = interaction.client.store, content_of(interaction).met
        most = guide.numbers.most_met
        if await store.met.count(interaction.user.id) >= most:
            await self.ask_back(interaction, typed, [guide.words.list_full.format(most=most)])
            return
        met = await doing.add(store, interaction.user.id, values)
        await self.take(interaction)
        note = guide.words.added.format(name=name_of(met))
        await turn_to(interaction, await dated_card(interaction, met, note))


class SnoozeForm(KeptForm, template=r"met:(?P<met_id>\d{1,18}):when"):
    """Another day for somebody met."""

    def __init__(self, met_id: str, typed: Mapping[str, str] | None = None) -> None:
        self.met_id = met_id
        super().__init__("When to be in touch", f"met:{met_id}:when", typed)

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        return [_field("when", self.typed, needed=True)]

    async def bring(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        met, content = await find_met(interaction, self.met_id), content_of(interaction)
        zone = ZoneInfo(await zone_of(interaction))
        day = read_day(typed.get("when", ""), interaction.client.clock.now(), zone)
        if isinstance(day, AskedBack):
            lines = asked_back(content, typed, {"when": day})
            await self.ask_back(interaction, typed, lines)
            return
        card = await put_off(interaction, met, day, zone)
        await self.take(interaction)
        await turn_to(interaction, card)


def asked_back(
    content: Content, typed: Mapping[str, str], asked: Mapping[str, AskedBack]
) -> list[str]:
    """Say what is the matter with each field, under its name and with what was typed."""
    words = content.met.words
    lines = [words.to_correct]
    for name, one in asked.items():
        said = typed.get(name, "").strip()
        label = f"**{_FIELDS[name][0]}**"
        lines.append(f"{label} “{plain(said, 60)}” {words.say(one)}" if said else words.say(one))
    return lines


def _values(content: Content, read: Acquaintance, zone: tzinfo) -> Changes:
    hour = content.met.numbers.reminder_hour
    due = None if read.day is None else moment_of(read.day, hour, zone)
    return {
        "name": read.name,
        "place": read.place,
        "making": read.making,
        "day": read.day,
        "due": due,
    }


def _field(name: str, typed: Mapping[str, str], *, needed: bool = False) -> "ui.Label[Any]":
    label, about, example = _FIELDS[name]
    return field(
        name,
        label,
        about=about,
        example=example,
        typed=typed.get(name),
        most=LONGEST,
        needed=needed or name == "who",
    )


FORMS = (MetForm, SnoozeForm)
