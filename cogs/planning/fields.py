"""The typed fields of the small tools' forms, and what could not be taken of them."""

from collections.abc import Iterator, Mapping
from typing import Any

from discord import ui

from bot.interactions.forms import field
from bot.interactions.wording import plain
from bot.planning.checks import Checks

_SAID_BACK = 60  # characters of what was typed
LONGEST = 100


def typed_field(  # noqa: PLR0913 - what a field has, by name
    checks: Checks,
    form: str,
    name: str,
    *,
    example: str,
    typed: Mapping[str, str],
    guess: str = "",
    needed: bool = False,
) -> "ui.Label[Any]":
    """Make a field of a form by their names; what was typed stands in it already."""
    said = checks.fields[f"{form}-{name}"]
    return field(
        name,
        said.label,
        about=said.about.format(guess=guess),
        example=example,
        typed=typed.get(name),
        most=LONGEST,
        needed=needed,
    )


def asked_back(
    checks: Checks, form: str, typed: Mapping[str, str], unclear: Mapping[str, str]
) -> Iterator[str]:
    """Yield a sentence for each field to be typed again, with its name and what was typed."""
    for name, sentence in unclear.items():
        if said := typed.get(name, "").strip():
            label = checks.fields[f"{form}-{name}"].label
            yield f"**{label}** “{plain(said, _SAID_BACK)}”: {sentence}"
        else:
            yield sentence
