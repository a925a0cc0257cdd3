"""From the gateway to the judge: every message is judged soon, and the gateway never waits for it.

What comes is put into a line, and a task that ends when the line is empty takes it from there,
one after the other. While there is much, many messages share one write to the store. While the
store cannot be written (a full disk, a lock), the line stands still, and nothing of it is lost.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Coroutine, Iterable, Mapping

from bot.interactions.host import Host
from bot.store.engine import NoAnswer
from bot.workflows.by_hand import ByHand
from bot.workflows.judging import Judging
from bot.workflows.tally import Tally
from cogs.moderation.catching_up import CatchingUp, snowflake
from cogs.moderation.showing import Showing

_log = logging.getLogger(__name__)

EVENTS = (
    "GUILD_CREATE",
    "MESSAGE_CREATE",
    "MESSAGE_UPDATE",
    "MESSAGE_DELETE",
    "MESSAGE_DELETE_BULK",
    "THREAD_DELETE",
    "CHANNEL_DELETE",
    "GUILD_AUDIT_LOG_ENTRY_CREATE",
)
_MOST_WAITING = 5_000  # events; what comes beyond is read from its channel later
_WRITTEN_AT_ONCE = 300  # notes

Payload = Mapping[str, object]


class Intake:
    """Takes what the gateway tells to the judge."""

    def __init__(  # noqa: PLR0913 - what it works with, the last by name
        self,
        host: Host,
        judging: Judging,
        showing: Showing,
        catching_up: CatchingUp,
        by_hand: ByHand,
        *,
        new_reference: Callable[[], str],
    ) -> None:
        """Use `new_reference` for the word by which an error is found in the log."""
        self._host, self._store, self._by_hand = host, host.store, by_hand
        self._judging, self._showing, self._catching_up = judging, showing, catching_up
        self._new_reference = new_reference
        self._waiting: deque[tuple[str, Payload]] = deque()
        self._left: dict[tuple[int, int], tuple[int, int]] = {}
        self._tally = Tally()
        self._work: asyncio.Task[None] | None = None

    @property
    def is_busy(self) -> bool:
        """Whether something is still to be worked off."""
        return self._work is not None and not self._work.done()

    def hear(self, event: str, payload: Payload) -> None:
        """Take an event of the gateway; what comes while the bot ends is read at its next start."""
        if self._host.is_ending:
            return
        if len(self._waiting) < _MOST_WAITING:
            self._waiting.append((event, payload))
        elif event == "MESSAGE_CREATE":
            self._leave(payload)
        if not self.is_busy:
            work = self._host.keep("intake", self._work_off)
            self._work = self._host.loop.create_task(work, name="intake")

    async def finish(self) -> None:
        """Wait until everything that came is worked off."""
        if self._work is not None:
            await self._work

    def _leave(self, message: Payload) -> None:
        place = snowflake(message.get("guild_id")), snowflake(message.get("channel_id"))
        message_id = snowflake(message.get("id"))
        first, _ = self._left.get(place, (message_id, 0))
        self._left[place] = first, message_id

    async def _work_off(self) -> None:
        self._host.take_up()
        while self._waiting or self._left:
            if self._waiting:
                await self._take(*self._waiting[0])
                self._waiting.popleft()
            if not self._waiting or self._tally.size >= _WRITTEN_AT_ONCE:
                await self._safely("Notes", self._tally.write(self._store))
            if not self._waiting and self._left:
                await self._safely("What was left", self._plan_left())
            await asyncio.sleep(0)

    async def _take(self, event: str, payload: Payload) -> None:
        match event:
            case "GUILD_CREATE":
                await self._safely(event, self._tally.write(self._store))
                doing = self._catching_up.plan(payload)
            case "MESSAGE_CREATE" | "MESSAGE_UPDATE":
                doing = self._judge(payload, is_edit=event == "MESSAGE_UPDATE")
            case "MESSAGE_DELETE":
                doing = self._forget([payload.get("id")])
            case "MESSAGE_DELETE_BULK":
                ids = payload.get("ids")
                doing = self._forget(ids if isinstance(ids, list) else [])
            case "GUILD_AUDIT_LOG_ENTRY_CREATE":
                doing = self._hear_of(payload)
            case _:
                doing = self._forget_channel(snowflake(payload.get("id")))
        await self._safely(f"{event} {payload.get('id')}", doing)

    async def _judge(self, message: Payload, *, is_edit: bool) -> None:
        try:
            case = await self._judging.judge(message, self._tally, is_edit=is_edit)
        except NoAnswer:
            raise
        except Exception:
            await self._plan_again(message)
            raise
        if case is not None:
            self._showing.show(case)

    async def _plan_again(self, message: Payload) -> None:
        """See to it that what could not be judged is read from its channel and tried again."""
        guild_id, channel_id, message_id = (
            snowflake(message.get(name)) for name in ("guild_id", "channel_id", "id")
        )
        if guild_id and channel_id and message_id:
            await self._catching_up.plan_gap(guild_id, channel_id, message_id, message_id)

    async def _forget(self, message_ids: Iterable[object]) -> None:
        for message_id in message_ids:
            case = await self._store.cases.forget_message(snowflake(message_id))
            if case is not None:
                await self._by_hand.deleted(case, snowflake(message_id))
                self._showing.show(case)

    async def _hear_of(self, entry: Payload) -> None:
        """Take what somebody else did, as the audit log tells it."""
        case = await self._by_hand.hear(entry)
        if case is not None:
            self._showing.show(case)

    async def _forget_channel(self, channel_id: int) -> None:
        """Forget a channel or thread; a forum's post has the id of the message that begins it."""
        self._tally.unsee(channel_id)
        await self._store.seen.forget(channel_id)
        await self._forget([channel_id])

    async def _plan_left(self) -> None:
        _log.warning("Too much came; what was left is read from %d channels.", len(self._left))
        for place, (first, last) in list(self._left.items()):
            guild_id, channel_id = place
            if guild_id:
                await self._catching_up.plan_gap(guild_id, channel_id, first, last)
            if self._left[place] == (first, last):
                del self._left[place]

    async def _safely(self, what: str, doing: Coroutine[object, object, None]) -> None:
        """Await what may fail without ending the others; raises what the store fails with."""
        try:
            await doing
        except NoAnswer:
            raise
        except Exception:  # noqa: BLE001 - nothing that is posted may end the watch
            _log.exception("%s could not be taken in, reference %s", what, self._new_reference())
