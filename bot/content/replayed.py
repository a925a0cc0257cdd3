"""`replayed.yaml`: that the moderation's rules, as they stand, were tried before they go live.

`biztalk moderation replay --adopt` writes it. A content folder without it asks for nothing.
"""

import hashlib
from datetime import date
from pathlib import Path

import yaml

from bot.content.problems import Problem

FILE = "replayed.yaml"

_ABOUT = """\
# Written by `biztalk moderation replay --adopt`: which state of moderation.yaml was tried, when.
# A changed moderation.yaml is refused until it was tried as well.
"""


def fingerprint(rules: Path) -> str:
    """Name the state of a file of rules, which any change in it changes."""
    return hashlib.sha256(rules.read_bytes()).hexdigest()[:16]


def adopt(rules: Path, on: date) -> None:
    """Note beside a file of rules that it was tried as it stands."""
    written = yaml.safe_dump({"rules": fingerprint(rules), "tried": on}, sort_keys=False)
    (rules.parent / FILE).write_text(_ABOUT + written, encoding="utf-8")


def tried_on(rules: Path) -> date | None:
    """Return when these rules were tried as they stand; None if that is not known."""
    file = rules.parent / FILE
    if not (file.is_file() and rules.is_file()):
        return None
    try:
        noted = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError):
        return None
    fits = isinstance(noted, dict) and noted.get("rules") == fingerprint(rules)
    tried = noted.get("tried") if fits else None
    return tried if isinstance(tried, date) else None


def problems(rules: Path) -> list[Problem]:
    """Say that rules have to be tried, if they have."""
    if not (rules.parent / FILE).is_file() or not rules.is_file() or tried_on(rules) is not None:
        return []
    message = "the rules have changed since they were tried"
    mend = "run `biztalk moderation replay --adopt` and read what it tells"
    return [Problem(rules.name, 1, "", message, mend)]
