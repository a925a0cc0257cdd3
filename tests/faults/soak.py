"""A year's worth of messages in one go: what the bot's memory does meanwhile (`make soak`).

By hand, as it takes half an hour: no test asks for it. The messages are put together from our own
corpus; one in a thousand is promotion. At the end every message must have been judged, once.
"""

import argparse
import asyncio
import itertools
import json
import random
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from time import perf_counter

import aiohttp

from bot.content import load
from bot.moderation import Action, Rules, judge, said
from tests.wire.cases import LOG, counted, put, rows
from tests.wire.person import Person
from tests.wire.process import ROOT, Discord, start_bot

CORPUS = ROOT / "tests" / "quality" / "moderation.jsonl"
PROMOTION_EVERY = 1_000
AT_ONCE = 16  # posts on their way; more would only queue in the sandbox
DAYS = 365
DAY = 24 * 60 * 60  # seconds
A_LINE = 15  # days for each line of the table
MIB = 2**20
WRITERS = ("Nora", "Rafi", "Pax")
DECISIONS = ("allow", "review", "remove")


def texts(rules: Rules) -> Iterator[str]:
    """Yield messages for ever, hardly two alike: two of the corpus, one after the other."""
    with CORPUS.open(encoding="utf-8") as lines:
        written = [one for one in map(json.loads, lines) if "text" in one]
    let_through = [one["text"] for one in written if is_let_through(one["text"], rules)]
    promotion = [one["text"] for one in written if one["label"] == "promo"]
    chance = random.Random(20261122)  # noqa: S311 - the same messages in every run
    for number in itertools.count(1):
        last = chance.choice(let_through if number % PROMOTION_EVERY else promotion)
        yield f"{chance.choice(let_through)[:900]}\n{last[:900]} {number}"


def is_let_through(text: str, rules: Rules) -> bool:
    return judge(said(text, reply_to=None), rules).action is Action.ALLOW


def memory(process_id: int) -> float:
    """The resident memory of a process in MiB."""
    status = Path(f"/proc/{process_id}/status").read_text(encoding="utf-8")
    found = re.search(r"VmRSS:\s+(\d+) kB", status)
    return int(found[1]) / 1024 if found else 0.0


def size(folder: Path) -> float:
    """What the database and its log take up, in MiB."""
    return sum(one.stat().st_size for one in folder.glob("biztalk.db*")) / MIB


class Writers:
    """Members who write by turns, in two channels."""

    def __init__(self, http: aiohttp.ClientSession, discord: Discord, people: list[Person]) -> None:
        self._http, self._discord = http, discord
        self._tokens = itertools.cycle([one.token for one in people])
        channels = people[0].channels
        self._places = itertools.cycle([channels["biz-talk"], channels["general-talk"]])
        self._texts = texts(load(ROOT / "content").moderation)

    async def write(self, count: int) -> None:
        """Post so many messages."""
        left = iter(range(count))
        await asyncio.gather(*(self._keep_writing(left) for _ in range(AT_ONCE)))

    async def _keep_writing(self, left: Iterator[int]) -> None:
        for _ in left:
            url = f"{self._discord.api_url}/channels/{next(self._places)}/messages"
            headers = {"Authorization": next(self._tokens)}
            body = {"content": next(self._texts)}
            async with self._http.post(url, json=body, headers=headers) as answer:
                assert answer.ok, await answer.text()


async def judged(database: Path, count: int) -> dict[str, int]:
    """Wait until so many messages are judged; how many were judged how."""
    while True:
        by = {one: counted(database, one) for one in DECISIONS}
        if sum(by.values()) >= count:
            return by
        await asyncio.sleep(0.2)  # by hand, not a test: the database tells nobody that it changed


async def soak(count: int, folder: Path) -> int:
    """Post `count` messages and print what became of them; 0 if none was lost or doubled."""
    discord = await Discord.start(folder, records=False)
    database = folder / "biztalk.db"
    bot = await start_bot(discord, database)
    await bot.said("Connected and ready")
    people = [await Person.join(discord, name) for name in ("Mara", *WRITERS)]
    for one in people:
        await one.leave()  # whoever is connected keeps what they hear
    reader, *writing = people
    put(
        database,
        reader.guild_id,
        moderation_mode="review",
        log_channel_id=reader.channels[LOG],
    )
    by: dict[str, int] = {}
    print("  day  messages  judged a second  bot MiB  database MiB  sandbox MiB", flush=True)
    async with aiohttp.ClientSession() as http:
        writers = Writers(http, discord, writing)
        began, shown = perf_counter(), 0
        for day in range(1, DAYS + 1):
            before, now = count * (day - 1) // DAYS, count * day // DAYS
            await writers.write(now - before)
            by = await judged(database, now)
            await discord.order("clock", advance_seconds=DAY)
            if day % A_LINE:
                continue
            a_second = (now - shown) / (perf_counter() - began)
            began, shown = perf_counter(), now
            print(
                f"{day:5}{now:10,}{a_second:17,.0f}{memory(bot.pid):9.1f}{size(folder):14.1f}"
                f"{memory(discord.process.pid):13.1f}",
                flush=True,
            )
    cases = rows(database, "SELECT count(*) FROM moderation_cases")[0][0]
    status = await bot.stop()
    await discord.process.stop()
    more = sum(by.values()) - count
    print(f"{by}, cases: {cases}, lost: {max(0, -more)}, doubled: {max(0, more)}, exit {status}")
    return 0 if (more, status) == (0, 0) and "Traceback" not in bot.told else 1


def main() -> None:
    """Read how many messages are wanted."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("messages", type=int, nargs="?", default=200_000)
    with tempfile.TemporaryDirectory() as folder:
        sys.exit(asyncio.run(soak(options.parse_args().messages, Path(folder))))


if __name__ == "__main__":
    main()
