"""Which tip comes next: in order, none twice before all have come, new ones at the end."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from bot.tips import Tip, next_tip
from tests.unit.tips.making import entries, following, tip, tips

numbers = st.lists(st.integers(0, 999), min_size=1, max_size=60, unique=True)


def test_by_number_whatever_the_order_in_the_file() -> None:
    assert following(tips(30, 10, 20), [], 7) == ["t10", "t20", "t30", "t10", "t20", "t30", "t10"]


def test_a_new_tip_joins_at_the_end_of_the_round_whatever_its_number() -> None:
    used = ["t10", "t20"]
    later = tips(5, 10, 20, 30, 40)
    assert following(later, used, 3) == ["t30", "t40", "t5"]
    assert following(later, used, 8)[3:] == ["t10", "t20", "t30", "t40", "t5"]


def test_a_new_tip_joins_a_later_round_at_its_end_too() -> None:
    used = ["t10", "t20", "t30", "t10"]
    assert following(tips(5, 10, 20, 30), used, 4) == ["t20", "t30", "t5", "t10"]


def test_a_new_tip_between_two_rounds_ends_the_one_before() -> None:
    assert following(tips(1, 10, 20), ["t10", "t20"], 4) == ["t1", "t10", "t20", "t1"]


def test_a_tip_whose_entry_is_withdrawn_is_left_out_until_it_is_back() -> None:
    four = tips(1, 2, 3, 4)
    shown = entries(four) - {"e-t2"}
    used: list[str] = []
    for _ in range(4):
        found = next_tip(four, used, shown)
        assert found is not None
        used.append(found.id)
    assert used == ["t1", "t3", "t4", "t1"]
    assert following(four, used, 4) == ["t3", "t4", "t2", "t1"]


def test_a_changed_text_or_number_does_not_bring_a_tip_back() -> None:
    changed = tip(99, "t1").model_copy(update={"text": "Said better."})
    assert following([changed, *tips(2, 3)], ["t1", "t2"], 2) == ["t3", "t1"]


def test_a_tip_that_was_taken_out_is_forgotten() -> None:
    assert following(tips(1, 3, 4), ["t1", "t2"], 4) == ["t3", "t4", "t1", "t3"]


def test_there_may_be_one_tip_or_none() -> None:
    assert following(tips(7), ["t7"], 2) == ["t7", "t7"]
    assert next_tip([], ["t1"], {"e-t1"}) is None
    assert next_tip(tips(1, 2), [], set()) is None


@settings(max_examples=30)
@given(numbers, st.integers(1, 20))
def test_any_neighbours_as_many_as_there_are_tips_differ(chosen: list[int], years: int) -> None:
    ids = following(tips(*chosen), [], years * 52)
    assert ids[: len(chosen)] == [f"t{n}" for n in sorted(chosen)]
    for start in range(len(ids) - len(chosen) + 1):
        assert len({*ids[start : start + len(chosen)]}) == len(chosen)


class Years(RuleBasedStateMachine):
    """A guild's years: tips are posted while curators add, change, withdraw and bring back."""

    @initialize(chosen=numbers)
    def begin(self, chosen: list[int]) -> None:
        self.tips: list[Tip] = tips(*chosen)
        self.withdrawn: set[str] = set()
        self.used: list[str] = []
        self.round: set[str] = set()
        self.news = 0

    @rule(n=st.integers(0, 999))
    def add(self, n: int) -> None:
        if all(one.n != n for one in self.tips):
            self.news += 1
            self.tips.append(tip(n, f"new-{self.news}"))

    @rule(which=st.integers(0, 999))
    def withdraw(self, which: int) -> None:
        self.withdrawn.add(self.tips[which % len(self.tips)].entry)

    @precondition(lambda self: self.withdrawn)
    @rule()
    def bring_back(self) -> None:
        self.withdrawn.remove(min(self.withdrawn))

    @rule(weeks=st.integers(1, 80))
    def post(self, weeks: int) -> None:
        for _ in range(weeks):
            shown = entries(self.tips) - self.withdrawn
            found = next_tip(self.tips, self.used, shown)
            if found is None:
                assert not shown
                return
            assert found.entry in shown
            if found.id in self.round:
                left = {one.id for one in self.tips if one.entry in shown} - self.round
                assert not left, "a tip came again before these had come"
                self.round.clear()
            never_used = found.id not in self.used
            if never_used and self.used:
                known = {one.id for one in self.tips if one.entry in shown} & {*self.used}
                assert known <= self.round, "a new tip came before the end of the round"
            self.round.add(found.id)
            self.used.append(found.id)


TestYears = Years.TestCase
TestYears.settings = settings(max_examples=25, stateful_step_count=30)
