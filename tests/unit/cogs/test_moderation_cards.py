"""The card of a case, as moderators read it."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot import limits
from bot.content import Content, load
from bot.interactions.cards import Card
from bot.moderation import judge, said
from bot.store import (
    CaseDecision,
    CaseHistory,
    CaseReport,
    KeptPart,
)
from cogs.moderation.cards import case_card
from tests.unit.cogs.cases import NOW, PITCH, case, matter, posted
from tests.unit.cogs.evaluations import labels, parts
from tests.unit.cogs.evaluations import said as told

NOTHING = CaseHistory(0, 0, 0, None)


@pytest.fixture(scope="module")
def content() -> Content:
    return load(Path(__file__).parents[3] / "content")


def custom_ids(card: Card) -> list[str]:
    return [one["custom_id"] for one in parts(card) if "custom_id" in one]


def test_it_shows_the_words_the_reasons_and_the_place(content: Content) -> None:
    card = case_card(matter(content, case(posted(content))), NOTHING)
    shown = told(card)
    assert "### Case 12: " in shown
    assert "No self-promotion" in shown
    assert "**__" in shown
    assert "<@300>, a message in <#200>, judged" in shown
    assert "(https://discord.com/channels/100/200/5001)" in shown
    assert "**Why: 105**" in shown
    assert "from 100 on I would call it clear" in shown
    assert content.wording.case_no_history in shown
    for one in judge(said(PITCH), content.moderation).signals:
        assert content.moderation.signals[one.name].sentence in shown
    assert labels(card) == [
        "Take down",
        "Warn",
        "Not promotion",
        "Promotion",
        "Exempt channel",
        "Exempt role",
        "Allow site",
        "Time out",
    ]
    assert {one.rpartition(":")[0] for one in custom_ids(card)} == {"case:12"}


def test_a_burst_is_shown_as_one_and_stays_within_what_discord_takes(content: Content) -> None:
    long = f"{'*_~|`<@&1>[a](b) ' * 120}{PITCH}{' and more' * 120}"
    many = [posted(content, long, number, channel_id=200 + number % 3) for number in range(9)]
    reports = tuple(CaseReport(number, 5001, "x" * 200, NOW) for number in range(9))
    decisions = tuple(CaseDecision(8, "reopened", NOW) for _ in range(4))
    card = case_card(matter(content, case(*many, reports=reports, decisions=decisions)), NOTHING)
    shown = told(card)
    assert len(shown) <= limits.CARD_TEXT
    assert "9 messages in <#200>, <#201>, <#202>" in shown
    assert "and 4 earlier" in shown
    assert "**Reported by 9 members**" in shown
    assert "<@&1>" not in shown
    assert labels(card)[0] == "Take down"


def test_decided_it_has_no_text_but_who_and_when(content: Content) -> None:
    kept = posted(content, parts=())
    decided = case(
        kept,
        state="decided",
        decision="not_promotion",
        decided_at=NOW,
        decisions=(CaseDecision(8, "not_promotion", NOW),),
    )
    card = case_card(matter(content, decided), CaseHistory(3, 1, 2, NOW))
    shown = told(card)
    assert "DM me" not in shown
    assert content.wording.case_text_gone in shown
    assert "**Not promotion**, by <@8>" in shown
    assert "3 earlier cases: 1 promotion, 2 let stand; the last" in shown
    assert labels(card) == ["Open again"]
    assert custom_ids(card) == ["case:12:again"]


def test_a_report_is_told_with_its_reasons(content: Content) -> None:
    kept = posted(content, "vote for me", signals=(), score=0, action="review", rule="politics")
    report = CaseReport(8, 5001, "Politics: *vote*", NOW)
    reported = case(kept, origin="reported", rule="politics", score=0, reports=(report,))
    shown = told(case_card(matter(content, reported), NOTHING))
    assert "**Reported by 1 member**" in shown
    assert "<@8>" in shown
    assert "\\*vote\\*" in shown
    assert content.wording.case_no_signals in shown
    assert "reported <t:" in shown


def test_where_in_a_message_it_stood_is_said(content: Content) -> None:
    kept = posted(content, parts=(KeptPart("attachment", PITCH), KeptPart("title", "a")))
    shown = told(case_card(matter(content, case(kept)), NOTHING))
    assert "-# file" in shown
    assert "-# title" in shown
    gone = replace(kept, deleted_at=NOW)
    assert ", deleted" in told(case_card(matter(content, case(gone)), NOTHING))
