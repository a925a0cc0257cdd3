import pytest

from bot.guidance import Guidance


def ids(entries: list) -> list[str]:  # type: ignore[type-arg]  # entries or topics
    return [entry.id for entry in entries]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("", ["habits", "two-sources", "open-mics", "regular", "rates"]),
        ("\u200b", ["habits", "two-sources", "open-mics", "regular", "rates"]),
        ("open", ["open-mics", "rates", "regular", "habits"]),
        ("OPEN m", ["open-mics"]),
        ("open mics", ["open-mics"]),
        ("meet art", ["open-mics"]),
        ("becoming regulars", ["regular"]),
        ("zebra", []),
    ],
)
def test_suggestions_begin_with_the_best_fit(
    small: Guidance, typed: str, expected: list[str]
) -> None:
    suggested = ids(small.suggest(typed))
    assert suggested[: len(expected)] == expected
    assert len(set(suggested)) == len(suggested)
    assert ids(small.suggest(typed, limit=1)) == expected[:1]


def test_nothing_typed_offers_a_menu_of_twenty_five(library: Guidance) -> None:
    offered = library.suggest("")
    assert len(offered) == len({entry.id for entry in offered}) == 25
    assert all(entry.held for entry in offered)


def test_topics_are_suggested_by_name_and_id(small: Guidance) -> None:
    assert ids(small.suggest_topics("")) == ["venues", "email-list"]
    assert ids(small.suggest_topics("list")) == ["email-list"]
    assert ids(small.suggest_topics("email")) == ["email-list"]
    assert small.suggest_topics("zebra") == []


def test_a_topic_lists_its_overviews_first(small: Guidance) -> None:
    assert ids(small.in_topic("venues")) == ["habits", "open-mics", "regular"]
    assert small.in_topic("email-list") == small.in_topic("nonsense") == []


def test_related_entries_keep_their_order_without_drafts(small: Guidance) -> None:
    assert ids(small.related(small.entries["regular"])) == ["habits", "open-mics"]


def test_credits_name_each_document_once_with_its_sections_and_people(small: Guidance) -> None:
    note, article = small.credits(small.entries["two-sources"])
    assert (note.source.credit, note.sections, note.authors) == (
        "The note", ("Habits", "Rules"), ("bobby k",),
    )  # fmt: skip
    assert note.source.period == "2021-02 to 2026-02"
    assert (article.sections, article.authors, article.source.period) == ((), (), None)
    assert note.how_sure == "The source calls its own confidence high."
    assert article.how_sure == "An article; it states no confidence."


def test_a_quotation_tells_who_and_where(small: Guidance) -> None:
    said = small.entries["two-sources"].quotation
    assert said is not None
    assert (said.author, said.channel) == ("bobby k", "#general-talk")
    assert small.entries["habits"].quotation is None


def test_the_library_cannot_be_changed(small: Guidance) -> None:
    with pytest.raises(TypeError):
        small.entries["x"] = small.entries["habits"]  # type: ignore[index]  # that is the point
    with pytest.raises(ValueError, match="frozen"):
        small.entries["habits"].title = "Other"  # type: ignore[misc]  # that is the point
