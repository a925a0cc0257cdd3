"""Offers of a member, what they press about them afterwards, and what follows."""

from decimal import Decimal
from typing import Any

from bot.gigs.answers import Known, Verdict
from bot.interactions.cards import Card
from bot.store.evaluations import Evaluation
from bot.store.follow_ups import FollowUp
from cogs.evaluate.afterwards import outcome_row
from cogs.evaluate.follow_up_cards import question_card
from tests.unit.conftest import Exchange

GUILD, PERSON, STRANGER = 100, 300, 301
EPHEMERAL = 1 << 6


async def begin(bot, user_id: int = PERSON, points: str = "0", place: Any = "dm") -> Evaluation:
    """Weigh up an offer: 650 less 50 for 20 hours."""
    known = Known(
        job="Mix of four songs",
        usual=Decimal(1000),
        offered=Decimal(650),
        costs=Decimal(50),
        hours=Decimal(20),
        points=Decimal(points),
    )
    begun = await bot.store.evaluations.begin(
        user_id=user_id,
        guild_id=GUILD,
        channel_id=200,
        place=place,
        currency="EUR",
        known=known,
        typed={},
    )
    weighed = await bot.store.evaluations.change(
        begun.id, user_id, revision=begun.revision, state="weighed", verdict=Verdict.TERMS
    )
    assert weighed is not None
    return weighed


def shown_as(card: Card) -> Exchange:
    return Exchange("POST", "/channels/200/messages", {"components": card.to_components()})


def verdict(evaluation: Evaluation) -> Exchange:
    """The part of the verdict's card that asks what became of it."""
    row = outcome_row(evaluation)
    assert row is not None
    return shown_as(Card(row))


async def decide(fake_discord, evaluation: Evaluation, outcome: str) -> list[Exchange]:
    """Press a button of the verdict's card; gives what followed."""
    before = len(fake_discord.exchanges)
    custom_id = f"gig:{evaluation.id}:{evaluation.revision}:outcome:{outcome}"
    await fake_discord.press(verdict(evaluation), custom_id, ephemeral=False)
    return fake_discord.exchanges[before:]


async def later(fake_discord, evaluation: Evaluation) -> Exchange:
    """Press "Look back later" on the verdict's card; gives what it shows."""
    custom_id = f"gig:{evaluation.id}:{evaluation.revision}:later"
    return await fake_discord.press(verdict(evaluation), custom_id, ephemeral=False)


async def agree(fake_discord, question: Exchange, evaluation: Evaluation, consent: str) -> Exchange:
    """Answer the question for consent; gives the card that takes its place."""
    before = len(fake_discord.exchanges)
    await fake_discord.press(question, f"evaluate:consent:{evaluation.id}:{consent}")
    return fake_discord.exchanges[before]


async def asked(bot, fake_discord, evaluation: Evaluation, day: int = 30) -> FollowUp:
    """Take the offer, agree to direct messages, and let the first question be sent."""
    *_, question = await decide(fake_discord, evaluation, "took")
    await agree(fake_discord, question, evaluation, "yes")
    found = await bot.store.follow_ups.of(evaluation.id)
    one = next(each for each in found if each.day == day)
    await bot.store.follow_ups.take_to_ask(one.id)
    sent = await bot.store.follow_ups.asked(one.id, 7, 8)
    assert sent is not None
    return sent


async def question(bot, follow_up: FollowUp) -> Exchange:
    """The card that asks, as it stands now."""
    evaluation = await bot.store.evaluations.get(follow_up.evaluation_id)
    now = await bot.store.follow_ups.get(follow_up.id)
    return shown_as(question_card(bot.shelf.content, evaluation, now))


async def press(
    bot, fake_discord, follow_up: FollowUp, what: str, *values: str, on: Exchange | None = None
) -> list[Exchange]:
    """Use a control of the card that asks, as it is now or was, in direct messages.

    Gives what followed.
    """
    before = len(fake_discord.exchanges)
    shown = on or await question(bot, follow_up)
    custom_id = f"gigask:{follow_up.id}:{what}"
    await fake_discord.press(shown, custom_id, *values, ephemeral=False, in_dm=True)
    return fake_discord.exchanges[before:]


async def fill_in(bot, fake_discord, follow_up: FollowUp, **typed: str) -> list[Exchange]:
    """Send the form; gives what followed."""
    before = len(fake_discord.exchanges)
    boxes = [
        {
            "type": 18,
            "id": n,
            "component": {"type": 4, "id": 9 - n, "custom_id": name, "value": said},
        }
        for n, (name, said) in enumerate(typed.items())
    ]
    message = fake_discord.message((await question(bot, follow_up)).data)
    data = {"custom_id": f"gigask:{follow_up.id}:numbers", "components": boxes}
    await fake_discord._interact(5, data, in_dm=True, message=message)
    return fake_discord.exchanges[before:]


def labels(shown: Exchange) -> list[str]:
    """The buttons' labels, those that cannot be pressed in brackets."""
    found: list[dict[str, Any]] = []

    def walk(parts: list[dict[str, Any]]) -> None:
        for part in parts:
            found.append(part)
            walk(part.get("components", []))

    walk(shown.data["components"])
    buttons = [part for part in found if part["type"] == 2]
    return [f"({one['label']})" if one.get("disabled") else one["label"] for one in buttons]


def chosen(shown: Exchange, custom_id: str) -> str | None:
    menu = shown.component(custom_id)
    return next((one["label"] for one in menu["options"] if one.get("default")), None)
