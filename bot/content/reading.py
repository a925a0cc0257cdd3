"""The content folder: everything curators write, read and checked together."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import BaseModel

from bot.content import (
    checks,
    framework,
    framework_check,
    met,
    micronetwork,
    moderation,
    moderation_check,
    outreach,
    replayed,
    sentences,
    tips,
)
from bot.content.page import Page, read_page
from bot.content.problems import ContentError, Problem
from bot.content.sentences import Sentence, Wording
from bot.content.vectors import RememberedVectors, usual_file
from bot.content.wording import validate
from bot.gigs import Framework
from bot.guidance import (
    Asked,
    Entry,
    Fault,
    Guidance,
    Place,
    Source,
    Topic,
    check_questions,
    embed,
    overdue,
    repeated_ids,
)
from bot.guidance import check as check_entries
from bot.moderation import Rules
from bot.planning.checks import Checks
from bot.planning.met_words import MetGuide
from bot.planning.micronetwork import Micronetwork
from bot.planning.outreach import Outreach
from bot.tips import Tip

ELSEWHERE = "questions/elsewhere.yaml"
"""The questions that no entry answers, by subject."""

MODERATION = "moderation.yaml"
"""What messages are judged by."""

Item = TypeVar("Item", bound=BaseModel)


@dataclass(frozen=True)
class Content:
    """Everything that curators have written, checked and ready for use."""

    guidance: Guidance
    wording: Wording
    framework: Framework
    moderation: Rules
    checks: Checks
    version: str
    micronetwork: Micronetwork
    met: MetGuide
    outreach: Outreach
    tips: tuple[Tip, ...]
    tried_on: date | None
    """When the moderation's rules were tried as they stand; None if nobody asks for that."""


def load(folder: Path) -> Content:
    """Read the content folder; raises ContentError with every problem that makes it unusable.

    An entry that is overdue for review is no such problem. It reads files and takes a moment:
    call it from a thread where others wait.
    """
    draft = _Draft(folder)
    if problems := draft.problems():
        raise ContentError(problems)
    version = version_of(folder)
    guidance = Guidance(
        draft.entries.valid,
        draft.topics.valid,
        draft.sources.valid,
        asked=draft.asked.valid,
        elsewhere=draft.elsewhere.valid,
        embed_examples=RememberedVectors(usual_file(), embed),
    )
    wording = sentences.wording(draft.sentences.valid)
    rules = moderation.rules(draft.moderation.valid)
    return Content(
        guidance,
        wording,
        framework.framework(draft.framework.valid),
        rules,
        checks.checks(draft.checks.valid),
        version,
        micronetwork=micronetwork.micronetwork(draft.micronetwork.valid),
        met=met.met_guide(draft.met.valid),
        outreach=outreach.outreach(draft.outreach.valid, rules),
        tips=tips.in_order(draft.tips.valid),
        tried_on=replayed.tried_on(folder / MODERATION),
    )


def load_rules(file: Path) -> Rules:
    """Read a `moderation.yaml` wherever it lies; raises ContentError with every problem in it."""
    page = read_page(file.parent, file.name)
    listing = _moderation(page)
    if page.problems:
        raise ContentError(sorted(set(page.problems)))
    return moderation.rules(listing.valid)


def version_of(folder: Path) -> str:
    """Name the state of the content folder by 8 characters, which any change in it changes."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*.yaml")):
        written = path.read_bytes()
        digest.update(f"{path.relative_to(folder).as_posix()} {len(written)} ".encode() + written)
    return digest.hexdigest()[:8]


def check(folder: Path, today: date) -> tuple[Problem, ...]:
    """Return every problem of the content folder, overdue reviews too; empty if all is well."""
    draft = _Draft(folder)
    draft.entries.report(overdue(draft.entries.plain, today))
    return draft.problems()


class _Listing(Generic[Item]):
    """The items of one kind, from one file or several: as they stand, and those that are valid."""

    def __init__(
        self,
        model: type[Item],
        pages: Sequence[Page],
        *,
        once: bool = True,
        form_of: Callable[[object], type[Item]] | None = None,
    ) -> None:
        """Read the items of ``pages``; ``once``: an id stands for one item only.

        ``form_of`` chooses the model of an item where not all have the same.
        """
        self.pages = pages
        self.plain: list[Mapping[str, object]] = []
        self.valid: list[Item] = []
        self._places: list[tuple[Page, int]] = []
        for page in pages:
            for number, item in enumerate(page.items):
                self._take(form_of(item) if form_of else model, page, number, item)
        if once:
            self.report(repeated_ids(self.plain))

    def _take(self, model: type[Item], page: Page, number: int, item: object) -> None:
        if isinstance(item, Mapping):
            self.plain.append(item)
            self._places.append((page, number))
        valid = validate(model, item)
        if not isinstance(valid, list):
            self.valid.append(valid)
            return
        for place, message, mend in valid:
            page.report((number, *place), _at(place) + message, mend)

    def report(self, faults: Iterable[Fault]) -> None:
        """Turn faults, which count the items that have fields, into problems of their files."""
        for fault in faults:
            page, number = self._places[fault.entry]
            also = f" ({self._where(*fault.also)})" if fault.also else ""
            message = f"{_at(fault.place)}{fault.message}{also}"
            page.report((number, *fault.place), message, fault.mend)

    def _where(self, item: int, place: Place) -> str:
        page, number = self._places[item]
        return f"{page.file}:{page.line((number, *place))}, {page.label(number)}"

    @property
    def ids(self) -> set[str] | None:
        """All ids there are, also of broken items; None if a file could not be read at all."""
        if any(page.lost for page in self.pages):
            return None
        ids = {found for item in self.plain if isinstance(found := item.get("id"), str)}
        return ids.union(*(page.unread for page in self.pages))


class _Draft:
    """The content folder as it stands, however broken."""

    def __init__(self, folder: Path) -> None:
        files, misnamed = _files_in(folder, "guidance")
        questions, misnamed_too = _files_in(folder, "questions", needed=False)
        untried = replayed.problems(folder / MODERATION)
        self._besides = [*misnamed, *misnamed_too, *untried]
        self.topics = _Listing(Topic, [read_page(folder, "topics.yaml")])
        self.sources = _Listing(Source, [read_page(folder, "sources.yaml")])
        self.entries = _Listing(Entry, [read_page(folder, file) for file in files])
        self.elsewhere = _Listing(
            Asked, [read_page(folder, file) for file in questions if file == ELSEWHERE]
        )
        self.asked = _Listing(
            Asked, [read_page(folder, file) for file in questions if file != ELSEWHERE], once=False
        )
        self.asked.report(check_questions(self.asked.plain, self.entries.ids))
        self.entries.report(
            check_entries(
                self.entries.plain,
                ids=self.entries.ids,
                topics=self.topics.ids,
                sources=self.sources.ids,
            )
        )

        pages = [read_page(folder, tips.FILE)] if (folder / tips.FILE).exists() else []
        self.tips = _Listing(Tip, pages)
        self.tips.report(tips.check(self.tips.plain, self.entries.ids, self.sources.ids))

        self.sentences = _Listing(Sentence, [read_page(folder, "wording.yaml")])
        self.sentences.report(sentences.check(self.sentences.plain))
        _report_missing(self.sentences, sentences.missing, "sentence", "its text:")

        pages = [read_page(folder, "framework.yaml")]
        self.framework = _Listing(framework.Part, pages, form_of=framework.form_of)
        self.framework.report(framework_check.check(self.framework.plain, self.entries.ids))
        _report_missing(self.framework, framework_check.missing, "part", "what belongs to it")

        self.moderation = _moderation(read_page(folder, MODERATION))

        pages = [read_page(folder, "checks.yaml")]
        self.checks = _Listing(framework.Part, pages, form_of=checks.form_of)
        self.checks.report(checks.check(self.checks.plain, self.entries.ids))
        _report_missing(self.checks, checks.missing, "part", "what belongs to it")

        self._read_people_tools(folder)

    def _read_people_tools(self, folder: Path) -> None:
        """Read what is said about other people: a network, people met, a message to one."""
        pages = [read_page(folder, "micronetwork.yaml")]
        self.micronetwork = _Listing(framework.Part, pages, form_of=micronetwork.form_of)
        found = micronetwork.check(self.micronetwork.plain, self.entries.ids)
        self.micronetwork.report(found)
        _report_missing(self.micronetwork, micronetwork.missing, "part", "what belongs to it")

        self.met = _Listing(framework.Part, [read_page(folder, "met.yaml")], form_of=met.form_of)
        self.met.report(met.check(self.met.plain))
        _report_missing(self.met, met.missing, "part", "what belongs to it")

        pages = [read_page(folder, "outreach.yaml")]
        self.outreach = _Listing(framework.Part, pages, form_of=outreach.form_of)
        known = self.moderation.ids
        self.outreach.report(outreach.check(self.outreach.plain, self.entries.ids, known))
        _report_missing(self.outreach, outreach.missing, "part", "what belongs to it")

    def problems(self) -> tuple[Problem, ...]:
        """Return what is wrong, in the order of files and lines."""
        questions = (self.asked, self.elsewhere)
        written = (self.sentences, self.framework, self.moderation, self.checks)
        people = (self.micronetwork, self.met, self.outreach)
        listings = (
            self.topics,
            self.sources,
            self.entries,
            self.tips,
            *written,
            *people,
            *questions,
        )
        pages = [page for listing in listings for page in listing.pages]
        return tuple(sorted({*self._besides, *(p for page in pages for p in page.problems)}))


def _moderation(page: Page) -> _Listing[moderation.Part]:
    listing = _Listing(moderation.Part, [page], form_of=moderation.form_of)
    listing.report(moderation_check.check(listing.plain))
    _report_missing(listing, moderation_check.missing, "part", "what belongs to it")
    return listing


def _report_missing(
    listing: _Listing[Item], missing: Callable[[set[str]], Collection[str]], what: str, with_: str
) -> None:
    """Tell what a file of fixed ids lacks."""
    [page] = listing.pages
    if listing.ids is None or page.items == []:
        return  # what is wrong with the whole file has been reported
    for one in missing(listing.ids):
        page.report((), f"the {what} '{one}' is missing", f"add - id: {one} and {with_}")


def _files_in(folder: Path, name: str, *, needed: bool = True) -> tuple[list[str], list[Problem]]:
    """The YAML files of a folder within the content folder, and what is wrong with their names."""
    files = sorted(path.name for path in (folder / name).glob("*.y*ml"))
    problems = [
        Problem(f"{name}/{file}", 1, "", "this file is not read", "let its name end in .yaml")
        for file in files
        if not file.endswith(".yaml")
    ]
    found = [f"{name}/{file}" for file in files if file.endswith(".yaml")]
    if needed and not found:
        mend = "put at least one file of entries there"
        problems.append(Problem(name, 1, "", "there is no .yaml file here", mend))
    return found, problems


def _at(place: Place) -> str:
    """Name a place for people: `points, item 3: `; nothing for an item as a whole."""
    steps = [f"item {step + 1}" if isinstance(step, int) else step for step in place]
    return f"{', '.join(steps)}: " if steps else ""
