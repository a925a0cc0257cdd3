import pytest
from sqlalchemy import select

from bot.store import keeping_of, metadata
from tests.unit.store.filling import HERE, OTHER, PERSON, STAFF, THERE, fill

DAY = 24 * 3600


def anybody(_guild_id):
    return True


@pytest.fixture
async def filled(store, clock):
    """A database with rows about two servers in every table, but for departures."""
    async with store._database.writing() as session:
        await fill(session, clock.now(), PERSON, HERE)
        await fill(
            session, clock.now(), OTHER, THERE, keys={"name": "other"}, command_sync={"scope": "o"}
        )
    await store.departures.take_back(HERE)
    await store.departures.take_back(THERE)
    return store


async def test_all_about_a_server_goes_30_days_after_and_nothing_of_another(
    filled, move, path, contents
):
    before = [line for line in contents(path) if f"{THERE}" in line]
    await filled.departures.note(HERE)
    move(30 * DAY - 1)
    assert await filled.departures.forget_old() == []
    assert any(f"{HERE}" in line for line in contents(path))
    move(30 * DAY)
    assert await filled.departures.forget_old() == [HERE]
    left = contents(path)
    assert not [line for line in left if f"{HERE}" in line]
    assert [line for line in left if f"{THERE}" in line] == before
    assert not [line for line in left if f"{STAFF}" in line and "moderation" not in line]
    assert await filled.departures.all() == {}


async def test_what_belongs_to_a_case_or_an_offer_there_goes_as_well(filled, move):
    await filled.departures.note(HERE)
    move(30 * DAY)
    await filled.departures.forget_old()
    async with filled._database.reading() as session:
        for name in ("moderation_case_messages", "moderation_reports", "evaluation_votes"):
            table = metadata.tables[name]
            person = table.columns[keeping_of(table).person]
            assert list(await session.scalars(select(person))) == [OTHER]


async def test_an_offer_stays_its_members_as_if_it_were_from_direct_messages(filled, move):
    await filled.departures.note(HERE)
    move(30 * DAY)
    await filled.departures.forget_old()
    [offer] = await filled.evaluations.of(PERSON, 5)
    assert (offer.guild_id, offer.place, offer.home_id, offer.card_id) == (None, "dm", None, None)
    [asked] = await filled.follow_ups.of(offer.id)
    assert (asked.guild_id, asked.user_id) == (None, PERSON)
    assert (await filled.met.of(PERSON, 5))[0].user_id == PERSON


async def test_what_was_to_happen_there_ends_at_once(store, clock):
    now = clock.now()
    await store.jobs.schedule("carry_out_case", "a", now, guild_id=HERE)
    await store.jobs.schedule("carry_out_case", "b", now, guild_id=THERE)
    await store.jobs.schedule("ask_follow_up", "c", now, guild_id=HERE, user_id=PERSON)
    await store.departures.note(HERE)
    assert await store.jobs.get("a") is None
    assert await store.jobs.get("b") is not None
    assert await store.jobs.get("c") is not None


async def test_whoever_comes_back_in_time_loses_nothing(store, move):
    await store.guild_settings.set(HERE, zone="Europe/Berlin")
    await store.departures.note(HERE)
    move(20 * DAY)
    assert await store.departures.take_back(HERE)
    assert not await store.departures.take_back(HERE)
    move(40 * DAY)
    assert await store.departures.forget_old() == []
    assert (await store.guild_settings.get(HERE)).zone == "Europe/Berlin"


async def test_removed_twice_the_first_time_counts(store, clock, move):
    first = clock.now()
    await store.departures.note(HERE)
    move(10 * DAY)
    await store.departures.note(HERE)
    assert await store.departures.all() == {HERE: first}


async def test_at_start_servers_are_compared(filled, clock):
    assert await filled.departures.compare({THERE, 5}, anybody) == [HERE]
    assert await filled.departures.compare({THERE, 5}, anybody) == []
    assert await filled.departures.all() == {HERE: clock.now()}
    assert await filled.departures.compare({HERE, THERE}, anybody) == []
    assert await filled.departures.all() == {}


async def test_direct_messages_are_no_server(store):
    await store.ratings.rate(1, None, "open-mics", helpful=True)
    assert await store.departures.compare(set(), anybody) == []


async def test_servers_of_another_process_are_left_alone(filled):
    assert await filled.departures.compare(set(), lambda guild_id: guild_id == THERE) == [THERE]
