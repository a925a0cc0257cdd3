import asyncio

from bot.store import Store

MEMBER = 300


async def test_a_member_who_chose_nothing_has_no_currency_and_may_be_asked(store):
    assert await store.members.currency(MEMBER) is None
    assert await store.members.may_ask(MEMBER)


async def test_choices_are_remembered_one_by_one(path, migrations, clock):
    async with Store.open(path, migrations, clock) as store:
        await store.members.set_currency(MEMBER, "EUR")
        assert await store.members.may_ask(MEMBER)
        await store.members.stop_asking(MEMBER)
        await store.members.set_currency(MEMBER, "JPY")
    async with Store.open(path, migrations, clock) as store:
        assert await store.members.currency(MEMBER) == "JPY"
        assert not await store.members.may_ask(MEMBER)
        assert await store.members.currency(301) is None
        await store.members.ask_again(MEMBER)
        assert await store.members.may_ask(MEMBER)


async def test_who_only_said_stop_has_no_currency(store):
    await store.members.stop_asking(MEMBER)
    assert await store.members.currency(MEMBER) is None
    assert not await store.members.may_ask(MEMBER)


async def test_two_choices_at_once_both_stand(store):
    await asyncio.gather(
        store.members.set_currency(MEMBER, "EUR"), store.members.stop_asking(MEMBER)
    )
    assert await store.members.currency(MEMBER) == "EUR"
    assert not await store.members.may_ask(MEMBER)
