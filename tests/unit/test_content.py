from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.clock import SystemClock
from bot.content import ContentError, Problem, Shelf, check, load
from tests.unit.small_content import put_wording_and_framework

REPOSITORY = Path(__file__).parents[2]
TODAY = date(2026, 3, 1)
KINDS = "'principle', 'checklist', 'mistake', 'quote', 'framework', 'figure' or 'pointer'"
TAKEN = "is already a title or an alias (guidance/a.yaml:5, write-again)"

TOPICS = """\
- {id: follow-up, name: Following up, about: Keeping in touch.}
- {id: royalties-early-stage, name: Royalties, about: Points and fees.}
"""
SOURCES = """\
- id: note
  file: note.txt
  title: A note
  credit: 'Community note "A note"'
  confidence: high
  date_range: 2021-02/2026-02
"""
ENTRY = """\
- id: write-again
  title: Write again
  kind: principle
  topics: [follow-up]
  aliases: [stay in touch, second message]
  body: >-
    One meeting fades unless somebody keeps it going.
  sources:
    - {doc: note, section: Habits, items: [S19], use: paraphrase}
  related: [agree-terms]
  reviewed: 2026-02-18
- id: agree-terms
  title: Agree the terms
  kind: principle
  topics: [royalties-early-stage]
  aliases: [contract]
  body: Settle fee and share before the session.
  sources:
    - {doc: note, use: paraphrase}
  reviewed: 2026-02-18
"""
QUOTE = """\
- id: friends
  title: Friends, not fans
  kind: quote
  topics: [follow-up]
  body: We generally aim to make friends, not fans.
  sources:
    - {doc: note, use: quote, author: bobby k, channel: '#general-talk',
       reactions: 10, pinned: true}
  reviewed: 2026-02-18
"""
POINTER = """\
- id: pointer-rates
  title: Rates
  kind: pointer
  body: The page on rates is not in this library.
  sources: [{doc: note, use: paraphrase}]
  reviewed: 2026-02-18
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "guidance").mkdir()
    (tmp_path / "topics.yaml").write_text(TOPICS)
    (tmp_path / "sources.yaml").write_text(SOURCES)
    (tmp_path / "guidance" / "a.yaml").write_text(ENTRY)
    put_wording_and_framework(tmp_path)
    return tmp_path


def write(folder: Path, text: str | bytes, name: str = "guidance/a.yaml") -> None:
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())


def only(folder: Path) -> Problem:
    [problem] = check(folder, TODAY)
    return problem


def test_the_library_in_this_repository_is_sound() -> None:
    guidance = load(REPOSITORY / "content").guidance
    newest = max(entry.reviewed for entry in guidance.entries.values())
    assert check(REPOSITORY / "content", newest) == ()
    assert len(guidance.topics) == 24


def test_good_content_loads_in_the_order_of_the_files(folder: Path) -> None:
    guidance = load(folder).guidance
    assert list(guidance.entries) == ["write-again", "agree-terms"]
    assert guidance.entries["write-again"].body.endswith("keeps it going.")
    assert check(folder, TODAY) == ()


def test_items_may_stand_below_their_ids(folder: Path) -> None:
    write(folder, "note: {file: n, title: N, credit: A note, confidence: high}", "sources.yaml")
    assert load(folder).guidance.sources["note"].credit == "A note"


@pytest.mark.parametrize(
    ("old", "new", "told", "mend"),
    [
        ("topics: [follow-up]", "topics: [royalties]",
         "4 (write-again): topics, item 1: 'royalties' is not one of the 2 topics",
         "did you mean 'royalties-early-stage'?"),
        ("topics: [follow-up]", "topics: []",
         "4 (write-again): topics: no topic is named",
         "name one to three topics"),
        ("Write again", "W" * 101,
         "2 (write-again): title: 101 characters, at most 100",
         "shorten it by 1"),
        ("kind: principle\n  topics: [follow", "kind: princple\n  topics: [follow",
         f"3 (write-again): kind: 'princple' is not one of {KINDS}",
         "did you mean 'principle'?"),
        ("  aliases: [stay", "  alias: [stay",
         "5 (write-again): alias: there is no such field",
         "did you mean 'aliases'?"),
        ("second message", "no",
         "5 (write-again): aliases, item 2: this is read as yes or no, not text",
         "put the text in quotation marks"),
        ("second message", "Second Message",
         "5 (write-again): aliases, item 2: 'Second Message' has capitals",
         "write 'second message'"),
        ("second message", '"..."',
         "5 (write-again): aliases, item 2: '...' has no letter or number in it",
         "use words that members type"),
        ("[contract]", "[stay in touch]",
         f"16 (agree-terms): aliases, item 1: 'stay in touch' {TAKEN}",
         "keep it in one place only"),
        ("related: [agree-terms]", "related: [agree-term]",
         "10 (write-again): related, item 1: there is no entry 'agree-term'",
         "did you mean 'agree-terms'?"),
        ("related: [agree-terms]", "related: [write-again]",
         "10 (write-again): related, item 1: the entry names itself as related",
         "take this line out"),
        ("doc: note, section", "doc: notes, section",
         "9 (write-again): sources, item 1, doc: 'notes' is not one of the sources",
         "did you mean 'note'?"),
        ("use: paraphrase}\n  related", "use: quote}\n  related",
         "9 (write-again): sources, item 1, use: only an entry of kind quote may quote",
         "write use: paraphrase, and put it in words of your own"),
        ("  sources:\n    - {doc: note, use: paraphrase}\n", "",
         "12 (agree-terms): sources: this is missing",
         "add sources: with what belongs there"),
        ("- {doc: note, use: paraphrase}", "- note",
         "19 (agree-terms): sources, item 1: this has no fields",
         "write its fields below each other, such as doc: and use:"),
        ("items: [S19]", "items: [19]",
         "9 (write-again): sources, item 1, items, item 1: this is read as a number, not text",
         "put the text in quotation marks"),
        ("id: agree-terms\n", "id: Agree Terms\n",
         "12 (Agree Terms): id: 'Agree Terms' is not of the right form",
         "write it like venues-first"),
        ("related: [agree-terms]\n  reviewed: 2026-02-18", "reviewed: last week",
         "10 (write-again): reviewed: this is not a date",
         "write it like 2026-02-18, without quotation marks"),
        ("  reviewed: 2026-02-18\n- id", "  reviewed: 2026-02-18\n  kind: figure\n- id",
         "12 (write-again): 'kind' stands twice in this entry, first on line 3",
         "keep one of them"),
        ("body: Settle fee and share before the session.", "body: " + "x" * 934,
         "17 (agree-terms): body: 934 characters, at most 900",
         "shorten it by 34"),
    ],
)  # fmt: skip
def test_a_fault_is_told_with_its_line_and_its_remedy(
    folder: Path, old: str, new: str, told: str, mend: str
) -> None:
    assert old in ENTRY
    write(folder, ENTRY.replace(old, new, 1))
    problems = check(folder, TODAY)
    assert f"guidance/a.yaml:{told}; {mend}." in map(str, problems)
    with pytest.raises(ContentError) as refused:
        load(folder)
    assert refused.value.problems == problems


def test_one_repeated_id_names_both_places(folder: Path) -> None:
    text = ENTRY.split("- id: agree-terms", maxsplit=1)[0].replace("[agree-terms]", "[]")
    write(
        folder, text.replace("Write again", "Once more").replace("aliases", "#"), "guidance/b.yaml"
    )
    assert only(folder) == Problem(
        "guidance/b.yaml", 1, "write-again",
        "id: 'write-again' is already taken (guidance/a.yaml:1, write-again)",
        "give this one another id",
    )  # fmt: skip


def test_every_problem_in_every_file_comes_at_once(folder: Path) -> None:
    write(folder, ENTRY.replace("follow-up", "nothing-such").replace("[agree-terms]", "[nobody]"))
    write(folder, QUOTE.replace("friends, not", "friends not"), "guidance/b.yaml")
    write(folder, "- id: x\n\ttitle: tabbed\n", "guidance/c.yaml")
    write(folder, b"- id: y\n  title: caf\xe9\n", "guidance/d.yaml")
    write(folder, "", "guidance/e.yaml")
    write(folder, "- only words\n", "guidance/f.yaml")
    write(folder, "x: 1", "guidance/g.yml")
    write(folder, SOURCES.replace("high", "certain"), "sources.yaml")
    found = [(problem.file, problem.line, problem.entry) for problem in check(folder, TODAY)]
    assert found == [
        ("guidance/a.yaml", 4, "write-again"),
        ("guidance/a.yaml", 10, "write-again"),
        ("guidance/b.yaml", 5, "friends"),
        ("guidance/c.yaml", 2, ""),
        ("guidance/d.yaml", 2, ""),
        ("guidance/e.yaml", 1, ""),
        ("guidance/f.yaml", 1, "entry 1"),
        ("guidance/g.yml", 1, ""),
        ("sources.yaml", 5, "note"),
    ]


def test_one_entry_that_is_no_yaml_hides_neither_the_others_nor_itself(folder: Path) -> None:
    broken = ENTRY.replace("title: Agree the terms", 'title: "Agree the terms')
    write(folder, broken.replace("[follow-up]", "[nonsense-such]"))
    unknown, unreadable = check(folder, TODAY)
    assert (unknown.line, unknown.entry) == (4, "write-again")
    assert unreadable.entry == "agree-terms"
    assert "cannot be read as YAML" in unreadable.message


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("[" * 5_000, 1, "nested too deeply"),
        ("- &a {id: x}\n- *a\n", 2, "begins with *"),
        ("- !!python/object:os.system {id: x}\n- {id: !!bool maybe}\n", 2, "is not read here"),
        ("- {id: x, reviewed: 2026-02-31}\n", 1, "cannot be read"),
        ("- id: x\n  title: a\x00b\n", 2, "control character"),
        ("- id: x\n  ? [a]\n  : b\n", 2, "field name is missing"),
        ("just a sentence", 1, "not a list of entries"),
        ("id: x\ntitle: y\n", 1, "not a list of entries"),
        ("a" * (1024 * 1024 + 1), 1, "larger than 1 MiB"),
        ("- {id: x}\n---\n- {id: y}\n", 2, "another document"),
    ],
)
def test_what_is_odd_yaml_is_told_and_never_raised(
    folder: Path, text: str, line: int, words: str
) -> None:
    write(folder, text)
    assert any(found.line == line and words in found.message for found in check(folder, TODAY))


@settings(max_examples=150, deadline=None)
@given(
    cut=st.integers(0, len(ENTRY)),
    junk=st.text(alphabet="-:[]{}'\"#&*!|>%@`\n \tax0é\x00\u202e", max_size=12),
)
def test_any_slip_of_the_pen_is_survived(
    tmp_path_factory: pytest.TempPathFactory, cut: int, junk: str
) -> None:
    folder = tmp_path_factory.mktemp("content")
    (folder / "guidance").mkdir()
    write(folder, TOPICS, "topics.yaml")
    write(folder, SOURCES, "sources.yaml")
    write(folder, ENTRY[:cut] + junk + ENTRY[cut:])
    assert check(folder, TODAY) == check(folder, TODAY)


def test_an_unreadable_file_does_not_accuse_those_that_point_into_it(folder: Path) -> None:
    (folder / "topics.yaml").unlink()
    assert only(folder).file == "topics.yaml"
    (folder / "sources.yaml").unlink()
    (folder / "sources.yaml").mkdir()
    assert [problem.file for problem in check(folder, TODAY)] == ["sources.yaml", "topics.yaml"]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    assert [problem.file for problem in check(tmp_path / "none", TODAY)] == [
        "checks.yaml", "framework.yaml", "guidance", "met.yaml", "micronetwork.yaml",
        "moderation.yaml", "outreach.yaml", "sources.yaml", "topics.yaml", "wording.yaml",
    ]  # fmt: skip


def test_a_quotation_stands_exactly_or_not_at_all(folder: Path) -> None:
    write(folder, QUOTE, "guidance/b.yaml")
    assert check(folder, TODAY) == ()
    write(folder, QUOTE.replace("generally", "usually"), "guidance/b.yaml")
    assert only(folder).message == "body: the text differs from what bobby k wrote in #general-talk"
    write(folder, QUOTE.replace("10", "11"), "guidance/b.yaml")
    assert only(folder).mend == "write reactions: 10 and pinned: true"
    write(folder, QUOTE.replace("bobby k", "bob"), "guidance/b.yaml")
    assert "no quotation of bob in #general-talk is known" in only(folder).message
    write(folder, QUOTE.replace("bobby k", "bob") + "  draft: true\n", "guidance/b.yaml")
    assert check(folder, TODAY) == ()


def test_a_quotation_names_author_and_channel(folder: Path) -> None:
    write(
        folder, QUOTE.replace("author: bobby k, channel: '#general-talk',", ""), "guidance/b.yaml"
    )
    assert [problem.message for problem in check(folder, TODAY)] == [
        "sources, item 1: a quotation needs its author",
        "sources, item 1: a quotation needs its channel",
    ]


def test_a_pointer_says_that_the_page_is_not_held(folder: Path) -> None:
    write(folder, POINTER, "guidance/b.yaml")
    assert check(folder, TODAY) == ()
    write(folder, POINTER.replace("is not in this library", "has all answers"), "guidance/b.yaml")
    assert only(folder).message == "body: a pointer must say that the page is not held"


def test_an_overdue_review_is_reported_but_stops_no_bot(folder: Path) -> None:
    assert check(folder, date(2027, 2, 18)) == ()
    late = check(folder, date(2027, 2, 19))
    assert [(problem.line, problem.mend) for problem in late] == [
        (11, "read it again, then write reviewed: 2027-02-19"),
        (20, "read it again, then write reviewed: 2027-02-19"),
    ]
    assert len(check(folder, date(2026, 2, 17))) == 2
    assert load(folder)


def test_a_draft_is_checked_but_not_shown(folder: Path) -> None:
    write(folder, ENTRY + "  draft: true\n")
    guidance = load(folder).guidance
    assert list(guidance.entries) == ["write-again"]
    assert list(guidance.drafts) == ["agree-terms"]
    assert guidance.related(guidance.entries["write-again"]) == []
    assert "agree-terms" not in {match.entry.id for match in guidance.search("contract")}
    assert guidance.suggest("contract") == []


def test_a_shelf_refuses_bad_content_and_keeps_the_old(folder: Path) -> None:
    shelf = Shelf(folder, SystemClock())
    old = shelf.content
    write(folder, ENTRY.replace("Write again", ""))
    assert [problem.line for problem in shelf.reload()] == [2]
    assert shelf.content is old
    write(folder, ENTRY.replace("Write again", "Write once more"))
    assert shelf.reload() == ()
    assert shelf.content.guidance.entries["write-again"].title == "Write once more"


def test_a_problem_reads_as_one_line() -> None:
    problem = Problem("guidance/a.yaml", 3, "x", "body: 934 characters, at most 900", "shorten it")
    assert str(problem) == ("guidance/a.yaml:3 (x): body: 934 characters, at most 900; shorten it.")
    assert str(problem) in str(ContentError([problem]))
