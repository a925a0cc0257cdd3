from datetime import date
from pathlib import Path

import pytest

from bot.content import check, load
from bot.guidance import Use

REPOSITORY = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)

TIPS = """\
- id: go-again
  n: 20
  text: Go to the same night twice.
  entry: open-mics
  sources: [{doc: note, section: Venues, items: [S10], use: paraphrase}]
- id: name-the-reason
  n: 10
  text: Name the reason, then the discount.
  entry: discounts
  sources:
    - {doc: note, items: [S28], use: paraphrase}
- id: friends
  n: 30
  text: We generally aim to make friends, not fans.
  entry: open-mics
  sources:
    - {doc: note, use: quote, author: bobby k, channel: '#general-talk', reactions: 10,
       pinned: true}
"""
OURS = "{doc: note, items: [S28], use: paraphrase}"


@pytest.fixture
def folder(content_folder: Path) -> Path:
    (content_folder / "tips.yaml").write_text(TIPS)
    return content_folder


def problems(folder: Path) -> list[str]:
    return [str(one) for one in check(folder, TODAY) if one.file == "tips.yaml"]


def change(folder: Path, old: str, new: str) -> list[str]:
    """What check says of the file after `old` was replaced, once."""
    path = folder / "tips.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return problems(folder)


def test_what_is_shipped_is_a_year_and_calm() -> None:
    content = load(REPOSITORY / "content")
    tips = content.tips
    assert [tip.n for tip in tips] == list(range(1, 53))
    assert {tip.entry for tip in tips} <= content.guidance.entries.keys()
    assert not any("!" in tip.text for tip in tips)
    assert [(tip.n, tip.said_by) for tip in tips if tip.said_by] == [
        (1, "cypress, #biz-talk"),
        (7, "bobby k, #general-talk (pinned)"),
        (22, "oaklandmatt, #general-talk"),
    ]
    uses = {source.use for tip in tips if tip.n in (47, 48) for source in tip.sources}
    assert uses == {Use.ATTRIBUTED_PARAPHRASE}


def test_tips_come_in_the_order_of_their_numbers(folder: Path) -> None:
    assert problems(folder) == []
    tips = load(folder).tips
    assert [tip.id for tip in tips] == ["name-the-reason", "go-again", "friends"]
    assert [tip.quotation is None for tip in tips] == [True, True, False]


def test_a_library_may_have_no_tips(folder: Path) -> None:
    (folder / "tips.yaml").unlink()
    assert check(folder, TODAY) == ()
    assert load(folder).tips == ()


def test_a_tip_may_wait_for_its_entry(folder: Path) -> None:
    path = next((folder / "guidance").iterdir())
    text = path.read_text()
    path.write_text(text.replace("  title: Ration", "  draft: true\n  title: Ration"))
    assert problems(folder) == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("id: go-again", "id: friends", "id: 'friends' is already taken (tips.yaml:1, friends)"),
        ("n: 10", "n: 20", "n: the number 20 is already taken (tips.yaml:2, go-again); give"),
        ("n: 10", "n: 20", "such as 31."),
        ("n: 10", "n: '10'", "n: this is not a whole number; write a number such as 10."),
        ("  n: 10\n", "", "n: this is missing"),
        ("Name the reason, then the discount", " go to the SAME  night twice", "says the same"),
        ("Go to the same night", "x" * 220, "text: 227 characters, at most 220; shorten it by 7."),
        ("text: Go to the same night twice.", "text: ''", "text: this is empty"),
        ("entry: discounts", "entry: discount", "no entry 'discount'; did you mean 'discounts'?"),
        ("entry: discounts", "entry: zzz", "no entry 'zzz'; name another, or add that entry."),
        ("  entry: discounts\n", "", "entry: this is missing; add entry: with what belongs there"),
        ("doc: note, section", "doc: nott, section", "no source 'nott'; did you mean 'note'?"),
        ("[{doc: note, section: Venues, items: [S10], use: paraphrase}]", "[]", "this is empty"),
        ("items: [S28], use: paraphrase", "use: attributed-paraphrase", "needs its author; add"),
        ("friends, not fans.", "friends, not fans", "text: the text differs from what bobby k w"),
        ("author: bobby k", "author: bobby", "needs the author and the channel of a known one; "),
        ("channel: '#general-talk', ", "", "known are: cypress in #biz-talk, bobby k in #gen"),
        ("reactions: 10", "reactions: 11", "write reactions: 10 and pinned: true."),
        ("use: quote, author: bobby k", "use: paraphrase", "these are bobby k's own words; write"),
        ("    - {doc: note, use: q", f"    - {OURS}\n    - {{doc: note, use: q", "has one source"),
        ("id: go-again", "id: go-again\n  tipp: yes", "there is no such field"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_with_its_line(folder: Path, old: str, new: str, told: str) -> None:
    found = change(folder, old, new)
    assert any(told in problem for problem in found), found
    assert all(problem.startswith("tips.yaml:") for problem in found)


def test_the_line_is_that_of_the_field(folder: Path) -> None:
    [problem] = change(folder, "entry: discounts", "entry: discount")
    assert problem.startswith("tips.yaml:9 (name-the-reason): entry: ")


def test_what_is_broken_does_not_hide_the_rest(folder: Path) -> None:
    path = folder / "tips.yaml"
    path.write_text("- just words\n- {id: 3, n: [], text: {}, sources: 4}\n" + path.read_text())
    assert any("entry 1" in one for one in problems(folder))
    assert not any("go-again" in one for one in problems(folder))


def test_what_cannot_be_known_is_not_complained_about(folder: Path) -> None:
    (folder / "guidance" / "more.yaml").mkdir()  # which entries it should hold, nobody can tell
    assert change(folder, "entry: discounts", "entry: of-the-other-file") == []
