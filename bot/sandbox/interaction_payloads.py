"""Interactions in Discord's JSON: whose work a message is."""

from bot.sandbox.json import JsonObject
from bot.sandbox.world import CommandKind, Interaction, InteractionKind, World


def whose_work(world: World, one: Interaction, person: JsonObject) -> JsonObject:
    """What a message that answers ``one`` says of it; ``person`` is the UserResponse.

    MessageInteractionResponse, the older way to say it, is there for commands alone
    (resources/message: "without an existing message").
    """
    told: JsonObject = {"interaction_metadata": _metadata(world, one, person)}
    if one.command_name is None:
        return told
    plain = {"id": str(one.id), "type": int(one.kind), "name": one.command_name, "user": person}
    return told | {"interaction": plain}


def integration_owners(guild_id: int | None) -> JsonObject:
    """Who installed the app that is used: the guild ("0"), or the bot's DM."""
    return {"0": "0" if guild_id is None else str(guild_id)}


def _owners(one: Interaction) -> JsonObject:
    """As `integration_owners`, or the person ("1") who brought an app along."""
    return {"1": str(one.user_id)} if one.installed_by_user else integration_owners(one.guild_id)


def _metadata(world: World, one: Interaction, person: JsonObject) -> JsonObject:
    """...InteractionMetadataResponse; a modal's answer brings that of what opened the modal."""
    metadata: JsonObject = {
        "id": str(one.id),
        "type": int(one.kind),
        "user": person,
        "authorizing_integration_owners": _owners(one),
    }
    if one.kind is InteractionKind.COMPONENT:
        metadata["interacted_message_id"] = str(one.source_message_id)
    if one.opened_by is not None:
        opener = world.interactions[one.opened_by]
        metadata["triggering_interaction_metadata"] = _metadata(world, opener, person)
    if one.command_name is not None:
        metadata["name"] = one.command_name
    if one.command_kind is CommandKind.MESSAGE:
        metadata["target_message_id"] = str(one.target_message_id)
    return metadata
