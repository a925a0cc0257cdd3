"""/gigs how and stats, as a member sees them."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from bot import limits
from bot.content import Content, load
from bot.gigs import Weight, rules
from bot.store import Cell, Evidence
from cogs.evaluate.how import how_card
from cogs.evaluate.stats import stats_card

FEW = Cell(None, None)
NOTHING = Evidence(
    more_work=dict.fromkeys(Weight, FEW), hours=FEW, statements=FEW, leads=FEW, again=FEW
)


@pytest.fixture(scope="module")
def content() -> Content:
    return load(Path(__file__).parents[3] / "content")


async def gigs(fake_discord: Any, what: str, **where: Any) -> Any:
    inner = {"name": what, "type": 1, "options": []}
    return await fake_discord.command("gigs", inner, **where)


def said(card: Any) -> str:
    return "\n".join(
        one["content"] for one in card.to_components()[0]["components"] if one["type"] == 10
    )


async def test_every_rule_is_printed_with_its_numbers_and_sources(content: Content) -> None:
    first, second = said(how_card(content)), said(how_card(content, 1))
    told = first + second
    assert all(rule.text in told for rule in rules(content.framework))
    assert "**Not too many discounts** (S28)" in told
    assert first.index("1. **Pass**") < first.index("4. **Take it**")
    assert content.wording.gig_how_not in told
    assert "Page 1 of 2" in first
    assert "Page 2 of 2" in second
    assert "Page 2 of 2" in said(how_card(content, 99))


def test_the_longest_rules_fit(content: Content) -> None:
    words = replace(content.framework.words, how_bands="x" * 400, how_lowest="x" * 400)
    long = {one: replace(limit, rule="x" * 450) for one, limit in content.framework.limits.items()}
    framework = replace(content.framework, words=words, limits=long)
    full = replace(content, framework=framework)
    pages = [said(how_card(full, page)) for page in range(3)]
    assert all(len(page) <= limits.CARD_TEXT for page in pages)
    assert "".join(pages).count("x" * 450) == len(long)


async def test_the_rules_are_turned_page_by_page(fake_discord: Any) -> None:
    first = await gigs(fake_discord, "how", in_dm=True)
    assert first.data["flags"] & 64
    assert first.custom_ids == ["gigs:how:1"]
    second = await fake_discord.press(first, "gigs:how:1", in_dm=True)
    assert "**A small favour** (S35)" in second.text
    assert second.custom_ids == ["gigs:how:0"]


def test_what_has_too_few_answers_shows_no_number(content: Content) -> None:
    told = said(stats_card(content, NOTHING))
    assert told.count(": fewer than 5 members") == 7
    assert content.wording.gig_stats_empty in told


def test_the_evidence_is_told_beside_the_note(content: Content) -> None:
    evidence = Evidence(
        more_work={
            Weight.SPECIFIC: Cell(6, Fraction(4, 6)),
            Weight.MAYBE: Cell(8, Fraction(1, 8)),
            Weight.NONE: FEW,
        },
        hours=Cell(5, Fraction(676, 500)),
        statements=Cell(5, Fraction(1, 5)),
        leads=Cell(7, Fraction(16, 7)),
        again=Cell(9, Fraction(1)),
    )
    told = said(stats_card(content, evidence))
    assert "- “Specific: I can name it”: 66.67% (6 answers)" in told
    assert "- “Maybe”: 12.5% (8 answers)" in told
    assert "- “No”: fewer than 5 members" in told
    assert "**Leads from a job**: 2.29 on average (7 answers)" in told
    assert "5+ leads" in told
    assert "(S46)" in told
    assert "**Hours**: 35.2% more than expected, on average (5 answers)" in told
    assert "**Points with a statement**: 20% (5 answers)" in told
    assert "**Would take it again**: 100% (9 answers)" in told
    assert content.wording.gig_stats_empty not in told


@pytest.mark.parametrize(
    ("ratio", "told"), [(Fraction(3, 4), "25% fewer"), (Fraction(1), "as many as expected")]
)
def test_hours_may_also_be_fewer(content: Content, ratio: Fraction, told: str) -> None:
    card = stats_card(content, replace(NOTHING, hours=Cell(5, ratio)))
    assert f"**Hours**: {told}" in said(card)


async def test_stats_are_for_a_server(fake_discord: Any) -> None:
    shown = await gigs(fake_discord, "stats")
    assert shown.data["flags"] & 64
    assert "nobody can be recognised" in shown.text.replace("\n", " ")
    told = await gigs(fake_discord, "stats", in_dm=True)
    assert "figures of one server" in told.text
