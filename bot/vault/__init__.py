"""The community's notes as draft entries: read, turned into themes, written as YAML, reported."""

from bot.vault.importing import Imported, NotImportable, import_notes
from bot.vault.report import report
from bot.vault.theme import Library
from bot.vault.writing import sources_text

__all__ = ["Imported", "Library", "NotImportable", "import_notes", "report", "sources_text"]
