"""What goes with a verdict: the member's words, the votes of others, drafts to copy."""

from dataclasses import replace

import pytest

from bot.gigs import Verdict
from bot.interactions.errors import Refusal
from cogs.evaluate.drafts import draft_card
from cogs.evaluate.verdict import verdict_card
from cogs.evaluate.voting import A_PAGE, LONGEST_REASON, reasons_card
from cogs.evaluate.words import preview_card
from tests.unit.cogs.evaluations import CONTENT, evaluation, known_of, labels, offer, said, votes


def test_words_are_shown_once_agreed_exactly_as_in_the_preview() -> None:
    hidden = offer("W02", "public")
    assert "Show my words" in labels(verdict_card(CONTENT, hidden, []))
    preview = preview_card(CONTENT, hidden, CONTENT.wording.gig_words)
    card = verdict_card(CONTENT, replace(hidden, words_shown=True), [])
    assert "Hide my words" in labels(card)
    for line in said(preview).splitlines()[2:]:
        assert line in said(card)
    assert "Mix of an EP" in said(preview)
    assert "Lovelace" in said(preview)
    assert "Show my words" not in labels(verdict_card(CONTENT, offer("W02"), []))


def test_without_words_there_is_nothing_to_show() -> None:
    wordless = replace(known_of("W02"), job="", named="")
    assert "Show my words" not in labels(verdict_card(CONTENT, evaluation(wordless, "public"), []))


def test_others_vote_and_the_tally_changes_nothing() -> None:
    shown = offer("W06", "public")
    before = verdict_card(CONTENT, shown, [])
    assert {"Take", "With terms", "Negotiate", "Pass"} <= set(labels(before))
    assert "Reasons" not in labels(before)
    cast = votes(Verdict.TAKE, Verdict.TERMS, Verdict.TERMS, Verdict.TERMS)
    after = verdict_card(CONTENT, shown, cast)
    assert "The thread so far: take 1 · terms 3 · negotiate 0 · pass 0" in said(after)
    assert "## Negotiate" in said(after)
    assert "Reasons" in labels(after)
    private = verdict_card(CONTENT, offer("W06"), cast)
    assert "The thread so far" not in said(private)
    assert "With terms" not in labels(private)


def test_reasons_are_read_page_by_page_the_latest_first() -> None:
    cast = votes(*[Verdict.TAKE] * (A_PAGE + 1), reason="*" * LONGEST_REASON)
    first = reasons_card(CONTENT, offer("W06", "public"), cast)
    assert said(first).count(r"\*" * LONGEST_REASON) == A_PAGE
    assert f"<@{500 + A_PAGE}>" in said(first)
    assert labels(first) == ["Earlier ones"]
    second = reasons_card(CONTENT, offer("W06", "public"), cast, 1)
    assert "<@500>" in said(second)
    assert labels(second) == ["Later ones"]
    assert "Nobody has voted" in said(reasons_card(CONTENT, offer("W06", "public"), []))


def test_drafts_fit_the_verdict() -> None:
    counter = draft_card(CONTENT, offer("W06"))
    assert "For this one I can do it for €810" in said(counter)
    assert "[what you like about it]" in said(counter)
    assert "never send anything" in said(counter)
    assert labels(counter) == ["Edit", "Polite no"]
    no = draft_card(CONTENT, offer("W08"))
    assert "I can't take this one on at that fee" in said(no)
    assert labels(no) == ["Edit", "Counter-offer"]
    assert "€360" in said(draft_card(CONTENT, offer("W08"), "counter"))
    terms = draft_card(CONTENT, offer("W10"))
    assert "€600 is fine for me" in said(terms)
    with pytest.raises(Refusal, match="nothing to write"):
        draft_card(CONTENT, offer("W01"))


def test_an_edited_draft_is_shown_first_and_stays_in_its_block() -> None:
    own = draft_card(CONTENT, offer("W06", draft="Dear Ana,\n```\nno"))
    assert "### Your draft" in said(own)
    assert "Dear Ana,\n'''\nno" in said(own)
    assert labels(own) == ["Edit", "Counter-offer", "Polite no"]
    assert "€810" in said(draft_card(CONTENT, offer("W06", draft="Dear Ana"), "counter"))
