"""The buttons of a case, for moderators; they work for ever, and the first to press decides."""

from collections.abc import Sequence
from typing import ClassVar

import discord

from bot.interactions.buttons import LastingButton, LastingMenu
from bot.interactions.cards import option
from bot.interactions.errors import Refusal
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who
from bot.store import Ruling
from cogs.moderation.access import find_case, wording_of
from cogs.moderation.deciding import allow, decide, exempt, offer, roles_of, show_here, sites_in

ON_CARD = r"case:(?P<case_id>\d{1,18})"
"""How the custom_ids on a case's own card begin."""

CHOICES = r"case-(?P<case_id>\d{1,18})"
"""How those on private menus begin, which are no card of the case."""

_NOTHING = r"(?!)"


class CaseButton(LastingButton, template=_NOTHING, open_to=Who.MODERATORS):
    """A button on a case's card; `what` is the end of its custom_id."""

    what: ClassVar[str]
    caption: ClassVar[str]
    style: ClassVar[discord.ButtonStyle] = discord.ButtonStyle.secondary

    def __init__(self, case_id: str) -> None:
        self.case_id = case_id
        super().__init__(self.caption, f"case:{case_id}:{self.what}", style=self.style)


class DecideButton(CaseButton, template=_NOTHING):
    """A button that decides a case by itself."""

    decision: ClassVar[Ruling]

    async def press(self, interaction: Interaction) -> None:
        await decide(interaction, self.case_id, self.decision)


class PromotionButton(DecideButton, template=ON_CARD + ":promotion"):
    what, caption, decision = "promotion", "Promotion", "promotion"


class NotPromotionButton(DecideButton, template=ON_CARD + ":not"):
    what, caption, decision = "not", "Not promotion", "not_promotion"


class ExemptChannelButton(CaseButton, template=ON_CARD + ":channel"):
    """Exempts the channel or thread that the case is from."""

    what, caption = "channel", "Exempt channel"

    async def press(self, interaction: Interaction) -> None:
        case = await find_case(interaction, self.case_id)
        await exempt(interaction, self.case_id, "channel", case.channel_id)


class ExemptRoleButton(CaseButton, template=ON_CARD + ":role"):
    """Offers the roles of the case's author to exempt one."""

    what, caption = "role", "Exempt role"

    async def press(self, interaction: Interaction) -> None:
        case = await find_case(interaction, self.case_id)
        roles = await roles_of(interaction, case.author_id)
        if not roles:
            raise Refusal(wording_of(interaction).case_no_roles)
        sentence = wording_of(interaction).case_role
        await offer(interaction, sentence, RoleMenu(self.case_id, roles))


class AllowDomainButton(CaseButton, template=ON_CARD + ":domain"):
    """Offers the sites that a case links to, to allow one."""

    what, caption = "domain", "Allow site"

    async def press(self, interaction: Interaction) -> None:
        case = await find_case(interaction, self.case_id)
        domains = sites_in(interaction.client, case)
        if not domains:
            raise Refusal(wording_of(interaction).case_no_sites)
        sentence = wording_of(interaction).case_site
        await offer(interaction, sentence, DomainMenu(self.case_id, domains))


class AgainButton(CaseButton, template=ON_CARD + ":again"):
    """Opens a decided case again."""

    what, caption = "again", "Open again"

    async def press(self, interaction: Interaction) -> None:
        store, guild_id = interaction.client.store, interaction.guild_id or 0
        opened = await store.cases.reopen(int(self.case_id), guild_id, interaction.user.id)
        await show_here(interaction, opened or await find_case(interaction, self.case_id))


class RoleMenu(LastingMenu, template=CHOICES + ":role", open_to=Who.MODERATORS):
    """The roles of a case's author."""

    def __init__(self, case_id: str, roles: Sequence[discord.Role] = ()) -> None:
        self.case_id = case_id
        options = [option(role.name, str(role.id)) for role in roles]
        super().__init__("Choose a role", f"case-{case_id}:role", options)

    async def press(self, interaction: Interaction) -> None:
        await exempt(interaction, self.case_id, "role", int(self.chosen))


class DomainMenu(LastingMenu, template=CHOICES + ":site", open_to=Who.MODERATORS):
    """The sites that a case links to."""

    def __init__(self, case_id: str, domains: Sequence[str] = ()) -> None:
        self.case_id = case_id
        options = [option(domain, domain) for domain in domains]
        super().__init__("Choose a site", f"case-{case_id}:site", options)

    async def press(self, interaction: Interaction) -> None:
        await allow(interaction, self.case_id, self.chosen)


ITEMS = (
    PromotionButton,
    NotPromotionButton,
    ExemptChannelButton,
    ExemptRoleButton,
    AllowDomainButton,
    AgainButton,
    RoleMenu,
    DomainMenu,
)


def exempting(case_id: str) -> list[CaseButton]:
    """The buttons that let something stand from now on."""
    return [ExemptChannelButton(case_id), ExemptRoleButton(case_id), AllowDomainButton(case_id)]
