"""Every REST path the sandbox knows, one module a subject."""

from bot.sandbox.call import Route
from bot.sandbox.routes import (
    audit_log,
    automod,
    callbacks,
    channels,
    commands,
    guilds,
    members,
    messages,
    overwrites,
    people,
    pins,
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
    *members.ROUTES,
    *audit_log.ROUTES,
    *automod.ROUTES,
    *channels.ROUTES,
    *overwrites.ROUTES,
    *pins.ROUTES,  # before messages, whose ids "pins" would pass for
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
