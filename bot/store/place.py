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
    prepare_folder(path.parent, "database", "BIZTALK_DATABASE")
    if path.exists() and not os.access(path, os.W_OK):
        raise _read_only(path, "BIZTALK_DATABASE")
    return path


def prepare_folder(folder: Path, what: str, setting: str) -> None:
    """Make a folder, for its owner only, and see that it can be written.

    Raises `CannotStart` with what the folder is for and the setting that names it.
    """
    try:
        folder.mkdir(parents=True, mode=0o700, exist_ok=True)
    except OSError as refusal:
        msg = (
            f"The folder {folder} for the {what} could not be made "
            f"({refusal.strerror}); make it, or set {setting} to another place."
        )
        raise CannotStart(msg) from refusal
    if not os.access(folder, os.W_OK | os.X_OK):
        raise _read_only(folder, setting)


def _read_only(path: Path, setting: str) -> CannotStart:
    return CannotStart(
        f"{path} is read-only for the bot; allow it to write there, "
        f"or set {setting} to another place."
    )
