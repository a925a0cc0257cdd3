"""What curators have written for the tools about people, as the tests use it."""

from pathlib import Path

from bot.content import load

CONTENT = load(Path(__file__).parents[3] / "content")
NETWORK = CONTENT.micronetwork
MET = CONTENT.met
OUTREACH = CONTENT.outreach
