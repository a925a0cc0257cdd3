"""Who may: nothing is open by having been forgotten."""

from pathlib import Path

import discord
import pytest

from bot.app import BizTalkBot
from bot.interactions.permissions import Who
from tests.wire.walking import Everything, everything, loaded_bot


@pytest.fixture(scope="module")
async def all_there_is(tmp_path_factory: pytest.TempPathFactory) -> Everything:
    folder: Path = tmp_path_factory.mktemp("walked")
    async with loaded_bot(folder / "biztalk.db") as bot:
        return everything(bot)


def test_every_command_says_whom_it_is_open_to(all_there_is: Everything) -> None:
    assert [name for name, who in all_there_is.commands.items() if who is None] == []


def test_every_button_menu_and_form_says_whom_it_is_open_to(all_there_is: Everything) -> None:
    assert [one.name for one in all_there_is.controls if one.who is None] == []


def test_no_custom_id_takes_a_number_that_the_database_cannot_hold(
    all_there_is: Everything,
) -> None:
    assert [one.name for one in all_there_is.controls if r"\d+" in one.template.pattern] == []


def test_what_is_for_moderators_is_hidden_from_others_by_default(bot: BizTalkBot) -> None:
    for command in bot.tree.get_commands():
        if command.extras.get("open_to") is Who.MODERATORS:
            assert command.default_permissions == discord.Permissions(manage_messages=True)
            assert command.allowed_contexts is not None
            assert not command.allowed_contexts.dm_channel, command.name
