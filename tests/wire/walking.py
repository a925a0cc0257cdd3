"""Everything that people can use: the bot's own commands, buttons, menus and forms."""

import re
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
from discord import app_commands

from bot import features
from bot.app import BizTalkBot
from bot.clock import SystemClock
from bot.content import Shelf
from bot.interactions.buttons import LastingMenu
from bot.interactions.permissions import Who, who_may
from bot.jobs import Runner
from bot.settings import Settings
from bot.store import Store
from tests.wire.process import ROOT

ALL_FEATURES = ",".join(sorted(features.OPTIONAL))
_GROUP = re.compile(r"\(\?P<(\w+)>((?:[^()]|\([^()]*\))*)\)(\??)")
_MAYBE = re.compile(r"\(\?:[^()]*\)\?")  # what a custom_id may do without


@dataclass(frozen=True)
class Control:
    """A button, a menu or a form, by the pattern of its custom_ids."""

    name: str
    who: Who | None
    template: re.Pattern[str]
    kind: int  # of the component; 0 for a form

    def custom_id(self, ids: Mapping[str, Sequence[object]]) -> str:
        """One of its custom_ids, with the first of the `ids` for each part that fits there.

        Parts of which there are but a few, `yes|no`, take the first of those.
        """

        def put(part: re.Match[str]) -> str:
            name, pattern, maybe = part.groups()
            if maybe:
                return ""
            few = [one for one in pattern.split("|") if re.fullmatch(r"[\w-]+", one)]
            known = [str(one) for one in ids.get(name, ())]
            fitting = [one for one in (*known, *few) if re.fullmatch(pattern, one)]
            assert fitting, f"{self.name} needs an example of its part {name}: {pattern}"
            return fitting[0]

        made = _MAYBE.sub("", _GROUP.sub(put, self.template.pattern))
        assert self.template.fullmatch(made), f"{made} is none of {self.name}"
        return made


@dataclass(frozen=True)
class Everything:
    """What there is, with every feature on."""

    commands: Mapping[str, Who | None]
    controls: Sequence[Control]

    def commands_for(self, who: Who) -> list[str]:
        """The names of those for these people."""
        return [name for name, one in self.commands.items() if one is who]

    def controls_for(self, who: Who) -> list[Control]:
        """The controls for these people."""
        return [one for one in self.controls if one.who is who]


@asynccontextmanager
async def loaded_bot(database: Path) -> AsyncIterator[BizTalkBot]:
    """The bot with every feature loaded, and no connection to anything."""
    settings = Settings(
        database=database,
        migrations=ROOT / "migrations",
        features=frozenset(features.OPTIONAL),
        _env_file=None,
    )
    clock = SystemClock()
    async with Store.open(settings.database, settings.migrations, clock) as store:
        shelf = Shelf(ROOT / "content", clock)
        bot = BizTalkBot(settings, clock, store, shelf, Runner(store.jobs, clock))
        async with bot:
            for extension in features.extensions_for(settings.features):
                await bot.load_extension(extension)
            yield bot


def everything(bot: BizTalkBot) -> Everything:
    """Walk what a bot has registered."""
    buttons = bot._connection._view_store._dynamic_items
    items = [
        Control(_named(one), _who(one), pattern, _kind(one)) for pattern, one in buttons.items()
    ]
    forms = [Control(_named(one), _who(one), one.template, 0) for one in bot.forms]
    return Everything(dict(_commands(bot)), (*items, *forms))


def _commands(bot: BizTalkBot) -> Any:
    for command in bot.tree.walk_commands():
        if not isinstance(command, app_commands.Group):
            yield command.qualified_name, who_may(command)
    for kind in (discord.AppCommandType.message, discord.AppCommandType.user):
        for command in bot.tree.get_commands(type=kind):
            yield command.qualified_name, who_may(command)


def _who(one: Any) -> Who | None:
    return getattr(one, "open_to", None)


def _named(one: type[Any]) -> str:
    return f"{one.__module__}.{one.__name__}"


def _kind(one: type[Any]) -> int:
    return 3 if issubclass(one, LastingMenu) else 2
