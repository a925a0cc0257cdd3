from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from bot.gigs import (
    Answers,
    Ceiling,
    Room,
    Terms,
    Verdict,
    counter_offer,
    draft,
    plays_needed,
    rules,
    show_money,
    terms_to_agree,
    weigh,
    what_it_takes,
)
from tests.unit.gigs.offers import FRAMEWORK, offers, the


def euros(amount: Decimal) -> str:
    return show_money(amount, "EUR")


def drafted(offer: Answers) -> str:
    written = draft(weigh(offer, FRAMEWORK), FRAMEWORK, euros)
    assert written is not None
    return written


def test_a_counter_offer_names_both_prices_and_the_hours_the_offer_buys() -> None:
    written = drafted(the("W12"))
    assert "My usual fee for this is €600. For this one I can do it for €420." in written
    assert "up to 12 hours, and €210 before I start" in written
    assert "If the budget cannot move, I can do 8.5 hours of work for €300 instead." in written
    assert "[number] rounds of revisions" in written
    assert "points" not in written


def test_one_hour_is_no_hours() -> None:
    offer = replace(the("W07"), offered=Decimal(200), hours=Decimal(2))
    short = drafted(replace(offer, reasons=the("W06").reasons))
    assert "up to 2 hours" in short
    assert "I can do 1 hour of work" in short


def test_costs_belong_to_the_usual_fee() -> None:
    written = drafted(replace(the("W12"), costs=Decimal(30)))
    assert "My usual fee for this is €630." in written


def test_points_stay_in_the_counter_offer() -> None:
    written = drafted(the("W03"))
    assert "for €320, plus 5% points on the recording." in written
    assert "of work for" not in written  # nothing was offered that buys hours


def test_a_fixed_price_shows_the_hours_first() -> None:
    fixed = replace(the("W07"), room=Room.FIXED)
    written = drafted(fixed)
    assert written.index("For €320 I can do 7 hours of work") < written.index("My usual fee")
    hours, price = what_it_takes(weigh(fixed, FRAMEWORK), FRAMEWORK, euros)
    assert hours == "For €320, a fair share of the job would be 7 hours."
    assert price == "At €360 the answer changes: take it."
    moving = what_it_takes(weigh(the("W07"), FRAMEWORK), FRAMEWORK, euros)
    assert moving == (price, hours)


def test_a_floor_above_the_usual_fee_is_asked_for_alone() -> None:
    offer = replace(the("W13"), floor=Decimal(40), room=Room.FLEXIBLE)
    written = drafted(offer)
    assert "I would need €800." in written
    assert "usual fee" not in written


def test_where_only_terms_are_missing_the_draft_asks_for_those() -> None:
    weighed = weigh(the("W10"), FRAMEWORK)
    written = drafted(the("W10"))
    assert "€600 is fine for me" in written
    [told] = what_it_takes(weighed, FRAMEWORK, euros)
    assert told.endswith("Agreed in writing, the same fee is enough: take it, with terms.")


def test_a_higher_fee_without_terms_in_writing_is_not_promised_to_be_enough() -> None:
    offer = replace(the("B2"), terms=Terms.REFUSED)
    weighed = weigh(offer, FRAMEWORK)
    price, _ = what_it_takes(weighed, FRAMEWORK, euros)
    assert price == (
        "At €900, and with everything in writing, the answer changes: take it, with terms."
    )
    assert weigh(replace(offer, offered=Decimal(900)), FRAMEWORK).verdict is Verdict.NEGOTIATE
    for room in Room:
        written = drafted(replace(offer, room=room))
        assert "one message that we both agree to: the fee" in written
        assert written.endswith("If not, tell me what would.")
    assert "one message" not in drafted(the("B2"))


def test_a_no_is_short_and_leaves_the_door_open() -> None:
    written = drafted(the("W04"))
    assert "can't take this one on at that fee" in written
    assert "[a name]" in written


@pytest.mark.parametrize("case_id", ["W01", "W02"])
def test_an_offer_to_take_needs_no_draft(case_id: str) -> None:
    weighed = weigh(the(case_id), FRAMEWORK)
    assert draft(weighed, FRAMEWORK, euros) is None
    assert counter_offer(weighed, FRAMEWORK, euros) is None
    assert what_it_takes(weighed, FRAMEWORK, euros) == ()


def test_terms_to_agree_name_the_hours_and_any_points() -> None:
    with_points = terms_to_agree(weigh(the("W02"), FRAMEWORK), FRAMEWORK)
    without = terms_to_agree(weigh(the("W11"), FRAMEWORK), FRAMEWORK)
    assert any(line.startswith("A cap of 20 hours") for line in with_points)
    assert any(line.startswith("2% points") for line in with_points)
    assert len(without) == len(with_points) - 1


def test_what_points_would_need_says_how_it_is_counted() -> None:
    plays, note = plays_needed(weigh(the("W02"), FRAMEWORK), FRAMEWORK)
    assert "about 5,833,334 plays. Months to wait at 20,000 a month: 292." in plays
    assert "0.003 US dollars a play" in note
    assert plays_needed(weigh(the("W01"), FRAMEWORK), FRAMEWORK) == ()


def test_the_rules_say_the_thresholds_in_force() -> None:
    numbers = replace(FRAMEWORK.numbers, favour_hours=FRAMEWORK.numbers.favour_hours + 2)
    told = rules(replace(FRAMEWORK, numbers=numbers))
    favour = next(rule for rule in told if rule.name == "A small favour")
    assert "at most 6 hours" in favour.text
    assert favour.sources == ("S35",)
    assert len(told) == len(Ceiling) + 3
    load = next(rule.text for rule in told if "discounted" in rule.text and "jobs" in rule.text)
    assert "above 1/2 discounted" in load


@settings(max_examples=150, deadline=None)
@given(offers())
def test_every_offer_has_its_words(offer: Answers) -> None:
    weighed = weigh(offer, FRAMEWORK)
    written = draft(weighed, FRAMEWORK, euros)
    takes = what_it_takes(weighed, FRAMEWORK, euros)
    shown = [*terms_to_agree(weighed, FRAMEWORK), *takes, *plays_needed(weighed, FRAMEWORK)]
    assert (written is None) == (weighed.verdict >= Verdict.TERMS) == (not takes)
    for text in [*shown, written or ""]:
        assert "{" not in text
        assert "None" not in text
    if offer.terms is not Terms.REFUSED and weighed.verdict is Verdict.NEGOTIATE:
        assert weighed.flip is not None
        assert euros(weighed.flip.fee) in (written or "")
