"""Modals between a person and a bot of real discord.py."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import yarl
from discord import (
    CheckboxGroupOption,
    Client,
    Intents,
    Interaction,
    Member,
    Object,
    RadioGroupOption,
    Role,
    SelectOption,
    app_commands,
    ui,
)

from tests.wire.person import Person
from tests.wire.process import Discord

KINDS = [("Club", "club"), ("Bar", "bar")]


class Gig(ui.Modal, title="The gig"):
    """One field of each kind that words and choices have."""

    fee: ui.Label[Any] = ui.Label(text="Fee", component=ui.TextInput(custom_id="fee"))
    kind: ui.Label[Any] = ui.Label(
        text="Kind",
        component=ui.Select(
            custom_id="kind",
            max_values=2,
            options=[SelectOption(label=label, value=value) for label, value in KINDS],
        ),
    )
    when: ui.Label[Any] = ui.Label(
        text="When",
        component=ui.RadioGroup(
            custom_id="when",
            options=[RadioGroupOption(label=label, value=value) for label, value in KINDS],
        ),
    )
    has: ui.Label[Any] = ui.Label(
        text="What it has",
        component=ui.CheckboxGroup(
            custom_id="has",
            required=False,
            options=[CheckboxGroupOption(label=label, value=value) for label, value in KINDS],
        ),
    )
    sure: ui.Label[Any] = ui.Label(text="Sure", component=ui.Checkbox(custom_id="sure"))

    async def on_submit(self, interaction: Interaction[Any]) -> None:
        fields = (self.fee, self.kind, self.when, self.has, self.sure)
        read: list[Any] = [one.component for one in fields]
        fee, kind, when, has, sure = read
        words = f"{fee.value} {kind.values} {when.value} {has.values} {sure.value}"
        await interaction.response.send_message(words, ephemeral=True)


class Company(ui.Modal, title="Who and where"):
    """The fields that stand for something in the server."""

    note = ui.TextDisplay[Any]("Who was *there*?")
    who: ui.Label[Any] = ui.Label(text="Who", component=ui.UserSelect(custom_id="who"))
    either: ui.Label[Any] = ui.Label(
        text="Either", component=ui.MentionableSelect(custom_id="either", max_values=2)
    )
    place: ui.Label[Any] = ui.Label(text="Where", component=ui.ChannelSelect(custom_id="place"))
    older: ui.TextInput[Any] = ui.TextInput(label="Older", custom_id="older", default="as it was")

    async def on_submit(self, interaction: Interaction[Any]) -> None:
        read: list[Any] = [one.component for one in (self.who, self.either, self.place)]
        (who,), either, (place,) = (one.values for one in read)
        assert isinstance(who, Member)
        assert {type(one) for one in either} == {Member, Role}
        assert interaction.message is not None
        await interaction.response.edit_message(
            content=f"{who.display_name} in {place.name}, {self.older.value}", view=None
        )


class Board(ui.View):
    """A message with a button that opens a modal."""

    @ui.button(label="Who")
    async def open(self, interaction: Interaction[Any], _: ui.Button[Any]) -> None:
        await interaction.response.send_modal(Company())


@pytest.fixture
async def client(
    discord: Discord, fresh: None, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[Client]:
    monkeypatch.setattr("discord.http.Route.BASE", discord.api_url)
    gateway = yarl.URL(discord.gateway_url)
    monkeypatch.setattr("discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY", gateway)
    bot = Client(intents=Intents.default(), guild_ready_timeout=0.2)
    tree = app_commands.CommandTree(bot)

    @tree.command(description="Weigh a gig")
    async def weigh(interaction: Interaction[Any]) -> None:
        await interaction.response.send_modal(Gig())

    await bot.login(discord.bot_token)
    await tree.sync()
    running = asyncio.create_task(bot.connect())
    await bot.wait_until_ready()
    yield bot
    await bot.close()
    await running


async def test_words_and_choices(client: Client, nora: Person) -> None:
    modal = await nora.opens(await nora.command_body("biz-talk", "weigh"))
    answer = await nora.submit(modal, fee="50", kind=["bar", "club"], when="bar", sure=True)
    assert answer["content"] == "50 ['bar', 'club'] bar [] True"


async def test_people_and_places_under_a_message(client: Client, nora: Person) -> None:
    place = nora.channels["biz-talk"]
    await client.get_partial_messageable(place).send("who?", view=Board())
    asked = await nora.hears("MESSAGE_CREATE")
    modal = await nora.press(asked, "Who")
    either = [str(nora.id), str(nora.guild_id)]
    answer = await nora.submit(modal, who=str(nora.id), either=either, place=str(place))
    assert (answer["id"], answer["content"]) == (asked["id"], "Nora in biz-talk, as it was")


async def test_the_bot_opens_a_conversation_that_the_person_answers_in(
    client: Client, nora: Person
) -> None:
    direct = await client.create_dm(Object(nora.id))
    await direct.send("who?", view=Board())
    asked = await nora.hears("MESSAGE_CREATE")
    assert nora.channels["dm"] == direct.id
    modal = await nora.press(asked, "Who")
    assert modal["channel_id"] == str(direct.id)
