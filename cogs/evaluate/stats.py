"""`/gigs stats`: what became of the jobs that members of a server took."""

from collections.abc import Callable, Iterator
from fractions import Fraction

from bot.content import Content
from bot.gigs import Question, Weight, half_up, show_percent
from bot.interactions.cards import Card, text
from bot.store import Cell, Evidence
from bot.store.evidence import LEAST_MEMBERS
from cogs.evaluate.access import ACCENT

_MOST_HOPED_FIRST = sorted(Weight, reverse=True)


def stats_card(content: Content, evidence: Evidence) -> Card:
    """Show the evidence (inventory 5.6); what has too few answers shows no number."""
    wording = content.wording
    return Card(
        text(
            "### What members report",
            wording.gig_stats_empty if _is_empty(evidence) else None,
            "\n".join(
                ("**More work came of it**, by what was expected", *_hopes(content, evidence))
            ),
            f"**Leads from a job**: {_said(evidence.leads, _number)}\n{wording.gig_stats_leads}",
            f"**Hours**: {_said(evidence.hours, _overrun)}",
            "**Points with a statement**: "
            f"{_said(evidence.statements, show_percent)}\n{wording.gig_stats_points}",
            f"**Would take it again**: {_said(evidence.again, show_percent)}",
            f"-# {wording.gig_stats.format(least=LEAST_MEMBERS)}",
        ),
        accent=ACCENT,
    )


def _is_empty(evidence: Evidence) -> bool:
    others = (evidence.hours, evidence.statements, evidence.leads, evidence.again)
    return all(cell.value is None for cell in (*evidence.more_work.values(), *others))


def _hopes(content: Content, evidence: Evidence) -> Iterator[str]:
    asked = content.framework.question(Question.MORE)
    for weight in _MOST_HOPED_FIRST:
        label = asked.option(str(weight.value)).label
        yield f"- “{label}”: {_said(evidence.more_work[weight], show_percent)}"


def _said(cell: Cell, show: Callable[[Fraction], str]) -> str:
    if cell.value is None:
        return f"fewer than {LEAST_MEMBERS} members"
    return f"{show(cell.value)} ({cell.answers} answers)"


def _number(value: Fraction) -> str:
    return f"{half_up(value):f} on average"


def _overrun(ratio: Fraction) -> str:
    if ratio == 1:
        return "as many as expected, on average"
    way = "more" if ratio > 1 else "fewer"
    return f"{show_percent(abs(ratio - 1))} {way} than expected, on average"
