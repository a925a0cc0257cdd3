"""One change of an evaluation at a time: written down first, then shown in its card."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import timedelta

from bot.gigs import Band, Question, Step, complete, fill, step_of, weigh
from bot.interactions.errors import tell
from bot.interactions.host import Host, Interaction
from bot.interactions.wording import plain
from bot.store.evaluations import Changes, Evaluation
from bot.workflows.evaluation import CARD_MARK
from cogs.evaluate.access import find_own, framework_of, is_public, places_of, wording_of
from cogs.evaluate.reckoning import names
from cogs.evaluate.saying import asked_back

_COUNTED = timedelta(days=90)  # how far back the share of discounted work is counted (S28)
_SAID_BACK = 1_000  # characters of what could not be taken

Make = Callable[[Evaluation], Changes]


async def change(  # noqa: PLR0913 - where it comes from, what changes, and if it may
    interaction: Interaction,
    evaluation_id: str,
    revision: str,
    make: Make,
    *,
    unless_answered: Question | None = None,
    typed: str = "",
) -> Evaluation | None:
    """Make a change that a card or its form asked for, unless the card was older than another.

    Returns the evaluation as it stands then, or None for a change that came too late.

    `make` says what changes, of the evaluation as it stands. `unless_answered` names a question
    that may be answered from an older card as long as it is open. `typed` is said back if the
    change comes too late.
    """
    store, places = interaction.client.store, places_of(interaction)
    async with places.alone_with(int(evaluation_id)):
        evaluation = await find_own(interaction, evaluation_id)
        changed = await store.evaluations.change(
            evaluation.id,
            evaluation.user_id,
            revision=int(revision),
            unless_answered=unless_answered,
            **_as_agreed(interaction.client, evaluation, make(evaluation)),
        )
        stands = await reached(interaction.client, changed or evaluation)
        await show(interaction, stands)
    if changed is None:
        await tell_stale(interaction, typed)
        return None
    return stands


async def tell_stale(interaction: Interaction, typed: str = "") -> None:
    """Say that a change came too late, and what was typed, so that it is not lost."""
    sentence = wording_of(interaction).gig_stale
    await tell(interaction, f"{sentence}\n{plain(typed, _SAID_BACK)}" if typed else sentence)


def _as_agreed(host: Host, evaluation: Evaluation, values: Changes) -> Changes:
    """Hide the member's words again if others would read some that the member has not agreed to."""
    after = replace(evaluation, known=values.get("known", evaluation.known))
    framework = framework_of(host)
    same = (after.known.job, names(after, framework)) == (
        evaluation.known.job,
        names(evaluation, framework),
    )
    return values if same else {**values, "words_shown": False}


async def show(interaction: Interaction, evaluation: Evaluation) -> None:
    """Show the evaluation as it stands in its card, from which this interaction came."""
    evaluation = await _with_card(interaction, evaluation)
    if interaction.message is not None and interaction.message.id == evaluation.card_id:
        card = await places_of(interaction).draw(evaluation)
        await interaction.response.edit_message(view=card)
    else:
        await interaction.response.defer()
        await places_of(interaction).show(evaluation)


async def _with_card(interaction: Interaction, evaluation: Evaluation) -> Evaluation:
    """Note which message the card is, if the bot was cut short between posting and noting it."""
    message, mark = interaction.message, CARD_MARK.format(evaluation.id)
    on_card = message is not None and (interaction.custom_id or "").startswith(mark)
    if evaluation.card_id is not None or message is None or not on_card:
        return evaluation
    placed = await interaction.client.store.evaluations.placed(
        evaluation.id, home_id=message.channel.id, card_id=message.id
    )
    return placed or evaluation


async def reached(host: Host, evaluation: Evaluation) -> Evaluation:
    """Give the verdict if that was the last answer it needed; else leave all as it is."""
    framework = framework_of(host)
    waiting = evaluation.state != "asking" or evaluation.back_to or evaluation.typed
    if waiting or step_of(evaluation.known, framework) is not Step.VERDICT:
        return evaluation
    answers = complete(evaluation.known, framework)
    if answers is None:
        return evaluation
    weighed = weigh(answers, framework)
    given = await host.store.evaluations.change(
        evaluation.id,
        evaluation.user_id,
        revision=evaluation.revision,
        state="weighed",
        verdict=weighed.verdict,
        discounted=weighed.figures.band is not Band.NORMAL,
    )
    return given or evaluation


async def recent_jobs(interaction: Interaction, *, besides: int | None = None) -> tuple[int, int]:
    """Return how many jobs a member lately took at a discount, and how many in all (S28)."""
    host = interaction.client
    since = host.clock.now() - _COUNTED
    return await host.store.evaluations.recent_jobs(interaction.user.id, since, besides=besides)


async def take_numbers(
    interaction: Interaction, evaluation_id: str, revision: str, typed: Mapping[str, str]
) -> None:
    """Take what a form brought; what is not certain is kept as it was typed, and asked back."""
    emptied = "share" in typed and not typed["share"].strip()
    counted = await recent_jobs(interaction, besides=int(evaluation_id)) if emptied else None

    def filled(evaluation: Evaluation) -> Changes:
        form = fill(evaluation.known, typed, evaluation.currency)
        known = form.known
        if counted is not None:
            known = replace(known, discounted=counted[0], jobs=counted[1])
        still = {name: text for name, text in evaluation.typed.items() if name not in typed}
        return {
            "known": known,
            "currency": form.currency,
            "typed": still | {name: typed[name] for name in form.unclear},
            "state": "asking",
            "back_to": None,
        }

    said = ", ".join(filter(None, typed.values()))
    taken = await change(interaction, evaluation_id, revision, filled, typed=said)
    if taken is not None and taken.typed and is_public(taken):
        # Where others read along, the card does not say what was typed.
        await tell(interaction, "\n".join(asked_back(framework_of(interaction.client), taken)))
