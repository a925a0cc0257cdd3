"""What a server allows and exempts, as moderators type and read it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

import discord
from discord import app_commands

from bot.content import Wording
from bot.interactions.cards import Card, text
from bot.interactions.errors import Refusal
from bot.interactions.wording import plain
from bot.moderation import ALLOWED, Rules
from bot.moderation.folding import fold
from bot.moderation.links import links_in
from bot.moderation.suffixes import has_known_ending
from bot.store import Exemptions, ExemptKind
from bot.store.domains import LONGEST_DOMAIN
from cogs.moderation.access import ACCENT

_NO_DOMAIN = "I do not know that as a site. Type its name, such as example.org, or paste a link."
_EVERYONE = (
    "Everybody has that role; `/moderation mode set mode:off` stops judging for the whole server."
)
_NOT_EXEMPT = "That is not on the list; choose one of those that I offer."
_NONE = "none"


class ExemptPlace(app_commands.Transformer):
    """A channel in which people write, or one that holds threads."""

    @property
    def type(self) -> discord.AppCommandOptionType:
        """Ask for a channel."""
        return discord.AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[discord.ChannelType]:
        """Offer whatever messages can stand in."""
        return [
            discord.ChannelType.text,
            discord.ChannelType.news,
            discord.ChannelType.forum,
            discord.ChannelType.voice,
            discord.ChannelType.stage_voice,
            discord.ChannelType.public_thread,
            discord.ChannelType.private_thread,
            discord.ChannelType.news_thread,
        ]

    async def transform(self, _: discord.Interaction, value: object, /) -> int:
        """Take its id alone: the bot need not see the channel to pass over it."""
        if not isinstance(value, app_commands.AppCommandChannel | app_commands.AppCommandThread):
            raise app_commands.TransformerError(value, self.type, self)
        return value.id


def role_to_exempt(role: discord.Role) -> int:
    """Return the role's id; raises `Refusal` for the one that everybody has."""
    if role.is_default():
        raise Refusal(_EVERYONE)
    return role.id


def domain_of(typed: str) -> str:
    """Return the registered domain of a typed name or link; raises `Refusal` if it is none."""
    address = typed.strip()
    if "://" not in address:
        address = f"https://{address}"
    links = links_in(fold(address))
    domain = links[0].domain if len(links) == 1 else ""
    if not has_known_ending(domain) or len(domain) > LONGEST_DOMAIN:
        raise Refusal(_NO_DOMAIN)
    return domain


def known_to(rules: Rules, domain: str) -> str | None:
    """Say what the rules themselves have to say of a domain; a server's list goes before them."""
    named = [
        name
        for name, one in rules.sites.items()
        if any(_belongs(site.partition("/")[0], domain) for site in one.sites)
    ]
    if named == [ALLOWED]:
        return "Everybody may link to it by the rules already."
    sentences = [
        signal.sentence for name in named if name != ALLOWED for signal in rules.linked(name)
    ]
    if not sentences:
        return None
    return (
        "The rules hold this site, or some of its pages, against a message "
        f"(“{' '.join(sentences)}”); your list goes first, so here none of it counts."
    )


def domains_card(domains: Collection[str], *, heading: str, note: str | None = None) -> Card:
    """Show the sites that a server allows."""
    shown = ", ".join(plain(one, LONGEST_DOMAIN) for one in sorted(domains)) or _NONE
    return Card(
        text(
            f"### {heading}",
            note,
            f"Members may link to these, besides those that the rules allow: {shown}.",
            "-# `/moderation allow add` and `remove` change this.",
        ),
        accent=ACCENT,
    )


@dataclass(frozen=True, slots=True)
class Exempted:
    """A channel or role that is exempt; its name is None once it is gone, or out of sight."""

    kind: ExemptKind
    id: int
    name: str | None

    @property
    def value(self) -> str:
        """What stands for it in a choice."""
        return f"{self.kind}:{self.id}"

    @property
    def label(self) -> str:
        """What it is called in a choice."""
        sign = "#" if self.kind == "channel" else "@"
        return f"a {self.kind} that is gone ({self.id})" if self.name is None else sign + self.name

    @property
    def shown(self) -> str:
        """What it is called on a card; Discord shows what is gone as unknown, without its id."""
        if self.name is None:
            return f"one that is gone, or that I cannot see (`{self.id}`)"
        return f"<#{self.id}>" if self.kind == "channel" else f"<@&{self.id}>"


def exempted(exempt: Exemptions, guild: discord.Guild) -> list[Exempted]:
    """Everything that a server's list exempts: the channels first, each kind the oldest first."""
    channels = [
        Exempted("channel", one, _name(guild.get_channel_or_thread(one)))
        for one in sorted(exempt.channels)
    ]
    roles = [Exempted("role", one, _name(guild.get_role(one))) for one in sorted(exempt.roles)]
    return [*channels, *roles]


def chosen(listed: Iterable[Exempted], typed: str) -> Exempted:
    """Return the one that was chosen, or typed as a mention or an id; raises `Refusal` for others.

    Words are typed by whoever does not wait for the choices.
    """
    wanted = typed.strip()
    number = wanted.strip("<#@&>")
    for one in listed:
        if (
            wanted == one.value
            or number == str(one.id)
            or wanted.casefold() == one.label.casefold()
        ):
            return one
    raise Refusal(_NOT_EXEMPT)


def exempt_card(
    wording: Wording,
    listed: Sequence[Exempted],
    show_work_id: int | None,
    *,
    heading: str,
    notes: Iterable[str] = (),
) -> Card:
    """Show where and for whom nothing is judged."""
    channels = [one.shown for one in listed if one.kind == "channel" and one.id != show_work_id]
    if show_work_id is not None:
        channels.append(f"<#{show_work_id}> (the show-your-work channel)")
    roles = [one.shown for one in listed if one.kind == "role"]
    return Card(
        text(
            f"### {heading}",
            "\n".join(notes) or None,
            f"- Channels: {', '.join(channels) or _NONE}\n- Roles: {', '.join(roles) or _NONE}",
            f"-# {wording.mod_exempt}",
        ),
        accent=ACCENT,
    )


def _name(one: discord.abc.GuildChannel | discord.Thread | discord.Role | None) -> str | None:
    return None if one is None else one.name


def _belongs(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")
