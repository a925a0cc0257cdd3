"""`/gigs how`: the rules as they are in force, with where they come from."""

from collections.abc import Iterable, Iterator

from bot.content import Content
from bot.gigs import Rule, Verdict, rules
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, row, text, turn_to
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who
from cogs.evaluate.access import ACCENT

_ON_A_PAGE = 2_000  # characters: a few screens of a phone


def how_card(content: Content, page: int = 0) -> Card:
    """Show a page of the rules; pages count from 0, and beyond the last stands the last."""
    pages = list(_pages(_parts(content)))
    shown = min(page, len(pages) - 1)
    where = f"-# Page {shown + 1} of {len(pages)}" if len(pages) > 1 else None
    turns = []
    if shown > 0:
        turns.append(HowButton(str(shown - 1), "Page before"))
    if shown + 1 < len(pages):
        turns.append(HowButton(str(shown + 1), "Next page"))
    return Card(
        text("### How an offer is weighed", pages[shown], where),
        *([row(*turns)] if turns else []),
        accent=ACCENT,
    )


class HowButton(LastingButton, template=r"gigs:how:(?P<page>\d{1,3})", open_to=Who.ANYBODY):
    """Turns to a page of the rules."""

    def __init__(self, page: str, label: str = "") -> None:
        self.page = int(page)
        super().__init__(label or "How it is weighed", f"gigs:how:{page}")

    async def press(self, interaction: Interaction) -> None:
        await turn_to(interaction, how_card(interaction.client.shelf.content, self.page))


def _parts(content: Content) -> Iterator[str]:
    """Yield what is to be said, part by part: verdicts, rules, what has no say, sources."""
    framework, wording = content.framework, content.wording
    outcomes = (framework.outcomes[verdict] for verdict in Verdict)
    verdicts = (f"{n}. **{one.title}**: {one.text}" for n, one in enumerate(outcomes, 1))
    yield "\n".join(("**The verdicts, lowest first**", *verdicts))
    yield from (_rule(rule) for rule in rules(framework))
    yield wording.gig_how_not
    yield f"-# {wording.gig_how_sources}"


def _rule(rule: Rule) -> str:
    sources = f" ({', '.join(rule.sources)})" if rule.sources else ""
    return f"**{rule.name}**{sources}\n{rule.text}" if rule.name else f"{rule.text}{sources}"


def _pages(parts: Iterable[str]) -> Iterator[str]:
    """Lay the parts on pages, none of them on two."""
    page = ""
    for part in parts:
        if page and len(page) + len(part) > _ON_A_PAGE:
            yield page
            page = ""
        page = f"{page}\n\n{part}" if page else part
    yield page


ITEMS = (HowButton,)
