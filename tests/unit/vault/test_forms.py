"""Notes of odd forms, and quotations that can only just, or not quite, be taken exactly."""

from collections.abc import Callable

import pytest

from bot.guidance import Kind
from bot.vault.theme import Theme

Import = Callable[..., Theme]


def quoted(theme: Theme) -> list[tuple[str, str | None, str | None]]:
    return [
        (draft.body, draft.source.author, draft.source.channel)
        for draft in theme.drafts
        if draft.kind is Kind.QUOTE
    ]


def reasons(theme: Theme) -> list[str]:
    return [remark.reason for remark in theme.remarks]


def test_a_note_without_front_matter_has_the_title_of_its_heading_or_else_its_file(
    make: Import,
) -> None:
    assert make("# The **Title**\ntext").note.title == "The Title"
    assert make("---\ntitle: From Above\n---\ntext").note.title == "From Above"
    assert make("text", file="My Page.md").note.title == "My Page"


@pytest.mark.parametrize(
    ("front", "line"),
    [("aliases: [a, b", 2), ("a: b: c", 2), ("- one\n- two", 2), ("[" * 3000, 1), ("\x00", 1)],
)
def test_broken_front_matter_costs_the_aliases_only(make: Import, front: str, line: int) -> None:
    theme = make(f"---\n{front}\n---\n# Page\n- an item\n")
    assert [(remark.line, remark.reason) for remark in theme.remarks] == [
        (line, "the front matter cannot be read as YAML, so its aliases are missing")
    ]
    assert [draft.title for draft in theme.drafts] == ["Page", "Page, 1 of 1"]


def test_front_matter_that_never_ends_is_text(make: Import) -> None:
    theme = make("---\naliases: x\n\n# Page\n- an item\n")
    assert reasons(theme) == ["the front matter has no closing ---; read as text"]
    assert theme.drafts[1].said == [(2, "aliases: x")]


def test_windows_line_ends_change_nothing(make: Import) -> None:
    text = "---\naliases: [x]\n---\n# T\n\n> [!quote]\n> **Author:** Mo — **Channel:** #a\n> Hi.\n"
    one, other = make(text), make(text.replace("\n", "\r\n"))
    assert one.drafts == other.drafts
    assert quoted(one) == [("Hi.", "Mo", "#a")]


def test_a_quotation_goes_on_until_a_blank_line(make: Import) -> None:
    head = "> [!quote] Source\n> **Author:** Mo — **Channel:** a\n"
    assert quoted(make(f"{head}> One,\ntwo,\n> three.\n\nfour.\n"))[0][0] == "One,\ntwo,\nthree."
    assert quoted(make(f"{head}> One.\n>\n> Two.\n"))[0][0] == "One.\n\nTwo."


def test_who_said_it_may_stand_below_the_words(make: Import) -> None:
    text = "> [!quote]\n> Leave early.\n> — **Author:** Mo — **Channel:** #a\n"
    assert quoted(make(text)) == [("Leave early.", "Mo", "#a")]


def test_two_callouts_without_a_line_between_are_two(make: Import) -> None:
    one = "> [!quote] Source\n> **Author:** Mo — **Channel:** #a\n> One.\n"
    assert [said[0] for said in quoted(make(one + one.replace("One", "Two")))] == ["One.", "Two."]


@pytest.mark.parametrize(
    ("callout", "reason"),
    [
        ("**Author:** Mo — **Channel:** #a", "there are no words to quote"),
        ("**Author:** Mo\n> Words.", "the quotation names no channel"),
        ("**Author:** Mo — **Channel:** two words\n> Words.", "the quotation names no channel"),
        ("**Channel:** #a\n> Words.", "the quotation names no author"),
        ("**Author:**  — **Channel:** #a\n> Words.", "the quotation names no author"),
        (f"**Author:** Mo — **Channel:** #a\n> {'w' * 901}",
         "the quotation has 901 characters; 900 fit, and none is cut"),
        (f"**Author:** {'M' * 101} — **Channel:** #a\n> Words.",
         "the author's name is too long to be one"),
    ],
)  # fmt: skip
def test_a_quotation_that_lacks_something_is_set_aside(
    make: Import, callout: str, reason: str
) -> None:
    theme = make(f"# T\n> [!quote] Source\n> {callout}\n")
    assert quoted(theme) == []
    assert reasons(theme) == [reason]


def test_an_unknown_field_never_becomes_part_of_the_words(make: Import) -> None:
    theme = make("> [!quote]\n> **Author:** Mo — **Channel:** #a\n> **Mood:** calm\n> Words.\n")
    assert quoted(theme) == [("Words.", "Mo", "#a")]
    assert reasons(theme) == ["it stands above or below the words and is left out of the quotation"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ('Good. Mo (3 reactions): "Yes."', [("Yes.", "Mo")]),
        ('and bobby k (pinned): "Yes."', [("Yes.", "bobby k")]),
        ('Also cy.mk (1 reaction): "It\'s \'fine\'."', [("It's 'fine'.", "cy.mk")]),
        ('a (2 reactions): "A." b (3 reactions): "B."', [("A.", "a"), ("B.", "b")]),
        ('a (2 reactions): "He said "no"." b (3 reactions): "B."', [("B.", "b")]),
        ('a (2 reactions): "never closed', []),
        ('what five or six people said here (2 reactions): "A."', []),
        ('(2 reactions): "A."', []),
        ('a (two sisters): "A."', []),
        ('a (2 reactions): A.', []),
    ],
)  # fmt: skip
def test_quotations_inside_a_sentence(
    make: Import, sentence: str, expected: list[tuple[str, str]]
) -> None:
    theme = make(f"---\ntags: [channel/a]\n---\n{sentence}\n")
    assert [(body, author) for body, author, _ in quoted(theme)] == expected


def test_a_channel_is_taken_from_the_note_only_if_there_is_just_one(make: Import) -> None:
    text = '---\ntags: [{}]\n---\nMo (3 reactions): "Yes."\n'
    assert quoted(make(text.format("channel/a"))) == [("Yes.", "Mo", "#a")]
    theme = make(text.format("channel/a, channel/b"))
    assert quoted(theme) == []
    assert reasons(theme) == ["the quotation names no channel"]


def test_lists_of_every_mark_and_depth(make: Import) -> None:
    theme = make("* one\n+ two\n3. three\n- [x] four\n    - under four\n\n  more of four\n- five\n")
    assert [[text for _, text in draft.said] for draft in theme.drafts[1:]] == [
        ["one"], ["two"], ["three"], ["four", "- under four\nmore of four"], ["five"],
    ]  # fmt: skip


def test_names_that_are_taken_get_a_number(make: Import) -> None:
    theme = make("# No Parking\n- **Parking:** a\n- **parking** b\n- **!!** c\n")
    assert [(draft.id, draft.title) for draft in theme.drafts] == [
        ("no-parking-2", "No Parking (2)"),
        ("parking", "Parking (2)"),
        ("parking-2", "parking (3)"),
        ("no-parking-3", "No Parking, 3 of 3"),
    ]


def test_words_without_latin_letters_and_very_long_ones_still_make_names(make: Import) -> None:
    theme = make(f"# 夜のライブ\n- **{'long word ' * 30}** x\n- 🎧\n", file="🎧.md")
    assert theme.file == "note.yaml"
    assert [draft.id for draft in theme.drafts[::2]] == ["entry", "item-2"]
    assert all(len(draft.title) <= 100 and len(draft.id) <= 50 for draft in theme.drafts)


def test_a_heading_line_with_nothing_below_it_is_not_lost(make: Import) -> None:
    theme = make("# T\n## A\nTo be followed:\n## B\n- x\n")
    assert [draft.said for draft in theme.drafts[1:]] == [[(3, "To be followed:")], [(5, "x")]]


def test_a_page_is_related_once_however_it_is_linked(make: Import) -> None:
    pages = " ".join(f"[[Page {n}]]" for n in range(3))
    theme = make(f"- see {pages}, [[No parking]] and [[no parking#Signs|signs]], ![[No parking]]\n")
    assert theme.drafts[1].related == ["no-parking"]
    assert [link.page for link in theme.unrelated] == ["Page 0", "Page 1", "Page 2"]
