import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.guidance import Guidance

SCRAPS = """
open mic clients rates royalties follow up 20,000 $0.003 @everyone <@1> ** || ` ~~ AND OR NEAR(
" ' * - : \u200b \u202e \U0001f3b8 שלום https://x.test/a
""".split()  # noqa: SIM905  easier to read than quoted one by one
QUESTIONS = st.text(max_size=400) | st.lists(st.sampled_from(SCRAPS), max_size=60).map(" ".join)


@settings(max_examples=100, deadline=None)
@given(question=QUESTIONS, limit=st.integers(1, 10))
def test_any_text_is_searched_the_same_way_twice(
    library: Guidance, question: str, limit: int
) -> None:
    found = library.search(question, limit)
    assert found == library.search(question, limit)
    assert len({match.entry.id for match in found}) == len(found) <= limit
    scores = [match.score for match in found]
    assert scores[:1] == [max(scores)] if scores else not found
    assert library.suggest(question, limit) == library.suggest(question, limit)


def test_every_entry_is_first_by_its_title_and_each_alias(library: Guidance) -> None:
    for entry in library.entries.values():
        for name in (entry.title, *entry.aliases, f"  **{entry.title.upper()}**!  "):
            assert library.search(name)[0].entry == entry, name
            assert library.suggest(name)[0] == entry, name


@pytest.mark.parametrize(
    "question",
    ["", "   ", "\U0001f3b8" * 40, "\u200b\u202e", "** || ``` ~~", "@everyone @here", "* AND (",
     "<@123> <#456>", "שלום עולם", "what should I do", "x" * 6_000],
)  # fmt: skip
def test_nothing_is_found_where_nothing_is_asked(library: Guidance, question: str) -> None:
    assert library.search(question) == []


@pytest.mark.parametrize(
    "question",
    ["best eq plugin", "weather tomorrow", "what is phase", "how do i tune a guitar",
     "mac mini m4 for pro tools?", "which daw is best"],
)  # fmt: skip
def test_what_the_library_does_not_hold_is_not_answered(library: Guidance, question: str) -> None:
    assert library.search(question) == []


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("are open mics worth my evening", "networking-at-venues"),
        ("the artist offers me royalties and no money up front", "royalties-early-stage"),
        ("I compare myself with others on Instagram", "comparison-trap"),
        ("@everyone **how much** does spotify pay?? \U0001f3b8", "streaming-income"),
        ("portfolios", "portfolio"),
    ],
)
def test_a_question_in_other_words_finds_its_topic(
    library: Guidance, question: str, topic: str
) -> None:
    assert topic in library.search(question)[0].entry.topics


def test_a_ramble_is_searched_for_what_it_asks(library: Guidance) -> None:
    ramble = (
        "so i moved here in spring, flat is fine, the cat hates it, anyway i mix indie stuff "
        "mostly and back home everybody knew me but in this city i dont know a single band and "
        "i wonder where one even starts"
    )
    topics = {topic for match in library.search(ramble)[:3] for topic in match.entry.topics}
    assert topics & {"local-scene", "networking-at-venues"}


def test_the_longest_question_discord_allows_is_borne(library: Guidance) -> None:
    assert len(library.search("and open mics too " * 400)) <= 5


def test_a_name_comes_before_a_better_fitting_text(small: Guidance) -> None:
    assert small.search("open rates")[0].entry.id == "rates"
    assert small.search("Where to meet artists?")[0].entry.id == "open-mics"


def test_the_limit_holds_and_drafts_stay_hidden(small: Guidance) -> None:
    assert len(small.search("open", limit=1)) == 1
    assert "hidden" not in {match.entry.id for match in small.search("open secret")}
