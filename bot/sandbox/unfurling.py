"""Embeds of links, which arrive by an update of their own, soon after the message.

What the crawler finds is registered with ``POST /sandbox/embeds``: nothing is fetched. The update
leaves ``edited_timestamp`` alone (https://github.com/Rapptz/discord.py/issues/273).
"""

import asyncio
import re

from bot.sandbox.access import channel_permissions
from bot.sandbox.json import JsonObject, JsonObjects
from bot.sandbox.local import LocalDiscord
from bot.sandbox.message import Message, MessageFlag
from bot.sandbox.permissions import Permission

_LINK = re.compile(r"(?<!<)https?://[^\s<>]+")  # one in angle brackets shows no embed


def follow(local: LocalDiscord, message: Message) -> None:
    """Once everybody has heard of the message, tell what the crawler finds behind its links."""
    message.link_embeds = [one for one in message.link_embeds if one in _found(local, message)]
    if _found(local, message) != message.link_embeds:
        asyncio.get_running_loop().call_soon(_arrive, local, message)


def _arrive(local: LocalDiscord, message: Message) -> None:
    channel = local.world.channels.get(message.channel_id)
    if channel is None or channel.messages.get(message.id) is not message:
        return  # deleted meanwhile, or of a world that was reset
    message.link_embeds = _found(local, message)
    if not message.flags & MessageFlag.SUPPRESS_EMBEDS:
        local.events.message_updated(message)


def _found(local: LocalDiscord, message: Message) -> JsonObjects:
    known = local.world.link_embeds
    if not known or message.flags & MessageFlag.IS_COMPONENTS_V2 or not _may_embed(local, message):
        return []
    links = dict.fromkeys(one.rstrip(".,:;!?)'\"") for one in _LINK.findall(message.content))
    return [_embed(link, known[link]) for link in links if link in known]


def _may_embed(local: LocalDiscord, message: Message) -> bool:
    if message.guise is not None:
        return True
    channel = local.world.channels[message.channel_id]
    held = channel_permissions(local.world, message.author_id, channel, local.clock.now())
    return message.interaction_id is not None or bool(held & Permission.EMBED_LINKS)


def _embed(link: str, embed: JsonObject) -> JsonObject:
    return {"type": "link", "url": link} | embed
