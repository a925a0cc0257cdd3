"""Judging what is posted: facts are gathered, the judge decides, and what came of it is noted.

Most messages hold nothing that any rule could use. That is found out first, from the message
alone; only for the others are the store and Discord asked.
"""

from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.meter import Meter, Unmetered
from bot.moderation import (
    Action,
    Author,
    Decision,
    Facts,
    Recent,
    Rules,
    judge,
    judge_with_previews,
)
from bot.store import Case, GuildSettings, RecentPost, Sighting, Store
from bot.store.recent_posts import MemberPost
from bot.workflows import acting
from bot.workflows.message import Message, Reader
from bot.workflows.port import Standing, Surroundings
from bot.workflows.tally import Tally

JOIN_WITHIN = timedelta(minutes=10)
"""Messages of one author under one rule, this close together, are one case."""

RECENT = timedelta(days=1)
"""How long posts are remembered, and somebody who joined counts as new."""

_KEEPING = frozenset({"review", "enforce"})  # the modes in which cases are kept
_REMEMBERED = 4_096  # messages of which it is known how they were counted


@dataclass(frozen=True, slots=True)
class Ruled:
    """Rules, and the name of the state they are in."""

    rules: Rules
    version: str


class Judging:
    """Judges messages as Discord's JSON gives them.

    Call it for one message after the other: what somebody posted before counts.
    """

    def __init__(  # noqa: PLR0913 - what is needed to judge
        self,
        store: Store,
        clock: Clock,
        surroundings: Surroundings,
        ruled: Callable[[], Ruled],
        new_secret: Callable[[], bytes],
        *,
        meter: Meter | None = None,
    ) -> None:
        """Use `new_secret` once in a database's life, for the key of the hashes."""
        self._store, self._clock = store, clock
        self._surroundings, self._ruled = surroundings, ruled
        self._meter = meter or Unmetered()
        self._reader = Reader(store, surroundings, new_secret)
        self._counted: OrderedDict[int, Action] = OrderedDict()

    async def judge(
        self,
        payload: Mapping[str, object],
        tally: Tally,
        *,
        is_edit: bool = False,
    ) -> Case | None:
        """Judge a new or edited message; return the case it belongs to, if it has one now.

        Messages of the bot itself, and direct ones, are not judged.
        """
        message = await self._reader.read(payload, None)
        return None if message is None else await self._judge(message, tally, is_edit=is_edit)

    async def judge_missed(
        self, payload: Mapping[str, object], tally: Tally, guild_id: int
    ) -> Case | None:
        """Judge a message of a channel's history, unless it was judged as it stands now.

        What is noted of a message is written only when its case is kept, so one that was judged
        just before the bot was killed is judged again, and any other is not.
        """
        message = await self._reader.read(payload, guild_id)
        if message is None:
            return None
        before = await self._store.recent_posts.digest_of(message.message_id)
        if before == message.digest:
            return None
        return await self._judge(message, tally, is_edit=before is not None)

    async def _judge(self, message: Message, tally: Tally, *, is_edit: bool) -> Case | None:
        with self._meter.judgement() as decided:
            return await self._decide(message, tally, decided, is_edit=is_edit)

    async def _decide(
        self, message: Message, tally: Tally, decided: Callable[[str], None], *, is_edit: bool
    ) -> Case | None:
        ruled = self._ruled()
        if not _may_matter(message, ruled.rules):
            decided(Action.ALLOW.value)
            self._note(message, Action.ALLOW, tally, is_edit=is_edit)
            return None
        settings = await self._store.guild_settings.get(message.guild_id)
        facts = await self._facts(message, settings, tally)
        decision = judge_with_previews(facts, ruled.rules, message.own)
        case = None
        if settings.moderation_mode in _KEEPING and decision.action is not Action.ALLOW:
            case = await self._keep(message, decision, ruled.version, settings)
        decided(decision.action.value)
        self._note(message, decision.action, tally, is_edit=is_edit)
        return case

    async def _keep(
        self, message: Message, decision: Decision, version: str, settings: GuildSettings
    ) -> Case:
        """Keep a message as a case; together with that, plan what is to be done about it."""
        acts = settings.moderation_mode == "enforce" and decision.action is Action.REMOVE
        async with self._store.together() as rooms:
            case, _ = await rooms.cases.open(
                message.sighting(decision, version), join_within=JOIN_WITHIN
            )
            if acts and case.state == "open":
                is_member = not message.read.is_webhook
                now = self._clock.now()
                await acting.take_down(rooms, case, now, None, is_member=is_member)
            return case

    async def seen(
        self,
        payload: Mapping[str, object],
        *,
        guild_id: int | None = None,
    ) -> Sighting | None:
        """Return what there is in a message now, for somebody who reports it; keep nothing.

        None: it is not on a server, is the bot's own, or has no author.
        """
        message = await self._reader.read(payload, guild_id)
        if message is None:
            return None
        ruled = self._ruled()
        settings = await self._store.guild_settings.get(message.guild_id)
        facts = await self._facts(message, settings, Tally())
        decision = judge_with_previews(facts, ruled.rules, message.own)
        return message.sighting(decision, ruled.version)

    def _note(self, message: Message, action: Action, tally: Tally, *, is_edit: bool) -> None:
        """Count a message, and once more if it was edited for the worse; remember its hash."""
        before = self._counted.get(message.message_id)
        if not is_edit:
            tally.see(message.guild_id, message.channel_id, message.message_id)
        worse = action.strength > (Action.ALLOW if before is None else before).strength
        if worse or (before is None and not is_edit):
            self._counted[message.message_id] = action
            self._counted.move_to_end(message.message_id)
            if len(self._counted) > _REMEMBERED:
                self._counted.popitem(last=False)
            tally.counts[message.guild_id, message.posted_at.date(), action.value] += 1
        post = RecentPost(message.message_id, message.channel_id, message.digest, message.posted_at)
        tally.posts.append(MemberPost(message.guild_id, message.author_id, post))

    async def _facts(self, message: Message, settings: GuildSettings, tally: Tally) -> Facts:
        store, guild_id, author_id = self._store, message.guild_id, message.author_id
        since = message.posted_at - RECENT
        posts = {
            one.message_id: one
            for one in (
                *await store.recent_posts.of(guild_id, author_id, since),
                *tally.posts_of(guild_id, author_id, since),
            )
            if one.message_id < message.message_id
        }
        standing = await self._standing(message)
        read = message.read
        own_words = read.reply_to_author_id in (author_id, read.author_id)
        return replace(
            message.facts(),
            author=Author(
                is_new=_is_new(standing, message.posted_at) and not posts,
                is_staff=standing.is_staff or settings.moderator_role_id in standing.role_ids,
            ),
            reply_to=None if own_words else read.reply_to,
            recent=tuple(
                Recent(one.digest, one.channel_id, (message.posted_at - one.at).total_seconds())
                for one in posts.values()
            ),
            exempt=await self._is_exempt(message, settings, standing),
            allowed_domains=await store.domains.of(guild_id),
        )

    async def _standing(self, message: Message) -> Standing:
        if message.read.is_webhook:
            return Standing()
        return await self._surroundings.standing(
            message.guild_id, message.author_id, message.member
        )

    async def _is_exempt(
        self, message: Message, settings: GuildSettings, standing: Standing
    ) -> bool:
        exempt = await self._store.exemptions.of(message.guild_id)
        thread = self._surroundings.thread(message.guild_id, message.channel_id)
        places = {message.channel_id} | ({thread.parent_id} if thread else set())
        channels = exempt.channels | {settings.show_work_channel_id}
        return not places.isdisjoint(channels) or not standing.role_ids.isdisjoint(exempt.roles)


def _is_new(standing: Standing, moment: datetime) -> bool:
    """Whether somebody has joined so lately that all they ever posted is still remembered."""
    joined = standing.joined_at
    return joined is not None and moment - RECENT < joined <= moment


def _may_matter(message: Message, rules: Rules) -> bool:
    """Whether anything in a message is of use to a rule, even by what is not known of it yet."""
    measures = rules.measures
    elsewhere = range(-1, -1 - max(measures.burst_posts, measures.same_channels), -1)
    worst = replace(
        message.facts(),
        author=Author(is_new=True),
        recent=tuple(Recent(message.digest, channel, 0.0) for channel in elsewhere),
    )
    decision = judge(worst, rules)
    return decision.action is not Action.ALLOW or bool(decision.signals)
