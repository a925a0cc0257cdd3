"""/check and "Report promotion", as members see them."""

from pathlib import Path
from typing import Any

import pytest

from bot.content import Content, load
from bot.moderation import Action, judge, said
from cogs.moderation.check import KINDS, check_card, example
from cogs.moderation.reasons import REASONS, rule_title, told

GUILD, CHANNEL, ROLE, PERSON = 100, 200, 77, 300
PITCH = "Mixing, $50 a song. DM me for rates"


@pytest.fixture(scope="module")
def content() -> Content:
    return load(Path(__file__).parents[3] / "content")


async def check(fake_discord: Any, typed: str, **where: Any) -> Any:
    option = {"name": "text", "type": 3, "value": typed}
    return await fake_discord.command("check", option, **where)


def shown(card: Any) -> str:
    parts = card.to_components()[0]["components"]
    return "\n".join(one["content"] for one in parts if one["type"] == 10)


class TestCheck:
    async def test_it_names_the_words_and_shows_what_is_welcome(
        self, fake_discord: Any, content: Content
    ) -> None:
        for in_dm in (False, True):
            card = await check(fake_discord, PITCH, in_dm=in_dm)
            assert card.data["flags"] & 64
            assert (
                "- It asks people to write for prices or work. “\u2068DM me for rates" in card.text
            )
            assert content.wording.mod_example_service in card.text
            assert "+75" not in card.text
        assert await fake_discord.bot.store.cases.count(GUILD, None) == 0

    async def test_what_may_stand_gets_no_lecture(self, fake_discord: Any) -> None:
        card = await check(fake_discord, "I charge $50 a song, is that too low?")
        assert "welcome" not in card.text
        assert "**__" not in card.text

    async def test_five_an_hour(self, fake_discord: Any) -> None:
        for _ in range(5):
            assert "Before you post" in (await check(fake_discord, "Hello")).text
        told = await check(fake_discord, "Hello")
        assert "Please wait" in told.text
        assert "minutes" in told.text

    async def test_an_exempt_place_is_named(self, fake_discord: Any) -> None:
        await fake_discord.bot.store.exemptions.add(GUILD, "channel", CHANNEL)
        assert "nothing would come of it here" in (await check(fake_discord, PITCH)).text

    async def test_an_exempt_role_is_named(self, fake_discord: Any) -> None:
        await fake_discord.bot.store.exemptions.add(GUILD, "role", ROLE)
        role = {"id": str(ROLE), "name": "Team", "permissions": "0", "position": 1, "color": 0}
        role |= {"hoist": False, "managed": False, "mentionable": False}
        event = {"guild_id": str(GUILD), "role": role}
        fake_discord.bot._connection.parsers["GUILD_ROLE_CREATE"](event)
        card = await check(fake_discord, PITCH, roles=(ROLE,))
        assert "nothing would come of it here" in card.text

    async def test_a_text_without_a_word_gets_a_sentence(self, fake_discord: Any) -> None:
        assert "could not find a word" in (await check(fake_discord, "\u200b\u2060")).text

    def test_every_example_may_stand(self, content: Content) -> None:
        for kind in ("work", "service", "goods", "place", "other"):
            shown_one = getattr(content.wording, f"mod_example_{kind}")
            assert judge(said(shown_one), content.moderation).action is Action.ALLOW

    def test_the_kinds_are_of_signals_there_are(self, content: Content) -> None:
        assert KINDS.keys() <= content.moderation.signals.keys()

    @pytest.mark.parametrize(
        ("typed", "kind"),
        [
            (PITCH, "service"),
            ("Join my server for producers https://discord.gg/abc", "place"),
            ("check my beat store, 2 for 1 this week https://x.beatstars.com/a", "goods"),
            ("Subscribe to my channel", "work"),
        ],
    )
    def test_the_example_is_of_the_kind(self, content: Content, typed: str, kind: str) -> None:
        decision = judge(said(typed), content.moderation)
        wanted = getattr(content.wording, f"mod_example_{kind}")
        assert example(content.wording, decision) == wanted
        assert wanted in shown(check_card(content, said(typed), decision))


class TestReport:
    async def test_ones_own_message_is_not_reported(self, fake_discord: Any) -> None:
        own = fake_discord.message({"content": PITCH})
        own["author"]["id"] = str(PERSON)
        told = await fake_discord.use_on("Report promotion", own)
        assert "That is your own message" in told.text

    async def test_nor_the_bots(self, fake_discord: Any) -> None:
        told = await fake_discord.use_on("Report promotion", fake_discord.message({}))
        assert "comes from me" in told.text

    async def test_the_form_asks_for_a_reason(self, fake_discord: Any) -> None:
        message = fake_discord.message({"content": PITCH})
        message["author"]["id"] = "301"
        form = await fake_discord.use_on("Report promotion", message)
        assert form.data["custom_id"] == f"mod:report:{CHANNEL}:{message['id']}"
        reason, words = (one["component"] for one in form.data["components"])
        assert [one["value"] for one in reason["options"]] == list(REASONS)
        assert (words["required"], words["max_length"]) == (False, 150)

    async def test_a_channel_that_the_bot_cannot_read(self, fake_discord: Any) -> None:
        message = fake_discord.message({"content": PITCH})
        message["author"]["id"] = "301"
        told = await fake_discord.use_on("Report promotion", message, app_permissions=0)
        assert "I may not read this channel" in told.text

    async def test_no_reports_where_moderation_is_off(self, fake_discord: Any) -> None:
        await fake_discord.bot.store.guild_settings.set(GUILD, moderation_mode="off")
        told = await fake_discord.use_on("Report promotion", fake_discord.message({}))
        assert "I take no reports on this server" in told.text

    def test_a_reason_is_told_with_the_persons_words(self) -> None:
        assert told("politics", "  ") == "Politics"
        assert told("other", "He\u202e asks\nfor money") == "Something else: He asks for money"
        assert len(told("other", "x" * 999)) <= 200

    def test_every_reason_has_a_rule_with_a_title(self, content: Content) -> None:
        titles = [rule_title(content, name) for name in REASONS]
        assert titles == ["No self-promotion", "No politics", "Reported by members"]
