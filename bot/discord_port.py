"""How workflows reach Discord: their port, made with discord.py."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, Literal

import discord
from discord import ui

from bot.interactions.cards import Card
from bot.workflows.port import (
    Busy,
    Closed,
    Deletions,
    Gone,
    NotAllowed,
    Standing,
    ThreadPlace,
)

# https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
_ARCHIVED = 50083
_CLOSED = {50007, 50278}  # takes no direct messages; shares no server with the bot
_NOBODY = {10007, 10013}  # not on the server; no such user
_THREADS_FULL = {160006, 160007}  # as many active threads as a server may have

# Minutes without a word until a thread is archived: the longest there is.
_A_WEEK: Literal[10_080] = 10_080
_MOST_LOOKED_AT = 500  # messages, when looking for one of ours
_PAGE = 100  # messages of a channel's history that Discord gives at once


class DiscordPort:
    """Acts for workflows; see `bot.workflows.port.Port`."""

    def __init__(self, client: discord.Client) -> None:
        """Act through a client that has logged in."""
        self._client = client

    async def open_thread(self, channel_id: int, name: str, *, private: bool) -> int:
        kind = discord.ChannelType.private_thread if private else discord.ChannelType.public_thread
        async with refusals():
            channel = await self._text_channel(channel_id)
            thread = await channel.create_thread(
                name=name, type=kind, auto_archive_duration=_A_WEEK, invitable=False
            )
        return thread.id

    async def find_thread(
        self, channel_id: int, name: str, since: datetime, *, private: bool
    ) -> int | None:
        async with refusals():
            place = await self._channel(channel_id)
            if not isinstance(place, (discord.abc.GuildChannel, discord.Thread)):
                raise NotAllowed("there are threads on servers only")
            for thread in await place.guild.active_threads():
                ours = thread.owner_id == self._me and thread.is_private() == private
                if ours and thread.name == name and _at(thread.id) >= since:
                    return thread.id
        return None

    async def add_to_thread(self, thread_id: int, user_id: int) -> None:
        async with refusals():
            await self._client.http.add_user_to_thread(thread_id, user_id)

    async def open_direct(self, user_id: int) -> int:
        async with refusals():
            channel = await self._client.create_dm(discord.Object(user_id))
        return channel.id

    async def post(self, channel_id: int, shown: ui.LayoutView, nonce: str) -> int:
        async with refusals():
            place = self._client.get_partial_messageable(channel_id)
            files = files_of(shown)
            message = await place.send(view=shown, nonce=nonce, files=files)
        return message.id

    async def open_post(self, forum_id: int, name: str, shown: ui.LayoutView) -> int:
        async with refusals():
            forum = await self._channel(forum_id)
            if not isinstance(forum, discord.ForumChannel):
                raise NotAllowed("posts are begun in forums only")
            begun = await forum.create_thread(name=name, view=shown, files=files_of(shown))
        return begun.thread.id

    async def find_post(self, channel_id: int, mark: str, since: datetime) -> int | None:
        async with refusals():
            place = self._client.get_partial_messageable(channel_id)
            async for message in place.history(limit=_MOST_LOOKED_AT, after=since):
                if message.author.id == self._me and carries(message.components, mark):
                    return message.id
        return None

    async def edit(self, channel_id: int, message_id: int, shown: ui.LayoutView) -> None:
        message = self._client.get_partial_messageable(channel_id).get_partial_message(message_id)
        # discord.py applies the client's own only to what is posted.
        quiet = discord.AllowedMentions.none()

        async def change() -> None:
            await message.edit(view=shown, attachments=files_of(shown), allowed_mentions=quiet)

        async with refusals():
            await self._awake(channel_id, change)

    async def is_above(self, guild_id: int, user_id: int) -> bool:
        guild = self._client.get_guild(guild_id)
        if guild is None or user_id == guild.owner_id:
            return guild is not None
        standing = await self.standing(guild_id, user_id, None)
        theirs = [role for role in guild.roles if role.id in standing.role_ids]
        top = guild.me.top_role
        return any(role >= top or role.permissions.administrator for role in theirs)

    async def forum_of(self, channel_id: int, message_id: int) -> int | None:
        if channel_id != message_id:
            return None
        async with refusals():
            thread = await self._channel(channel_id)
        parent = thread.parent if isinstance(thread, discord.Thread) else None
        return parent.id if isinstance(parent, discord.ForumChannel) else None

    async def delete_post(self, channel_id: int, message_id: int, reason: str) -> None:
        async with refusals():
            if await self.forum_of(channel_id, message_id) is not None:
                await self._client.http.delete_channel(channel_id, reason=reason)
                return
            http = self._client.http
            await self._awake(
                channel_id, lambda: http.delete_message(channel_id, message_id, reason=reason)
            )

    async def timed_out_until(self, guild_id: int, user_id: int) -> datetime | None:
        async with refusals():
            member = await self._client.http.get_member(guild_id, user_id)
        return discord.utils.parse_time(member.get("communication_disabled_until"))

    async def time_out(
        self, guild_id: int, user_id: int, until: datetime | None, reason: str
    ) -> None:
        fields = {"communication_disabled_until": until.isoformat() if until else None}
        async with refusals():
            await self._client.http.edit_member(guild_id, user_id, reason=reason, **fields)

    async def deletions(
        self, guild_id: int, author_id: int, channel_id: int
    ) -> Sequence[Deletions]:
        action = discord.AuditLogAction.message_delete
        async with refusals():
            log = await self._client.http.get_audit_logs(
                guild_id, limit=_PAGE, action_type=action.value
            )
        about = str(author_id), str(channel_id)
        return [
            Deletions(
                int(one["id"]), int(one["user_id"] or 0), int(told["count"]), _at(int(one["id"]))
            )
            for one in log["audit_log_entries"]
            if (told := one.get("options")) is not None
            if (one["target_id"], told.get("channel_id")) == about
        ]

    @property
    def self_ids(self) -> frozenset[int]:
        user = self._client.user
        ours = (self._me, None if user is None else user.id)
        return frozenset(one for one in ours if one is not None)

    def thread(self, guild_id: int, channel_id: int) -> ThreadPlace | None:
        guild = self._client.get_guild(guild_id)
        thread = None if guild is None else guild.get_thread(channel_id)
        if thread is None:
            return None
        return ThreadPlace(thread.name, thread.owner_id, thread.parent_id)

    async def standing(
        self, guild_id: int, user_id: int, member: Mapping[str, object] | None
    ) -> Standing:
        guild = self._client.get_guild(guild_id)
        if member is None:
            member = await self._member(guild_id, user_id)
        if guild is None or member is None:
            return Standing()
        told = member.get("roles")
        role_ids = frozenset(int(one) for one in told) if isinstance(told, list) else frozenset()
        held = discord.Permissions()
        for role in guild.roles:
            if role.id in role_ids or role.is_default():
                held |= role.permissions
        joined = member.get("joined_at")
        return Standing(
            role_ids,
            is_staff=user_id == guild.owner_id or held.administrator or held.manage_messages,
            joined_at=discord.utils.parse_time(joined) if isinstance(joined, str) else None,
        )

    async def messages_between(
        self, channel_id: int, after: int, until: int, most: int
    ) -> Sequence[Mapping[str, object]]:
        found: list[Mapping[str, object]] = []
        before = until + 1
        while len(found) < most:
            size = min(_PAGE, most - len(found))
            async with refusals():
                page = await self._client.http.logs_from(channel_id, size, before=before)
            later = [one for one in page if int(one["id"]) > after]
            found += [dict(one) for one in later]
            if len(later) < size:
                break
            before = int(later[-1]["id"])
        return found[::-1]

    async def _awake(self, channel_id: int, change: Callable[[], Awaitable[None]]) -> None:
        """Change something in a channel; a thread that is archived is woken for it."""
        try:
            await change()
        except discord.HTTPException as refused:
            if refused.code != _ARCHIVED:
                raise
            await self._client.http.edit_channel(channel_id, archived=False)
            await change()

    async def _member(self, guild_id: int, user_id: int) -> Mapping[str, object] | None:
        try:
            return dict(await self._client.http.get_member(guild_id, user_id))
        except discord.NotFound:
            return None

    @property
    def _me(self) -> int | None:
        return self._client.application_id

    async def _text_channel(self, channel_id: int) -> discord.TextChannel:
        """Return the channel, or the one that the thread stands in."""
        place = await self._channel(channel_id)
        if isinstance(place, discord.Thread):
            place = await self._channel(place.parent_id)
        if not isinstance(place, discord.TextChannel):
            raise NotAllowed("threads are opened in text channels only")
        return place

    async def _channel(self, channel_id: int) -> object:
        # Not yet told of its servers, or of a thread that was asleep, the client knows none.
        return self._client.get_channel(channel_id) or await self._client.fetch_channel(channel_id)


@asynccontextmanager
async def refusals() -> AsyncIterator[None]:
    """Turn what Discord refuses into what workflows know; let other trouble through."""
    try:
        yield
    except discord.RateLimited as busy:
        raise Busy(str(busy)) from busy
    except discord.NotFound as gone:
        if gone.code in _NOBODY:
            raise NotAllowed(str(gone)) from gone
        raise Gone(str(gone)) from gone
    except discord.HTTPException as refused:
        if refused.code in _CLOSED:
            raise Closed(str(refused)) from refused
        if refused.status == 429 or refused.code in _THREADS_FULL:
            raise Busy(str(refused)) from refused
        if isinstance(refused, discord.Forbidden):
            raise NotAllowed(str(refused)) from refused
        raise


def files_of(shown: ui.LayoutView) -> list[discord.File]:
    """Return the files that go with a card."""
    return shown.files if isinstance(shown, Card) else []


def _at(snowflake: int) -> datetime:
    return discord.utils.snowflake_time(snowflake)


def carries(components: Sequence[Any], mark: str) -> bool:
    """Whether a message has a custom_id that begins with `mark`."""
    return any(custom_id.startswith(mark) for custom_id in _custom_ids(components))


def _custom_ids(components: Sequence[Any]) -> Iterator[str]:
    for one in components:
        if custom_id := getattr(one, "custom_id", None):
            yield custom_id
        yield from _custom_ids(getattr(one, "children", ()))
