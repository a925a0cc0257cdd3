"""/evaluate from the numbers to a verdict: one form, and as few choices as the offer needs."""

import pytest

from tests.wire.evaluating import (
    OFFER,
    PLAIN,
    answered,
    asked,
    card_of,
    labels,
    opened,
    sent,
    started,
    unanswered,
    verdict,
    weighed,
)
from tests.wire.forms import fields
from tests.wire.person import Person, text
from tests.wire.process import Process

pytestmark = pytest.mark.usefixtures("new_bot")


def numbers(usual: str, offered: str, hours: str, job: str = "Mix of four songs") -> dict[str, str]:
    return {"job": job, "usual": usual, "offered": offered, "hours": hours}


async def test_a_plain_case_takes_one_form_and_six_choices(nora: Person) -> None:
    form = await opened(nora)
    names = [one["custom_id"] for one in fields(form)]
    assert names == ["job", "usual", "offered", "hours", "costs"]
    card = await card_of(nora, await sent(nora, form, **OFFER))
    choices = 0
    while verdict(card) is None:
        question = unanswered(card)[0]
        card = await answered(nora, card, **{question: PLAIN[question]})
        choices += 1
    assert choices == 6
    assert verdict(card) == "Negotiate"
    assert "Mix of four songs" in text(card)
    assert "€" not in text(card)
    assert "360" in text(card)  # the fee that would change it
    assert len(nora.heard("INTERACTION_MODAL_CREATE")) == 1


async def test_the_usual_fee_needs_no_reason(nora: Person) -> None:
    card = await started(nora, offer=numbers("600", "600", "10"))
    assert asked(card) == ["terms"]
    card = await answered(nora, card, terms="written")
    assert verdict(card) == "Take it"


async def test_half_price_without_a_reason_is_a_pass(nora: Person) -> None:
    card = await started(nora, offer=numbers("400", "200", "8"))
    card = await weighed(nora, card, {**PLAIN, "motive": "false", "room": "fixed"})
    assert verdict(card) == "Pass"


async def test_an_early_artist_with_points_and_named_reasons(nora: Person) -> None:
    card = await started(nora, offer=numbers("€1000", "€650", "20"), currency="EUR")
    form = await nora.opens(nora.press_body(card, "Add details"))
    card = await nora.submit(form, points="2", floor="25", share="1 of 6")
    assert "2 points" in text(card)
    assert "€25 an hour" in text(card)

    card = await answered(nora, card, more="2", port="2", learn="1", want="2")
    assert labels(card)[:2] == ["Name them", "Count them as maybe"]
    form = await nora.opens(nora.press_body(card, "Name them"))
    card = await nora.submit(form, named="Her label's next EP;\nmy first strings")
    answers = {"afford": "yes", "terms": "not_yet", "motive": "false"}
    card = await weighed(nora, card, answers)

    assert verdict(card) == "Take it, with terms"
    assert "Her label's next EP; my first strings" in text(card)
    assert "5,833,334" in text(card)
    assert "2 of 7" in text(card)
    assert "€32.50" in text(card)


async def test_specific_without_a_name_counts_as_maybe(nora: Person) -> None:
    card = await started(nora, offer=numbers("500", "400", "10"))
    reasons = {"more": "2", "port": "0", "learn": "0", "want": "0"}
    card = await answered(nora, card, **reasons)
    card = await nora.press(card, "Count them as maybe")
    card = await weighed(nora, card, {"afford": "yes", "terms": "written"})
    assert verdict(card) == "Take it, with terms"
    assert "More work 1" in text(card)


async def test_the_currency_is_remembered_and_an_unknown_one_refused(nora: Person) -> None:
    card = await started(nora, offer=numbers("500", "400", "10"), currency="gbp")
    assert "£500" in text(card)
    card = await started(nora, offer=numbers("500", "400", "10"))
    assert "£500" in text(card)
    told = await nora.command("biz-talk", "evaluate", currency="shells")
    assert "I do not know that currency" in told["content"]
    offered = await nora.suggestions("biz-talk", "evaluate", currency="eu")
    assert offered[0]["value"] == "EUR"


async def test_nothing_of_this_was_an_error(new_bot: Process, nora: Person) -> None:
    await nora.command("biz-talk", "advice")
    assert "Traceback" not in new_bot.told
    assert " ERROR " not in new_bot.told
