"""Deciding a case: the first moderator to press acts, and every card shows who it was."""

from collections.abc import Awaitable, Callable, Sequence

import discord

from bot import limits
from bot.interactions.buttons import LastingMenu
from bot.interactions.cards import Card, row, text, turn_to
from bot.interactions.errors import tell
from bot.interactions.host import PASSED_OVER, Host, Interaction
from bot.moderation import ALLOWED
from bot.moderation.folding import fold
from bot.moderation.links import links_in
from bot.store import Case, ExemptKind, Repositories, Ruling
from bot.store.case import OVERTURNED
from bot.workflows import acting
from cogs.moderation.access import ACCENT, cards_of, find_case, ruled_by, watching_of, wording_of
from cogs.moderation.words import decided_by

Also = Callable[[Repositories, int], Awaitable[object]]
"""What is written together with a decision, for the server with this id."""


async def decide(
    interaction: Interaction,
    case_id: str,
    decision: Ruling,
    also: Also | None = None,
    said: str | None = None,
) -> None:
    """Decide a case unless somebody was faster, and show it; whoever is late reads who it was.

    `said` is for the moderator alone, once it is decided.
    """
    client, guild_id, by = interaction.client, interaction.guild_id or 0, interaction.user.id
    async with client.store.together() as rooms:
        decided = await rooms.cases.decide(int(case_id), guild_id, by, decision)
        if decided is not None and also is not None:
            await also(rooms, guild_id)
        if decided is not None and decision in OVERTURNED:
            await acting.put_back(rooms, decided, client.clock.now(), by)
    if decided is not None and also is not None:
        client.dispatch(PASSED_OVER, guild_id)
    case = decided or await find_case(interaction, case_id)
    await show_here(interaction, case, said if decided else None)
    if decided is None:
        faster = wording_of(interaction).case_faster
        await tell(interaction, faster.format(decision=decided_by(case) or ""))
    await watching_of(client).enforcing.carry_out(case.guild_id, case.id)


async def exempt(interaction: Interaction, case_id: str, kind: ExemptKind, target_id: int) -> None:
    """Exempt a channel or role from now on, which decides the case."""

    async def add(rooms: Repositories, guild_id: int) -> None:
        await rooms.exemptions.add(guild_id, kind, target_id)

    target = f"<#{target_id}>" if kind == "channel" else f"<@&{target_id}>"
    said = wording_of(interaction).case_exempted.format(target=target)
    await decide(interaction, case_id, "exempted", add, said)


async def allow(interaction: Interaction, case_id: str, domain: str) -> None:
    """Allow a site from now on, which decides the case."""

    async def add(rooms: Repositories, guild_id: int) -> None:
        await rooms.domains.allow(guild_id, domain)

    said = wording_of(interaction).case_site_allowed.format(site=f"`{domain}`")
    await decide(interaction, case_id, "allowed", add, said)


async def show_here(interaction: Interaction, case: Case, said: str | None = None) -> None:
    """Answer a press: its card shows the case as it stands, or a private one says what was done.

    While the card is being drawn already, which may take longer than Discord waits for an answer,
    it is drawn once more after that.
    """
    message, cards = interaction.message, cards_of(interaction)
    drawing = cards.alone_with(case.id)
    if message is None or message.flags.ephemeral:
        done = said or decided_by(case) or ""
        await turn_to(interaction, Card(text(done), accent=ACCENT))
    elif drawing.locked():
        await interaction.response.defer()
    else:
        async with drawing:
            await _draw_here(interaction, case, message)
    await cards.show(case.guild_id, case.id)
    if said and message is not None and not message.flags.ephemeral:
        await tell(interaction, said)


async def _draw_here(interaction: Interaction, case: Case, message: discord.Message) -> None:
    cards = cards_of(interaction)
    try:
        await interaction.response.edit_message(view=await cards.draw(case))
    except Exception:
        await cards.later(case.guild_id, case.id)  # what was decided stands, and is shown later
        raise
    if case.card is None or case.card.message_id == message.id:
        await interaction.client.store.cases.carded(
            case.id, message.channel.id, message.id, case.revision
        )


async def offer(interaction: Interaction, sentence: str, menu: LastingMenu) -> None:
    """Show a menu to the moderator alone."""
    card = Card(text(sentence), row(menu), accent=ACCENT)
    await interaction.response.send_message(view=card, ephemeral=True)


async def roles_of(interaction: Interaction, user_id: int) -> Sequence[discord.Role]:
    """The roles that somebody has here besides everybody's, the highest first."""
    guild = interaction.guild
    if guild is None:
        return ()
    try:
        member = guild.get_member(user_id) or await guild.fetch_member(user_id)
    except discord.NotFound:
        return ()
    return [role for role in member.roles[::-1] if not role.is_default()][: limits.SELECT_OPTIONS]


def sites_in(host: Host, case: Case) -> Sequence[str]:
    """The registered domains that a case links to and that the rules do not allow already."""
    sites = ruled_by(host).rules.known_sites
    links = (
        link
        for message in case.messages
        for part in message.parts
        for link in links_in(fold(part.text))
    )
    found = dict.fromkeys(link.domain for link in links if sites.list_of(link) != ALLOWED)
    return [one for one in found if len(one) <= limits.CHOICE_VALUE][: limits.SELECT_OPTIONS]
