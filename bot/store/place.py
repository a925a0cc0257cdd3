"""Where the database lies: its folder made and writable, or a sentence that says what is not."""

import os
from pathlib import Path

from bot.errors import CannotStart


def prepare(path: Path) -> Path:
    """Return the database's one real path, its folder made.

    Links are followed, so that two names of one database meet at the same lock. The folder is
    made for its owner only: it holds what people told the bot. Raises `CannotStart`.
    """
    path = path.resolve()
    try:
        path.parent.mkdir(parents=True, mode=0o700, exist_ok=True)
    except OSError as refusal:
        msg = (
            f"The folder {path.parent} for the database could not be made "
            f"({refusal.strerror}); make it, or set BIZTALK_DATABASE to another place."
        )
        raise CannotStart(msg) from refusal
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise _read_only(path.parent)
    if path.exists() and not os.access(path, os.W_OK):
        raise _read_only(path)
    return path


def _read_only(path: Path) -> CannotStart:
    return CannotStart(
        f"{path} is read-only for the bot; allow it to write there, "
        "or set BIZTALK_DATABASE to another place."
    )
