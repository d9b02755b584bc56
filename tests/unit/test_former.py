"""An address that was public stays, leads on, or is missed aloud."""

from collections.abc import Mapping

import pytest

from finished import manifest_of
from forewarn.problem import Level, Problem
from forewarn.publication.facts import Kind
from forewarn.publication.file_facts import facts_of
from forewarn.publication.former import Version, compare

TIME = "2026-10-02T08:30:00+01:00"


def page(title: str, published: str = TIME, extra: str = "") -> bytes:
    time = f'<meta property="article:published_time" content="{published}">'
    return f"<!doctype html><html><head>{time}{extra}</head><body><h1>{title}</h1></body></html>".encode()


REDIRECT = page("This page has moved", "", '<meta http-equiv="refresh" content="0; url=../x/">')


def path(id_: str) -> str:
    return f"advisories/{id_}/index.html"


def many(count: int, first: int = 0) -> dict[str, bytes]:
    return {path(f"a{number}"): page(f"No. {number}", f"2026-{number}") for number in range(first, first + count)}


def version(files: Mapping[str, bytes], *, is_known: bool = True) -> Version:
    manifest = manifest_of(files)
    facts = {manifest.sums[name]: facts_of(Kind.PAGE, content) for name, content in files.items()} if is_known else {}
    return Version(manifest, facts, files.__getitem__)


def told(former: Mapping[str, bytes], new: Mapping[str, bytes]) -> tuple[Problem, ...]:
    return compare(version(former), version(new))


def test_nothing_is_told_where_nothing_is_gone() -> None:
    former = {**many(3), "areas/kent/index.html": page("Kent")}
    assert told(former, {**many(5)}) == ()
    assert told({}, many(5)) == ()


def test_nothing_is_read_where_nothing_is_gone() -> None:
    def read(name: str) -> bytes:
        raise AssertionError(name)

    manifest = manifest_of(many(3))
    assert compare(Version(manifest, {}, read), Version(manifest, {}, read)) == ()


@pytest.mark.parametrize("is_known", [True, False])
@pytest.mark.parametrize(
    "renamed", [page("Callers ask for tax", "2026-11-01"), page("Another title")], ids=["heading", "time"]
)
def test_an_advisory_with_another_address(renamed: bytes, *, is_known: bool) -> None:
    former = {**many(40), path("tax-calls"): page("Callers ask for tax")}
    new = {**many(41), path("tax-callers"): renamed}
    (problem,) = compare(version(former, is_known=is_known), version(new, is_known=is_known))
    assert (problem.rule, problem.level) == ("address-moved", Level.ERROR)
    assert problem.file == "site/advisories/tax-callers/index.html"
    assert "aliases: [/advisories/tax-calls/]" in problem.cure
    assert "/advisories/tax-callers/" in problem.cure


def test_an_alias_settles_it() -> None:
    former = {**many(40), path("tax-calls"): page("Callers ask for tax")}
    new = {**many(40), path("tax-callers"): page("Callers ask for tax"), path("tax-calls"): REDIRECT}
    assert told(former, new) == ()


def test_an_advisory_that_was_there_before_is_not_taken_for_one_that_is_gone() -> None:
    former = {**many(40), path("tax"): page("Tax"), path("tax-2"): page("Tax")}
    new = {**many(40), path("tax-2"): page("Tax")}
    assert [problem.rule for problem in told(former, new)] == ["address-gone"]


def test_pages_that_say_nothing_of_themselves_are_not_alike() -> None:
    former = {**many(40), path("one"): b"<p>One</p>"}
    new = {**many(40), path("other"): b"<p>Other</p>"}
    assert [problem.rule for problem in told(former, new)] == ["address-gone"]


def test_a_single_advisory_that_is_gone() -> None:
    (problem,) = told(many(2), many(1))
    assert (problem.rule, problem.level, problem.file) == ("address-gone", Level.WARNING, f"site/{path('a1')}")
    assert "/advisories/a1/" in problem.message
    assert "status: withdrawn" in problem.cure


@pytest.mark.parametrize(
    ("before", "after", "is_much"), [(100, 95, False), (100, 94, True), (40, 38, False), (3, 1, True)]
)
def test_many_advisories_that_are_gone(before: int, after: int, *, is_much: bool) -> None:
    problems = told(many(before), many(after))
    if is_much:
        (problem,) = problems
        assert (problem.rule, problem.level) == ("fewer-advisories", Level.ERROR)
        assert f"{before - after} advisories fewer than the {before}" in problem.message
        assert "status: withdrawn" in problem.cure
        assert 'FOREWARN_FEWER="reason"' in problem.cure
    else:
        assert [problem.rule for problem in problems] == ["address-gone"] * (before - after)


def test_new_advisories_do_not_make_up_for_those_that_are_gone() -> None:
    (problem,) = told(many(40), many(40, first=20))
    assert (problem.rule, problem.level) == ("fewer-advisories", Level.ERROR)
    assert "20 advisories fewer than the 40 that are public, new ones not counted." in problem.message


def test_advisories_that_change_places() -> None:
    one, other = page("Callers ask for tax", "2026-10-01"), page("Puppies that do not exist", "2026-10-02")
    first, second = told({path("a"): one, path("b"): other}, {path("a"): other, path("b"): one})
    assert {first.rule, second.rule} == {"address-taken"}
    assert "/advisories/a/ is at /advisories/b/ now, and another is in its place" in first.message
    assert '"id: a"' in first.cure


def test_an_advisory_whose_address_another_one_takes() -> None:
    one, other = page("Callers ask for tax", "2026-10-01"), page("Puppies that do not exist", "2026-10-02")
    (problem,) = told({path("a"): one}, {path("a"): other, path("new"): one})
    assert (problem.rule, problem.level, problem.file) == ("address-taken", Level.ERROR, f"site/{path('new')}")


def test_an_advisory_that_is_written_anew_where_it_was() -> None:
    former = {path("a"): page("Callers ask for tax", "2026-10-01")}
    assert told(former, {path("a"): page("Callers ask for taxes", "2026-10-01"), **many(2)}) == ()
    assert told(former, {path("a"): page("Another", "2026-11-01"), **many(2)}) == ()
    assert told(former, {path("a"): page("Callers ask for tax", "2026-10-01", "<br>"), **many(2)}) == ()


def test_up_to_ten_are_named() -> None:
    (problem,) = told(many(20), many(5))
    assert problem.message.count("/advisories/") == 10
    assert "and 5 more" in problem.message


def test_what_only_led_elsewhere_is_no_advisory() -> None:
    former = {**many(5), **{path(f"old{number}"): REDIRECT for number in range(9)}}
    assert told(former, many(5)) == ()
    assert [problem.rule for problem in told(former, many(4))] == ["address-gone"]


def test_a_former_site_that_cannot_be_read_is_compared_by_its_addresses() -> None:
    def damaged(name: str) -> bytes:
        raise FileNotFoundError(name)

    former = Version(manifest_of(many(3)), {}, damaged)
    assert [problem.rule for problem in compare(former, version(many(2)))] == ["address-gone"]
