import pytest

from bot.sandbox.pictures import extent

PNG = b"\x89PNG\r\n\x1a\n" + bytes(4) + b"IHDR" + b"\x00\x00\x02\x80\x00\x00\x01\x68"
JPEG = b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc2\x00\x0b\x08\x01\x68\x02\x80" + bytes(8)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (PNG, (640, 360)),
        (JPEG, (640, 360)),
        (b"GIF89a\x80\x02\x68\x01", (640, 360)),
        (PNG[:-1], None),
        (JPEG[:12], None),
        (b"\xff\xd8" + b"\xff\xe0\x00\x02" * 9, None),
        (b"half up front", None),
        (b"", None),
    ],
)
def test_how_large_a_picture_is(content, expected):
    assert extent(content) == expected
