"""What a person reads about what is kept of them."""

from collections.abc import Mapping
from typing import TypeAlias

import discord

from bot.interactions.cards import Card, CardItem, row, text
from bot.interactions.host import Host
from bot.privacy import Deleted
from bot.store.people import Theirs

ACCENT = discord.Colour(0x4B6A88)

Counts: TypeAlias = Mapping[Theirs, int]
"""How much there is of each kind."""

NOTHING = "I keep nothing about you."
_FOR_NOTHING_ELSE = (
    "It is there for what you use me for and nothing else: nobody trains anything with it, and it "
    "goes nowhere but to Discord."
)
_GOES = "**This goes for good**, with the messages that show it:"
_STAYS = "**This stays on the server, without you and your words:**"
_AGAIN = "You can go on using me; I then keep only what you tell me from now on."


def show_card(host: Host, counts: Counts, *buttons: CardItem) -> Card:
    """Show what is kept of somebody, kind by kind."""
    policy = _policy(host)
    if not counts:
        return Card(text("### What I keep about you", NOTHING, policy), accent=ACCENT)
    lines = [f"- **{kind.name}**: {count}, kept {kind.life}" for kind, count in counts.items()]
    return Card(
        text("### What I keep about you", _FOR_NOTHING_ELSE, policy),
        text("\n".join(lines)),
        row(*buttons),
        accent=ACCENT,
    )


def confirm_card(host: Host, counts: Counts, *buttons: CardItem) -> Card:
    """Say what deleting means, before anything is deleted."""
    if not counts:
        return Card(text(NOTHING), accent=ACCENT)
    goes = _listed({kind: count for kind, count in counts.items() if kind.kept is None})
    stays = [f"- {kind.name}: {kind.kept}" for kind in counts if kind.kept is not None]
    return Card(
        text(
            "### Delete everything about you?",
            f"{_GOES}\n{goes}" if goes else None,
            "\n".join([_STAYS, *stays]) if stays else None,
            _copies(host),
        ),
        row(*buttons),
        accent=ACCENT,
    )


def deleted_card(host: Host, deleted: Deleted) -> Card:
    """Say what was deleted, and what is not over yet."""
    held = deleted.held
    cases, strikes = held.cases, held.strikes
    waits = (
        f"{_of(cases, 'case')} still {_name(cases)} you until it is over, "
        f"<t:{int(held.cases_until.timestamp())}:D> at the latest. That ends by itself."
        if held.cases_until is not None
        else None
    )
    counts = (
        f"{_of(strikes, 'strike')} still {_count(strikes)}, without your name, until "
        f"<t:{int(held.strikes_until.timestamp())}:D> at the latest."
        if held.strikes_until is not None
        else None
    )
    goes = {kind: count for kind, count in deleted.counts.items() if kind.kept is None}
    freed = {kind: count for kind, count in deleted.counts.items() if kind.kept is not None}
    return Card(
        text(
            "### Deleted" if deleted.counts else "### There was nothing left to delete",
            _listed(goes),
            f"Kept without you and your words:\n{_listed(freed)}" if freed else None,
            waits,
            counts,
            _copies(host),
            _AGAIN,
        ),
        accent=ACCENT,
    )


def export_text(*, is_packed: bool, in_pieces: bool) -> str:
    """Say what the file is, and how to open it."""
    said = "### Everything I keep about you\nMoments are in UTC. Only you see this message."
    if in_pieces:
        return (
            f"{said}\nIt was too long for one file. Put the pieces one behind the other, by number "
            "(`cat biz-talk.json.gz.* > biz-talk.json.gz`), then unpack that with gzip or 7-Zip."
        )
    return f"{said}\nIt is compressed; gzip or 7-Zip unpacks it." if is_packed else said


def kept_card() -> Card:
    """Say that nothing happened."""
    return Card(text("Nothing was deleted."), accent=ACCENT)


def cleared_card() -> Card:
    """Stand where something about a deleted person stood."""
    return Card(text("What stood here is deleted, as the person it was about has asked."))


def _listed(counts: Counts) -> str | None:
    return "\n".join(f"- {kind.name}: {count}" for kind, count in counts.items()) or None


def _policy(host: Host) -> str:
    about = host.application
    url = about.privacy_policy_url if about is not None else None
    if url is None:
        return "-# The whole policy is PRIVACY.md, which whoever runs me has."
    return f"-# [The whole policy]({url})"


def _copies(host: Host) -> str | None:
    settings = host.settings
    if settings.backups is None:
        return None
    return (
        f"-# What is deleted is in no backup from tomorrow on; the last {settings.backups_kept} "
        "nightly ones are kept."
    )


def _of(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _name(count: int) -> str:
    return "names" if count == 1 else "name"


def _count(count: int) -> str:
    return "counts" if count == 1 else "count"
