import pytest

from tests.contract.openapi import ABSENT, Document, locate, published


@pytest.fixture(scope="session", autouse=True)
def document() -> Document:
    """Discord's document; where it is absent, every test here skips."""
    if not locate().is_file():
        pytest.skip(ABSENT)
    return published()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once why the contract tests skipped."""
    if not locate().is_file():
        terminalreporter.write_line(f"contract tests skipped: {ABSENT}")
