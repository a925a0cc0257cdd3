"""One folder with one of each fault: all of them are told at once, and none hides another."""

from datetime import date
from pathlib import Path

import pytest

from bot.content import ContentError, check, load

TODAY = date(2026, 11, 22)
KINDS = "'principle', 'checklist', 'mistake', 'quote', 'framework', 'figure' or 'pointer'"
TAKEN = "is already a title or an alias (guidance/all.yaml:3, open-mics)"
OVERDUE = "nobody has reviewed this for a year; the last time was 2025-11-21"

ENTRY = """\
- id: {id}
  title: {title}
  kind: principle
  topics: [venues]
  body: Words of our own.
  sources: [{{doc: note, use: paraphrase}}]
  reviewed: {reviewed}
"""
QUOTE = """\
- id: friends
  title: A changed quotation
  kind: quote
  topics: [venues]
  body: We generally aim to make friends and not fans.
  sources:
    - {doc: note, use: quote, author: bobby k, channel: '#general-talk', reactions: 10,
       pinned: true}
  reviewed: 2026-06-01
"""


def entry(name: str, old: str = "", new: str = "", reviewed: str = "2026-06-01") -> str:
    text = ENTRY.format(id=name, title=f"About {name}", reviewed=reviewed)
    assert old in text
    return text.replace(old, new, 1) if old else text


FAULTS = [
    ("a-schema", entry("wrong-kind", "kind: principle", "kind: rule"),
     f"3 (wrong-kind): kind: 'rule' is not one of {KINDS}",
     "choose one of these"),
    ("b-topic", entry("wrong-topic", "[venues]", "[venue]"),
     "4 (wrong-topic): topics, item 1: 'venue' is not one of the 3 topics",
     "did you mean 'venues'?"),
    ("c-id", entry("open-mics", "About open-mics", "Another title"),
     "1 (open-mics): id: 'open-mics' is already taken (guidance/all.yaml:2, open-mics)",
     "give this one another id"),
    ("d-alias", entry("same-alias", "  body", "  aliases: [go to open mics]\n  body"),
     f"5 (same-alias): aliases, item 1: 'go to open mics' {TAKEN}",
     "keep it in one place only"),
    ("e-relation", entry("no-relation", "  reviewed", "  related: [discount]\n  reviewed"),
     "7 (no-relation): related, item 1: there is no entry 'discount'",
     "did you mean 'discounts'?"),
    ("f-long", entry("too-long", "Words of our own.", "w" * 937),
     "5 (too-long): body: 937 characters, at most 900",
     "shorten it by 37"),
    ("g-quotation", QUOTE,
     "5 (friends): body: the text differs from what bobby k wrote in #general-talk",
     "copy it from the source, character for character, and add nothing"),
    ("h-source", entry("no-source", "doc: note", "doc: notes"),
     "6 (no-source): sources, item 1, doc: 'notes' is not one of the sources",
     "did you mean 'note'?"),
    ("i-sources", entry("without", "  sources: [{doc: note, use: paraphrase}]\n", ""),
     "1 (without): sources: this is missing",
     "add sources: with what belongs there"),
    ("j-review", entry("overdue", reviewed="2025-11-21"),
     f"7 (overdue): reviewed: {OVERDUE}",
     "read it again, then write reviewed: 2026-11-22"),
    ("k-unwritten", entry("unwritten", "Words of our own.", "'To write: this.'"),
     "5 (unwritten): body: this is still to be written",
     "write it in words of your own, or put draft: true back"),
]  # fmt: skip
"""The name of a file, what is wrong in it, where and what that is, and how to mend it."""


@pytest.fixture
def folder(content_folder: Path) -> Path:
    """The small content folder, with all the faults in it."""
    for name, text, _, _ in FAULTS:
        (content_folder / "guidance" / f"{name}.yaml").write_text(text)
    return content_folder


def test_every_fault_is_told_once_with_file_line_entry_and_remedy(folder: Path) -> None:
    told = [f"guidance/{name}.yaml:{said}; {mend}." for name, _, said, mend in FAULTS]
    assert [str(problem) for problem in check(folder, TODAY)] == told


def test_only_the_overdue_review_does_not_stop_the_bot(folder: Path) -> None:
    with pytest.raises(ContentError) as refused:
        load(folder)
    assert {problem.file for problem in refused.value.problems} == {
        f"guidance/{name}.yaml" for name, *_ in FAULTS if name != "j-review"
    }


def test_drafts_may_lack_what_a_curator_has_yet_to_add(folder: Path) -> None:
    for name, text, _, _ in FAULTS:
        draft = text.replace("[venues]", "[]") + "  draft: true\n"
        kept = draft if name in {"g-quotation", "k-unwritten"} else entry(name)
        (folder / "guidance" / f"{name}.yaml").write_text(kept)
    assert check(folder, TODAY) == ()
