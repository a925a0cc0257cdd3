import pytest

from bot.sandbox.rules import field_errors
from bot.sandbox.rules.form import reading


def test_collects_nested_errors_into_one_refusal(refused):
    def read():
        with reading({"list": [{"a": "x"}, {"a": "yy"}]}) as form:
            for one in form.forms("list", most=2) or []:
                one.text("a", most=0)

    assert refused(read) == {
        "list.0.a": "BASE_TYPE_MAX_LENGTH",
        "list.1.a": "BASE_TYPE_MAX_LENGTH",
    }


def test_what_is_wrong_itself_hides_what_is_wrong_inside(refused):
    def read():
        with reading({"a": {"b": 1}}) as form:
            inner = form.form("a")
            assert inner is not None
            inner.text("b", most=1)
            form.complain(field_errors.REPEATED, "a")

    assert refused(read) == {"a": "SET_TYPE_ALREADY_CONTAINS_VALUE"}


def test_null_is_absence():
    with reading({"a": None}) as form:
        assert form.names("a")
        assert not form.holds("a")
        assert form.text("a", most=1) is None
        assert form.whole("a") is None
        assert form.forms("a", most=1) is None


@pytest.mark.parametrize("value", [5, "5", "123456789012345678"])
def test_takes_snowflakes_as_text_and_number(value):
    with reading({"id": value}) as form:
        assert form.snowflake("id") == int(value)


@pytest.mark.parametrize("value", [-1, "-1", "", "one", "٣", 1.0, True, [1]])
def test_refuses_what_is_no_snowflake(refused, value):
    def read():
        with reading({"id": value}) as form:
            form.snowflake("id")

    assert refused(read) == {"id": "NUMBER_TYPE_COERCE"}


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("https://[", "URL_TYPE_INVALID_URL"),
        ("https://", "URL_TYPE_INVALID_URL"),
        ("javascript:alert(1)", "URL_TYPE_INVALID_SCHEME"),
        ("example.org", "URL_TYPE_INVALID_URL"),
    ],
)
def test_refuses_addresses(refused, url, code):
    def read():
        with reading({"url": url}) as form:
            form.address("url", most=100, schemes=("http", "https"))

    assert refused(read) == {"url": code}


def test_a_body_that_is_no_object(refused):
    def read():
        with reading([1]) as form:
            form.text("a", most=1, required=True)

    assert refused(read) == {"": "MODEL_TYPE_CONVERT"}
