"""Who a text really mentions, after ``allowed_mentions`` and the author's permissions.

https://discord.com/developers/docs/resources/message#allowed-mentions-object
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.sandbox.json import JsonObject, as_object, as_objects
from bot.sandbox.world import Channel, World

_USER = re.compile(r"<@!?(\d{15,20})>")
_ROLE = re.compile(r"<@&(\d{15,20})>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")
_TEXT_DISPLAY = 10


@dataclass(frozen=True)
class Mentions:
    """Who is notified."""

    user_ids: list[int]
    role_ids: list[int]
    everyone: bool


def find(
    world: World,
    channel: Channel,
    texts: Iterable[str],
    allowed: JsonObject | None,
    *,
    may_mention_everyone: bool,
) -> Mentions:
    """The mentions in ``texts`` that take effect. ``allowed`` absent means all of them."""
    text = "\n".join(texts)
    permitted = _Permitted(allowed)
    users = dict.fromkeys(int(one) for one in _USER.findall(text))
    roles = dict.fromkeys(int(one) for one in _ROLE.findall(text))
    known_roles = {} if channel.guild_id is None else world.guilds[channel.guild_id].roles
    return Mentions(
        [one for one in users if one in world.users and permitted.takes("users", one)],
        [
            one
            for one in roles
            if one in known_roles and may_mention_everyone and permitted.takes("roles", one)
        ],
        may_mention_everyone and permitted.takes_everyone and bool(_EVERYONE.search(text)),
    )


def texts_of(content: str, components: list[JsonObject]) -> list[str]:
    """The content, and every text display among the components, however deep."""
    texts = [content]
    for component in components:
        if component.get("type") == _TEXT_DISPLAY:
            texts.append(str(component.get("content", "")))
        texts += texts_of("", as_objects(component.get("components")))
    return texts


class _Permitted:
    def __init__(self, allowed: JsonObject | None) -> None:
        self._everything = allowed is None
        self._allowed = as_object(allowed)
        parse = self._allowed.get("parse")
        self._parse = parse if isinstance(parse, list) else []

    @property
    def takes_everyone(self) -> bool:
        return self._everything or "everyone" in self._parse

    def takes(self, kind: str, one: int) -> bool:
        named = self._allowed.get(kind)
        listed = [str(each) for each in named] if isinstance(named, list) else []
        return self._everything or kind in self._parse or str(one) in listed
