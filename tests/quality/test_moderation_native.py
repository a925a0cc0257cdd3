"""What Discord's AutoMod would block of the labelled messages: nothing that is fine."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bot.moderation import Action, judge, said
from tests.unit.moderation.automod import AutoMod, in_use

HERE = Path(__file__).parent
SAMPLES = (
    HERE / "moderation.jsonl",
    HERE.parents[2] / "shared" / "eval" / "moderation_dev.jsonl",  # kept outside this repository
)
PASSED_OVER = {"staff", "exempt"}
"""Of whom the rule is told to leave alone, nothing is blocked whatever they write."""


def rows(sample: Path) -> Iterator[tuple[str, str, str]]:
    """The id, the label and the words of each message that the rule would look at."""
    for line in sample.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if PASSED_OVER.isdisjoint(row.get("known", ())):
            text = row.get("text") or row.get("message", {}).get("content", "")
            yield row["id"], row["label"], text


def test_discord_blocks_promotion_and_nothing_else(report: list[str]) -> None:
    rules, found = in_use()
    automod = AutoMod(found)
    wrong = []
    for sample in filter(Path.is_file, SAMPLES):
        blocked: Counter[str] = Counter()
        every: Counter[str] = Counter()
        for name, label, text in rows(sample):
            every[label] += 1
            if not automod.blocks(text):
                continue
            blocked[label] += 1
            let_stand = judge(said(text), rules).action is Action.ALLOW
            if label == "ok" or (let_stand and automod.has_phrase(text)):
                wrong.append(f"{name}: {text}")
        report.append(
            f"blocked by Discord itself in {sample.name}: {blocked['promo']} of {every['promo']} "
            f"promotion, {blocked['ok']} of {every['ok']} fine"
        )
    assert not wrong, "\n".join(wrong)
