"""From what was typed to a card in its place, or to the question what to do instead."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, get_args

import discord
from discord import ui

from bot.gigs import OFFER_FIELDS, Known, fill, prefill
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, row, text
from bot.interactions.errors import Refusal, permission_names
from bot.interactions.forms import LastingForm
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who
from bot.interactions.wording import plain
from bot.store.evaluations import Evaluation, Place
from bot.workflows.port import Busy, Closed, Gone, PortError
from cogs.evaluate.access import ACCENT, find_own, framework_of, places_of, wording_of
from cogs.evaluate.changing import reached, recent_jobs, tell_stale
from cogs.evaluate.fields import offer_fields
from cogs.evaluate.saying import asked_back

_log = logging.getLogger(__name__)

_PLACES: Mapping[str, Place] = {one: one for one in get_args(Place)}
_IN_ANY = ("view_channel", "read_message_history", "send_messages_in_threads")
_NEEDED = {"private": "create_private_threads", "public": "create_public_threads"}


async def begin(
    interaction: Interaction, typed: Mapping[str, str], thread: str, currency: str | None
) -> None:
    """Keep what was typed, acknowledge it, then bring it to its place."""
    host = interaction.client
    members, evaluations = host.store.members, host.store.evaluations
    filled = fill(Known(), typed, currency or await members.currency(interaction.user.id))
    if filled.currency is not None:
        await members.set_currency(interaction.user.id, filled.currency)
    discounted, jobs = await recent_jobs(interaction)
    place: Place = "dm" if interaction.guild_id is None else _PLACES[thread]
    known = replace(filled.known, discounted=discounted, jobs=jobs)
    unclear = {name: typed[name] for name in filled.unclear}
    waiting = await evaluations.open_of(interaction.user.id, interaction.guild_id)
    if waiting is not None and _is_this(waiting, known, unclear, place):
        evaluation = waiting
    else:
        evaluation = await evaluations.begin(
            user_id=interaction.user.id,
            guild_id=interaction.guild_id,
            channel_id=interaction.channel_id or 0,
            place=place,
            currency=filled.currency,
            known=known,
            typed=unclear,
        )
    await interaction.response.defer(ephemeral=True, thinking=True)
    await go_on(interaction, evaluation)


def _is_this(waiting: Evaluation, known: Known, unclear: Mapping[str, str], place: Place) -> bool:
    """Whether this very offer was kept already, and its sender never heard that it was."""
    unplaced = waiting.state == "placing" and waiting.home_id is None
    same = (waiting.known, waiting.typed, waiting.place) == (known, unclear, place)
    return unplaced and same


async def go_on(interaction: Interaction, evaluation: Evaluation) -> None:
    """Lead the member on from wherever the evaluation stands; the answer was deferred."""
    # Cut short between the last answer and the verdict, it has all it needs.
    evaluation = await reached(interaction.client, evaluation)
    in_thread = isinstance(interaction.channel, discord.Thread)
    if evaluation.typed and evaluation.state == "placing":
        card = unclear_card(interaction, evaluation)
    elif in_thread and evaluation.card_id is None and evaluation.home_id is None:
        card = where_card(interaction, evaluation)
    else:
        card = await placed(interaction, await _from_here(interaction, evaluation))
    await interaction.edit_original_response(view=card)


async def _from_here(interaction: Interaction, evaluation: Evaluation) -> Evaluation:
    """Have its thread opened where the member is now, unless it has a place already."""
    here, stands = interaction.channel_id, evaluation.channel_id
    is_placed = evaluation.home_id is not None or evaluation.place == "here"
    if here in (None, stands) or is_placed or interaction.guild_id != evaluation.guild_id:
        return evaluation
    moved = await interaction.client.store.evaluations.change(
        evaluation.id, evaluation.user_id, revision=evaluation.revision, channel_id=here or stands
    )
    return moved or evaluation


async def placed(interaction: Interaction, evaluation: Evaluation) -> Card:
    """Bring the evaluation to its place, or back to it, and say where that is."""
    wording, places = wording_of(interaction), places_of(interaction)
    lacked = _lacked(interaction, evaluation)
    if evaluation.home_id is None and lacked:
        return elsewhere_card(interaction, evaluation, _lacking(lacked))
    try:
        await places.promise(evaluation)
        settled = await places.bring_back(evaluation.id)
    except Closed:
        await _not_directly(interaction, evaluation)
        return _said(wording.gig_direct_closed)
    except Busy:
        return elsewhere_card(interaction, evaluation, wording.gig_busy)
    except PortError as refused:
        _log.warning("An evaluation found no place: %s", refused)
        return elsewhere_card(interaction, evaluation, _why(interaction, evaluation, refused))
    if settled is None:
        return _said(wording.gig_gone)
    said = {
        "private": wording.gig_in_private,
        "public": wording.gig_in_public,
        "here": wording.gig_in_public,
        "dm": wording.gig_in_direct,
    }[settled.place]
    return _said(said.format(place=f"<#{settled.home_id}>"))


async def _not_directly(interaction: Interaction, evaluation: Evaluation) -> None:
    """Let the next `/evaluate` on the server open a thread, the one that fewest see."""
    if evaluation.guild_id is not None:
        await interaction.client.store.evaluations.change(
            evaluation.id,
            evaluation.user_id,
            revision=None,
            place="private",
            home_id=None,
            card_id=None,
        )


def unclear_card(interaction: Interaction, evaluation: Evaluation) -> Card:
    """Ask back for what could not be read for certain."""
    return Card(
        text(
            wording_of(interaction).gig_unclear,
            "\n".join(asked_back(framework_of(interaction.client), evaluation)),
        ),
        row(RetryButton(str(evaluation.id))),
        accent=ACCENT,
    )


def where_card(interaction: Interaction, evaluation: Evaluation) -> Card:
    """Ask somebody who stands in a thread whether to go on there."""
    one = str(evaluation.id)
    buttons = [PlaceButton(one, "private"), PlaceButton(one, "here")]
    return Card(text(wording_of(interaction).gig_where), row(*buttons), accent=ACCENT)


def elsewhere_card(interaction: Interaction, evaluation: Evaluation, why: str) -> Card:
    """Offer direct messages where no thread can be opened."""
    sentence = wording_of(interaction).gig_no_thread.format(why=why)
    instead = ["private", "dm"] if evaluation.place == "here" else ["dm"]
    buttons = [PlaceButton(str(evaluation.id), place) for place in instead]
    return Card(text(sentence), row(*buttons), accent=ACCENT)


def open_card(interaction: Interaction, evaluation: Evaluation, thread: str, currency: str) -> Card:
    """Offer the evaluation that is still on its way."""
    job = plain(evaluation.known.job or "…", 80)
    when = discord.utils.format_dt(evaluation.began_at, "R")
    sentence = wording_of(interaction).gig_open.format(job=job, when=when)
    buttons = [GoOnButton(str(evaluation.id)), NewButton(thread, currency)]
    return Card(text(sentence), row(*buttons), accent=ACCENT)


class OfferForm(
    LastingForm,
    template=r"evaluate:offer:(?P<thread>private|public):(?P<currency>[A-Z]{3}|-)",
    open_to=Who.ANYBODY,
):
    """Begins an evaluation with what everyone can answer."""

    def __init__(self, thread: str, currency: str) -> None:
        self.thread, self.currency = thread, currency
        super().__init__("The offer", f"evaluate:offer:{thread}:{currency}")

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        return offer_fields(framework_of(host), {})

    async def submit(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        currency = None if self.currency == "-" else self.currency
        await begin(interaction, typed, self.thread, currency)


class RetryForm(
    LastingForm, template=r"evaluate:retry:(?P<evaluation_id>\d{1,18})", open_to=Who.ITS_PERSON
):
    """The offer once more as it was typed, before it has a place."""

    def __init__(self, evaluation_id: str, evaluation: Evaluation | None = None) -> None:
        self.evaluation_id, self.evaluation = evaluation_id, evaluation
        super().__init__("The offer", f"evaluate:retry:{evaluation_id}")

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        before = self.evaluation
        typed = prefill(before.known, before.typed, OFFER_FIELDS) if before else {}
        return offer_fields(framework_of(host), typed)

    async def submit(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        async with places_of(interaction).alone_with(int(self.evaluation_id)):
            evaluation = await find_own(interaction, self.evaluation_id)
            is_open = evaluation.state == "placing"
            if is_open:
                evaluation = await _corrected(interaction, evaluation, typed)
        await interaction.response.defer(ephemeral=True, thinking=interaction.message is None)
        await go_on(interaction, evaluation)
        if not is_open:
            await tell_stale(interaction, ", ".join(filter(None, typed.values())))


async def _corrected(
    interaction: Interaction, evaluation: Evaluation, typed: Mapping[str, str]
) -> Evaluation:
    filled = fill(evaluation.known, typed, evaluation.currency)
    corrected = await interaction.client.store.evaluations.change(
        evaluation.id,
        evaluation.user_id,
        revision=evaluation.revision,
        known=filled.known,
        currency=filled.currency,
        typed={name: typed[name] for name in filled.unclear},
    )
    if corrected is None:
        raise Refusal(wording_of(interaction).gig_stale)
    return corrected


class RetryButton(
    LastingButton, template=r"evaluate:retry:(?P<evaluation_id>\d{1,18})", open_to=Who.ITS_PERSON
):
    """Opens the offer once more, as it was typed."""

    def __init__(self, evaluation_id: str) -> None:
        self.evaluation_id = evaluation_id
        primary = discord.ButtonStyle.primary
        super().__init__("Correct it", f"evaluate:retry:{evaluation_id}", style=primary)

    async def press(self, interaction: Interaction) -> None:
        evaluation = await find_own(interaction, self.evaluation_id)
        await RetryForm(self.evaluation_id, evaluation).open(interaction)


class PlaceButton(
    LastingButton,
    template=r"evaluate:place:(?P<evaluation_id>\d{1,18}):(?P<place>private|here|dm)",
    open_to=Who.ITS_PERSON,
):
    """Chooses where an evaluation is carried on that has no place yet."""

    def __init__(self, evaluation_id: str, place: str) -> None:
        self.evaluation_id, self.place = evaluation_id, place
        labels = {
            "private": "In a private thread",
            "here": "Here, for all to see",
            "dm": "In direct messages",
        }
        super().__init__(labels[place], f"evaluate:place:{evaluation_id}:{place}")

    async def press(self, interaction: Interaction) -> None:
        async with places_of(interaction).alone_with(int(self.evaluation_id)):
            evaluation = await find_own(interaction, self.evaluation_id)
            if evaluation.card_id is None:
                evaluation = await self._chosen(interaction, evaluation)
        await interaction.response.defer()
        await interaction.edit_original_response(view=await placed(interaction, evaluation))

    async def _chosen(self, interaction: Interaction, evaluation: Evaluation) -> Evaluation:
        place, stands = _PLACES[self.place], evaluation.channel_id
        is_here = interaction.guild_id == evaluation.guild_id
        chosen = await interaction.client.store.evaluations.change(
            evaluation.id,
            evaluation.user_id,
            revision=evaluation.revision,
            place=place,
            channel_id=(interaction.channel_id or stands) if is_here else stands,
            home_id=evaluation.home_id if place == evaluation.place else None,
        )
        return chosen or evaluation


class GoOnButton(
    LastingButton, template=r"evaluate:resume:(?P<evaluation_id>\d{1,18})", open_to=Who.ITS_PERSON
):
    """Goes on with an evaluation that is still on its way."""

    def __init__(self, evaluation_id: str) -> None:
        self.evaluation_id = evaluation_id
        primary = discord.ButtonStyle.primary
        super().__init__("Go on with it", f"evaluate:resume:{evaluation_id}", style=primary)

    async def press(self, interaction: Interaction) -> None:
        await interaction.response.defer()
        await go_on(interaction, await find_own(interaction, self.evaluation_id))


class NewButton(
    LastingButton,
    template=r"evaluate:new:(?P<thread>private|public):(?P<currency>[A-Z]{3}|-)",
    open_to=Who.ANYBODY,
):
    """Begins another evaluation beside the open one."""

    def __init__(self, thread: str, currency: str) -> None:
        self.thread, self.currency = thread, currency
        super().__init__("Begin another", f"evaluate:new:{thread}:{currency}")

    async def press(self, interaction: Interaction) -> None:
        await OfferForm(self.thread, self.currency).open(interaction)


def _lacked(interaction: Interaction, evaluation: Evaluation) -> list[str]:
    """Name the permissions that the bot lacks for the place."""
    if evaluation.place == "dm" or evaluation.channel_id != interaction.channel_id:
        return []
    needed = [*_IN_ANY, *filter(None, [_NEEDED.get(evaluation.place)])]
    return [name for name in needed if not getattr(interaction.app_permissions, name)]


def _lacking(lacked: Sequence[str]) -> str:
    return f"I lack {permission_names(lacked)}, which a moderator can give to my role."


def _why(interaction: Interaction, evaluation: Evaluation, refused: PortError) -> str:
    if isinstance(refused, Gone):
        return "The place for it is gone."
    if not isinstance(interaction.channel, discord.TextChannel | discord.Thread):
        return "Threads cannot be opened in this kind of channel."
    lacked = _lacked(interaction, evaluation)
    return _lacking(lacked) if lacked else "Discord did not let me; a moderator can look into it."


def _said(sentence: str) -> Card:
    return Card(text(sentence), accent=ACCENT)


BUTTONS = (RetryButton, PlaceButton, GoOnButton, NewButton)
FORMS = (OfferForm, RetryForm)
