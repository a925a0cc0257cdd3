"""Whether our rule in Discord's AutoMod is as the server wants it."""

from collections.abc import Mapping, Sequence
from typing import Literal, TypeAlias

from bot.doctor.finding import Finding
from bot.store import Native, NativeProblem
from bot.workflows.native_rule import digest_of, id_of

Standing: TypeAlias = Literal["as wanted", "changed", "missing"]

_LOOKED_AT = "Discord's AutoMod"
_ROUND = "Nothing needs doing: I put it right within the hour."
_TRIED_HOURLY = "I try again every hour"
_PROBLEMS: dict[NativeProblem, tuple[str, str]] = {
    "not_allowed": (
        "The rule you asked for is not there, as I lack Manage Server.",
        "Switch on Manage Server for my role in Server Settings, then use /moderation native on.",
    ),
    "full": (
        "The rule you asked for is not there: the server has no room for another keyword rule.",
        f"Open Server Settings, AutoMod and delete one. {_TRIED_HOURLY}.",
    ),
    "refused": (
        "Discord refused the rule you asked for.",
        "Pass this on to whoever runs me; my log says why.",
    ),
    "empty": (
        "The rule you asked for would have nothing to look for.",
        "Pass this on to whoever runs me: the content holds nothing that AutoMod could block.",
    ),
}


def standing(state: Native, rules: Sequence[Mapping[str, object]]) -> Standing:
    """Hold what Discord has against what it last made of our rule."""
    found = next((one for one in rules if id_of(one) == state.rule_id), None)
    if found is None:
        return "missing"
    is_same = digest_of(found) == state.standing and bool(found.get("enabled"))
    return "as wanted" if is_same else "changed"


def rule_in_step(state: Native | None, seen: Standing | None) -> Finding:
    """Look at the rule; `seen` is None where Discord could not be asked.

    Moderators are told in their log of what somebody did to it by hand.
    """
    if state is None or not state.wanted:
        found = "It blocks nothing on my account."
        return Finding("automod", _LOOKED_AT, "good", found)
    if state.problem in _PROBLEMS:
        found, mend = _PROBLEMS[state.problem]
        return Finding(f"automod:{state.problem}", _LOOKED_AT, "broken", found, mend)
    if state.written is None:
        found = "The rule you asked for is on its way."
        return Finding("automod:coming", _LOOKED_AT, "note", found, f"{_TRIED_HOURLY}.")
    if seen in ("changed", "missing"):
        found = f"My rule there is {seen}."
        return Finding("automod:changed", _LOOKED_AT, "note", found, _ROUND)
    return Finding("automod", _LOOKED_AT, "good", "My rule there is as it should be.")
