"""The log: lines for people or JSON for programs, and never the token or what somebody wrote."""

import json
import logging
import re
import time
from typing import TextIO

from bot.settings import Settings

_TEXT = "%(asctime)s.%(msecs)03dZ %(levelname)s %(name)s: %(message)s"
_SECONDS = "%Y-%m-%dT%H:%M:%S"

_LEFT_OUT = "[left out]"
# https://docs.discord.com/developers/interactions/receiving-and-responding: for a quarter of an
# hour whoever has this can answer in the bot's name. discord.py logs such paths when it must wait.
_ANSWERING_PATH = re.compile(r"(/(?:interactions|webhooks)/\d+/)[\w%.~-]+")

# At DEBUG these write down whole events, requests and rows, with all that members wrote.
# SQLAlchemy, which would as well, sets its own loggers to WARNING.
_TALKATIVE = ("discord", "aiosqlite")


def start(settings: Settings, stream: TextIO | None = None) -> None:
    """Log to `stream`, else to stderr, as the settings want it."""
    token = settings.token.get_secret_value() if settings.token else None
    form = JsonLines() if settings.log_format == "json" else TextLines()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Discreet(form, token))
    logging.basicConfig(level=settings.log_level, handlers=[handler])
    level = max(logging.INFO, logging.getLevelNamesMapping()[settings.log_level])
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(level)
    # Alembic tells of its set-up whenever it migrates; what it changes, bot.store.migrate tells.
    logging.getLogger("alembic").setLevel(logging.WARNING)


class TextLines(logging.Formatter):
    """A line for people, in UTC, and the trace below it."""

    def __init__(self) -> None:
        super().__init__(_TEXT, _SECONDS)
        self.converter = time.gmtime


class JsonLines(logging.Formatter):
    """One JSON object a line: time (UTC), level, logger, message, and trace if there is one."""

    def __init__(self) -> None:
        super().__init__()
        self.converter = time.gmtime

    def format(self, record: logging.LogRecord) -> str:
        """Write a record as one line."""
        told = {
            "time": f"{self.formatTime(record, _SECONDS)}.{record.msecs:03.0f}Z",
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            told["trace"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


class Discreet(logging.Formatter):
    """Takes what opens doors out of what another formatter has made, traces included."""

    def __init__(self, form: logging.Formatter, token: str | None) -> None:
        super().__init__()
        self._form = form
        # As it is, and as it stands within JSON.
        self._secrets = {token, json.dumps(token)[1:-1]} if token else set[str]()

    def format(self, record: logging.LogRecord) -> str:
        """Format a record, and leave out what nobody may read in a log."""
        told = self._form.format(record)
        for secret in self._secrets:
            told = told.replace(secret, _LEFT_OUT)
        return _ANSWERING_PATH.sub(rf"\g<1>{_LEFT_OUT}", told)
