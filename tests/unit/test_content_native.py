from bot.content.moderation_native import check_native

SITES = {"id": "invite", "sites": ["chat.org", "chat.net/invite"]}
MINE = {"id": "mine", "words": {"en": ["my", "our"]}}


def faults(**part: object) -> list[str]:
    whole = {"id": "native", **part}
    return [str(one.message) for one in check_native(2, whole, [SITES, MINE, whole])]


def test_what_fits_is_in_order() -> None:
    assert faults(links=["invite"], phrases={"en": ["{mine} new song ..2 $ {number}"]}) == []


def test_an_unknown_list_is_told() -> None:
    assert faults(links=["invites"]) == ["there is no list of sites 'invites'"]


def test_a_phrase_that_does_not_fit_is_told() -> None:
    long = "[" + "|".join(f"word{number}" for number in range(40)) + "] now"
    [message] = faults(links=["invite"], phrases={"en": [long]})
    assert "characters longer than Discord takes" in message
    [message] = faults(links=["invite"], phrases={"en": ["buy {common}"]})
    assert "AutoMod cannot be told of {common}" in message


def test_more_phrases_than_discord_takes_are_told() -> None:
    spoken = {"en": [f"word{number} now" for number in range(9)], "de": ["jetzt hier", "dort"]}
    assert faults(links=["invite"], phrases=spoken) == [
        "this is one more than the 10 that Discord takes"
    ]


def test_what_is_no_list_has_been_told_already() -> None:
    assert faults(links="invite", phrases=["hello"]) == []
