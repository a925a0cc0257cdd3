"""What people type is never a format string, a query or a path; and all that is read is bounded."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from bot.errors import CannotStart
from bot.jsonl import LONGEST_LINE, lines_of
from tests.wire.walking import loaded_bot

ROOT = Path(__file__).parents[2]
OURS = sorted(
    one
    for folder in ("bot", "cogs", "migrations")
    for one in (ROOT / folder).rglob("*.py")
    if "sandbox" not in one.parts
)
HEARING = [
    one
    for one in OURS
    if one.is_relative_to(ROOT / "cogs")
    or one.relative_to(ROOT).parts[1] in ("interactions", "workflows", "moderation", "planning")
]
"""Where people's text goes through our hands."""

_FILES = {"open", "Path", "PurePath", "exec", "eval", "compile", "__import__"}
_UPLOADS = {"to_file", "save"}  # of discord.py, with which it would fetch a whole file


@cache
def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _calls(path: Path) -> Iterator[ast.Call]:
    return (one for one in ast.walk(_tree(path)) if isinstance(one, ast.Call))


def _name(call: ast.Call) -> str:
    match call.func:
        case ast.Name(id=name):
            return name
        case ast.Attribute(attr=name):
            return name
    return ""


def _at(path: Path, node: ast.expr) -> str:
    return f"{path.relative_to(ROOT)}:{node.lineno}: {ast.unparse(node)[:80]}"


def test_only_sentences_of_ours_are_formatted() -> None:
    """Never what a call gives: a sentence is an attribute of content, or a name for one."""
    made = [
        _at(path, one)
        for path in OURS
        for one in _calls(path)
        if _name(one) in ("format", "format_map")
        and not _is_a_sentence(getattr(one.func, "value", None))
    ]
    assert made == []


def _is_a_sentence(formatted: ast.expr | None) -> bool:
    match formatted:
        case ast.Attribute() | ast.Name() | ast.Constant():
            return True
        case ast.Subscript(value=value):
            return _is_a_sentence(value)
        case ast.IfExp(body=one, orelse=other):
            return _is_a_sentence(one) and _is_a_sentence(other)
        case ast.Call(func=ast.Name(id="_fee")):  # chooses among the framework's own sentences
            return True
    return False


def test_no_query_is_made_of_a_text() -> None:
    raw = [
        (path, one)
        for path in OURS
        for one in _calls(path)
        if _name(one) in {"exec_driver_sql"} | _imported(path) & {"text", "literal_column"}
    ]
    assert raw
    assert [_at(path, one) for path, one in raw if not _is_fixed(one.args[0])] == []


def test_nothing_is_put_behind_a_percent_sign_or_into_a_template() -> None:
    percent = [
        _at(path, one)
        for path in OURS
        for one in ast.walk(_tree(path))
        if isinstance(one, ast.BinOp) and isinstance(one.op, ast.Mod) and _is_text(one.left)
    ]
    assert percent == []
    assert [path for path in OURS if "from string import Template" in path.read_text()] == []


def _imported(path: Path) -> set[str]:
    """What a module takes from SQLAlchemy."""
    return {
        alias.asname or alias.name
        for one in ast.walk(_tree(path))
        if isinstance(one, ast.ImportFrom) and (one.module or "").startswith("sqlalchemy")
        for alias in one.names
    }


def _is_fixed(query: ast.expr) -> bool:
    """Written down here, or made of a constant."""
    match query:
        case ast.Constant():
            return True
        case ast.Name(id=name):
            return name.isupper()
        case ast.IfExp(body=one, orelse=other):
            return _is_fixed(one) and _is_fixed(other)
        case ast.Call(func=ast.Name(id="str"), args=[one]):
            return _is_fixed(one)
    return False


def _is_text(one: ast.expr) -> bool:
    return isinstance(one, ast.JoinedStr) or (
        isinstance(one, ast.Constant) and isinstance(one.value, str)
    )


def test_what_hears_people_opens_no_file_and_fetches_no_upload() -> None:
    used = [
        _at(path, one)
        for path in HEARING
        for one in _calls(path)
        if _name(one) in (_FILES if isinstance(one.func, ast.Name) else _UPLOADS)
    ]
    assert used == []


async def test_every_option_and_every_field_says_how_much_it_takes(tmp_path: Path) -> None:
    async with loaded_bot(tmp_path / "biztalk.db") as bot:
        commands = [command.to_dict(bot.tree) for command in bot.tree.get_commands()]
    boundless = [
        f"{command['name']} {option['name']}"
        for command in commands
        for option in _options(command)
        if option["type"] == 3 and not option.get("choices") and not option.get("max_length")
    ]
    assert not boundless


def _options(one: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for option in one.get("options") or ():
        yield option
        yield from _options(option)


def test_a_line_that_never_ends_is_not_read_into_memory(tmp_path: Path) -> None:
    file = tmp_path / "offers.jsonl"
    file.write_text("{}\n\n" + "x" * (LONGEST_LINE + 1) + "\n", encoding="utf-8")
    lines = lines_of(file)
    assert next(lines) == (1, "{}\n")
    with pytest.raises(CannotStart, match="line 3: it is longer than 1,000,000 characters"):
        next(lines)
