"""``forewarn verify`` before a server on this machine, which does to the site what hosts have done to others."""

import gzip
import random
import re
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from forewarn.commands import main
from forewarn.commands.project import open_settings
from forewarn.hosting import headers_for
from forewarn.publication.manifest import Manifest, read_manifest
from forewarn.settings import Settings
from forewarn.verifying import Live, sample, wait_for
from forewarn.verifying.headers import deviations
from projects import NOW, VALID, Built, Project
from serving import Given, Tampering, honest, served

COMING = VALID.replace("2026-10-02 08:30", "2026-11-23 08:30").replace("Callers", "Texts")
MOVED = VALID.replace("publish:", "aliases: [/advisories/before/]\npublish:").replace("Callers", "Letters")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A small site with something that is still to come and an address that has moved."""
    project = Project(tmp_path_factory.mktemp("verify") / "project")
    for name, text in {"tax": VALID, "coming": COMING, "moved": MOVED}.items():
        project.add(f"advisories/{name}.md", text)
    project.configure(extra={"forewarn": {"search": False, "posters": False, "cards": False}})
    site = project.build()
    assert site.exit_status == 0, site.output
    return site


def verify(url: str, built: Built, *options: str, now: str = NOW) -> Result:
    config = ["-f", str(built.site.parent / "mkdocs.yml"), "--now", now]
    return CliRunner().invoke(main, ["verify", url, *config, *options], catch_exceptions=False)


def told(built: Built, tampering: Tampering, *options: str) -> list[str]:
    """Give the findings, without the summary, which must say how many there are."""
    with served(built.site, tampering) as site:
        found = verify(site.address, built, "--no-headers", *options)
    *lines, last = found.output.strip().split("\n")
    assert found.exit_code == (1 if lines else 0)
    assert (f"{len(lines)} thing" in last) or (not lines and "everything is as meant" in last)
    return lines


def at(wanted: str, change: Callable[[Given], Given]) -> Tampering:
    """Change the answer for one path, and no other."""
    return lambda path, given: change(given) if path == wanted else given


def test_a_site_as_it_was_meant(built: Built) -> None:
    with served(built.site) as site:
        found = verify(site.address, built, "--no-headers", "--site", str(built.site))
    files = len([path for path in built.site.rglob("*") if path.is_file()]) - 1
    assert found.exit_code == 0, found.output
    assert found.output == (
        f"{site.address}: everything is as meant; {files} of its {files} files were looked at, and its age.\n"
    )
    assert "advisories/tax/" in site.asked
    assert "advisories/tax/index.html" not in site.asked


@pytest.mark.parametrize(
    ("path", "change", "words"),
    [
        ("advisories/tax/", lambda given: replace(given, status=404), "answers 404 (Not Found)"),
        ("advisories/tax/", lambda given: replace(given, status=599), "answers 599 for it"),
        ("advisories/tax/", lambda given: replace(given, content=given.content + b"<script>"), "has other bytes"),
        ("", lambda given: replace(given, content=b""), "has other bytes"),
        ("areas/kent/feed.json", lambda given: replace(given, content=given.content[:-9]), "has other bytes"),
        ("areas/kent/", lambda _: Given(301, b"", {"Location": "/areas/kent"}), "It leads to http://127"),
        ("advisories/before/", lambda _: Given(301, b"", {"Location": "/"}), "It leads to http://127"),
    ],
)
def test_what_became_of_one_file(built: Built, path: str, change: Callable[[Given], Given], words: str) -> None:
    (line,) = told(built, at(path, change))
    assert line.startswith(f"{path}index.html: " if path.endswith("/") or not path else f"{path}: ")
    assert words in line


def test_an_old_address_may_lead_to_the_new_one(built: Built) -> None:
    there = Given(301, b"", {"Location": "/advisories/moved/"})
    assert told(built, at("advisories/before/", lambda _: there)) == []


def test_bytes_that_travel_packed_are_the_same_bytes(built: Built) -> None:
    def packed(_path: str, given: Given) -> Given:
        content = gzip.compress(given.content)
        return Given(given.status, content, {"Content-Encoding": "gzip", "Content-Length": str(len(content))})

    assert told(built, packed) == []


def test_a_file_that_is_cut_off_on_its_way(built: Built) -> None:
    def cut(given: Given) -> Given:
        size = str(len(given.content))
        return Given(200, given.content[:100], {"Content-Length": size, "Connection": "close"})

    (line,) = told(built, at("advisories/tax/", cut))
    assert "does not answer" in line


def test_a_missing_page_must_be_missing(built: Built) -> None:
    def always_there(_path: str, given: Given) -> Given:
        return replace(given, status=200)

    (line,) = told(built, always_there)
    assert "the server answers 200 (OK)" in line

    def of_the_host(_path: str, given: Given) -> Given:
        return replace(given, content=b"Not here") if given.status == 404 else given

    (line,) = told(built, of_the_host)
    assert "shows a page of its own" in line


def test_a_host_that_is_busy_for_a_moment_is_asked_again(built: Built) -> None:
    times = count()

    def busy(given: Given) -> Given:
        return Given(503, b"", {"Retry-After": "0"}) if next(times) < 2 else given

    assert told(built, at("advisories/tax/", busy)) == []
    assert next(times) >= 3


def test_another_build_is_told_once_and_its_files_by_name(built: Built, tmp_path: Path) -> None:
    project = Project(tmp_path / "other")
    project.add("advisories/tax.md", VALID.replace("Hang up.", "Hang up at once."))
    other = project.build(FOREWARN_NOW=NOW)
    with served(built.site) as site:
        found = verify(site.address, other, "--no-headers", "--site", str(other.site))
    assert found.exit_code == 1
    assert found.output.startswith("sha256sums.txt: The live site is another build: ")
    assert "advisories/tax/index.html: It has other bytes than the site." in found.output


def test_headers_are_those_that_were_meant(built: Built) -> None:
    def as_meant(path: str, given: Given) -> Given:
        return replace(given, headers={**given.headers, **headers_for(_settings(built), path)})

    def with_faults(path: str, given: Given) -> Given:
        headers = dict(as_meant(path, given).headers)
        headers["Cache-Control"] = "max-age=86400"
        headers["Set-Cookie"] = "visitor=1; Secure"
        del headers["X-Content-Type-Options"]
        return replace(given, headers=headers)

    with served(built.site, as_meant) as site:
        found = verify(site.address, built)
    assert found.exit_code == 0, found.output
    assert "its headers and age" in found.output
    with served(built.site, with_faults) as site:
        found = verify(site.address, built)
    assert found.exit_code == 1
    *lines, _ = found.output.strip().split("\n")
    assert len(lines) == 3, "each fault once, however many files have it"
    assert 'The header "Cache-Control" is "max-age=86400"; "public, max-age=0, must-revalidate" was meant.' in lines[0]
    assert 'The header "Set-Cookie: visitor" is there, and none was meant.' in lines[1]
    assert 'The header "X-Content-Type-Options" is missing; "nosniff" was meant.' in lines[2]
    assert all(re.search(r"So it is on \d+ files\.", line) for line in lines)


def _settings(built: Built) -> Settings:
    return open_settings(built.site.parent / "mkdocs.yml", NOW).settings


@pytest.mark.parametrize(
    ("found", "is_fine"),
    [
        ("max-age=300", True),
        ("max-age=60", True),
        ("no-store", True),
        ("public, s-maxage=600, max-age=60", False),
        ("max-age=301", False),
        ("max-age=240, stale-while-revalidate=60", True),
        ("max-age=300, stale-while-revalidate=60", False),
        ("max-age=0, stale-while-revalidate=86400", False),
        ("max-age=0, must-revalidate, stale-if-error=86400", False),
        ("stale-while-revalidate=60", False),
        ("public", False),
        ("", False),
    ],
)
def test_a_cache_may_keep_less_and_never_more(found: str, *, is_fine: bool) -> None:
    headers = {"cache-control": found} if found else {}
    assert (not list(deviations(headers, {"Cache-Control": "public, max-age=300"}))) is is_fine


@pytest.mark.parametrize(
    ("name", "value"), [("X-Robots-Tag", "noindex"), ("Access-Control-Allow-Origin", "*"), ("Set-Cookie", "visitor")]
)
def test_what_does_harm_is_there_only_where_it_is_meant(name: str, value: str) -> None:
    found = {name.lower(): value, "server": "nginx"}
    (deviation,) = deviations(found, {})
    assert str(deviation) == f'The header "{name}: {value}" is there, and none was meant.'
    assert not list(deviations(found, {name: value}))


def test_a_site_that_should_have_changed_by_itself_is_old(built: Built) -> None:
    later = "2026-11-23T09:00:00+00:00"
    with served(built.site) as site:
        found = verify(site.address, built, "--no-headers", "--site", str(built.site), now=later)
        from_elsewhere = verify(site.address, built, "--no-headers", now=later)
    lines = found.output.split("\n")
    assert found.exit_code == from_elsewhere.exit_code == 1
    assert lines[0].startswith("sha256sums.txt: The site shows 2026-11-22T12:00:00+00:00; since 2026-11-23T08:30:00")
    assert lines[1].startswith("feed.json: It does not tell of ")
    assert "/advisories/coming/, which is public by the texts." in lines[1]
    assert from_elsewhere.output.startswith("feed.json: It does not tell of ")


def test_a_former_site_that_was_gone_back_to_may_be_old(built: Built) -> None:
    with served(built.site) as site:
        found = verify(site.address, built, "--no-headers", "--no-age", now="2027-11-23T09:00:00+00:00")
    assert found.exit_code == 0, found.output
    assert found.output.endswith("files were looked at.\n")


def test_what_is_still_to_come_is_told_to_nobody(built: Built) -> None:
    with served(built.site) as site:
        found = verify(site.address, built, "--no-headers", "--site", str(built.site))
    assert "coming" not in found.output
    assert "2026-11-23" not in found.output


def test_an_advisory_that_was_withdrawn_since(built: Built, tmp_path: Path) -> None:
    project = Project(tmp_path / "newer")
    project.configure(site_url=_settings(built).site_url)
    project.add("advisories/tax.md", VALID.replace("  date", "  status: withdrawn\n  reason: It was wrong.\n  date"))
    with served(built.site) as site:
        found = CliRunner().invoke(
            main, ["verify", site.address, "--no-headers", "-f", str(project.folder / "mkdocs.yml"), "--now", NOW]
        )
    assert "is current, and by the texts it is withdrawn." in found.output
    assert "/advisories/moved/, of which the texts here know nothing." in found.output


def test_a_sample_is_fair_and_holds_what_always_counts() -> None:
    paths = {f"advisories/a{number}/index.html" for number in range(500)} | {f"cards/a{n}.png" for n in range(500)}
    paths |= {"index.html", "feed.json", "robots.txt"}
    times: dict[str, int] = {}
    for seed in range(200):
        chosen = sample(paths, 60, random.Random(seed), ("feed.json", "nowhere"))  # noqa: S311 - no secret
        assert len(set(chosen)) == len(chosen) == 60
        assert {"index.html", "feed.json", "robots.txt"} <= set(chosen)
        for path in chosen:
            times[path] = times.get(path, 0) + 1
    assert len(times) == len(paths), "none is never looked at"
    assert sample(paths, 5000, random.Random(1)) == sorted(paths)  # noqa: S311 - no secret


def test_a_sample_says_how_many_it_was(built: Built) -> None:
    with served(built.site) as site:
        found = verify(site.address, built, "--no-headers", "--sample", "9")
    assert found.exit_code == 0
    assert "9 of its " in found.output
    assert 9 <= len(set(site.asked)) <= 12


def test_no_more_is_asked_at_a_time_than_was_allowed(built: Built) -> None:
    under_way, most, lock = [0], [0], threading.Lock()

    def slow(_path: str, given: Given) -> Given:
        with lock:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
        time.sleep(0.01)
        with lock:
            under_way[0] -= 1
        return given

    assert told(built, slow, "--at-once", "3", "--sample", "40") == []
    assert most == [3]


def test_an_upload_is_waited_for(built: Built) -> None:
    rounds = count()
    waited: list[float] = []

    def slow(given: Given) -> Given:
        return given if next(rounds) > 2 else Given(200, b"0" * 64 + b"  index.html\n")

    meant = read_manifest(built.site)
    assert meant
    with served(built.site, at("sha256sums.txt", slow)) as site, Live(site.address) as live:
        wait_for(live, meant, 60, lambda: float(sum(waited)), waited.append)
        assert waited == [5.0] * 3
        wait_for(live, Manifest({"a": "0" * 64}), 12, lambda: float(sum(waited)) - 15, waited.append)
        assert waited == [5.0, 5.0, 5.0, 5.0, 5.0, 2.0]


@pytest.mark.parametrize(
    ("url", "status", "words"),
    [
        ("warnings.example", 2, "Write the whole address"),
        ("file:///etc/passwd", 2, "Write the whole address"),
        ("http://127.0.0.1:1/", 1, "does not answer"),
    ],
)
def test_an_address_at_which_there_is_nothing(tmp_path: Path, url: str, status: int, words: str) -> None:
    found = CliRunner().invoke(main, ["verify", url, "-f", str(tmp_path / "none.yml")], catch_exceptions=False)
    assert found.exit_code == status
    assert words in found.output
    assert "object at 0x" not in found.output


def test_a_site_without_a_manifest(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("Hello", "utf-8")
    with served(tmp_path, honest) as site:
        found = CliRunner().invoke(main, ["verify", site.address, "-f", str(tmp_path / "none.yml")])
        other = CliRunner().invoke(main, ["verify", site.address, "--site", str(tmp_path)])
    assert found.exit_code == other.exit_code == 1
    assert "has no list of its files" in found.output
    assert "is no site that was built" in other.output
