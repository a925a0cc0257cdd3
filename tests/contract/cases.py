"""Exchanges that are right, and exchanges with one fault each and the words that report it."""

from tests.contract import samples
from tests.contract.traffic import Exchange, Json, JsonObject

SEND = "/channels/300/messages"
CALLBACK = "/interactions/800/interaction-token/callback"
FIELD: JsonObject = {"type": 10, "content": "Only you see this."}
COMMANDS = "/applications/100/guilds/200/commands"
FOLLOW_UP = "/webhooks/100/interaction-token"


def button(**changes: Json) -> JsonObject:
    plain: JsonObject = {"type": 2, "style": 1, "label": "Related", "custom_id": "advice:7"}
    return plain | changes


def row(*components: Json) -> JsonObject:
    return {"type": 1, "components": list(components)}


def asked(
    method: str,
    path: str,
    request: Json = None,
    *,
    query: dict[str, Json] | None = None,
    status: int = 200,
    response: Json = None,
    who: str = "bot",
) -> Exchange:
    return Exchange(who, method, path, status, query or {}, request, response=response)


def sent(request: Json) -> Exchange:
    return asked("POST", SEND, request, response=samples.message())


def answered(**changes: Json) -> Exchange:
    return asked("POST", SEND, {"content": "hello"}, response=samples.message(**changes))


def without(value: JsonObject, key: str) -> JsonObject:
    return {name: member for name, member in value.items() if name != key}


def option(**changes: Json) -> JsonObject:
    plain: JsonObject = {"type": 3, "name": "question", "description": "Ask", "required": True}
    return plain | changes


def registered(*options: Json) -> Exchange:
    command: JsonObject = {"name": "advice", "description": "Ask", "options": list(options)}
    return asked("PUT", COMMANDS, [command], response=[samples.command()])


RIGHT = {
    "a message": sent({"content": "hello", "components": [row(button())]}),
    "a container": answered(flags=32768, components=[samples.container()]),
    "a command": registered(option(autocomplete=True)),
    "a reaction": asked("PUT", "/channels/300/messages/7/reactions/👍/@me", status=204),
    "a literal before a variable": asked("PUT", "/channels/300/messages/pins/7", status=204),
    "history": asked("GET", SEND, query={"limit": "50", "after": "1"}, response=[]),
    "a deferral": asked(
        "POST",
        CALLBACK,
        {"type": 5, "data": {"flags": 64}},
        query={"with_response": "1"},
        response={"interaction": {"id": "800", "type": 2}},
    ),
    "suggestions": asked(
        "POST",
        CALLBACK,
        {"type": 8, "data": {"choices": [{"name": "Fees", "value": "fees"}]}},
        status=204,
    ),
    "a refusal": asked(
        "POST",
        SEND,
        {"content": "hello"},
        status=403,
        response={"message": "Missing Access", "code": 50001},
    ),
    "a refusal of fields": asked(
        "POST",
        SEND,
        {"content": "hello"},
        status=400,
        response={
            "message": "Invalid Form Body",
            "code": 50035,
            "errors": {
                "embeds": {
                    "0": {"_errors": [{"code": "BASE_TYPE_MAX_LENGTH", "message": "Too long"}]}
                }
            },
        },
    ),
    "a rate limit": asked(
        "POST",
        SEND,
        {"content": "hello"},
        status=429,
        response={"message": "Slow", "code": 0, "retry_after": 0.5, "global": False},
    ),
}

WRONG = {
    "an unknown path": (asked("GET", "/channels/300/weather"), "GET /channels/300/weather · path"),
    "an unknown method": (asked("PUT", SEND), "expected an operation of Discord's document"),
    "a path that is no id": (
        asked("POST", "/channels/biz-talk/messages", {}, response=samples.message()),
        'path · /channel_id: expected text like ^(0|[1-9][0-9]*)$, got "biz-talk"',
    ),
    "an unknown query parameter": (
        asked("GET", SEND, query={"page": "2"}, response=[]),
        'query · /page: expected no such parameter, got "2"',
    ),
    "a query out of bounds": (
        asked("GET", SEND, query={"limit": "101"}, response=[]),
        "query · /limit: expected maximum to hold",
    ),
    "a query of the wrong type": (
        asked("GET", SEND, query={"limit": "all"}, response=[]),
        'query · /limit: expected integer, got "all"',
    ),
    "a query that is no boolean": (
        asked("POST", FOLLOW_UP, {}, query={"wait": "yes"}, response=samples.message()),
        'query · /wait: expected one of "true", "false", "1", "0", got "yes"',
    ),
    "a query parameter missing": (
        asked("GET", "/guilds/200/members/search", response=[]),
        "query · the whole: expected the parameter 'query', got none",
    ),
    "a body missing": (sent(None), "request · the whole: expected a body, got none"),
    "a body too many": (
        asked("PUT", "/channels/300/messages/pins/7", {"reason": "tip"}, status=204),
        "request · the whole: expected no body",
    ),
    "a wrong type": (sent({"content": 5}), "request · /content: expected null or string, got 5"),
    "an unknown key": (
        sent({"contents": "hello"}),
        'request · /contents: expected no such key, got "hello"',
    ),
    "an unknown key of a button": (
        sent({"components": [row(button(colour=5))]}),
        "request · /components/0/components/0/colour: expected no such key, got 5",
    ),
    "a wrong button style": (
        sent({"components": [row(button(style=9))]}),
        "/components/0/components/0/style: expected one of 1, 2, 3, 4, 5, 6, got 9",
    ),
    "a label too long": (
        sent({"components": [row(button(label="x" * 81))]}),
        "/components/0/components/0/label: expected at most 80 characters",
    ),
    "six buttons in a row": (
        sent({"components": [row(*[button()] * 6)]}),
        "request · /components/0/components: expected at most 5 items",
    ),
    "a component that is none": (
        sent({"components": [{"type": 99}]}),
        "request · /components/0/type: expected one of 1, 10, 12, 13, 14, 17, 9, got 99",
    ),
    "a component without a type": (
        sent({"components": [{"content": "hello"}]}),
        "request · /components/0: expected the key 'type'",
    ),
    "a button outside a row": (
        sent({"components": [button()]}),
        "request · /components/0/type: expected one of",
    ),
    "a button in a container": (
        sent({"components": [{"type": 17, "components": [button()]}]}),
        "request · /components/0/components/0/type: expected one of",
    ),
    "too many embeds": (sent({"embeds": [{}] * 11}), "/embeds: expected at most 10 items"),
    "a date that is none": (
        sent({"embeds": [{"timestamp": "yesterday"}]}),
        "/embeds/0/timestamp: expected the format date-time",
    ),
    "a negative id": (
        sent({"message_reference": {"message_id": -1}}),
        "/message_reference/message_id: expected minimum to hold",
    ),
    "a reply to nothing": (
        sent({"message_reference": {}}),
        "/message_reference: expected the key 'message_id'",
    ),
    "one message in bulk": (
        asked("POST", f"{SEND}/bulk-delete", {"messages": ["1"]}, status=204),
        "/messages: expected minItems to hold",
    ),
    "a command option without a description": (
        registered(without(option(), "description")),
        "/0/options/0: expected the key 'description'",
    ),
    "a command option of no type": (
        registered(option(type=12)),
        "/0/options/0/type: expected one of",
    ),
    "a command name too long": (
        registered(option(name="x" * 33)),
        "/0/options/0/name: expected at most 32 characters",
    ),
    "a callback of no type": (
        asked("POST", CALLBACK, {"type": 99}, status=204),
        "request · /type: expected one of",
    ),
    "a callback with a long text": (
        asked("POST", CALLBACK, {"type": 4, "data": {"content": "x" * 2001}}, status=204),
        "request · /data/content: expected at most 2000 characters",
    ),
    "too many suggestions": (
        asked(
            "POST",
            CALLBACK,
            {"type": 8, "data": {"choices": [{"name": "Fees", "value": "fees"}] * 26}},
            status=204,
        ),
        "request · /data/choices: expected at most 25 items",
    ),
    "a modal without a title": (
        asked(
            "POST",
            CALLBACK,
            {"type": 9, "data": {"custom_id": "gig", "components": [FIELD]}},
            status=204,
        ),
        "request · /data: expected the key 'title'",
    ),
    "an answer without its author": (
        asked("POST", SEND, {}, response=without(samples.message(), "author")),
        "answer 200 · the whole: expected the key 'author'",
    ),
    "an answer with an integer id": (
        answered(id=700),
        "answer 200 · /id: expected string, got 700",
    ),
    "an answer of no message type": (answered(type=99), "answer 200 · /type: expected one of 0, 1"),
    "a null that should be absent": (answered(thread=None), "/thread: expected object, got null"),
    "a mention by id": (answered(mentions=["101"]), '/mentions/0: expected object, got "101"'),
    "a component without its id": (
        answered(components=[{"type": 10, "content": "hello"}]),
        "answer 200 · /components/0: expected the key 'id'",
    ),
    "a reply whose original lacks its time": (
        answered(referenced_message=without(samples.message(), "timestamp")),
        "/referenced_message: expected the key 'timestamp'",
    ),
    "an answer that is empty": (
        asked("POST", SEND, {}),
        "answer 200 · the whole: expected object, got null",
    ),
    "an answer where none belongs": (
        asked("DELETE", f"{SEND}/7", status=204, response={}),
        "answer 204 · the whole: expected no body, got {}",
    ),
    "a list with a wrong item": (
        asked("GET", SEND, response=[samples.message(), samples.message(flags="0")]),
        'answer 200 · /1/flags: expected integer, got "0"',
    ),
    "a status Discord never gives there": (
        asked("POST", SEND, {}, status=201, response=samples.message()),
        "status · the whole: expected one of 200, 429, 4XX, got 201",
    ),
    "a server error": (
        asked("POST", SEND, {}, status=500),
        "status · the whole: expected one of 200, 429, 4XX, got 500",
    ),
    "a refusal without a code": (
        asked("POST", SEND, {}, status=403, response={"message": "No"}),
        "answer 403 · the whole: expected the key 'code'",
    ),
    "a rate limit without a time": (
        asked(
            "POST",
            SEND,
            {},
            status=429,
            response={"message": "Slow", "code": 0, "global": False},
        ),
        "answer 429 · the whole: expected the key 'retry_after'",
    ),
    "a message answered to a person": (
        asked("POST", SEND, {}, response=samples.message(id=7), who="person"),
        "person · POST /channels/300/messages · answer 200 · /id: expected string, got 7",
    ),
}
