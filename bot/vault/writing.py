"""Drafts and their sources as YAML that a curator can read and edit."""

import textwrap
from collections.abc import Sequence
from datetime import date

import yaml

from bot.guidance import Citation, Kind, Source
from bot.vault.theme import Draft, Theme
from bot.vault.words import one_line

_WIDTH = 100


def theme_text(theme: Theme, today: date) -> str:
    """Return the theme file: every draft with what the note says as a comment above its body."""
    head = (
        f'Drafts from the note "{theme.note.title}". None is shown while it says draft: true. '
        "Write each body in your own words, then take its draft line out."
    )
    return "\n".join([*_comment(head, ""), *(_entry(draft, today) for draft in theme.drafts)])


def sources_text(sources: Sequence[Source], *, as_list: bool) -> str:
    """Return sources as they stand in sources.yaml: below their ids, or as a list of items."""
    fields = [source.model_dump(mode="json", exclude_none=True) for source in sources]
    written = fields if as_list else {each.pop("id"): each for each in fields}
    return _yaml(written) + "\n"


def _entry(draft: Draft, today: date) -> str:
    fields = [
        _yaml({"id": draft.id}),
        _yaml({"title": draft.title}),
        _yaml({"kind": draft.kind.value}),
        _yaml({"topics": draft.topics}),
        _yaml({"aliases": draft.aliases}) if draft.aliases else "",
        "\n".join(line for number, text in draft.said for line in _quoted(number, text)),
        _body(draft),
        _yaml({"sources": [_citation(draft.source)]}),
        _yaml({"related": draft.related}) if draft.related else "",
        _yaml({"reviewed": today}),
        _yaml({"draft": True}),
    ]
    lines = [line for field in fields for line in field.split("\n") if line]
    return "\n".join([f"- {lines[0]}", *(f"  {line}" for line in lines[1:]), ""])


def _body(draft: Draft) -> str:
    """Write a quotation on one line between quotation marks, so that not a letter is folded."""
    if draft.kind is not Kind.QUOTE:
        return _yaml({"body": draft.body})
    words = yaml.safe_dump(
        draft.body, default_style='"', allow_unicode=True, width=float("inf")
    ).strip()
    return f"body: {words}"


def _citation(citation: Citation) -> dict[str, object]:
    fields = citation.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    return {"doc": citation.doc, **fields}


def _quoted(number: int, text: str) -> list[str]:
    return _comment(f"Line {number}: {one_line(text)}", "  ")


def _comment(text: str, indent: str) -> list[str]:
    return textwrap.wrap(
        text,
        _WIDTH - len(indent),
        initial_indent="# ",
        subsequent_indent="# ",
        break_on_hyphens=False,
    )


def _yaml(value: object) -> str:
    """Dump a value; lists and mappings of plain words stand on one line."""
    flow = None if isinstance(value, dict) and set(value) <= {"topics", "related"} else False
    return yaml.dump(
        value,
        Dumper=_Dumper,
        default_flow_style=flow,
        allow_unicode=True,
        sort_keys=False,
        width=_WIDTH - 4,
    ).rstrip("\n")


class _Dumper(yaml.SafeDumper):
    """Sets lists in below their name, as they stand in the theme files."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)
