"""``python -m bot.sandbox``: run the local Discord until told to stop."""

import argparse
import asyncio
import json
import logging
import signal
import sys
from pathlib import Path

from bot.sandbox.local import LocalDiscord
from bot.sandbox.rest import PREFIX
from bot.sandbox.server import start


def main() -> None:
    """Print one JSON line with the addresses and the bot's token once it listens, then serve."""
    parser = argparse.ArgumentParser(prog="bot.sandbox", description="A local Discord.")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one")
    parser.add_argument(
        "--record", type=Path, help="append all traffic to this file, as JSON lines"
    )
    parser.add_argument("--clock-file", type=Path, help="keep the clock's offset in this file")
    wishes = parser.parse_args()
    logging.basicConfig(level=logging.INFO, stream=sys.stderr, format="sandbox: %(message)s")
    try:
        asyncio.run(_serve(wishes.port, wishes.record, wishes.clock_file))
    except OSError as cause:
        sys.exit(f"The sandbox cannot listen on port {wishes.port}: {cause.strerror}.")


async def _serve(port: int, record: Path | None, clock_file: Path | None) -> None:
    local = LocalDiscord(clock_file=clock_file, record=record)
    told_to_stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, told_to_stop.set)
    runner, url = await start(local, port)
    application = local.world.application
    where = {
        "url": url,
        "api_url": url + PREFIX,
        "gateway_url": local.gateway_url,
        "bot_token": local.world.users[application.bot_id].token,
        "application_id": str(application.id),
    }
    sys.stdout.write(json.dumps(where) + "\n")
    sys.stdout.flush()
    await told_to_stop.wait()
    for session in local.sessions.all():
        session.hang_up()
    await runner.cleanup()
    local.traffic.close()


if __name__ == "__main__":
    main()
