"""The guidance as a whole: what may be shown, and every way of finding it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from bot.guidance.entries import Asked, Citation, Confidence, Entry, Kind, Source, Topic
from bot.guidance.examples import collect
from bot.guidance.meaning import Embed, embed
from bot.guidance.search import Match, Ranking, Search
from bot.guidance.suggest import Completion

OVERVIEWS_FIRST = tuple(Kind(kind) for kind in ("checklist", "framework", "quote", "principle"))


@dataclass(frozen=True)
class Credit:
    """One document behind an entry, with every place in it that the entry takes from."""

    source: Source
    citations: tuple[Citation, ...]

    @property
    def sections(self) -> tuple[str, ...]:
        """Return the headings in the document, in the entry's order, each once."""
        return tuple(dict.fromkeys(cited.section for cited in self.citations if cited.section))

    @property
    def authors(self) -> tuple[str, ...]:
        """Return the members whose words or views these are, each once."""
        return tuple(dict.fromkeys(cited.author for cited in self.citations if cited.author))

    @property
    def how_sure(self) -> str:
        """Return the curators' sentence on how sure the document is, or else what it states."""
        if self.source.sure:
            return self.source.sure
        if self.source.confidence is Confidence.HIGH:
            return "The source calls its own confidence high."
        return "The source states no confidence."


class Guidance:
    """Published entries, topics and sources; it never changes, a reload makes another one."""

    def __init__(  # noqa: PLR0913 - the kinds of things curators write, each by name
        self,
        entries: Iterable[Entry],
        topics: Iterable[Topic],
        sources: Iterable[Source],
        *,
        asked: Iterable[Asked] = (),
        elsewhere: Iterable[Asked] = (),
        embed_examples: Embed = embed,
    ) -> None:
        """Take checked content. Drafts are kept apart: nothing here finds or relates them.

        `asked` are known questions for entries, `elsewhere` such as no entry answers.
        `embed_examples` gives the vectors of all of these; it may remember them.
        """
        every = tuple(entries)
        self.entries: Mapping[str, Entry] = MappingProxyType(
            {entry.id: entry for entry in every if not entry.draft}
        )
        self.drafts: Mapping[str, Entry] = MappingProxyType(
            {entry.id: entry for entry in every if entry.draft}
        )
        self.topics: Mapping[str, Topic] = MappingProxyType({topic.id: topic for topic in topics})
        self.sources: Mapping[str, Source] = MappingProxyType(
            {source.id: source for source in sources}
        )
        published = tuple(self.entries.values())
        examples = collect(published, asked, elsewhere)
        self._search = Search(published, self.topics, examples, embed_examples(examples.phrases))
        self._browsed = tuple(sorted(published, key=_breadth))
        self._completion = Completion(
            (entry, (entry.title, *entry.aliases)) for entry in self._browsed
        )
        self._topic_completion = Completion(
            (topic, (topic.name, topic.id)) for topic in self.topics.values()
        )

    def search(self, question: str, limit: int = 5) -> list[Match]:
        """Return the entries that answer a question, best first; empty when nothing fits.

        An entry whose title or alias is the whole question comes first. Any text will do. It
        takes some 10 ms of processor time: call it from a thread where others wait.
        """
        ranking = self._search.rank(question, limit)
        return list(ranking.matches) if ranking.answers else []

    def rank(self, question: str, limit: int = 5) -> Ranking:
        """Return what comes nearest to a question, and whether it is an answer."""
        return self._search.rank(question, limit)

    def nearest_topics(self, question: str, limit: int = 3) -> list[Topic]:
        """Return the topics that come nearest to a question, whether or not one answers it."""
        return [self.topics[topic] for topic in self._search.nearest_topics(question, limit)]

    def suggest(self, typed: str, limit: int = 25) -> list[Entry]:
        """Return entries whose title or alias fits what has been typed so far, best first.

        Nothing typed yet: overviews first. Fewer than `limit` fit: entries with like words follow.
        """
        found = self._completion.complete(typed, limit)
        if len(found) == limit:
            return found
        alike = self._search.by_words(typed, limit)
        return list({entry.id: entry for entry in (*found, *alike)}.values())[:limit]

    def suggest_topics(self, typed: str, limit: int = 25) -> list[Topic]:
        """Return topics whose name fits what has been typed so far, best first."""
        return self._topic_completion.complete(typed, limit)

    def in_topic(self, topic_id: str) -> list[Entry]:
        """Return the entries of a topic, overviews first; none if there is no such topic."""
        return [entry for entry in self._browsed if topic_id in entry.topics]

    def related(self, entry: Entry) -> list[Entry]:
        """Return the entries that an entry points to, in its order, as far as they are shown."""
        return [self.entries[other] for other in entry.related if other in self.entries]

    def credits(self, entry: Entry) -> list[Credit]:
        """Return the documents behind an entry, in its order, each once."""
        documents = dict.fromkeys(cited.doc for cited in entry.sources)
        return [
            Credit(self.sources[doc], tuple(cited for cited in entry.sources if cited.doc == doc))
            for doc in documents
        ]


def _breadth(entry: Entry) -> int:
    """Order entries for browsing: what gives an overview, the rest, pages that are not held."""
    if entry.kind in OVERVIEWS_FIRST:
        return OVERVIEWS_FIRST.index(entry.kind)
    return len(OVERVIEWS_FIRST) + (not entry.held)
