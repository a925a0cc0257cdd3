"""Files that become attachments: what they are called, what they hold, where they are found.

https://discord.com/developers/docs/resources/message#attachment-object. They stay in memory, and
are served under the path that Discord's CDN has (`cdn`).
"""

import hashlib
import mimetypes
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote

from bot.sandbox import limits, pictures, refusals
from bot.sandbox.json import JsonObject, JsonObjects
from bot.sandbox.local import LocalDiscord
from bot.sandbox.message import Attachment
from bot.sandbox.uploads import Upload

SCHEME = "attachment://"
_SPOILER = "SPOILER_"
_TYPES = mimetypes.MimeTypes()  # what Python knows, not what this machine was told


@dataclass(frozen=True)
class Files:
    """The files of a message to be: uploads that come along, and what it holds and keeps."""

    uploads: Mapping[int, Upload]
    held: tuple[Attachment, ...] = ()

    @property
    def names(self) -> set[str]:
        """The names by which embeds and components may refer to them."""
        raw = {one.filename for one in self.uploads.values()}
        return raw | {cleansed(one) for one in raw} | {one.filename for one in self.held}

    def refuse(self, wished: JsonObjects | None) -> None:
        """Raise 50146 where ``attachments`` names a file that is not there, 30015 for too many."""
        known = {*self.uploads, *(one.id for one in self.held)}
        if any(int(str(one["id"])) not in known for one in wished or ()):
            raise refusals.uploaded_file_not_found()
        if len(known) > limits.ATTACHMENTS:
            raise refusals.too_many_attachments()


def settle(
    local: LocalDiscord, channel_id: int, files: Files, wished: JsonObjects | None
) -> list[Attachment]:
    """The attachments that a message then has, in order.

    Held ones stay if ``wished`` names them, or names nothing at all; every upload is added
    (reference#editing-message-attachments).
    """
    wishes = {int(str(one["id"])): one for one in wished or ()}
    held = [one for one in files.held if wished is None or one.id in wishes]
    staying = [_changed(one, wishes.get(one.id, {})) for one in held]
    added = [
        take(local, channel_id, upload, wishes.get(number, {}))
        for number, upload in files.uploads.items()
    ]
    return staying + added


def take(
    local: LocalDiscord,
    channel_id: int,
    upload: Upload,
    wish: JsonObject,
    *,
    ephemeral: bool = False,
) -> Attachment:
    """Keep an upload. ``wish`` is MessageAttachmentRequest, checked."""
    called = str(wish.get("filename") or upload.filename)
    filename, title = cleansed(called), wish.get("title")
    if title is None and filename != called:
        title = called.rpartition(".")[0] or called
    one = local.snowflakes.take()
    attachment = Attachment(
        id=one,
        filename=filename,
        content=upload.content,
        url=f"{local.url}/attachments/{channel_id}/{one}/{quote(filename)}",
        content_type=content_type(filename),
        title=None if title is None else str(title),
        description=_text(wish, "description"),
        extent=pictures.extent(upload.content),
        spoiler=bool(wish.get("is_spoiler")) or filename.startswith(_SPOILER),
        ephemeral=ephemeral,
    )
    local.world.attachments[one] = attachment
    return attachment


def cleansed(filename: str) -> str:
    """The name as Discord keeps it: ASCII letters, digits, and ``_ . -``.

    discord/discord-api-docs#7754 says how. Of a name with nothing of that kind a digest takes
    the place, and ``title`` keeps what it was called (discord/discord-api-docs#6945).
    """
    plain = unicodedata.normalize("NFKD", filename).encode("ascii", "ignore").decode()
    stem, dot, ending = re.sub(r"[^\w.-]", "", "_".join(plain.split())).rpartition(".")
    stem, ending = (stem, ending) if dot else (ending, "")
    stem = stem.strip("._") or hashlib.sha256(filename.encode(errors="replace")).hexdigest()[:16]
    return f"{stem}.{ending}" if ending else stem


def content_type(filename: str) -> str | None:
    """The media type, by the name's ending."""
    found, _ = _TYPES.guess_type(filename)
    return f"{found}; charset=utf-8" if found and found.startswith("text/") else found


def named(attachments: Iterable[Attachment], url: str) -> Attachment | None:
    """The one that ``attachment://…`` means, or whose own address it is."""
    name = cleansed(url.removeprefix(SCHEME)) if url.startswith(SCHEME) else None
    return next((one for one in attachments if name == one.filename or one.url == url), None)


def _changed(one: Attachment, wish: JsonObject) -> Attachment:
    """What an edit may change of an attachment that stays."""
    if "description" in wish:
        one = replace(one, description=_text(wish, "description"))
    return replace(one, spoiler=bool(wish["is_spoiler"])) if "is_spoiler" in wish else one


def _text(wish: JsonObject, name: str) -> str | None:
    return None if wish.get(name) is None else str(wish[name])
