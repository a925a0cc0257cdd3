"""Judging a message by the community's rules: what speaks for and against it, and why."""

from bot.moderation.facts import Author, Facts, Part, Place, Recent, said
from bot.moderation.judge import Decision, judge
from bot.moderation.ladder import Counted, Ladder, Rung, counting
from bot.moderation.pattern import Malformed, classes_in, parse
from bot.moderation.previews import judge_with_previews
from bot.moderation.rules import Action, Fact, Measures, Rule, Rules, SignalRule
from bot.moderation.signals import Signal
from bot.moderation.sites import ALLOWED, UNLISTED, SiteList

__all__ = [
    "ALLOWED",
    "UNLISTED",
    "Action",
    "Author",
    "Counted",
    "Decision",
    "Fact",
    "Facts",
    "Ladder",
    "Malformed",
    "Measures",
    "Part",
    "Place",
    "Recent",
    "Rule",
    "Rules",
    "Rung",
    "Signal",
    "SignalRule",
    "SiteList",
    "classes_in",
    "counting",
    "judge",
    "judge_with_previews",
    "parse",
    "said",
]
