"""An evaluation's own card, as the evaluation stands."""

from bot.interactions.cards import Card
from bot.interactions.host import Host
from bot.store.evaluations import Evaluation
from cogs.evaluate.asking import asking_card
from cogs.evaluate.verdict import verdict_card


async def draw(host: Host, evaluation: Evaluation) -> Card:
    """Make the card: the questions that are open, or the verdict."""
    content = host.shelf.content
    if evaluation.state != "weighed":
        return asking_card(content, evaluation)
    return verdict_card(content, evaluation, await host.store.votes.of(evaluation.id))
