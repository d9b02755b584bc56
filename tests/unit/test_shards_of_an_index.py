"""The index of many records is put together of shards: it is as if there were one, and an edit has one made anew."""

import json
import random
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forewarn.drawing.store import Store
from forewarn.indexing import Plan, assembly, begin_index, keys_of, plan_of, shards, workshop
from forewarn.indexing.assembly import LICENCES
from forewarn.indexing.cutting import pieces
from forewarn.indexing.packing import unpacked
from forewarn.indexing.part import ENTRY, PROGRAM
from forewarn.search_record import SearchRecord
from unit.test_indexing import NOON, RECORDS, numbers, record, value, words_of

SMALL = 15  # records in a shard, in these tests
OTHER = record(70, text="Blŵp plumbers blwp", title="Blŵp", published=NOON + timedelta(hours=30, minutes=30))


@pytest.fixture(autouse=True)
def _small_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "MOST_RECORDS", SMALL)


def whole(records: list[SearchRecord]) -> Plan:
    """Plan an index of a single shard."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "MOST_RECORDS", len(records))
        plan = plan_of(records, "en")
    assert len(plan.shards) == 1
    return plan


def changed(before: Plan, after: Plan) -> int:
    """Count the shards that must be made for a plan, where those of another are there."""
    return len({shard.key for shard in after.shards} - {shard.key for shard in before.shards})


def files_of(plan: Plan, store: Store | None = None) -> dict[str, bytes]:
    return dict(begin_index(plan, store, 2).files())


def test_what_is_small_is_one_shard_and_what_is_larger_is_cut() -> None:
    assert len(plan_of(RECORDS[:SMALL], "en").shards) == 1
    assert len(plan_of(RECORDS[: SMALL + 1], "en").shards) == 2
    sizes = [len(shard.records) for shard in plan_of(RECORDS, "en").shards]
    assert sum(sizes) == 60
    assert max(sizes) <= SMALL


def test_an_index_of_shards_says_what_that_of_one_says() -> None:
    """But for the names of files, which tell what is in them, all is the same: words, filters, order, records."""
    records = [*RECORDS[::-1], OTHER]
    cut, one = plan_of(records, "en"), whole(records)
    assert len(cut.shards) > 4
    assert files_of(cut) == files_of(one)
    words = words_of(files_of(cut))
    assert "blŵp" in words["blwp"][1]
    assert words["number7"][0] == [7]
    assert words["hang"][0] == [number for number in range(61) if number != 31]


def test_records_are_numbered_from_the_oldest_and_results_come_in_the_order_that_is_given() -> None:
    mixed = random.Random(1).sample(RECORDS, 60)  # noqa: S311 - words, no secrets
    plan = plan_of(mixed, "en")
    assert [each for shard in plan.shards for each in shard.records] == RECORDS
    assert [RECORDS[number] for number in plan.order] == mixed
    (list_,) = (value(content) for name, content in files_of(plan).items() if name.endswith(".pf_meta"))
    assert list_[4] == [["order", list(plan.order)]]


def test_an_edit_makes_one_shard_and_three_files_anew() -> None:
    before = plan_of(RECORDS, "en")
    after = plan_of([*RECORDS[:20], replace(RECORDS[20], text=f"{RECORDS[20].text} zebra"), *RECORDS[21:]], "en")
    assert changed(before, after) == 1
    old, new = files_of(before), files_of(after)
    anew = {name.rpartition(".")[2] for name in new.keys() - old.keys()}
    assert anew == {"pf_fragment", "pf_index", "pf_meta"}
    assert len(new.keys() - old.keys()) == 3
    assert [name for name in new.keys() & old.keys() if new[name] != old[name]] == [ENTRY]


def test_an_edit_that_says_the_same_words_in_another_order_changes_no_word() -> None:
    other = replace(RECORDS[20], text=" ".join(reversed(RECORDS[20].text.split())))
    old, new = files_of(plan_of(RECORDS, "en")), files_of(plan_of([*RECORDS[:20], other, *RECORDS[21:]], "en"))
    assert {name.rpartition(".")[2] for name in new.keys() - old.keys()} == {"pf_fragment", "pf_meta"}


def test_what_becomes_past_changes_its_shard_and_the_order() -> None:
    past = replace(RECORDS[21], states=("past",))
    assert RECORDS[21].states != past.states
    before, after = plan_of(RECORDS, "en"), plan_of([*RECORDS[:21], *RECORDS[22:], past], "en")
    assert changed(before, after) == 1
    assert after.order[-1] == 21
    assert files_of(after) == files_of(whole([*RECORDS[:21], *RECORDS[22:], past]))


@pytest.mark.parametrize("number", range(60, 110))
def test_one_more_that_is_newest_changes_the_last_shard(number: int) -> None:
    """It may be cut in two by that, as the 16th of a shard of 15 comes."""
    records = [record(each) for each in range(number)]
    before, after = plan_of(records, "en"), plan_of([*records, record(number)], "en")
    assert changed(before, after) <= 2
    assert len(after.shards) - len(before.shards) in {0, 1}


def test_a_shard_that_is_cut_in_two_and_joined_again_gives_the_same_as_one() -> None:
    """Sixteen records where fifteen are the most: on both sides of the boundary, the index is that of one shard."""
    for count in (15, 16, 17, 16, 15):
        records = RECORDS[:count]
        plan = plan_of(records, "en")
        assert (len(plan.shards) > 1) == (count > SMALL)
        assert files_of(plan) == files_of(whole(records))


rows = st.lists(st.text("abcdefgh", min_size=1, max_size=4), unique=True, min_size=1, max_size=80)


@given(rows, st.integers(1, 12))
def test_pieces_are_the_whole_row_and_none_is_too_heavy(names: list[str], most: int) -> None:
    cut = list(pieces(names, [1] * len(names), most))
    assert [name for piece in cut for name in names[piece]] == names
    assert all(len(names[piece]) <= most for piece in cut)


@given(rows, st.integers(2, 12), st.data())
def test_one_more_cuts_what_was_cut_where_it_was(names: list[str], most: int, data: Any) -> None:
    """No boundary is lost far away: of the pieces that do not touch the new name, nearly all stay."""
    place = data.draw(st.integers(0, len(names)))
    longer = [*names[:place], "new!", *names[place:]]
    before = {tuple(names[piece]) for piece in pieces(names, [1] * len(names), most)}
    after = {tuple(longer[piece]) for piece in pieces(longer, [1] * len(longer), most)}
    assert len({piece for piece in after - before if "new!" not in piece}) <= 2


class Counted:
    """A workshop that notes which shards it indexes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.made: list[str] = []
        index = workshop.Workshop._index

        def noted(own: workshop.Workshop, shard: shards.Shard) -> Any:
            self.made.append(shard.key)
            return index(own, shard)

        monkeypatch.setattr(workshop.Workshop, "_index", noted)


def test_what_is_kept_is_not_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted, store, plan = Counted(monkeypatch), Store(tmp_path), plan_of(RECORDS, "en")
    first = files_of(plan, store)
    assert sorted(counted.made) == sorted(shard.key for shard in plan.shards)
    counted.made.clear()
    monkeypatch.setattr(workshop, "Program", None)
    assert files_of(plan, store) == first
    assert counted.made == []


def test_an_edit_has_one_shard_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    counted, store = Counted(monkeypatch), Store(tmp_path)
    files_of(plan_of(RECORDS, "en"), store)
    counted.made.clear()
    plan = plan_of([*RECORDS[:20], replace(RECORDS[20], title="Zebras"), *RECORDS[21:]], "en")
    assert files_of(plan, store) == files_of(plan)
    assert counted.made[0] in {shard.key for shard in plan.shards}
    assert len(counted.made) == 1 + len(plan.shards), "one with what is kept, and all without"


@pytest.mark.parametrize("harm", [b"", b"damaged", None])
def test_what_becomes_of_what_is_kept_is_healed(tmp_path: Path, harm: bytes | None) -> None:
    store, plan = Store(tmp_path), plan_of(RECORDS, "en")
    first = files_of(plan, store)
    kept = sorted(tmp_path.iterdir())
    assert {path.name for path in kept} == set(keys_of(plan.shards))
    for path in kept:
        whole_ = path.read_bytes()
        path.unlink() if harm is None else path.write_bytes(harm)
        assert files_of(plan, store) == first
        assert path.read_bytes() == whole_


def test_where_nothing_can_be_kept_all_is_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("No folder.")
    plan = plan_of(RECORDS, "en")
    assert files_of(plan, Store(tmp_path / "file")) == files_of(plan)


def test_only_what_is_wanted_is_given(tmp_path: Path) -> None:
    made = begin_index(plan_of(RECORDS, "en"), Store(tmp_path)).index()
    all_files = dict(made.contents())
    assert made.names == all_files.keys()
    wanted = sorted(made.names)[::7]
    assert len(wanted) > 5
    given = {*wanted, ENTRY, LICENCES, PROGRAM, "wasm.en.pagefind"}
    assert dict(made.contents(lambda name: name in wanted)) == {name: all_files[name] for name in given}


def test_one_key_stands_for_the_whole_index() -> None:
    keys = {
        plan_of(RECORDS, "en").key,
        plan_of(RECORDS, "cy").key,
        plan_of(RECORDS[::-1], "en").key,
        plan_of(RECORDS[1:], "en").key,
        plan_of([*RECORDS[:-1], replace(RECORDS[-1], date="")], "en").key,
    }
    assert len(keys) == 5
    assert plan_of(list(RECORDS), "en").key in keys


@pytest.mark.parametrize(
    "field", ["address", "language", "title", "summary", "date", "text", "areas", "around", "topics", "states"]
)
def test_a_shard_s_key_stands_for_all_that_is_told(field: str) -> None:
    one = record(1)
    told: object = ("zebra",) if isinstance(getattr(one, field), tuple) else "zebra"
    other = record(1, **{field: told})
    assert changed(plan_of([one], "en"), plan_of([other], "en")) == 1


def test_names_that_begin_alike_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assembly, "_LETTERS", 1)
    files = files_of(plan_of(RECORDS, "en"))
    (list_,) = (value(content) for name, content in files.items() if name.endswith(".pf_meta"))
    names = [name for name, _ in list_[1]]
    assert len(set(names)) == 60
    for name, number in zip(names, range(60), strict=True):
        shown = json.loads(unpacked(files[f"fragment/{name}.pf_fragment"]))
        assert shown["url"] == f"advisories/a{number}/"


def test_distances_of_every_length_are_put_together() -> None:
    """Records far from each other are told by two and three bytes, in one shard as in many."""
    records = [record(number, text="rare" if number in {0, 23, 24, 280, 599} else "often") for number in range(600)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(shards, "MOST_RECORDS", 250)
        cut = plan_of(records, "en")
    assert len(cut.shards) > 2
    assert files_of(cut) == files_of(whole(records))
    assert words_of(files_of(cut))["rare"][0] == [0, 23, 24, 280, 599]
    assert numbers([[7, []], [300, []]]) == [7, 307]
