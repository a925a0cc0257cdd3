"""The floor that a member worked out with `/floor`, where an offer asks for it."""

from bot.interactions.host import Interaction
from bot.planning.showing import to_the_cent
from bot.store.evaluations import Evaluation


async def kept_floor(interaction: Interaction, evaluation: Evaluation) -> str | None:
    """Return the sentence that offers a member's floor.

    None if there is none, they did not agree to see it here, or it is in another currency.
    """
    floor = await interaction.client.store.floors.offered(interaction.user.id)
    if floor is None or floor.hourly is None:
        return None
    if None not in (floor.currency, evaluation.currency) and floor.currency != evaluation.currency:
        return None
    said = interaction.client.shelf.content.checks.words.floor_in_evaluate
    return said.format(floor=to_the_cent(floor.hourly, floor.currency))
