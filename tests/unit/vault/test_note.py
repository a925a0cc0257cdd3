"""The invented note `late-nights.md`, which holds one of everything."""

from collections.abc import Callable
from datetime import date

import pytest

from bot.guidance import Confidence, Kind, Use
from bot.vault import Imported, Library, NotImportable, import_notes, report
from bot.vault.theme import BODY, Draft, Theme

TODAY = date(2026, 3, 1)

Find = Callable[[int], Draft]


def reasons(theme: Theme) -> dict[int, str]:
    return {remark.line: remark.reason for remark in theme.remarks}


def test_every_entry_is_drafted_in_order(theme: Theme) -> None:
    assert [(draft.line, draft.kind.value, draft.title) for draft in theme.drafts] == [
        (1, "principle", "Playing Late Nights"),
        (25, "quote", "salt & pepper in #live-room"),
        (28, "principle", "Ask for the key"),
        (45, "mistake", "Common Mistakes on Social Media, 1 of 3"),
        (47, "mistake", "Common Mistakes on Social Media, 3 of 3"),
        (52, "principle", "Ear plugs"),
        (57, "principle", "Common Mistakes on Social Media"),
        (65, "quote", "drum_mer in #live-room"),
        (65, "quote", "Mo in #live-room"),
        (62, "figure", "How much talk is behind Playing Late Nights"),
    ]


def test_only_quotations_hold_words_of_the_note(theme: Theme) -> None:
    assert {draft.body for draft in theme.drafts if draft.kind is not Kind.QUOTE} == {BODY}


def test_a_quotation_is_exact_with_who_where_and_when(draft: Find) -> None:
    said = draft(25)
    assert said.body == "Find the back door — then   find the person with the key."
    assert said.source.model_dump(exclude_defaults=True) == {
        "doc": "playing-late-nights",
        "section": "Loading In by the Back Door",
        "use": Use.QUOTE,
        "author": "salt & pepper",
        "channel": "#live-room",
        "reactions": 1204,
        "pinned": True,
        "date_range": "2023-04/2024-01",
    }


def test_quotations_inside_a_sentence_have_the_callouts_channel_and_months(theme: Theme) -> None:
    pack, sleep = (draft for draft in theme.drafts if draft.line == 65)
    assert (pack.body, sleep.body) == ("Pack “last” what plays first.", "Sleep.")
    assert (pack.source.author, pack.source.reactions, pack.source.pinned) == ("drum_mer", 12, True)
    assert (sleep.source.author, sleep.source.reactions, sleep.source.pinned) == ("Mo", 1, False)
    assert pack.source.channel == sleep.source.channel == "#live-room"
    assert pack.source.date_range == "2022-01/2024-06"


def test_the_source_spans_all_discussions_and_says_how_sure_the_note_is(theme: Theme) -> None:
    source = theme.source
    assert source.credit == 'Community note "Playing Late Nights" (#live-room, 2020-11 to 2024-06)'
    assert source.date_range == "2020-11/2024-06"
    assert source.confidence is Confidence.UNSTATED
    assert source.sure == "The note calls its own confidence medium."


def test_items_keep_what_the_note_says_as_comments(draft: Find) -> None:
    key = draft(28)
    assert key.said == [
        (27, "Two rules:"),
        (28, "**Ask for the key:** the night before\nand once more at noon"),
        (30, "- who holds it"),
        (31, "- who else does"),
    ]
    assert draft(52).said == [(52, "Take two pairs."), (53, "- one for you")]


def test_a_view_that_names_a_member_credits_the_member(draft: Find) -> None:
    assert (draft(47).source.use, draft(47).source.author) == (
        Use.ATTRIBUTED_PARAPHRASE, "drum_mer",
    )  # fmt: skip


def test_topics_come_from_headings_that_fit(draft: Find) -> None:
    assert draft(25).topics == draft(28).topics == ["load-in"]
    assert draft(45).topics == ["social-media-use"]
    assert draft(1).topics == []


def test_links_relate_to_entries_and_to_pointers_that_name_the_page(
    theme: Theme, draft: Find
) -> None:
    assert draft(1).related == ["no-parking"]
    assert draft(28).related == ["pointer-vans"]
    assert [(link.line, link.page) for link in theme.unrelated] == [
        (32, "Stage Plots"), (71, "Nowhere"),
    ]  # fmt: skip


def test_what_finds_no_place_is_told_with_its_line_and_why(theme: Theme) -> None:
    assert reasons(theme) == {
        24: "a heading inside a quotation; it is left out of the words",
        34: "a table is not taken over",
        38: "a block of code is not taken over",
        42: "an image or an embedded page is not taken over",
        45: "an image or an embedded page is not taken over",
        46: "the list item is empty",
        49: "the quotation names no author",
        55: "a hidden remark is not taken over",
        64: "it is not clear where the quotation ends",
    }
    assert theme.aliases_taken == ["parking"]
    assert (theme.introduced, theme.nested) == ([19, 27], [30, 31])


def test_the_report_says_it_all(imported: Imported, library: Library) -> None:
    told = report(imported, library)
    assert told.startswith(
        "late-nights.md: 10 drafts in guidance/playing-late-nights.yaml "
        "(4 principles, 2 mistakes, 3 quotations, 1 figure).\n"
        "  Its source is new in sources.yaml: 'playing-late-nights'.\n"
    )
    assert "line 25: salt & pepper, #live-room, 2023-04 to 2024-01, 1204 reactions, pinned" in told
    assert "    line 32: [[Renting a Van]] to 'pointer-vans'\n" in told
    assert "    line 71: [[Nowhere]]\n" in told
    assert "    line 46: -: the list item is empty\n" in told
    assert "Aliases left out, because they are taken or cannot be typed: 'parking'." in told


def test_notes_that_come_together_are_related_to_each_other(library: Library) -> None:
    one = ("Vans.md", "---\naliases: [Wheels]\n---\n# Renting a Van\nSee also: [[nights]].\n")
    two = ("nights.md", "# Late\n- Rent one, see [[Renting a Van|here]]\n- [[wheels]] roll\n")
    imported = import_notes([one, two], library, TODAY)
    van, late = imported.themes
    assert van.drafts[0].related == [late.drafts[0].id]
    assert late.drafts[1].related == late.drafts[2].related == [van.drafts[0].id]
    assert "The pointer 'pointer-vans' says this page is not held" in report(imported, library)


def test_two_notes_for_one_file_are_refused(library: Library) -> None:
    notes = [("a.md", "# Same\ntext"), ("b.md", "# same!\ntext")]
    with pytest.raises(NotImportable, match=r"a\.md and b\.md would both become same\.yaml"):
        import_notes(notes, library, TODAY)


@pytest.mark.parametrize("text", ["", " \n\n", "\ufeff", "---\naliases: [x]\n---\n# Only a title"])
def test_a_note_without_text_is_refused(library: Library, text: str) -> None:
    with pytest.raises(NotImportable, match=r"note\.md holds no text"):
        import_notes([("note.md", text)], library, TODAY)


def test_a_note_of_too_many_entries_is_refused(library: Library) -> None:
    with pytest.raises(NotImportable, match="would become 602 entries"):
        import_notes([("note.md", "- a\n" * 600 + "\nb\n")], library, TODAY)
