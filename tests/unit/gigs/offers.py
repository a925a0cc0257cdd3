"""The framework as it is shipped, the worked offers, and others crowded around its limits."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from bot.content import load
from bot.gigs import Afford, Answers, Known, Question, Reason, Room, Terms, Weight

CASES: list[dict[str, Any]] = yaml.load(
    Path(__file__).with_name("worked.yaml").read_text(),
    yaml.BaseLoader,  # noqa: S506  # makes texts only, so no binary number comes in between
)
FRAMEWORK = load(Path(__file__).parents[3] / "content").framework

USUAL = [Decimal(text) for text in ("150", "200", "333.33", "1000")]
SHARES = [Decimal(text) for text in ("0", "0.2", "0.4", "0.5", "0.7", "0.8", "0.9", "1", "1.2")]
CENTS = [Decimal(text) for text in ("0", "0.01", "-0.01", "3.7")]
COSTS = [Decimal(text) for text in ("0", "0", "40", "72.5")]
HOURS = [Decimal(text) for text in ("0.5", "3", "4", "4.5", "12", "20")]
FLOORS = [Decimal(text) for text in ("0", "5", "19.99", "25", "100")]


def answers(given: Mapping[str, str]) -> Answers:
    """The answers of a worked case."""
    known = {key: value for key, value in given.items() if value != "null"}
    return Answers(
        usual=Decimal(known["U"]),
        offered=Decimal(known["F"]),
        costs=Decimal(known["C"]),
        hours=Decimal(known["H"]),
        points=Decimal(known["P"]),
        floor=Decimal(known["R"]) if "R" in known else None,
        plays=int(known["streams"]) if "streams" in known else None,
        next_job=Decimal(known["next"]) if "next" in known else None,
        discounted=int(known["d"]),
        jobs=int(known["n"]),
        reasons={reason: Weight(int(known[reason])) for reason in Reason},
        afford=Afford(known["afford"]),
        terms=Terms(known["terms"]),
        room=Room(known["room"]),
        motive=known["motive"] == "true",
    )


def the(case_id: str) -> Answers:
    return answers(next(case["in"] for case in CASES if case["id"] == case_id))


def weights() -> st.SearchStrategy[dict[Reason, Weight]]:
    return st.fixed_dictionaries({reason: st.sampled_from(Weight) for reason in Reason})


@st.composite
def offers(draw: st.DrawFn) -> Answers:
    usual, costs = draw(st.sampled_from(USUAL)), draw(st.sampled_from(COSTS))
    share, cents = draw(st.sampled_from(SHARES)), draw(st.sampled_from(CENTS))
    jobs = draw(st.integers(0, 9))
    before_costs = draw(st.booleans())
    return Answers(
        usual=usual,
        offered=max(Decimal(0), usual * share + cents + (costs if before_costs else 0)),
        costs=costs,
        hours=draw(st.sampled_from(HOURS)),
        points=draw(st.sampled_from([Decimal(0), Decimal("2.5")])),
        floor=draw(st.none() | st.sampled_from(FLOORS)),
        plays=draw(st.sampled_from([None, 0, 240_000])),
        next_job=draw(st.sampled_from([None, Decimal(800)])),
        discounted=draw(st.integers(0, jobs)),
        jobs=jobs,
        reasons=draw(weights()),
        afford=draw(st.sampled_from(Afford)),
        terms=draw(st.sampled_from(Terms)),
        room=draw(st.sampled_from(Room)),
        motive=draw(st.booleans()),
    )


@st.composite
def half_known(draw: st.DrawFn) -> Known:
    """An offer of which the numbers are known, and some of the answers."""
    offer = draw(offers())
    told = draw(st.sets(st.sampled_from(Question)))
    return Known(
        job="",
        usual=offer.usual,
        offered=offer.offered,
        costs=offer.costs,
        hours=offer.hours,
        points=offer.points,
        floor=offer.floor,
        discounted=offer.discounted,
        jobs=offer.jobs,
        reasons={reason: offer.reasons[reason] for reason in Reason if Question(reason) in told},
        named=draw(st.sampled_from([None, "", "their album in May"])),
        afford=offer.afford if Question.AFFORD in told else None,
        terms=offer.terms if Question.TERMS in told else None,
        room=offer.room if Question.ROOM in told else None,
        motive=offer.motive if Question.MOTIVE in told else None,
    )
