"""What `/setup` shows: the proposal, and what became of it."""

from collections.abc import Sequence
from datetime import datetime

import discord
from discord import ui

from bot import limits
from bot.doctor import Report
from bot.interactions.cards import Card, CardItem, text
from bot.interactions.wording import plain, shorten
from cogs.server import cards
from cogs.server.doctor_cards import report_card
from cogs.server.finding import Guess, Unsure
from cogs.server.proposal import (
    COLUMNS,
    NAMES,
    NO_ZONE,
    Proposal,
    Setting,
    clock_in,
    mention,
    unsure_of,
)
from cogs.server.setup_saving import Saved

CHANGED = "Something changed here since I looked, so nothing is saved yet. This is how it is now."

_FOUND = "I looked at the names here. Nothing is saved before you press **Save this**."
_NOTHING = "I found nothing by its name here. **Change** asks for each of them."
_KNOWN = "This is what is set. What I did not find, you can choose with **Change**."
_COMPLETE = "Everything is set."
_NO_ROLE = "not set. Whoever holds Manage Messages counts as a moderator all the same"
_ROLE_TAKES = "-# The moderators' role is saved when somebody with Manage Server does this."
_MOST_TYPED = 60
_SPARE = 10  # characters that the card itself may need

# What to do next, by the command that has to be there for it.
_NEXT = {
    "tips": "`/tips schedule` begins the weekly tip; none comes before.",
    "moderation": "Moderation only counts until you choose with `/moderation mode set`.",
    "advice": "Try `/advice` with a question; the answer is for you alone until you show it.",
    "doctor": "`/doctor` looks again whenever you like, and `/setup` can be run again.",
}


def proposal_card(
    guild: discord.Guild,
    proposal: Proposal,
    now: datetime,
    *controls: CardItem,
    may_choose_role: bool,
    note: str | None = None,
) -> Card:
    """Show what is set, what was found and why, and what is missing."""
    lines = [f"- **{NAMES[one]}**: {_said(proposal, one)}" for one in NAMES]
    lines.append(f"- **{cards.ZONE}**: {_zone_said(proposal, now)}")
    is_log_known = "log" in proposal.chosen or proposal.found["log"] is not None
    withheld = "role" in proposal.news and not may_choose_role
    return Card(
        text(
            "### Setting up",
            note,
            _begin(proposal),
            "\n".join(lines),
            _ROLE_TAKES if withheld else None,
            None if is_log_known else how_to_make_a_log(guild),
        ),
        *controls,
    )


def how_to_make_a_log(guild: discord.Guild) -> str:
    """Say how moderators get a channel for their log."""
    me = guild.self_role.mention if guild.self_role else "my role"
    return (
        "**A moderators' log** is where I tell you what I see. To make one: create a private text "
        f"channel, add the moderators and {me} to it, and run `/setup` again."
    )


def saved_card(
    saved: Saved, report: Report, now: datetime, steps: Sequence[str], controls: Sequence[CardItem]
) -> Card:
    """Show what stands, what could not be saved, what the doctor found, and what to do next."""
    stands = text(
        f"### {_heading(saved)}", _standing(saved, now), _refused(saved), _zone_asked(saved)
    )
    coming = text("### What next", "\n".join(f"- {step}" for step in steps))
    room = limits.CARD_TEXT - len(stands.content) - len(coming.content) - _SPARE
    return Card(
        stands,
        *controls,
        ui.Separator(),
        text(shorten(_reported(report), room)),
        ui.Separator(),
        coming,
    )


def next_steps(guild: discord.Guild, saved: Saved, known: Sequence[str]) -> list[str]:
    """Say what to do next, of what there is: `known` are the names of the commands."""
    log = [] if saved.settings.log_channel_id else [how_to_make_a_log(guild)]
    return log + [said for name, said in _NEXT.items() if name in known]


def _begin(proposal: Proposal) -> str:
    if proposal.has_news:
        return _FOUND
    missing = [one for one in COLUMNS if proposal.value(one) is None]
    if not missing:
        return _COMPLETE
    return _KNOWN if proposal.chosen else _NOTHING


def _said(proposal: Proposal, setting: Setting) -> str:
    if setting in proposal.chosen:
        return f"{mention(setting, proposal.chosen[setting])}, set already"
    finding = proposal.found[setting]
    if isinstance(finding, Guess):
        return f"{mention(setting, finding.id)}, found {finding.why}"
    if isinstance(finding, Unsure):
        return unsure_of(setting, finding)
    return _NO_ROLE if setting == "role" else "not found"


def _zone_said(proposal: Proposal, now: datetime) -> str:
    shown = f"{proposal.zone}, where it is {clock_in(proposal.zone, now)}"
    if proposal.is_zone_found:
        return f"{shown}; a guess from the server's language"
    return f"not chosen, so {shown}" if proposal.zone == NO_ZONE else shown


def _heading(saved: Saved) -> str:
    if saved.is_new:
        return "Saved, except what I name below" if saved.refused else "Saved"
    return "Not saved yet" if saved.refused or saved.unclear else "As it is set"


def _standing(saved: Saved, now: datetime) -> str:
    settings = saved.settings
    lines = []
    for setting, column in COLUMNS.items():
        one: int | None = getattr(settings, column)
        lines.append(f"- **{NAMES[setting]}**: {mention(setting, one) if one else 'not set'}")
    zone = f"{settings.zone}, where it is {clock_in(settings.zone, now)}"
    return "\n".join([*lines, f"- **{cards.ZONE}**: {zone}"])


def _refused(saved: Saved) -> str | None:
    lines = [f"- {NAMES[setting]}: {why}" for setting, why in saved.refused.items()]
    return "\n".join(["**Not saved:**", *lines]) if lines else None


def _zone_asked(saved: Saved) -> str | None:
    if not saved.unclear:
        return None
    typed = plain(saved.unclear, _MOST_TYPED)
    if saved.maybe:
        return f"**Which time zone is it?** “{typed}” can be one of these."
    return (
        f"**I do not know the time zone “{typed}”.** Press **Change** and type the nearest large "
        "city, such as Berlin or New York, or an offset such as UTC+2."
    )


def _reported(report: Report) -> str:
    """Return the doctor's report, of what is merely worth knowing the names alone."""
    shown = Report.of(one for one in report.findings if one.state != "note")
    card = report_card(shown, "How it looks from here")
    displays = (one for one in card.walk_children() if isinstance(one, ui.TextDisplay))
    notes = dict.fromkeys(one.looked_at for one in report.in_state("note"))
    also = f"**Worth knowing**: {', '.join(notes)}; `/doctor` says more." if notes else None
    return text(*(one.content for one in displays), also).content
