from datetime import UTC, date, datetime

from bot.planning.asked_back import AskedBack
from bot.planning.met import Acquaintance, read_met
from tests.unit.planning.people_tools import MET, NETWORK

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


def read(**typed: str) -> object:
    return read_met(typed, MET.numbers.longest_line, NOW, UTC)


def test_a_name_is_enough() -> None:
    assert read(who=" Ana  Lovelace") == Acquaintance("Ana Lovelace", None, None, None)


def test_everything_is_taken_as_it_was_typed() -> None:
    assert read(who="Ana", where="the Fox", making="an EP", when="in 10 days") == Acquaintance(
        "Ana", "the Fox", "an EP", date(2026, 12, 2)
    )


def test_every_fault_is_told_at_once() -> None:
    assert read(who="?", where="x" * 200, when="2020-01-01") == {
        "where": AskedBack("line_long", {"length": 200, "most": 150, "over": 50}),
        "who": AskedBack("who_blank"),
        "when": AskedBack("when_past", {"day": "Wednesday, 1 January 2020"}),
    }


def test_a_past_day_is_asked_back_in_one_plain_sentence() -> None:
    asked = AskedBack("when_past", {"day": "Wednesday, 1 January 2020"})
    assert MET.words.say(asked) == (
        "Wednesday, 1 January 2020 has passed. When would you like to be in touch?"
    )


def test_a_reminder_speaks_of_a_person_and_of_no_offer() -> None:
    said = MET.words.remind.casefold()
    assert "friend" in said
    for word in ("rate", "price", "service", "book", "pitch", "client", "!"):
        assert word not in said
        assert word not in NETWORK.words.nudge_due.casefold()
