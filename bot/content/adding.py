"""Notes of the vault added to the content folder: all of them as drafts, or nothing at all."""

import shutil
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import yaml

from bot.content.page import LARGEST_FILE
from bot.content.reading import load
from bot.guidance import Source
from bot.vault import Library, NotImportable, import_notes, report, sources_text

LARGEST_NOTE = 512 * 1024  # bytes; the community's notes are a fiftieth of that


class CannotAdd(Exception):
    """Why nothing was added: a sentence for each reason, for the curator who tried."""


def add_notes(folder: Path, notes: Sequence[Path], today: date) -> str:
    """Add notes to a content folder as draft theme files, and their sources to sources.yaml.

    Returns the report on them. Raises CannotAdd, and leaves the folder as it was, if one of the
    notes cannot be added; ContentError if the folder is not in order to begin with.
    """
    guidance = load(folder).guidance
    library = Library(
        (*guidance.entries.values(), *guidance.drafts.values()),
        tuple(guidance.topics.values()),
        guidance.sources,
    )
    try:
        imported = import_notes(_read(notes), library, today)
    except NotImportable as error:
        raise CannotAdd(_nothing(error.reasons)) from error
    themes = {folder / "guidance" / name: text.encode() for name, text in imported.files.items()}
    if reasons := [*_taken(themes), *_too_large(themes)]:
        raise CannotAdd(_nothing(reasons))
    try:
        _write(folder / "sources.yaml", imported.sources, themes)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        sentence = f"The drafts cannot be written to {folder}: {reason}."
        raise CannotAdd(sentence) from error
    return report(imported, library)


def _nothing(reasons: Sequence[str]) -> str:
    return "\n".join([*reasons, "Nothing was added."])


def _read(notes: Sequence[Path]) -> list[tuple[str, str]]:
    read: list[tuple[str, str]] = []
    reasons: list[str] = []
    for path in notes:
        text = _text(path, reasons)
        if text is not None:
            read.append((path.name.encode("utf-8", "replace").decode(), text))
    if reasons:
        raise CannotAdd(_nothing(reasons))
    return read


def _text(path: Path, reasons: list[str]) -> str | None:
    try:
        with path.open("rb") as stream:
            content = stream.read(LARGEST_NOTE + 1)
    except OSError as error:
        reason = (error.strerror or type(error).__name__).lower()
        reasons.append(f"{path} cannot be read: {reason}.")
        return None
    if len(content) > LARGEST_NOTE:
        reasons.append(f"{path} is larger than {LARGEST_NOTE // 1024} KB; split the note.")
        return None
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        reasons.append(f"{path} is not UTF-8 (line {line}); save it as UTF-8 and try again.")
        return None


def _taken(themes: Mapping[Path, bytes]) -> list[str]:
    return [
        f"{path} is there already, and is not overwritten; move it away or rename the note."
        for path in themes
        if path.exists()
    ]


def _too_large(themes: Mapping[Path, bytes]) -> list[str]:
    return [
        f"{path.name} would be larger than {LARGEST_FILE // 1024} KB; split the note."
        for path, text in themes.items()
        if len(text) > LARGEST_FILE
    ]


def _with_sources(old: bytes, added: Sequence[Source]) -> bytes:
    """Return the sources file with more sources at its end, everything before as it was."""
    known = yaml.safe_load(old)
    block = sources_text(added, as_list=isinstance(known, list))
    between = b"" if old.endswith(b"\n") or not old else b"\n"
    appended = block.replace("\n", "\r\n") if b"\r\n" in old else block
    new = old + between + appended.encode()
    try:
        complete = len(yaml.safe_load(new)) == len(known) + len(added)
    except (yaml.YAMLError, TypeError):
        complete = False
    if not complete:
        sentence = "sources.yaml is written so that nothing can be put below it. Add this yourself"
        raise CannotAdd(_nothing([f"{sentence}, then import again:\n\n{block}"]))
    return new


def _write(path: Path, sources: Sequence[Source], themes: Mapping[Path, bytes]) -> None:
    """Write the sources first: an entry without its source would make the whole folder unusable."""
    if not sources:
        _create(themes)
        return
    old = path.read_bytes()
    _replace(path, _with_sources(old, sources))
    try:
        _create(themes)
    except OSError:
        _replace(path, old)
        raise


def _replace(path: Path, content: bytes) -> None:
    """Exchange a file's content at once, so that nobody ever reads half of it."""
    path = path.resolve()
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as new:
        new.write(content)
    shutil.copymode(path, new.name)
    Path(new.name).replace(path)


def _create(files: Mapping[Path, bytes]) -> None:
    """Write new files: all, or none."""
    written: list[Path] = []
    try:
        for path, content in files.items():
            with path.open("xb") as stream:
                written.append(path)
                stream.write(content)
    except OSError:
        for path in written:
            path.unlink(missing_ok=True)
        raise
