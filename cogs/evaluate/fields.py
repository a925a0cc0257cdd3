"""The fields of the forms; what they say stands in `framework.yaml`."""

from collections.abc import Mapping, Sequence
from typing import Any

from discord import ui

from bot.gigs import DETAIL_FIELDS, OFFER_FIELDS, Framework
from bot.interactions.forms import field

_EXAMPLES = {
    "job": "Mix of four songs",
    "usual": "1200",
    "offered": "800",
    "hours": "20",
    "costs": "50",
    "points": "2",
    "floor": "25",
    "share": "1 of 6",
    "plays": "20000",
    "next_job": "900",
}
_LONGEST_JOB = 80  # characters (inventory 5.1)
_LONGEST_NAMES = 300

NEEDED = frozenset({"job", "usual", "offered", "hours"})
"""What no verdict can be given without."""


def offer_fields(framework: Framework, typed: Mapping[str, str]) -> Sequence["ui.Label[Any]"]:
    """Make the fields of the offer; `typed` stands in them already."""
    return [_field(framework, name, typed) for name in OFFER_FIELDS]


def detail_fields(
    framework: Framework, typed: Mapping[str, str], about_floor: str | None = None
) -> Sequence["ui.Label[Any]"]:
    """Make the fields of what not everybody has an answer to.

    `about_floor` stands beneath the floor instead of what does otherwise.
    """
    about = {"floor": about_floor}
    return [_field(framework, name, typed, about.get(name)) for name in DETAIL_FIELDS]


def names_field(framework: Framework, named: str | None) -> "ui.Label[Any]":
    """Make the one box that names the specific reasons."""
    said = framework.fields["named"]
    return field(
        "named",
        said.label,
        about=said.about,
        example="Their label's next EP; first orchestral session",
        typed=named,
        most=_LONGEST_NAMES,
        long=True,
    )


def _field(
    framework: Framework, name: str, typed: Mapping[str, str], about: str | None = None
) -> "ui.Label[Any]":
    said = framework.fields[name]
    return field(
        name,
        said.label,
        about=about or said.about,
        example=_EXAMPLES[name],
        typed=typed.get(name),
        most=_LONGEST_JOB if name == "job" else 100,
        needed=name in NEEDED,
    )
