"""How far the machine's clock is from Discord's, and what that means."""

from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
from discord.http import Route

from bot.clock import Clock
from bot.doctor.finding import Finding, State

NOTED_ABOVE = timedelta(seconds=2)
"""A clock that is kept right is within milliseconds; Discord tells whole seconds."""

BROKEN_ABOVE = timedelta(seconds=30)
"""Nothing keeps such a clock right, so it drifts on. From five minutes on the bot would no longer
find, by their time, posts of its own, and would post them twice."""

_PATIENCE = aiohttp.ClientTimeout(total=5)
_HALF_A_SECOND = timedelta(seconds=0.5)  # the header leaves out what is below a second
_MEND = (
    "Let the machine keep its clock right: timedatectl set-ntp true, or in a container on the "
    "machine that it runs on."
)


def clock_difference(difference: timedelta | None) -> Finding:
    """Look at how much the bot's time is ahead of Discord's; None: it could not be compared."""
    key, looked_at = "clock", "Clock"
    if difference is None:
        found = "Discord did not tell me its time, so I could not compare."
        return Finding(key, looked_at, "note", found, mender="operator")
    if abs(difference) <= NOTED_ABOVE:
        return Finding(key, looked_at, "good", "It agrees with Discord's.", mender="operator")
    seconds = abs(difference).total_seconds()
    which = "ahead of" if difference > timedelta() else "behind"
    found = (
        f"It is {seconds:,.0f} seconds {which} Discord's, and by it I post tips, remind people "
        "and end time-outs."
    )
    state: State = "broken" if abs(difference) > BROKEN_ABOVE else "note"
    return Finding(key, looked_at, state, found, _MEND, mender="operator")


async def measure(clock: Clock, user_agent: str) -> timedelta | None:
    """Ask Discord for its time; return how much ours is ahead, or None if it does not say.

    The `Date` of an answer is compared with the middle of asking. What seems off is measured once
    more, as a clock may be put right, or an answer be late, just then.
    """
    try:
        async with aiohttp.ClientSession(
            timeout=_PATIENCE, headers={"User-Agent": user_agent}
        ) as http:
            first = await _measure_once(clock, http)
            if abs(first) <= NOTED_ABOVE:
                return first
            return min(first, await _measure_once(clock, http), key=abs)
    except (aiohttp.ClientError, OSError, TimeoutError, LookupError, ValueError):
        return None


async def _measure_once(clock: Clock, http: aiohttp.ClientSession) -> timedelta:
    """Raises LookupError or ValueError for an answer without a time."""
    before: datetime = clock.now()
    # The one address of Discord's that takes no token: https://docs.discord.com/developers/events/gateway#get-gateway
    async with http.get(f"{Route.BASE}/gateway") as answer:
        told = parsedate_to_datetime(answer.headers["Date"])
    after = clock.now()
    return before + (after - before) / 2 - (told + _HALF_A_SECOND)
