"""What people type: never a mention, a link, a heading, a format string, wherever it is shown.

Two members and a moderator try everything there is, with the same hostile text in every option and
every field, and whatever the bot sent meanwhile is read as Discord would render it.
"""

import json
import re
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.wire.cases import LOG, PITCH, case_of, put
from tests.wire.connection import Json
from tests.wire.crawling import Crawler
from tests.wire.evaluating import OFFER, PLAIN, custom_ids, started, weighed
from tests.wire.person import Person
from tests.wire.process import Discord, start_bot
from tests.wire.walking import ALL_FEATURES

ROLE, DEE = 804_000_000_000_000_002, 804_000_000_000_000_014
FORMAT = "{0.__class__} {name} %s %(name)s ${name}"
LINE = (
    f"@everyone <@&{ROLE}> <@{DEE}> [pay me](http://evil.example/x) http://evil.example/y "
    f"<http://evil.example/z> {FORMAT} **EVIL** ||EVIL|| `EVIL "
)
HOSTILE = (
    f"EVIL\n# EVIL\n-# EVIL\n> EVIL\n```\n{LINE}\n```py",  # too long for most fields
    "[x](http://evil.example) **EVIL**",  # short enough to be kept and shown again
    f"# EVIL {{0.__class__}} <@{DEE}> @here",
)
FORMS = {"evaluate", "floor", "gig", "met", "mod", "outreach", "plan", "streams"}
_FORBIDDEN = (
    re.compile(r"@(everyone|here)"),
    re.compile(rf"<@&?!?({ROLE}|{DEE})>"),
    re.compile(r"https?://evil"),
    re.compile(r"^(#{1,3}|-#|>) EVIL", re.MULTILINE),
    re.compile(r"(\*\*|\|\|)EVIL"),
    re.compile(r"<class"),
)
_CODE = re.compile(r"(`{3}).*?`{3}|(?<!\\)(`{1,2})(?!`).+?\2", re.DOTALL)
_ESCAPED = re.compile(r"\\[^\w\s]")


@pytest.fixture(scope="module")
async def database(
    discord: Discord, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Path]:
    await discord.order("reset")
    file = tmp_path_factory.mktemp("bot") / "biztalk.db"
    bot = await start_bot(discord, file, BIZTALK_FEATURES=ALL_FEATURES)
    yield file
    assert await bot.stop() == 0
    assert "failed, reference" not in bot.told, bot.told


async def test_what_members_type_has_no_effect_anywhere(  # noqa: PLR0917 - the people
    discord: Discord, database: Path, nora: Person, rafi: Person, mara: Person, olive: Person
) -> None:
    put(database, mara.guild_id, log_channel_id=mara.channels[LOG], moderation_mode="review")
    before = len(discord.traffic())
    filled = await _try_all_commands(nora, but=set())
    filled |= await _try_moderation(discord, rafi, nora, mara)
    filled |= await _try_voting(rafi, mara)
    filled |= await _try_all_commands(olive, but={one["name"] for one in await nora.commands()})
    assert {form.split(":")[0] for form, _ in filled} >= FORMS, sorted(filled)
    sent = [one for one in discord.traffic()[before:] if _is_message(one)]
    assert len(sent) > 200
    back = False
    for one in sent:
        assert _pings_nobody(one), one
        for shown in _texts(one["request"]):
            back |= "0.__class__" in shown.replace("\\", "")
            harmful = [rule.pattern for rule in _FORBIDDEN if rule.search(_rendered(shown))]
            assert not harmful or _is_put_back(one), shown
    assert back, "what was typed is shown as it was typed"


async def _try_all_commands(person: Person, but: set[str]) -> set[tuple[str, str]]:
    """Run all commands that are offered; gives which fields of which forms were filled in."""
    crawler = Crawler(person, HOSTILE)
    for command in await person.commands():
        if command["name"] not in but:
            for body in _bodies(person, command):
                await crawler.begin(body)
            for message in await _cards(person):
                await crawler.look_at(message)
    return _fields(crawler)


async def _try_moderation(
    discord: Discord, author: Person, member: Person, moderator: Person
) -> set[tuple[str, str]]:
    """Report a post, take it down, ask about it, answer, and press whatever else there is."""
    post = await author.say("biz-talk", f"{PITCH} {LINE}")
    card = await case_of(moderator, post)
    reporting = Crawler(member, HOSTILE)
    await reporting.begin(await member.use_on_body(post, "Report promotion"))
    await reporting.begin(await member.use_on_body(post, "Find advice for this"))
    await moderator.press(card, "Take down")
    asking = Crawler(author, HOSTILE)
    await asking.look_at(await author.hears("MESSAGE_CREATE", _is_note))
    deciding = Crawler(moderator, HOSTILE)
    appealed = await moderator.hears("MESSAGE_UPDATE", lambda one: ":answer" in str(one))
    await deciding.look_at(appealed)
    return _fields(reporting) | _fields(asking) | _fields(deciding)


async def _try_voting(owner: Person, voter: Person) -> set[tuple[str, str]]:
    """Vote on an offer that others read along with."""
    offer = OFFER | {"job": HOSTILE[1]}
    card = await weighed(owner, await started(owner, offer=offer, thread="public"), PLAIN)
    voting = Crawler(voter, HOSTILE)
    await voting.look_at(card)
    return _fields(voting)


def _is_note(message: Json) -> bool:
    return any(one.startswith("note:") for one in custom_ids(message))


def _fields(crawler: Crawler) -> set[tuple[str, str]]:
    return {(form, field) for form, field, _ in crawler.filled}


def _is_put_back(one: Json) -> bool:
    """Whether it gives a member's post back, which moderators let stand as it was."""
    return '"restored:' in json.dumps(one["request"])


async def _cards(person: Person) -> list[Json]:
    """What the bot has posted in threads and elsewhere, with something to press."""
    found = []
    for place in set(person.channels.values()):
        status, messages = await person.request("GET", f"/channels/{place}/messages?limit=100")
        assert status == 200, messages
        found += [one for one in messages if one["author"].get("bot") and one.get("components")]
    return found


def _bodies(person: Person, command: Json) -> Iterator[Json]:
    """Each command with nothing but what it needs, and then with every text hostile."""
    if command["type"] != 1:
        return
    data = {key: command[key] for key in ("id", "name", "type", "version")}
    for path, options in _leaves(command.get("options", [])):
        if any(one.get("required") and _given(one, LINE) is None for one in options):
            continue  # it takes a channel or a role
        for text in ("", LINE, *HOSTILE[1:]):
            wanted = [one for one in options if one.get("required") or text]
            given = [_given(one, text or "EVIL") for one in wanted]
            inner = [one for one in given if one is not None]
            for kind, name in reversed(path):
                inner = [{"type": kind, "name": name, "options": inner}]
            place = {"channel_id": str(person.channels["biz-talk"])}
            place["guild_id"] = str(person.guild_id)
            yield place | {"type": 2, "data": data | {"options": inner}}


def _leaves(options: list[Json]) -> Iterator[tuple[list[tuple[int, str]], list[Json]]]:
    nested = [one for one in options if one["type"] in (1, 2)]
    if not nested:
        yield [], options
    for one in nested:
        for path, inner in _leaves(one.get("options", [])):
            yield [(one["type"], one["name"]), *path], inner


def _given(option: Json, text: str) -> Json | None:
    """Hostile text for a text, the first choice of a choice, 1 for a number, else nothing."""
    shape = {"type": option["type"], "name": option["name"]}
    if choices := option.get("choices"):
        return shape | {"value": choices[0]["value"]}
    if option["type"] == 3:
        return shape | {"value": text[: option.get("max_length") or 4_000]}
    return shape | {"value": 1} if option["type"] == 4 else None


def _is_message(one: Json) -> bool:
    is_bot = one["kind"] == "rest" and one["who"] == "bot" and one["method"] != "GET"
    return is_bot and bool(list(_texts(one["request"])))


def _texts(request: object) -> Iterator[str]:
    """All that a request writes into a message."""
    if isinstance(request, list):
        for one in request:
            yield from _texts(one)
    if isinstance(request, dict):
        if isinstance(request.get("content"), str):
            yield request["content"]
        for key in ("data", "components", "message", "embeds"):
            yield from _texts(request.get(key))


def _pings_nobody(one: Json) -> bool:
    request = one["request"]
    message = request.get("data") if "/interactions/" in one["path"] else request
    allowed = message.get("allowed_mentions")
    return allowed is not None and allowed.get("parse") == [] and not allowed.get("users")


def _rendered(shown: str) -> str:
    """What is left that works, without code and what is escaped."""
    return _ESCAPED.sub("", _CODE.sub("", shown))
