"""Embeds: cards that apps and webhooks make, and those that Discord makes of a page behind a link.

https://docs.discord.com/developers/resources/message#embed-object
"""

from dataclasses import replace

from bot.moderation.carried.components import read_components
from bot.moderation.carried.files import address
from bot.moderation.carried.node import Node
from bot.moderation.facts import Place

_MADE_BY_DISCORD = frozenset(["article", "gifv", "image", "link", "video"])
"""Whatever an app asks for, its own embeds are "rich"; so are some that Discord makes."""

_MOST_CONTENT = 4_000


def read_embeds(node: Node, *, by_person: bool) -> None:
    """Read the embeds of a message. A person's own can only be previews of links."""
    for embed in node.each("embeds", Place.EMBED):
        if by_person or embed.text("type") in _MADE_BY_DISCORD:
            content = node.members.get("content")
            _read_preview(embed, content[:_MOST_CONTENT] if isinstance(content, str) else "")
        else:
            _read_own(embed)


def _read_own(embed: Node) -> None:
    _read_head(embed)
    embed.say(embed.text("title"), embed.text("url"))
    _read_body(embed)
    for key in ("image", "thumbnail", "video"):
        picture = embed.inner(key)
        if picture is not None:
            picture.say(picture.text("description"), address(picture.text("url")))
    _read_foot(embed)


def _read_preview(embed: Node, content: str) -> None:
    """Read what a page says of itself. Where a link leads that says otherwise is the author's."""
    page = replace(embed, preview=True)
    _read_head(page)
    page.tell("title")
    url = embed.text("url")
    (page if _bare(url) in content else embed).say(url)
    _read_body(page)
    for key in ("image", "thumbnail", "video"):
        picture = page.inner(key)
        if picture is not None:
            picture.tell("description")
    _read_foot(page)


def _read_head(embed: Node) -> None:
    for key in ("provider", "author"):
        named = embed.inner(key)
        if named is not None:
            named.say(named.text("name"), named.text("url"))


def _read_body(embed: Node) -> None:
    embed.tell("description")
    for field in embed.each("fields"):
        field.tell("name", "value")


def _read_foot(embed: Node) -> None:
    footer = embed.inner("footer")
    if footer is not None:
        footer.tell("text")
    read_components(embed)


def _bare(url: str) -> str:
    return url.partition("://")[2].removeprefix("www.").rstrip("/") or url
