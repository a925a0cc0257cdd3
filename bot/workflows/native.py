"""Keeping Discord's AutoMod as a server wants it: one rule of ours, or none.

What is wanted is written first; then the rule is looked for, by its id and else by its name and
creator, made or changed, and what Discord made of it is noted. So a bot that is killed anywhere,
or never hears an answer, goes on at its next start and has made one rule.

People may do with the rule in Discord's settings what they like: who disables or deletes it has
switched it off, who enables it again has switched it on, and moderators read so in their log, once.
Where only its words or exemptions were changed it is set back, at most once an hour, and moderators
read that the first time.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Generic, TypeVar
from weakref import WeakValueDictionary

from bot import limits
from bot.clock import Clock
from bot.moderation import Rules
from bot.store import Native, NativeProblem, Store
from bot.store.jobs import Job
from bot.workflows.native_notices import NativeNotices
from bot.workflows.native_rule import (
    KEYWORD,
    Body,
    Exempted,
    digest_of,
    exempted,
    id_of,
    ours_among,
    rule_of,
)
from bot.workflows.port import Busy, Community, Gone, NativeRules, NotAllowed, PortError

_log = logging.getLogger(__name__)

ShownT = TypeVar("ShownT")

KEEP, ROUND = "native_rule", "native_round"
"""Kinds of jobs: bringing about what a server wants, and the hourly round."""

REASON = "/moderation native"
"""What the server's audit log says."""

SET_BACK_EVERY = timedelta(hours=1)

_PATIENCE = timedelta(seconds=30)
"""How long the way that goes on at once has before a job goes the same way."""

_ROUNDS = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Said:
    """What curators have written of it, as it is now."""

    rules: Rules
    message: str
    version: str


class NativeKeeping(Generic[ShownT]):
    """Brings the rule about, keeps it, and takes it away."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        discord: NativeRules,
        notices: NativeNotices[ShownT],
        said: Callable[[], Said],
    ) -> None:
        """Read what is `said` anew each time."""
        self._store, self._clock, self._discord = store, clock, discord
        self._notices, self._said = notices, said
        self._locks: WeakValueDictionary[int, asyncio.Lock] = WeakValueDictionary()

    async def switch(self, guild_id: int, *, wanted: bool) -> None:
        """Have the rule from now on, or have it no more; what fails for now is tried again."""
        due = self._clock.now() + _PATIENCE
        async with self._store.together() as rooms:
            await rooms.native_rules.switch(guild_id, wanted=wanted)
            await rooms.jobs.schedule(
                KEEP,
                f"native:{guild_id}:{due.isoformat()}",
                due,
                {"guild": guild_id},
                guild_id=guild_id,
            )
        try:
            await self._keep(guild_id)
        except Exception as trouble:  # noqa: BLE001 - the job that was promised tries again
            _log.warning("The rule of server %d is tried again later: %s", guild_id, trouble)

    async def check(self, guild_id: int) -> None:
        """See to it that the rule is looked at soon, if the server has or wants one."""
        state = await self._store.native_rules.get(guild_id)
        if state is not None and _matters(state):
            now = self._clock.now()
            key = f"native:{guild_id}:{now.isoformat()}"
            await self._store.jobs.schedule(KEEP, key, now, {"guild": guild_id}, guild_id=guild_id)

    async def hear(self, guild_id: int, rule: Body, *, deleted: bool) -> None:
        """Take in that somebody changed or deleted a rule of a server."""
        state = await self._store.native_rules.get(guild_id)
        if state is None or id_of(rule) != state.rule_id:
            return
        as_it_was = digest_of(rule) == state.standing and rule.get("enabled") == state.wanted
        if deleted or not as_it_was:
            await self.check(guild_id)

    async def take_up(self, job: Job) -> None:
        """Do what a job stands for; trouble that may pass is raised, for another try."""
        await self._keep(int(job.payload["guild"] or 0))

    async def begin(self) -> None:
        """See to it that a round is made now, and every hour from then on."""
        now = self._clock.now()
        await self._store.jobs.schedule(ROUND, f"{ROUND}:{now.isoformat()}", now)

    async def make_round(self, _job: Job) -> None:
        """Look at the rules of all servers: content and exemptions may have changed."""
        now = self._clock.now()
        due = now.replace(minute=0, second=0, microsecond=0) + _ROUNDS
        await self._store.jobs.schedule(ROUND, f"{ROUND}:{due.isoformat()}", due)
        await self.check_all()

    async def check_all(self) -> None:
        """See to it that the rules of all servers are looked at soon."""
        for state in await self._store.native_rules.all():
            await self.check(state.guild_id)

    async def passed_over(self, guild_id: int) -> Exempted | None:
        """What the rule passes over; None while nothing is known of the server."""
        community = self._discord.community(guild_id)
        if community is None:
            return None
        exempt = await self._store.exemptions.of(guild_id)
        settings = await self._store.guild_settings.get(guild_id)
        return exempted(exempt, settings, community)

    async def _keep(self, guild_id: int) -> None:
        async with self._locks.setdefault(guild_id, asyncio.Lock()):
            state = await self._store.native_rules.get(guild_id)
            if state is None:
                return
            try:
                await (self._bring_about(state) if state.wanted else self._take_away(state))
            except Busy:
                raise
            except PortError as refused:
                _log.warning("The rule of server %d stays as it is: %s", guild_id, refused)
                problem: NativeProblem = "refused"
                if isinstance(refused, NotAllowed):
                    problem = "not_allowed"
                await self._store.native_rules.troubled(state, problem)
            await self._notices.tell(guild_id)

    async def _bring_about(self, state: Native) -> None:
        community = self._discord.community(state.guild_id)
        if community is None:
            _log.info("Server %d has not been heard of yet; its rule waits.", state.guild_id)
            return
        wanted = await self._wanted(state.guild_id, community)
        if wanted is None:
            await self._store.native_rules.troubled(state, "empty")
            return
        every = await self._discord.automod_rules(state.guild_id)
        ours = ours_among(every, self._discord.self_ids, state.rule_id)
        for double in ours[1:]:
            await self._delete(state.guild_id, double)
        if ours:
            await self._mend(state, ours[0], wanted)
        elif state.written is not None:
            await self._store.native_rules.followed(state, "deleted")
        elif _keyword_rules(every) >= limits.AUTOMOD_KEYWORD_RULES:
            await self._store.native_rules.troubled(state, "full")
        else:
            made = await self._discord.make_automod_rule(state.guild_id, wanted, REASON)
            await self._made(state, made, wanted)

    async def _mend(self, state: Native, found: Body, wanted: Body) -> None:
        """Let the rule that is there be as wanted, unless it was switched off there."""
        if state.written is not None and not found.get("enabled"):
            await self._store.native_rules.followed(state, "disabled")
            return
        if state.written == digest_of(wanted):
            if digest_of(found) == state.standing:
                await self._store.native_rules.troubled(state, None)
                return
            if not await self._may_set_back(state):
                return
        try:
            changed = await self._discord.change_automod_rule(
                state.guild_id, id_of(found), wanted, REASON
            )
        except Gone as gone:  # between the look and the change; the next look finds out by whom
            raise Busy(str(gone)) from gone
        await self._made(state, changed, wanted)

    async def _may_set_back(self, state: Native) -> bool:
        now = self._clock.now()
        due = state.set_back_at and state.set_back_at + SET_BACK_EVERY
        if due and now < due:
            key = f"native:{state.guild_id}:{due.isoformat()}"
            payload = {"guild": state.guild_id}
            await self._store.jobs.schedule(KEEP, key, due, payload, guild_id=state.guild_id)
            return False
        return await self._store.native_rules.setting_back(state)

    async def _made(self, state: Native, standing: Body, wanted: Body) -> None:
        await self._store.native_rules.made(
            state,
            id_of(standing),
            written=digest_of(wanted),
            standing=digest_of(standing),
            version=self._said().version,
        )

    async def _take_away(self, state: Native) -> None:
        """Delete what is ours; a rule that was disabled by hand stays until somebody says off."""
        if state.problem == "deleted":
            return
        every = await self._discord.automod_rules(state.guild_id)
        ours = ours_among(every, self._discord.self_ids, state.rule_id)
        if state.problem == "disabled" and ours:
            if ours[0].get("enabled"):
                await self._store.native_rules.followed(state, "enabled")
                await self._notices.tell(state.guild_id)
                await self._bring_about(replace(state, wanted=True, problem=None))
            return
        for one in ours:
            await self._delete(state.guild_id, one)
        await self._store.native_rules.removed(state)

    async def _delete(self, guild_id: int, rule: Body) -> None:
        try:
            await self._discord.delete_automod_rule(guild_id, id_of(rule), REASON)
        except Gone:
            _log.info("A rule of server %d was gone already.", guild_id)

    async def _wanted(self, guild_id: int, community: Community) -> Body | None:
        said = self._said()
        exempt = await self._store.exemptions.of(guild_id)
        settings = await self._store.guild_settings.get(guild_id)
        allowed = frozenset(await self._store.domains.of(guild_id))
        return rule_of(said.rules, allowed, said.message, exempted(exempt, settings, community))


def _matters(state: Native) -> bool:
    """Whether there is a rule, should be one, or something is to be told of it."""
    return state.wanted or state.rule_id is not None or state.notice is not None


def _keyword_rules(rules: Sequence[Body]) -> int:
    return sum(one.get("trigger_type") == KEYWORD for one in rules)
