"""What can be pressed about people met: in the list, on a person's card, and on a reminder."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta, tzinfo
from zoneinfo import ZoneInfo

import discord

from bot.content import Content
from bot.interactions.buttons import LastingButton, LastingMenu
from bot.interactions.cards import Card, CardItem, option, row, text, turn_to
from bot.interactions.errors import Refusal
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who
from bot.planning.when import moment_of, show_day
from bot.store.met import Met
from bot.workflows import met as doing
from cogs.planning.access import ACCENT, content_of
from cogs.planning.correcting import open_form
from cogs.planning.met_access import find_met, zone_of
from cogs.planning.met_cards import list_card, name_of, person_card, typed_of

_ON_A_PAGE = 10
_ONE = r"met:(?P<met_id>\d{1,18})"


async def met_list(interaction: Interaction, page: int = 0, note: str | None = None) -> Card:
    """Make a page of the list of whoever asks; pages count from 0."""
    store, content = interaction.client.store, content_of(interaction)
    owner = interaction.user.id
    total = await store.met.count(owner)
    page = min(page, max(0, total - 1) // _ON_A_PAGE)
    start = page * _ON_A_PAGE
    people = await store.met.of(owner, _ON_A_PAGE, start)
    reminding = await store.reminding.of(owner)
    last = start + len(people) >= total
    return list_card(
        content,
        people,
        *_turning(people, page, is_last=last),
        row(AddButton(), WhereButton("list" if reminding.by_message else "message")),
        now=interaction.client.clock.now(),
        start=start,
        total=total,
        reminding=reminding,
        zone=await zone_of(interaction),
        note=note,
    )


def _turning(people: Sequence[Met], page: int, *, is_last: bool) -> Iterator[CardItem]:
    if people:
        yield row(OpenMenu([option(met.name, str(met.id), met.place or "") for met in people]))
    earlier = [PageButton(str(page - 1), "Page before")] if page else []
    later = [] if is_last else [PageButton(str(page + 1), "Next page")]
    if earlier or later:
        yield row(*earlier, *later)


def opened(interaction: Interaction, met: Met, note: str | None = None) -> Card:
    """Show somebody with everything that can be done about them."""
    one = str(met.id)
    return person_card(
        content_of(interaction),
        met,
        interaction.client.clock.now(),
        row(*([DoneButton(one)] if met.state == "open" else []), DayButton(one)),
        row(ChangeButton(one), DeleteButton(one), PageButton("0", "Back to the list")),
        note=note,
    )


async def dated_card(interaction: Interaction, met: Met, note: str) -> Card:
    """Show somebody for whom a day was named; a member who was never asked is asked how to remind.

    Only a press on one of its buttons is consent.
    """
    content = content_of(interaction)
    reminding = await interaction.client.store.reminding.of(interaction.user.id)
    if met.due is None or reminding.by_message is not None:
        return opened(interaction, met, note)
    asked = content.met.words.consent.format(hour=content.met.numbers.reminder_hour)
    return person_card(
        content,
        met,
        interaction.client.clock.now(),
        text(asked),
        row(WhereButton("message"), WhereButton("list")),
        row(DayButton(str(met.id)), ChangeButton(str(met.id)), PageButton("0", "The list")),
        note=note,
    )


async def put_off(interaction: Interaction, met: Met, day: date, zone: tzinfo) -> Card:
    """Name another day, and show whom it is about."""
    words = content_of(interaction).met.words
    due = moment_of(day, content_of(interaction).met.numbers.reminder_hour, zone)
    later = await doing.put_off(interaction.client.store, met, day, due)
    if later is None:
        raise Refusal(words.gone)
    note = words.snoozed.format(name=name_of(later), day=show_day(day))
    return await dated_card(interaction, later, note)


class PageButton(LastingButton, template=r"met:list:(?P<page>\d{1,6})", open_to=Who.ANYBODY):
    """Leads to a page of the list; pages count from 0."""

    def __init__(self, page: str, label: str = "") -> None:
        self.page = int(page)
        super().__init__(label, f"met:list:{page}")

    async def press(self, interaction: Interaction) -> None:
        await turn_to(interaction, await met_list(interaction, self.page))


class OpenMenu(LastingMenu, template=r"met:open", open_to=Who.ITS_PERSON):
    """The people of a page; choosing one shows them."""

    def __init__(self, options: Sequence[discord.SelectOption] = ()) -> None:
        super().__init__("Choose somebody", "met:open", options)

    async def press(self, interaction: Interaction) -> None:
        await turn_to(interaction, opened(interaction, await find_met(interaction, self.chosen)))


class AddButton(LastingButton, template=r"met:add", open_to=Who.ANYBODY):
    """Opens the form for somebody new."""

    def __init__(self) -> None:
        super().__init__("Add somebody", "met:add", style=discord.ButtonStyle.primary)

    async def press(self, interaction: Interaction) -> None:
        await open_form(interaction, "met:new")


class WhereButton(
    LastingButton, template=r"met:remind:(?P<where>message|list)", open_to=Who.ANYBODY
):
    """Agrees to direct messages, or takes that back."""

    def __init__(self, where: str) -> None:
        self.where = where
        labels = {"message": "Remind me by direct message", "list": "Only mark it in the list"}
        super().__init__(labels[where], f"met:remind:{where}")

    async def press(self, interaction: Interaction) -> None:
        reminding, words = interaction.client.store.reminding, content_of(interaction).met.words
        by_message = self.where == "message"
        await reminding.set_by_message(interaction.user.id, by_message=by_message)
        note = words.by_message if by_message else words.in_list
        await turn_to(interaction, await met_list(interaction, note=note))


class _PersonButton(LastingButton, template=r"(?!)", open_to=Who.ITS_PERSON):
    what: str
    caption: str

    def __init__(self, met_id: str) -> None:
        self.met_id = met_id
        super().__init__(self.caption, f"met:{met_id}:{self.what}")


class DoneButton(_PersonButton, template=_ONE + ":done"):
    """Says that the member was in touch."""

    what, caption = "done", "I was in touch"

    async def press(self, interaction: Interaction) -> None:
        await turn_to(interaction, await finished(interaction, self.met_id))


async def finished(interaction: Interaction, met_id: str) -> Card:
    """Note that the member was in touch, and show the list."""
    words, met = content_of(interaction).met.words, await find_met(interaction, met_id)
    if await doing.finish(interaction.client.store, met) is None:
        raise Refusal(words.gone)
    return await met_list(interaction, note=words.done.format(name=name_of(met)))


class DayButton(_PersonButton, template=_ONE + ":day"):
    """Opens the form for the day."""

    what, caption = "day", "Name a day"

    async def press(self, interaction: Interaction) -> None:
        met = await find_met(interaction, self.met_id)
        await open_form(interaction, f"met:{met.id}:when")


class ChangeButton(_PersonButton, template=_ONE + ":change"):
    """Opens the form with what is known."""

    what, caption = "change", "Change"

    async def press(self, interaction: Interaction) -> None:
        met = await find_met(interaction, self.met_id)
        await open_form(interaction, f"met:{met.id}", typed_of(met))


class DeleteButton(_PersonButton, template=_ONE + ":delete"):
    """Asks before it deletes."""

    what, caption = "delete", "Delete"

    async def press(self, interaction: Interaction) -> None:
        card = delete_card(content_of(interaction), await find_met(interaction, self.met_id))
        await turn_to(interaction, card)


def delete_card(content: Content, met: Met) -> Card:
    """Say what deleting takes, and ask."""
    asked = content.met.words.delete.format(name=name_of(met))
    ways = row(SureButton(str(met.id)), PageButton("0", "Keep them"))
    return Card(text(asked), ways, accent=ACCENT)


class SureButton(_PersonButton, template=_ONE + ":sure"):
    """Deletes somebody; pressed twice it does no harm."""

    what, caption = "sure", "Delete for good"

    async def press(self, interaction: Interaction) -> None:
        host = interaction.client
        met = await host.store.met.get(int(self.met_id), interaction.user.id)
        if met is not None:
            await doing.delete(host.store, met, host.clock.now())
        note = content_of(interaction).met.words.deleted
        await turn_to(interaction, await met_list(interaction, note=note))


async def in_days(interaction: Interaction, days: int) -> tuple[date, tzinfo]:
    """Return the day so many days from the member's today, and the zone it is counted in."""
    zone = ZoneInfo(await zone_of(interaction))
    today = interaction.client.clock.now().astimezone(zone).date()
    return today + timedelta(days=days), zone


ITEMS = (
    PageButton,
    OpenMenu,
    AddButton,
    WhereButton,
    DoneButton,
    DayButton,
    ChangeButton,
    DeleteButton,
    SureButton,
)
