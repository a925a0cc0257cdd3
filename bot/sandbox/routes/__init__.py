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
    polls,
    reactions,
    stickers,
    thread_lists,
    thread_members,
    threads,
    users,
    webhooks,
)

ALL: tuple[Route, ...] = (
    *users.ROUTES,
    *guilds.ROUTES,
    *channels.ROUTES,
    *overwrites.ROUTES,
    *messages.ROUTES,
    *reactions.ROUTES,
    *polls.ROUTES,
    *stickers.ROUTES,
    *threads.ROUTES,
    *thread_members.ROUTES,
    *thread_lists.ROUTES,
    *commands.ROUTES,
    *callbacks.ROUTES,
    *webhooks.ROUTES,
    *people.ROUTES,
)
