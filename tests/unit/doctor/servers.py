"""Servers as the doctor sees them."""

from dataclasses import replace

from bot.doctor.finding import Report
from bot.doctor.needs import WIDE, needs_of
from bot.doctor.server import Bound, Chosen, Server
from bot.features import BY_DEFAULT
from bot.store import GuildSettings

GUILD, TALK, LOG, WORK = 1, 10, 11, 12
NEEDS = needs_of(BY_DEFAULT)
EVERYTHING = frozenset().union(*NEEDS.by_place.values()) | NEEDS.for_tips | WIDE


def server(**changes) -> Server:
    """One on which all is well."""
    well = Server(
        own_role="biz-talk",
        held=EVERYTHING,
        places={
            "biz_talk": Bound(TALK, "#biz-talk", EVERYTHING),
            "log": Bound(LOG, "#mod-log", EVERYTHING),
            "show_work": Bound(WORK, "#your-work", EVERYTHING),
        },
        ranks=(),
        has_moderator_role=True,
    )
    return replace(well, **changes)


def without(given: Server, place: str, *lacked: str) -> Server:
    """The same, but a channel forbids something."""
    bound = given.places[place]
    forbidding = replace(bound, held=bound.held - set(lacked))
    return replace(given, places={**given.places, place: forbidding})


def chosen(tips=None, native=None, **settings) -> Chosen:
    ids = {"biz_talk_channel_id": TALK, "log_channel_id": LOG, "show_work_channel_id": WORK}
    return Chosen(GuildSettings(GUILD, **(ids | settings)), tips, native)


def only(findings, looked_at: str):
    """The one finding on something."""
    [found] = [one for one in Report.of(findings).findings if one.looked_at == looked_at]
    return found
