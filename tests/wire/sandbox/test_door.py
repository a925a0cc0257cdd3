"""Who the sandbox lets in, and what it says to requests that it does not know."""

import aiohttp
import pytest

from tests.wire.person import Person
from tests.wire.process import Discord
from tests.wire.puppet import Puppet


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": ""},
        {"Authorization": "Bot wrong"},
        {"Authorization": "wrong"},
        {"Authorization": "sandbox.bot.token"},  # the bot's, as if a person's
        {"Authorization": "Bot sandbox.nora.token"},  # a person's, as if a bot's
    ],
)
async def test_without_the_right_token_nothing_is_told(
    discord: Discord, headers: dict[str, str]
) -> None:
    async with (
        aiohttp.ClientSession(headers=headers) as http,
        http.get(f"{discord.api_url}/users/@me") as answer,
    ):
        assert answer.status == 401
        assert await answer.json() == {"message": "401: Unauthorized", "code": 0}


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:{port}"}, 200),
        ({"Host": "discord.example"}, 403),
        ({"Host": "127.0.0.1.example:{port}"}, 403),
        ({"Origin": "http://127.0.0.1:{port}"}, 200),
        ({"Origin": "https://discord.example"}, 403),
        ({"Origin": "http://localhost:{port}"}, 403),
        ({"Origin": "null"}, 403),
    ],
)
@pytest.mark.parametrize("path", ["/", "/sandbox/people", "/api/v10/gateway"])
async def test_only_this_machine_and_its_own_page_are_served(
    discord: Discord, headers: dict[str, str], status: int, path: str
) -> None:
    port = discord.url.rsplit(":", 1)[1]
    filled = {name: value.format(port=port) for name, value in headers.items()}
    async with (
        aiohttp.ClientSession() as http,
        http.get(discord.url + path, headers=filled) as answer,
    ):
        assert answer.status == status


async def test_a_foreign_page_cannot_open_the_gateway(discord: Discord) -> None:
    async with aiohttp.ClientSession() as http:
        with pytest.raises(aiohttp.WSServerHandshakeError, match="403"):
            await http.ws_connect(discord.gateway_url, origin="https://discord.example")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/guilds/1/emojis"),
        ("POST", "/channels/1/nothing"),
        ("PATCH", "/users/@me"),
    ],
)
async def test_what_is_not_simulated_is_refused_and_logged(
    discord: Discord, puppet: Puppet, method: str, path: str
) -> None:
    answer = await puppet.request(method, path)
    assert answer.refusal == (404, 0)
    await discord.process.said(f"not simulated: {method} {path}")


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"{", "application/json"),
        (b'{"content": "\xff"}', "application/json"),
        (rb'{"content": "\ud83d"}', "application/json"),  # half an emoji
        (
            b'--x\r\nContent-Disposition: form-data; name="payload_json"\r\n\r\n{\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
        ),
    ],
)
async def test_a_body_that_is_no_json_is_refused(
    puppet: Puppet, nora: Person, body: bytes, kind: str
) -> None:
    path = f"/channels/{nora.channels['biz-talk']}/messages"
    answer = await puppet.send_bytes("POST", path, body, kind)
    assert answer.refusal == (400, 50109)


@pytest.mark.parametrize(
    ("method", "path"),
    [("POST", "/interactions"), ("GET", "/guilds/{guild}/application-command-index")],
)
async def test_a_bot_may_not_do_what_only_clients_do(
    puppet: Puppet, nora: Person, method: str, path: str
) -> None:
    answer = await puppet.request(method, path.format(guild=nora.guild_id))
    assert answer.refusal == (403, 20001)
