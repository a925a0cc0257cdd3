"""The gateway's WebSocket: hello, identify or resume, heartbeats, then events.

Opcodes and close codes:
https://discord.com/developers/docs/topics/opcodes-and-status-codes#gateway
"""

import asyncio
import json
import logging
from collections.abc import Callable
from enum import IntEnum
from functools import partial

from aiohttp import WSMsgType, web

from bot.sandbox import payloads
from bot.sandbox.faults import Phase
from bot.sandbox.guild_create import guild_create
from bot.sandbox.intents import ALL_KNOWN, PRIVILEGED, Intent
from bot.sandbox.json import JsonObject, as_object
from bot.sandbox.local import LocalDiscord
from bot.sandbox.sessions import Session
from bot.sandbox.world import ChannelKind, Guild, User

log = logging.getLogger(__name__)

_SAYS_GOODBYE = (1000, 1001)  # a client that closes with these will not resume


class Op(IntEnum):
    """Gateway opcodes."""

    DISPATCH = 0
    HEARTBEAT = 1
    IDENTIFY = 2
    PRESENCE_UPDATE = 3
    RESUME = 6
    RECONNECT = 7
    REQUEST_GUILD_MEMBERS = 8
    INVALID_SESSION = 9
    HELLO = 10
    HEARTBEAT_ACK = 11


class CloseCode(IntEnum):
    """Why the gateway hangs up."""

    UNKNOWN_ERROR = 4000
    UNKNOWN_OPCODE = 4001
    DECODE_ERROR = 4002
    NOT_AUTHENTICATED = 4003
    AUTHENTICATION_FAILED = 4004
    ALREADY_AUTHENTICATED = 4005
    INVALID_SEQUENCE = 4007
    RATE_LIMITED = 4008
    SESSION_TIMED_OUT = 4009
    INVALID_SHARD = 4010
    SHARDING_REQUIRED = 4011
    INVALID_API_VERSION = 4012
    INVALID_INTENTS = 4013
    DISALLOWED_INTENTS = 4014


class _HangUp(Exception):
    def __init__(self, code: CloseCode) -> None:
        super().__init__(code.name)
        self.code = code


class Connection:
    """One socket, and the session it serves once the client has said who it is."""

    def __init__(
        self,
        local: LocalDiscord,
        socket: web.WebSocketResponse,
        address: str,
        cut: Callable[[], None],
    ) -> None:
        self._local = local
        self._socket = socket
        self._address = address
        self._cut = cut
        self._outbox: asyncio.Queue[str | None] = asyncio.Queue()
        self._session: Session | None = None
        self._hung_up = False  # by us; what the client then sends is only an echo

    async def serve(self) -> None:
        """Talk until either side hangs up."""
        if self._local.faults.take_cut(Phase.HELLO):
            self._cut()
            return
        interval = self._local.faults.heartbeat_ms
        self._put({"op": Op.HELLO, "d": {"heartbeat_interval": interval}})
        writer = asyncio.create_task(self._write())
        try:
            async for received in self._socket:
                if received.type is WSMsgType.TEXT:
                    self._take(received.data)
        except _HangUp as why:
            self._hung_up = True
            await self._socket.close(code=why.code, message=why.code.name.encode())
        finally:
            writer.cancel()
            if self._session is not None and self._session.outbox is self._outbox:
                self._session.outbox = None
                if not self._hung_up and self._socket.close_code in _SAYS_GOODBYE:
                    self._local.sessions.forget(self._session)

    async def _write(self) -> None:
        while (text := await self._outbox.get()) is not None:
            await self._socket.send_str(text)
        self._hung_up = True
        await self._socket.close(code=1001)

    def _put(self, frame: JsonObject) -> None:
        self._outbox.put_nowait(json.dumps(frame))

    def _take(self, text: str) -> None:
        try:
            frame = as_object(json.loads(text))
        except json.JSONDecodeError:
            raise _HangUp(CloseCode.DECODE_ERROR) from None
        user = None if self._session is None else self._session.user
        self._local.traffic.gateway(user, "in", _without_token(frame))
        match frame.get("op"):
            case Op.HEARTBEAT:
                if not self._local.faults.silent_heartbeats:
                    self._put({"op": Op.HEARTBEAT_ACK})
            case Op.IDENTIFY:
                self._identify(as_object(frame.get("d")))
            case Op.RESUME:
                self._resume(as_object(frame.get("d")))
            case Op.REQUEST_GUILD_MEMBERS:
                self._send_members(self._known_session(), as_object(frame.get("d")))
            case Op.PRESENCE_UPDATE:
                self._known_session()
            case _:
                raise _HangUp(CloseCode.UNKNOWN_OPCODE)

    def _known_session(self) -> Session:
        if self._session is None:
            raise _HangUp(CloseCode.NOT_AUTHENTICATED)
        return self._session

    def _identify(self, claim: JsonObject) -> None:
        if self._session is not None:
            raise _HangUp(CloseCode.ALREADY_AUTHENTICATED)
        user = self._local.world.user_with_token(str(claim.get("token")))
        if user is None:
            raise _HangUp(CloseCode.AUTHENTICATION_FAILED)
        if user.bot and self._local.faults.take_cut(Phase.IDENTIFY):
            self._cut()
            return
        if user.bot and (code := self._local.faults.take_close_code()) is not None:
            raise _HangUp(CloseCode(code))
        intents = self._checked_intents(user, claim.get("intents"))
        session = self._local.sessions.begin(user, intents)
        session.outbox = self._outbox
        self._session = session
        log.info("%s connected", user.name)
        self._greet(session)

    def _checked_intents(self, user: User, asked: object) -> int:
        if not user.bot:
            return ALL_KNOWN
        if not isinstance(asked, int) or asked & ~ALL_KNOWN:
            raise _HangUp(CloseCode.INVALID_INTENTS)
        if asked & PRIVILEGED & ~self._local.world.application.intents_granted:
            raise _HangUp(CloseCode.DISALLOWED_INTENTS)
        return asked

    def _greet(self, session: Session) -> None:
        world, user = self._local.world, session.user
        mine = [guild for guild in world.guilds.values() if user.id in guild.members]
        conversations = [
            payloads.channel(world, channel, viewer_id=user.id)
            for channel in world.channels.values()
            if channel.kind is ChannelKind.DM and user.id in channel.recipient_ids
        ]
        ready: JsonObject = {
            "v": 10,
            "user": payloads.own_user(user),
            "session_id": session.id,
            "resume_gateway_url": self._address,
            "private_channels": [] if user.bot else conversations,
        }
        if not user.bot:
            guilds = [self._guild(session, guild) for guild in mine]
            session.dispatch("READY", ready | {"guilds": guilds})
            return
        application = world.application
        ready["guilds"] = [{"id": str(guild.id), "unavailable": True} for guild in mine]
        ready["application"] = {
            "id": str(application.id),
            "flags": payloads.application_flags(application.intents_granted),
        }
        session.dispatch("READY", ready)
        if session.intents & Intent.GUILDS:
            for guild in mine:
                session.dispatch("GUILD_CREATE", self._guild(session, guild))

    def _guild(self, session: Session, guild: Guild) -> JsonObject:
        return guild_create(self._local.world, session, guild, self._local.clock.now())

    def _resume(self, claim: JsonObject) -> None:
        user = self._local.world.user_with_token(str(claim.get("token")))
        if user is None:
            raise _HangUp(CloseCode.AUTHENTICATION_FAILED)
        if user.bot and self._local.faults.take_cut(Phase.RESUME):
            self._cut()
            return
        session = self._local.sessions.find(str(claim.get("session_id")))
        sequence = claim.get("seq")
        missed = (
            session.missed_after(sequence)
            if session is not None and session.user is user and isinstance(sequence, int)
            else None
        )
        if session is None or missed is None:
            self._put({"op": Op.INVALID_SESSION, "d": False})
            return
        session.hang_up()
        session.outbox = self._outbox
        self._session = session
        for text in missed:
            self._outbox.put_nowait(text)
        session.dispatch("RESUMED", {})
        log.info("%s resumed, %d events late", user.name, len(missed))

    def _send_members(self, session: Session, asked: JsonObject) -> None:
        guild = self._local.world.guilds.get(int(str(asked.get("guild_id"))))
        if guild is None or session.user.id not in guild.members:
            return
        chunk: JsonObject = {
            "guild_id": str(guild.id),
            "members": [payloads.member(self._local.world, one) for one in guild.members.values()],
            "chunk_index": 0,
            "chunk_count": 1,
            "not_found": [],
        }
        if "nonce" in asked:
            chunk["nonce"] = asked["nonce"]
        session.dispatch("GUILD_MEMBERS_CHUNK", chunk)


async def accept(request: web.Request) -> web.StreamResponse:
    """``GET /gateway``: upgrade to a WebSocket and serve it. Frames are never compressed."""
    local: LocalDiscord = request.app[LocalDiscord.KEY]
    if local.faults.take_refusal():
        raise web.HTTPServiceUnavailable(text="the gateway refuses connections for now")
    socket = web.WebSocketResponse(max_msg_size=1 << 20)
    await socket.prepare(request)
    address = str(request.url.origin().with_scheme("ws") / "gateway")
    await Connection(local, socket, address, partial(_cut, request)).serve()
    return socket


def _cut(request: web.Request) -> None:
    if request.transport is not None:
        request.transport.abort()


def _without_token(frame: JsonObject) -> JsonObject:
    claim = as_object(frame.get("d"))
    return frame | {"d": claim | {"token": "..."}} if "token" in claim else frame
