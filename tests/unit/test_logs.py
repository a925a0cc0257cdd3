import json
import logging
import sys

import pytest

from bot.logs import Discreet, JsonLines, TextLines

TOKEN = 'MTk4NjIy.Cl2"FMQ.ZnCjm1XVW'  # with a mark that JSON writes in another way


def record(message: str, *arguments: object, failure: Exception | None = None) -> logging.LogRecord:
    trace = None
    if failure is not None:
        try:
            raise failure
        except type(failure):
            trace = sys.exc_info()
    made = logging.LogRecord("bot.app", logging.ERROR, __file__, 1, message, arguments, trace)
    made.created, made.msecs = 1_795_348_800.0, 7.0
    return made


def test_json_is_one_object_a_line_with_the_trace_inside() -> None:
    line = JsonLines().format(record("job %s failed", "tip:1", failure=ValueError("odd\nlines")))
    assert "\n" not in line
    told = json.loads(line)
    assert told["time"] == "2026-11-22T12:00:00.007Z"
    assert (told["level"], told["logger"]) == ("ERROR", "bot.app")
    assert told["message"] == "job tip:1 failed"
    assert told["trace"].startswith("Traceback")
    assert "odd\nlines" in told["trace"]


def test_text_is_a_line_in_utc() -> None:
    line = TextLines().format(record("Ending."))
    assert line == "2026-11-22T12:00:00.007Z ERROR bot.app: Ending."


@pytest.mark.parametrize("form", [JsonLines(), TextLines()])
def test_the_token_is_nowhere(form: logging.Formatter) -> None:
    for told in (
        record(f"Bot {TOKEN}"),
        record("%s", TOKEN),
        record("failed", failure=OSError(f"Authorization: Bot {TOKEN}")),
    ):
        line = Discreet(form, TOKEN).format(told)
        assert "MTk4" not in line
        assert "ZnCj" not in line
        assert "[left out]" in line


@pytest.mark.parametrize("path", ["/webhooks/77/aW50ZXJ.hY-3_Q", "/interactions/5/aW50ZX/callback"])
def test_what_lets_somebody_answer_in_the_bots_name_is_left_out(path: str) -> None:
    told = record("POST https://discord.com/api/v10%s responded with 429.", path)
    line = Discreet(TextLines(), None).format(told)
    assert "aW50" not in line
    assert "responded with 429" in line
