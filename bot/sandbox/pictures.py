"""How large a picture is, from its first bytes: PNG, GIF and JPEG."""

import struct

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}


def extent(content: bytes) -> tuple[int, int] | None:
    """Width and height in pixels; None for what is no picture of these kinds, or is cut short."""
    try:
        if content.startswith(_PNG):
            return struct.unpack_from(">II", content, 16)
        if content[:6] in (b"GIF87a", b"GIF89a"):
            return struct.unpack_from("<HH", content, 6)
        if content.startswith(_JPEG):
            return _of_jpeg(content)
    except (struct.error, IndexError):
        return None
    return None


def _of_jpeg(content: bytes) -> tuple[int, int] | None:
    at = len(_JPEG)
    while content[at] == 0xFF:
        if content[at + 1] in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
            return width, height
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
    return None
