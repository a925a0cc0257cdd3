"""The error chain: whatever fails, the person gets one calm sentence and the log gets the cause.

One function, `Answering.answer`, for commands, buttons, selects and modals. discord.py only logs
what a dynamic item raises, so `bot.interactions.buttons` leads its errors here as well.
"""

import logging
import math
from collections.abc import Callable, Iterable

import aiohttp
import discord
from discord import app_commands

from bot.interactions.host import Interaction
from bot.meter import Answered, Asked

_log = logging.getLogger(__name__)

# https://docs.discord.com/developers/topics/opcodes-and-status-codes#json
_UNKNOWN_INTERACTION = 10062
_ALREADY_ACKNOWLEDGED = 40060

# discord.py's older name for a permission, where Discord's settings now show another.
_AS_DISCORD_SAYS = {
    "Manage Guild": "Manage Server",
    "Read Messages": "View Channel",
    "Send Messages In Threads": "Send Messages in Threads",
}
_ENDING = "I am restarting; please try again in a minute."
_NO_LEAVE = "Discord does not let me do that here."

# What lies with the person or the moment: said as it is. The first kind that fits counts.
_PLAIN: tuple[tuple[type[Exception], str], ...] = (
    (app_commands.CommandNotFound, "This command has changed; try it again in a minute."),
    (app_commands.CommandSignatureMismatch, "This command has changed; try it again in a minute."),
    (app_commands.NoPrivateMessage, "This works on a server, not in direct messages."),
    (app_commands.TransformerError, "I cannot see what you chose; please choose another."),
    (app_commands.CheckFailure, "That is not open to you here."),
    (discord.NotFound, "What this belonged to is gone, so there is nothing left to do here."),
)
# What somebody may have to look into: said with a reference.
_TRACED: tuple[tuple[type[Exception], str], ...] = (
    (discord.DiscordServerError, "Discord is having trouble; please try again in a minute."),
    (aiohttp.ClientError, "Discord cannot be reached just now; please try again in a minute."),
    (ConnectionError, "Discord cannot be reached just now; please try again in a minute."),
    (TimeoutError, "That took too long; please try again in a minute."),
    (Exception, "Something went wrong on my side; please try again."),
)


class Refusal(app_commands.AppCommandError):
    """A calm no: its one sentence says to the person what is the matter and what to do."""


class Answering:
    """Turns exceptions into answers."""

    def __init__(self, new_reference: Callable[[], str], needed: discord.Permissions) -> None:
        """Use `new_reference` for the id that leads from an answer to its trace in the log.

        `needed` are the permissions the bot needs in a channel; if Discord refuses something,
        those of them that it lacks are named.
        """
        self._new_reference = new_reference
        self._needed = needed

    async def answer(self, interaction: Interaction, error: Exception) -> None:
        """Answer `interaction` privately for `error`; never raises what Discord may refuse."""
        cause = error.original if isinstance(error, app_commands.CommandInvokeError) else error
        if _is_too_late(cause):
            _log.info("%s was answered too late, or twice.", _what(interaction))
            count(interaction, "late")
            return
        sentence = self._plain_sentence(interaction, cause)
        count(interaction, "failed" if sentence is None else "refused")
        if sentence is None:
            reference = self._new_reference()
            _log.error("%s failed, reference %s", _what(interaction), reference, exc_info=cause)
            said = next(said for kind, said in _TRACED if isinstance(cause, kind))
            sentence = f"{said} If it happens again, tell a moderator the reference `{reference}`."
        elif not isinstance(cause, Refusal):
            # Only Discord's own words: those of other errors may hold what the person typed.
            reason = cause if isinstance(cause, discord.HTTPException) else type(cause).__name__
            _log.warning("%s was refused: %s", _what(interaction), reason)
        await tell(interaction, sentence)

    def _plain_sentence(self, interaction: Interaction, cause: Exception) -> str | None:
        match cause:
            case Refusal():
                return str(cause)
            case discord.Forbidden():
                return _no_leave(self._needed & ~interaction.app_permissions)
            case app_commands.CommandOnCooldown() | discord.RateLimited():
                return f"Please wait {_span(cause.retry_after)}, then try again."
            case discord.HTTPException(status=429):
                return "Please wait a minute, then try again."
        return next((said for kind, said in _PLAIN if isinstance(cause, kind)), None)


async def tell(interaction: Interaction, sentence: str) -> None:
    """Send `sentence` privately, whether or not `interaction` was already acknowledged.

    What Discord refuses is logged: there is nobody left to tell.
    """
    if interaction.type is discord.InteractionType.autocomplete:
        return
    try:
        if not interaction.response.is_done():
            try:
                await interaction.response.send_message(sentence, ephemeral=True)
            except discord.HTTPException as refused:
                if refused.code != _ALREADY_ACKNOWLEDGED:
                    raise
            else:
                return
        await interaction.followup.send(sentence, ephemeral=True)
    except (discord.HTTPException, discord.RateLimited, aiohttp.ClientError, OSError) as lost:
        level = logging.INFO if _is_too_late(lost) else logging.WARNING
        _log.log(level, "%s could not be answered: %s", _what(interaction), lost)


def take_up(interaction: Interaction) -> None:
    """Count `interaction` as under way; raises `Refusal` while the bot is ending."""
    if interaction.client.is_ending:
        raise Refusal(_ENDING)
    interaction.client.take_up()


def count(interaction: Interaction, outcome: Answered) -> None:
    """Count what became of `interaction`; a command by its name, never by what was typed."""
    command = interaction.command
    name = "" if command is None else command.qualified_name
    interaction.client.meter.answered(_asked(interaction), name, outcome)


def _asked(interaction: Interaction) -> Asked:
    match interaction.type:
        case discord.InteractionType.component:
            return "component"
        case discord.InteractionType.modal_submit:
            return "form"
    return "command"


def _is_too_late(cause: Exception) -> bool:
    codes = (_UNKNOWN_INTERACTION, _ALREADY_ACKNOWLEDGED)
    return isinstance(cause, discord.HTTPException) and cause.code in codes


def _what(interaction: Interaction) -> str:
    """Name the command or the button's id, for the log; never what a person typed."""
    if interaction.command is not None:
        return f"/{interaction.command.qualified_name}"
    return str(interaction.custom_id or interaction.type)


def _no_leave(lacked: discord.Permissions) -> str:
    names = permission_names(name for name, held in lacked if held)
    if not names:
        return f"{_NO_LEAVE} A moderator can look at my role's permissions."
    return f"{_NO_LEAVE} I lack {names}, which a moderator can give to my role."


def permission_names(names: Iterable[str]) -> str:
    """List permissions by the names that Discord's settings show: `Send Messages in Threads`."""
    spelt = (name.replace("_", " ").title() for name in names)
    return ", ".join(_AS_DISCORD_SAYS.get(name, name) for name in spelt)


def _span(seconds: float) -> str:
    if seconds < 90:
        whole = max(1, math.ceil(seconds))
        return f"{whole} second{'s' if whole > 1 else ''}"
    return f"{math.ceil(seconds / 60)} minutes"
