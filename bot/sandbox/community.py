"""The one guild that a fresh sandbox holds, laid out like the community, and its six people."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.sandbox.permissions import Overwrite, Permission
from bot.sandbox.world import (
    Application,
    Channel,
    ChannelKind,
    Guild,
    Member,
    Role,
    User,
    World,
)

FOUNDED = datetime(2021, 2, 1, tzinfo=UTC)
_FIRST_ID = 804_000_000_000_000_000  # early 2021, as the community's own ids would be

GUILD_ID = _FIRST_ID
MODERATOR_ROLE_ID = _FIRST_ID + 1
REGULAR_ROLE_ID = _FIRST_ID + 2
BOT_ROLE_ID = _FIRST_ID + 3
APPLICATION_ID = _FIRST_ID + 9  # a bot user has its application's id

MEMBERS_MAY = int(
    Permission.VIEW_CHANNEL
    | Permission.SEND_MESSAGES
    | Permission.EMBED_LINKS
    | Permission.ATTACH_FILES
    | Permission.READ_MESSAGE_HISTORY
    | Permission.ADD_REACTIONS
    | Permission.USE_APPLICATION_COMMANDS
    | Permission.CREATE_PUBLIC_THREADS
    | Permission.CREATE_PRIVATE_THREADS
    | Permission.SEND_MESSAGES_IN_THREADS
    | Permission.SEND_POLLS
    | Permission.USE_EXTERNAL_APPS
    | Permission.CHANGE_NICKNAME
)
MODERATORS_MAY = int(
    Permission.MANAGE_MESSAGES
    | Permission.MANAGE_THREADS
    | Permission.MODERATE_MEMBERS
    | Permission.VIEW_AUDIT_LOG
    | Permission.PIN_MESSAGES
    | Permission.MENTION_EVERYONE
)
BOT_MAY = int(MEMBERS_MAY | MODERATORS_MAY & ~Permission.MENTION_EVERYONE | Permission.MANAGE_GUILD)
MESSAGE_CONTENT_GRANTED = 1 << 15
GUILD_MEMBERS_GRANTED = 1 << 1


@dataclass(frozen=True)
class Persona:
    """Somebody the page lets you be."""

    name: str
    about: str
    roles: tuple[int, ...] = ()
    accepts_dms: bool = True


PERSONAS = (
    Persona("Olive", "owner of the server"),
    Persona("Mara", "moderator, mostly on Sunday evenings", (MODERATOR_ROLE_ID,)),
    Persona("Rafi", "regular, mixes for a living", (REGULAR_ROLE_ID,)),
    Persona("Nora", "newcomer, first week here"),
    Persona("Dee", "regular with closed DMs", (REGULAR_ROLE_ID,), accepts_dms=False),
    Persona("Pax", "newcomer who likes to promote"),
)
_CHANNELS = (
    ("biz-talk", "The business of mixing, producing and engineering"),
    ("general-talk", "Everything else"),
    ("show-your-work", "The place for your own releases, services and links"),
    ("moderators-log", "What the bot tells the moderators"),
)


def found() -> World:
    """A new world with the guild, the bot and the six people in it, always with the same ids."""
    application = Application(
        id=APPLICATION_ID,
        bot_id=APPLICATION_ID,
        name="biz-talk",
        intents_granted=MESSAGE_CONTENT_GRANTED | GUILD_MEMBERS_GRANTED,
    )
    world = World(application)
    world.users[application.bot_id] = User(
        application.bot_id, "biz-talk", "sandbox.bot.token", about="the bot", bot=True
    )
    guild = Guild(GUILD_ID, "Better Records", owner_id=_persona_id(0), joined_at=FOUNDED)
    world.guilds[guild.id] = guild
    _add_roles(guild)
    for place, persona in enumerate(PERSONAS):
        token = f"sandbox.{persona.name.lower()}.token"
        person = User(_persona_id(place), persona.name, token, persona.about)
        person.accepts_dms = persona.accepts_dms
        world.users[person.id] = person
        guild.members[person.id] = Member(person.id, set(persona.roles), FOUNDED)
    guild.members[application.bot_id] = Member(application.bot_id, {BOT_ROLE_ID}, FOUNDED)
    _add_channels(world, guild)
    return world


def found_another(
    world: World, ids: Iterator[int], name: str, *, locale: str, channels: Iterable[str]
) -> Guild:
    """Another guild with the same people and the bot; its moderators are those of the first.

    Everybody sees its channels, and the bot may in it what everybody may.
    """
    first = world.guilds[GUILD_ID]
    guild = Guild(next(ids), name, owner_id=first.owner_id, joined_at=FOUNDED, locale=locale)
    moderators = Role(next(ids), "Mods", MODERATORS_MAY, 1)
    bots = Role(next(ids), "biz-talk", 0, 2, bot_id=APPLICATION_ID)
    everyone = Role(guild.id, "@everyone", MEMBERS_MAY, 0)
    guild.roles = {one.id: one for one in (everyone, moderators, bots)}
    now_here = {MODERATOR_ROLE_ID: moderators.id, BOT_ROLE_ID: bots.id}
    for one in first.members.values():
        roles = {now_here[role_id] for role_id in one.roles if role_id in now_here}
        guild.members[one.user_id] = Member(one.user_id, roles, FOUNDED)
    for place, called in enumerate(channels):
        channel = Channel(next(ids), ChannelKind.TEXT, called, guild.id, position=place)
        world.channels[channel.id] = channel
        guild.channel_ids.append(channel.id)
    world.guilds[guild.id] = guild
    return guild


def _persona_id(place: int) -> int:
    return _FIRST_ID + 10 + place


def _add_roles(guild: Guild) -> None:
    for role in (
        Role(guild.id, "@everyone", MEMBERS_MAY, 0),
        Role(REGULAR_ROLE_ID, "Regular", 0, 1, color=0x3B82A0),
        Role(MODERATOR_ROLE_ID, "Moderator", MODERATORS_MAY, 2, color=0xB4642D),
        Role(BOT_ROLE_ID, "biz-talk", BOT_MAY, 3, bot_id=APPLICATION_ID),
    ):
        guild.roles[role.id] = role


def _add_channels(world: World, guild: Guild) -> None:
    for place, (name, topic) in enumerate(_CHANNELS):
        channel = Channel(
            _FIRST_ID + 20 + place,
            ChannelKind.TEXT,
            name,
            guild.id,
            topic,
            position=place,
        )
        if name == "moderators-log":
            hidden = Overwrite(guild.id, for_member=False, deny=int(Permission.VIEW_CHANNEL))
            seen_by = (
                Overwrite(role_id, for_member=False, allow=int(Permission.VIEW_CHANNEL))
                for role_id in (MODERATOR_ROLE_ID, BOT_ROLE_ID)
            )
            channel.overwrites = {one.id: one for one in (hidden, *seen_by)}
        world.channels[channel.id] = channel
        guild.channel_ids.append(channel.id)
