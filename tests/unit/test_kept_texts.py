"""What is kept of a text counts as long as all that it was made of is the same, and not a moment longer."""

import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from attached_files import picture
from forewarn.problem import Level, SetLevel
from forewarn.settings import Settings
from forewarn.site import kept_texts, load_site
from forewarn.site.advisories import Advisories
from forewarn.site.hidden_words import said_by
from forewarn.site.kept_texts import KEPT_FOR, NAME, KeptTexts
from forewarn.site.scenery import Scene, Scenery
from forewarn.site.survey import Survey, survey
from forewarn.surveying.content import read_frame
from forewarn.surveying.text_codec import Damaged, TextCodec, surroundings_read, surroundings_written
from golden_cases import CASES, SETTINGS
from projects import NOW, SHIPPED, moment
from seed_documents import write_seed_documents

NOON = moment(NOW)
LATER = datetime.now(UTC) + timedelta(hours=1)  # by when no file of a test has been changed just now
CANARY = "zanzibar"


def text(title: str, body: str, *, publish: str = "", more: str = "") -> str:
    """Write an advisory that says little."""
    date = "  date: 2026-10-02 08:30\n"
    return f"---\ntitle: {title}\narea: Kent\n{more}publish:\n{date}{publish}---\n\n{body}\n"


@dataclass(frozen=True)
class Place:
    """A small content folder, and a folder beside it in which something may be kept."""

    content: Path

    @property
    def cache(self) -> Path:
        return self.content.parent / "cache"

    def write(self, name: str, content: str | bytes) -> None:
        path = self.content / "advisories" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())

    def remove(self, name: str) -> None:
        (self.content / "advisories" / name).unlink(missing_ok=True)

    def kept(
        self, code: bytes = b"1", clock: datetime = LATER, *, believes_files: bool = True, lasts: bool = False
    ) -> KeptTexts:
        return KeptTexts(self.cache, code, clock, believes_files=believes_files, lasts=lasts)

    def survey(  # noqa: PLR0913 - whatever a text can see
        self,
        kept: KeptTexts | None = None,
        *,
        own: Settings = SETTINGS,
        now: datetime = NOON,
        is_deployment: bool = False,
        code: bytes = b"1",
        workers: int = 1,
    ) -> Survey:
        """Survey with what is kept, and see that nothing is different from what is surveyed without."""
        used = kept or self.kept(code)
        found = survey(self.content, own, now, is_deployment=is_deployment, kept=used, workers=workers)
        fresh = survey(self.content, own, now, is_deployment=is_deployment)
        assert_same(found, fresh)
        return found

    def anew(self, **changes: object) -> set[str]:
        """Name the advisories that are surveyed anew now, without the folder."""
        found = self.survey(**changes)  # type: ignore[arg-type]
        return {file.removeprefix("content/advisories/") for file in found.anew}


def assert_same(found: Survey, fresh: Survey) -> None:
    """See that two surveys are one, to the time zones and the types of their values."""
    assert found.problems == fresh.problems
    for one, other in zip(found.texts, fresh.texts, strict=True):
        assert one == other
        assert repr(one) == repr(other)
    plain = [replace(each, anew=frozenset()) for each in (found, fresh)]
    assert plain[0] == plain[1]


def small(folder: Path) -> Place:
    """Lay out a content folder with two areas, the channels, and a home page."""
    content = folder / "content"
    (content / "areas").mkdir(parents=True)
    (content / "advisories").mkdir()
    for name in ("areas/kent.md", "areas/essex.md", "index.md", "contacts.yml"):
        shutil.copy(SHIPPED / name, content / name)
    return Place(content)


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return small(tmp_path)


@pytest.fixture
def village(place: Place) -> Place:
    """Some texts that have to do with each other, and all that can be kept is, as the change of nothing shows."""
    place.write("plain.md", text("Callers ask for tax", "A caller says that you owe tax. Hang up."))
    place.write("linking.md", text("Parcel texts", "Nobody sends parcels. See [tax calls](plain.md)."))
    address = "https://warnings.example/advisories/plain/"
    place.write("whole.md", text("Loan letters", f"Letters come by post. See [tax calls]({address})."))
    place.write("shown.md", text("Bank letters", "So it looks:\n\n![A letter with a red seal](letter.png)"))
    place.write("letter.png", picture())
    card = "og:\n  image: card.png\n  image_alt: A red card\n"
    place.write("carded.md", text("Gift cards", "They ask for cards by telephone.", more=card))
    survey(place.content, SETTINGS, NOON, kept=place.kept())
    return place


ENDINGS = {".md", ".txt", ".png", ".jpg", ".webp", ".pdf"}
EVERY = {"plain.md", "linking.md", "whole.md", "shown.md", "carded.md"}


@pytest.fixture(scope="module")
def crowd(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Place:
    """Texts of golden cases, the shipped ones and seed documents, in one folder; most have faults.

    Every other case is there, so that every rule has some, and with --long each.
    """
    place = small(tmp_path_factory.mktemp("crowd"))
    shutil.copytree(SHIPPED / "areas", place.content / "areas", dirs_exist_ok=True)
    for number, case in enumerate(CASES if pytestconfig.getoption("--long") else CASES[::2]):
        for path in case.glob("*.*"):
            if path.suffix in ENDINGS and path.name not in {"index.md", "expected.txt"}:
                place.write(f"{number}/{path.name}", path.read_bytes())
    shutil.copytree(SHIPPED / "advisories", place.content / "advisories" / "shipped")
    write_seed_documents(place.content / "advisories" / "seed", 30)
    return place


@pytest.fixture(scope="module")
def fresh(crowd: Place) -> Survey:
    """The crowd, surveyed by one process with nothing kept."""
    return survey(crowd.content, SETTINGS, NOON)


def test_every_text_is_the_same_when_it_is_read_back(crowd: Place, fresh: Survey) -> None:
    codec = TextCodec(crowd.content, SETTINGS.time_zone)
    assert len(fresh.texts) > 250
    assert sum(each.advisory is not None for each in fresh.texts) > 150
    for each in fresh.texts:
        back = codec.read(codec.written(each))
        assert back == each
        assert repr(back) == repr(each)
        if each.advisory and back.advisory:
            half_a_year = timedelta(days=180)
            assert back.advisory.current_until(half_a_year) == each.advisory.current_until(half_a_year)


def strings(value: object) -> Iterator[str]:
    """Give every text within a value made of dictionaries and groups."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from strings(tuple(value.values()))
    elif isinstance(value, list | tuple):
        for item in value:
            yield from strings(item)


def test_every_word_of_an_advisory_is_looked_through_for_words_of_hidden_ones(fresh: Survey) -> None:
    advisories = fresh.register.advisories
    assert len(advisories) > 100
    for advisory in advisories:
        said = said_by(advisory)
        assert [each for each in strings(asdict(advisory)) if each not in said] == []


def test_one_process_many_and_what_is_kept_give_the_same(crowd: Place, fresh: Survey) -> None:
    by_many = survey(crowd.content, SETTINGS, NOON, kept=crowd.kept(), workers=2)
    assert_same(by_many, fresh)
    assert len(by_many.anew) == len(set(by_many.anew)) > 250
    again = survey(crowd.content, SETTINGS, NOON, kept=crowd.kept())
    assert_same(again, fresh)
    taken = {each.file for each in fresh.texts} - again.anew
    assert len(taken) > 50  # most have one id with others, and so an error
    assert taken.isdisjoint(fresh.hidden)


def test_a_day_on_which_the_clocks_change_is_counted_in_the_site_s_time(place: Place) -> None:
    place.write("plain.md", text("Tax", "Hang up.").replace("2026-10-02 08:30", "2026-10-24 23:30"))
    place.survey()
    (advisory,) = place.survey().register.advisories
    assert place.anew() == set()
    assert advisory.current_until(timedelta(days=1)).isoformat() == "2026-10-25T23:30:00+00:00"


def test_surroundings_are_the_same_when_they_are_read_back(place: Place) -> None:
    own = replace(SETTINGS, levels={"title-long": SetLevel(Level.ADVICE, "Our titles are long.")})
    scene = Scene(place.content, own, NOON, None, is_deployment=False)
    frame, _ = read_frame(place.content)
    told = Advisories([], scene, None, 1)
    surroundings = Scenery(scene, frame, *told.guessed(), told.sum_of).surroundings
    assert len(surroundings.areas) == 2
    assert surroundings.channels
    back = surroundings_read(surroundings_written(surroundings))
    assert back == surroundings
    assert surroundings_written(back) == surroundings_written(surroundings)


# What is done to the village, and which texts are surveyed anew by that: one with an error is at every time.
CHANGES: dict[str, tuple[Callable[[Place], object], set[str]]] = {
    "nothing": (lambda v: v.survey(), set()),
    "its bytes": (lambda v: v.write("plain.md", text("Callers ask for tax", "Hang up at once.")), {"plain.md"}),
    "another text comes": (lambda v: v.write("new.md", text("Roofers", "They knock at doors.")), {"new.md"}),
    "another text goes": (lambda v: v.remove("carded.md"), set()),
    "what is linked to goes": (lambda v: v.remove("plain.md"), {"linking.md", "whole.md"}),
    "what is linked to gets another id": (
        lambda v: v.write("plain.md", text("Callers ask for tax", "Hang up.", more="id: tax-calls\n")),
        {"plain.md", "linking.md", "whole.md"},
    ),
    "what is linked to cannot be read": (
        lambda v: v.write("plain.md", b"---\ntitle: [\n---\n"),
        {"plain.md", "linking.md", "whole.md"},
    ),
    "what is linked to becomes a draft": (
        lambda v: v.write("plain.md", text("Callers ask for tax", "Hang up.", publish="  status: draft\n")),
        {"plain.md"},
    ),
    "a picture is another": (lambda v: v.write("letter.png", picture(width=80)), {"shown.md"}),
    "a picture is damaged": (lambda v: v.write("letter.png", picture()[:100]), {"shown.md"}),
    "a picture goes": (lambda v: v.remove("letter.png"), {"shown.md"}),
    "a picture comes": (lambda v: v.write("card.png", picture()), {"carded.md"}),
    "a picture that nobody names comes": (lambda v: v.write("other.png", picture()), set()),
    "an area is renamed": (lambda v: _replace(v.content / "areas/kent.md", "Kent", "Kent County"), EVERY),
    "an area goes": (lambda v: (v.content / "areas/essex.md").unlink(), EVERY),
    "a number is another": (lambda v: _replace(v.content / "contacts.yml", "0300 123 2040", "0300 123 2041"), EVERY),
    "words of an area": (lambda v: _append(v.content / "areas/essex.md", "\nEssex is large.\n"), set()),
    "words of the home page": (lambda v: _append(v.content / "index.md", "\nRead all of it.\n"), set()),
}


def _replace(path: Path, old: str, new: str) -> None:
    written = path.read_text("utf-8")
    assert old in written
    path.write_text(written.replace(old, new), "utf-8")


def _append(path: Path, more: str) -> None:
    path.write_text(path.read_text("utf-8") + more, "utf-8")


@pytest.mark.parametrize("name", CHANGES)
def test_only_what_depends_on_a_change_is_surveyed_anew(village: Place, name: str) -> None:
    change, expected = CHANGES[name]
    change(village)
    assert village.anew() == expected
    village.survey()


def test_whatever_all_texts_see_makes_all_of_them_new(village: Place) -> None:
    assert village.anew(own=replace(SETTINGS, organisation="Another")) == EVERY
    assert village.anew(is_deployment=True) == EVERY
    assert village.anew(code=b"2") == EVERY
    assert village.anew(now=moment("2025-11-01T12:00:00+00:00")) == EVERY
    assert village.anew() == set()  # and each of these is kept beside the others


def test_a_channel_that_closes_with_time(village: Place) -> None:
    contacts = village.content / "contacts.yml"
    _replace(contacts, "valid_from: 4 December 2025", "valid_from: 4 December 2025\n    valid_to: 1 December 2026")
    assert village.anew() == EVERY
    assert village.anew(now=NOON + timedelta(days=1)) == set()
    assert village.anew(now=NOON + timedelta(days=30)) == EVERY


def test_a_link_is_mended_by_the_text_that_it_named(village: Place) -> None:
    village.write("hopeful.md", text("Rogue traders", "See [the others](others.md)."))
    assert village.anew() == {"hopeful.md"}
    assert village.anew() == {"hopeful.md"}  # it has an error, so nothing of it is kept
    village.write("others.md", text("Other traders", "They knock too."))
    assert village.anew() == {"hopeful.md", "others.md"}
    assert village.anew() == set()


def test_a_draft_that_becomes_public_is_kept_from_then_on(village: Place) -> None:
    village.write("early.md", text("Dating sites", "Nobody needs money.", publish="  status: draft\n"))
    assert village.anew() == village.anew() == {"early.md"}
    village.write("early.md", text("Dating sites", "Nobody needs money."))
    assert village.anew() == {"early.md"}
    assert village.anew() == set()


def test_what_was_public_is_hidden_again_where_an_earlier_moment_is_looked_at(village: Place) -> None:
    """Only its secrets tell whether it is published too early, and those were not kept."""
    earlier = moment("2026-10-01T12:00:00+00:00")
    assert village.anew(now=earlier) == EVERY
    assert village.survey(now=earlier).hidden == {f"content/advisories/{name}" for name in EVERY}


SECRETS = {
    "draft": text(f"The {CANARY} title", f"The {CANARY} body.", publish="  status: draft\n"),
    "scheduled": text(f"The {CANARY} title", f"The {CANARY} body.").replace("2026-10-02", "2080-10-02"),
    "with an error": text(f"The {CANARY} title", f"The {CANARY} body.").replace("Kent", "Nowhere"),
}


@pytest.mark.parametrize("name", SECRETS)
def test_nothing_of_what_is_hidden_is_kept(village: Place, name: str) -> None:
    village.write(f"{CANARY}/{CANARY}.md", SECRETS[name].replace("---\ntitle", f"---\nid: {CANARY}-id\ntitle", 1))
    village.write(f"{CANARY}/{CANARY}.png", picture())
    village.write("telling.md", text("Many calls", f"See [the next]({CANARY}/{CANARY}.md)."))
    note = f"  updates: [{{date: 2080-01-01, note: A {CANARY} was seen.}}]\n"
    village.write("updated.md", text("More calls", "They ring at night.", publish=note))
    village.survey()
    assert village.anew() >= {f"{CANARY}/{CANARY}.md", "updated.md"}
    kept = b"".join(path.read_bytes() for path in sorted(village.cache.iterdir()))
    assert b"owe tax" in kept
    assert CANARY.encode() not in kept.lower()


def test_a_process_that_goes_on_has_what_is_hidden_at_hand(village: Place) -> None:
    village.write("early.md", text("Dating sites", "Nobody needs money.", publish="  status: draft\n"))
    kept = village.kept(lasts=True)
    assert village.anew(kept=kept) == {"early.md"}
    assert village.anew(kept=kept) == set()
    village.write("early.md", text("Dating sites", "Nobody ever needs money.", publish="  status: draft\n"))
    assert village.anew(kept=kept) == {"early.md"}
    assert village.anew(kept=village.kept()) == {"early.md"}


def test_a_file_that_was_changed_within_its_size_and_set_back_in_time(village: Place) -> None:
    path = village.content / "advisories" / "plain.md"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"Hang up", b"Hang on"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert village.anew() == {"plain.md"}


def test_a_file_that_was_changed_just_now_is_not_believed(village: Place) -> None:
    clock = datetime.now(UTC)
    path = village.content / "advisories" / "plain.md"
    village.write("plain.md", text("Callers ask for tax", "Hang up now."))
    village.survey(kept=village.kept(clock=clock))
    about = path.stat()
    notes = village.kept().notes(village.content).sums
    assert "advisories/linking.md" not in notes  # they were all written within the last seconds
    path.write_bytes(path.read_bytes().replace(b"Hang up", b"Hang on"))
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert village.anew(kept=village.kept(clock=clock)) == {"plain.md"}


def _with_false_note(place: Place) -> None:
    """Change a text, and let it be noted as if it still were what it was."""
    kept = place.kept()
    notes = kept.notes(place.content)
    _, total = notes.sums["advisories/plain.md"]
    place.write("plain.md", text("Callers ask for tax", "Pay at once."))
    about = (place.content / "advisories" / "plain.md").lstat()
    seen = (about.st_size, about.st_mtime_ns, about.st_ctime_ns, about.st_ino)
    kept.note(place.content, replace(notes, sums=notes.sums | {"advisories/plain.md": (seen, total)}))


def test_where_no_file_is_believed_every_one_is_read(village: Place) -> None:
    _with_false_note(village)
    assert survey(village.content, SETTINGS, NOON, kept=village.kept()).anew == frozenset()
    _with_false_note(village)
    assert village.anew(kept=village.kept(believes_files=False)) == {"plain.md"}


def test_a_deployment_believes_no_file(village: Place) -> None:
    village.survey(is_deployment=True)
    _with_false_note(village)
    assert village.anew(is_deployment=True) == {"plain.md"}


def test_what_no_build_has_used_for_a_month_goes(village: Place) -> None:
    other = replace(SETTINGS, organisation="Another")
    village.survey(own=other)
    after = LATER + KEPT_FOR + timedelta(days=1)
    assert village.anew(kept=village.kept(clock=after)) == set()
    with sqlite3.connect(village.cache / NAME) as file:
        (count,) = file.execute("SELECT count(*) FROM text").fetchone()
    file.close()
    assert count == len(EVERY)
    assert village.anew(own=other) == EVERY


def _flip(path: Path, start: int) -> None:
    content = bytearray(path.read_bytes())
    for place in range(start, len(content), 997):
        content[place] ^= 0xFF
    path.write_bytes(bytes(content))


def _foreign(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as file:
        file.execute("CREATE TABLE text (words TEXT)")
    file.close()


def _make_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGES: dict[str, Callable[[Path], object]] = {
    "gone": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "cut off": lambda path: path.write_bytes(path.read_bytes()[: path.stat().st_size // 2]),
    "another kind of file": lambda path: path.write_bytes(b"Dear neighbours,\n" * 1000),
    "changed from its head on": lambda path: _flip(path, 0),
    "changed behind its head": lambda path: _flip(path, 5000),
    "somebody else's": _foreign,
    "a folder": _make_folder,
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_file_that_is_no_use_is_no_fault(village: Place, name: str) -> None:
    DAMAGES[name](village.cache / NAME)
    village.survey()
    village.survey()


@pytest.mark.parametrize("name", [name for name in DAMAGES if name not in {"somebody else's", "a folder"}])
def test_a_damaged_file_is_made_anew(village: Place, name: str) -> None:
    DAMAGES[name](village.cache / NAME)
    village.survey()
    village.survey()
    assert village.anew() == set()


def test_a_single_damaged_value_counts_as_absent_and_is_written_again(village: Place) -> None:
    with sqlite3.connect(village.cache / NAME) as file:
        ((value,), *_) = file.execute("SELECT value FROM text").fetchall()
        file.execute("UPDATE text SET value = ? WHERE value = ?", (value[:-1] + b"\x00", value))
        file.execute("UPDATE folder SET value = 'words'")
    file.close()
    assert len(village.anew()) == 1
    assert village.anew() == set()


def test_a_value_that_is_whole_and_is_no_text_is_refused(place: Place) -> None:
    codec = TextCodec(place.content, SETTINGS.time_zone)
    for written in (b"", b"\x80", b"\xc1", b"\x81\xa4file\x01", b"cbuiltins\neval\n"):
        with pytest.raises(Damaged):
            codec.read(written)


def test_a_file_that_somebody_holds_is_no_fault(village: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_texts, "_LONGEST_WAIT", 0.2)
    village.write("plain.md", text("Callers ask for tax", "Hang up at once."))
    holder = sqlite3.connect(village.cache / NAME, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        assert village.anew() == EVERY
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert village.anew() == {"plain.md"}


def test_a_place_where_nothing_can_be_written_is_no_fault(village: Place) -> None:
    blocked = village.content.parent / "blocked"
    blocked.write_bytes(b"")
    assert village.anew(kept=KeptTexts(blocked / "in", b"1", LATER)) == EVERY


def test_a_site_is_loaded_from_what_is_kept(village: Place) -> None:
    loaded = load_site(village.content, SETTINGS, NOON, kept=village.kept())
    fresh = load_site(village.content, SETTINGS, NOON)
    assert loaded.site == fresh.site
    assert loaded.problems == fresh.problems


NAMES = ("a.md", "b.md", "c.md")
BODIES = (
    "Hang up at once.",
    "See [a](a.md) and [b](b.md).",
    "See [c](https://warnings.example/advisories/other/).",
    "![A letter with a seal](p.png)",
    "See [the letter](p.png) and [none](none.md).",
    "Call 0300 123 2040, and see [Kent](../areas/kent.md).",
)
HEADS = ("", "id: other\n", "og:\n  image: p.png\n  image_alt: A seal\n", "aliases: [/old/]\n", "translation_of: a\n")
STATES = ("", "  status: draft\n", "  replaces: b\n", "  status: withdrawn\n  reason: It was wrong.\n")
TEXT = st.tuples(st.sampled_from(BODIES), st.sampled_from(HEADS), st.sampled_from(STATES))
TRIED = settings().max_examples // 10  # ten, and fifty with --long
EDIT = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(NAMES), TEXT),
    st.tuples(st.just("remove"), st.sampled_from((*NAMES, "p.png")), st.none()),
    st.tuples(st.just("picture"), st.just("p.png"), st.sampled_from((picture(), picture(width=90), picture()[:90]))),
    st.tuples(st.just("moment"), st.just(""), st.sampled_from((NOON, moment("2026-10-01T12:00:00+00:00")))),
)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    return iter(tmp_path_factory.mktemp("edited") / str(number) for number in range(10_000))


@given(edits=st.lists(EDIT, min_size=2, max_size=7))
@settings(
    max_examples=TRIED,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_no_sequence_of_edits_leaves_anything_stale(
    folders: Iterator[Path], edits: list[tuple[str, str, object]]
) -> None:
    place, now = small(next(folders)), NOON
    long_lived = place.kept()
    place.write("a.md", text("Tax calls", BODIES[0]))
    place.write("b.md", text("Parcels", BODIES[1]))
    for kind, name, value in edits:
        match kind, value:
            case "write", (str() as body, str() as head, str() as state):
                place.write(name, text(f"Calls of {name[0]}", body, publish=state, more=head))
            case "picture", bytes() as content:
                place.write(name, content)
            case "moment", datetime() as when:
                now = when
            case _:
                place.remove(name)
        place.survey(now=now)
        place.survey(kept=long_lived, now=now)
