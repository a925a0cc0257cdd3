"""Which tip comes next in a server, from those it has had.

Rounds: no tip comes again before all others have come. In the first round they come by their
numbers. From then on each comes again in the order of the round before; a tip that is new joins at
the end of the round that is under way, whatever its number. Nothing but ids is remembered, so a
tip may be changed at any time.
"""

from collections.abc import Container, Iterator, Sequence

from bot.tips.tip import Tip


def next_tip(tips: Sequence[Tip], used: Sequence[str], shown: Container[str]) -> Tip | None:
    """Return the tip after those whose ids were used, oldest first; None if there is none at all.

    `shown` are the ids of the entries that members may read. A tip whose entry is not among them
    is left out; once it is there again, the tip takes its place in the round.
    """
    offered = [tip for tip in tips if tip.entry in shown]
    round_ = _under_way(used)
    waiting = [tip for tip in offered if tip.id not in round_] or offered
    if not waiting:
        return None
    last_used = {tip_id: at for at, tip_id in enumerate(used)}
    here = _number_reached(tips, used)

    def turn(tip: Tip) -> tuple[bool, int, int]:
        if tip.id in last_used:
            return False, last_used[tip.id], 0
        return True, int(tip.n < here), tip.n

    return min(waiting, key=turn)


def coming(tips: Sequence[Tip], used: Sequence[str], shown: Container[str]) -> Iterator[Tip]:
    """Yield the tips that follow, as long as nothing changes; no end, unless there is none."""
    ledger = list(used)
    while tip := next_tip(tips, ledger, shown):
        yield tip
        ledger.append(tip.id)


def _under_way(used: Sequence[str]) -> set[str]:
    """The ids of the round that is under way: a repeat begins another one."""
    met: set[str] = set()
    for tip_id in used:
        if tip_id in met:
            met.clear()
        met.add(tip_id)
    return met


def _number_reached(tips: Sequence[Tip], used: Sequence[str]) -> int:
    """The number of the last tip that was used and is still there, to go on from."""
    numbers = {tip.id: tip.n for tip in tips}
    return next((numbers[tip_id] for tip_id in reversed(used) if tip_id in numbers), 0)
