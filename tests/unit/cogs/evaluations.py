"""Worked offers as evaluations that have a verdict, and what their cards show."""

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.content import load
from bot.gigs import Known, Verdict
from bot.interactions.cards import Card
from bot.store.evaluations import Evaluation
from bot.store.votes import Vote
from tests.unit.gigs.offers import CASES, answers

CONTENT = load(Path(__file__).parents[3] / "content")
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
OWNER = 300
NAMED = "Ana *Lovelace*'s second EP"


def known_of(case_id: str) -> Known:
    given = answers(next(case["in"] for case in CASES if case["id"] == case_id))
    return Known(
        job="Mix of an EP",
        usual=given.usual,
        offered=given.offered,
        costs=given.costs,
        hours=given.hours,
        points=given.points,
        floor=given.floor,
        plays=given.plays,
        next_job=given.next_job,
        discounted=given.discounted,
        jobs=given.jobs,
        reasons=given.reasons,
        named=NAMED,
        afford=given.afford,
        terms=given.terms,
        room=given.room,
        motive=given.motive,
    )


def evaluation(known: Known, place: Any = "private", **more: Any) -> Evaluation:
    values: dict[str, Any] = {
        "currency": "EUR",
        "words_shown": False,
        "draft": None,
        "verdict": None,
        "outcome": None,
    }
    return Evaluation(
        id=41,
        user_id=OWNER,
        guild_id=100,
        state="weighed",
        place=place,
        channel_id=200,
        home_id=201,
        card_id=202,
        revision=7,
        back_to=None,
        known=known,
        typed={},
        discounted=True,
        follow_ups=None,
        began_at=NOW,
        changed_at=NOW,
        weighed_at=NOW,
        outcome_at=None,
        **(values | more),
    )


def offer(case_id: str, place: Any = "private", **more: Any) -> Evaluation:
    return evaluation(known_of(case_id), place, **more)


def votes(*verdicts: Verdict, reason: str = "It is dated") -> list[Vote]:
    return [
        Vote(41, 500 + number, verdict, reason, NOW + timedelta(minutes=number))
        for number, verdict in enumerate(verdicts)
    ]


def parts(card: Card) -> list[Any]:
    def walk(nodes: list[Any]) -> list[Any]:
        return [one for node in nodes for one in (node, *walk(node.get("components", [])))]

    return walk(card.to_components())


def said(card: Card) -> str:
    return "\n".join(part["content"] for part in parts(card) if part["type"] == 10)


def labels(card: Card) -> list[str]:
    return [part["label"] for part in parts(card) if part["type"] == 2]


def figures(card: Card) -> dict[str, str]:
    block = re.search(r"```\n(.*?)\n```", said(card), re.DOTALL)
    assert block is not None
    pairs = re.findall(r"^([^:\n]+):\s+(\S.*)$", block.group(1), re.MULTILINE)
    return dict(pairs)
