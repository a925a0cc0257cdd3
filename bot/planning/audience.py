"""Five questions about an audience that can be reached without a platform (S94 to S97)."""

from collections.abc import Mapping
from enum import StrEnum


class Point(StrEnum):
    """What is asked, in the order in which it is."""

    MERCH = "merch"
    SHOP = "shop"
    OFFER = "offer"
    REACH = "reach"
    WROTE = "wrote"


FIRST_THINGS_FIRST = (Point.REACH, Point.WROTE, Point.OFFER, Point.SHOP, Point.MERCH)
"""Which no is dealt with before another.

People who gave their address already come first (S94, S95), then a reason for others to give
theirs (S97), then something to buy, and a place to buy it before what is sold there (S96).
"""


def is_complete(answers: Mapping[Point, bool]) -> bool:
    """Return whether all five are answered."""
    return all(point in answers for point in Point)


def next_step(answers: Mapping[Point, bool]) -> Point | None:
    """Return the one thing to do next: the first that was answered with no; None if none was."""
    return next((point for point in FIRST_THINGS_FIRST if answers.get(point) is False), None)
