"""/moderation and /check, as moderators and members see them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.content import Content, load
from bot.store import CaseWeek, DayCount, KeptPart, KeptSignal, Sighting
from cogs.moderation.choices import domain_of, known_to
from cogs.moderation.judged_card import reason_lines, sentences_of
from cogs.moderation.stats import Statistics, share, stats_card

MODERATOR = discord.Permissions(manage_messages=True).value
GUILD, CHANNEL, ROLE, PERSON = 100, 200, 77, 300
EVERYONE: dict[str, Any] = dict.fromkeys(("hoist", "managed", "mentionable"), False)
EVERYONE |= {"id": str(GUILD), "name": "@everyone", "permissions": "0", "position": 0, "color": 0}
PITCH = "Mixing, $50 a song. DM me for rates"


@pytest.fixture(scope="module")
def content() -> Content:
    return load(Path(__file__).parents[3] / "content")


def text(name: str, value: str) -> dict[str, Any]:
    return {"name": name, "type": 3, "value": value}


def sub(name: str, *options: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "type": 1, "options": list(options)}


def group(name: str, *options: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "type": 2, "options": list(options)}


async def moderation(fake_discord: Any, what: dict[str, Any], **where: Any) -> Any:
    return await fake_discord.command("moderation", what, **({"permissions": MODERATOR} | where))


def shown(card: Any) -> str:
    parts = card.to_components()[0]["components"]
    return "\n".join(one["content"] for one in parts if one["type"] == 10)


def sighting(message_id: int, **more: Any) -> Sighting:
    values: dict[str, Any] = {
        "guild_id": GUILD,
        "channel_id": CHANNEL,
        "author_id": message_id,
        "posted_at": datetime.now(UTC),
        "action": "remove",
        "rule": "promotion",
        "score": 75,
        "rules_version": "1",
        "signals": (KeptSignal("write-for-price", 0, "content", (20, 35), 75),),
        "digest": str(message_id),
        "parts": (KeptPart("content", PITCH),),
    }
    return Sighting(message_id=message_id, **(values | more))


@pytest.mark.parametrize(
    "what",
    [
        group("mode", sub("show")),
        group("mode", sub("set", text("mode", "off"))),
        sub("test", text("text", PITCH)),
        sub("rules"),
        sub("stats"),
        group("allow", sub("list")),
        group("allow", sub("add", text("domain", "example.org"))),
        group("exempt", sub("list")),
    ],
)
async def test_all_of_it_is_for_moderators(fake_discord: Any, what: dict[str, Any]) -> None:
    refused = await moderation(fake_discord, what, permissions=0)
    assert "for moderators" in refused.text
    answered = await moderation(fake_discord, what)
    assert answered.data["flags"] & 64
    assert "for moderators" not in answered.text


class TestMode:
    async def test_it_says_what_each_mode_does(self, fake_discord: Any) -> None:
        card = await moderation(fake_discord, group("mode", sub("show")))
        assert "**Observe**: I judge every message" in card.text
        assert "- Moderators' log: not set" in card.text
        assert "- Judged so far: nothing" in card.text
        off = await moderation(fake_discord, group("mode", sub("set", text("mode", "off"))))
        assert "### Saved" in off.text
        assert "**Off**" in off.text
        again = await moderation(fake_discord, group("mode", sub("set", text("mode", "off"))))
        assert "### So it is" in again.text

    async def test_it_says_what_was_judged_and_since_when(self, fake_discord: Any) -> None:
        store, today = fake_discord.bot.store, datetime.now(UTC).date()
        await store.decision_counts.add(GUILD, date(2026, 3, 5), "remove", 7)
        await store.decision_counts.add(GUILD, today, "allow", 1200)
        await store.decision_counts.add(GUILD, today, "review", 3)
        card = await moderation(fake_discord, group("mode", sub("show")))
        assert "1,203 messages, of these 3 for a second look and 0 clear" in card.text
        assert "- Judged since: 5 March 2026" in card.text

    async def test_review_needs_a_log_that_can_be_written_to(self, fake_discord: Any) -> None:
        review = group("mode", sub("set", text("mode", "review")))
        repository = fake_discord.bot.store.guild_settings
        assert "`/config set log:`" in (await moderation(fake_discord, review)).text
        await repository.set(GUILD, log_channel_id=999)
        assert "cannot see the moderators' log" in (await moderation(fake_discord, review)).text
        await repository.set(GUILD, log_channel_id=CHANNEL)
        refused = await moderation(fake_discord, review)
        assert "I lack Send Messages, Read Message History in <#200>" in refused.text
        assert (await repository.get(GUILD)).moderation_mode == "observe"
        role = EVERYONE | {"permissions": str(1024 | 2048 | 65536)}
        event = {"guild_id": str(GUILD), "role": role}
        fake_discord.bot._connection.parsers["GUILD_ROLE_UPDATE"](event)
        assert "### Saved" in (await moderation(fake_discord, review)).text
        assert (await repository.get(GUILD)).moderation_mode == "review"


class TestJudged:
    async def test_a_text_is_shown_with_its_words_marked(self, fake_discord: Any) -> None:
        card = await moderation(fake_discord, sub("test", text("text", PITCH)))
        assert "**__DM me for rates__**" in card.text
        assert (
            "- `+75` It asks people to write for prices or work. “\u2068DM me for rates"
            in card.text
        )
        assert "from 50 on a moderator is asked" in card.text
        assert "Nothing of this is kept" in card.text
        assert await fake_discord.bot.store.cases.count(GUILD, None) == 0

    async def test_what_speaks_for_it_stands_last(self, fake_discord: Any) -> None:
        typed = "Somebody posted DM me for rates, check out my new track"
        card = await moderation(fake_discord, sub("test", text("text", typed)))
        against, for_author = card.text.index("- `+75`"), card.text.index("- `-70` It tells what")
        assert against < for_author
        assert "so a moderator would be asked to look" in card.text

    async def test_an_allowed_site_counts_here_too(self, fake_discord: Any) -> None:
        what = sub("test", text("text", "my new EP is here: https://someone.example.org/ep"))
        before = await moderation(fake_discord, what)
        await fake_discord.bot.store.domains.allow(GUILD, "example.org")
        after = await moderation(fake_discord, what)
        assert "a site that is on no list" in before.text
        assert "a site that is on no list" not in after.text

    @pytest.mark.parametrize("typed", ["\u200b \u2060", "x" * 4000, "# @everyone ```py\n```", "🎸"])
    async def test_any_text_gets_an_answer(self, fake_discord: Any, typed: str) -> None:
        card = await moderation(fake_discord, sub("test", text("text", typed)))
        assert card.text
        assert "@everyone" not in card.text.replace("\\@everyone", "")

    def test_kept_signals_are_told_without_their_text_and_by_newer_rules(
        self, content: Content
    ) -> None:
        kept = [
            KeptSignal("write-for-price", 0, "content", (20, 35), 75),
            KeptSignal("long-gone", 4, "embed", (0, 9), -10),
        ]
        sentence_of = sentences_of(content.moderation)
        assert reason_lines(kept, [], sentence_of) == [
            "- `+75` It asks people to write for prices or work.",
            "- `-10` long-gone",
        ]


class TestRules:
    async def test_every_signal_is_told_with_its_weight(
        self, fake_discord: Any, content: Content
    ) -> None:
        page = await moderation(fake_discord, sub("rules"))
        pages = [page.text]
        while (following := f"mod:rules:{len(pages)}") in page.custom_ids:
            page = await fake_discord.press(page, following, permissions=MODERATOR)
            pages.append(page.text)
        told = "\n".join(pages)
        for signal in content.moderation.signals.values():
            weight = f"`{signal.weight:+d}` " if signal.weight else ""
            assert f"- {weight}{signal.sentence}" in told
        assert f"Version `{fake_discord.bot.shelf.content.version}`" in told

    async def test_others_cannot_turn_its_pages(self, fake_discord: Any) -> None:
        page = await moderation(fake_discord, sub("rules"))
        told = await fake_discord.press(page, "mod:rules:1", permissions=0)
        assert "for moderators" in told.text


class TestChoices:
    async def test_a_site_is_allowed_once_and_taken_back_once(self, fake_discord: Any) -> None:
        add = group("allow", sub("add", text("domain", "https://www.Example.org/shop?x=1")))
        remove = group("allow", sub("remove", text("domain", "example.org")))
        assert "example.org\u2069 is now allowed" in (await moderation(fake_discord, add)).text
        assert "is already allowed" in (await moderation(fake_discord, add)).text
        assert await fake_discord.bot.store.domains.of(GUILD) == {"example.org"}
        assert "is off the list now" in (await moderation(fake_discord, remove)).text
        assert "is not on the list" in (await moderation(fake_discord, remove)).text
        assert "rules allow: none" in (await moderation(fake_discord, remove)).text

    @pytest.mark.parametrize("typed", ["music", "co.uk", "a.b c.d", "http://", "@everyone", "🎸"])
    async def test_what_is_no_site_gets_a_sentence(self, fake_discord: Any, typed: str) -> None:
        add = group("allow", sub("add", text("domain", typed)))
        assert "I do not know that as a site" in (await moderation(fake_discord, add)).text
        assert not await fake_discord.bot.store.domains.of(GUILD)

    @pytest.mark.parametrize(
        ("typed", "domain"),
        [
            ("soundcloud.com", "soundcloud.com"),
            ("https://m.soundcloud.com/someone", "soundcloud.com"),
            (" someone.github.io ", "someone.github.io"),
            ("MÜLLER.de", "müller.de"),
        ],
    )
    def test_a_site_is_what_somebody_registered(self, typed: str, domain: str) -> None:
        assert domain_of(typed) == domain

    def test_it_is_told_what_the_rules_know_of_a_site(self, content: Content) -> None:
        rules = content.moderation
        assert known_to(rules, "example.org") is None
        assert "by the rules already" in str(known_to(rules, "github.com"))
        against = str(known_to(rules, "soundcloud.com"))
        assert "their own music" in against
        assert "your list goes first" in against

    async def test_channels_and_roles_are_exempt_until_taken_back(self, fake_discord: Any) -> None:
        role = EVERYONE | {"id": str(ROLE), "name": "Team", "position": 1}
        place = {"id": str(CHANNEL), "type": 0, "name": "x", "permissions": "0"}
        resolved = {"roles": {str(ROLE): role}, "channels": {str(CHANNEL): place}}
        given = (
            {"name": "channel", "type": 7, "value": str(CHANNEL)},
            {"name": "role", "type": 8, "value": str(ROLE)},
        )
        add = group("exempt", sub("add", *given))
        remove = group("exempt", sub("remove", text("what", "channel:200")))
        card = await moderation(fake_discord, add, resolved=resolved)
        assert "<#200> is now exempt" in card.text
        assert "- Roles: one that is gone, or that I cannot see (`77`)" in card.text
        card = await moderation(fake_discord, add, resolved=resolved)
        assert "<@&77> is already exempt" in card.text
        card = await moderation(fake_discord, remove)
        assert "No longer exempt by this list: " in card.text
        assert "- Channels: none" in card.text
        assert "That is not on the list" in (await moderation(fake_discord, remove)).text
        by_id = group("exempt", sub("remove", text("what", " <@&77> ")))
        assert "- Roles: none" in (await moderation(fake_discord, by_id)).text

    async def test_what_cannot_be_exempt_gets_a_sentence(self, fake_discord: Any) -> None:
        told = await moderation(fake_discord, group("exempt", sub("add")))
        assert "Choose a channel or a role" in told.text
        given = {"name": "role", "type": 8, "value": str(GUILD)}
        told = await moderation(
            fake_discord,
            group("exempt", sub("add", given)),
            resolved={"roles": {str(GUILD): EVERYONE}},
        )
        assert "Everybody has that role" in told.text

    async def test_the_show_your_work_channel_is_named(self, fake_discord: Any) -> None:
        await fake_discord.bot.store.guild_settings.set(GUILD, show_work_channel_id=CHANNEL)
        card = await moderation(fake_discord, group("exempt", sub("list")))
        assert "<#200> (the show-your-work channel)" in card.text


class TestStats:
    async def test_a_server_without_cases(self, fake_discord: Any) -> None:
        card = await moderation(fake_discord, sub("stats"))
        assert "no cases in this time" in card.text

    async def test_cases_are_counted_and_plotted(self, fake_discord: Any) -> None:
        cases = fake_discord.bot.store.cases
        for message_id in range(1, 5):
            await cases.open(sighting(message_id), join_within=timedelta(minutes=10))
        await cases.decide(1, GUILD, PERSON, "promotion")
        await cases.decide(2, GUILD, PERSON, "not_promotion")
        await fake_discord.bot.store.decision_counts.add(
            GUILD, datetime.now(UTC).date(), "remove", 4
        )
        card = await moderation(fake_discord, sub("stats"))
        assert "Messages judged: 4 (0 let stand, 0 for a second look, 4 clear)." in card.text
        assert "4 cases in all, 0 of them reported by members." in card.text
        assert "Of 2 judged and decided, 1 were overturned (50%)." in card.text
        assert "- It asks people to write for prices or work. 4" in card.text
        plot = card.text.partition("```\n")[2].partition("\n```")[0].splitlines()
        assert len(plot) == 12
        assert max(map(len, plot)) <= 26
        assert plot[-1].endswith(" 4 50%")

    def test_a_week_in_which_nothing_was_decided_has_no_share(self) -> None:
        assert share(CaseWeek(date(2026, 11, 16), judged=3)) == "-"
        assert share(CaseWeek(date(2026, 11, 16), judged=3, confirmed=2, overturned=1)) == "33%"

    def test_the_card_of_a_busy_year_fits(self, content: Content) -> None:
        weeks = [
            CaseWeek(date(2026, 9, 7) + timedelta(weeks=n), 10**6 + n, 10**5, 10**5, 10**5)
            for n in range(12)
        ]
        days = [DayCount(date(2026, 11, 1), {"allow": 10**9, "review": 10**7, "remove": 10**6})]
        told = shown(stats_card(content, Statistics(weeks, days, ())))
        assert "1,011,000,000" in told
        assert len(told) < 2000
