"""What a member sees of people they met: the list, one of them, and the reminder."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from bot.content import Content
from bot.interactions.cards import Card, CardItem, row, text
from bot.interactions.wording import plain
from bot.planning.when import show_day
from bot.store.met import Met
from bot.store.reminding import Reminding
from cogs.planning.access import ACCENT

_LONGEST = 300
_IN_LIST = 60


def name_of(met: Met) -> str:
    """Return the name without effect."""
    return plain(met.name, _IN_LIST)


def typed_of(met: Met) -> dict[str, str]:
    """Return what stands in the form for somebody, by the fields' names."""
    day = None if met.day is None else met.day.isoformat()
    known = {"who": met.name, "where": met.place, "making": met.making, "when": day}
    return {name: value or "" for name, value in known.items()}


def person_card(
    content: Content, met: Met, now: datetime, *controls: CardItem, note: str | None = None
) -> Card:
    """Show somebody whole; `note` says what has just been done."""
    return Card(
        text(
            note,
            f"### {name_of(met)}",
            "\n".join(_known(met)),
            _day(content, met, now),
            f"-# {content.met.words.private}",
        ),
        *controls,
        accent=ACCENT,
    )


def list_card(  # noqa: PLR0913 - what the list shows, each by name
    content: Content,
    people: Sequence[Met],
    *controls: CardItem,
    now: datetime,
    start: int,
    total: int,
    reminding: Reminding,
    zone: str,
    note: str | None = None,
) -> Card:
    """Show some of `total` people, counted from `start`: whom to be in touch with first."""
    words = content.met.words
    lines = [_line(content, number, met, now) for number, met in enumerate(people, start + 1)]
    how = words.by_message if reminding.by_message else words.in_list
    return Card(
        text(note, "### People you met", "\n".join(lines) or words.empty),
        *controls,
        text(
            f"-# {start + 1} to {start + len(lines)} of {total}." if lines else None,
            "\n".join(f"-# {said}" for said in (how, words.zone.format(zone=zone), words.private)),
        ),
        accent=ACCENT,
    )


def reminder_card(content: Content, met: Met, *buttons: CardItem) -> Card:
    """Remind of a person, never of business (S19, S53)."""
    words = content.met.words
    place = words.remind_place.format(place=plain(met.place, _LONGEST)) if met.place else None
    making = met.making and words.remind_making.format(making=plain(met.making, _LONGEST))
    told = "\n".join(filter(None, (place, making)))
    return Card(text(words.remind.format(name=name_of(met)), told), row(*buttons), accent=ACCENT)


def _known(met: Met) -> Iterator[str]:
    if met.place:
        yield f"Met: {plain(met.place, _LONGEST)}"
    if met.making:
        yield f"Making: {plain(met.making, _LONGEST)}"


def _day(content: Content, met: Met, now: datetime) -> str:
    words = content.met.words
    if met.state == "done":
        return words.done.format(name=name_of(met))
    if met.day is None or met.due is None:
        return words.no_day
    said = words.day_set.format(day=show_day(met.day))
    return f"{said} {words.due}" if met.due <= now else said


def _line(content: Content, number: int, met: Met, now: datetime) -> str:
    about = [plain(one, _IN_LIST) for one in (met.place, met.making) if one]
    if met.state == "done":
        when = "done"
    elif met.day is None or met.due is None:
        when = "no day yet"
    else:
        when = show_day(met.day)
        if met.due <= now:
            when = f"{when}. {content.met.words.due}"
    return f"{number}. **{name_of(met)}**: {' · '.join([*about, when])}"
