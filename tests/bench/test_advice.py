"""What a question and a keystroke cost, and how that grows with the library.

Measured in one run, so that the ratios hold on any machine. `make bench` prints them; nothing
here passes or fails by a number of seconds.
"""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import numpy as np

from bot.content import load
from bot.content.reading import Content
from bot.guidance.examples import Examples
from bot.guidance.meaning import embed
from bot.guidance.search import Search

ROOT = Path(__file__).parents[2]
QUESTIONS = (
    "should i work for free",
    "how do i get clients",
    "artist wants to pay me in royalties only, is that a good idea or am i being naive",
    "what is the best compressor",
    "spotify",
)
ROUNDS = 30


def milliseconds(work: Callable[[str], object]) -> float:
    """The median for one question."""
    times = []
    for _ in range(ROUNDS):
        for question in QUESTIONS:
            began = time.perf_counter()
            work(question)
            times.append(time.perf_counter() - began)
    return 1000 * median(times)


def grown(content: Content, times: int) -> Search:
    """The library's search with so many times the entries and examples."""
    guidance = content.guidance
    small = guidance._search
    entries = [
        entry.model_copy(update={"id": f"{entry.id}-{copy}"})
        for copy in range(times)
        for entry in guidance.entries.values()
    ]
    count = len(guidance.entries)
    phrases: list[str] = []
    owners: list[int] = []
    for copy in range(times):
        for number, group in enumerate(small._groups[:-1]):
            own = small._examples.phrases[group]
            phrases += own
            owners += [copy * count + number] * len(own)
    vectors = np.concatenate([small._vectors[: len(phrases) // times]] * times)
    return Search(entries, guidance.topics, Examples(tuple(phrases), tuple(owners)), vectors)


def test_a_question_and_a_keystroke() -> None:
    content = load(ROOT / "content")
    guidance, tenfold = content.guidance, grown(content, 10)
    question = milliseconds(guidance.search)
    model = milliseconds(lambda asked: embed([asked]))
    keystroke = milliseconds(lambda asked: guidance.suggest(asked[:5]))
    many = milliseconds(lambda asked: tenfold.rank(asked, 5))
    many_keys = milliseconds(lambda asked: tenfold.by_words(asked[:5], 25))
    lines = (
        f"a question            {question:7.2f} ms, of which the sentence model {model:.2f} ms",
        f"a keystroke           {keystroke:7.2f} ms",
        f"ten times the entries {many:7.2f} ms ({many / question:.1f} times)",
        f"  and of the keystroke {many_keys:8.2f} ms ({many_keys / keystroke:.1f} times)",
    )
    print("\n" + "\n".join(lines))  # noqa: T201 - what a bench is for
    assert guidance.search(QUESTIONS[0])
