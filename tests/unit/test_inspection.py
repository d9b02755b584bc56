"""The last look at a site: what stops it, what is told of it, and what is believed of the build before."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from finished import Finished, finished
from forewarn.problem import ProblemsFound
from forewarn.publication import Inspection, Publication, foresee, inspect
from forewarn.publication.inspection import Inspected
from forewarn.publication.manifest import ADDRESS, sum_of
from projects import VALID, Project

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
NAMES = ("loans", "pets", "rent")


def site_with(project: Project, *names: str) -> Finished:
    for path in (project.content / "advisories").iterdir():
        path.unlink()
    for name in names:
        project.add(f"advisories/{name}.md", VALID.replace("tax", name))
    return finished(project.folder, project.build(site="-".join(names)))


@pytest.fixture(scope="module")
def three(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    return site_with(Project(tmp_path_factory.mktemp("three") / "project"), *NAMES)


@pytest.fixture(scope="module")
def one(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    return site_with(Project(tmp_path_factory.mktemp("one") / "project"), NAMES[0])


def lay(held: Publication, made: Finished) -> None:
    """Lay the files of a site where a build writes them."""
    for path, content in made.contents.items():
        (held.fresh / path).parent.mkdir(parents=True, exist_ok=True)
        (held.fresh / path).write_bytes(content)


def publish(site: Path, made: Finished, inspection: Inspection | None = None) -> Inspected:
    """Make a site of files public, after a look at them."""
    held = Publication.open(site)
    try:
        lay(held, made)
        inspected = inspect(held, made.expected, inspection or Inspection(NOON))
        held.publish(inspected.made, (inspection or Inspection(NOON)).now, NOON)
    finally:
        held.close()
    return inspected


def refused(site: Path, made: Finished, inspection: Inspection | None = None) -> list[str]:
    """Give the rules by which a site is refused."""
    with pytest.raises(ProblemsFound) as found:
        publish(site, made, inspection)
    return [problem.rule for problem in found.value.problems]


def test_a_site_that_is_as_promised_has_no_problem(tmp_path: Path, three: Finished) -> None:
    for _ in range(2):
        inspected = publish(tmp_path / "site", three)
        assert (inspected.problems, inspected.excused) == ((), ())


def test_an_error_keeps_the_former_site(tmp_path: Path, three: Finished) -> None:
    publish(tmp_path / "site", three)
    spoilt = three.changed("index.html", "<h1", "<h1 onclick=go()")
    assert refused(tmp_path / "site", spoilt) == ["runs-in-page"]
    assert (tmp_path / "site/index.html").read_bytes() == three.contents["index.html"]


def test_advisories_that_are_gone_need_a_reason_which_is_told(tmp_path: Path, three: Finished, one: Finished) -> None:
    publish(tmp_path / "site", three)
    assert refused(tmp_path / "site", one) == ["fewer-advisories"]
    assert refused(tmp_path / "site", one, Inspection(NOON, fewer="  ")) == ["fewer-advisories"]
    inspected = publish(tmp_path / "site", one, Inspection(NOON, fewer="They were samples."))
    assert inspected.problems == ()
    assert [problem.rule for problem in inspected.excused] == ["fewer-advisories"]


def test_a_preview_is_compared_with_nothing(tmp_path: Path, three: Finished, one: Finished) -> None:
    publish(tmp_path / "site", three)
    assert publish(tmp_path / "site", one, Inspection(NOON, compares=False)).problems == ()


def test_what_was_shown_before_its_time_may_go(tmp_path: Path, three: Finished, one: Finished) -> None:
    publish(tmp_path / "site", three, Inspection(NOON + timedelta(days=400)))
    assert publish(tmp_path / "site", one).problems == ()


def test_a_public_site_without_a_manifest_is_told_of(tmp_path: Path, three: Finished, one: Finished) -> None:
    publish(tmp_path / "site", three)
    (tmp_path / "site" / ADDRESS).unlink()
    assert [problem.rule for problem in publish(tmp_path / "site", one).problems] == ["former-unknown"]
    assert publish(tmp_path / "site", one).problems == ()


def test_hidden_words_are_looked_for_whatever_is_believed(tmp_path: Path, three: Finished) -> None:
    publish(tmp_path / "site", three)
    hiding = replace(three, expected=replace(three.expected, hidden_words=frozenset({"that you owe loans"})))
    for believes in (True, False):
        assert set(refused(tmp_path / "site", hiding, Inspection(NOON, believes_facts=believes))) == {"hidden-word"}


def test_what_is_foreseen_is_what_is_found(tmp_path: Path, three: Finished) -> None:
    held = Publication.open(tmp_path / "site")
    try:
        lay(held, three)
        foreseen = foresee(held, lambda: True)
        pages = {sum_of(content) for path, content in three.contents.items() if path.endswith(".html")}
        assert foreseen.keys() >= pages
        assert inspect(held, three.expected, Inspection(NOON), foreseen) == inspect(
            held, three.expected, Inspection(NOON)
        )
        turns = iter([True] * 3)
        assert len(foresee(held, lambda: next(turns, False))) <= 3
    finally:
        held.close()


def test_a_page_that_is_changed_after_it_was_foreseen_is_looked_at_again(tmp_path: Path, three: Finished) -> None:
    held = Publication.open(tmp_path / "site")
    try:
        lay(held, three)
        foreseen = foresee(held, lambda: True)
        page = held.fresh / "advisories/rent/index.html"
        page.write_bytes(page.read_bytes().replace(b"</main>", b'<a href="/nowhere/">Nowhere</a></main>'))
        with pytest.raises(ProblemsFound, match="leads to nothing"):
            inspect(held, three.expected, Inspection(NOON), foreseen)
    finally:
        held.close()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such thing here")
def test_what_is_no_plain_file_is_not_opened_beforehand(tmp_path: Path) -> None:
    held = Publication.open(tmp_path / "site")
    try:
        os.mkfifo(held.fresh / "index.html")
        assert foresee(held, lambda: True) == {}
    finally:
        held.close()
