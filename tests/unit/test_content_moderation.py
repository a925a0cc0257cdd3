import shutil
from datetime import date
from pathlib import Path

import pytest

from bot.content import check, load_rules
from bot.moderation import Action, judge, said

REPOSITORY = Path(__file__).parents[2]
TODAY = date(2026, 11, 22)

RULES = """
- {id: promotion, title: No self-promotion, review: 50, remove: 100}
- {id: ladder, rungs: [{strike: 0}]}
- {id: measures, same-within: 3600, same-channels: 1, burst-within: 30, burst-posts: 3,
   words-with-link: 2, words-around: 3, links-to-one-site: 4}
- {id: common, words: {en: [i, my]}}
- {id: frequent, words: {en: [check]}}
- {id: allowed, sites: [manual.org]}
- {id: shops, sites: [shop.org/+]}
- {id: work, words: {en: [song, mix tape]}}
- id: invites
  rule: promotion
  weight: 60
  says: It asks people to hear something.
  phrases:
    en: ["hear my {work}"]
- {id: sells, rule: promotion, weight: 50, says: It sells., links: [shops], at-most: review}
- {id: both, rule: promotion, weight: 10, says: It does both., together: [invites, sells]}
- {id: unread, rule: promotion, says: A part could not be read., fact: unread, at-least: review}
"""


@pytest.fixture
def folder(content_folder: Path) -> Path:
    (content_folder / "moderation.yaml").write_text(RULES)
    return content_folder


def change(folder: Path, old: str, new: str) -> list[str]:
    """What check says of the rules after `old` was replaced, once."""
    path = folder / "moderation.yaml"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    return [str(one) for one in check(folder, TODAY) if one.file == "moderation.yaml"]


def test_what_is_shipped_is_in_order_and_calm() -> None:
    path = REPOSITORY / "content" / "moderation.yaml"
    assert [one for one in check(path.parent, TODAY) if one.file == path.name] == []
    assert "!" not in path.read_text()


def action(folder: Path) -> Action:
    """What becomes of a pitch by the folder's rules."""
    return judge(said("hear my demo"), load_rules(folder / "moderation.yaml")).action


def test_a_moderator_may_change_words_weights_and_lists(folder: Path) -> None:
    assert action(folder) is Action.ALLOW
    assert change(folder, "[song, mix tape]", "[song, mix tape, demo]") == []
    assert action(folder) is Action.REVIEW
    assert change(folder, "weight: 60", "weight: 120") == []
    assert action(folder) is Action.REMOVE


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("hear my {work}", "hear my {works}", "there is no class 'works'; did you mean 'work'"),
        ("hear my {work}", "hear {my", "'{my' is not written like {class}, [this|that] or ..3"),
        ("hear my {work}", "hear ..2", "a gap such as ..3 stands between two words"),
        ("hear my {work}", "(hear)", "at least one word has to be there"),
        ("hear my {work}", "[hear|&]", "'&' in '[hear|&]' is neither words nor a {class}"),
        ("links: [shops]", "links: [shop]", "there is no list of sites 'shop'; did you mean"),
        ("rule: promotion", "rule: promotions", "there is no rule 'promotions'; did you mean"),
        ("[invites, sells]", "[invites, sell]", "there is no signal above this one 'sell'; did"),
        ("[invites, sells]", "[invites | both, sells]", "no signal above this one 'both'"),
        ("links: [shops]", "links: [shops], fact: burst", "it has links and fact; give it one of"),
        ("links: [shops], ", "", "nothing tells what it is seen by; give it one of phrases, asked"),
        ("weight: 60", "weight: 0", "it weighs nothing; give it weight:"),
        ("fact: unread", "fact: unred", "'unred' is not one of"),
        ("at-most: review", "at-most: look", "'look' is not one of"),
        ("at-most: review", "atmost: review", "there is no such field"),
        ("remove: 100", "remove: 50", "this is not above what is only looked at; write a number a"),
        ("shop.org/+", "Shop.org", "'Shop.org' is no site; write it like example.org"),
        ("[song, mix tape]", "[song, on]", "this is read as yes or no, not text"),
        ("says: It sells., ", "", "says: this is missing; add says: with what belongs there"),
        ("words: {en: [song, mix tape]}", "of: music", "nothing tells what this is; give it title"),
        ("- {id: allowed, sites: [manual.org]}\n", "", "the part 'allowed' is missing; add - id:"),
        ("id: shops", "id: allowed", "'allowed' is already taken"),
        ("same-within: 3600", "same-within: soon", "this is not a whole number"),
    ],
)
def test_a_mistake_is_told_with_how_to_mend_it(folder: Path, old: str, new: str, told: str) -> None:
    problems = change(folder, old, new)
    assert any(told in problem for problem in problems), problems
    assert all(problem.startswith("moderation.yaml:") for problem in problems)


def test_a_problem_names_its_line(folder: Path) -> None:
    line = RULES[: RULES.index("hear my")].count("\n") + 1
    [problem] = change(folder, "hear my {work}", "hear my {works}")
    assert problem.startswith(f"moderation.yaml:{line} (invites): phrases, en, item 1: ")


def test_a_missing_file_is_one_problem(folder: Path) -> None:
    shutil.move(folder / "moderation.yaml", folder / "elsewhere.txt")
    [problem] = check(folder, TODAY)
    assert problem.file == "moderation.yaml"
