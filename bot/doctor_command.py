"""`biztalk doctor`: what is wrong with the machine, on Discord and on each server, and the mend."""

import textwrap
from collections.abc import Iterator

from bot import clock
from bot.doctor import Finding, Report
from bot.doctor.outside import Part, examine_from_outside
from bot.settings import Settings

ABOUT = "Look at the machine, Discord and each server, and say how to mend what is wrong."

_WORDS = {"good": "well", "note": "note", "broken": "BROKEN"}
_STATE, _NAME = 8, 27  # columns of a line
_WIDTH = 100


async def lines(settings: Settings) -> tuple[list[str], bool]:
    """Return what to print, and whether all is well."""
    now = clock.choose(settings.clock_file)
    parts = [part async for part in examine_from_outside(settings, now)]
    printed = [line for part in parts for line in _part(part)]
    every = Report.of(one for part in parts for one in part.report.findings)
    return [*printed, _in_short(every)], every.is_well


def _part(part: Part) -> Iterator[str]:
    yield part.title
    for one in part.report.findings:
        yield from _lines(one)
    yield ""


def _lines(one: Finding) -> Iterator[str]:
    margin = " " * (_STATE + _NAME)
    head = f"{_WORDS[one.state]:<{_STATE}}{one.looked_at:<{_NAME}}"
    said = [one.found] if one.state == "good" or not one.mend else [one.found, f"Mend: {one.mend}"]
    for number, paragraph in enumerate(said):
        yield from textwrap.wrap(
            paragraph,
            _WIDTH,
            initial_indent=margin if number else head,
            subsequent_indent=margin,
            break_long_words=False,
            break_on_hyphens=False,
        )


def _in_short(every: Report) -> str:
    count = len(every.broken)
    if count:
        return "One thing is broken." if count == 1 else f"{count} things are broken."
    return "Nothing is broken."
