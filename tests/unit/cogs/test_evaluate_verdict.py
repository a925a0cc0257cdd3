"""What stands on the card of a verdict, for the member alone and where others read along."""

import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from bot import limits
from bot.gigs import Afford, Known, Reason, Room, Terms, Verdict, Weight, complete, weigh
from bot.interactions import quoting
from cogs.evaluate.reckoning import WIDTH, weighed_of
from cogs.evaluate.verdict import verdict_card
from cogs.evaluate.verdict_controls import figures_card
from tests.unit.cogs.evaluations import (
    CONTENT,
    evaluation,
    figures,
    known_of,
    labels,
    offer,
    parts,
    said,
    votes,
)
from tests.unit.gigs.offers import CASES

MONEY = re.compile(r"[€$£]|EUR|USD|an hour|hourly|Gap|plays", re.IGNORECASE)


def test_a_verdict_is_read_in_order() -> None:
    text = said(verdict_card(CONTENT, offer("W06"), []))
    order = [
        "Mix of an EP",
        "## Negotiate",
        "your month would not work out",
        "33.33% below your usual fee is a lot for maybes",
        "More work 1 · Portfolio 0 · Learning 0 · Wanting it 1: 2 of 8",
        "Discount:",
        "At €810 the answer changes",
        "Ask first: can I afford it?",
        '-# From Community note "Marketing and Networking for Engineers"',
    ]
    places = [text.index(one) for one in order]
    assert places == sorted(places)


def test_figures_for_the_member() -> None:
    assert figures(verdict_card(CONTENT, offer("W16"), [])) == {
        "Discount": "70%",
        "Effective hourly": "€16.67",
        "Usual hourly": "€55.56",
        "Gap": "€700",
        "Discounted jobs": "1 of 6",
        "Load": "all right",
        "Plays needed": "7,777,778",
        "Months of 20,000": "389",
        "Your guess pays": "$21.60",
    }
    assert "0.003 US dollars a play" in said(verdict_card(CONTENT, offer("W16"), []))
    shown = figures(verdict_card(CONTENT, offer("W06"), []))
    assert shown["Fee that changes it"] == "€810"
    assert shown["Hours at the offer"] == "14.5"
    assert figures(verdict_card(CONTENT, offer("W14"), []))["Break-even chance"] == "12.5%"


def test_full_pay_needs_no_reasons_and_no_load() -> None:
    card = verdict_card(CONTENT, offer("W01"), [])
    assert "## Take it" in said(card)
    assert "The reasons" not in said(card)
    assert not {"Discounted jobs", "Load"} & figures(card).keys()
    assert "Draft a reply" not in labels(card)


def test_more_than_usual_is_no_discount() -> None:
    card = verdict_card(CONTENT, evaluation(replace(known_of("W01"), offered=Decimal(660))), [])
    assert figures(card)["Above your usual"] == "10%"
    assert "Gap" not in figures(card)


def test_the_members_words_stand_by_the_score_as_typed() -> None:
    text = said(verdict_card(CONTENT, offer("W02"), []))
    assert r"Ana \*Lovelace\*'s second EP" in text
    unnamed = replace(known_of("W02"), reasons=dict.fromkeys(Reason, Weight.MAYBE))
    assert "Lovelace" not in said(verdict_card(CONTENT, evaluation(unnamed), []))


def test_with_terms_they_are_listed() -> None:
    text = said(verdict_card(CONTENT, offer("W02"), []))
    assert "- A cap of 20 hours, and what happens after that." in text
    assert "- 2% points: of what exactly" in text
    assert "To agree" not in said(verdict_card(CONTENT, offer("W06"), []))


def test_every_change_that_would_lift_a_worked_case_is_named() -> None:
    for case in CASES:
        shown = offer(case["id"])
        weighed = weighed_of(CONTENT, shown)
        assert weighed is not None
        card = said(verdict_card(CONTENT, shown, []))
        assert all(f"- {change.sentence}" in card for change in weighed.changes)


@pytest.mark.parametrize("place", ["public", "here"])
@pytest.mark.parametrize("case_id", [case["id"] for case in CASES])
def test_others_see_no_money_and_no_words(case_id: str, place: str) -> None:
    shown = offer(case_id, place, draft="For €300 I would")
    text = said(verdict_card(CONTENT, shown, votes(Verdict.TAKE)))
    own = text[: text.find("**From the community**")]
    allowed = own.replace("It pays less an hour than the lowest you can live on", "")
    assert not MONEY.search(allowed)
    assert "EP" not in own
    assert figures(verdict_card(CONTENT, shown, [])).keys() <= {
        *("Discount", "Above your usual", "Discounted jobs", "Load", "Break-even chance")
    }


def test_the_member_reads_all_figures_of_a_public_card_alone() -> None:
    shown = offer("W06", "public")
    weighed = weighed_of(CONTENT, shown)
    assert weighed is not None
    card = figures_card(CONTENT, shown, weighed)
    assert figures(card)["Effective hourly"] == "€30"
    assert "At €810 the answer changes" in said(card)


def test_a_verdict_given_by_other_rules_says_so() -> None:
    card = verdict_card(CONTENT, offer("W06", verdict=Verdict.PASS), [])
    assert "## Negotiate" in said(card)
    assert "Then the answer was: pass" in said(card)
    assert "Then the answer" not in said(
        verdict_card(CONTENT, offer("W06", verdict=Verdict.NEGOTIATE), [])
    )


def test_rules_that_by_now_ask_for_more_lead_to_what_is_missing() -> None:
    unasked = replace(known_of("W06"), reasons={})
    card = verdict_card(CONTENT, evaluation(unasked, verdict=Verdict.TAKE), [])
    assert "## Take it" in said(card)
    assert labels(card) == ["Change answers"]


def test_every_quoted_entry_can_be_read_whole() -> None:
    for case in CASES:
        answered = complete(known_of(case["id"]), CONTENT.framework)
        assert answered is not None
        for entry_id in weigh(answered, CONTENT.framework).entries:
            card = quoting.entry_card(CONTENT.guidance, CONTENT.guidance.entries[entry_id])
            assert CONTENT.guidance.entries[entry_id].body.splitlines()[0] in said(card)


def extremes() -> Iterator[Known]:
    """Offers with every optional answer, at the largest and the longest that forms take."""
    for offered, afford, terms, room, (weight, taken) in itertools.product(
        ("0", "3000000.55", "6999999.99", "9999999.99"),
        Afford,
        Terms,
        (Room.FIXED, Room.UNKNOWN),
        itertools.product((Weight.MAYBE, Weight.SPECIFIC), ((1400, 3000), (2999, 3000))),
    ):
        yield Known(
            job="*" * 80,
            usual=Decimal(10_000_000),
            offered=Decimal(offered),
            costs=Decimal("0.01"),
            hours=Decimal("4999.75"),
            points=Decimal("0.01"),
            floor=Decimal("1999.99"),
            plays=10_000_000_000,
            next_job=Decimal("0.03"),
            discounted=taken[0],
            jobs=taken[1],
            reasons=dict.fromkeys(Reason, weight),
            named="*" * 300,
            afford=afford,
            terms=terms,
            room=room,
            motive=True,
        )


def test_nothing_is_cut_however_long_the_answers_and_everything_fits() -> None:
    cast = votes(*Verdict)
    longest = 0
    for known, place in zip(extremes(), itertools.cycle(("private", "private", "public"))):
        shown = evaluation(
            known,
            place,
            words_shown=True,
            draft="x",
            currency="IRR",
            verdict=Verdict.PASS,
            outcome="took",
        )
        card = verdict_card(CONTENT, shown, cast)
        everything = parts(card)
        length = sum(len(part["content"]) for part in everything if part["type"] == 10)
        longest = max(longest, length)
        assert len(everything) <= 40
        custom_ids = [part["custom_id"] for part in everything if "custom_id" in part]
        assert len(set(custom_ids)) == len(custom_ids)
        block = re.search(r"```\n(.*?)\n```", said(card), re.DOTALL)
        assert block is not None
        assert max(map(len, block.group(1).splitlines())) <= WIDTH
    assert longest < limits.CARD_TEXT - 100
