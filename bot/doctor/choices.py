"""What a server's moderators chose: whether it is there, and what is still open."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from bot.doctor.finding import Finding
from bot.doctor.needs import PlaceKey
from bot.doctor.permissions import NAMES, whom
from bot.doctor.server import Chosen, Rank, Server

_WITHOUT: dict[PlaceKey, str] = {
    "biz_talk": "None is chosen, so the weekly tip has no place, and I check nothing there.",
    "log": "None is chosen, so what I have to report waits.",
    "show_work": "None is chosen, so no channel is free for people's own work.",
}
_SHOWING = ("review", "enforce")  # the modes in which moderators read their log for cases
_STAFF = frozenset({"administrator", "manage_messages"})
_MOST_ROLES = 8


def choices(server: Server, chosen: Chosen, features: AbstractSet[str]) -> Iterator[Finding]:
    """Look at everything that was chosen, or is still to be."""
    yield from _places(server, chosen, features)
    yield _moderator_role(server)
    if "moderation" in features:
        yield _mode(chosen)
        yield _hierarchy(server, chosen)
    if "tips" in features:
        yield _tips(chosen)


def _places(server: Server, chosen: Chosen, features: AbstractSet[str]) -> Iterator[Finding]:
    for place, without in _WITHOUT.items():
        how = f"/config set {place}"
        if place in server.places:
            yield from _gone(server, place, how)
        elif place != "show_work" or "moderation" in features:
            waits = place == "log" and chosen.settings.moderation_mode in _SHOWING
            yield Finding(
                f"chosen:{place}",
                NAMES[place],
                "broken" if waits and "moderation" in features else "note",
                without,
                f"Choose one with /setup, or with {how}.",
            )
    if "tips" in features:
        yield from _gone(server, "tips", "/tips schedule channel", told_elsewhere=True)


def _gone(
    server: Server, place: PlaceKey, how: str, *, told_elsewhere: bool = False
) -> Iterator[Finding]:
    bound = server.places.get(place)
    if bound is not None and bound.name is None:
        yield Finding(
            f"gone:{place}:{bound.channel_id}",
            NAMES[place],
            "broken",
            "The channel that was chosen is gone, or I cannot see it.",
            f"Choose another with {how}, or open that channel, Edit Channel, Permissions, add "
            f"{whom(server)} and allow View Channel.",
            told_elsewhere=told_elsewhere,
        )


def _moderator_role(server: Server) -> Finding:
    key, looked_at = "chosen:moderator_role", "Moderators' role"
    if server.has_moderator_role is None:
        found = "None is chosen; whoever has Manage Messages counts as a moderator."
        return Finding(key, looked_at, "good", found)
    if server.has_moderator_role:
        return Finding(key, looked_at, "good", "It is there.")
    found = "The role that was chosen is gone; whoever has Manage Messages counts as a moderator."
    mend = "Choose another with /config set moderator_role, or take it back with /config clear."
    return Finding("gone:moderator_role", looked_at, "broken", found, mend)


def _mode(chosen: Chosen) -> Finding:
    key, looked_at = "chosen:mode", "Moderation"
    how = "/moderation mode set changes it: review shows you cases, enforce acts as well."
    match chosen.settings.moderation_mode:
        case "off":
            return Finding(key, looked_at, "note", "It is off: nothing is judged.", how)
        case "observe":
            found = "It observes: what it would have found is counted, and nobody is shown it."
            return Finding(key, looked_at, "note", found, how)
        case "review":
            return Finding(key, looked_at, "good", "Cases come to your log for you to decide.")
        case "enforce":
            return Finding(key, looked_at, "good", "Clear cases are taken down as well.")


def _hierarchy(server: Server, chosen: Chosen) -> Finding:
    """Look for roles of ordinary members that the bot cannot time out.

    Nobody can be timed out by a role that is not above their own highest; that of moderators need
    not be below: https://docs.discord.com/developers/topics/permissions#permission-hierarchy
    """
    key, looked_at = "roles:above", "Order of roles"
    above = [rank.name for rank in server.ranks if _is_out_of_reach(rank)]
    if not above:
        return Finding(key, looked_at, "good", "My role is above those of ordinary members.")
    acts = chosen.settings.moderation_mode == "enforce"
    return Finding(
        key,
        looked_at,
        "broken" if acts else "note",
        f"Members with these roles cannot be timed out, as they stand above mine: {_some(above)}.",
        f"Open Server Settings, Roles and drag {server.own_role or 'a role of mine'} above them.",
        parts=tuple(sorted(above)),
    )


def _is_out_of_reach(rank: Rank) -> bool:
    is_staff = rank.is_moderators or rank.permissions & _STAFF
    return rank.is_above and not rank.is_managed and not is_staff


def _tips(chosen: Chosen) -> Finding:
    key, looked_at = "chosen:tips", "Weekly tip"
    if chosen.tips is None:
        found = "None comes until you begin."
        return Finding(key, looked_at, "note", found, "/tips schedule shows when, and begins.")
    if chosen.tips.is_paused:
        return Finding(key, looked_at, "note", "It is paused.", "/tips schedule goes on with it.")
    return Finding(key, looked_at, "good", "It comes each week.")


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _MOST_ROLES} more" if len(names) > _MOST_ROLES else ""
    return f"{', '.join(names[:_MOST_ROLES])}{more}"
