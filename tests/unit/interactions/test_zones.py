"""Time zones as people type them."""

import pytest

from bot.interactions.zones import zones, zones_like, zones_named


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Berlin", "Europe/Berlin"),
        ("europe/berlin", "Europe/Berlin"),
        (" Europe / Berlin. ", "Europe/Berlin"),
        ("New York", "America/New_York"),
        ("new-york", "America/New_York"),
        ("New York, USA", "America/New_York"),
        ("Port-au-Prince", "America/Port-au-Prince"),
        ("Singapore", "Asia/Singapore"),
        ("Istanbul", "Asia/Istanbul"),  # also called Europe/Istanbul, with the same clocks
        ("Berln", "Europe/Berlin"),
        ("EST", "America/New_York"),  # the zone of that name knows no summer time
        ("pacific time", "America/Los_Angeles"),
        ("UTC", "UTC"),
        ("GMT", "UTC"),
        ("UTC+0", "UTC"),
        ("UTC+3", "Etc/GMT-3"),  # IANA counts the other way
        ("gmt -05:00", "Etc/GMT+5"),
        ("Etc/GMT+5", "Etc/GMT+5"),
    ],
)
def test_what_is_plain_is_one_zone(typed: str, zone: str) -> None:
    assert zones_named(typed) == [zone]


@pytest.mark.parametrize(
    ("typed", "among"),
    [
        ("Indiana", "America/Indiana/Knox"),
        ("America", "America/Adak"),
        ("argentina", "America/Argentina/Salta"),
    ],
)
def test_what_may_be_several_is_left_to_choose(typed: str, among: str) -> None:
    found = zones_named(typed)
    assert 1 < len(found) <= 25
    assert among in found


@pytest.mark.parametrize("typed", ["", "  ", "Middle-earth", "UTC+99", "UTC+5:30", "🎸"])
def test_what_is_none_is_none(typed: str) -> None:
    assert zones_named(typed) == []


def test_every_zone_with_a_region_is_known_by_its_whole_name() -> None:
    assert all(zones_named(zone) == [zone] for zone in zones() if "/" in zone)


def test_before_anything_is_typed_the_common_ones_are_offered() -> None:
    assert zones_like("")[0] == "UTC"
    assert "Europe/Berlin" in zones_like(" ")
