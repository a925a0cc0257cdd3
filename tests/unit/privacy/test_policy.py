"""PRIVACY.md says what the tables say.

To write it anew: python -m tests.unit.privacy.test_policy
"""

import re
from pathlib import Path

from bot.privacy.policy import about_persons, about_servers
from bot.settings import Settings
from bot.store.case_table import HELD_DAYS
from bot.store.departures import LEFT_DAYS
from bot.store.guild_settings import STRIKE_DAYS

POLICY = Path(__file__).parents[3] / "PRIVACY.md"
TABLES = {"persons": about_persons, "servers": about_servers}


def filled(policy: str) -> str:
    for name, make in TABLES.items():
        begins, ends = f"<!-- {name} -->", f"<!-- end of {name} -->"
        inside = re.compile(f"{re.escape(begins)}.*{re.escape(ends)}", re.DOTALL)
        table = f"{begins}\n{make()}\n{ends}"
        policy, times = inside.subn(lambda _, table=table: table, policy)
        assert times == 1
    return policy


def test_the_policy_has_the_tables_as_they_are_declared():
    policy = POLICY.read_text(encoding="utf-8")
    assert policy == filled(policy), "python -m tests.unit.privacy.test_policy writes it anew"


def test_the_policy_has_the_numbers_of_the_code():
    policy = POLICY.read_text(encoding="utf-8")
    assert f"after {HELD_DAYS} days even if" in policy
    assert f"{STRIKE_DAYS} days unless the server" in policy
    assert f"goes {LEFT_DAYS} days later" in policy
    assert f"the {Settings.model_fields['backups_kept'].default}th night" in policy


if __name__ == "__main__":
    POLICY.write_text(filled(POLICY.read_text(encoding="utf-8")), encoding="utf-8")
