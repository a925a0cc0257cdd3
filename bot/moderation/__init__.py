"""Judging a message by the community's rules: what speaks for and against it, and why."""

from bot.moderation.facts import Author, Facts, Part, Place, Recent, said
from bot.moderation.judge import Decision, judge
from bot.moderation.pattern import Malformed, classes_in, parse
from bot.moderation.rules import Action, Fact, Measures, Rule, Rules, SignalRule
from bot.moderation.signals import Signal
from bot.moderation.sites import ALLOWED, UNLISTED, SiteList

__all__ = [
    "ALLOWED",
    "UNLISTED",
    "Action",
    "Author",
    "Decision",
    "Fact",
    "Facts",
    "Malformed",
    "Measures",
    "Part",
    "Place",
    "Recent",
    "Rule",
    "Rules",
    "Signal",
    "SignalRule",
    "SiteList",
    "classes_in",
    "judge",
    "parse",
    "said",
]
