"""Files of a message: their names, titles and descriptions, and where pictures lie."""

from urllib.parse import unquote

from bot.moderation.carried.node import Node

_ENDINGS = frozenset(
    [
        *("aac", "aif", "aiff", "flac", "m4a", "mid", "midi", "mp3", "ogg", "opus", "wav", "wma"),
        *("avif", "bmp", "gif", "heic", "jpeg", "jpg", "png", "svg", "tif", "tiff", "webp"),
        *("avi", "m4v", "mkv", "mov", "mp4", "webm", "wmv"),
        *("7z", "gz", "rar", "tar", "zip"),
        *(
            "csv",
            "doc",
            "docx",
            "json",
            "md",
            "odt",
            "pdf",
            "ppt",
            "pptx",
            "rtf",
            "txt",
            "xls",
            "xlsx",
        ),
        *("als", "cpr", "flp", "logicx", "ptx", "rpp"),
    ]
)
"""Endings that are taken off. Others stay: "mysite.com" is a name for a file as well."""

_FILE_STORES = (
    "https://cdn.discordapp.com/attachments/",
    "https://cdn.discordapp.com/ephemeral-attachments/",
    "https://media.discordapp.net/attachments/",
    "https://media.discordapp.net/ephemeral-attachments/",
)


def stem(name: str) -> str:
    """The name of a file without the ending that says what kind it is."""
    bare, _, ending = name.rpartition(".")
    return bare if bare and ending.lower() in _ENDINGS else name


def address(url: str) -> str:
    """What of a file's address its sender chose: all of it, or its name if Discord keeps the file.

    https://docs.discord.com/developers/reference#signed-attachment-cdn-urls
    """
    if url.startswith(_FILE_STORES):
        return stem(unquote(url.partition("?")[0].rpartition("/")[2]))
    return url


def read_attachment(node: Node) -> None:
    """Read what a file is called and described as. Discord takes accents out of `filename` only."""
    node.say(stem(node.text("filename")))
    node.tell("title", "description")


def read_picture(node: Node) -> None:
    """Read a picture in a gallery or beside a text: its description, and where it lies."""
    media = node.inner("media")
    node.say(node.text("description"), address(media.text("url")) if media else "")
