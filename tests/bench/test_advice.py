"""How long a question takes in the library, beside what discord.py spends on the same interaction.

Both in one run, so that the ratio holds on any machine. `make bench` prints it; nothing here
passes or fails by a number of seconds.
"""

import json
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from bot.content import load

ROOT = Path(__file__).parents[2]
QUESTIONS = (
    "should i work for free",
    "how do i get clients",
    "artist wants to pay me in royalties only, is that a good idea or am i being naive",
    "what is the best compressor",
    "spotify",
)
ROUNDS = 200


def seconds(work: Callable[[], object]) -> float:
    """The median time of one call."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return median(times)


def test_a_question_and_a_keystroke_against_parsing_their_interaction() -> None:
    guidance = load(ROOT / "content").guidance
    # Reading the event that brings the question: the least that any bot spends on it.
    event = json.dumps({"options": [{"value": question} for question in QUESTIONS] * 20})
    parsing = seconds(lambda: json.loads(event))
    asking = seconds(lambda: [guidance.search(question) for question in QUESTIONS]) / len(QUESTIONS)
    typing = seconds(lambda: [guidance.suggest(q[:5]) for q in QUESTIONS]) / len(QUESTIONS)
    print(  # noqa: T201 - what a bench is for
        f"\nsearch {asking * 1e3:.3f} ms a question, autocomplete {typing * 1e3:.3f} ms a keystroke"
        f"\nagainst parsing {len(event)} bytes of JSON: {asking / parsing:.1f} and"
        f" {typing / parsing:.1f} times as long"
    )
    assert guidance.search(QUESTIONS[0])
