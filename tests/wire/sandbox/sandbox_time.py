"""What time it is in the sandbox, which other tests may have moved."""

from datetime import UTC, datetime, timedelta

from tests.wire.process import Discord


def at(discord: Discord, **ahead: float) -> str:
    """A moment so far from now, as Discord writes it."""
    moved = float(discord.clock_file.read_text()) if discord.clock_file.exists() else 0.0
    when = datetime.now(UTC) + timedelta(seconds=moved) + timedelta(**ahead)
    return when.isoformat(timespec="microseconds")
