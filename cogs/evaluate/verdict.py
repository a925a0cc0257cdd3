"""The verdict: what it is and why, what would change it, and what to do next.

It is read from top to bottom, on a phone or aloud. Where others read along it holds shares and
reasons only: no amount, nothing an amount follows from, and the member's words if they agreed.
"""

from collections.abc import Iterator, Sequence

from bot.content import Content
from bot.gigs import Verdict, Weighed, terms_to_agree, what_it_takes
from bot.interactions import quoting
from bot.interactions.cards import Card, CardItem, row, text
from bot.store.evaluations import Evaluation
from bot.store.votes import Vote
from cogs.evaluate.access import ACCENT, is_public
from cogs.evaluate.afterwards import outcome_row
from cogs.evaluate.drafts import DraftButton, drafts
from cogs.evaluate.how import HowButton
from cogs.evaluate.reckoning import Money, names, own_figures, score, shared_figures, weighed_of
from cogs.evaluate.saying import heading
from cogs.evaluate.verdict_controls import ChangeAnswersButton, OwnFiguresButton, ReadMenu
from cogs.evaluate.voting import tally, vote_row
from cogs.evaluate.words import HideWordsButton, ShowWordsButton, has_words

_CHANGES = 8  # lines of what would change the verdict
_LINE = 110  # characters of a quoted entry


def verdict_card(content: Content, evaluation: Evaluation, votes: Sequence[Vote]) -> Card:
    """Make the card of an evaluation that has its verdict, with the votes on it."""
    weighed = weighed_of(content, evaluation)
    if weighed is None:
        return _outdated_card(content, evaluation)
    outcome = outcome_row(evaluation)
    return Card(
        text(_verdict(content, evaluation, weighed, votes), _because(weighed)),
        *_parts(content, evaluation, weighed),
        *_quoted(content, evaluation, weighed),
        row(*_ways(content, evaluation)),
        *([outcome] if outcome is not None else []),
        *_voting(content, evaluation, votes),
        accent=ACCENT,
    )


def _outdated_card(content: Content, evaluation: Evaluation) -> Card:
    """Say the verdict as it was given, since the rules by now ask for more answers."""
    given = evaluation.verdict
    title = "" if given is None else f"## {content.framework.outcomes[given].title}"
    return Card(
        text(heading(evaluation), title, content.wording.gig_other_questions),
        row(ChangeAnswersButton.of(evaluation)),
        accent=ACCENT,
    )


def _verdict(
    content: Content, evaluation: Evaluation, weighed: Weighed, votes: Sequence[Vote]
) -> str:
    outcomes = content.framework.outcomes
    outcome, given = outcomes[weighed.verdict], evaluation.verdict
    lines = [heading(evaluation), f"## {outcome.title}", outcome.text]
    if given not in (None, weighed.verdict):
        said = content.wording.gig_other_verdict.format(verdict=outcomes[given].said)
        lines.append(f"-# {said}")
    if is_public(evaluation) and votes:
        lines.append(f"-# {tally(votes)}")
    return "\n".join(lines)


def _because(weighed: Weighed) -> str:
    decided = [f"- {cap.because}" for cap in weighed.decided]
    noted = [f"-# - {cap.because}" for cap in weighed.noted]
    return "\n".join([*decided, *(["-# Also noted:", *noted] if noted else [])])


def _parts(content: Content, evaluation: Evaluation, weighed: Weighed) -> Iterator[CardItem]:
    framework, money, public = content.framework, Money(evaluation), is_public(evaluation)
    if reasons := score(weighed, framework):
        shown = not public or evaluation.words_shown
        yield text("**The reasons**\n" + reasons, names(evaluation, framework) if shown else None)
    if public:
        yield text("**The numbers**\n" + shared_figures(weighed))
    else:
        yield text("**The numbers**\n" + own_figures(weighed, framework, money))
    takes = () if public else what_it_takes(weighed, framework, money)
    changes = [*takes, *(change.sentence for change in weighed.changes)][:_CHANGES]
    if changes:
        yield text(_listed("What would change it", changes))
    if weighed.verdict is Verdict.TERMS:
        yield text(_listed("To agree before you start", terms_to_agree(weighed, framework)))


def _quoted(content: Content, evaluation: Evaluation, weighed: Weighed) -> Iterator[CardItem]:
    guidance = content.guidance
    entries = [guidance.entries[one] for one in weighed.entries if one in guidance.entries]
    if entries:
        short = [quoting.in_short(entry, _LINE) for entry in entries]
        sources = quoting.sources_of(guidance, entries)
        yield text("\n".join(["**From the community**", *short, sources]))
        yield row(ReadMenu(str(evaluation.id), entries))


def _ways(content: Content, evaluation: Evaluation) -> Iterator[CardItem]:
    if drafts(content, evaluation):
        yield DraftButton.of(evaluation)
    yield ChangeAnswersButton.of(evaluation)
    yield HowButton("0", "How this works")
    if is_public(evaluation):
        yield OwnFiguresButton.of(evaluation)
        if evaluation.words_shown:
            yield HideWordsButton.of(evaluation)
        elif has_words(evaluation, content.framework):
            yield ShowWordsButton.of(evaluation)


def _voting(content: Content, evaluation: Evaluation, votes: Sequence[Vote]) -> Iterator[CardItem]:
    if is_public(evaluation):
        yield text(f"-# {content.wording.gig_vote}")
        yield vote_row(evaluation, votes)


def _listed(title: str, lines: Sequence[str]) -> str:
    return "\n".join([f"**{title}**", *(f"- {line}" for line in lines)])
