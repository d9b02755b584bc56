"""The index of the search: the same for the same records, all that a search needs, and no trace of its making."""

import gzip
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from forewarn.indexing import NotIndexed, begin_index, index, program
from forewarn.indexing.cbor import decoded, encoded
from forewarn.indexing.steady import ENTRY, PROGRAM, steady
from forewarn.search_record import SearchRecord

SIGNED = b"pagefind_dcd"
AREAS = ("kent", "essex", "norfolk", "dyfed-powys", "gwent")


def record(number: int, **changes: object) -> SearchRecord:
    own: dict[str, object] = {
        "address": f"advisories/a{number}/",
        "language": ("en", "cy", "ur")[number % 3],
        "title": f"Warning {number}",
        "summary": "A caller asks for tax.",
        "date": "9 July 2026",
        "text": f"Hang up and ring 101 about number{number}",
        "areas": (AREAS[number % 5],),
        "around": ("england",),
        "topics": (f"topic-{number % 7}",),
        "states": ("current", "urgent") if number % 2 else ("past",),
    }
    return SearchRecord(**own | changes)  # type: ignore[arg-type]  # the fields are as various as their types


RECORDS = [record(number) for number in range(60)]


def made(records: list[SearchRecord], language: str = "en") -> dict[str, bytes]:
    return dict(begin_index(records, language).files())


def value(content: bytes) -> Any:
    return decoded(told(content))


def told(content: bytes) -> bytes:
    whole = gzip.decompress(content)
    assert whole.startswith(SIGNED)
    return whole[len(SIGNED) :]


def children() -> set[str]:
    own = Path(f"/proc/{os.getpid()}/task").glob("*/children")
    return {child for each in own for child in each.read_text().split()}


def test_the_same_records_give_the_same_bytes() -> None:
    """Pagefind itself writes filters in another order on each run: with five areas, one time in 120 in the same."""
    first = made(RECORDS)
    assert len(first) > 60
    for _ in range(3):
        assert made(RECORDS) == first


def test_other_records_have_other_files() -> None:
    first, second = made(RECORDS), made([*RECORDS[:-1], record(59, topics=("romance",))])
    entries = [json.loads(files[ENTRY])["languages"]["en"]["hash"] for files in (first, second)]
    assert entries[0] != entries[1]
    assert all(f"pagefind.{entry}.pf_meta" in files for entry, files in zip(entries, (first, second), strict=True))


def test_an_index_holds_what_a_search_needs_and_nothing_else() -> None:
    files = made(RECORDS)
    kinds = {name.partition("/")[0] if "/" in name else name for name in files}
    (list_,) = {kind for kind in kinds if kind.endswith(".pf_meta")}
    assert kinds == {PROGRAM, ENTRY, "wasm.en.pagefind", list_, "fragment", "index", "filter"}
    version, records, _, filters, sorts, _ = value(files[list_])
    assert version == json.loads(files[ENTRY])["version"]
    assert [f"fragment/{name}.pf_fragment" in files for name, _ in records] == [True] * 60
    assert [name for name, _ in filters] == ["area", "language", "state", "topic"]
    assert sorts == [["order", list(range(60))]], "results come in the order of the records"
    for name, hash_ in filters:
        own = value(files[f"filter/{hash_}.pf_filter"])
        assert own[0] == name
    assert sum(name.startswith("filter/") for name in files) == len(filters)


def test_a_filter_names_the_records_that_it_lets_through() -> None:
    files = made(RECORDS)
    every = [value(content) for name, content in files.items() if name.startswith("filter/")]
    by_name = {name: dict(values) for name, values in every}
    assert by_name["area"]["kent"] == list(range(0, 60, 5))
    assert by_name["area"]["england"] == list(range(60))
    assert by_name["state"].keys() == {"current", "past", "urgent"}
    assert by_name["language"].keys() == {"en", "cy", "ur"}


def test_a_record_is_kept_as_it_is_shown() -> None:
    files = made([record(1, title="</script><b>Tax</b> & “co”", summary='"quoted"')])
    (fragment,) = (content for name, content in files.items() if name.startswith("fragment/"))
    own = json.loads(told(fragment))
    assert own["url"] == "advisories/a1/"
    assert own["meta"]["title"] == "</script><b>Tax</b> & “co”"
    assert own["meta"]["areas"] == "essex"
    assert own["filters"]["state"] == ["current", "urgent"]


@pytest.mark.parametrize(("language", "wasm"), [("en", "en"), ("cy", "unknown"), ("ar", "ar"), ("ur", "unknown")])
def test_words_are_cut_by_the_rules_of_the_site_s_language(language: str, wasm: str) -> None:
    files = made(RECORDS[:3], language)
    assert [name for name in files if name.startswith("wasm.")] == [f"wasm.{wasm}.pagefind"]
    assert json.loads(files[ENTRY])["languages"].keys() == {language}


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
def test_no_process_and_no_file_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    before = children()
    begun = begin_index(RECORDS, "en")
    assert children() > before
    begun.files()
    assert children() == before
    begin_index(RECORDS * 20, "en").stop()
    assert children() == before
    assert list(tmp_path.iterdir()) == []


def test_settings_of_others_for_pagefind_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = made(RECORDS[:5])
    (tmp_path / "pagefind.toml").write_text('include_characters = "<>$"\nforce_language = "pl"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGEFIND_FORCE_LANGUAGE", "pl")
    assert made(RECORDS[:5]) == expected


def test_a_program_that_ends_early_is_told_of() -> None:
    begun = begin_index(RECORDS * 50, "en")
    begun.program._running.kill()
    with pytest.raises(NotIndexed, match=r"Pagefind has ended before it was done|does not listen"):
        begun.files()


def test_a_program_that_is_not_there_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "get_executable", lambda: "/nowhere/pagefind")
    with pytest.raises(NotIndexed, match="Pagefind cannot be started: No such file or directory"):
        begin_index(RECORDS, "en")


def test_a_refusal_is_told_of() -> None:
    own = program.Program()
    try:
        with pytest.raises(NotIndexed, match="Pagefind says: "):
            own.ask("AddRecord", index_id=7, url="a", content="b", language="en")
    finally:
        own.end()


def test_one_that_takes_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "MOST_SECONDS", 0.01)
    begun = begin_index(RECORDS * 200, "en")
    with pytest.raises(NotIndexed, match="not come to an end"):
        begun.files()
    assert begun.program._running.poll() is not None


@pytest.mark.parametrize(
    "damaged",
    [
        {ENTRY: b"{}"},
        {ENTRY: b'{"languages":{"en":{"hash":"en_1","wasm":"en"}}}'},
        {"wasm.en.pagefind": None},
        {PROGRAM: None},
    ],
)
def test_files_of_a_pagefind_that_nobody_knows_are_told_of(damaged: dict[str, bytes | None]) -> None:
    files = {**made(RECORDS[:3]), **damaged}
    with pytest.raises(NotIndexed, match="What Pagefind has made cannot be read"):
        steady({name: content for name, content in files.items() if content is not None})


def test_the_order_is_the_only_thing_that_is_changed() -> None:
    """What Pagefind has written says the same before and after, and is written in the same way."""
    files = made(RECORDS)
    packed = [told(content) for name, content in files.items() if name.startswith(("index/", "filter/"))]
    assert len(packed) > 4
    for content in packed:
        assert encoded(decoded(content)) == content
    assert steady(files) == files


@pytest.mark.parametrize(
    "value", [0, 23, 24, 255, 256, 65536, 1 << 40, -1, -25, -500, "", "پیسے" * 99, [], [[1, "a"], [-2]]]
)
def test_every_value_is_read_as_it_was_written(value: int | str | list[object]) -> None:
    assert decoded(encoded(value)) == value  # type: ignore[arg-type]


@pytest.mark.parametrize("content", ["", "8201", "9f01ff", "a10102", "f5", "0101", "1c", "44000000"])
def test_nothing_else_is_read(content: str) -> None:
    with pytest.raises(ValueError, match=r"there is|it ends too early"):
        decoded(bytes.fromhex(content))


def test_the_program_ends_with_the_one_who_has_started_it() -> None:
    begin = "import os; from forewarn.indexing.program import Program; print(Program()._running.pid, flush=True)"
    hooks = str(Path(program.__file__).parents[2])
    killed = subprocess.run(
        [sys.executable, "-c", f"{begin}; os.kill(os.getpid(), 9)"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": hooks},
    )
    assert killed.returncode == -9
    assert has_ended(int(killed.stdout))


def has_ended(pid: int) -> bool:
    """Tell whether a process ends within ten seconds; nobody may have taken note of that."""
    for _ in range(200):
        status = Path(f"/proc/{pid}/stat")
        if not status.exists() or status.read_text().split()[2] == "Z":
            return True
        time.sleep(0.05)
    return False
