import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.guidance.anonymous import anonymous

TAKEN_OUT = [
    "<@804000000000000015>",
    "<@!804000000000000015>",
    "<@&804000000000000002>",
    "<#804000000000000020>",
    "</advice:804000000000000021>",
    "<:wave:804000000000000021>",
    "<a:wave:804000000000000021>",
    "@everyone",
    "@bobby.k",
    "bobby#1234",
    "#biz-talk",
    "804000000000000015",
    "https://a.example/x?y=1#z",
    "HTTP://A.EXAMPLE",
    "hxxps://a.example",
    "<https://a.example>",
    "[my site](https://a.example)",
    "[my site](a.example)",
    "www.example.org",
    "example.com",
    "Example.Co.UK",
    "example.com/mixes",
    "sub.example.zone/mixes",
    "discord.gg/abc",
    "example dot com",
    "spotify:artist:0abc",
    "192.168.0.10",
    "kim@example.com",
    "kim.o+mix@example.co.uk",
    "mailto:kim@example.com",
    "kim (at) example (dot) com",
    "kim at example dot com",
    "\uff4b\uff49\uff4d\uff20example.com",
    "kim\u200b@example.com",
    "+49 170 1234567",
    "(555) 123-4567",
    "555-123-4567",
    "0170/1234567",
    "12 Elm Street",
    "12 old mill road",
    "221b Baker St",
    "Elm Street 12",
    "Hauptstrasse 5",
    "Lindenstr. 12a",
    "12 rue de la Paix",
    "PO Box 123",
    "SW1A 2AA",
]
KEPT = [
    "Should I charge 1000-1500 for an EP?",
    "Is $20,000 for 2021-2026 fine?",
    "0.003/stream times 1.5 million plays",
    "5 shows on the road, 3 songs a day",
    "half upfront and half on delivery, e.g. 50/50",
    "What's my C# minor tune worth at 48 kHz / 24 bit?",
    "Do I drive 3 hours to a place for 100 dollars?",
    "كم أطلب مقابل العمل؟",
    "v1.2 or v2?",
]


@pytest.mark.parametrize("lead", TAKEN_OUT)
def test_what_leads_to_a_person_is_taken_out(lead: str) -> None:
    assert anonymous(lead) == "…"
    assert anonymous(f"may I send {lead} my songs") == "may I send … my songs"


@pytest.mark.parametrize("question", KEPT)
def test_an_ordinary_question_stays_as_it_is(question: str) -> None:
    assert anonymous(question) == question


def test_it_is_one_line_and_gaps_run_together() -> None:
    assert anonymous("ask\n<@1>, @kim\tand kim@a.example\x00") == "ask … and …"


parts = st.one_of(st.sampled_from([*TAKEN_OUT, *KEPT, "<", ">", "@", "#", "…"]), st.text())


@given(st.lists(parts).map(" ".join) | st.lists(parts).map("".join))
def test_any_text_is_borne_and_twice_is_once(text: str) -> None:
    once = anonymous(text)
    assert anonymous(once) == once
    assert once == " ".join(once.split())
    assert not re.search(r"@\w|\w#\w|://\S|www\.\S|\d{17}", once)


words = st.text(st.characters(categories=["L"]), min_size=1).filter(str.isalpha)


@given(st.lists(words), st.sampled_from(TAKEN_OUT), st.lists(words))
def test_nothing_of_it_is_left_wherever_it_stands(
    before: list[str], lead: str, after: list[str]
) -> None:
    told = anonymous(" ".join([*before, lead, *after]))
    assert "…" in told
    assert anonymous(lead) == "…"
    assert lead not in told
