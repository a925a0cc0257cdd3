"""What a person's client asks for beyond what a bot may: using commands, and which there are."""

from bot.sandbox import payloads
from bot.sandbox.call import Answer, Call, Route
from bot.sandbox.interactions import incoming


def create_interaction(call: Call) -> Answer:
    """``POST /interactions``: a command, a press, a choice, typing in an option."""
    incoming.begin(call)
    return None


def list_usable_commands(call: Call) -> Answer:
    """``GET /guilds/{guild_id}/application-command-index``: what the person may use there."""
    guild = call.guild()
    usable = [
        payloads.command(call.world, command)
        for command in call.world.application.commands.values()
        if command.guild_id in (None, guild.id) and incoming.may_use(call, command, guild.id)
    ]
    application = call.world.application
    shown = {"id": str(application.id), "name": application.name, "bot_id": str(application.bot_id)}
    return {"applications": [shown], "application_commands": usable, "version": "1"}


ROUTES = (
    Route("POST", "/interactions", create_interaction, for_people=True),
    Route(
        "GET",
        "/guilds/{guild_id}/application-command-index",
        list_usable_commands,
        for_people=True,
    ),
)
