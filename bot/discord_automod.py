"""How workflows reach the rules of Discord's AutoMod: that port, made with discord.py."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager

import discord

from bot.discord_port import refusals
from bot.workflows.port import Community, PortError


class DiscordAutoMod:
    """Keeps rules for workflows; see `bot.workflows.port.NativeRules`."""

    def __init__(self, client: discord.Client) -> None:
        """Act through a client that has logged in."""
        self._client = client

    @property
    def self_ids(self) -> frozenset[int]:
        user = self._client.user
        ours = (self._client.application_id, None if user is None else user.id)
        return frozenset(one for one in ours if one is not None)

    def community(self, guild_id: int) -> Community | None:
        guild = self._client.get_guild(guild_id)
        if guild is None or guild.unavailable:
            return None
        roles = [role for role in guild.roles if not role.is_default()]
        return Community(
            frozenset(channel.id for channel in guild.channels),
            frozenset(role.id for role in roles),
            frozenset(role.id for role in roles if _is_staff(role)),
        )

    async def automod_rules(self, guild_id: int) -> Sequence[Mapping[str, object]]:
        async with _refused_rules():
            return [
                dict(one) for one in await self._client.http.get_auto_moderation_rules(guild_id)
            ]

    async def make_automod_rule(
        self, guild_id: int, rule: Mapping[str, object], reason: str
    ) -> Mapping[str, object]:
        async with _refused_rules():
            made = await self._client.http.create_auto_moderation_rule(
                guild_id, reason=reason, **rule
            )
        return dict(made)

    async def change_automod_rule(
        self, guild_id: int, rule_id: int, rule: Mapping[str, object], reason: str
    ) -> Mapping[str, object]:
        async with _refused_rules():
            changed = await self._client.http.edit_auto_moderation_rule(
                guild_id, rule_id, reason=reason, **rule
            )
        return dict(changed)

    async def delete_automod_rule(self, guild_id: int, rule_id: int, reason: str) -> None:
        async with _refused_rules():
            await self._client.http.delete_auto_moderation_rule(guild_id, rule_id, reason=reason)


def _is_staff(role: discord.Role) -> bool:
    """Whether its members look after messages; AutoMod leaves bots and higher ones alone anyway."""
    held = role.permissions
    untouched = role.is_bot_managed() or held.administrator or held.manage_guild
    return held.manage_messages and not untouched


@asynccontextmanager
async def _refused_rules() -> AsyncIterator[None]:
    """Turn what Discord refuses into what workflows know, a rule that it does not take as well."""
    async with refusals():
        try:
            yield
        except discord.HTTPException as refused:
            if refused.status == 400:
                raise PortError(str(refused)) from refused
            raise
