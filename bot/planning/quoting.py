"""Sums in the curators' words."""

from decimal import Decimal

from bot.gigs import show_money
from bot.planning.checks import Checks, Words
from bot.planning.floor import Year, lowest_hourly
from bot.planning.showing import as_it_is, dollars, plain_number, to_the_cent
from bot.planning.streams import Per, Sum, table


def said_of(asked: Sum, words: Words) -> str:
    """Say what plays bring, or how many it takes, in one sentence."""
    filled = {"per": _per(asked.per, words), "rate": as_it_is(asked.rate)}
    points = "" if asked.points is None else plain_number(asked.points)
    if asked.plays is not None:
        filled |= {"plays": _plays(asked.plays, words)}
        whole = dollars(asked.plays * asked.rate)
        if points:
            share = dollars(asked.pays)
            return words.streams_share.format(**filled, dollars=whole, share=share, points=points)
        return words.streams_pay.format(**filled, dollars=whole)
    filled |= {"plays": _plays(asked.needs, words), "dollars": dollars(asked.dollars or Decimal(0))}
    if points:
        return words.streams_need_share.format(**filled, points=points)
    return words.streams_need.format(**filled)


def table_of(asked: Sum, checks: Checks) -> str:
    """Lay out what several numbers of plays bring, aligned in a code block."""
    rate, words = as_it_is(asked.rate), checks.words
    head = words.streams_table.format(rate=rate)
    if asked.points is not None:
        head = words.streams_table_share.format(rate=rate, points=plain_number(asked.points))
    rows = [(f"{count:,}", dollars(brings)) for count, brings in table(checks.table, asked)]
    left, right = (max(len(row[side]) for row in rows) for side in (0, 1))
    lines = (f"{count:>{left}}: {brings:>{right}}" for count, brings in rows)
    return "\n".join((head, "```", *lines, "```"))


def _per(per: Per | None, words: Words) -> str:
    said = {Per.MONTH: words.streams_a_month, Per.TOTAL: words.streams_in_all}
    return "" if per is None else f" {said[per]}"


def _plays(count: int, words: Words) -> str:
    said = words.streams_one_play if count == 1 else words.streams_more_plays
    return said.format(plays=f"{count:,}")


def floor_said(year: Year, currency: str | None, words: Words) -> str:
    """Say how the lowest hourly of a year comes about."""
    return words.floor_sum.format(
        hourly=to_the_cent(lowest_hourly(year, currency), currency),
        need=show_money(year.need, currency),
        costs=show_money(year.costs, currency),
        weeks=plain_number(year.weeks),
        hours=plain_number(year.hours),
    )
