"""What comes with a request: JSON, and files beside it in a multipart body.

https://discord.com/developers/docs/reference#uploading-files
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from aiohttp import web

from bot.sandbox import errors, limits, refusals

_FILE = re.compile(r"files\[(\d+)\]")


@dataclass(frozen=True)
class Upload:
    """One file as it was sent."""

    filename: str
    content: bytes


@dataclass(frozen=True)
class Body:
    """A body that was read; ``uploads`` by the number that their field names."""

    json: object = None
    uploads: Mapping[int, Upload] = field(default_factory=dict)
    multipart: bool = False


async def read(request: web.Request) -> Body:
    """The body of a request; empty when there is none.

    Raises 50109 for what is no JSON, or holds half a character (a lone surrogate), 40005 for what
    is too large.
    """
    try:
        if request.content_type == "multipart/form-data":
            return await _read_form(request)
        if request.content_type != "application/json":
            return Body()
        return Body(_parse(await request.text()))
    except web.HTTPRequestEntityTooLarge:
        raise refusals.too_large() from None
    except ValueError:
        raise errors.invalid_json() from None


async def _read_form(request: web.Request) -> Body:
    texts: dict[str, str] = {}
    uploads: dict[int, Upload] = {}
    for name, value in (await request.post()).items():
        numbered = _FILE.fullmatch(name)
        if isinstance(value, web.FileField):
            if numbered is not None:
                uploads[int(numbered[1])] = Upload(value.filename, value.file.read())
        else:
            texts[name] = value if isinstance(value, str) else bytes(value).decode()
    if any(len(one.content) > limits.FILE_BYTES for one in uploads.values()):
        raise refusals.too_large()
    # Without payload_json the other fields are the message.
    body = _parse(texts["payload_json"]) if "payload_json" in texts else texts
    return Body(body, uploads, multipart=True)


def _parse(text: str) -> object:
    body: object = json.loads(text) if text else None
    if "\\ud" in text.lower():
        json.dumps(body, ensure_ascii=False).encode()
    return body
