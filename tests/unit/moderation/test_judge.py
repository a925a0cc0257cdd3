from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.moderation import (
    Action,
    Author,
    Decision,
    Facts,
    Part,
    Place,
    Recent,
    Rules,
    judge,
    said,
)
from tests.unit.moderation.rule_sets import CONTENT, read

RULES = read(CONTENT)

ACT = [
    "Mixing and mastering, $50 a song, DM me for rates!",
    "New single out now, stream it here https://open.spotify.com/track/1, every play helps",
    "Taking on 3 new clients this month, link in bio",
    "Join my server for producers https://discord.gg/aaFern00",
    "I run a playlist with 40k followers, submit to me",
    "check my beat store, 2 for 1 this week https://fernbeats.example.com",
    "Anyone need a mix engineer? hit me up",
    "Great tips! I cover this in my paid course https://fernhollow.example.com/course",
]
LEAVE = [
    "I charge $50 a song, is that too low?",
    'A client saw a "DM me for rates" post and asked me to match it. What do I say?',
    "Can someone listen to my low end? https://soundcloud.com/fern/low-end",
    "here: https://www.soundonsound.com/techniques/split-sheets",
    "@you asked who does mastering in Leeds: I do, DM open",
    "Posting rates got me nothing; open mics got me four clients",
    'Should I post "accepting clients" on Instagram?',
    "My new single taught me this about vocal comping: ...",
    "We hit 20,000 plays a month and earned $60, ask me anything",
    'Don\'t promote here, even "DM me for rates" counts',
    "https://discord.com/terms",
    "I can help, what mic are you using?",
]


def names(decision: Decision) -> set[str]:
    return {signal.name for signal in decision.signals}


@pytest.mark.parametrize("text", ACT)
def test_what_is_promotion_is_acted_upon(text: str) -> None:
    assert judge(said(text), RULES).action is not Action.ALLOW


@pytest.mark.parametrize("text", LEAVE)
def test_what_is_none_is_left(text: str) -> None:
    assert judge(said(text), RULES).action is Action.ALLOW


def test_every_signal_stands_where_it_says() -> None:
    mixing = "".join(chr(ord(letter) + 0xFEE0) for letter in "Mixing")  # full-width letters
    text = f"{mixing} slots open this week. Just d m  m e for rates"
    decision = judge(said(text), RULES)
    assert decision.action is Action.REMOVE
    spans = {signal.name: text[slice(*signal.span)] for signal in decision.signals}
    assert spans["offers-service"].startswith(mixing)
    assert spans["write-for-price"] == "d m  m e for rates"
    assert "disguised" in spans
    assert decision.score == sum(signal.weight for signal in decision.signals)


def test_repeating_adds_nothing() -> None:
    once = judge(said("subscribe to my channel"), RULES)
    often = judge(said("subscribe to my channel " * 20), RULES)
    assert once.action is often.action is Action.REVIEW
    assert once.score == often.score


def test_nobody_is_removed_for_a_bare_link() -> None:
    for site in ("https://fern.bandcamp.com", "https://soundcloud.com/fern", "discord.gg/aaFern00"):
        decision = judge(said(f"{site} {site}"), RULES)
        assert decision.action is Action.REVIEW, site
    facts = Facts(
        parts=(Part(Place.CONTENT, "https://soundcloud.com/fern"),),
        author=Author(is_new=True),
        key="a",
        channel=1,
        recent=(Recent("a", 2, 5), Recent("b", 3, 6)),
    )
    assert judge(facts, RULES).action is Action.REVIEW


def test_a_flood_of_links_to_one_site_is_looked_at() -> None:
    pages = [f"https://fern.example.com/{number}" for number in range(6)]
    assert names(judge(said(" ".join(pages)), RULES)) >= {"flood-of-links"}
    manuals = [f"https://github.com/fern/{number}" for number in range(6)]
    assert judge(said(" ".join(manuals)), RULES).signals == ()


def test_one_allowed_link_hides_no_other() -> None:
    text = "https://discord.com/terms and https://discord.gg/aaFern00"
    decision = judge(said(text), RULES)
    [signal] = [one for one in decision.signals if one.name == "link-invite"]
    assert text[slice(*signal.span)] == "https://discord.gg/aaFern00"


def test_an_answer_to_a_request_stays() -> None:
    offer = "I do mixing and mastering, $50 a song, DM me for rates"
    assert judge(said(offer), RULES).action is Action.REMOVE
    answer = judge(said(offer, reply_to="who does mixing around Leeds?"), RULES)
    assert answer.action is Action.ALLOW
    assert "asked-for" in names(answer)
    assert judge(said(offer, reply_to="nice snare"), RULES).action is Action.REMOVE


def test_what_is_quoted_is_told_and_does_not_count() -> None:
    decision = judge(said('he keeps writing "subscribe to my channel" under everything'), RULES)
    assert decision.action is Action.ALLOW
    assert {"quoted", "asks-to-follow"} <= names(decision)
    assert judge(said('"subscribe to my channel"'), RULES).action is Action.REVIEW


def judged(text: str, rules: Rules = RULES, **known: object) -> Decision:
    facts = {"parts": (Part(Place.CONTENT, text),), **known}
    return judge(Facts(**facts), rules)  # type: ignore[arg-type]  # the keywords are the test's


def test_context_adds_to_what_is_there_and_is_nothing_alone() -> None:
    pitch = "our new EP is out now"
    alone = judged(pitch).score
    posted = judged(pitch, key="k", channel=1, recent=(Recent("k", 2, 60), Recent("k", 3, 90)))
    assert (posted.score - alone, "same-elsewhere" in names(posted)) == (30, True)
    again = judged(pitch, key="k", channel=1, recent=(Recent("k", 1, 60),))
    assert again.score == alone
    hasty = judged(pitch, recent=tuple(Recent(str(n), 1, n) for n in range(6)))
    assert "burst" in names(hasty)
    stranger = judged(f"{pitch} https://fern.example.com", author=Author(is_new=True))
    assert "new-with-link" in names(stranger)
    hello = judged("hello all", key="k", channel=1, recent=(Recent("k", 2, 60),))
    assert (hello.action, hello.signals) == (Action.ALLOW, ())


def test_exempt_places_and_staff_are_left_and_it_says_so() -> None:
    for known in ({"exempt": True}, {"author": Author(is_staff=True)}):
        decision = judged(ACT[0], **known)
        assert decision.action is Action.ALLOW
        assert len(decision.signals) == 1


def test_what_cannot_be_read_is_looked_at_by_people() -> None:
    decision = judged("hello", unread=(Place.ATTACHMENT,))
    assert (decision.action, names(decision)) == (Action.REVIEW, {"unread"})
    assert judged(ACT[0], unread=(Place.POLL,)).action is Action.REMOVE


def test_every_part_is_read_and_a_signal_names_its_part() -> None:
    parts = (Part(Place.CONTENT, "look"), Part(Place.POLL, "Subscribe to my channel?"))
    decision = judge(Facts(parts=parts), RULES)
    assert decision.action is Action.REVIEW
    assert decision.signals[0].part == 1


def test_a_domain_the_community_allows_is_no_signal() -> None:
    text = "https://fern.bandcamp.com"
    assert judged(text).action is Action.REVIEW
    assert judged("https://fern.example.com", allowed_domains=frozenset({"example.com"})) == judged(
        "hello"
    )


LANGUAGES: Sequence[tuple[str, str]] = [
    ("hago mezclas y másters a buen precio, mándame dm", "¿cuánto cobran por una mezcla?"),
    ("saiu meu novo som, ouçam lá no spotify", "quanto vocês cobram por um master?"),
    ("abonnez-vous à ma chaîne svp", "vous facturez combien pour un mix ?"),
    ("ich mische eure Songs für 50 Euro, schreibt mir", "was nehmt ihr für ein Mastering?"),
    ("iscrivetevi al mio canale", "quanto chiedete per un master?"),
    ("luister naar mijn nieuwe nummer op spotify", "hoeveel vragen jullie voor een mix?"),
    ("robię miks i mastering, 100 zł za utwór, pisz priv", "ile bierzecie za miks?"),
    ("shameless plug but my EP just dropped, link in bio", "what would you charge for an EP?"),
]


@pytest.mark.parametrize(("pitch", "question"), LANGUAGES)
def test_eight_languages(pitch: str, question: str) -> None:
    assert judge(said(pitch), RULES).action is not Action.ALLOW
    assert judge(said(question), RULES).action is Action.ALLOW


@given(st.text(max_size=300))
def test_any_text_is_judged(text: str) -> None:
    decision = judge(said(text), RULES)
    for signal in decision.signals:
        assert 0 <= signal.span[0] <= signal.span[1] <= len(text)
