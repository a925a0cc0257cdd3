from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.content.nodes import Loader, _Careful, _Quick, compose

CONTENT = Path(__file__).parents[2] / "content"
FILES = sorted(str(path.relative_to(CONTENT)) for path in CONTENT.rglob("*.yaml"))


def told(node: Any) -> Any:
    """What a node says and on which line, all the way down."""
    value = node.value
    if isinstance(node, yaml.MappingNode):
        value = [(told(key), told(of)) for key, of in value]
    elif isinstance(node, yaml.SequenceNode):
        value = [told(item) for item in value]
    return node.tag, node.start_mark.line, value


@pytest.mark.parametrize("file", FILES)
def test_every_file_of_the_library_is_read_quickly_and_as_pyyaml_would(file: str) -> None:
    text = (CONTENT / file).read_text(encoding="utf-8")
    node, loader = compose(text)
    assert isinstance(loader, _Quick)
    assert told(node) == told(_Careful(text).get_single_node())


@pytest.mark.parametrize(
    ("text", "read_by"),
    [
        ("- plain\n- >-\n  folded\n\n  text\n- {a: [b, 'c']}\n", _Quick),
        ('- "\\ud83d\\ude00"\n', _Careful),  # libyaml takes no half of a character
        ("- 'a\tb'\n", _Careful),
    ],
)
def test_lines_count_from_the_top_of_the_file(text: str, read_by: type[Loader]) -> None:
    node, loader = compose(text, above=7)
    assert isinstance(loader, read_by)
    assert node is not None
    assert node.value[0].start_mark.line == 7


@pytest.mark.parametrize("text", ["- &a x\n- *a\n", "- 'a\tb'\n- [*a]\n"])
def test_a_reference_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(yaml.MarkedYAMLError, match="begins with") as refusal:
        compose(text, above=3)
    assert refusal.value.problem_mark is not None
    assert refusal.value.problem_mark.line == 4


def test_what_is_nested_too_deeply_never_ends_the_process() -> None:
    with pytest.raises(RecursionError):
        compose("[" * 500_000)
