"""The application as Discord knows it: its token, its privileged intents, its commands."""

from collections.abc import Iterator

import discord

from bot.doctor.finding import Finding

# Discord's name for it, by the one that discord.py uses, with the flags that stand for it: of an
# application on many servers, and of any other.
# https://docs.discord.com/developers/resources/application#application-object-application-flags
_PRIVILEGED = {
    "message_content": (
        "Message Content Intent",
        ("gateway_message_content", "gateway_message_content_limited"),
    ),
    "members": (
        "Server Members Intent",
        ("gateway_guild_members", "gateway_guild_members_limited"),
    ),
    "presences": ("Presence Intent", ("gateway_presence", "gateway_presence_limited")),
}

_PORTAL = "discord.com/developers/applications"
_COPY = f"Copy it from {_PORTAL}, Bot, Reset Token, into DISCORD_TOKEN, and start me anew."


def token_missing() -> Finding:
    """Say that there is no token to ask with."""
    return Finding("token:missing", "Token", "broken", "There is none.", _COPY, "operator")


def token_refused() -> Finding:
    """Say that Discord does not take the token."""
    found = "Discord refuses it."
    return Finding("token:refused", "Token", "broken", found, _COPY, "operator")


def token_untried(why: str) -> Finding:
    """Say that Discord could not be asked."""
    found = f"Discord could not be asked ({why})."
    mend = "See that this machine reaches discord.com, and ask again in a minute."
    return Finding("token:untried", "Token", "broken", found, mend, "operator")


def token_accepted(name: str) -> Finding:
    """Say whose token it is."""
    found = f"Discord accepts it; I am {name}."
    return Finding("token", "Token", "good", found, mender="operator")


def intents_granted(
    asked: discord.Intents, flags: discord.ApplicationFlags | None
) -> Iterator[Finding]:
    """Look whether what features ask for is switched on; None: Discord could not be asked."""
    key, looked_at = "intents", "Intents"
    wanted = [name for name in _PRIVILEGED if getattr(asked, name)]
    if flags is None:
        found = "Discord did not tell me which are switched on."
        yield Finding(key, looked_at, "note", found, mender="operator")
        return
    lacked = [
        name for name in wanted if not any(getattr(flags, one) for one in _PRIVILEGED[name][1])
    ]
    for name in lacked:
        said = _PRIVILEGED[name][0]
        yield Finding(
            f"{key}:{name}",
            looked_at,
            "broken",
            f"The {said} is switched off, and without it I cannot connect again.",
            f"Switch it on at {_PORTAL}, Bot, Privileged Gateway Intents, {said}.",
            "operator",
        )
    if not lacked:
        found = "What my features ask for is switched on."
        yield Finding(key, looked_at, "good", found, mender="operator")


def commands_in_step(are_in_step: bool | None) -> Finding:
    """Look whether Discord offers our commands as they are now; None: it could not be asked."""
    key, looked_at = "commands", "Commands"
    if are_in_step is None:
        found = "Discord did not tell me which it offers."
        return Finding(key, looked_at, "note", found, mender="operator")
    if are_in_step:
        found = "Discord offers them as they are."
        return Finding(key, looked_at, "good", found, mender="operator")
    found = "Discord offers others than mine, so some may fail."
    mend = "Start me anew, which sends them; if that does not help, my log says why."
    return Finding(f"{key}:other", looked_at, "broken", found, mend, "operator")
