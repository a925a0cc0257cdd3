"""The local Discord itself: one world, its clock, and what serves it."""

from pathlib import Path
from typing import ClassVar

from aiohttp import web

from bot.sandbox import community
from bot.sandbox.clock import SandboxClock
from bot.sandbox.events import Events
from bot.sandbox.faults import Faults
from bot.sandbox.ratelimit import RateLimits
from bot.sandbox.sessions import Sessions
from bot.sandbox.snowflakes import Snowflakes
from bot.sandbox.traffic import Traffic
from bot.sandbox.world import World


class LocalDiscord:
    """Everything a request may need, in one hand."""

    KEY: ClassVar[web.AppKey["LocalDiscord"]]

    def __init__(self, *, clock_file: Path | None = None, record: Path | None = None) -> None:
        self.clock = SandboxClock(clock_file)
        self.snowflakes = Snowflakes(self.clock)
        self.traffic = Traffic(record)
        self.sessions = Sessions(self.traffic)
        self.events = Events(lambda: self.world, self.sessions, self.clock)
        self.faults = Faults()
        self.rate_limits = RateLimits()
        self.world: World = community.found()
        self.url = self.gateway_url = ""  # known once the server listens

    def reset(self) -> None:
        """A new world. Registered commands stay; every client has to identify anew."""
        commands = self.world.application.commands
        self.world = community.found()
        self.world.application.commands = commands
        self.faults.clear()
        self.rate_limits = RateLimits()
        for session in self.sessions.all():
            session.send({"op": 9, "d": False})
            self.sessions.forget(session)


LocalDiscord.KEY = web.AppKey("local", LocalDiscord)
