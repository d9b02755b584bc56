"""The bar that tells how much is drawn: on a terminal, where there is much to do, and nowhere else."""

import pytest

from forewarn.site.progress import MANY, bar


def told(capsys: pytest.CaptureFixture[str], total: int) -> str:
    with bar("Share cards", total) as tell:
        tell(total)
    out, err = capsys.readouterr()
    assert out == ""
    return err


def test_much_is_told_of_on_a_terminal(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "1")
    monkeypatch.setenv("TTY_INTERACTIVE", "1")
    shown = told(capsys, MANY)
    assert "Share cards" in shown
    assert "100%" in shown
    assert told(capsys, MANY - 1) == ""


def test_nothing_is_told_of_in_a_log(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TTY_COMPATIBLE", "0")
    assert told(capsys, MANY * 10) == ""
