"""How commands, buttons and forms find people met, and the zone that days are counted in."""

from bot.interactions.errors import Refusal
from bot.interactions.host import Interaction
from bot.store.met import Met
from cogs.planning.access import content_of


async def zone_of(interaction: Interaction) -> str:
    """Return the member's own zone, else the server's, as an IANA name."""
    store = interaction.client.store
    chosen = await store.reminding.of(interaction.user.id)
    if chosen.zone is not None or interaction.guild_id is None:
        return chosen.zone or "UTC"
    return (await store.guild_settings.get(interaction.guild_id)).zone


async def find_met(interaction: Interaction, met_id: str) -> Met:
    """Return somebody of the member's own list; raises `Refusal` if they are not there."""
    met = await interaction.client.store.met.get(int(met_id), interaction.user.id)
    if met is None:
        raise Refusal(content_of(interaction).met.words.gone)
    return met


async def find_named(interaction: Interaction, said: str) -> Met:
    """Return whom a member chose or typed by name; raises `Refusal` if that is nobody, or several.

    A choice from the suggestions is `met:` and an id.
    """
    if said.startswith("met:") and said[4:].isdecimal() and len(said) < 23:
        return await find_met(interaction, said[4:])
    words = content_of(interaction).met.words
    found = await people_like(interaction, said)
    exact = [met for met in found if met.name.casefold() == said.strip().casefold()]
    if len(exact or found) > 1:
        raise Refusal(words.several_people)
    for met in exact or found:
        return met
    raise Refusal(words.unknown_person)


async def people_like(interaction: Interaction, typed: str) -> list[Met]:
    """Return people of the member's list whose name holds what was typed."""
    most = content_of(interaction).met.numbers.most_met
    people = await interaction.client.store.met.of(interaction.user.id, most)
    wanted = " ".join(typed.split()).casefold()
    return [met for met in people if wanted in met.name.casefold()]
