"""Sending the bot what no client of Discord's would: other people's buttons, menus and forms."""

import asyncio
from collections.abc import Mapping, Sequence
from pathlib import Path

import aiohttp

from tests.wire.connection import Json
from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.rafis_things import GUILD
from tests.wire.walking import Control

_STATES = ("StateMenu", "WaitingMenu", "NudgeMenu")  # menus of words, not of numbers
_ROWS = 6  # on a message, which holds 40 components

Ids = Mapping[str, Sequence[object]]
"""What can stand in custom_ids, by the names of their parts."""


class Server:
    """A running bot, its database, and what its custom_ids can hold."""

    def __init__(self, discord: Discord, database: Path, ids: Ids) -> None:
        self.discord, self.database, self.ids = discord, database, ids
        self._seen = 0

    def posted(self) -> list[str]:
        """What the bot asked of Discord since this was asked last, besides answering in private."""
        fresh = self.discord.traffic()[self._seen :]
        self._seen += len(fresh)
        asked = [one for one in fresh if one["kind"] == "rest" and one["who"] == "bot"]
        acts = [f"{one['method']} {one['path']}" for one in asked if one["method"] != "GET"]
        return [one for one in acts if "/interactions/" not in one and "/webhooks/" not in one]


async def uses(person: Person, one: Control, body: Json) -> Json:
    """What a person gets for it; a form is sent as if it were another one, which is open."""
    if one.kind == 0:
        place = {key: body[key] for key in ("channel_id", "guild_id") if key in body}
        opening = await person.command_body(int(body["channel_id"]), "outreach")
        open_one = await person.opens(opening | place)
        body = body | {"data": body["data"] | {"id": open_one["id"]}}
    return await person.interact(body)


def _sent(under: Json, one: Control, custom_id: str) -> Json:
    """The press, choice or submission of this control in this place."""
    place = {key: under[key] for key in ("channel_id", "guild_id") if key in under}
    if one.kind == 0:
        return place | {"type": 5, "data": {"custom_id": custom_id, "components": []}}
    data: Json = {"component_type": one.kind, "custom_id": custom_id}
    if one.kind == 3:
        data["values"] = [_value(one)]
    return place | {"type": 3, "message_id": under["id"], "data": data}


def _value(menu: Control) -> str:
    return "yes" if menu.name.endswith(_STATES) else "1"


async def sending(
    server: Server, person: Person, place: str, controls: Sequence[Control], ids: Ids
) -> list[tuple[Control, Json]]:
    """Post messages of the bot that carry these controls; gives each with what a client sends."""
    made = [(one, one.custom_id(ids)) for one in controls]
    under: dict[str, Json] = {}
    rows = _rows(made)
    for start in range(0, len(rows), _ROWS):
        some = rows[start : start + _ROWS]
        message = await _post(server.discord, person.channels[place], some)
        await person.hears("MESSAGE_CREATE", lambda one, of=message["id"]: one["id"] == of)
        under |= {one["custom_id"]: message for row in some for one in row["components"]}
    server.posted()  # those were ours
    anywhere = next(iter(under.values()))
    return [(one, _sent(under.get(custom_id, anywhere), one, custom_id)) for one, custom_id in made]


def _rows(made: Sequence[tuple[Control, str]]) -> list[Json]:
    """Buttons five a row, each menu a row of its own, and no form."""
    items = [(one, {"type": one.kind, "custom_id": custom_id}) for one, custom_id in made]
    buttons = [item | {"style": 2, "label": "Press"} for one, item in items if one.kind == 2]
    menus = [
        item | {"options": [{"label": "One", "value": _value(one)}]}
        for one, item in items
        if one.kind == 3
    ]
    fives = [buttons[start : start + 5] for start in range(0, len(buttons), 5)]
    return [{"type": 1, "components": some} for some in (*fives, *([one] for one in menus))]


async def _post(discord: Discord, channel_id: int, rows: list[Json]) -> Json:
    url = f"{discord.api_url}/channels/{channel_id}/messages"
    headers = {"Authorization": f"Bot {discord.bot_token}"}
    body = {"flags": 1 << 15, "components": rows}
    async with aiohttp.ClientSession() as http:
        while True:
            async with http.post(url, headers=headers, json=body) as answer:
                posted: Json = await answer.json()
            if answer.status != 429:
                break
            await asyncio.sleep(posted["retry_after"])  # as every client waits
    assert answer.ok, posted
    on_server = channel_id in range(GUILD, GUILD + 100)
    return posted | ({"guild_id": str(GUILD)} if on_server else {})
