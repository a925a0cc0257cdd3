"""Every REST path the sandbox knows, one module a subject."""

from bot.sandbox.call import Route
from bot.sandbox.routes import (
    callbacks,
    channels,
    commands,
    guilds,
    messages,
    overwrites,
    people,
    reactions,
    users,
)

ALL: tuple[Route, ...] = (
    *users.ROUTES,
    *guilds.ROUTES,
    *channels.ROUTES,
    *overwrites.ROUTES,
    *messages.ROUTES,
    *reactions.ROUTES,
    *commands.ROUTES,
    *callbacks.ROUTES,
    *people.ROUTES,
)
