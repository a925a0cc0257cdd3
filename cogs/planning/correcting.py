"""Forms of which nothing typed is lost: what cannot be taken is kept, and stands in them again."""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Self

import discord
from discord import ui

from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, row, text, turn_to
from bot.interactions.errors import Refusal
from bot.interactions.forms import LastingForm
from bot.interactions.host import Host, Interaction
from bot.interactions.permissions import Who
from bot.interactions.wording import plain
from cogs.planning.access import ACCENT

LONGEST = 4_000
"""Characters that a field takes: more than can be kept, so that it can be said what is too much.

https://docs.discord.com/developers/components/reference#text-input
"""

_SAID_BACK = 150  # characters of a field
_TAKEN = "That was taken in the meantime, so there is nothing left to correct."


_KEPT = re.compile(r"(?P<form>.+)~(?P<typed_id>\d{1,18})")


class KeptForm(LastingForm, template=r"(?!)", open_to=Who.ITS_PERSON):
    """A form that is opened with what stood in it; `typed` is that, by the fields' names.

    One that is opened to correct what was kept says so at the end of its custom_id.
    """

    def __init__(self, title: str, custom_id: str, typed: Mapping[str, str] | None = None) -> None:
        self.typed, self._base = dict(typed or {}), custom_id
        self._kept_id: int | None = None
        super().__init__(title, custom_id)

    @classmethod
    def from_custom_id(cls, custom_id: str) -> Self | None:
        kept = _KEPT.fullmatch(custom_id)
        form = super().from_custom_id(kept["form"] if kept else custom_id)
        if form is not None and kept:
            form.correct(int(kept["typed_id"]), {})
        return form

    def correct(self, typed_id: int, typed: Mapping[str, str]) -> None:
        """Make it the form that corrects what was kept."""
        self.typed, self._kept_id = dict(typed), typed_id
        self.custom_id = f"{self._base}~{typed_id}"

    def fields(self, host: Host) -> Sequence["ui.Label[Any]"]:
        raise NotImplementedError

    async def submit(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        """Take what was typed; if what it belongs to is gone, say it back with the refusal."""
        try:
            await self.bring(interaction, typed)
        except Refusal as refusal:
            said = "\n".join(plain(text, _SAID_BACK) for text in typed.values() if text.strip())
            sentence = f"{refusal}\n{said}"
            raise Refusal(sentence) from refusal

    async def bring(self, interaction: Interaction, typed: Mapping[str, str]) -> None:
        """Take what was typed or chosen, as `submit` does, or ask it back."""
        raise NotImplementedError

    async def ask_back(
        self, interaction: Interaction, typed: Mapping[str, str], lines: Iterable[str]
    ) -> None:
        """Keep what was typed, and say privately what is the matter with it, a line each."""
        kept, owner = interaction.client.store.typed_forms, interaction.user.id
        typed_id = await kept.keep(owner, self._base, typed, self._kept_id)
        said = "\n".join(lines)
        await turn_to(interaction, Card(text(said), row(AgainButton(str(typed_id))), accent=ACCENT))

    async def take(self, interaction: Interaction) -> None:
        """Let go of what was kept, now that it was taken."""
        if self._kept_id is not None:
            kept = interaction.client.store.typed_forms
            await kept.forget(self._kept_id, interaction.user.id)


class AgainButton(
    LastingButton, template=r"planning:again:(?P<typed_id>\d{1,18})", open_to=Who.ITS_PERSON
):
    """Opens a form once more with everything that was typed."""

    def __init__(self, typed_id: str) -> None:
        self.typed_id = typed_id
        primary = discord.ButtonStyle.primary
        super().__init__("Correct it", f"planning:again:{typed_id}", style=primary)

    async def press(self, interaction: Interaction) -> None:
        store = interaction.client.store
        kept = await store.typed_forms.get(int(self.typed_id), interaction.user.id)
        if kept is None:
            raise Refusal(_TAKEN)
        form = _form(interaction, kept.form)
        form.correct(kept.id, kept.typed)
        await form.open(interaction)


async def open_form(
    interaction: Interaction, custom_id: str, typed: Mapping[str, str] | None = None
) -> None:
    """Open the form with this custom_id; what was typed stands in it already."""
    form = _form(interaction, custom_id)
    form.typed = dict(typed or {})
    await form.open(interaction)


def _form(interaction: Interaction, custom_id: str) -> KeptForm:
    made = (form.from_custom_id(custom_id) for form in interaction.client.forms)
    form = next((one for one in made if one is not None), None)
    if not isinstance(form, KeptForm):
        msg = f"no form is called {custom_id}"
        raise TypeError(msg)
    return form


ITEMS = (AgainButton,)
