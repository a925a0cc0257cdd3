"""The channels that a client knows: those it was told of so far."""

from collections.abc import Iterator

from tests.wire.connection import DISPATCH, Connection, Json

DM, THREADS = 1, (10, 11, 12)
_TOLD_ALONE = ("CHANNEL_CREATE", "CHANNEL_UPDATE", "THREAD_CREATE", "THREAD_UPDATE")


class Places:
    """Ids by name, and which of them are direct messages."""

    def __init__(self, gateway: Connection) -> None:
        self._gateway = gateway
        self._read = 0
        self._ids: dict[str, int] = {}
        self._in_guild: set[str] = set()
        self._dms: set[int] = set()

    @property
    def ids(self) -> dict[str, int]:
        """Of the guild's channels and threads, and of ``dm``, the conversation with the bot.

        Of threads with one name it is the one heard of last; a channel's name is no thread's.
        """
        self._catch_up()
        return self._ids

    def is_dm(self, channel_id: int) -> bool:
        """Whether no guild belongs to it."""
        self._catch_up()
        return channel_id in self._dms

    def add(self, channel: Json) -> None:
        """Take in a channel as Discord describes it."""
        one = int(channel["id"])
        if channel["type"] == DM:
            self._dms.add(one)
            if any(who.get("bot") for who in channel["recipients"]):
                self._ids["dm"] = one
            return
        name = channel["name"]
        if channel["type"] not in THREADS:
            self._in_guild.add(name)
        elif name in self._in_guild:
            return
        self._ids[name] = one

    def _catch_up(self) -> None:
        news = self._gateway.frames[self._read :]
        self._read += len(news)
        for frame in news:
            if frame["op"] == DISPATCH:
                self._hear(frame["t"], frame["d"])

    def _hear(self, event: str, told: Json) -> None:
        for channel in _channels(event, told):
            self.add(channel)
        if event == "MESSAGE_CREATE" and "guild_id" not in told:
            self._dms.add(int(told["channel_id"]))


def _channels(event: str, told: Json) -> Iterator[Json]:
    if event == "READY":
        for guild in told["guilds"]:
            yield from (*guild["channels"], *guild.get("threads", ()))
        yield from told.get("private_channels", ())
    elif event == "THREAD_LIST_SYNC":
        yield from told["threads"]
    elif event in _TOLD_ALONE:
        yield told
