import logging
from typing import Any

import aiohttp
import discord
import pytest
from discord import app_commands

from bot.interactions.buttons import LastingButton
from bot.interactions.errors import Refusal
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who


class Fragile(LastingButton, template=r"test:fragile", open_to=Who.ANYBODY):
    """Answers first if `acknowledged`, then fails with `error`."""

    error: Exception = ValueError()
    acknowledged = False

    def __init__(self) -> None:
        super().__init__("Press", "test:fragile")

    async def press(self, interaction: Interaction) -> None:
        if self.acknowledged:
            await interaction.response.defer()
        raise self.error


def http(kind: type[discord.HTTPException], status: int, code: int = 0) -> discord.HTTPException:
    response: Any = type("Response", (), {"status": status, "reason": "no"})()
    return kind(response, {"code": code, "message": "no"})


@pytest.fixture
def press(fake_discord: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    bot = fake_discord.bot
    bot.add_dynamic_items(Fragile)
    monkeypatch.setattr(bot.answering, "_new_reference", lambda: "ref-1")

    async def press(error: Exception, *, acknowledged: bool = False, **where: Any) -> Any:
        monkeypatch.setattr(Fragile, "error", error)
        monkeypatch.setattr(Fragile, "acknowledged", acknowledged)
        message = fake_discord.message(
            {
                "components": [
                    {
                        "type": 1,
                        "components": [
                            {"type": 2, "style": 2, "label": "Press", "custom_id": "test:fragile"}
                        ],
                    }
                ]
            }
        )
        data = {"custom_id": "test:fragile", "component_type": 2}
        fake_discord.exchanges.append(None)
        return await fake_discord._interact(3, data, message=message, **where)

    return press


async def test_the_unforeseen_gets_a_sentence_and_the_log_the_trace(
    press: Any, caplog: pytest.LogCaptureFixture
) -> None:
    told = await press(ZeroDivisionError("inner"))
    assert "Something went wrong on my side" in told.text
    assert "`ref-1`" in told.text
    assert "inner" not in told.text
    assert told.data["flags"] & 64
    (record,) = [r for r in caplog.records if "ref-1" in r.getMessage()]
    assert record.exc_info is not None
    assert isinstance(record.exc_info[1], ZeroDivisionError)


async def test_the_answer_follows_an_acknowledgement(press: Any) -> None:
    told = await press(ZeroDivisionError(), acknowledged=True)
    assert told.path.startswith("/webhooks/")
    assert "ref-1" in told.text
    assert told.body["flags"] & 64


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (Refusal("Please choose another."), "Please choose another."),
        (app_commands.CheckFailure("x"), "not open to you"),
        (app_commands.NoPrivateMessage(), "on a server"),
        (http(discord.NotFound, 404, 10008), "is gone"),
        (discord.RateLimited(45.2), "wait 46 seconds"),
        (discord.RateLimited(280), "wait 5 minutes"),
        (http(discord.HTTPException, 429), "wait a minute"),
    ],
)
async def test_what_lies_with_the_moment_is_said_plainly(
    press: Any, error: Exception, sentence: str
) -> None:
    told = await press(error)
    assert sentence in told.text
    assert "ref-1" not in told.text


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (http(discord.DiscordServerError, 503), "Discord is having trouble"),
        (aiohttp.ServerDisconnectedError(), "cannot be reached"),
        (ConnectionResetError(), "cannot be reached"),
        (TimeoutError(), "took too long"),
    ],
)
async def test_what_somebody_may_look_into_has_a_reference(
    press: Any, error: Exception, sentence: str
) -> None:
    told = await press(error)
    assert sentence in told.text
    assert "ref-1" in told.text


async def test_a_refusal_of_discord_names_the_missing_permission(press: Any) -> None:
    held = discord.Permissions(
        view_channel=True, create_public_threads=True, create_private_threads=True
    )
    told = await press(http(discord.Forbidden, 403, 50013), app_permissions=held.value)
    assert "I lack Send Messages, Read Message History, Send Messages in Threads" in told.text


@pytest.mark.parametrize("code", [10062, 40060])
async def test_too_late_is_quiet(press: Any, caplog: pytest.LogCaptureFixture, code: int) -> None:
    kind = discord.NotFound if code == 10062 else discord.HTTPException
    assert await press(http(kind, 404 if code == 10062 else 400, code)) is None
    assert [r for r in caplog.records if r.levelno > logging.INFO] == []


async def test_an_interaction_that_expired_meanwhile_is_quiet(
    press: Any, fake_discord: Any, caplog: pytest.LogCaptureFixture
) -> None:
    fake_discord.refuse("/callback", 404, 10062)
    assert await press(Refusal("no")) is None
    assert [r for r in caplog.records if r.levelno > logging.INFO] == []


async def test_one_acknowledged_elsewhere_is_answered_by_a_follow_up(
    press: Any, fake_discord: Any
) -> None:
    fake_discord.refuse("/callback", 400, 40060)
    told = await press(Refusal("Please wait."))
    assert told.path.startswith("/webhooks/")


async def test_a_command_of_yesterday_is_explained(fake_discord: Any) -> None:
    told = await fake_discord.command("formerly")
    assert told.text.strip() == "This command has changed; try it again in a minute."
    told = await fake_discord.command("config")
    assert "has changed" in told.text


async def test_a_button_of_yesterday_is_explained(fake_discord: Any) -> None:
    shown = await fake_discord.command("advice")
    shown.component("advice:topics")["custom_id"] = "formerly:known"
    told = await fake_discord.press(shown, "formerly:known", "x")
    assert "older version" in told.text


async def test_while_ending_nothing_new_is_taken_up(fake_discord: Any) -> None:
    shown = await fake_discord.command("advice")
    await fake_discord.bot.finish_work(1.0)
    told = await fake_discord.press(shown, "advice:topics", "rates")
    assert "restarting" in told.text
    told = await fake_discord.command("advice")
    assert "restarting" in told.text
