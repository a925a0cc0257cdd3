"""YAML text as nodes that know their lines.

libyaml reads ten times as fast. What it refuses, PyYAML's own parser reads again: it may still take
it, and says more exactly what is wrong.
"""

from typing import TypeAlias

import yaml
from yaml.composer import Composer, ComposerError


class _WithoutReferences(Composer):
    """Refuses references: a handful of them can unfold into more than a machine can hold."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):  # type: ignore[attr-defined]  # from a parser
            event = self.peek_event()  # type: ignore[attr-defined]
            problem = "a word that begins with * needs quotation marks"
            raise ComposerError(None, None, problem, event.start_mark)
        return super().compose_node(parent, index)


class _Quick(_WithoutReferences, yaml.CSafeLoader):
    """Parses with libyaml. It composes in Python, whose recursion has a limit."""

    def __init__(self, text: str) -> None:
        yaml.CSafeLoader.__init__(self, text)
        Composer.__init__(self)


class _Careful(_WithoutReferences, yaml.SafeLoader):
    """Parses in Python."""


Loader: TypeAlias = _Quick | _Careful


def compose(text: str, above: int = 0) -> tuple[yaml.Node | None, Loader]:
    """Return the node of a text, None if it is empty, and what can tell the value of its parts.

    Lines count from 0, after those `above`. Raises YAMLError if the text is no YAML, and
    RecursionError if it is nested too deeply.
    """
    if "\t" not in text:  # libyaml takes tabs in places where they are most likely a slip
        quick = _Quick("\n" * above + text)
        try:
            return quick.get_single_node(), quick
        except yaml.YAMLError:
            pass  # told below, more exactly
    careful = _Careful(text)
    careful.line = above
    try:
        return careful.get_single_node(), careful
    finally:
        careful.dispose()
