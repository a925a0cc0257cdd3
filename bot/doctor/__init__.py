"""What may be wrong: looked at, said in a sentence, with how to mend it."""

from bot.doctor.examining import examine
from bot.doctor.finding import Finding, Mender, Report, State

__all__ = ["Finding", "Mender", "Report", "State", "examine"]
