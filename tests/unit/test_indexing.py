"""The index of the search: the same for the same records, all that a search needs, and no trace of its making."""

import gzip
import json
import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import Any

import pytest

from forewarn.indexing import Indexing, NotIndexed, begin_index, index, plan_of, program
from forewarn.indexing.assembly import LICENCES
from forewarn.indexing.cbor import decoded, encoded
from forewarn.indexing.packing import packed
from forewarn.indexing.part import ENTRY, PROGRAM, Run, engine_of, part_of
from forewarn.indexing.shards import told as told_of
from forewarn.indexing.workshop import Workshop
from forewarn.search_record import SearchRecord

SIGNED = b"pagefind_dcd"
NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
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
        "published": NOON + timedelta(hours=number),
    }
    return SearchRecord(**own | changes)  # type: ignore[arg-type]  # the fields are as various as their types


RECORDS = [record(number) for number in range(60)]
MANY = [record(number) for number in range(1_200)]


def made(records: list[SearchRecord], language: str = "en") -> dict[str, bytes]:
    return dict(begun(records, language).files())


def begun(records: list[SearchRecord], language: str = "en") -> Indexing:
    return begin_index(plan_of(records, language))


def value(content: bytes) -> Any:
    return decoded(told(content))


def words_of(files: dict[str, bytes]) -> dict[str, Any]:
    """Give for each word the records that it is in, and those that write it with accents."""
    indexes = [value(content)[0] for name, content in files.items() if name.startswith("index/")]
    return {
        word: (numbers(records), {form: numbers(own) for form, own in forms})
        for words in indexes
        for word, records, forms in words
    }


def numbers(records: list[Any]) -> list[int]:
    """Give the numbers of some records, each of which tells how far it is from the one before."""
    return list(accumulate(distance for distance, _ in records))


def records_of(files: dict[str, bytes], word: str) -> list[int]:
    records: list[int] = words_of(files)[word][0]
    return records


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
    assert kinds == {PROGRAM, ENTRY, LICENCES, "wasm.en.pagefind", list_, "fragment", "index", "filter"}
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
    own = begun(MANY)
    assert own.workshop.programs.running or not own.made.done()
    own.files()
    assert children() == before
    stopped = begun(MANY)
    stopped.stop()
    with pytest.raises(NotIndexed):
        stopped.files()
    assert children() == before
    assert list(tmp_path.iterdir()) == []


def test_settings_of_others_for_pagefind_change_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = made(RECORDS[:5])
    (tmp_path / "pagefind.toml").write_text('include_characters = "<>$"\nforce_language = "pl"\n', "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PAGEFIND_FORCE_LANGUAGE", "pl")
    assert made(RECORDS[:5]) == expected


def test_a_program_that_ends_early_is_told_of() -> None:
    own = begun(MANY)
    running = own.workshop.programs.running
    while not running:
        time.sleep(0.001)
    next(iter(running))._running.kill()
    with pytest.raises(NotIndexed, match=r"Pagefind has ended before it was done|does not listen"):
        own.files()


def test_a_program_that_is_not_there_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "get_executable", lambda: "/nowhere/pagefind")
    with pytest.raises(NotIndexed, match="Pagefind cannot be started: No such file or directory"):
        made(RECORDS)


def test_a_refusal_is_told_of() -> None:
    own = program.Program()
    try:
        with pytest.raises(NotIndexed, match="Pagefind says: "):
            own.ask("AddRecord", index_id=7, url="a", content="b", language="en")
    finally:
        own.end()


def test_one_that_takes_for_ever_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(index, "MOST_SECONDS", 0.01)
    own = begun(MANY)
    with pytest.raises(NotIndexed, match="not come to an end"):
        own.files()
    assert own.workshop.programs.is_over
    with pytest.raises(NotIndexed):
        own.made.result(60)
    assert own.workshop.programs.running == set()


MADE_BY_PAGEFIND = {
    ENTRY: b'{"languages":{"en":{"hash":"en_1","wasm":"en"}}}',
    "pagefind.en_1.pf_meta": packed(
        encoded(["1.5.2", [["en_2", 9]], [["a", "b", "en_3"]], [["area", "en_4"]], [], []])
    ),
    "fragment/en_2.pf_fragment": packed(b"{}"),
    "index/en_3.pf_index": packed(encoded([[["tax", [[0, [7], []]], []]]])),
    "filter/en_4.pf_filter": packed(encoded(["area", [["kent", [0]]]])),
}


def test_what_pagefind_makes_is_read() -> None:
    part, shown = part_of(MADE_BY_PAGEFIND)
    assert part.runs == (Run("tax", "", 0, 0, 1, b""),)
    assert part.filters == {"area": {"kent": (0,)}}
    assert shown == (packed(b"{}"),)


@pytest.mark.parametrize(
    "damaged",
    [
        {ENTRY: b"{}"},
        {ENTRY: b'{"languages":{"en":{"hash":"en_7","wasm":"en"}}}'},
        {"fragment/en_2.pf_fragment": packed(b"{}")[:-9]},
        {"fragment/en_2.pf_fragment": gzip.compress(b"unsigned")},
        {"index/en_3.pf_index": packed(encoded([[["tax", [["0", [7], []]], []]]]))},
        {"index/en_3.pf_index": packed(encoded([[["tax", [[0, [7], []]], []]], 7]))},
        {"index/en_3.pf_index": packed(encoded([[["tax", [[0, [7], []]]]]]))},
        {"index/en_3.pf_index": packed(encoded([[["tax", [[0, [7], []]], [], []]]]))},
        {"filter/en_4.pf_filter": packed(encoded(["area"]))},
    ],
)
def test_files_of_a_pagefind_that_nobody_knows_are_told_of(damaged: dict[str, bytes]) -> None:
    with pytest.raises(NotIndexed, match="What Pagefind has made cannot be read"):
        part_of({**MADE_BY_PAGEFIND, **damaged})


def test_a_program_of_a_pagefind_that_nobody_knows_is_told_of() -> None:
    with pytest.raises(NotIndexed, match="What Pagefind has made cannot be read"):
        engine_of(MADE_BY_PAGEFIND)


def made_by_pagefind(records: list[SearchRecord]) -> dict[str, bytes]:
    """Give what Pagefind makes of all records at once, as it makes it."""
    return dict(Workshop()._made([told_of(each) for each in records], "en"))


def words_by_pagefind(files: dict[str, bytes]) -> dict[str, Any]:
    """Give for each word the records that Pagefind has it in, whatever else it knows of these."""
    words = [each for name, content in files.items() if name.startswith("index/") for each in value(content)[0]]
    return {
        word: (
            list(accumulate(own[0] for own in records)),
            {form: list(accumulate(own[0] for own in having)) for form, having in forms},
        )
        for word, records, forms in words
    }


def test_an_index_says_what_pagefind_s_own_says_of_all_records() -> None:
    """Whatever a word looks like; of the places in a record nothing is told."""
    odd = "Blŵp blwp naïve £1,000.50 boss[@]parcel[.]example 999-999 e-mail’s UPPERlower چابی ਪੁਲਿਸ 0300_123 fee/fees"
    records = [*RECORDS, record(60, text=odd), record(61, text=odd.upper()), record(62, title="Raffles", text="cards")]
    expected = words_by_pagefind(made_by_pagefind(records))
    assert len(expected) > 80
    assert any(forms for _, forms in expected.values())
    assert words_of(made(records)) == expected


def test_a_word_that_a_record_has_in_many_places_is_read_too() -> None:
    """Each of these is cut to one word, as "calls" is to "call"."""
    calls = " ".join(["call", "calls", "called", "calling"] * 100)
    records = [record(1, text="call"), record(2, text=calls), record(3), record(4, text="calls")]
    raw = next(
        own
        for name, content in made_by_pagefind(records).items()
        if name.startswith("index/")
        for word, own, _ in value(content)[0]
        if word == "call"
    )
    assert len(raw[1][1]) > 256
    assert records_of(made(records), "call") == [0, 1, 3]


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
