"""What every content folder needs, for folders that hold a few entries of their own."""

import re
import shutil
from pathlib import Path

CONTENT = Path(__file__).parents[2] / "content"


def put_wording_and_framework(folder: Path) -> None:
    """Copy both, the moderation's rules and the small tools' words.

    The framework and the tools then name no entries, as theirs are not there.
    """
    shutil.copy(CONTENT / "wording.yaml", folder)
    shutil.copy(CONTENT / "moderation.yaml", folder)
    framework = (CONTENT / "framework.yaml").read_text()
    (folder / "framework.yaml").write_text(re.sub(r"entries: \[.*\]", "entries: []", framework))
    checks = (CONTENT / "checks.yaml").read_text()
    (folder / "checks.yaml").write_text(re.sub(r"\n +entry: .*", "", checks))
    for name in ("micronetwork", "outreach"):
        written = (CONTENT / f"{name}.yaml").read_text()
        (folder / f"{name}.yaml").write_text(re.sub(r"entries: \[.*\]", "entries: []", written))
    shutil.copy(CONTENT / "met.yaml", folder)
