"""Which permissions the bot needs where, as far as `bot.features` and what is switched on tell."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Literal, TypeAlias

from bot.features import ALWAYS_ON, OPTIONAL

PlaceKey: TypeAlias = Literal["biz_talk", "log", "show_work", "tips"]
"""A channel that a server chooses: those of `/config set`, and that of `/tips schedule`."""

WIDE = frozenset({"moderate_members", "view_audit_log", "manage_guild"})
"""What counts for a server as a whole: channels do not allow or forbid it."""

TELLING = frozenset({"view_channel", "send_messages", "read_message_history"})
"""What it takes to tell moderators something, once: to look whether it stands there, and post."""

NATIVE = "native"
"""A server uses this only if its moderators switched it on as well."""

_TIPS = "tips"


@dataclass(frozen=True, slots=True)
class Needs:
    """Permissions by their names in `discord.Permissions`.

    `by_place` is what channels have to allow. `for_tips` is what the tips' channel has to allow,
    which is the biz-talk channel unless moderators chose another; it is empty without tips.
    """

    on_server: frozenset[str]
    by_place: dict[PlaceKey, frozenset[str]]
    for_tips: frozenset[str]


def needs_of(features: AbstractSet[str]) -> Needs:
    """Return what these features need. All but the weekly tips are used in the biz-talk channel."""
    always = _all(one.permissions for one in ALWAYS_ON.values())
    chosen = {name: OPTIONAL[name].permissions for name in features}
    tips = chosen.pop(_TIPS, frozenset())
    used = _all(chosen.values())
    return Needs(
        on_server=(used | tips) & WIDE,
        by_place={
            "biz_talk": (always | used) - WIDE,
            "log": always | TELLING,
            "show_work": always,
        },
        for_tips=tips - WIDE,
    )


def _all(several: Iterable[frozenset[str]]) -> frozenset[str]:
    return frozenset[str]().union(*several)
