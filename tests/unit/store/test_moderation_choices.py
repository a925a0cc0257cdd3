import asyncio

import pytest
from sqlalchemy.exc import IntegrityError

from bot.store import Exemptions, GuildSettings

GUILD = 100


async def test_a_server_is_observed_until_moderators_choose(store):
    assert await store.guild_settings.get(GUILD) == GuildSettings(
        GUILD, moderation_mode="observe", case_text_days=30
    )
    chosen = await store.guild_settings.set(GUILD, moderation_mode="review", case_text_days=7)
    assert (chosen.moderation_mode, chosen.case_text_days) == ("review", 7)
    # What others set elsewhere leaves it as it is.
    await store.guild_settings.set(GUILD, zone="Asia/Tokyo")
    after = await store.guild_settings.get(GUILD)
    assert (after.moderation_mode, after.case_text_days) == ("review", 7)


@pytest.mark.parametrize(
    "choice", [{"moderation_mode": "harsh"}, {"case_text_days": 31}, {"case_text_days": 0}]
)
async def test_a_choice_there_is_not_is_refused(store, choice):
    with pytest.raises(IntegrityError, match="CHECK"):
        await store.guild_settings.set(GUILD, **choice)
    assert await store.guild_settings.get(GUILD) == GuildSettings(GUILD)


async def test_channels_and_roles_are_exempted_server_by_server(store):
    assert await store.exemptions.of(GUILD) == Exemptions()
    assert await store.exemptions.add(GUILD, "channel", 5)
    assert await store.exemptions.add(GUILD, "role", 5)
    assert await store.exemptions.add(GUILD, "role", 6)
    assert not await store.exemptions.add(GUILD, "role", 6)
    assert await store.exemptions.of(GUILD) == Exemptions(frozenset({5}), frozenset({5, 6}))
    assert await store.exemptions.of(101) == Exemptions()
    assert await store.exemptions.remove(GUILD, "role", 5)
    assert not await store.exemptions.remove(GUILD, "role", 5)
    assert not await store.exemptions.remove(101, "role", 6)
    assert await store.exemptions.of(GUILD) == Exemptions(frozenset({5}), frozenset({6}))


async def test_of_two_who_exempt_the_same_one_is_the_first(store, other):
    added = await asyncio.gather(
        *(rooms.exemptions.add(GUILD, "channel", 5) for rooms in (store, other))
    )
    assert sorted(added) == [False, True]


async def test_what_cannot_be_exempted_is_refused(store):
    with pytest.raises(IntegrityError, match="CHECK"):
        await store.exemptions.add(GUILD, "person", 5)


async def test_domains_are_allowed_server_by_server(store):
    assert await store.domains.allow(GUILD, "bandcamp.com")
    assert not await store.domains.allow(GUILD, "bandcamp.com")
    assert await store.domains.of(GUILD) == {"bandcamp.com"}
    assert await store.domains.of(101) == frozenset()
    assert not await store.domains.disallow(101, "bandcamp.com")
    assert await store.domains.disallow(GUILD, "bandcamp.com")
    assert not await store.domains.disallow(GUILD, "bandcamp.com")
    assert await store.domains.of(GUILD) == frozenset()


@pytest.mark.parametrize("domain", ["", "Bandcamp.com", "x" * 254])
async def test_what_is_no_domain_is_an_error(store, domain):
    with pytest.raises(ValueError, match="not a domain"):
        await store.domains.allow(GUILD, domain)
