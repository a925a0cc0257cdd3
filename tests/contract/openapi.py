"""Discord's OpenAPI document: its operations, and validators for the schemas it holds.

The document is read three times, because it is asked three different questions:

- `REQUESTS`: may the bot send this? Closed: a key the document does not name is a fault, since
  Discord would ignore it silently. Takes up the deviations of discord.py.
- `ANSWERS`: would Discord answer this? Open: Discord may always add keys.
- `GATEWAY`: would Discord dispatch this? Open, and less what the gateway leaves out.

All three live in one registry; a validator is compiled when it is first needed and then kept.
What differs from the published text, and why, is listed in `deviations.py`.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import cast
from urllib.parse import quote

import jsonschema_rs

from tests.contract.deviations import DEVIATIONS, DIFFERENCES, OMISSIONS, Change, MayLack
from tests.contract.traffic import Json, JsonObject

REQUESTS = "discord:requests"
ANSWERS = "discord:answers"
GATEWAY = "discord:gateway"

QUERY_BOOLEAN = "#/components/schemas/QueryBoolean"

ENVIRONMENT = "DISCORD_OPENAPI"
ABSENT = f"Discord's OpenAPI document is not there; {ENVIRONMENT} can name its path"


def locate() -> Path:
    """Where the document lies: DISCORD_OPENAPI, else beside the repository."""
    repository = Path(__file__).resolve().parents[2]
    beside = repository.parent / "shared" / "discord" / "openapi.json"
    return Path(os.environ.get(ENVIRONMENT, beside))


@cache
def published() -> "Document":
    """The document with all deviations, read once a process; FileNotFoundError if absent."""
    return Document(locate().read_bytes())


@dataclass(frozen=True)
class Operation:
    """One method of one path template, and what the path template's variables were."""

    method: str
    template: str
    variables: dict[str, str]

    @property
    def pointer(self) -> tuple[str, ...]:
        return ("paths", self.template, self.method.lower())

    def __str__(self) -> str:
        return f"{self.method} {self.template}"


class Document:
    """Finds operations and compiles validators; `source` is the document's JSON text."""

    def __init__(
        self,
        source: bytes,
        deviations: Iterable[Change] = DEVIATIONS,
        differences: Iterable[MayLack] = DIFFERENCES,
        omissions: Iterable[Change] = OMISSIONS,
    ) -> None:
        omitted = tuple(omissions)
        requests = _read(source, omitted)
        for node in _nodes(requests):
            _close(node)
        for deviation in deviations:
            deviation.apply(requests)
        gateway = _read(source, (*omitted, *differences))
        answers = _read(source, omitted)
        self._readings = {REQUESTS: requests, ANSWERS: answers, GATEWAY: gateway}
        self._validators: dict[tuple[str, ...], jsonschema_rs.Validator] = {}

    @cached_property
    def _registry(self) -> jsonschema_rs.Registry:
        return jsonschema_rs.Registry(self._readings.items(), draft=jsonschema_rs.Draft202012)

    @cached_property
    def _templates(self) -> list[tuple[str, list[str]]]:
        paths = self.at(REQUESTS, "paths")
        return [(template, template.split("/")) for template in paths]

    def operation(self, method: str, path: str) -> Operation | None:
        """Find the operation a request means, or None; a literal segment beats a variable."""
        segments = path.split("/")
        matches = [
            (template, parts)
            for template, parts in self._templates
            if len(parts) == len(segments)
            and all(
                part == segment or (_is_variable(part) and segment)
                for part, segment in zip(parts, segments, strict=True)
            )
        ]
        if not matches:
            return None
        template, parts = min(matches, key=lambda match: [_is_variable(part) for part in match[1]])
        if method.lower() not in self.at(REQUESTS, "paths", template):
            return None
        variables = {
            part[1:-1]: segment
            for part, segment in zip(parts, segments, strict=True)
            if _is_variable(part)
        }
        return Operation(method, template, variables)

    def at(self, reading: str, *pointer: str) -> JsonObject:
        """Return the object at a pointer of a reading; KeyError when there is none."""
        node: Json = self._readings[reading]
        for key in pointer:
            node = cast("JsonObject", node)[key]
        return cast("JsonObject", node)

    def resolve(self, reading: str, node: JsonObject) -> JsonObject:
        """Follow `$ref` until there is none."""
        while isinstance(reference := node.get("$ref"), str):
            node = self.at(reading, *reference.removeprefix("#/").split("/"))
        return node

    def validator(self, reading: str, *pointer: str) -> jsonschema_rs.Validator:
        """Return the validator of the schema at a pointer."""
        return self._compiled(_reference(reading, pointer))

    def component(self, reading: str, *names: str) -> jsonschema_rs.Validator:
        """Return the validator of a component, or of "exactly one of these components"."""
        return self._compiled(
            *(_reference(reading, ("components", "schemas", name)) for name in names)
        )

    def _compiled(self, *references: str) -> jsonschema_rs.Validator:
        if references not in self._validators:
            branches: list[JsonObject] = [{"$ref": reference} for reference in references]
            self._validators[references] = jsonschema_rs.Draft202012Validator(
                branches[0] if len(branches) == 1 else {"oneOf": branches},
                registry=self._registry,
                validate_formats=True,
                offline=True,
            )
        return self._validators[references]


def _reference(reading: str, pointer: tuple[str, ...]) -> str:
    """A URI with a JSON pointer as its fragment (RFC 6901, section 6)."""
    escaped = (key.replace("~", "~0").replace("/", "~1") for key in pointer)
    return f"{reading}#/{quote('/'.join(escaped), safe='/~')}"


def _is_variable(part: str) -> bool:
    return part.startswith("{")


def _read(source: bytes, changes: Iterable[Change | MayLack]) -> JsonObject:
    """Read the text and make parameters addressable by name: `parameters.query.wait`.

    Query values are text, so a boolean there gets a schema of its own: the words OpenAPI's
    default style writes.
    """
    document: JsonObject = json.loads(source)
    components = cast("dict[str, JsonObject]", document["components"])
    components["schemas"]["QueryBoolean"] = {"enum": ["true", "false"]}
    for item in cast("dict[str, dict[str, JsonObject]]", document["paths"]).values():
        shared = cast("list[JsonObject]", item.pop("parameters", []))
        for operation in item.values():
            own = cast("list[JsonObject]", operation.get("parameters", []))
            operation["parameters"] = _by_place_and_name([*shared, *own])
    for change in changes:
        change.apply(document)
    return document


def _by_place_and_name(parameters: list[JsonObject]) -> JsonObject:
    places: dict[str, JsonObject] = {"path": {}, "query": {}}
    for parameter in parameters:
        if parameter["schema"] == {"type": "boolean"}:
            parameter["schema"] = {"$ref": QUERY_BOOLEAN}
        places[str(parameter["in"])][str(parameter["name"])] = parameter
    return cast("JsonObject", places)


def _nodes(node: Json) -> Iterable[JsonObject]:
    if isinstance(node, dict):
        yield node
        for child in node.values():
            yield from _nodes(child)
    elif isinstance(node, list):
        for child in node:
            yield from _nodes(child)


def _close(node: JsonObject) -> None:
    """Forbid unnamed keys where the node is the schema of an object that names its keys.

    The multipart bodies join two objects by `allOf`, which closing would make contradict each
    other; nothing is validated against those (see `check.py`).
    """
    if node.get("type") == "object" and isinstance(node.get("properties"), dict):
        node.setdefault("additionalProperties", False)
