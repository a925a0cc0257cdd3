"""Judging a message together with what only the page behind a link says."""

from dataclasses import replace

from bot.moderation.facts import Facts
from bot.moderation.judge import Decision, judge
from bot.moderation.rules import Action, Rules


def judge_with_previews(facts: Facts, rules: Rules, own: int) -> Decision:
    """Judge a message of whose parts the first `own` are its author's, the others a page's.

    For what the page says it is looked at, at most: that is somebody's words, and rarely the
    author's.
    """
    theirs = judge(replace(facts, parts=facts.parts[:own]), rules)
    if own == len(facts.parts) or theirs.action is Action.REMOVE:
        return theirs
    everything = judge(facts, rules)
    if everything.action.strength <= theirs.action.strength:
        return theirs
    return replace(everything, action=Action.REVIEW)
