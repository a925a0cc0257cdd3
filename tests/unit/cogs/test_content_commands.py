"""/content, for who runs the bot."""

from pathlib import Path
from typing import Any

import pytest

ME = "300"
STATUS, RELOAD = ({"name": name, "type": 1, "options": []} for name in ("status", "reload"))


def user(user_id: str) -> dict[str, Any]:
    return {"id": user_id, "username": "x", "discriminator": "0", "avatar": None}


def member(user_id: str, role: str = "developer", state: int = 2) -> dict[str, Any]:
    shape = {"user": user(user_id), "team_id": "5", "membership_state": state}
    return shape | {"permissions": ["*"], "role": role}


@pytest.fixture
def owned(fake_discord: Any) -> Any:
    fake_discord.application["owner"] = user(ME)
    return fake_discord


async def test_the_owner_sees_what_is_in_use(owned: Any) -> None:
    shown = await owned.command("content", STATUS, in_dm=True)
    assert shown.path.endswith("@original")
    assert "- Entries: 2, drafts: 0, topics: 3" in shown.text
    assert f"Version: `{owned.bot.shelf.content.version}`" in shown.text
    assert "The files are as they were read" in shown.text
    deferred = next(one for one in owned.exchanges if one.path.endswith("/callback"))
    assert deferred.body == {"type": 5, "data": {"flags": 64}}


async def test_a_reload_takes_over_what_has_changed(owned: Any, content_folder: Path) -> None:
    path = content_folder / "guidance" / "all.yaml"
    first, second = path.read_text().split("- id: discounts")
    path.write_text(
        first.replace("Go where", "Keep going where").replace("related: [discounts]", "related: []")
        + "- id: raises"
        + second
    )
    behind = await owned.command("content", STATUS)
    assert "The files have changed since then" in behind.text
    shown = await owned.command("content", RELOAD)
    assert "### Taken over" in shown.text
    assert "- Added: 1 (raises)" in shown.text
    assert "- Removed: 1 (discounts)" in shown.text
    assert "- Changed: 1 (open-mics)" in shown.text
    assert "raises" in owned.bot.shelf.content.guidance.entries
    again = await owned.command("content", RELOAD)
    assert "- Changed: 0" in again.text


async def test_bad_content_is_refused_and_the_old_kept(owned: Any, content_folder: Path) -> None:
    path = content_folder / "guidance" / "all.yaml"
    broken = "".join(f"- id: broken-{n}\n  title: '@everyone **x**'\n" for n in range(20))
    path.write_text(path.read_text() + broken)
    old = owned.bot.shelf.content
    refused = await owned.command("content", RELOAD)
    assert "### Not taken over" in refused.text
    assert "problems in the files:" in refused.text
    assert refused.text.count("- \u2068guidance/all.yaml") == 10
    assert "more\n" in refused.text
    assert "@everyone" not in refused.text.replace("\\@", "")
    assert len(refused.text) < 4000
    assert owned.bot.shelf.content is old
    status = await owned.command("content", STATUS)
    assert "problems in the files:" in status.text


@pytest.mark.parametrize("command", [STATUS, RELOAD])
async def test_anybody_else_gets_a_sentence(fake_discord: Any, command: dict[str, Any]) -> None:
    told = await fake_discord.command("content", command)
    assert told.text == "This is for who runs me: the application's owner or team."
    assert told.data["flags"] & 64


@pytest.mark.parametrize(
    ("members", "may"),
    [
        ([member(ME)], True),
        ([member(ME, "admin")], True),
        ([member(ME, "read_only")], False),
        ([member(ME, state=1)], False),
        ([member("7")], False),
    ],
)
async def test_of_a_team_those_who_may_write_count(
    fake_discord: Any, members: list[dict[str, Any]], *, may: bool
) -> None:
    fake_discord.application["owner"] = user(ME)  # of a team, this is the team's own account
    team = {"id": "5", "name": "Team", "icon": None, "owner_user_id": "1", "members": members}
    fake_discord.application["team"] = team
    told = await fake_discord.command("content", STATUS)
    assert ("### Content in use" in told.text) == may


async def test_the_owner_of_a_team_counts_whatever_the_role(fake_discord: Any) -> None:
    team = {
        "id": "5",
        "name": "Team",
        "icon": None,
        "owner_user_id": ME,
        "members": [member(ME, "")],
    }
    fake_discord.application["team"] = team
    assert "### Content in use" in (await fake_discord.command("content", STATUS)).text


async def test_the_command_is_offered_to_administrators_and_in_dms(bot: Any) -> None:
    offered = bot.tree.get_command("content").to_dict(bot.tree)
    assert offered["default_member_permissions"] == 0
    assert offered["contexts"] == [0, 1]
