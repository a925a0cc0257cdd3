"""`/session-check`: the service list before a session, three questions after, the last ten."""

from collections.abc import Sequence

import discord
from discord import app_commands, ui
from discord.ext import commands

from bot.content import Content
from bot.interactions.buttons import LastingButton
from bot.interactions.cards import Card, CardItem, row, text, turn_to
from bot.interactions.errors import Refusal
from bot.interactions.host import Interaction
from bot.interactions.permissions import Who, open_to
from bot.planning.checks import Checks
from bot.planning.sessions import SHOWN, Answer, Answers, Question, is_complete, tally, weakest
from bot.store.session_checks import SessionCheck
from cogs.planning.access import ACCENT, checks_of, content_of
from cogs.planning.reading import read_button

_LABELS = {Answer.YES: "Yes", Answer.PARTLY: "Partly", Answer.NO: "No"}
_ONE = r"(?P<check_id>\d{1,18})"


class Sessions(commands.Cog):
    """Prepares a session with a client, and looks back on it."""

    sessions = app_commands.Group(
        name="session-check",
        description="Before and after a session with a client.",
        extras=open_to(Who.ANYBODY),
    )

    @sessions.command(name="before", description="The service list, for the quiet minutes before.")
    async def before(self, interaction: Interaction) -> None:
        """Show the list."""
        card = before_card(content_of(interaction))
        await interaction.response.send_message(view=card, ephemeral=True)

    @sessions.command(name="after", description="Three questions, kept for you alone.")
    async def after(self, interaction: Interaction) -> None:
        """Ask about the session that was left open, else about a new one."""
        store, member = interaction.client.store, interaction.user.id
        check = await store.session_checks.begin(member)
        last = await store.session_checks.last(member, SHOWN)
        card = after_card(content_of(interaction), check, last)
        await interaction.response.send_message(view=card, ephemeral=True)


def before_card(content: Content) -> Card:
    """Show what to keep in mind (S109 to S115)."""
    before = content.checks.before
    lines = "\n".join(f"- {line}" for line in before.lines)
    return Card(
        text("### Before the session", content.checks.words.session_before, lines),
        row(*read_button(content, before.entry), LastButton()),
        accent=ACCENT,
    )


def after_card(content: Content, check: SessionCheck, last: Sequence[SessionCheck]) -> Card:
    """Show the three questions as they were answered; beneath, `last` once all were."""
    checks, answers = content.checks, check.answers
    began = f"-# {discord.utils.format_dt(check.began_at, 'f')}"
    items: list[CardItem] = [text("### After the session", checks.words.session_after, began)]
    for question in Question:
        items.append(text(f"**{checks.after[question].text}**"))
        items.append(row(*(AnswerButton.of(check, question, one) for one in Answer)))
    if not is_complete(answers):
        return Card(*items, row(DeleteButton(str(check.id))), accent=ACCENT)
    weak = weakest(answers)
    help_ = [] if weak is None else read_button(content, checks.to_read[weak])
    return Card(
        *items,
        ui.Separator(),
        text(checks.words.session_kept, glance(checks, last)),
        row(*help_, DeleteButton(str(check.id))),
        accent=ACCENT,
    )


def last_card(checks: Checks, last: Sequence[SessionCheck], note: str | None = None) -> Card:
    """Show the last sessions at a glance; `note` stands above."""
    said = glance(checks, last) if last else checks.words.session_none
    return Card(text(note, "### Your sessions", said), accent=ACCENT)


def glance(checks: Checks, last: Sequence[SessionCheck]) -> str:
    """Return how often each answer was given, then each session on a line, the newest first."""
    counts = tally(check.answers for check in last)
    counted = "\n".join(
        f"{checks.after[question].name}: "
        + ", ".join(f"{_LABELS[one].lower()} {count}" for one, count in counts[question].items())
        for question in Question
    )
    lines = "\n".join(_line(checks, check) for check in last)
    return f"**The last {len(last)}**\n{counted}\n\n{lines}" if len(last) > 1 else lines


def _line(checks: Checks, check: SessionCheck) -> str:
    said = ", ".join(
        f"{checks.after[question].name.lower()} {_said(check.answers, question)}"
        for question in Question
    )
    return f"- {discord.utils.format_dt(check.began_at, 'd')}: {said}"


def _said(answers: Answers, question: Question) -> str:
    return _LABELS[answers[question]].lower()


class AnswerButton(
    LastingButton,
    template=rf"session:{_ONE}:(?P<question>{'|'.join(Question)}):(?P<answer>{'|'.join(Answer)})",
    open_to=Who.ITS_PERSON,
):
    """Answers one question about a session, in place of an earlier answer."""

    def __init__(
        self, check_id: str, question: str, answer: str, *, is_chosen: bool = False
    ) -> None:
        self.check_id, self.question, self.answer = check_id, Question(question), Answer(answer)
        label = _LABELS[self.answer]
        super().__init__(
            f"✓ {label}" if is_chosen else label,
            f"session:{check_id}:{question}:{answer}",
            style=discord.ButtonStyle.primary if is_chosen else discord.ButtonStyle.secondary,
        )

    @classmethod
    def of(cls, check: SessionCheck, question: Question, answer: Answer) -> "AnswerButton":
        """Make the button, marked if this is the answer that was given."""
        chosen = check.answers.get(question) is answer
        return cls(str(check.id), question.value, answer.value, is_chosen=chosen)

    async def press(self, interaction: Interaction) -> None:
        kept, member = interaction.client.store.session_checks, interaction.user.id
        check = await kept.answer(int(self.check_id), member, self.question, self.answer)
        if check is None:
            raise Refusal(checks_of(interaction).words.session_gone)
        last = await kept.last(member, SHOWN)
        await turn_to(interaction, after_card(content_of(interaction), check, last))


class DeleteButton(LastingButton, template=rf"session:{_ONE}:delete", open_to=Who.ITS_PERSON):
    """Takes one session out."""

    def __init__(self, check_id: str) -> None:
        self.check_id = check_id
        super().__init__("Delete this one", f"session:{check_id}:delete")

    async def press(self, interaction: Interaction) -> None:
        kept, member = interaction.client.store.session_checks, interaction.user.id
        await kept.delete(int(self.check_id), member)
        checks = checks_of(interaction)
        last = await kept.last(member, SHOWN)
        await turn_to(interaction, last_card(checks, last, checks.words.session_deleted))


class LastButton(LastingButton, template=r"session:last", open_to=Who.ANYBODY):
    """Shows the last sessions in a message of its own, so that the list stays open beside it."""

    def __init__(self) -> None:
        super().__init__("How the last ones went", "session:last")

    async def press(self, interaction: Interaction) -> None:
        kept = interaction.client.store.session_checks
        last = await kept.last(interaction.user.id, SHOWN)
        card = last_card(checks_of(interaction), last)
        await interaction.response.send_message(view=card, ephemeral=True)


ITEMS = (AnswerButton, DeleteButton, LastButton)
