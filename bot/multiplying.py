"""`biztalk streams`: plays and dollars worked out in the terminal."""

import argparse
import json
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from bot.content import Content
from bot.errors import CannotStart
from bot.gigs import half_up
from bot.planning import streams
from bot.planning.quoting import said_of, table_of
from bot.planning.showing import as_it_is
from bot.planning.streams import Per, Sum

_CENT = Fraction(1, 100)


def add_options(command: argparse.ArgumentParser) -> None:
    """Add what `streams` can be asked."""
    command.add_argument("--plays", help="how many plays, such as 20000 or 20k")
    command.add_argument("--dollars", help="instead of plays: an amount, such as 60")
    command.add_argument("--points", help="your points in percent, if not all of it is yours")
    command.add_argument("--per", choices=list(Per), help="counted a month, or in all")
    command.add_argument("--rate", help="what a play pays in US dollars, if not the article's")
    command.add_argument("--table", action="store_true", help="add several numbers of plays")
    command.add_argument("--json", action="store_true", help="one line of JSON")


def lines(content: Content, options: argparse.Namespace) -> Iterator[str]:
    """Yield the answer; raises `CannotStart` with a sentence for what cannot be worked out."""
    given = {name: getattr(options, name) for name in streams.FIELDS}
    typed = {name: said for name, said in given.items() if said is not None}
    usual = content.framework.numbers.play_pays
    asked = streams.read(typed, usual)
    if not isinstance(asked, Sum):
        raise CannotStart(" ".join(asked.values()))
    checks = content.checks
    note = checks.words.streams_note.format(rate=as_it_is(usual))
    if options.json:
        counted = streams.table(checks.table, asked) if options.table else ()
        table = [{"plays": plays, "dollars": _number(brings)} for plays, brings in counted]
        yield json.dumps(_told(asked) | ({"table": table} if table else {}) | {"note": note})
        return
    yield said_of(asked, checks.words).replace("**", "")
    if options.table:
        yield table_of(asked, checks).replace("```\n", "").removesuffix("\n```")
    yield note


def _told(asked: Sum) -> dict[str, object]:
    """The sum for programs: dollars as they are shown, to the cent or below one as they are."""
    by_plays = asked.plays is not None
    return {
        "plays": asked.plays if by_plays else asked.needs,
        "dollars": _number(asked.pays if by_plays else asked.dollars or Decimal(0)),
        "points": None if asked.points is None else _number(asked.points),
        "per": asked.per,
        "rate": float(asked.rate),
    }


def _number(value: Fraction | Decimal) -> int | float:
    shown = half_up(value) if value == 0 or Fraction(value) >= _CENT else half_up(value, 12)
    return int(shown) if shown == int(shown) else float(shown)
