"""What /met asks and says: its numbers and its sentences.

Curators write all of it in `met.yaml`; `bot.content` reads it, and checks it against what is
declared here.
"""

from dataclasses import dataclass

from bot.planning.asked_back import AskedBack
from bot.planning.declared import declare_number, declare_text


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """Every number by its name; `met.yaml` says what each is for."""

    longest_line: int = declare_number(20, 300)
    most_met: int = declare_number(10, 5000)
    reminder_hour: int = declare_number(0, 23)
    snooze_short: int = declare_number(1, 90)
    snooze_long: int = declare_number(1, 365)


@dataclass(frozen=True, kw_only=True)
class Words:
    """Every single text by its name; `met.yaml` says where each is used."""

    to_correct: str = declare_text(200)
    who_blank: str = declare_text(200)
    line_long: str = declare_text(200, "length", "most", "over")
    when_unreadable: str = declare_text(250)
    when_no_such_day: str = declare_text(200)
    when_two_days: str = declare_text(200, "one", "other")
    when_past: str = declare_text(200, "day")
    when_today: str = declare_text(200)
    when_far: str = declare_text(200, "day")
    unknown_zone: str = declare_text(200)
    unknown_person: str = declare_text(200)
    several_people: str = declare_text(200)
    list_full: str = declare_text(200, "most")
    added: str = declare_text(200, "name")
    changed: str = declare_text(200, "name")
    day_set: str = declare_text(200, "day")
    no_day: str = declare_text(250)
    consent: str = declare_text(300, "hour")
    by_message: str = declare_text(200)
    in_list: str = declare_text(200)
    zone: str = declare_text(200, "zone")
    empty: str = declare_text(300)
    due: str = declare_text(100)
    private: str = declare_text(200)
    gone: str = declare_text(200)
    done: str = declare_text(200, "name")
    snoozed: str = declare_text(200, "day", "name")
    deleted: str = declare_text(200)
    delete: str = declare_text(200, "name")
    remind: str = declare_text(300, "name")
    remind_place: str = declare_text(100, "place")
    remind_making: str = declare_text(200, "making")
    stopped: str = declare_text(200)
    cleared: str = declare_text(200)

    def say(self, asked: AskedBack) -> str:
        """Say what cannot be taken as it was typed."""
        sentence: str = getattr(self, asked.case)
        return sentence.format(**asked.fills)


@dataclass(frozen=True)
class MetGuide:
    """All of it."""

    numbers: Numbers
    words: Words
