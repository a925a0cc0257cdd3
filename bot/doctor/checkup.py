"""All that is looked at on a server, from facts that were put together before."""

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from bot.doctor.automod import Standing, rule_in_step
from bot.doctor.choices import choices
from bot.doctor.finding import Finding
from bot.doctor.needs import NATIVE, needs_of
from bot.doctor.permissions import for_tips, in_places, on_server
from bot.doctor.server import Chosen, Server


def on_this_server(
    server: Server, chosen: Chosen, features: AbstractSet[str], rule: Standing | None = None
) -> Iterator[Finding]:
    """Yield what is found on a server; `rule` is how our AutoMod rule stands, if it was looked."""
    used = set(features)
    if chosen.native is None or not chosen.native.wanted:
        used.discard(NATIVE)  # nothing is needed for what this server does not use
    needs = needs_of(used)
    yield on_server(server, needs)
    yield from in_places(server, needs)
    yield from choices(server, chosen, features)
    are_running = chosen.tips is not None and not chosen.tips.is_paused
    yield from for_tips(server, needs, are_running=are_running)
    if NATIVE in features:
        yield rule_in_step(chosen.native, rule)
