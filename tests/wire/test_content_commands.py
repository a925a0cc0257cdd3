"""/content, over the wire: Olive owns the application."""

import shutil
from pathlib import Path

from tests.wire.person import Person, text
from tests.wire.process import ROOT, Discord, start_bot

FOR_OWNERS = "This is for who runs me"


async def test_the_owner_reloads_and_a_broken_file_changes_nothing(
    discord: Discord, tmp_path: Path, olive: Person, nora: Person, mara: Person
) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    bot = await start_bot(discord, tmp_path / "biztalk.db", BIZTALK_CONTENT=str(content))
    status = await olive.command("biz-talk", "content status")
    assert status["flags"] & 64
    assert "- Entries: 90, drafts: 0, topics: 24" in text(status)
    assert "The files are as they were read" in text(status)

    assert "content" not in [one["name"] for one in await mara.commands()]
    await nora.open_dm()
    offered = await olive.command_body("biz-talk", "content reload")
    privately = {"type": 2, "channel_id": str(nora.channels["dm"]), "data": offered["data"]}
    assert FOR_OWNERS in text(await nora.interact(privately))

    habits = content / "guidance" / "community.yaml"
    sound = habits.read_text(encoding="utf-8")
    habits.write_text(sound.replace("kind: quote", "kind: quoit", 1), encoding="utf-8")
    refused = await olive.command("biz-talk", "content reload")
    assert "### Not taken over" in text(refused)
    assert "guidance/community.yaml\\:5" in text(refused)
    card = await nora.command("biz-talk", "advice", question="friends not fans")
    assert "We generally aim to make friends, not fans." in text(card)

    title = "Getting known here without promoting"
    habits.write_text(sound.replace(title, "Becoming known here"), encoding="utf-8")
    taken = await olive.command("biz-talk", "content reload")
    assert "- Changed: 1 (get-known-here)" in text(taken)
    assert "### Becoming known here" in text(
        await nora.command("biz-talk", "advice", question="becoming known here")
    )
    assert await bot.stop() == 0
