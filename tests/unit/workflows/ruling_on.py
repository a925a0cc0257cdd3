"""A server with AutoMod: its rules as Discord's JSON, and what can go wrong with each request."""

from contextlib import asynccontextmanager
from copy import deepcopy
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from bot.clock import MovableClock
from bot.content import load
from bot.jobs import Runner
from bot.store import Store
from bot.workflows.native import KEEP, ROUND, NativeKeeping, Said
from bot.workflows.native_notices import NativeNotices, mark
from bot.workflows.port import Community, Gone
from tests.unit.workflows.acting_on import KilledError

__all__ = ["KilledError"]

ROOT = Path(__file__).parents[3]
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
GUILD, LOG, SELF, WORK, OTHER, THREAD = 100, 400, 900, 201, 202, 250
STAFF, REGULARS, MODERATORS = 301, 302, 303


@cache
def said() -> Said:
    return Said(load(ROOT / "content").moderation, "Ask a moderator.", "v1")


class AutoMod:
    """Rules by id; `troubles` by act and moment, such as "after make"."""

    def __init__(self):
        self.rules, self.notices, self.troubles, self.acts = {}, [], {}, []
        self.known, self._number = True, 0

    @property
    def self_ids(self):
        return frozenset({SELF})

    def community(self, guild_id):
        roles = frozenset({STAFF, REGULARS, MODERATORS})
        channels = frozenset({WORK, OTHER, LOG})
        return Community(channels, roles, frozenset({STAFF})) if self.known else None

    async def automod_rules(self, guild_id):
        self._meet("before look")
        return deepcopy(list(self.rules.values()))

    async def make_automod_rule(self, guild_id, rule, reason):
        self._meet("before make")
        self._number += 1
        self.rules[self._number] = self._told(rule) | {
            "id": str(self._number),
            "guild_id": str(guild_id),
            "creator_id": str(SELF),
        }
        self._meet("after make")
        return deepcopy(self.rules[self._number])

    async def change_automod_rule(self, guild_id, rule_id, rule, reason):
        self._meet("before change")
        if rule_id not in self.rules:
            raise Gone
        self.rules[rule_id] |= self._told(rule)
        self._meet("after change")
        return deepcopy(self.rules[rule_id])

    async def delete_automod_rule(self, guild_id, rule_id, reason):
        self._meet("before delete")
        if self.rules.pop(rule_id, None) is None:
            raise Gone
        self._meet("after delete")

    async def find_post(self, channel_id, sought, since):
        shown = [one for place, one in self.notices if place == channel_id]
        return next((1 for one in shown if one.startswith(sought)), None)

    async def post(self, channel_id, shown, nonce):
        self._meet("before post")
        self.notices.append((channel_id, shown))
        self._meet("after post")
        return 1

    @staticmethod
    def _told(rule):
        """As Discord answers: the small letters of its keywords, more fields than were asked."""
        told = deepcopy(dict(rule))
        words = told["trigger_metadata"]
        words["keyword_filter"] = [one.lower() for one in words["keyword_filter"]][::-1]
        words["presets"] = []
        return told

    def _meet(self, moment):
        self.acts.append(moment)
        if trouble := self.troubles.pop(moment, None):
            raise trouble


class AtWork:
    """The rule with its store; `begin` is a start of the bot."""

    def __init__(self, store, clock, file):
        self.store, self.clock, self.file, self.server = store, clock, file, AutoMod()
        self.begin()

    def begin(self):
        self.keeping = NativeKeeping(
            self.store,
            self.clock,
            self.server,
            NativeNotices(self.store, self.server, self.draw),
            said,
        )
        self.runner = Runner(self.store.jobs, self.clock)
        self.runner.handle(KEEP, self.keeping.take_up)
        self.runner.handle(ROUND, self.keeping.make_round)

    async def draw(self, state):
        return f"{mark(state)} {state.notice}"

    def later(self, **by):
        before = float(self.file.read_text() or 0) if self.file.exists() else 0.0
        self.file.write_text(str(before + timedelta(**by).total_seconds()))

    async def on(self):
        await self.keeping.switch(GUILD, wanted=True)

    async def off(self):
        await self.keeping.switch(GUILD, wanted=False)

    async def looked(self, **by):
        """The rule is looked at again, a little later."""
        self.later(**by or {"minutes": 1})
        await self.keeping.check(GUILD)
        await self.runner.run_due()

    @property
    def rule(self):
        [rule] = self.server.rules.values()
        return rule

    @property
    def notices(self):
        return [shown.rpartition(" ")[2] for _, shown in self.server.notices]

    async def state(self):
        return await self.store.native_rules.get(GUILD)


@asynccontextmanager
async def ruling(folder):
    file = folder / "clock"
    clock = MovableClock(file, wall=lambda: NOON)
    async with Store.open(folder / "bot.db", ROOT / "migrations", clock) as store:
        await store.guild_settings.set(GUILD, log_channel_id=LOG)
        yield AtWork(store, clock, file)
