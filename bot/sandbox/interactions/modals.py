"""Modals between the bot and a person: shown in answer to an interaction, and sent as a new one.

https://discord.com/developers/docs/components/using-modal-components. How long a modal stays open
is the person's business: nothing here runs out, and the bot need not be the process that showed it.
"""

from bot.sandbox import errors, payloads
from bot.sandbox.call import Call
from bot.sandbox.interactions.resolved import Resolved, as_snowflake
from bot.sandbox.json import JsonObject, JsonObjects
from bot.sandbox.local import LocalDiscord
from bot.sandbox.rules.kinds import Kind
from bot.sandbox.rules.modals import Modal
from bot.sandbox.rules.submissions import check_submission
from bot.sandbox.rules.tree import walk
from bot.sandbox.world import Interaction


def show(local: LocalDiscord, interaction: Interaction, modal: Modal) -> None:
    """INTERACTION_MODAL_CREATE, to the person who began the interaction."""
    interaction.modal = modal
    application = local.world.application
    shown = {
        "id": str(application.id),
        "name": application.name,
        "icon": None,
        "description": "",
        "bot": payloads.user(local.world.users[application.bot_id]),
    }
    local.events.to_person(
        interaction,
        "INTERACTION_MODAL_CREATE",
        channel_id=str(interaction.channel_id),
        custom_id=modal.custom_id,
        title=modal.title,
        components=modal.components,
        application=shown,
    )


def submission(call: Call, interaction: Interaction, data: JsonObject) -> JsonObject:
    """The ``data`` that the bot is told of a modal which a person sends.

    ``data.id`` is the interaction that opened the modal. Raises 10062 when that opened none for
    this person here, 50035 when the modal is sent already or the answers do not fit.
    """
    opener, modal = _opened(call, interaction, data)
    if call.world.trusts_clients:
        opener.submission_id, interaction.opened_by = interaction.id, opener.id
        return {"custom_id": data.get("custom_id"), "components": data.get("components")}
    components = check_submission(modal, data)
    resolved = _resolve(call, interaction, modal, components)
    opener.submission_id = interaction.id
    interaction.opened_by = opener.id
    interaction.source_message_id = opener.source_message_id
    told: JsonObject = {"custom_id": modal.custom_id, "components": components}
    return told | ({"resolved": resolved} if resolved else {})


def _opened(call: Call, interaction: Interaction, data: JsonObject) -> tuple[Interaction, Modal]:
    opener = call.world.interactions.get(as_snowflake(data.get("id")))
    if opener is None or opener.modal is None:
        raise errors.unknown_interaction()
    if (opener.user_id, opener.channel_id) != (interaction.user_id, interaction.channel_id):
        raise errors.unknown_interaction()
    earlier = call.world.interactions.get(opener.submission_id or 0)
    if earlier is not None and not earlier.expired:
        # Clients keep a modal open, to be sent again, only after INTERACTION_FAILURE.
        raise errors.invalid_value("id", "This modal is sent already.")
    return opener, opener.modal


def _resolve(
    call: Call, interaction: Interaction, modal: Modal, components: JsonObjects
) -> JsonObject:
    asked = {one["custom_id"]: one for _, one in walk(modal.components, ()) if "custom_id" in one}
    resolved = Resolved(call, interaction.guild_id)
    for _, answer in walk(components, ()):
        values = answer.get("values")
        chosen = values if isinstance(values, list) else []
        if answer["type"] == Kind.FILE_UPLOAD:
            answer["values"] = [resolved.upload(int(value)) for value in chosen]
        elif not all(resolved.chosen(asked[answer["custom_id"]], value) for value in chosen):
            raise errors.invalid_value("values", "Value is not known here.")
    return resolved.payload()
