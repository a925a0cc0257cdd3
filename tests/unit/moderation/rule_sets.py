"""Rules for tests: those in use, and small ones written in a test."""

from pathlib import Path

from bot.content import moderation, moderation_check
from bot.content.page import read_page
from bot.content.wording import validate
from bot.moderation import Rules

CONTENT = Path(__file__).parents[3] / "content"

SMALL = """
- {id: promotion, title: No self-promotion, review: 50, remove: 100}
- {id: ladder, rungs: [{strike: 0}]}
- {id: measures, same-within: 3600, same-channels: 1, burst-within: 30, burst-posts: 3,
   words-with-link: 2, words-around: 3, links-to-one-site: 4}
- {id: common, words: {en: [i, my, the, for, a, to]}}
- {id: frequent, words: {en: [check]}}
- {id: allowed, sites: [manual.org, chat.org]}
"""


def read(folder: Path) -> Rules:
    """Read `moderation.yaml` of a folder."""
    page = read_page(folder, "moderation.yaml")
    parts = [validate(moderation.form_of(item), item) for item in page.items]
    plain = [item for item in page.items if isinstance(item, dict)]
    assert page.problems == []
    assert list(moderation_check.check(plain)) == []
    return moderation.rules([part for part in parts if not isinstance(part, list)])


def written(folder: Path, text: str) -> Rules:
    """Read rules as they are written in a test, below what every file needs."""
    (folder / "moderation.yaml").write_text(SMALL + text)
    return read(folder)
