import json
import re
from collections import defaultdict
from datetime import timedelta

import pytest

from bot.store import Plan, RemovedPost, keeping_of, metadata
from bot.store.case_people import KEY, pseudonym
from bot.store.people import AS_MODERATOR, NOBODY
from bot.store.persons import Place
from tests.unit.store.filling import HERE, OTHER, OTHERS, PERSON, STAFF, THERE, WORDS, fill

DAY = 24 * 3600
SECRET = bytes(range(32))


@pytest.fixture
async def filled(store, clock):
    """A database with rows about two people in every table, and the key of pseudonyms."""
    await store.keys.get_or_add(KEY, SECRET)
    async with store._database.writing() as session:
        await fill(session, clock.now(), PERSON, HERE)
        await fill(
            session, clock.now(), OTHER, THERE, keys={"name": "other"}, command_sync={"scope": "o"}
        )
    return store


def rows(lines):
    """The rows of a dump, by table."""
    found = defaultdict(list)
    for line in lines:
        if match := re.match(r'INSERT INTO "(\w+)"', line):
            found[match[1]].append(line)
    return found


def of_persons(lines):
    """The rows of all tables that are about persons."""
    found = rows(lines)
    personal = [table.name for table in metadata.sorted_tables if keeping_of(table).person]
    return [line for name in personal for line in found[name]]


async def test_of_a_deleted_person_nothing_is_left(filled, path, contents):
    before = contents(path)
    kinds = {keeping_of(table).theirs for table in metadata.sorted_tables} - {None}
    assert kinds == {*await filled.persons.counts(PERSON), AS_MODERATOR}
    assert any(WORDS in line for line in of_persons(before))
    await filled.persons.delete(PERSON)
    left = contents(path)
    assert not [line for line in left if f"{PERSON}" in line]
    assert not [line for line in of_persons(left) if WORDS in line]
    assert await filled.persons.counts(PERSON) == {}
    of_others = [line for line in of_persons(before) if OTHERS in line or f"{OTHER}" in line]
    assert set(of_others) <= set(left)


async def test_of_a_deleted_moderator_no_id_is_left(filled, path, contents):
    await filled.persons.delete(STAFF)
    assert not [line for line in contents(path) if f"{STAFF}" in line]
    assert await filled.persons.counts(PERSON)


async def test_what_clears_messages_goes_on_without_the_person(store, clock):
    now = clock.now()
    await store.jobs.schedule("clear_reminder", "a", now, {"channel": 1}, user_id=PERSON)
    await store.jobs.schedule("remind", "b", now, user_id=PERSON)
    await store.jobs.schedule("carry_out_case", "c", now, guild_id=HERE)
    await store.jobs.postpone(await store.jobs.claim(["carry_out_case"]), now, f"no {PERSON}")
    await store.persons.delete(PERSON)
    assert (await store.jobs.get("a")).user_id is None
    assert await store.jobs.get("b") is None
    assert (await store.jobs.get("c")).last_error is None


async def test_a_job_that_runs_meanwhile_ends_as_if_it_were_nobodys(store, clock):
    await store.jobs.schedule("remind", "a", clock.now(), user_id=PERSON)
    job = await store.jobs.claim(["remind"])
    await store.persons.delete(PERSON)
    assert not await store.jobs.finish(job)


async def test_messages_that_show_a_person_are_named(filled):
    left = await filled.persons.delete(PERSON)
    assert len(left.places) == 4  # an offer, a question about it, a reminder, a note
    [(guild_id, case_id)] = left.cases
    assert guild_id == HERE
    case = await filled.cases.get(HERE, case_id)
    assert case.card_is_behind


async def test_an_export_has_what_is_theirs_and_names_nobody_else(filled):
    rows = {kind.name: entries for kind, entries in (await filled.persons.rows(PERSON)).items()}
    said = str(rows)
    assert WORDS in said
    for foreign in (OTHER, STAFF, THERE):
        assert f"{foreign}" not in said
    [offer] = rows["Your offers"]
    assert offer["verdict"] == "take"
    assert offer["offered"] == "20"
    assert offer["began_at"].endswith("+00:00")
    [message] = rows["Your messages in cases"]
    assert message["parts"][0]["text"] == WORDS
    json.dumps(rows)


async def test_a_moderator_sees_what_they_did_and_not_to_whom(filled):
    rows = await filled.persons.rows(STAFF)
    assert [kind.name for kind in rows] == ["What you did as a moderator"]
    assert f"{PERSON}" not in str(rows)


class Matter:
    """A case of a member as it may stand when they ask to be deleted."""

    def __init__(self, store, clock, sighting):
        self.store, self.clock, self.sighting = store, clock, sighting

    async def open(self, message_id=1):
        seen = self.sighting(message_id, guild_id=HERE, author_id=PERSON, text=WORDS, digest="1")
        self.case, _ = await self.store.cases.open(seen, join_within=timedelta(0))
        return self.case

    async def decide(self, message_id=1):
        case = await self.open(message_id)
        return await self.store.cases.decide(case.id, HERE, STAFF, "promotion")

    async def names_them(self):
        return (await self.store.cases.get(HERE, self.case.id)).author_id == PERSON


@pytest.fixture
async def matter(store, clock, sighting):
    await store.keys.get_or_add(KEY, SECRET)
    return Matter(store, clock, sighting)


async def test_a_decided_case_loses_its_person_at_once(store, matter):
    await matter.decide()
    await store.persons.delete(PERSON)
    assert not await matter.names_them()
    assert (await store.persons.held(PERSON)).cases == 0


async def test_an_open_case_keeps_its_person_until_it_is_decided(store, matter, path, contents):
    case = await matter.open()
    await store.persons.delete(PERSON)
    assert await matter.names_them()
    assert not [line for line in contents(path) if WORDS in line]
    held = await store.persons.held(PERSON)
    assert (held.cases, held.cases_until) == (1, matter.clock.now() + timedelta(days=30))

    await store.persons.let_go_ended()
    assert await matter.names_them()
    await store.cases.decide(case.id, HERE, STAFF, "promotion")
    left = await store.persons.let_go_ended()
    assert left.cases == [(HERE, case.id)]
    assert not [line for line in contents(path) if f"{PERSON}" in line]


async def test_nobody_decides_so_it_lets_go_after_30_days(store, matter, move, path, contents):
    await matter.open()
    await store.persons.delete(PERSON)
    move(30 * DAY)
    await store.persons.let_go_ended()
    assert not [line for line in contents(path) if f"{PERSON}" in line]


async def test_asking_once_more_does_not_put_it_off(store, matter, move):
    await matter.open()
    await store.persons.delete(PERSON)
    first = await store.persons.held(PERSON)
    move(10 * DAY)
    await store.persons.delete(PERSON)
    assert await store.persons.held(PERSON) == first


async def test_a_step_that_is_planned_is_taken_first(store, matter):
    case = await matter.decide()
    await store.steps.plan(case.id, HERE, PERSON, [Plan("remove", 1), Plan("note")], STAFF)
    await store.persons.delete(PERSON)
    assert await matter.names_them()
    for step in await store.steps.of(case.id):
        await store.steps.done(step)
    await store.persons.let_go_ended()
    assert not await matter.names_them()


async def test_where_they_were_written_to_is_forgotten_too(store, matter):
    case = await matter.decide()
    await store.steps.plan(case.id, HERE, PERSON, [Plan("note")], None)
    [step] = await store.steps.of(case.id)
    await store.steps.placed(step.id, 50, 60)
    await store.steps.done(step)
    left = await store.persons.delete(PERSON)
    assert left.places == {Place(50, 60)}
    assert [one.channel_id for one in await store.steps.of(case.id)] == [None]


async def test_a_time_out_that_runs_can_still_be_taken_back(store, matter, move):
    case = await matter.decide()
    until = matter.clock.now() + timedelta(hours=1)
    await store.steps.plan(case.id, HERE, PERSON, [Plan("timeout", until=until)], None)
    [step] = await store.steps.of(case.id)
    await store.steps.done(step)
    await store.persons.delete(PERSON)
    assert (await store.steps.of(case.id))[0].user_id == PERSON
    move(3600)
    await store.persons.let_go_ended()
    assert (await store.steps.of(case.id))[0].user_id == NOBODY


async def test_an_appeal_is_answered_first_without_its_words(store, matter):
    case = await matter.decide()
    await store.appeals.ask(case.id, HERE, PERSON, WORDS)
    await store.persons.delete(PERSON)
    [appeal] = await store.appeals.waiting(HERE)
    assert (appeal.user_id, appeal.reason) == (PERSON, "")
    assert not await store.appeals.ask(case.id, HERE, PERSON, "once more")
    await store.appeals.answer(case.id, HERE, STAFF, "no")
    await store.persons.let_go_ended()
    assert (await store.appeals.of(case.id)).user_id == NOBODY
    assert (await store.appeals.of(case.id)).answer == ""


async def test_a_post_that_was_to_be_put_back_is_not(store, matter):
    case = await matter.decide()
    post = RemovedPost(
        message_id=1,
        case_id=case.id,
        guild_id=HERE,
        channel_id=200,
        author_id=PERSON,
        text=WORDS,
        matched="",
        has_files=False,
        posted_at=matter.clock.now(),
        removed_at=matter.clock.now(),
    )
    await store.removed_posts.keep([post])
    await store.steps.plan(case.id, HERE, PERSON, [Plan("restore", 1), Plan("told")], STAFF)
    await store.persons.delete(PERSON)
    assert await store.removed_posts.of(case.id) == []
    assert [one.kind for one in await store.steps.of(case.id)] == ["told"]


async def test_a_strike_counts_on_until_it_fades(store, matter, move, path, contents):
    case = await matter.decide()
    await store.strikes.give(case.id, HERE, PERSON, 1, asks_moderators=False)
    await store.persons.delete(PERSON)
    assert not [line for line in contents(path) if f"{PERSON}" in line]
    held = await store.persons.held(PERSON)
    assert (held.strikes, held.strikes_until) == (1, matter.clock.now() + timedelta(days=90))

    again = await matter.decide(2)
    [strike] = await store.strikes.of_member(HERE, PERSON)
    assert strike.user_id == pseudonym(SECRET, HERE, PERSON) < 0
    await store.strikes.give(again.id, HERE, PERSON, 2, asks_moderators=False)
    assert [one.strike for one in await store.strikes.of_member(HERE, PERSON)] == [1, 2]
    assert await store.strikes.of_member(HERE, OTHER) == []

    await store.persons.delete(PERSON)
    assert [one.strike for one in await store.strikes.of_member(HERE, PERSON)] == [1, 2]
    move(90 * DAY)
    await store.persons.let_go_ended()
    assert await store.strikes.of_member(HERE, PERSON) == []
    assert (await store.strikes.of(case.id)).user_id == NOBODY
    assert (await store.persons.held(PERSON)).strikes == 0


async def test_a_strike_that_was_taken_back_needs_no_pseudonym(store, matter):
    case = await matter.decide()
    await store.strikes.give(case.id, HERE, PERSON, 1, asks_moderators=False)
    await store.strikes.withdraw(case.id)
    await store.persons.delete(PERSON)
    assert (await store.strikes.of(case.id)).user_id == NOBODY


async def test_reports_of_two_who_are_deleted_stay_two(store, matter):
    await matter.open()
    seen = matter.sighting(1, guild_id=HERE, author_id=PERSON, text=WORDS, digest="1")
    for by in (OTHER, STAFF):
        await store.cases.report(seen, by=by, reason="their words", join_within=timedelta(0))
    await store.persons.delete(OTHER)
    await store.persons.delete(STAFF)
    reports = (await store.cases.get(HERE, matter.case.id)).reports
    assert [(one.by < 0, one.reason) for one in reports] == [(True, "")] * 2
    assert await matter.names_them()


async def test_an_edit_of_what_stood_makes_its_author_known_again(store, matter):
    case = await matter.open()
    await store.cases.decide(case.id, HERE, STAFF, "not_promotion")
    await store.persons.delete(PERSON)
    edited = matter.sighting(1, guild_id=HERE, author_id=PERSON, text="other", digest="2")
    case, opened = await store.cases.open(edited, join_within=timedelta(0))
    assert opened
    assert await matter.names_them()
    await store.persons.let_go_ended()
    assert await matter.names_them()


async def test_a_moderator_who_is_deleted_has_decided_as_nobody(store, matter):
    case = await matter.decide()
    await store.persons.delete(STAFF)
    assert (await store.cases.get(HERE, case.id)).decided_by == NOBODY
    assert await matter.names_them()
