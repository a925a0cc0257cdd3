"""What /micronetwork asks and says: its numbers, its templates and its sentences.

Curators write all of it in `micronetwork.yaml`; `bot.content` reads it, and checks it against what
is declared here.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.planning.asked_back import AskedBack
from bot.planning.declared import declare_number, declare_text
from bot.planning.goals import Reach
from bot.planning.network import Bounds, Template


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """Every number by its name; `micronetwork.yaml` says what each is for."""

    large_number: int = declare_number(100, 1_000_000)
    big_network: int = declare_number(5, 500)
    most_in_role: int = declare_number(5, 500)
    most_roles: int = declare_number(1, 24)  # a menu shows them, with one more choice
    most_people: int = declare_number(5, 500)
    most_plans: int = declare_number(1, 24)
    longest_goal: int = declare_number(40, 200)
    longest_line: int = declare_number(20, 200)
    longest_text: int = declare_number(100, 1500)
    nudge_least_days: int = declare_number(1, 60)
    nudge_most_days: int = declare_number(1, 365)
    nudge_usual_days: int = declare_number(1, 365)
    nudge_hour: int = declare_number(0, 23)


@dataclass(frozen=True, kw_only=True)
class Words:
    """Every single text by its name; `micronetwork.yaml` says where each is used."""

    to_correct: str = declare_text(200)
    line_long: str = declare_text(200, "length", "most", "over")
    name_long: str = declare_text(200, "length", "most", "over")
    text_long: str = declare_text(200, "length", "most", "over")
    goal_long: str = declare_text(200, "length", "most", "over")
    goal_blank: str = declare_text(200)
    goal_twice: str = declare_text(200, "number")
    goal_reach: str = declare_text(250)
    name_blank: str = declare_text(200)
    number_unread: str = declare_text(200)
    number_none: str = declare_text(200)
    number_turned: str = declare_text(200, "least", "most")
    number_large: str = declare_text(200, "most", "number")
    people_many: str = declare_text(200, "most", "number")
    want_blank: str = declare_text(200)
    give_blank: str = declare_text(200)
    days_unread: str = declare_text(200, "least", "most")
    goals_form: str = declare_text(100)
    choose: str = declare_text(300)
    suggest: str = declare_text(200, "goal")
    none_doable: str = declare_text(300)
    chosen: str = declare_text(200, "goal")
    exchange: str = declare_text(300)
    no_roles: str = declare_text(300)
    template_no_roles: str = declare_text(200)
    total: str = declare_text(100, "total")
    big: str = declare_text(200, "big")
    roles_full: str = declare_text(200, "most")
    no_people: str = declare_text(300)
    people_full: str = declare_text(200, "most")
    person_there: str = declare_text(200)
    nudge_consent: str = declare_text(100)
    nudge_message: str = declare_text(200, "days", "when")
    nudge_list: str = declare_text(200, "days", "when")
    nudge_off: str = declare_text(200)
    nudge_due: str = declare_text(300, "person")
    nudge_goal: str = declare_text(200, "goal")
    nudge_noted: str = declare_text(200)
    nudge_stopped: str = declare_text(200)
    nudge_gone: str = declare_text(200)
    no_plan: str = declare_text(200)
    plan_gone: str = declare_text(200)
    plan_closed: str = declare_text(200)
    plans_full: str = declare_text(200, "most")
    person_gone: str = declare_text(200)
    role_gone: str = declare_text(200)
    goals_first: str = declare_text(200)
    done: str = declare_text(200)
    parked: str = declare_text(200)
    next_goal: str = declare_text(200)
    delete: str = declare_text(200)
    deleted: str = declare_text(200)
    private: str = declare_text(200)

    def say(self, asked: AskedBack) -> str:
        """Say what cannot be taken as it was typed."""
        sentence: str = getattr(self, asked.case)
        return sentence.format(**asked.fills)


@dataclass(frozen=True, kw_only=True)
class Micronetwork:
    """All of it."""

    numbers: Numbers
    words: Words
    reach: Reach
    templates: Mapping[str, Template]

    @property
    def bounds(self) -> Bounds:
        """How much of a role can be kept."""
        numbers = self.numbers
        return Bounds(
            most_in_role=numbers.most_in_role,
            longest_line=numbers.longest_line,
            longest_text=numbers.longest_text,
            most_people=numbers.most_people,
        )
