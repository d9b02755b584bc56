"""The output folder: what is there when, whatever goes wrong on the way."""

import errno
import json
import os
import stat
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from forewarn.problem import ProblemsFound
from forewarn.publication import Publication, exchange, publication
from forewarn.publication.assembly import AssemblyFailed, assemble
from forewarn.publication.manifest import (
    ADDRESS,
    Manifest,
    NotAManifest,
    manifest_of,
    read_manifest,
    sum_of,
    write_whole,
)
from forewarn.publication.memory import Memory
from forewarn.publication.places import Places
from forewarn.publication.record import UNKNOWN, Record, record_from_bytes, record_to_bytes
from projects import files_of

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
OLD = {"index.html": b"old", "a/index.html": b"only old", "assets/old.css": b"old style"}
NEW = {"index.html": b"new", "b/c/index.html": b"only new", "assets/new.css": b"new style"}

NAMES = st.text("abcx .-é", min_size=1).filter(lambda name: name not in {".", ".."})
PATHS = st.lists(NAMES, min_size=1).map("/".join).filter(lambda path: not path.startswith(" "))
SUMS = st.binary().map(sum_of)


def publish(site: Path, files: Mapping[str, bytes], now: datetime = NOON, memory: Memory | None = None) -> bool:
    """Publish some files, as a build does."""
    held = Publication.open(site, memory=memory)
    try:
        write(held.fresh, files)
        return held.publish(held.made(), now, now)
    finally:
        held.close()


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


def public(site: Path) -> Mapping[str, bytes]:
    """Give what is public but for the manifest, which must fit it."""
    files = dict(files_of(site))
    assert Manifest.from_bytes(files.pop(ADDRESS)) == manifest_of(site)
    return files


def refusal(found: pytest.ExceptionInfo[ProblemsFound]) -> tuple[str, str]:
    """Give the rule and the message of the one problem that was found."""
    (problem,) = found.value.problems
    return problem.rule, problem.message


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def test_the_first_site_is_published(site: Path) -> None:
    assert publish(site, OLD)
    assert public(site) == OLD
    assert sorted(path.name for path in Places.of(site).work.iterdir()) == ["ledgers", "lock", "record.json"]


def test_the_next_site_takes_its_place_and_the_former_is_the_spare(site: Path) -> None:
    publish(site, OLD)
    publish(site, NEW)
    assert public(site) == NEW | {"assets/old.css": b"old style"}
    assert public(Places.of(site).spare) == OLD


def test_the_third_site_is_put_together_in_the_first(site: Path) -> None:
    for files in (OLD, NEW, {"index.html": b"third", "a": b"a file where a folder was", "b/c": b"likewise"}):
        publish(site, files)
    third = dict(public(site))
    assert third.pop("a") == b"a file where a folder was"
    assert third.pop("b/c") == b"likewise"
    assert third == {"index.html": b"third", "assets/new.css": b"new style", "assets/old.css": b"old style"}
    publish(site, NEW)
    assert public(site)["b/c/index.html"] == b"only new"


def test_nothing_changes_before_it_is_published(site: Path) -> None:
    publish(site, OLD)
    held = Publication.open(site)
    write(held.fresh, NEW)
    held.made()
    assert public(site) == OLD
    held.close()
    assert public(site) == OLD
    assert not held.fresh.exists()


def test_a_file_that_somebody_reads_is_never_written_into(site: Path) -> None:
    publish(site, OLD)
    with (site / "index.html").open("rb") as reader:
        for content in (b"second", b"third", b"fourth"):
            publish(site, {"index.html": content})
        assert reader.read() == b"old"


def test_a_site_stays_open_to_those_it_was_open_to(site: Path) -> None:
    site.mkdir(mode=0o750)
    for files in (OLD, NEW, OLD):
        publish(site, files)
        assert stat.S_IMODE(site.stat().st_mode) == 0o750


def test_rolling_back_is_one_more_exchange(site: Path) -> None:
    publish(site, OLD)
    publish(site, NEW)
    second = public(site)
    for expected in (OLD, second):
        held = Publication.open(site)
        held.roll_back()
        held.close()
        assert public(site) == expected


def test_there_is_nothing_to_roll_back_to(site: Path) -> None:
    publish(site, OLD)
    held = Publication.open(site)
    with pytest.raises(ProblemsFound) as found:
        held.roll_back()
    held.close()
    assert refusal(found) == ("no-former-site", "There is no former site to go back to.")
    assert public(site) == OLD


@pytest.mark.parametrize("change", ["edited", "removed", "added"])
def test_a_former_site_that_was_changed_is_not_put_forward(site: Path, change: str) -> None:
    publish(site, OLD)
    publish(site, NEW)
    second, spare = public(site), Places.of(site).spare
    if change == "removed":
        (spare / "index.html").unlink()
    else:
        (spare / ("index.html" if change == "edited" else "more.html")).write_bytes(b"<script>")
    held = Publication.open(site)
    with pytest.raises(ProblemsFound) as found:
        held.roll_back()
    held.close()
    assert refusal(found)[0] == "former-site-changed"
    assert public(site) == second


def test_a_second_build_is_kept_out_until_the_first_lets_go(site: Path) -> None:
    first = Publication.open(site)
    write(first.fresh, OLD)
    with pytest.raises(ProblemsFound) as found:
        Publication.open(site)
    assert refusal(found) == ("output-locked", "Another build is writing this site.")
    assert dict(files_of(first.fresh)) == OLD
    first.close()
    Publication.open(site).close()


def test_a_link_to_a_folder_is_the_folder(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "site").symlink_to("www", target_is_directory=True)
    publish(tmp_path / "site", OLD)
    publish(tmp_path / "site", NEW)
    assert (tmp_path / "site").is_symlink()
    assert (tmp_path / "www" / "index.html").read_bytes() == b"new"


@pytest.mark.parametrize(
    ("make", "rule", "message"),
    [
        (lambda site: site.write_text("mine"), "output-unusable", "It is a file."),
        (lambda site: (site / ".git").mkdir(parents=True), "output-unusable", '".git" lies in it'),
        (lambda site: write(site, {"thesis.doc": b"mine"}), "output-unusable", "no build has made it"),
        (lambda site: site.symlink_to(site), "output-unwritable", "It cannot be written: "),
        (lambda site: site.parent.joinpath(".site.forewarn").write_text("mine"), "output-unwritable", "File exists"),
        (lambda site: site.parent.joinpath(".site.forewarn").symlink_to("."), "output-unusable", "is a link"),
    ],
    ids=["file", "repository", "documents", "circle", "work", "link"],
)
def test_a_place_that_cannot_be_used_is_left_alone(site: Path, make: object, rule: str, message: str) -> None:
    make(site)  # type: ignore[operator]  # a function of the place
    before = sorted(site.parent.rglob("*"))
    with pytest.raises(ProblemsFound) as found:
        Publication.open(site)
    assert refusal(found)[0] == rule
    assert message in refusal(found)[1]
    assert sorted(site.parent.rglob("*")) == before


def test_a_disk_that_is_mounted_there_cannot_be_exchanged(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site.mkdir()
    monkeypatch.setattr("os.path.ismount", lambda place: place == site)
    with pytest.raises(ProblemsFound) as found:
        Publication.open(site)
    assert refusal(found)[1].startswith("A disk or another folder is mounted there")


@pytest.mark.parametrize("step", ["manifest_of", "assemble", "put_forward", "write_whole"])
def test_a_disk_that_fails_changes_nothing(site: Path, monkeypatch: pytest.MonkeyPatch, step: str) -> None:
    publish(site, OLD)

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(publication, step, fail)
    with pytest.raises(ProblemsFound) as found:
        publish(site, NEW)
    assert refusal(found) == ("output-unwritable", "It cannot be written: No space left on device.")
    assert public(site) == OLD
    monkeypatch.undo()
    publish(site, NEW)
    assert public(site).items() >= NEW.items()


def test_files_that_somebody_adds_while_a_site_is_made_are_not_published(site: Path) -> None:
    publish(site, OLD)
    held = Publication.open(site)
    write(held.fresh, NEW)
    made = held.made()
    write(held.fresh, {"late.html": b"<script>"})
    with pytest.raises(ProblemsFound) as found:
        held.publish(made, NOON, NOON)
    held.close()
    assert refusal(found) == ("output-changed", "Somebody else changed its files while it was made.")
    assert public(site) == OLD


def test_a_spare_that_was_left_half_done_is_no_site_to_go_back_to(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for files in (OLD, NEW):
        publish(site, files)
    monkeypatch.setattr("forewarn.publication.assembly._move", lambda *_: (_ for _ in ()).throw(OSError(5, "Error")))
    with pytest.raises(ProblemsFound):
        publish(site, OLD)
    assert read_manifest(Places.of(site).spare) is None
    monkeypatch.undo()
    publish(site, {"index.html": b"third"})
    assert public(site)["index.html"] == b"third"


@pytest.fixture
def without_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object) -> None:
        raise OSError(errno.ENOSYS, os.strerror(errno.ENOSYS))

    monkeypatch.setattr(exchange, "_exchange", unknown)


@pytest.mark.usefixtures("without_exchange")
def test_where_folders_cannot_be_exchanged_two_renames_do(site: Path) -> None:
    assert publish(site, OLD)
    assert not publish(site, NEW)
    assert public(site).items() >= NEW.items()
    assert public(Places.of(site).spare) == OLD


@pytest.mark.usefixtures("without_exchange")
def test_the_former_site_comes_back_where_the_second_rename_fails(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site, OLD)
    rename = Path.rename

    def fail_once(self: Path, target: Path) -> Path:
        if self.name == "spare":
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_once)
    with pytest.raises(ProblemsFound):
        publish(site, NEW)
    assert public(site) == OLD


@pytest.mark.usefixtures("without_exchange")
@pytest.mark.parametrize("killed_after", ["first", "second"])
def test_the_next_build_mends_what_a_kill_between_two_renames_left(site: Path, killed_after: str) -> None:
    publish(site, OLD)
    publish(site, NEW)
    second, places = public(site), Places.of(site)
    site.rename(places.leaving)
    if killed_after == "second":
        places.spare.rename(site)
    Publication.open(site).close()
    assert public(site) == (second if killed_after == "first" else OLD)
    assert public(places.spare) == (OLD if killed_after == "first" else second)


@pytest.mark.usefixtures("without_exchange")
def test_a_site_that_somebody_made_between_two_renames_stays_and_the_former_is_the_spare(site: Path) -> None:
    publish(site, OLD)
    publish(site, NEW)
    second, places = public(site), Places.of(site)
    site.rename(places.leaving)
    write(site, {"index.html": b"by hand"})
    Publication.open(site).close()
    assert dict(files_of(site)) == {"index.html": b"by hand"}
    assert public(places.spare) == second
    assert not places.leaving.exists()
    publish(site, OLD)
    assert public(site).items() >= OLD.items()


@pytest.mark.usefixtures("without_exchange")
def test_a_site_is_public_even_where_the_former_cannot_become_the_spare(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(site, OLD)
    rename, places = Path.rename, Places.of(site)

    def fail_at_last(self: Path, target: Path) -> Path:
        if target == places.spare:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail_at_last)
    assert not publish(site, NEW)
    assert public(site).items() >= NEW.items()
    monkeypatch.undo()
    Publication.open(site).close()
    assert public(places.spare) == OLD


@pytest.mark.parametrize("place", ["fresh", "spare", "leaving"])
@pytest.mark.parametrize("kind", ["link", "dangling", "file", "pipe"])
def test_what_is_no_folder_of_ours_goes_and_nothing_is_followed(site: Path, place: str, kind: str) -> None:
    publish(site, OLD)
    others = {"precious.txt": b"mine", "a/b.txt": b"mine too"}
    write(site.parent / "others", others)
    in_the_way: Path = getattr(Places.of(site), place)
    match kind:
        case "link":
            in_the_way.symlink_to(site.parent / "others")
        case "dangling":
            in_the_way.symlink_to("nowhere")
        case "file":
            in_the_way.write_text("x")
        case "pipe":
            os.mkfifo(in_the_way)
    publish(site, NEW)
    publish(site, NEW)
    assert files_of(site.parent / "others") == others
    assert not site.is_symlink()
    assert public(site)["index.html"] == b"new"
    assert not in_the_way.is_symlink()


@pytest.mark.parametrize(
    ("number", "rule", "message"),
    [
        (errno.EPERM, "output-unwritable", "It cannot be written: Operation not permitted."),
        (errno.EBUSY, "output-unusable", "A disk or another folder is mounted there"),
        (errno.EXDEV, "output-unusable", "It came with the image of a container"),
    ],
)
def test_another_fault_of_the_exchange_is_told(
    site: Path, monkeypatch: pytest.MonkeyPatch, number: int, rule: str, message: str
) -> None:
    publish(site, OLD)

    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(exchange, "_exchange", refuse)
    with pytest.raises(ProblemsFound) as found:
        publish(site, NEW)
    assert refusal(found)[0] == rule
    assert refusal(found)[1].startswith(message)
    assert public(site) == OLD


def test_an_asset_stays_for_a_day_after_the_last_page_that_named_it(site: Path) -> None:
    publish(site, OLD)
    for hours, kept in ((1, True), (24, True), (25, False)):
        publish(site, NEW, NOON + timedelta(hours=hours))
        assert ("assets/old.css" in public(site)) == kept, hours
    assert "a/index.html" not in public(site)


def test_a_script_stays_as_long_as_a_stylesheet_does(site: Path) -> None:
    """Somebody has a page open whose script has not come yet."""
    publish(site, OLD | {"assets/javascripts/forewarn.1.js": b"old script"})
    for hours, kept in ((1, True), (24, True), (25, False)):
        publish(site, NEW | {"assets/javascripts/forewarn.2.js": b"new"}, NOON + timedelta(hours=hours))
        assert ("assets/javascripts/forewarn.1.js" in public(site)) == kept, hours
        assert "assets/javascripts/forewarn.2.js" in public(site)


def test_an_asset_stays_although_the_clock_was_set_back(site: Path) -> None:
    publish(site, OLD, NOON)
    for hours, kept in ((1, True), (-1, True), (22, True), (24, False)):
        publish(site, NEW, NOON + timedelta(hours=hours))
        assert ("assets/old.css" in public(site)) == kept, hours


def test_an_asset_that_comes_back_is_new_again(site: Path) -> None:
    for hours, files in ((0, OLD), (20, NEW), (30, OLD), (50, NEW)):
        publish(site, files, NOON + timedelta(hours=hours))
    assert "assets/old.css" in public(site)


def test_an_asset_of_a_site_that_came_back_is_new_again(site: Path) -> None:
    publish(site, OLD)
    publish(site, NEW, NOON + timedelta(hours=1))
    held = Publication.open(site)
    assert held.record().moment == NOON + timedelta(hours=1)
    held.roll_back()
    assert held.record().moment is None, "of the site that came back nobody knows it"
    held.close()
    publish(site, NEW, NOON + timedelta(hours=30))
    assert "assets/old.css" in public(site)


def test_a_build_that_failed_shortens_no_time(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(site, OLD)

    def fail(*_: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(publication, "put_forward", fail)
    with pytest.raises(ProblemsFound):
        publish(site, NEW)
    monkeypatch.undo()
    publish(site, NEW, NOON + timedelta(hours=30))
    assert "assets/old.css" in public(site)


def test_a_record_is_believed_of_the_site_that_it_is_about_only() -> None:
    site, other = Manifest({"a.html": sum_of(b"a")}), Manifest({"a.html": sum_of(b"b")})
    record = Record(NOON, {"assets/a.css": NOON - timedelta(hours=2)})
    written = record_to_bytes(record, site)
    assert record_from_bytes(written, site) == record
    assert record_from_bytes(written, other) == UNKNOWN
    assert record_from_bytes(written.replace(b"+00:00", b""), site) == UNKNOWN


def test_a_clock_that_is_put_back_takes_no_asset_away(site: Path) -> None:
    for hours, files in ((0, OLD), (20, NEW), (10, NEW)):
        publish(site, files, NOON + timedelta(hours=hours))
    assert "assets/old.css" in public(site)
    publish(site, NEW, NOON + timedelta(hours=34))
    assert "assets/old.css" not in public(site)


@pytest.mark.parametrize("state", [b"", b"[]", b'{"site": "", "since": 5}', b'{"since": {}}', b"\xff"])
def test_a_damaged_note_of_assets_keeps_them(site: Path, state: bytes) -> None:
    publish(site, OLD)
    Places.of(site).record.write_bytes(state)
    publish(site, NEW)
    assert "assets/old.css" in public(site)


@pytest.mark.parametrize("path", ["assets/../../secret.txt", "assets/link.txt", "assets/folder/secret.txt"])
def test_a_forged_manifest_neither_publishes_nor_overwrites_what_lies_elsewhere(site: Path, path: str) -> None:
    publish(site, OLD)
    secret = site.parent / "secret.txt"
    secret.write_bytes(b"secret")
    (site / "assets" / "link.txt").symlink_to(secret)
    (site / "assets" / "folder").symlink_to(site.parent)
    with (site / ADDRESS).open("a") as manifest:
        manifest.write(f"{sum_of(b'secret')}  {path}\n")
    publish(site, NEW)
    assert b"secret" not in public(site).values()
    assert not (Places.of(site).work / "secret.txt").exists()


def test_an_asset_that_somebody_changed_is_not_kept(site: Path) -> None:
    publish(site, OLD)
    (site / "assets/old.css").write_bytes(b"changed by hand")
    publish(site, NEW)
    assert public(site) == NEW


def test_a_site_without_a_manifest_gives_way(site: Path) -> None:
    write(site, {"index.html": b"by another program", ".hidden/x": b"stale"})
    publish(site, NEW)
    assert public(site) == NEW
    publish(site, OLD)
    assert public(site) == OLD | {"assets/new.css": b"new style"}


def test_a_folder_in_which_nothing_is_seen_is_empty(site: Path) -> None:
    write(site, {".keep": b""})
    publish(site, NEW)
    assert public(site) == NEW


@pytest.mark.parametrize("target", ["secret", "secret/x", "nowhere", "pipe"])
def test_links_in_the_fresh_folder_are_not_followed(site: Path, tmp_path: Path, target: str) -> None:
    write(tmp_path / "secret", {"x": b"secret"})
    os.mkfifo(tmp_path / "pipe")
    held = Publication.open(site)
    (held.fresh / "robots.txt").symlink_to(tmp_path / target)
    with pytest.raises(ProblemsFound) as found:
        held.made()
    assert '"robots.txt" in it is no plain file' in refusal(found)[1]
    held.close()


@given(st.dictionaries(PATHS, SUMS, min_size=1))
def test_a_manifest_reads_as_it_was_written(sums: dict[str, str]) -> None:
    assert Manifest.from_bytes(Manifest(sums).to_bytes()) == Manifest(sums)


@pytest.mark.parametrize(
    "text",
    [
        b"x",
        b"\xff\n",
        b"\n",
        f"{'0' * 64}  a".encode(),
        f"{'0' * 64} a\n".encode(),
        f"{'0' * 64}  a\n".encode() * 2,
        f"{'0' * 64}  a/../../b\n".encode(),
        f"{'0' * 64}  /etc/b\n".encode(),
    ],
)
def test_what_is_no_manifest(text: bytes) -> None:
    with pytest.raises(NotAManifest):
        Manifest.from_bytes(text)


def test_a_file_is_written_as_a_whole(tmp_path: Path) -> None:
    write_whole(tmp_path / "facts.json", json.dumps([1]).encode())
    assert [path.name for path in tmp_path.iterdir()] == ["facts.json"]
    assert stat.S_ISREG((tmp_path / "facts.json").stat().st_mode)


def test_what_was_not_made_anew_stays_where_it_is_or_is_lent(site: Path) -> None:
    """The fresh folder need not hold what the site has: the spare keeps it, and the site lends what the spare lacks."""
    places = Places.of(site)
    for files in (OLD, NEW):
        publish(site, files)
    third: dict[str, bytes] = {
        "index.html": b"new",
        "b/c/index.html": b"only new",
        "d.html": b"third",
        "assets/new.css": b"new style",
    }
    write(places.fresh, {"d.html": b"third", "index.html": b"new"})
    kept = (places.spare / "assets/old.css").stat().st_ino
    sums = {path: sum_of(content) for path, content in (third | {"assets/old.css": b"old style"}).items()}
    whole = Manifest(sums)
    assemble(places, whole)
    assert public(places.spare) == third | {"assets/old.css": b"old style"}
    assert (places.spare / "assets/old.css").stat().st_ino == kept
    with pytest.raises((AssemblyFailed, OSError)):
        assemble(places, Manifest(sums | {"b/c/index.html": sum_of(b"another")}))


def test_a_name_that_no_manifest_can_hold_is_refused(site: Path) -> None:
    with pytest.raises(ProblemsFound) as found:
        publish(site, {"index.html": b"new", "two\nlines.html": b"x"})
    assert "has more than one line" in refusal(found)[1]
    assert not site.exists()


def has_no_file_for_a_folder(files: Mapping[str, bytes]) -> bool:
    """Tell whether no file has the name of a folder of another."""
    return not any(other.startswith(f"{path}/") for path in files for other in files)


def folders_of(site: Path) -> set[str]:
    """Name the folders of a site."""
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_dir()}


FILES = st.dictionaries(PATHS, st.binary(max_size=3), min_size=1, max_size=6).filter(has_no_file_for_a_folder)


@settings(max_examples=10, deadline=None)
@given(st.lists(FILES, min_size=2, max_size=4))
def test_a_process_that_remembers_its_sites_makes_the_same(sites: list[dict[str, bytes]]) -> None:
    """Whatever changes from one to the next: files that come and go, and folders with them."""
    memory = Memory()
    with TemporaryDirectory() as folder:
        remembered, looked_at = Path(folder, "remembered").resolve(), Path(folder, "looked-at").resolve()
        for files in sites:
            publish(remembered, files, memory=memory)
            publish(looked_at, files)
            assert files_of(remembered) == files_of(looked_at)
            assert folders_of(remembered) == folders_of(looked_at)
            assert memory.recall(remembered)


@settings(max_examples=10, deadline=None)
@given(st.lists(FILES, min_size=2, max_size=3))
def test_a_site_that_was_prepared_is_the_same(sites: list[dict[str, bytes]]) -> None:
    """A copy of the first site that is made beforehand makes the next quicker, and not another."""
    memory = Memory()
    with TemporaryDirectory() as folder:
        prepared, plain = Path(folder, "prepared").resolve(), Path(folder, "plain").resolve()
        for files in sites:
            publish(prepared, files, memory=memory)
            publish(plain, files)
            assert files_of(prepared) == files_of(plain)
            publication = Publication.open(prepared, memory=memory)
            publication.prepare()
            publication.close()
            assert folders_of(prepared) == folders_of(plain)
        spare = Places.of(prepared).spare
        inodes = {path: (prepared / path).stat().st_ino for path in files_of(prepared)}
        assert files_of(spare).keys()
        assert not any(
            (spare / path).exists() and (spare / path).stat().st_ino == number for path, number in inodes.items()
        )


def test_nothing_is_prepared_where_there_is_no_site_or_a_spare(site: Path) -> None:
    publication = Publication.open(site)
    publication.prepare()
    publication.close()
    assert not Places.of(site).spare.exists()
    for files in (OLD, NEW):
        publish(site, files)
    publication = Publication.open(site)
    publication.prepare()
    publication.close()
    assert files_of(Places.of(site).spare)["index.html"] == OLD["index.html"], "to which one can go back"


def test_a_site_that_somebody_else_has_put_there_is_looked_at(site: Path) -> None:
    memory = Memory()
    for files in (OLD, NEW):
        publish(site, files, memory=memory)
    (site / "index.html").write_bytes(b"changed")
    (site / ADDRESS).write_bytes(manifest_of(site).to_bytes())
    assert memory.recall(site) is None
    publish(site, {**NEW, "c.html": b"third"}, memory=memory)
    assert public(site) == {**NEW, "c.html": b"third", "assets/old.css": b"old style"}


def test_two_sites_are_remembered_and_no_more(site: Path) -> None:
    memory = Memory()
    for number in range(4):
        publish(site, {"index.html": b"%d" % number}, memory=memory)
    assert memory.recall(site)
    assert memory.recall(Places.of(site).spare)
    assert len(memory._sites) == 2
