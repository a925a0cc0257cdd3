import gzip
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.privacy import as_json, as_parts
from bot.store.people import Theirs

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
KIND = Theirs(name="Your offers", about="What you were offered.", life="until you delete it")


def test_an_export_says_what_each_kind_is():
    written = json.loads(as_json({KIND: [{"job": "Mixing für Łucja"}]}, 12345678901234567, NOON))
    assert written == {
        "user_id": "12345678901234567",
        "written_at": "2026-11-22T12:00:00+00:00",
        "kinds": [
            {
                "kind": "Your offers",
                "about": "What you were offered.",
                "kept": "until you delete it",
                "entries": [{"job": "Mixing für Łucja"}],
            }
        ],
    }


@given(st.binary(max_size=3_000), st.integers(1, 4_000))
def test_nothing_is_cut_off_however_little_room_there_is(content, most):
    parts = as_parts(content, most)
    assert all(len(part.content) <= most for part in parts)
    names = [part.name for part in parts]
    assert names == sorted(set(names))
    whole = b"".join(part.content for part in parts)
    assert (gzip.decompress(whole) if ".gz" in names[0] else whole) == content


def test_what_fits_stays_readable_and_only_what_does_not_is_packed():
    content = b"x" * 1_000
    assert [part.name for part in as_parts(content, 1_000)] == ["biz-talk.json"]
    assert [part.name for part in as_parts(content, 999)] == ["biz-talk.json.gz"]


def test_a_file_needs_room():
    with pytest.raises(ValueError, match="room"):
        as_parts(b"{}", 0)
