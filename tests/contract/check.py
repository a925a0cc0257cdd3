"""The contract check: the bot's requests, the answers to them, and what the gateway dispatches.

`check_traffic(path)` is for every test that records traffic.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from tests.contract.faults import Fault, find, shorten
from tests.contract.gateway import PARTS, parts
from tests.contract.openapi import ANSWERS, GATEWAY, REQUESTS, Document, Operation, published
from tests.contract.report import Report, Violation
from tests.contract.traffic import Exchange, Json, JsonObject, Payload, read

JSON_BODY = "application/json"
DISPATCH = 0  # the gateway opcode of an event
INTEGER = re.compile(r"-?\d+")


def check_traffic(path: Path) -> Report:
    """Check a traffic record against Discord's document.

    Raises FileNotFoundError when the document or the record is absent, RecordError when a line
    of the record cannot be read.
    """
    return check(read(path), published())


def check(traffic: Iterable[Exchange | Payload], document: Document) -> Report:
    """Check exchanges and payloads, one after the other."""
    inspection = _Inspection(document)
    for entry in traffic:
        if isinstance(entry, Payload):
            inspection.payload(entry)
        elif entry.who == "bot":
            inspection.exchange(entry)
        elif entry.who == "person":
            inspection.answered_messages(entry)
    return inspection.report


class _Inspection:
    """One run over some traffic; the findings gather in `report`."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.report = Report()

    def exchange(self, exchange: Exchange) -> None:
        """Check a request of the bot and the answer to it."""
        self.report.requests += 1
        operation = self._document.operation(exchange.method, exchange.path)
        if operation is None:
            fault = Fault("", "an operation of Discord's document", shorten(exchange.path))
            self._violation(exchange, "path", fault)
            return
        self.report.operations[str(operation)] += 1
        self._parameters(exchange, operation)
        self._request(exchange, operation)
        self._answer(exchange, operation)

    def answered_messages(self, exchange: Exchange) -> None:
        """Check the message objects answered to a person; their requests are their own affair."""
        operation = self._document.operation(exchange.method, exchange.path)
        if operation is not None and exchange.status == 200 and self._answers_message(operation):
            self._answer(exchange, operation)

    def payload(self, payload: Payload) -> None:
        """Check an event dispatched to a client, as far as the document describes its parts."""
        if payload.direction != "out" or payload.op != DISPATCH or payload.event is None:
            return
        if payload.event not in PARTS:
            self.report.events_without_schema[payload.event] += 1
            return
        self.report.payloads += 1
        self.report.events[payload.event] += 1
        for part in PARTS[payload.event]:
            validator = self._document.component(GATEWAY, *part.components)
            for pointer, value in parts(part.pointer, payload.data):
                for fault in find(validator, value):
                    placed = Fault(pointer + fault.pointer, fault.expected, fault.value)
                    found = Violation(f"to {payload.who}", "gateway", payload.event, placed)
                    self.report.violations[found] += 1

    def _parameters(self, exchange: Exchange, operation: Operation) -> None:
        given = {"path": operation.variables, "query": exchange.query}
        for place, values in given.items():
            pointer = (*operation.pointer, "parameters", place)
            known = cast("dict[str, JsonObject]", self._document.at(REQUESTS, *pointer))
            for name, value in values.items():
                if name in known:
                    self._parameter(exchange, (*pointer, name, "schema"), value)
                else:
                    fault = Fault(f"/{name}", "no such parameter", shorten(value))
                    self._violation(exchange, place, fault)
            for name, parameter in known.items():
                if parameter.get("required") and name not in values:
                    fault = Fault("", f"the parameter {name!r}", "none")
                    self._violation(exchange, place, fault)

    def _parameter(self, exchange: Exchange, pointer: tuple[str, ...], value: Json) -> None:
        schema = self._document.resolve(REQUESTS, self._document.at(REQUESTS, *pointer))
        validator = self._document.validator(REQUESTS, *pointer)
        *_, place, name, _ = pointer
        for fault in find(validator, _typed(schema, value)):
            self._violation(
                exchange, place, Fault(f"/{name}{fault.pointer}", fault.expected, fault.value)
            )

    def _request(self, exchange: Exchange, operation: Operation) -> None:
        definition = self._document.at(REQUESTS, *operation.pointer)
        if "requestBody" not in definition:
            if exchange.request is not None:
                fault = Fault("", "no body", shorten(exchange.request))
                self._violation(exchange, "request", fault)
            return
        if exchange.request is None:
            if self._document.at(REQUESTS, *operation.pointer, "requestBody").get("required"):
                self._violation(exchange, "request", Fault("", "a body", "none"))
            return
        content = (*operation.pointer, "requestBody", "content")
        # The payload_json of a multipart body is what would otherwise be the JSON body.
        if JSON_BODY not in self._document.at(REQUESTS, *content):
            self._violation(exchange, "request", Fault("", "no JSON body", "JSON"))
            return
        validator = self._document.validator(REQUESTS, *content, JSON_BODY, "schema")
        for fault in find(validator, exchange.request):
            self._violation(exchange, "request", fault)

    def _answer(self, exchange: Exchange, operation: Operation) -> None:
        self.report.answers += 1
        responses = self._document.at(ANSWERS, *operation.pointer, "responses")
        status = str(exchange.status)
        listed = next((key for key in (status, f"{status[0]}XX") if key in responses), None)
        if listed is None:
            fault = Fault("", f"one of {', '.join(responses)}", status)
            self._violation(exchange, "status", fault)
            return
        schema = self._answer_schema(operation, listed)
        if schema is None:
            if exchange.response is not None:
                fault = Fault("", "no body", shorten(exchange.response))
                self._violation(exchange, f"answer {status}", fault)
            return
        for fault in find(self._document.validator(ANSWERS, *schema), exchange.response):
            self._violation(exchange, f"answer {status}", fault)
        self._note_unknown_keys(exchange, operation, schema)

    def _answer_schema(self, operation: Operation, status: str) -> tuple[str, ...] | None:
        pointer: tuple[str, ...] = (*operation.pointer, "responses", status)
        reference = self._document.at(ANSWERS, *pointer).get("$ref")
        if isinstance(reference, str):
            pointer = tuple(reference.removeprefix("#/").split("/"))
        content = self._document.at(ANSWERS, *pointer).get("content")
        if isinstance(content, dict) and JSON_BODY in content:
            return (*pointer, "content", JSON_BODY, "schema")
        return None

    def _answers_message(self, operation: Operation) -> bool:
        schema = self._answer_schema(operation, "200")
        return schema is not None and "/MessageResponse'" in repr(
            self._document.at(ANSWERS, *schema)
        )

    def _note_unknown_keys(
        self, exchange: Exchange, operation: Operation, schema: tuple[str, ...]
    ) -> None:
        known = _known_keys(self._document, self._document.at(ANSWERS, *schema))
        answers = exchange.response if isinstance(exchange.response, list) else [exchange.response]
        for answer in answers:
            if known and isinstance(answer, dict):
                for key in answer.keys() - known:
                    self.report.notes[f"{operation} answers the unknown key {key!r}"] += 1

    def _violation(self, exchange: Exchange, side: str, fault: Fault) -> None:
        place = f"{exchange.method} {exchange.path}"
        self.report.violations[Violation(exchange.who, side, place, fault)] += 1


def _typed(schema: JsonObject, value: Json) -> Json:
    """Read a query value, which is text, as the type its schema wants; as text if it is none."""
    if schema.get("type") == "array" and not isinstance(value, list):
        return [value]
    if schema.get("type") == "integer" and isinstance(value, str) and INTEGER.fullmatch(value):
        return int(value)
    return value


def _known_keys(document: Document, schema: JsonObject) -> set[str]:
    """Collect the keys an answer, or each item of a list answered, may have by the document."""
    schema = document.resolve(ANSWERS, schema)
    known = set(cast("JsonObject", schema.get("properties", {})))
    for keyword in ("oneOf", "anyOf", "allOf"):
        for branch in cast("list[JsonObject]", schema.get(keyword, [])):
            known |= _known_keys(document, branch)
    if "items" in schema:
        known |= _known_keys(document, cast("JsonObject", schema["items"]))
    return known
