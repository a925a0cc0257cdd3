"""The doctor's report as a card for moderators, and the button that looks again."""

from collections.abc import Iterable, Iterator

import discord

from bot.doctor import Finding, Report, examine
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, CardItem, row, text
from bot.interactions.errors import Refusal
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who
from bot.interactions.wording import plain
from bot.store.doctor_notices import DoctorNotice
from bot.workflows.doctor_notices import mark

HEADING = "How I am doing here"

_ACCENT = discord.Colour(0x3D7EAA)
_BROKEN_ACCENT = discord.Colour(0xB4642D)
_NOW = "doctor:0:"  # the mark of what is shown to one person, which is no notice

# Characters, escaping included. A card has room for 4,000: what is broken may take most of it.
_ROOM_BROKEN, _ROOM = 2_400, 3_850
_LONGEST_BROKEN, _LONGEST_NOTE, _LONGEST_WELL = 400, 240, 350
_NOT_HERE = "I have only just arrived here; please try again in a minute."
_FOR_OPERATOR = "For whoever runs me"


def report_card(report: Report, title: str) -> Card:
    """Show what is broken with how to mend it, then what is worth knowing, then what is well."""
    return _card(report, title, row(LookButton(_NOW)))


def notice_card(report: Report, notice: DoctorNotice) -> Card:
    """Make what the moderators' log says: what of a report is broken, and no more."""
    told = Report.of(one for one in report.broken if one.keys & notice.broken)
    return _card(told, "Something needs mending", row(LookButton(mark(notice))))


def guild_of(interaction: Interaction) -> discord.Guild:
    """Return the server; raises `Refusal` while Discord has not told what is there."""
    if interaction.guild is None or interaction.guild.me is None:
        raise Refusal(_NOT_HERE)
    return interaction.guild


class LookButton(LastingButton, template=r"(?P<mark>doctor:\d{1,12}:)look", open_to=Who.MODERATORS):
    """Looks again; by its custom_id the notice above it is found again."""

    def __init__(self, mark: str) -> None:
        super().__init__("Look again", f"{mark}look")

    async def press(self, interaction: Interaction) -> None:
        guild = guild_of(interaction)
        in_private = interaction.message is not None and interaction.message.flags.ephemeral
        if in_private:
            await interaction.response.defer()
        else:
            await interaction.response.defer(ephemeral=True, thinking=True)
        report = await examine(interaction.client, guild)
        await interaction.edit_original_response(view=report_card(report, HEADING))


def _card(report: Report, title: str, *controls: CardItem) -> Card:
    return Card(
        text(f"### {title}", *_sections(report)),
        *controls,
        accent=_ACCENT if report.is_well else _BROKEN_ACCENT,
    )


def _sections(report: Report) -> Iterator[str]:
    broken = _cut(map(_broken, report.broken), _ROOM_BROKEN)
    names = dict.fromkeys(one.looked_at for one in report.in_state("good"))
    well = f"**In order**: {plain(', '.join(names), _LONGEST_WELL)}" if names else ""
    notes = report.in_state("note")
    yield _in_short(report)
    yield from broken
    if notes:
        room = _ROOM - sum(map(len, (*broken, well)))
        yield "\n".join(("**Worth knowing**", *_cut(map(_note, notes), room)))
    if well:
        yield well


def _in_short(report: Report) -> str:
    if report.is_well:
        return "Nothing is broken."
    count = len(report.broken)
    return "One thing is broken." if count == 1 else f"{count} things are broken."


def _cut(said: Iterable[str], room: int) -> list[str]:
    """Keep what has room, whole, and say how much was left out."""
    every, kept = list(said), list[str]()
    for one in every:
        room -= len(one)
        if room < 0:
            break
        kept.append(one)
    if left_out := len(every) - len(kept):
        kept.append(f"And {left_out} more, which I show once others are mended.")
    return kept


def _broken(one: Finding) -> str:
    return f"**Broken: {one.looked_at}.** {plain(_said(one), _LONGEST_BROKEN)}"


def _note(one: Finding) -> str:
    return f"- {one.looked_at}: {plain(_said(one), _LONGEST_NOTE)}"


def _said(one: Finding) -> str:
    if one.mend and one.mender == "operator":
        return f"{one.found} {_FOR_OPERATOR}: {one.mend}"
    return f"{one.found} {one.mend}".rstrip()
