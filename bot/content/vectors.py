"""Vectors of phrases that were worked out before, kept in a file between two starts.

The file is a convenience: without it everything is worked out anew, which takes some seconds.
"""

import hashlib
import logging
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

import numpy as np

from bot.guidance.meaning import MODEL, WIDTH, Embed, Vectors

MOST = 20_000  # phrases that are kept; past that, only those of the present content

_log = logging.getLogger(__name__)


def usual_file() -> Path:
    """Where vectors are kept: in the cache folder of whoever runs this, by the XDG convention."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    folder = Path(base) if base else Path("~/.cache").expanduser()
    return folder / "biztalk" / f"vectors-{MODEL[:12]}.npz"


class RememberedVectors:
    """Embeds phrases, each only once as long as ``file`` lives."""

    def __init__(self, file: Path, embed: Embed) -> None:
        self._file = file
        self._embed = embed

    def __call__(self, phrases: Sequence[str]) -> Vectors:
        """One row a phrase."""
        names = [hashlib.sha256(phrase.encode()).hexdigest()[:32] for phrase in phrases]
        known = self._read()
        new = {n: phrase for n, phrase in zip(names, phrases, strict=True) if n not in known}
        if new:
            _log.info("Working out what %d phrases mean; this is done once.", len(new))
            known |= dict(zip(new, self._embed(list(new.values())), strict=True))
            self._write(known if len(known) <= MOST else {name: known[name] for name in names})
        return np.array([known[name] for name in names], np.float32).reshape(-1, WIDTH)

    def _read(self) -> dict[str, Vectors]:
        try:
            with self._file.open("rb") as stream, np.load(stream) as kept:
                return dict(zip(kept["names"].tolist(), kept["vectors"], strict=True))
        except FileNotFoundError:
            return {}
        except (OSError, EOFError, ValueError, KeyError, BadZipFile) as error:
            _log.warning("The kept vectors in %s cannot be used: %s", self._file, error)
            return {}

    def _write(self, known: dict[str, Vectors]) -> None:
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self._file.parent, delete=False) as fresh:
                np.savez(
                    fresh, names=list(known), vectors=np.array(list(known.values()), np.float16)
                )
            Path(fresh.name).replace(self._file)
        except OSError as error:
            _log.info("Vectors are not kept for the next start: %s", error)
