"""The table of promises at the end of a run."""

import pytest


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the lines that the tests have recorded, in their order."""
    reports = [*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")]
    rows = sorted(str(text) for report in reports for name, text in report.user_properties if name == "row")
    if rows:
        terminalreporter.section("promises: number | promise | asked | Forewarn | plain MkDocs with Material")
    for row in rows:
        terminalreporter.line(row)
