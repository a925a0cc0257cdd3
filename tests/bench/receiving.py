"""discord.py taking in messages, without a network: what judging them is measured by."""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import discord

from bot import features

GUILD, CHANNEL, SELF, PERSON = 10, 11, 12, 13


class Discord:
    """discord.py as the bot runs it, with a server in it and no network."""

    def __init__(self) -> None:
        client = discord.Client(intents=features.intents_for(features.OPTIONAL), max_messages=None)
        self._state: Any = client._connection
        user: Any = {"id": str(SELF), "username": "bot", "discriminator": "0", "avatar": None}
        self._state.user = discord.user.ClientUser(state=self._state, data=user)
        channel = {"id": str(CHANNEL), "type": 0, "name": "biz-talk", "position": 0}
        everyone = {"id": str(GUILD), "name": "@everyone", "permissions": "1024", "position": 0}
        everyone |= {"color": 0, "hoist": False, "managed": False, "mentionable": False}
        guild = {"id": str(GUILD), "name": "Community", "owner_id": "1", "member_count": 2}
        guild |= {"channels": [channel | {"permission_overwrites": []}], "roles": [everyone]}
        self._state.parsers["GUILD_CREATE"](guild)

        nothing: Any = None  # no network
        self._socket: Any = discord.gateway.DiscordWebSocket(
            nothing, loop=asyncio.get_running_loop()
        )
        self._socket._discord_parsers = self._state.parsers
        self._socket._dispatch = client.dispatch
        self._socket.shard_id = None

    def parse(self, payload: Mapping[str, object]) -> None:
        """Make a message of what has been read."""
        self._state.parsers["MESSAGE_CREATE"](payload)

    def receive(self, text: str) -> None:
        """Take a message as it comes in, already unpacked; nothing in it waits."""
        with suppress(StopIteration):
            self._socket.received_message(text).send(None)


def payload_of(number: int, text: str) -> dict[str, object]:
    """MESSAGE_CREATE as Discord sends it for a message of nothing but text."""
    author = {
        "id": str(PERSON + number % 50),
        "username": "kim",
        "discriminator": "0",
        "global_name": "Kim",
        "avatar": "0123456789abcdef",
        "public_flags": 0,
        "bot": False,
        "avatar_decoration_data": None,
        "clan": None,
        "primary_guild": None,
    }
    member = {
        "roles": ["21", "22"],
        "nick": None,
        "joined_at": "2024-05-01T10:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
        "pending": False,
        "premium_since": None,
        "avatar": None,
        "banner": None,
        "communication_disabled_until": None,
    }
    return {
        "id": str(1_300_000_000_000_000_000 + number),
        "type": 0,
        "content": text,
        "channel_id": str(CHANNEL),
        "guild_id": str(GUILD),
        "author": author,
        "member": member,
        "attachments": [],
        "embeds": [],
        "mentions": [],
        "mention_roles": [],
        "components": [],
        "mention_everyone": False,
        "tts": False,
        "pinned": False,
        "flags": 0,
        "nonce": "1",
        "timestamp": "2026-11-22T12:00:00+00:00",
        "edited_timestamp": None,
        "channel_type": 0,
    }
