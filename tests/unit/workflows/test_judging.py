from datetime import timedelta
from pathlib import Path

import pytest

from bot.clock import MovableClock
from bot.store import Store
from bot.workflows.port import Standing, ThreadPlace
from tests.unit.workflows.posting import (
    CHANNEL,
    GUILD,
    HARMLESS,
    NOON,
    OTHER,
    PAX,
    PITCH,
    ROOT,
    SELF,
    THREAD,
    Watch,
    at,
    message,
)

ROLE = 77


@pytest.fixture
async def watch(tmp_path: Path):
    clock = MovableClock(tmp_path / "clock", wall=lambda: NOON)
    async with Store.open(tmp_path / "bot.db", ROOT / "migrations", clock) as store:
        watch = Watch(store, clock)
        await watch.mode("review")
        yield watch


async def test_a_pitch_becomes_a_case_with_its_words(watch):
    case = await watch.judge()
    [kept] = case.messages
    assert (case.guild_id, case.channel_id, case.author_id) == (GUILD, CHANNEL, PAX)
    assert (case.action, case.rule, case.rules_version) == ("remove", "promotion", "v1")
    assert kept.parts[0].text == PITCH
    words = {PITCH[slice(*one.span)] for one in kept.signals if one.weight > 0}
    assert any("DM me" in one for one in words)
    assert len(kept.digest) == 64
    assert await watch.counts() == {"remove": 1}


async def test_what_is_harmless_asks_nobody_and_is_counted(watch):
    assert await watch.judge(HARMLESS) is None
    assert watch.server.asked == []
    assert await watch.counts() == {"allow": 1}


@pytest.mark.parametrize(("mode", "counts"), [("observe", {"remove": 1}), ("off", {})])
async def test_other_modes_open_no_case(watch, mode, counts):
    await watch.mode(mode)
    assert await watch.judge() is None
    assert await watch.counts() == counts
    posts = await watch.store.recent_posts.of(GUILD, PAX, NOON - timedelta(days=1))
    assert len(posts) == len(counts)
    assert await watch.store.seen.of(GUILD) == {CHANNEL: at(NOON)}


@pytest.mark.parametrize(
    "author",
    [
        {"author": {"id": str(SELF), "bot": True}},
        {"author": {"id": "7"}, "webhook_id": "7", "application_id": str(SELF)},
        {"author": {}},
        {"guild_id": None},
    ],
)
async def test_what_is_not_judged(watch, author):
    assert await watch.judge(**author) is None
    assert await watch.counts() == {}


async def test_bots_and_webhooks_are_judged_as_themselves(watch):
    bot = await watch.judge(author={"id": "5", "bot": True})
    assert bot.author_id == 5
    hook = await watch.judge(id=str(at(NOON, 1)), author={"id": "6"}, webhook_id="6")
    assert hook.author_id == 6
    assert [who for who, _ in watch.server.asked] == [5]


async def test_whoever_invoked_an_app_of_their_own_is_the_author(watch):
    told = {
        "author": {"id": "5", "bot": True},
        "type": 20,
        "application_id": "5",
        "webhook_id": "5",
        "member": {"roles": [str(ROLE)]},
        "interaction_metadata": {
            "user": {"id": str(PAX)},
            "authorizing_integration_owners": {"1": str(PAX)},
        },
    }
    case = await watch.judge(**told)
    assert case.author_id == PAX
    assert watch.server.asked == [(PAX, None)]


@pytest.mark.parametrize("what", ["staff", "moderator role", "role", "channel", "thread", "work"])
async def test_staff_and_exempt_places_are_allowed_but_counted(watch, what):
    store, server = watch.store, watch.server
    server.standings[PAX] = Standing(frozenset({ROLE}), is_staff=what == "staff")
    if what == "moderator role":
        await watch.mode("review", moderator_role_id=ROLE)
    elif what == "role":
        await store.exemptions.add(GUILD, "role", ROLE)
    elif what == "work":
        await watch.mode("review", show_work_channel_id=CHANNEL)
    elif what in ("channel", "thread"):
        await store.exemptions.add(GUILD, "channel", CHANNEL)
    server.threads[THREAD] = ThreadPlace("Mixes", PAX, CHANNEL)
    place = THREAD if what == "thread" else CHANNEL
    assert await watch.judge(channel_id=str(place)) is None
    assert await watch.counts() == {"allow": 1}


async def test_an_edit_counts_only_for_the_worse_and_stays_one_case(watch):
    assert await watch.judge(HARMLESS) is None
    assert await watch.judge(HARMLESS, is_edit=True) is None
    first = await watch.judge(is_edit=True)
    again = await watch.judge(f"{PITCH} Ask now", is_edit=True)
    assert (again.id, len(again.messages)) == (first.id, 1)
    assert again.messages[0].parts[0].text.endswith("Ask now")
    assert await watch.counts() == {"allow": 1, "remove": 1}


async def test_the_same_in_another_channel_is_known_by_its_hash(watch):
    await watch.judge(channel_id=str(OTHER), id=str(at(NOON - timedelta(hours=2))))
    case = await watch.judge("MIXING and mastering, $50 a song, DM me for rates!")
    assert "same-elsewhere" in {one.name for one in case.messages[-1].signals}
    posts = watch.tally.posts
    assert len({one.post.digest for one in posts}) == 1
    assert PITCH not in str(posts)


@pytest.mark.parametrize(
    ("joined", "posted", "expected"),
    [
        (timedelta(hours=1), False, True),
        (timedelta(hours=1), True, False),
        (timedelta(days=9), False, False),
    ],
)
async def test_who_joined_today_and_posts_a_link_first(watch, joined, posted, expected):
    watch.server.standings[PAX] = Standing(joined_at=NOON - joined)
    if posted:
        await watch.judge(HARMLESS, id=str(at(NOON - timedelta(minutes=5))))
    link = "Check out my new album https://pax-records.example/album"
    case = await watch.judge(link)
    assert ("new-with-link" in {one.name for one in case.messages[0].signals}) == expected


async def test_what_only_the_page_behind_a_link_says_is_looked_at(watch):
    page = {"type": "link", "title": "Pax", "description": PITCH}
    case = await watch.judge("an interesting read https://a.example/b", embeds=[page])
    assert case.action == "review"
    assert case.messages[0].parts[1].place == "embed"


async def test_an_answer_to_a_request_is_none_unless_it_is_ones_own_request(watch):
    asked = {"content": "who here does mastering? please DM me your rates", "author": {"id": "8"}}
    reply = {
        "type": 19,
        "message_reference": {"message_id": "1"},
        "referenced_message": asked,
    }
    answer = "I do mastering, DM me for rates"
    other = await watch.judge(answer, **reply)
    own = reply | {"referenced_message": asked | {"author": {"id": str(PAX)}}}
    mine = await watch.judge(answer, id=str(at(NOON, 1)), **own)
    assert mine is not None
    assert other is None or other.messages[0].score < mine.messages[-1].score


async def test_titles_belong_to_whoever_gave_them(watch):
    title = ThreadPlace("Hire me to mix, DM me for rates", PAX, OTHER)
    watch.server.threads[THREAD] = title
    post = await watch.judge("hear it", id=str(THREAD), channel_id=str(THREAD))
    assert [one.place for one in post.messages[0].parts] == ["title", "content"]
    opened = await watch.judge(
        "", id=str(at(NOON, 4)), channel_id=str(THREAD), type=21, author={"id": "8"}
    )
    assert opened.author_id == PAX
    watch.server.threads[THREAD] = ThreadPlace(title.title, SELF, OTHER)
    assert await watch.judge("", id=str(at(NOON, 5)), channel_id=str(THREAD), type=21) is None


async def test_a_site_that_is_allowed_does_not_count(watch):
    await watch.store.domains.allow(GUILD, "pax-records.example")
    before = await watch.judge("Check out my new album https://other.example/album")
    after = await watch.judge(
        "Check out my new album https://pax-records.example/album", id=str(at(NOON, 9))
    )
    assert before is not None
    assert after is None or after.messages[-1].score < before.messages[0].score


async def test_what_cannot_be_written_is_written_later(watch):
    await watch.judge(HARMLESS)
    counts = watch.tally.counts.copy()

    class Broken:
        guild_settings = watch.store.guild_settings

        def together(self):
            raise OSError("the disk is full")

    with pytest.raises(OSError, match="full"):
        await watch.tally.write(Broken())
    assert watch.tally.counts == counts
    await watch.judge(HARMLESS, id=str(at(NOON, 1)))
    assert await watch.counts() == {"allow": 2}
    assert watch.tally.size == 0


async def test_a_report_sees_the_message_and_keeps_nothing(watch):
    seen = await watch.judging.seen(message(HARMLESS))
    assert (seen.author_id, seen.action, seen.signals) == (PAX, "review", [])
    assert await watch.counts() == {}
