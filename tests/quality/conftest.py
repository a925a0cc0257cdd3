"""What was measured here, shown once after the tests."""

import pytest

REPORT = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def report(pytestconfig: pytest.Config) -> list[str]:
    """Return the lines to show at the end; a test adds its own."""
    return pytestconfig.stash.setdefault(REPORT, [])


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if REPORT in config.stash:
        terminalreporter.section("quality on labelled questions")
        for line in config.stash[REPORT]:
            terminalreporter.write_line(line)
