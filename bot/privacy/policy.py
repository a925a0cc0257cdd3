"""The tables of PRIVACY.md, as the store's tables declare themselves."""

from collections.abc import Iterator, Sequence

from bot.store import keeping_of, metadata
from bot.store.people import AS_MODERATOR, Keeping, Theirs

_OF_PERSONS = ("What", "What it holds", "How long", "When you delete everything")
_OF_SERVERS = ("What", "How long")
_GOES = "It is deleted."


def about_persons() -> str:
    """The table of what is kept about a person."""
    rows = [
        (f"**{one.name}**", one.about, _sentence(one.life), one.kept or _GOES) for one in _kinds()
    ]
    return _table(_OF_PERSONS, rows)


def about_servers() -> str:
    """The table of what is kept about a server and nobody in it."""
    keepings = (keeping_of(table) for table in metadata.tables.values())
    rows = [(one.why, _of_server(one)) for one in keepings if one.guild and not one.person]
    return _table(_OF_SERVERS, sorted(rows))


def _kinds() -> Iterator[Theirs]:
    seen = []
    for table in metadata.sorted_tables:
        theirs = keeping_of(table).theirs
        if theirs is not None and theirs is not AS_MODERATOR:
            seen.append(theirs)
    yield from sorted(seen, key=lambda one: (one.kept is not None, one.name))
    yield AS_MODERATOR


def _of_server(keeping: Keeping) -> str:
    return _sentence(f"{keeping.days} days" if keeping.days else "as long as the bot is on it")


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
