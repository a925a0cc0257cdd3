"""What every content folder needs, for folders that hold a few entries of their own."""

import re
import shutil
from pathlib import Path

CONTENT = Path(__file__).parents[2] / "content"


def put_wording_and_framework(folder: Path) -> None:
    """Copy both, and the moderation's rules; the framework then quotes no entries.

    Those that it names are not there.
    """
    shutil.copy(CONTENT / "wording.yaml", folder)
    shutil.copy(CONTENT / "moderation.yaml", folder)
    framework = (CONTENT / "framework.yaml").read_text()
    (folder / "framework.yaml").write_text(re.sub(r"entries: \[.*\]", "entries: []", framework))
