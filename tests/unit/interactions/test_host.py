"""What is under way when the bot ends."""

import asyncio

from bot.app import BizTalkBot


async def test_ending_waits_for_what_ends_and_for_what_that_has_begun(bot: BizTalkBot) -> None:
    ended, begin = [], asyncio.Event()

    async def second() -> None:
        bot.take_up()
        ended.append("second")

    async def first() -> None:
        bot.take_up()
        await begin.wait()
        begun.append(asyncio.create_task(second()))
        ended.append("first")

    begun = [asyncio.create_task(first())]
    await asyncio.sleep(0)
    ending = asyncio.create_task(bot.finish_work(60))
    await asyncio.sleep(0)
    begin.set()
    await ending
    assert ended == ["first", "second"]


async def test_ending_waits_for_listeners(bot: BizTalkBot) -> None:
    ended, begin = [], asyncio.Event()

    async def on_guild_join(guild: object) -> None:
        await begin.wait()
        ended.append(guild)

    bot.add_listener(on_guild_join)
    bot.dispatch("guild_join", "a guild")
    await asyncio.sleep(0)
    ending = asyncio.create_task(bot.finish_work(60))
    await asyncio.sleep(0)
    begin.set()
    await ending
    assert ended == ["a guild"]


async def test_ending_does_not_wait_longer_than_it_may(bot: BizTalkBot) -> None:
    async def for_ever() -> None:
        bot.take_up()
        await asyncio.Event().wait()

    task = asyncio.create_task(for_ever())
    await asyncio.sleep(0)
    await bot.finish_work(0)
    assert not task.done()
    task.cancel()
