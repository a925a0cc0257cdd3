"""What discord.py 2.7.1 really sends passes, and what it keeps is what its models read."""

import discord
import pytest
from discord import app_commands, ui
from discord.http import handle_message_parameters

from bot.sandbox.rules.commands import check_command
from bot.sandbox.rules.components import assign_ids
from bot.sandbox.rules.messages import check_message
from bot.sandbox.rules.modals import check_modal

CHANNEL = discord.SelectDefaultValue(id=5, type=discord.SelectDefaultValueType.channel)


async def a_card():
    """A card with everything that a message may hold."""
    view = ui.LayoutView(timeout=None)
    buttons = ui.ActionRow()
    buttons.add_item(ui.Button(label="Helpful", custom_id="helpful", emoji="👍"))
    buttons.add_item(ui.Button(label="Where it is from", url="https://example.org"))
    menu = ui.ActionRow()
    entry = discord.SelectOption(label="Rates", value="rates", description="d", emoji="🎹")
    menu.add_item(ui.Select(custom_id="related", options=[entry], placeholder="Related"))
    channels = ui.ActionRow()
    channels.add_item(
        ui.ChannelSelect(
            custom_id="where", channel_types=[discord.ChannelType.text], default_values=[CHANNEL]
        )
    )
    people = [
        ui.ActionRow(ui.UserSelect(custom_id="who")),
        ui.ActionRow(ui.RoleSelect(custom_id="role", min_values=0)),
        ui.ActionRow(ui.MentionableSelect(custom_id="either", max_values=3)),
    ]
    view.add_item(
        ui.Container(
            ui.TextDisplay("# Title"),
            ui.Separator(spacing=discord.SeparatorSpacing.large),
            ui.Section(
                "One", "Two", accessory=ui.Thumbnail("https://example.org/a.png", description="A")
            ),
            ui.Section("Three", accessory=ui.Button(label="Open", custom_id="open")),
            buttons,
            menu,
            accent_colour=discord.Colour.blurple(),
        )
    )
    view.add_item(channels)
    for row in people:
        view.add_item(row)
    view.add_item(ui.MediaGallery(discord.MediaGalleryItem("attachment://plot.png")))
    view.add_item(ui.File("attachment://notes.txt", spoiler=True))
    return view


async def test_a_layout_view():
    view = await a_card()
    payload = handle_message_parameters(view=view).payload
    body = check_message(payload, files=["plot.png", "notes.txt"])
    assert body.flags == 1 << 15
    numbered = assign_ids(body.components or [])
    assert [one["type"] for one in numbered] == [17, 1, 1, 1, 1, 12, 13]
    assert numbered[-1]["id"] == view.total_children_count


async def test_a_classic_view():
    view = ui.View(timeout=None)
    for row in range(5):
        for place in range(5):
            view.add_item(ui.Button(label="press", custom_id=f"{row}:{place}", row=row))
    payload = handle_message_parameters(content="Choose", view=view).payload
    assert len(check_message(payload).components or []) == 5


async def test_a_reply_with_an_embed():
    embed = discord.Embed(title="t", description="d", timestamp=discord.utils.utcnow(), colour=5)
    embed.set_footer(text="f").set_author(name="a").add_field(name="n", value="v")
    payload = handle_message_parameters(
        content="x",
        embed=embed,
        nonce="1234567890123456789",
        allowed_mentions=discord.AllowedMentions(everyone=False, users=[discord.Object(3)]),
        message_reference={"message_id": 5, "channel_id": 6, "fail_if_not_exists": False},
    ).payload
    body = check_message(payload)
    assert body.enforce_nonce
    assert (body.reply_to, body.reply_may_be_gone) == (5, True)
    assert body.allowed_mentions == {"users": ["3"], "parse": ["roles"], "replied_user": True}
    assert discord.Embed.from_dict((body.embeds or [{}])[0]) == embed  # type: ignore[arg-type]


@pytest.mark.parametrize("suppressed", [0, 1 << 2])
async def test_an_edit_that_empties(suppressed):
    payload = handle_message_parameters(
        content=None, embeds=[], view=None, flags=discord.MessageFlags._from_value(suppressed)
    ).payload
    body = check_message(payload, editing=0)
    assert (body.content, body.embeds, body.components) == ("", [], [])
    assert body.flags == suppressed


async def test_a_modal():
    class Offer(ui.Modal, title="An offer"):
        hello = ui.TextDisplay("What everyone can answer.")
        fee = ui.Label(text="Fee", description="In all", component=ui.TextInput(custom_id="fee"))
        old = ui.TextInput(label="Hours", custom_id="hours", required=False, max_length=10)
        room = ui.Label(
            text="Room",
            component=ui.RadioGroup(
                custom_id="room",
                options=[
                    discord.RadioGroupOption(label="Yes", value="yes"),
                    discord.RadioGroupOption(label="No", value="no"),
                ],
            ),
        )

    modal = check_modal(Offer().to_dict())
    assert modal.title == "An offer"
    assert [row["type"] for row in modal.components] == [10, 18, 1, 18]


async def test_a_modal_with_the_other_inputs():
    class Details(ui.Modal, title="Details"):
        kinds = ui.Label(
            text="Kinds",
            component=ui.CheckboxGroup(
                custom_id="kinds", options=[discord.CheckboxGroupOption(label="a", value="a")]
            ),
        )
        sure = ui.Label(text="Sure", component=ui.Checkbox(custom_id="sure"))
        files = ui.Label(text="Files", component=ui.FileUpload(custom_id="files"))
        topic = ui.Label(
            text="Topic",
            component=ui.Select(custom_id="topic", options=[discord.SelectOption(label="a")]),
        )
        who = ui.Label(text="Who", component=ui.UserSelect(custom_id="who"))

    assert len(check_modal(Details().to_dict()).components) == 5


async def test_a_command_tree():
    tree = app_commands.CommandTree(discord.Client(intents=discord.Intents.none()))

    async def topics(
        interaction: discord.Interaction, typed: str
    ) -> list[app_commands.Choice[str]]:
        return []

    @tree.command(name="advice", description="Find advice.")
    @app_commands.autocomplete(topic=topics)
    @app_commands.choices(depth=[app_commands.Choice(name="short", value=1)])
    async def advice(
        interaction: discord.Interaction,
        question: app_commands.Range[str, 1, 200],
        topic: str | None = None,
        depth: int = 1,
        where: discord.TextChannel | None = None,
    ) -> None: ...

    group = app_commands.Group(
        name="config",
        description="Settings.",
        guild_only=True,
        default_permissions=discord.Permissions(manage_guild=True),
    )

    @group.command(name="show", description="What is set.")
    async def show(
        interaction: discord.Interaction, hours: app_commands.Range[float, 0.5, 100.0] = 1.0
    ) -> None: ...

    tree.add_command(group)

    @tree.context_menu(name="Find advice for this")
    async def find(interaction: discord.Interaction, message: discord.Message) -> None: ...

    kept = [
        check_command(one.to_dict(tree))
        for kind in discord.AppCommandType
        for one in tree.get_commands(type=kind)
    ]
    assert {(one["type"], one["name"]) for one in kept} == {
        (1, "advice"),
        (1, "config"),
        (3, "Find advice for this"),
    }
    [config] = [one for one in kept if one["name"] == "config"]
    assert config["default_member_permissions"] == "32"
