"""How the weekly tips reach Discord: pins and a channel's history, made with discord.py."""

from collections.abc import AsyncIterator

import discord

from bot.discord_port import carries, refusals
from bot.workflows.port import Busy, NotAllowed, PinsFull

# https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
_PINS_FULL = 30003

# What is looked for stands right after the message that was the newest when it was posted.
_MOST_AFTER = 2_000
# Discord's line about a pin is among the latest messages, unless the bot was away in between.
_MOST_BEFORE = 200


class DiscordPins:
    """Pins for workflows; see `bot.workflows.port.Pins`."""

    def __init__(self, client: discord.Client) -> None:
        """Act through a client that has logged in."""
        self._client = client

    async def newest(self, channel_id: int) -> int:
        async with refusals():
            told = await self._client.http.get_channel(channel_id)
        last = told.get("last_message_id")
        return int(last) if isinstance(last, str) else 0

    async def find_after(self, channel_id: int, mark: str, after: int) -> int | None:
        await self._require_history(channel_id)
        later = self._history(channel_id, limit=_MOST_AFTER, after=discord.Object(after))
        async for message in later:
            if message.author.id == self._me and carries(message.components, mark):
                return message.id
        return None

    async def pin(self, channel_id: int, message_id: int, reason: str) -> None:
        try:
            async with refusals():
                await self._client.http.pin_message(channel_id, message_id, reason=reason)
        except discord.HTTPException as refused:
            if refused.code == _PINS_FULL:
                raise PinsFull(str(refused)) from refused
            raise

    async def unpin(self, channel_id: int, message_id: int, reason: str) -> None:
        async with refusals():
            await self._client.http.unpin_message(channel_id, message_id, reason=reason)

    async def tidy_pin(self, channel_id: int, message_id: int) -> None:
        await self._require_history(channel_id)
        async for message in self._history(channel_id, limit=_MOST_BEFORE):
            if message.id <= message_id:
                return
            if self._tells_of_pin(message, message_id):
                async with refusals():
                    await self._client.http.delete_message(channel_id, message.id)
                return

    def _tells_of_pin(self, message: discord.Message, message_id: int) -> bool:
        is_ours = message.author.id == self._me and message.type is discord.MessageType.pins_add
        about = message.reference
        return is_ours and about is not None and about.message_id == message_id

    async def _history(
        self, channel_id: int, *, limit: int, after: discord.Object | None = None
    ) -> AsyncIterator[discord.Message]:
        place = self._client.get_partial_messageable(channel_id)
        async with refusals():
            async for message in place.history(limit=limit, after=after):
                yield message

    async def _require_history(self, channel_id: int) -> None:
        channel = self._client.get_channel(channel_id)
        if not isinstance(channel, discord.abc.GuildChannel):
            async with refusals():  # is it gone, or has the client not been told of it yet?
                await self._client.http.get_channel(channel_id)
            raise Busy("the server has not told yet what the bot may do there")
        if not channel.permissions_for(channel.guild.me).read_message_history:
            raise NotAllowed("without Read Message History nothing can be looked for")

    @property
    def _me(self) -> int | None:
        return self._client.application_id
