"""Permissions held against permissions needed: on the server, and in each channel chosen."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from bot.doctor.finding import Finding, State
from bot.doctor.needs import Needs, PlaceKey
from bot.doctor.server import Bound, Server
from bot.interactions.errors import permission_names

NAMES: dict[PlaceKey, str] = {
    "biz_talk": "Biz-talk channel",
    "log": "Moderators' log",
    "show_work": "Show-your-work channel",
    "tips": "Weekly tip's channel",
}

_VIEW, _SEND = "view_channel", "send_messages"
_NEEDS_SENDING = frozenset({"attach_files", "embed_links", "mention_everyone"})

# Since 23 February 2026 Manage Messages no longer pins:
# https://docs.discord.com/developers/topics/permissions#permissions-bitwise-permission-flags
_PIN, _PINNED_BEFORE = "pin_messages", "manage_messages"
_PIN_SPLIT = (
    "I do have Manage Messages, but since February 2026 Discord no longer counts that for pinning."
)


def lacking(needed: AbstractSet[str], held: AbstractSet[str]) -> list[str]:
    """Return what is needed and not held, without what is only missing because of another.

    Whoever cannot see a channel can do nothing there; whoever cannot post can attach nothing.
    """
    lacked = needed - held
    if _VIEW in lacked:
        return [_VIEW]
    if _SEND in lacked:
        lacked -= _NEEDS_SENDING
    return sorted(lacked)


def on_server(server: Server, needs: Needs) -> Finding:
    """Look at what counts for the server as a whole."""
    looked_at = "Permissions on the server"
    lacked = lacking(needs.on_server, server.held)
    if not lacked:
        return Finding("permissions:server", looked_at, "good", "I have what I need.")
    found, mend = f"I lack {permission_names(lacked)}.", f"{_in_role(server, lacked)}."
    return Finding("permissions:server", looked_at, "broken", found, mend, parts=tuple(lacked))


def in_places(server: Server, needs: Needs) -> Iterator[Finding]:
    """Look at the channels that were chosen and are there, apart from what the tips need."""
    for place, needed in needs.by_place.items():
        bound = server.places.get(place)
        if bound is not None and bound.name is not None:
            yield _in_channel(f"permissions:{place}", NAMES[place], server, bound, needed)


def for_tips(server: Server, needs: Needs, *, are_running: bool) -> Iterator[Finding]:
    """Look at what the tips need in their channel and nothing else of ours needs there.

    While no tips come, what lacks is worth knowing; once they do, they tell moderators of it
    themselves.
    """
    place: PlaceKey = "tips" if "tips" in server.places else "biz_talk"
    bound = server.places.get(place)
    needed = needs.for_tips - needs.by_place.get(place, frozenset())
    if bound is None or bound.name is None or not needed:
        return
    yield _in_channel(
        "permissions:tips",
        "Weekly tip",
        server,
        bound,
        needed,
        at_worst="broken" if are_running else "note",
        told_elsewhere=are_running,
    )


def _in_channel(  # noqa: PLR0913 - what is looked at, and how bad it is, the latter by name
    key: str,
    looked_at: str,
    server: Server,
    bound: Bound,
    needed: AbstractSet[str],
    *,
    at_worst: State = "broken",
    told_elsewhere: bool = False,
) -> Finding:
    lacked = lacking(needed, bound.held)
    if not lacked:
        return Finding(key, looked_at, "good", f"I have what I need in {bound.name}.")
    found = [f"In {bound.name} I lack {permission_names(lacked)}."]
    if _PIN in lacked and _PINNED_BEFORE in bound.held:
        found.append(_PIN_SPLIT)
    return Finding(
        f"{key}:{bound.channel_id}",
        looked_at,
        at_worst,
        " ".join(found),
        " ".join(_mends(server, bound, lacked)),
        told_elsewhere=told_elsewhere,
        parts=tuple(lacked),
    )


def _mends(server: Server, bound: Bound, lacked: list[str]) -> Iterator[str]:
    """Say where to switch it on: on the role if that lacks it, else in the channel that forbids."""
    if on_role := [name for name in lacked if name not in server.held]:
        yield f"{_in_role(server, on_role)}, and see that {bound.name} does not forbid it."
    if in_channel := [name for name in lacked if name in server.held]:
        yield (
            f"Open {bound.name}, Edit Channel, Permissions, add {whom(server)} and allow "
            f"{permission_names(in_channel)}."
        )


def whom(server: Server) -> str:
    """Say for whom a channel should allow something."""
    return "me" if server.own_role is None else f"the role {server.own_role}"


def _in_role(server: Server, lacked: list[str]) -> str:
    names = permission_names(lacked)
    if server.own_role is None:
        return f"Open Server Settings, Roles, make a role for me with {names} and give it to me"
    return f"Open Server Settings, Roles, {server.own_role}, Permissions and switch on {names}"
