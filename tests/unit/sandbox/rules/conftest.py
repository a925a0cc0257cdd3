from collections.abc import Callable, Iterator
from typing import TypeAlias

import pytest

from bot.sandbox.errors import ApiError
from bot.sandbox.json import JsonObject

Refused: TypeAlias = Callable[[Callable[[], object]], dict[str, str]]


@pytest.fixture
def refused() -> Refused:
    """Run something that must be refused as a form; give the error codes by dotted path."""

    def run(check: Callable[[], object]) -> dict[str, str]:
        with pytest.raises(ApiError) as caught:
            check()
        assert (caught.value.status, caught.value.code) == (400, 50035)
        assert caught.value.payload()["message"] == "Invalid Form Body"
        assert caught.value.errors is not None
        return dict(_leaves(caught.value.errors, ()))

    return run


def _leaves(node: JsonObject, path: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name, below in node.items():
        if name == "_errors":
            assert list(node) == ["_errors"], "InnerErrors has no field beside _errors"
            assert isinstance(below, list)
            yield ".".join(path), "+".join(one["code"] for one in below)
        else:
            assert isinstance(below, dict)
            yield from _leaves(below, (*path, name))
