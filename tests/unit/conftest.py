"""The real bot with discord.py's transport taken off: requests are kept, answers are made up."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import discord
import pytest
from discord.webhook.async_ import AsyncWebhookAdapter

from bot.app import BizTalkBot
from bot.clock import SystemClock
from bot.content import Content, Shelf, load, shelf
from bot.content.reading import version_of
from bot.features import extensions_for
from bot.jobs import Runner
from bot.settings import Settings
from bot.store import Store
from tests.unit.small_content import put_wording_and_framework

ROOT = Path(__file__).parents[2]

GUILD, CHANNEL, PERSON, SELF = 100, 200, 300, 900

TOPICS = """
- {id: venues, name: Venues, about: Shows and open mics.}
- {id: rates, name: Rates, about: What to charge.}
- {id: empty, name: Empty, about: Nothing yet.}
"""
SOURCES = """
note: {file: note.txt, title: The note, credit: The community note, confidence: high,
  date_range: 2021-02/2026-02}
"""
ENTRIES = """
- id: open-mics
  title: Go to open mics
  kind: principle
  topics: [venues]
  body: Go where the music is being made.
  points: [Keep showing up, Talk about the songs]
  sources: [{doc: note, section: Venues, items: [S10], use: paraphrase}]
  related: [discounts]
  reviewed: 2026-02-18
- id: discounts
  title: Ration the discounts
  kind: principle
  topics: [rates]
  body: Few discounts, for reasons you can name.
  sources: [{doc: note, items: [S28], use: paraphrase}]
  reviewed: 2026-02-18
"""


class Exchange:
    """One request that discord.py made."""

    def __init__(self, method: str, path: str, body: Any) -> None:
        self.method, self.path, self.body = method, path, body

    @property
    def data(self) -> Any:
        """The message of an interaction's answer, or the message itself."""
        return self.body.get("data", self.body)

    @property
    def text(self) -> str:
        """Everything that is written in the message, as Discord would show it."""
        return "\n".join([self.data.get("content") or "", *_texts(self.data.get("components", []))])

    def component(self, custom_id: str) -> Any:
        return next(c for c in _walk(self.data["components"]) if c.get("custom_id") == custom_id)

    @property
    def custom_ids(self) -> list[str]:
        return [c["custom_id"] for c in _walk(self.data["components"]) if "custom_id" in c]


def _walk(components: list[Any]) -> list[Any]:
    return [c for part in components for c in (part, *_walk(part.get("components", [])))]


def _texts(components: list[Any]) -> list[str]:
    return [c["content"] for c in _walk(components) if c["type"] == 10]


class FakeDiscord:
    """Discord's end of the wire: keeps requests, refuses what it is told to."""

    def __init__(self, bot: BizTalkBot) -> None:
        self.bot = bot
        self.exchanges: list[Exchange] = []
        self.refusals: dict[str, Exception] = {}
        self.application = _application()
        self._ids = itertools.count(5000)

    def refuse(self, path: str, status: int, code: int = 0) -> None:
        """Refuse the next request to a path that holds `path`."""
        kind = {403: discord.Forbidden, 404: discord.NotFound}.get(status, discord.HTTPException)
        if status >= 500:
            kind = discord.DiscordServerError
        response: Any = type("Response", (), {"status": status, "reason": "no"})()
        self.refusals[path] = kind(response, {"code": code, "message": "no"})

    async def request(self, route: discord.http.Route, *_: Any, **options: Any) -> Any:
        path = route.url.removeprefix(route.BASE)
        refused = next((part for part in self.refusals if part in path), None)
        if refused is not None:
            raise self.refusals.pop(refused)
        body = options.get("payload") or options.get("json")
        self.exchanges.append(Exchange(route.method, path, body))
        if path == "/oauth2/applications/@me":
            return self.application
        if "/callback" in path:
            return {"interaction": {"id": "1", "type": 2}}
        return self.message(body or {})

    def message(self, body: dict[str, Any], *, ephemeral: bool = False) -> dict[str, Any]:
        return {
            "id": str(next(self._ids)),
            "type": 0,
            "channel_id": str(CHANNEL),
            "author": {"id": str(SELF), "username": "bot", "discriminator": "0", "avatar": None},
            "content": body.get("content") or "",
            "components": body.get("components", []),
            "flags": (1 << 15) | (64 if ephemeral else 0),
            "attachments": [],
            "embeds": [],
            "mentions": [],
            "mention_roles": [],
            "mention_everyone": False,
            "tts": False,
            "pinned": False,
            "timestamp": "2026-11-22T12:00:00+00:00",
            "edited_timestamp": None,
        }

    async def command(
        self,
        name: str,
        *options: dict[str, Any],
        resolved: dict[str, Any] | None = None,
        **where: Any,
    ) -> Exchange:
        """Use a slash command; returns the last request that followed."""
        data = {"id": "1", "name": name, "type": 1, "options": list(options)}
        data["resolved"] = resolved or {}
        return await self._interact(2, data, **where)

    async def use_on(self, name: str, message: dict[str, Any], **where: Any) -> Exchange:
        """Use a message command on a message."""
        data = {"id": "1", "name": name, "type": 3, "target_id": message["id"]}
        data["resolved"] = {"messages": {message["id"]: message}}
        return await self._interact(2, data, **where)

    async def complete(self, name: str, option: str, typed: str) -> Any:
        field = {"name": option, "type": 3, "value": typed, "focused": True}
        data = {"id": "1", "name": name, "type": 1, "options": [field]}
        return (await self._interact(4, data)).data["choices"]

    async def press(
        self, shown: Exchange, custom_id: str, *values: str, ephemeral: bool = True, **where: Any
    ) -> Exchange:
        """Press a button, or choose from a menu, of a message that was shown."""
        kind = 3 if values else 2
        data = {"custom_id": custom_id, "component_type": kind, "values": list(values)}
        message = self.message(shown.data, ephemeral=ephemeral)
        return await self._interact(3, data, message=message, **where)

    async def _interact(
        self,
        kind: int,
        data: dict[str, Any],
        *,
        in_dm: bool = False,
        message: dict[str, Any] | None = None,
        permissions: int | None = None,
        app_permissions: int | None = None,
        roles: tuple[int, ...] = (),
        **more: Any,
    ) -> Exchange:
        user = {"id": str(PERSON), "username": "kim", "discriminator": "0", "avatar": None}
        everyday = discord.Permissions(
            view_channel=True,
            send_messages=True,
            send_messages_in_threads=True,
            read_message_history=True,
        ).value
        payload: dict[str, Any] = {
            "id": str(next(self._ids)),
            "type": kind,
            "token": "token",
            "version": 1,
            "application_id": str(SELF),
            "attachment_size_limit": 1,
            "data": data,
            "app_permissions": str(everyday if app_permissions is None else app_permissions),
            "context": 1 if in_dm else 0,
            "channel": {"id": str(CHANNEL), "type": 1 if in_dm else 0},
            **more,
        }
        if in_dm:
            payload |= {"user": user}
        else:
            held = str(everyday if permissions is None else permissions)
            member: dict[str, Any] = {
                "user": user,
                "roles": [str(r) for r in roles],
                "permissions": held,
            }
            member |= {"joined_at": None, "flags": 0, "deaf": False, "mute": False}
            payload |= {"member": member, "guild_id": str(GUILD)}
        if message is not None:
            payload["message"] = message
        before = asyncio.all_tasks()
        self.bot._connection.parsers["INTERACTION_CREATE"](payload)
        while tasks := asyncio.all_tasks() - before:
            await asyncio.gather(*tasks)
        return self.exchanges[-1]


def _application() -> dict[str, Any]:
    """The application, as Discord describes it to its bot: here its owner is nobody we play."""
    owner = {"id": "1", "username": "owner", "discriminator": "0", "avatar": None}
    about: dict[str, Any] = {"id": str(SELF), "name": "biz-talk", "description": "", "icon": None}
    about |= {"bot_public": True, "bot_require_code_grant": False, "verify_key": ""}
    return about | {"owner": owner, "team": None, "flags": 0}


def _guild() -> dict[str, Any]:
    text_channel = {"id": str(CHANNEL), "type": 0, "name": "biz-talk", "position": 0}
    everyone = {"id": str(GUILD), "name": "@everyone", "permissions": "1024", "position": 0}
    everyone |= {"color": 0, "hoist": False, "managed": False, "mentionable": False}
    me: dict[str, Any] = {
        "user": {"id": str(SELF), "username": "bot", "discriminator": "0", "avatar": None}
    }
    me |= {"roles": [], "joined_at": None, "flags": 0, "deaf": False, "mute": False}
    return {
        "id": str(GUILD),
        "name": "Community",
        "owner_id": "1",
        "channels": [text_channel | {"permission_overwrites": []}],
        "roles": [everyone],
        "members": [me],
        "member_count": 2,
    }


@pytest.fixture
def content_folder(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "guidance").mkdir(parents=True)
    (folder / "topics.yaml").write_text(TOPICS)
    (folder / "sources.yaml").write_text(SOURCES)
    (folder / "guidance" / "all.yaml").write_text(ENTRIES)
    put_wording_and_framework(folder)
    return folder


_READ: dict[str, Content] = {}


def _read_once(folder: Path) -> Content:
    """Read content unless the same was read before: that takes longer than most tests."""
    version = version_of(folder)
    if version not in _READ:
        _READ[version] = load(folder)
    return _READ[version]


@pytest.fixture
async def bot(
    tmp_path: Path, content_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[BizTalkBot]:
    monkeypatch.setattr(shelf, "load", _read_once)
    settings = Settings(
        database=tmp_path / "bot.db", migrations=ROOT / "migrations", _env_file=None
    )
    clock = SystemClock()
    async with Store.open(settings.database, settings.migrations, clock) as store:
        content = Shelf(content_folder, clock)
        bot = BizTalkBot(settings, clock, store, content, Runner(store.jobs, clock))
        async with bot:
            for extension in extensions_for(settings.features):
                await bot.load_extension(extension)
            yield bot


@pytest.fixture
async def fake_discord(bot: BizTalkBot, monkeypatch: pytest.MonkeyPatch) -> FakeDiscord:
    fake = FakeDiscord(bot)
    monkeypatch.setattr(bot.http, "request", fake.request)
    # `fake.request` is bound already, so the adapter itself is not passed on to it.
    monkeypatch.setattr(AsyncWebhookAdapter, "request", fake.request)
    state = bot._connection
    user: Any = {"id": str(SELF), "username": "bot", "discriminator": "0", "avatar": None}
    state.user = discord.user.ClientUser(state=state, data=user)
    state.parsers["GUILD_CREATE"](_guild())
    return fake
