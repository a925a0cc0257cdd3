"""What discord.py really sends, against the document: the deviations are complete and minimal."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any, cast

import discord
import pytest
import pytest_asyncio

from tests.contract import samples
from tests.contract.check import check
from tests.contract.deviations import DEVIATIONS, OMISSIONS, Change
from tests.contract.discord_server import recording
from tests.contract.discord_session import SESSION
from tests.contract.openapi import Document, locate
from tests.contract.traffic import Exchange


@pytest_asyncio.fixture(scope="module")
async def exchanges(document: Document) -> AsyncIterator[list[Exchange]]:
    """The whole session with discord.py, as a record of exchanges."""
    async with (
        recording(document) as recorded,
        discord.Client(intents=discord.Intents.none()) as client,
    ):
        await client.login("token")
        know_the_guild(client)
        for act in SESSION:
            await act(client)
        yield recorded


def know_the_guild(client: discord.Client) -> None:
    """Give the client what the gateway would have."""
    data = cast("Any", samples.guild_create())  # discord.py's own type of it is private
    client._connection._add_guild(discord.Guild(data=data, state=client._connection))


def one_pointer_less(changes: tuple[Change, ...]) -> dict[str, tuple[Change, ...]]:
    """Return every list of changes that lacks one pointer of one change."""
    return {
        f"{change.name}: {'/'.join(pointer)}": tuple(
            replace(each, pointers=tuple(p for p in each.pointers if p != pointer))
            if each is change
            else each
            for each in changes
        )
        for change in changes
        for pointer in change.pointers
    }


FEWER_DEVIATIONS = one_pointer_less(DEVIATIONS)
FEWER_OMISSIONS = one_pointer_less(OMISSIONS)


def test_deviations_are_complete(exchanges: list[Exchange], document: Document) -> None:
    report = check(exchanges, document)
    assert not report.violations, report
    assert report.requests == len(exchanges)
    assert len(report.operations) > 50


@pytest.mark.parametrize("fewer", FEWER_DEVIATIONS.values(), ids=FEWER_DEVIATIONS.keys())
def test_no_deviation_is_one_too_many(exchanges: list[Exchange], fewer: tuple[Change, ...]) -> None:
    report = check(exchanges, Document(locate().read_bytes(), deviations=fewer))
    assert report.violations


@pytest.mark.parametrize("fewer", FEWER_OMISSIONS.values(), ids=FEWER_OMISSIONS.keys())
def test_no_omission_is_one_too_many(exchanges: list[Exchange], fewer: tuple[Change, ...]) -> None:
    report = check(exchanges, Document(locate().read_bytes(), omissions=fewer))
    assert report.violations
