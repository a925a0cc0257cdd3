"""Trying changed rules before they go live: what they catch and whom they hurt."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from bot.clock import Clock
from bot.content import ContentError, load_rules
from bot.errors import CannotStart
from bot.jsonl import lines_of
from bot.moderation import Action, Author, Decision, Facts, Part, Place, Recent, Rules
from bot.moderation.payload import read_thread
from bot.posted import Posted, short, signals_told
from bot.store import Case
from bot.store.read_only import open_read_only

CORPUS = Path("tests/quality/moderation.jsonl")
"""Where the corpus lies in a checkout."""

Label = Literal["promo", "ok", "unclear"]

Known = Literal["new", "elsewhere", "burst", "exempt", "staff"]
"""What may be known of a message besides its words: it is its author's first one, they posted the
same in other channels, or a lot just now; its place is exempt; its author looks after the
community."""

_CASES_AT_ONCE = 200

_KEY = "the same words"
_ELSEWHERE = tuple(Recent(_KEY, channel, 600.0 * channel) for channel in range(1, 6))
_JUST_NOW = tuple(Recent("", 0, float(age)) for age in range(1, 21))


class Line(BaseModel):
    """A line of the corpus: a text, or a whole message or thread as Discord's JSON holds it.

    A forum post is a thread with the text or the message that begins it.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    label: Label
    text: str | None = None
    message: dict[str, object] | None = None
    thread: dict[str, object] | None = None
    reply_to: str | None = None
    known: frozenset[Known] = frozenset()

    @model_validator(mode="after")
    def _says_something_once(self) -> Self:
        said = [one for one in (self.text, self.message) if one is not None]
        if len(said) > 1 or not (said or self.thread is not None):
            raise ValueError("give it a text, a message or a thread")
        return self

    @property
    def posted(self) -> Posted:
        """What was posted, with its title first and with what is known of it."""
        posted = self._said
        titles, unread = self._titles
        facts = replace(
            posted.facts,
            parts=(*titles, *posted.facts.parts),
            unread=(*unread, *posted.facts.unread),
            author=Author(is_new="new" in self.known, is_staff="staff" in self.known),
            recent=self._recent,
            key=_KEY,
            exempt="exempt" in self.known,
        )
        return Posted(facts, len(titles) + posted.own)

    @property
    def _said(self) -> Posted:
        if self.message is not None:
            return Posted.read(self.message, reply_to=self.reply_to)
        if self.text is not None:
            return Posted.plain(self.text, self.reply_to)
        return Posted(Facts(parts=()), 0)

    @property
    def _titles(self) -> tuple[tuple[Part, ...], tuple[Place, ...]]:
        if self.thread is None:
            return (), ()
        read = read_thread(self.thread)
        return read.parts, read.unread

    @property
    def _recent(self) -> tuple[Recent, ...]:
        """Earlier posts, more of them than any rule should need."""
        elsewhere = _ELSEWHERE if "elsewhere" in self.known else ()
        return (*elsewhere, *(_JUST_NOW if "burst" in self.known else ()))


@dataclass(frozen=True, slots=True)
class Sample:
    """A message to try rules on; `label` is None where nobody has decided what it is."""

    name: str
    label: Label | None
    posted: Posted


@dataclass(frozen=True, slots=True)
class Replayed:
    """What becomes of a sample by the rules in use and by the changed ones."""

    sample: Sample
    before: Decision
    after: Decision

    @property
    def change(self) -> int:
        """Above 0 if the changed rules are stricter with it, below if they are milder."""
        return self.after.action.strength - self.before.action.strength


def rules_of(file: Path) -> Rules:
    """Read rules; raises `CannotStart` that names every problem on a line of its own."""
    try:
        return load_rules(file)
    except ContentError as error:
        problems = "\n".join(map(str, error.problems))
        msg = f"{file} cannot be used as rules.\n{problems}"
        raise CannotStart(msg) from error


def of_corpus(file: Path) -> Iterator[Sample]:
    """Read labelled messages; raises `CannotStart` for a file or a line that cannot be read."""
    for number, line in lines_of(file):
        yield _sample(file, number, line)


def _sample(file: Path, number: int, line: str) -> Sample:
    try:
        read = Line.model_validate_json(line)
    except ValidationError as error:
        msg = (
            f'{file}:{number} is not a line like {{"id": "1", "label": "ok", "text": "..."}}, '
            "with promo, ok or unclear as its label."
        )
        raise CannotStart(msg) from error
    return Sample(read.id, read.label, read.posted)


async def of_cases(database: Path, clock: Clock) -> list[Sample]:
    """Read the messages of cases whose text is still held, without touching the database.

    They have no label: a case loses its text when it is decided. What they replied to, and what
    their authors posted besides, is not kept.
    """
    samples: list[Sample] = []
    after = 0
    async with open_read_only(database, clock) as store:
        while cases := await store.cases.with_text(_CASES_AT_ONCE, after):
            samples += (sample for case in cases for sample in _of_case(case))
            after = cases[-1].id
    return samples


def _of_case(case: Case) -> Iterator[Sample]:
    for number, message in enumerate(case.messages, 1):
        if message.parts:
            parts = tuple(Part(Place(part.place), part.text) for part in message.parts)
            name = f"case {case.id}, message {number}"
            yield Sample(name, None, Posted(Facts(parts=parts), len(parts)))


def replay(samples: Iterable[Sample], before: Rules, after: Rules) -> list[Replayed]:
    """Judge every sample by both sets of rules."""
    return [
        Replayed(one, one.posted.judge(before), one.posted.judge(after))
        for one in samples
        if one.label != "unclear"
    ]


def report(replayed: Sequence[Replayed]) -> Iterator[str]:
    """Tell what changes: figures for the labelled messages, then every message that changed."""
    labelled = [one for one in replayed if one.sample.label is not None]
    held = [one for one in replayed if one.sample.label is None]
    yield f"{len(labelled):,} labelled messages, {len(held):,} of cases whose text is still held."
    if labelled:
        yield from _figures(labelled)
    promo = [one for one in labelled if one.sample.label == "promo"]
    fine = [one for one in labelled if one.sample.label == "ok"]
    yield from _changed("Newly caught", (one for one in promo if one.change > 0))
    yield from _changed("No longer caught, or less", (one for one in promo if one.change < 0))
    yield from _changed("Newly hurt", (one for one in fine if one.change > 0))
    yield from _changed("No longer hurt, or less", (one for one in fine if one.change < 0))
    yield from _changed("Cases judged more strictly", (one for one in held if one.change > 0))
    yield from _changed("Cases judged more mildly", (one for one in held if one.change < 0))
    yield ""


def require_harmless(replayed: Iterable[Replayed]) -> None:
    """Raise `CannotStart` if a message that is fine would newly be taken down."""
    hurt = [
        one.sample.name
        for one in replayed
        if one.sample.label == "ok" and one.change > 0 and one.after.action is Action.REMOVE
    ]
    if hurt:
        msg = f"Fine messages would newly be taken down: {', '.join(hurt)}. Nothing was written."
        raise CannotStart(msg)


_FIGURES = (
    "Promotion among the removed",
    "  among removed and looked at",
    "Caught of all promotion",
)


def _figures(labelled: Sequence[Replayed]) -> Iterator[str]:
    before = _shares([(one.sample.label, one.before.action) for one in labelled])
    after = _shares([(one.sample.label, one.after.action) for one in labelled])
    yield ""
    yield f"{'':<28}{'before':>26}{'after':>26}"
    for row in zip(_FIGURES, before, after, strict=True):
        yield "{:<28}{:>26}{:>26}".format(*row)


def _shares(judged: Sequence[tuple[Label | None, Action]]) -> tuple[str, str, str]:
    """Precision of removing, precision of removing and reviewing, and recall."""
    every = [action for _, action in judged]
    promo = [action for label, action in judged if label == "promo"]
    caught = len(promo) - promo.count(Action.ALLOW)
    return (
        _share(promo.count(Action.REMOVE), every.count(Action.REMOVE)),
        _share(caught, len(every) - every.count(Action.ALLOW)),
        _share(caught, len(promo)),
    )


def _share(part: int, whole: int) -> str:
    return f"{part} of {whole} = {100 * part / whole:.1f} %" if whole else "none"


def _changed(title: str, changed: Iterable[Replayed]) -> Iterator[str]:
    every = list(changed)
    yield ""
    yield f"{title}: {len(every)}"
    for one in every:
        heavier = one.after if one.change > 0 else one.before
        yield f"  {one.sample.name}: {one.before.action} -> {one.after.action}"
        yield f"    {short(one.sample.posted.text_of(heavier))}"
        yield f"    {signals_told(heavier)}"
