"""The store of drawings: what is damaged in any way counts as absent, and several programs may use it at once."""

import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forewarn.drawing.store import KEPT_FOR, Store
from projects import ROOT, plain_environment

CONTENT = bytes(range(256)) * 3
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def test_what_is_kept_is_found_again(tmp_path: Path) -> None:
    store = Store(tmp_path / "deep" / "store")
    assert store.get("a1") is None
    assert not store.has("a1")
    store.put("a1", CONTENT)
    assert store.has("a1")
    assert Store(store.folder).get("a1") == CONTENT
    store.put("a1", b"")
    assert store.get("a1") == b""
    assert [path.name for path in store.folder.iterdir()] == ["a1"]


@given(place=st.integers(0, len(CONTENT) + 31), change=st.integers(1, 255))
def test_one_byte_that_is_changed_is_seen(tmp_path_factory: pytest.TempPathFactory, place: int, change: int) -> None:
    store = Store(tmp_path_factory.getbasetemp() / "damaged")
    store.put("a1", CONTENT)
    path = store.folder / "a1"
    damaged = bytearray(path.read_bytes())
    damaged[place] ^= change
    path.write_bytes(damaged)
    assert store.get("a1") is None
    store.put("a1", CONTENT)
    assert store.get("a1") == CONTENT


@pytest.mark.parametrize("length", [0, 1, 31, 32, 33, len(CONTENT), len(CONTENT) + 31])
def test_what_is_cut_off_is_seen(tmp_path: Path, length: int) -> None:
    store = Store(tmp_path)
    store.put("a1", CONTENT)
    os.truncate(tmp_path / "a1", length)
    assert store.get("a1") is None


def test_what_is_no_file_is_not_there(tmp_path: Path) -> None:
    (tmp_path / "a1").mkdir()
    assert Store(tmp_path).get("a1") is None
    assert not Store(tmp_path).has("a1")


def test_a_folder_that_cannot_be_made_is_not_writable(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    store = Store(tmp_path / "file" / "store")
    assert not store.is_writable()
    with pytest.raises(OSError, match="directory"):
        store.put("a1", CONTENT)
    assert Store(tmp_path / "other" / "store").is_writable()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_only_be_read_is_not_writable(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert not Store(tmp_path).is_writable()


OLD, USED, YOUNG, HALF = "0d" * 20, "5e" * 20, "a1" * 20, f"{'b2' * 20}.{'c3' * 8}"


def aged(folder: Path, name: str, age: timedelta) -> float:
    """Give a file of a folder an age, and tell the moment that it then has."""
    moment = (NOW - age).timestamp()
    os.utime(folder / name, (moment, moment))
    return moment


def test_tidying_removes_what_is_old_and_unused(tmp_path: Path) -> None:
    store = Store(tmp_path)
    month = KEPT_FOR + timedelta(hours=1)
    for name, age in {OLD: month, USED: month, YOUNG: timedelta(days=3), HALF: month}.items():
        (tmp_path / name).write_bytes(CONTENT)
        aged(tmp_path, name, age)
    (tmp_path / ("d4" * 20)).mkdir()
    os.utime(tmp_path / ("d4" * 20), (0, 0))
    store.tidy({USED}, NOW)
    assert {path.name for path in tmp_path.iterdir()} == {"d4" * 20, USED, YOUNG}
    Store(tmp_path / "nowhere").tidy((), NOW)


@pytest.mark.parametrize("name", ["letter.odt", "key", "0d" * 19, f"{OLD}.pdf", f"x{OLD}", OLD.upper()])
def test_tidying_leaves_what_is_somebody_elses(tmp_path: Path, name: str) -> None:
    """Somebody may name a folder for drawings in which there is something else, such as their home."""
    (tmp_path / name).write_text("mine")
    aged(tmp_path, name, timedelta(days=400))
    Store(tmp_path).tidy((), NOW)
    assert (tmp_path / name).read_text() == "mine"


def test_what_one_site_uses_another_does_not_take_away(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.put(USED, CONTENT)
    aged(tmp_path, USED, KEPT_FOR - timedelta(hours=1))
    store.tidy({USED}, NOW)
    store.tidy((), NOW + timedelta(days=3))
    assert store.has(USED)


def test_a_drawing_that_cannot_be_kept_leaves_nothing_half(tmp_path: Path) -> None:
    (tmp_path / OLD).mkdir()
    with pytest.raises(OSError, match="directory"):
        Store(tmp_path).put(OLD, CONTENT)
    assert [path.name for path in tmp_path.iterdir()] == [OLD]


def test_programs_with_one_number_do_not_write_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Containers number their programs alike, and may have one folder."""
    names: list[str] = []

    def noted(path: Path, content: bytes) -> int:
        names.append(path.name)
        return write(path, content)

    write = Path.write_bytes
    monkeypatch.setattr(Path, "write_bytes", noted)
    for _ in range(2):
        Store(tmp_path).put(OLD, CONTENT)
    assert len(set(names)) == 2


WRITER = """
import sys
from pathlib import Path
from forewarn.drawing.store import Store
store, number = Store(Path(sys.argv[1])), int(sys.argv[2])
for turn in range(300):
    store.put("a1", bytes([number]) * 5000 * (1 + turn % 3))
"""


def test_two_programs_at_once_never_show_half_a_drawing(tmp_path: Path) -> None:
    store = Store(tmp_path)
    variables = plain_environment() | {"PYTHONPATH": str(ROOT / "hooks")}
    command = [sys.executable, "-c", WRITER, str(tmp_path)]
    writers = [subprocess.Popen([*command, str(number)], env=variables) for number in (1, 2)]
    seen: set[bytes] = set()
    while any(writer.poll() is None for writer in writers):
        if store.has("a1"):
            kept = store.get("a1")
            assert kept is not None
            seen.add(kept)
    assert [writer.returncode for writer in writers] == [0, 0]
    assert seen <= {bytes([number]) * 5000 * times for number in (1, 2) for times in (1, 2, 3)}
    assert len(seen) > 1
    assert [path.name for path in tmp_path.iterdir()] == ["a1"]
