"""What the bot may ever ask of discord.py, done once each, for the requests it makes.

Every function of SESSION takes a client that is logged in and knows one guild.
"""

import contextlib
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any, cast

import discord
from discord import app_commands, ui

from tests.contract import samples
from tests.contract.discord_modals import every_modal

WHEN = datetime(2026, 11, 22, 12, tzinfo=UTC)
PINGS = discord.AllowedMentions(everyone=False, users=[discord.Object(101)], roles=False)


class Card(ui.LayoutView):
    """Components V2, one of every kind the bot may show."""

    def __init__(self) -> None:
        super().__init__(timeout=None)
        relate: ui.Button[Card] = ui.Button(label="Related", custom_id="advice:related:7")
        source: ui.Button[Card] = ui.Button(label="Source", url="https://example.org/source")
        topics: ui.Select[Card] = ui.Select(custom_id="advice:topic", placeholder="Topics")
        topics.add_option(label="Fees", value="fees", description="What to ask", emoji="💶")
        self.add_item(
            ui.Container(
                ui.TextDisplay("## Ask for half up front"),
                ui.Separator(spacing=discord.SeparatorSpacing.large),
                ui.Section("Where it was said", accessory=source),
                ui.ActionRow(relate),
                ui.ActionRow(topics),
                accent_colour=discord.Colour.blurple(),
            )
        )
        members: ui.UserSelect[Card] = ui.UserSelect(custom_id="met:who")
        channels: ui.ChannelSelect[Card] = ui.ChannelSelect(
            custom_id="config:channel", channel_types=[discord.ChannelType.text]
        )
        roles: ui.RoleSelect[Card] = ui.RoleSelect(custom_id="config:role")
        for select in (members, channels, roles):
            self.add_item(ui.ActionRow(select))


def buttons() -> ui.View:
    view = ui.View(timeout=None)
    view.add_item(ui.Button(label="Undo", custom_id="undo:7", style=discord.ButtonStyle.danger))
    return view


def embed() -> discord.Embed:
    card = discord.Embed(title="A tip", description="Keep a log.", colour=0x5865F2, timestamp=WHEN)
    card.add_field(name="Source", value="the community")
    card.set_footer(text="Weekly tip")
    card.set_author(name="biz-talk", url="https://example.org")
    card.set_image(url="attachment://chart.png")
    card.set_thumbnail(url="https://example.org/thumbnail.png")
    return card


def chart() -> discord.File:
    return discord.File(BytesIO(b"picture"), filename="chart.png", description="A chart")


def sticker(client: discord.Client) -> discord.StickerItem:
    return discord.StickerItem(
        state=client._connection, data={"id": 900, "name": "wave", "format_type": 1}
    )


def channel(client: discord.Client) -> discord.TextChannel:
    found = client.get_channel(int(samples.CHANNEL))
    assert isinstance(found, discord.TextChannel)
    return found


def guild(client: discord.Client) -> discord.Guild:
    found = client.get_guild(int(samples.GUILD))
    assert found is not None
    return found


def interaction(client: discord.Client, kind: int) -> discord.Interaction[discord.Client]:
    data = cast("Any", samples.interaction(kind))  # discord.py's own type of it is private
    return discord.Interaction(data=data, state=client._connection)


async def messages(client: discord.Client) -> None:
    place = channel(client)
    sent = await place.send("hello", allowed_mentions=PINGS, nonce="tip:2026-11-22", silent=True)
    await place.send("with pictures", embed=embed(), file=chart(), view=buttons())
    await place.send(view=Card(), allowed_mentions=discord.AllowedMentions.none())
    await place.send("of these", stickers=[sticker(client)])
    await sent.reply("a reply", mention_author=False)
    await sent.forward(place)
    partial = place.get_partial_message(sent.id)
    await partial.edit(content="changed", embeds=[embed()], view=buttons())
    await partial.edit(view=Card())
    await partial.edit(content="with a picture", attachments=[chart()])
    await sent.edit(suppress=True)
    await partial.fetch()
    await partial.add_reaction("👍")
    await partial.remove_reaction("👍", discord.Object(101))
    await partial.clear_reaction("👍")
    await partial.clear_reactions()
    await partial.delete()
    await place.typing()
    await place.delete_messages([discord.Object(701), discord.Object(702)])


async def history_and_pins(client: discord.Client) -> None:
    place = channel(client)
    _ = [m async for m in place.history(limit=5, after=discord.Object(1))]
    _ = [m async for m in place.history(limit=5, before=discord.Object(9), oldest_first=False)]
    _ = [m async for m in place.history(limit=5, around=discord.Object(5))]
    _ = [m async for m in place.history(limit=5, after=WHEN)]
    _ = [pin async for pin in place.pins(limit=50, before=WHEN)]
    partial = place.get_partial_message(int(samples.MESSAGE))
    await partial.pin(reason="This week's tip")
    await partial.unpin(reason="Last week's tip")


async def threads(client: discord.Client) -> None:
    place = channel(client)
    partial = place.get_partial_message(int(samples.MESSAGE))
    thread = await partial.create_thread(name="a gig", auto_archive_duration=1440)
    await place.create_thread(name="private", invitable=False)
    await place.create_thread(name="public", type=discord.ChannelType.public_thread)
    await thread.send("in a thread")
    await thread.add_user(discord.Object(101))
    await thread.remove_user(discord.Object(101))
    await thread.join()
    await thread.edit(name="the gig", archived=True, locked=True, slowmode_delay=5)
    await thread.edit(archived=False)
    await thread.leave()
    await thread.delete()
    await thread.fetch_members()
    await thread.fetch_member(101)
    _ = [old async for old in place.archived_threads(limit=10, before=WHEN)]
    _ = [old async for old in place.archived_threads(limit=10, before=WHEN, private=True)]
    _ = [old async for old in place.archived_threads(limit=10, private=True, joined=True)]
    await guild(client).active_threads()
    forum = client.get_channel(int(samples.FORUM))
    assert isinstance(forum, discord.ForumChannel)
    await forum.create_thread(name="my record", content="listen")
    await forum.create_thread(name="my record", file=chart(), view=Card())


async def moderation(client: discord.Client) -> None:
    home = guild(client)
    member = await home.fetch_member(int(samples.PERSON))
    await member.timeout(WHEN, reason="Third promotion")
    await member.timeout(None)
    await member.edit(nick="Nia", roles=[discord.Object(400)])
    await member.add_roles(discord.Object(400))
    await member.remove_roles(discord.Object(400))
    await member.send("Your post was removed.")
    await member.kick(reason="Spam")
    await home.ban(member, delete_message_seconds=60)
    await home.unban(member)
    _ = [entry async for entry in home.audit_logs(limit=5, user=member, after=discord.Object(1))]
    _ = [entry async for entry in home.audit_logs(action=discord.AuditLogAction.message_delete)]


async def native_automod(client: discord.Client) -> None:
    home = guild(client)
    rule = await home.create_automod_rule(
        name="links",
        event_type=discord.AutoModRuleEventType.message_send,
        trigger=discord.AutoModTrigger(
            keyword_filter=["promo"], regex_patterns=["free .+"], allow_list=["promotion"]
        ),
        actions=[
            discord.AutoModRuleAction(custom_message="Not here, please."),
            discord.AutoModRuleAction(channel_id=300),
            discord.AutoModRuleAction(duration=timedelta(minutes=5)),
        ],
        enabled=True,
        exempt_roles=[discord.Object(400)],
        exempt_channels=[discord.Object(300)],
        reason="set up",
    )
    await rule.edit(enabled=False, actions=[discord.AutoModRuleAction()])
    await home.fetch_automod_rules()
    await rule.delete()


async def commands(client: discord.Client) -> None:
    tree = command_tree(client)
    await tree.sync()
    tree.copy_global_to(guild=discord.Object(200))
    await tree.sync(guild=discord.Object(200))
    await tree.fetch_commands()


def command_tree(client: discord.Client) -> app_commands.CommandTree[discord.Client]:
    """A tree with every feature of a command the bot may use."""
    tree = app_commands.CommandTree(client)

    @tree.command(description="What the community knows")
    @app_commands.describe(question="Ask as you would ask a friend")
    @app_commands.choices(band=[app_commands.Choice(name="Low", value="low")])
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=False)
    @app_commands.allowed_installs(guilds=True, users=False)
    async def advice(  # noqa: PLR0917  # discord.py reads options so
        interaction: discord.Interaction[discord.Client],
        question: app_commands.Range[str, 1, 300],
        band: str = "low",
        fee: app_commands.Range[int, 0, 10] = 0,
        rate: app_commands.Range[float, 0.0, 1.0] = 0.0,
        who: discord.Member | None = None,
        place: discord.TextChannel | None = None,
        moderator: discord.Role | None = None,
        picture: discord.Attachment | None = None,
        share: bool = False,
    ) -> None:
        """Never runs: the tree is only synced."""

    @advice.autocomplete("question")
    async def _suggest(
        interaction: discord.Interaction[discord.Client], typed: str
    ) -> list[app_commands.Choice[str]]:
        return []

    @tree.context_menu(name="Is this a promotion")
    @app_commands.default_permissions(manage_messages=True)
    async def _judge(
        interaction: discord.Interaction[discord.Client], message: discord.Message
    ) -> None:
        """Never runs."""

    config = app_commands.Group(
        name="config",
        description="Settings",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @config.command(name="show", description="Show the settings")
    async def _show(interaction: discord.Interaction[discord.Client]) -> None:
        """Never runs."""

    tree.add_command(config)
    return tree


async def interaction_responses(client: discord.Client) -> None:
    asked = interaction(client, 2)
    await asked.response.send_message("hello", embed=embed(), view=buttons(), ephemeral=True)
    await interaction(client, 2).response.send_message(view=Card(), allowed_mentions=PINGS)
    await interaction(client, 2).response.send_message("a picture", file=chart())
    await interaction(client, 2).response.defer(ephemeral=True, thinking=True)
    await interaction(client, 3).response.defer()
    await interaction(client, 3).response.edit_message(content="changed", view=buttons())
    await interaction(client, 3).response.edit_message(view=Card())
    choice = app_commands.Choice(name="What fee?", value="fee")
    await interaction(client, 4).response.autocomplete([choice])
    await asked.original_response()
    await asked.edit_original_response(content="changed", attachments=[chart()])
    await asked.edit_original_response(view=Card())
    await asked.followup.send("more", ephemeral=True, embed=embed(), wait=True)
    sent = await asked.followup.send(view=Card(), wait=True, allowed_mentions=PINGS)
    await asked.followup.send("a picture", file=chart())
    await sent.edit(content="changed", view=buttons())
    await sent.edit(view=Card())
    await sent.delete()
    await asked.delete_original_response()


async def modals(client: discord.Client) -> None:
    for modal in every_modal():
        await interaction(client, 2).response.send_modal(modal)
        await interaction(client, 3).response.send_modal(modal)
    await interaction(client, 5).response.send_message("noted", ephemeral=True)
    await interaction(client, 5).response.edit_message(view=Card())
    await interaction(client, 5).response.defer(thinking=True, ephemeral=True)
    deferred = interaction(client, 5)
    await deferred.response.defer()
    await deferred.edit_original_response(content="noted", view=buttons())


async def looking_up(client: discord.Client) -> None:
    await client.application_info()
    await client.fetch_user(101)
    await client.fetch_channel(300)
    await client.fetch_guild(200)


async def a_refusal(client: discord.Client) -> None:
    room = client.get_partial_messageable(300)
    with contextlib.suppress(discord.HTTPException):
        await room.get_partial_message(500).publish()


SESSION = (
    messages,
    history_and_pins,
    threads,
    moderation,
    native_automod,
    commands,
    interaction_responses,
    modals,
    looking_up,
    a_refusal,
)
