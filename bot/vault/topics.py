"""Guessing the topics of a draft from the headings it stands below."""

from collections.abc import Iterable

from bot.guidance import Stemmer, Topic

MOST_TOPICS = 3


class TopicGuess:
    """Knows the topics by the words of their names and ids."""

    def __init__(self, topics: Iterable[Topic]) -> None:
        """Take the fixed topics."""
        self._stemmer = Stemmer()
        self._topics = [(topic.id, self._names(topic)) for topic in topics]

    def of(self, *headings: str) -> list[str]:
        """Return the topics all of whose words stand in one heading; none if no topic fits.

        What fits an earlier heading comes first.
        """
        found = [
            topic
            for heading in headings
            for stems in [set(self._stemmer.stems(heading))]
            for topic, names in self._topics
            if any(name <= stems for name in names)
        ]
        return list(dict.fromkeys(found))[:MOST_TOPICS]

    def _names(self, topic: Topic) -> list[frozenset[str]]:
        stems = (frozenset(self._stemmer.stems(name)) for name in (topic.name, topic.id))
        return [name for name in stems if name]
