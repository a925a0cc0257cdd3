"""What others do to posts and members of cases, without us: noticed, and noted on the case.

A deletion tells no name, so the server's audit log is asked a moment later, by a job that outlives
the bot. There, deletions by one person, of one author, in one channel share an entry for a while,
and all that the later ones do is raise its count. Whoever deletes their own post leaves no entry.
Time-outs and deleted threads are told one by one.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.moderation.carried.raw import is_array, is_object, snowflake
from bot.store import Case, CaseMessage, Plan, Store
from bot.store.jobs import Job
from bot.workflows.port import Deletions, Hands, NotAllowed

WHO_DELETED = "who_deleted"
"""The kind of the jobs that find out who deleted a post of a case."""

# https://docs.discord.com/developers/resources/audit-log#audit-log-entry-object-audit-log-events
_MEMBER_UPDATE, _THREAD_DELETE = 24, 112

_SOON = timedelta(seconds=3)
"""How long after a deletion the audit log is asked, which is written a little later."""

_TOGETHER = timedelta(seconds=10)
"""Deletions this close to each other, or to their entry, are one matter."""

_STILL_ABOUT = timedelta(days=1)
"""How old a case may be, once it is decided, for a time-out to be about it."""

_REMEMBERED = 1_000  # entries of which it is known how many deletions are accounted for


class ByHand:
    """Notes on cases what somebody else did."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        hands: Hands,
        show: Callable[[int, int], Awaitable[None]],
    ) -> None:
        """Use `show` to bring the card of a case, by server and number, up to date."""
        self._store, self._clock, self._hands, self._show = store, clock, hands, show
        self._since = clock.now()
        self._accounted: OrderedDict[int, int] = OrderedDict()

    async def deleted(self, case: Case, message_id: int) -> None:
        """See to it that who deleted a post of a case is found out, unless it was us."""
        ours = await self._store.steps.of_message("remove", message_id)
        if ours is not None and ours.state != "failed":
            return
        payload = {"guild": case.guild_id, "case": case.id, "message": message_id}
        due, key = self._clock.now() + _SOON, f"{WHO_DELETED}:{message_id}"
        await self._store.jobs.schedule(WHO_DELETED, key, due, payload, guild_id=case.guild_id)

    async def find_out(self, job: Job) -> None:
        """Note who deleted the post that a job stands for, and those that went with it.

        Nobody is named if their author did, or if the audit log may not be read.
        """
        guild_id, case_id, message_id = (
            int(job.payload[name] or 0) for name in ("guild", "case", "message")
        )
        case = await self._store.cases.get(guild_id, case_id)
        gone = [] if case is None else await self._unexplained(case, message_id)
        if case is None or not gone:
            return
        at, channel_id = gone[0].deleted_at or self._clock.now(), gone[0].channel_id
        try:
            entries = await self._hands.deletions(guild_id, case.author_id, channel_id)
        except NotAllowed:
            return
        for post, by in zip(gone, [*self._account(entries, at)], strict=False):
            await self._store.steps.note_by_hand(case_id, Plan("remove", post.message_id), by)
        await self._show(guild_id, case_id)

    async def hear(self, entry: Mapping[str, object]) -> Case | None:
        """Take in an entry of an audit log; return the case that it was noted on, if any was."""
        by, target_id = snowflake(entry.get("user_id")), snowflake(entry.get("target_id"))
        if by is None or target_id is None or by in self._hands.self_ids:
            return None
        kind = entry.get("action_type")
        if kind == _THREAD_DELETE:  # a forum's post goes with its thread, and has its id
            case = await self._store.cases.of_message(target_id)
            return await self._note(case, Plan("remove", target_id), by)
        if kind == _MEMBER_UPDATE and (untils := [*_time_outs(entry)]):
            guild_id = snowflake(entry.get("guild_id")) or 0
            return await self._timed_out(guild_id, target_id, untils[-1], by)
        return None

    async def _timed_out(
        self, guild_id: int, user_id: int, until: datetime | None, by: int
    ) -> Case | None:
        """Note a time-out, or its end, on the case that it is most likely about."""
        case, now = await self._store.cases.latest_of(guild_id, user_id), self._clock.now()
        if case is None or (case.state == "decided" and case.opened_at < now - _STILL_ABOUT):
            return None
        if until is not None and until > now:
            return await self._note(case, Plan("timeout", until=until), by)
        steps = await self._store.steps.of(case.id)
        was_timed_out = any(one.kind == "timeout" and one.state == "done" for one in steps)
        return await self._note(case, Plan("end_timeout"), by) if was_timed_out else None

    async def _note(self, case: Case | None, done: Plan, by: int) -> Case | None:
        noted = case and await self._store.steps.note_by_hand(case.id, done, by)
        return case if noted else None

    async def _unexplained(self, case: Case, message_id: int) -> Sequence[CaseMessage]:
        """This post, and those of its channel that went with it, unless it is known how."""
        known = {
            one.target_id
            for one in await self._store.steps.of(case.id)
            if one.kind == "remove" and one.state != "failed"
        }
        gone = [one for one in case.messages if one.deleted_at and one.message_id not in known]
        first = [one for one in gone if one.message_id == message_id]
        return first + [
            one
            for one in gone
            if first and one not in first and one.channel_id == first[0].channel_id
            if _are_together(one.deleted_at, first[0].deleted_at)
        ]

    def _account(self, entries: Sequence[Deletions], at: datetime) -> Iterator[int]:
        """Yield who deleted, once for each deletion that the entries have counted since last time.

        An entry that begins at the moment in question counts as a whole. Of an older one the first
        deletion was another's; how far one had risen before this start of the bot, nobody knows.
        """
        for entry in entries:
            if entry.by in self._hands.self_ids:
                continue
            first = 0 if _are_together(entry.at, at) else 1
            before = first if entry.at >= self._since - _TOGETHER else entry.count
            accounted = self._accounted.get(entry.id, before)
            self._accounted[entry.id] = entry.count
            if len(self._accounted) > _REMEMBERED:
                self._accounted.popitem(last=False)
            yield from [entry.by] * (entry.count - accounted)


def _are_together(one: datetime | None, other: datetime | None) -> bool:
    return one is not None and other is not None and abs(one - other) <= _TOGETHER


def _time_outs(entry: Mapping[str, object]) -> Iterator[datetime | None]:
    """Until when an entry times somebody out, or that it lets them write again (None)."""
    changes = entry.get("changes")
    for change in changes if is_array(changes) else ():
        if is_object(change) and change.get("key") == "communication_disabled_until":
            until = change.get("new_value")
            yield datetime.fromisoformat(until) if isinstance(until, str) else None
