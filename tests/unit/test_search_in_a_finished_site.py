"""The search of a finished site: its files are whole, it finds every advisory, and it tells nothing hidden."""

import gzip
import json
import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from finished import Finished, assets_in, contents_of, expectation_of
from forewarn.drawing.store import Store
from forewarn.indexing import program
from forewarn.problem import ProblemsFound
from forewarn.scam import Scam
from forewarn.site.searching import begin_search_index, search_plan, search_records
from projects import VALID, Project
from published import ADVISORY, SETTINGS, publish, site_of

SIGNED = b"pagefind_dcd"
DRAFT = VALID.replace("publish:\n", "publish:\n  status: draft\n")
PLAIN = replace(SETTINGS, cards=False, posters=False)
CURRENT = replace(ADVISORY, id="calls", scam=Scam(links=("https://refund-now.example/",)))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    own = site_of([CURRENT, replace(ADVISORY, id="texts", title="Texts ask for tax")], settings=PLAIN)
    contents = contents_of(publish(own, tmp_path_factory.mktemp("searched")))
    return Finished(contents, expectation_of(own, assets_in(contents)))


def records(site: Finished) -> Mapping[str, dict[str, object]]:
    """Give what each fragment of the index says, by the path of the fragment."""
    fragments = {path: content for path, content in site.contents.items() if path.endswith(".pf_fragment")}
    return {path: json.loads(gzip.decompress(content)[len(SIGNED) :]) for path, content in fragments.items()}


def written(record: Mapping[str, object]) -> bytes:
    return gzip.compress(SIGNED + json.dumps(record).encode())


def record_of(site: Finished, address: str) -> str:
    (path,) = (path for path, record in records(site).items() if record["url"] == address)
    return path


def test_a_site_with_a_search_has_no_problem(site: Finished) -> None:
    assert len(records(site)) == 2
    assert {"search/index.html", "search/index/pagefind.js"} <= site.contents.keys()
    assert site.problems() == ()


def test_every_advisory_is_found_by_the_search(site: Finished) -> None:
    path = record_of(site, "advisories/calls/")
    lost = site.having(path, written({**records(site)[path], "url": "advisories/texts/"}))
    (problem,) = lost.problems()
    assert (problem.rule, problem.file) == ("search-incomplete", "site/search/index.html")
    assert ADVISORY.title in problem.message


def test_a_part_that_is_missing_is_told_once(site: Finished) -> None:
    assert site.without(record_of(site, "advisories/calls/")).rules() == ["file-missing"]
    assert site.without("search/index/pagefind-entry.json").rules() == ["file-missing"]


def test_nothing_else_may_lie_in_the_index(site: Finished) -> None:
    assert site.having("search/index/pagefind-ui.js", "1").rules() == ["file-unexpected"]


@pytest.mark.parametrize(
    "content",
    [b"no gzip", gzip.compress(b"unsigned"), gzip.compress(SIGNED + b'{"url": '), b"\x1f\x8b"],
    ids=["no gzip", "unsigned", "cut off", "empty"],  # the time of packing stands in the others
)
def test_a_part_that_cannot_be_read_is_no_part(site: Finished, content: bytes) -> None:
    damaged = site.having(record_of(site, "advisories/calls/"), content)
    assert set(damaged.rules()) == {"file-hollow", "search-incomplete"}


@pytest.mark.parametrize("ending", [".pf_meta", ".pf_index", ".pf_filter", ".pf_fragment"])
def test_every_kind_of_part_is_looked_into(site: Finished, ending: str) -> None:
    path = next(path for path in site.contents if path.endswith(ending))
    assert "file-hollow" in site.having(path, b"{}").rules()


def test_words_of_a_draft_are_found_in_the_index(site: Finished) -> None:
    """Its files are packed: the words are nowhere in their bytes."""
    words = "Raid planned at the harbour"
    path = record_of(site, "advisories/calls/")
    record = records(site)[path]
    told = site.having(path, written({**record, "meta": {"title": words}}))
    assert words.encode() not in told.contents[path]
    assert site.hiding(words).rules() == []
    (problem,) = told.hiding(words).problems()
    assert (problem.rule, problem.file) == ("hidden-word", f"site/{path}")
    assert words not in str(problem)


def test_a_draft_leaves_no_trace_in_the_index(project: Project) -> None:
    words = "zxharbourraid"
    project.add("advisories/public.md")
    project.add("advisories/draft.md", DRAFT.replace("Callers ask", f"{words} asks"))
    built = project.build()
    assert built.exit_status == 0, built.output
    parts = [path.read_bytes() for path in (built.site / "search").rglob("*") if path.is_file()]
    assert len(parts) >= 8
    for content in parts:
        assert words.encode() not in (gzip.decompress(content) if content[:2] == b"\x1f\x8b" else content)


def test_words_that_the_index_puts_side_by_side_hold_up_no_warning(project: Project) -> None:
    """The words of a record stand there once each, so that some are neighbours that are none in any text."""
    said = "Courier courier scams. Tax scams harbour."
    project.add("advisories/public.md", VALID.replace("A caller says that you owe tax.", said))
    project.add("advisories/draft.md", DRAFT.replace("Callers ask for tax", "tax Courier scams harbour"))
    built = project.build()
    assert built.exit_status == 0, built.output


def test_an_index_that_fails_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(program, "get_executable", lambda: "/nowhere/pagefind")
    own = site_of([ADVISORY], settings=PLAIN)
    index = begin_search_index(search_plan(own, search_records(own)))
    with pytest.raises(ProblemsFound) as found:
        index.write(tmp_path)
    (problem,) = found.value.problems
    assert (problem.rule, problem.file) == ("index-failed", "mkdocs.yml")
    assert "The index of the search could not be made: Pagefind" in problem.message
    assert list(tmp_path.iterdir()) == []


def test_what_is_public_already_is_not_written_again(tmp_path: Path) -> None:
    """A build that knows the former site asks for what is new alone, and is told of all that there is."""
    before, after = (
        site_of([CURRENT, replace(ADVISORY, id="texts", title=title)], settings=PLAIN) for title in ("Old", "New")
    )
    store = Store(tmp_path / "kept")
    old = begin_search_index(search_plan(before, search_records(before)), store).write(tmp_path / "old")
    plan = search_plan(after, search_records(after))
    assert plan.key != search_plan(before, search_records(before)).key
    new = begin_search_index(plan, store).write(tmp_path / "new", lambda address: address not in old)
    written = {
        path.relative_to(tmp_path / "new").as_posix() for path in (tmp_path / "new").rglob("*") if path.is_file()
    }
    names = ("pagefind.js", "wasm.en.pagefind", "pagefind-entry.json", "licences.txt")
    always = {f"search/index/{name}" for name in names}
    assert written == (new - old) | always
    assert {address.rpartition(".")[2] for address in new - old} == {"pf_fragment", "pf_index", "pf_meta"}
    both = {path: (tmp_path / "old" / path).read_bytes() for path in (old & new) - always}
    again = begin_search_index(plan).write(tmp_path / "again")
    assert again == new
    assert both
    assert {path: (tmp_path / "again" / path).read_bytes() for path in both} == both
    assert len(new) == len(old)


def test_what_no_build_has_used_for_a_month_is_forgotten(tmp_path: Path) -> None:
    own = site_of([CURRENT], settings=PLAIN)
    store = Store(tmp_path / "kept")
    index = begin_search_index(search_plan(own, search_records(own)), store)
    index.write(tmp_path / "site")
    used = set((tmp_path / "kept").iterdir())
    assert len(used) == 3
    store.put("0" * 40, b"what another shard came to")
    for path in (tmp_path / "kept").iterdir():
        os.utime(path, (0, 0))
    index.tidy(datetime(2026, 11, 22, tzinfo=UTC))
    assert set((tmp_path / "kept").iterdir()) == used
