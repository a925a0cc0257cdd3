"""What is measured while the bot runs; `bot.health` keeps the numbers where they are wanted."""

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Literal, Protocol, TypeAlias

Answered: TypeAlias = Literal["answered", "refused", "failed", "late"]
"""What became of a command, a press or a form: `refused` is a calm no, `late` Discord's."""

Asked: TypeAlias = Literal["command", "component", "form"]
Access: TypeAlias = Literal["reading", "writing"]


class Meter(Protocol):
    """Counts and times. Names that are counted are few and ours, never a member's words."""

    def heard(self, event: str) -> None:
        """Count an event of the gateway, by its type."""

    def answered(self, kind: Asked, name: str, outcome: Answered) -> None:
        """Count a command, by its name, or a press or a form, whose name is empty."""

    def transaction(self, access: Access) -> AbstractContextManager[None]:
        """Time a transaction, with its wait for a turn to write."""

    def judgement(self) -> AbstractContextManager[Callable[[str], None]]:
        """Time the judgement of a message; call what it gives with the decision."""

    def restarted(self, task: str) -> None:
        """Count that a background task failed and begins again."""

    def retried(self, request: str) -> None:
        """Count a request to Discord that is made again, by its method and path's template."""


class Unmetered:
    """Measures nothing, for where nobody asks."""

    def heard(self, event: str) -> None:
        """Pass."""

    def answered(self, kind: Asked, name: str, outcome: Answered) -> None:
        """Pass."""

    def transaction(self, _access: Access) -> AbstractContextManager[None]:
        """Pass."""
        return nullcontext()

    def judgement(self) -> AbstractContextManager[Callable[[str], None]]:
        """Pass."""
        return nullcontext(lambda _decision: None)

    def restarted(self, task: str) -> None:
        """Pass."""

    def retried(self, request: str) -> None:
        """Pass."""
