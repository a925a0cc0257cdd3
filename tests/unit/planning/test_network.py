from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.planning.asked_back import AskedBack
from bot.planning.network import (
    Needed,
    Step,
    Total,
    next_nudge,
    next_person,
    read_days,
    read_names,
    read_number,
    read_role,
    read_text,
    step_of,
    total_of,
)
from tests.unit.planning.people_tools import NETWORK

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
BOUNDS = NETWORK.bounds


@dataclass
class Begun:
    goals: tuple[str, ...] = ()
    chosen: int | None = None
    want: str | None = None
    give: str | None = None


@dataclass
class Waiting:
    id: int
    state: str
    days: int

    @property
    def changed_at(self) -> datetime:
        return NOON - timedelta(days=self.days)


def test_the_vip_show_takes_20_to_32_and_without_its_guests_5_to_7() -> None:
    template = NETWORK.templates["vip-show"]
    assert [(one.least, one.most) for one in template.roles] == [(1, 1), (2, 3), (2, 3), (15, 25)]
    assert total_of(template.roles) == Total(20, 32)
    assert total_of(template.roles[:3]) == Total(5, 7)
    assert template.note.format(total=total_of(template.roles)) == (
        "20-32 people; the article says approx. 31 at the most."
    )


def test_the_selling_pathway_has_a_goal_and_no_roles() -> None:
    template = NETWORK.templates["selling-pathway"]
    assert template.goal
    assert (template.roles, template.want, template.give, template.note) == ((), "", "", "")


def test_a_plan_goes_step_by_step_and_needs_both_want_and_give() -> None:
    assert step_of(Begun()) is Step.GOALS
    assert step_of(Begun(("a",))) is Step.CHOICE
    assert step_of(Begun(("a",), 0)) is Step.EXCHANGE
    assert step_of(Begun(("a",), 0, want="this")) is Step.EXCHANGE
    assert step_of(Begun(("a",), 0, want="this", give="that")) is Step.PEOPLE
    asked = read_text(" \n ", "give_blank", 600)
    assert asked == AskedBack("give_blank")
    assert "not saved" in NETWORK.words.give_blank


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("1", Total(1, 1)),
        ("2-3", Total(2, 3)),
        ("2 \u2013 3", Total(2, 3)),
        ("15 to 25", Total(15, 25)),
        ("two or three", Total(2, 3)),
        ("0-2", Total(0, 2)),
        ("300", AskedBack("number_large", {"number": 300, "most": 100})),
        ("3-2", AskedBack("number_turned", {"least": 3, "most": 2})),
        ("0", AskedBack("number_none")),
        ("a few", AskedBack("number_unread")),
        ("1-2-3", AskedBack("number_unread")),
        ("-3", AskedBack("number_unread")),
        ("", AskedBack("number_unread")),
    ],
)
def test_how_many_people_are_read(typed: str, read: Total | AskedBack) -> None:
    assert read_number(typed, 100) == read


def test_names_stand_one_a_line_each_once() -> None:
    assert read_names("Ana\n\n  Ben  K \nana\n---\n", BOUNDS) == ("Ana", "Ben K")
    long = read_names(f"Ana\n{'N' * 2_000}", BOUNDS)
    assert long == AskedBack("name_long", {"length": 2_000, "most": 80, "over": 1_920})
    many = read_names("\n".join(f"Person {n}" for n in range(300)), BOUNDS)
    assert many == AskedBack("people_many", {"number": 300, "most": 150})


def test_a_role_is_read_whole_or_every_fault_told() -> None:
    typed = {"role": "Space  owner", "number": "1", "origin": "a barn", "names": "Ana"}
    assert read_role(typed, BOUNDS) == Needed("Space owner", 1, 1, "a barn", ("Ana",))
    asked = read_role({"role": " ", "number": "300", "origin": "x" * 99}, BOUNDS)
    assert {field: one.case for field, one in dict(asked).items()} == {  # type: ignore[call-overload]
        "role": "name_blank",
        "number": "number_large",
        "origin": "line_long",
    }


def test_every_case_has_its_sentence() -> None:
    for asked in (
        AskedBack("number_large", {"number": 300, "most": 100}),
        AskedBack("goal_twice", {"number": 4}),
        AskedBack("days_unread", {"least": 1, "most": 60}),
    ):
        assert "{" not in NETWORK.words.say(asked)


def test_an_interval_is_a_number_of_days() -> None:
    assert read_days("every 14 days", 1, 60) == 14
    assert read_days("ten", 1, 60) == 10
    for typed in ("0", "61", "-1", "often", "2.5", ""):
        assert read_days(typed, 1, 60) == AskedBack("days_unread", {"least": 1, "most": 60})


def test_who_has_waited_longest_without_an_answer_is_next() -> None:
    people = [
        Waiting(1, "yes", 90),
        Waiting(2, "talking", 10),
        Waiting(3, "not_yet", 20),
        Waiting(4, "contacted", 20),
        Waiting(5, "no", 50),
    ]
    assert next_person(people) is people[2]
    assert next_person(people[:1]) is None


@given(st.integers(1, 60), st.timedeltas(timedelta(days=-30), timedelta(days=900)))
def test_the_next_nudge_lies_ahead_by_whole_intervals(days: int, gone: timedelta) -> None:
    now = NOON + gone
    due = next_nudge(NOON, days, now)
    assert due > now
    assert due > NOON
    assert (due - NOON) % timedelta(days=days) == timedelta(0)
    assert due - timedelta(days=days) <= max(now, NOON)
