"""What an editor, a designer or the clock changes in a site, and what every page, list and feed must say afterwards.

A change is made on one side before the clock runs, and looked for when the build has ended. So no side is quick because
something was not brought up to date.
"""

import gzip
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks.corpus import Written, edited, one_more, withdrawn
from benchmarks.sides import FACTS_CLASS, Side, shipped_settings
from projects import ROOT

WITHDRAWN_AT_MOST = 20  # so many pages may have no facts and name no contact
TEXTS = frozenset((".html", ".xml", ".json"))
SEARCH = "search/index"
PACKED = b"\x1f\x8b"
LONDON = ZoneInfo("Europe/London")
CURRENT_DAYS = 180
PHONE = 'phone: "159"\n'
Look = Callable[[], None]


@dataclass(frozen=True)
class Corpus:
    """The advisories that the sites were made of, oldest first, and their topics."""

    written: Sequence[Written]
    topics: Sequence[str]

    def newest(self, rank: int) -> Written:
        return self.written[-1 - rank % len(self.written)]


@dataclass(frozen=True)
class Round:
    """One round of several: its number from 0, and the moment at which sites are built in it."""

    corpus: Corpus
    number: int
    rounds: int
    now: str

    def advisory(self, first: int = 0) -> Written:
        """Give the advisory of this round: the newest (but for so many) in the first, and then ever older ones."""
        return self.corpus.newest(first + self.number * len(self.corpus.written) // self.rounds)


@dataclass(frozen=True)
class Change:
    """One kind of change: what it is called, and how it is made on a side in a round.

    ``make`` gives back what looks at the finished site, and raises AssertionError where that does not tell the change.
    ``minutes`` is how much time passes before the site is built.
    """

    name: str
    make: Callable[[Side, Round], Look]
    minutes: int = 1


def nothing(side: Side, turn: Round) -> Look:
    """Change nothing; every file stays the bytes that it is, but for what tells when the site was built."""
    title = turn.advisory().title.encode()
    before = saying(side.site, title), len(side.files())

    def look() -> None:
        assert (saying(side.site, title), len(side.files())) == before, f"{side.name}: nothing was to change"

    return look


def edit(side: Side, turn: Round) -> Look:
    """Edit the title and the body of one advisory."""
    old = turn.advisory()
    new = edited(old, turn.number)
    before = saying(side.site, old.title.encode())
    assert_everywhere(side, before, old)
    assert turn.number or {"feed.xml", "feed.json"} <= before, f"{side.name}: the newest is in the feeds of all"
    side.take(new)

    def look() -> None:
        after = saying(side.site, new.title.encode())
        assert after >= before, f"{side.name}: {sorted(before - after)} still lack the new title"
        assert not saying(side.site, old.title.encode()), f"{side.name}: the old title is still there"
        assert f"advisories/{old.id}/index.html" in saying(side.site, _new_words(new).encode())

    return look


def add(side: Side, turn: Round) -> Look:
    """Add one advisory, which is newer than all that are there."""
    new = one_more(len(turn.corpus.written), turn.number, turn.corpus.topics)
    assert not saying(side.site, new.title.encode())
    side.take(new)

    def look() -> None:
        after = saying(side.site, new.title.encode())
        assert_everywhere(side, after, new)
        assert {"index.html", "feed.xml", "feed.json"} <= after, f"{side.name}: what is new is told first"

    return look


def withdraw(side: Side, turn: Round) -> Look:
    """Withdraw one advisory: its page gives the reason, and no longer the text."""
    old = turn.advisory(first=2)
    new = withdrawn(old, turn.number)
    sentence = old.text.rpartition("\n\n")[2].partition(" *Nobody*")[0].encode()
    page = f"advisories/{old.id}/index.html"
    assert page in saying(side.site, sentence)
    side.take(new)

    def look() -> None:
        assert page not in saying(side.site, sentence), f"{side.name}: the text is still there"
        assert page in saying(side.site, f"Report {turn.number} was of something else.".encode())

    return look


def pass_time(side: Side, turn: Round) -> Look:
    """Let time pass until some advisories are no longer current."""
    last = [each for each in turn.corpus.written if _ends(each.day) <= datetime.fromisoformat(turn.now)][-1]
    page = side.site / "advisories" / last.id / "index.html"

    def look() -> None:
        assert "No longer current" in page.read_text("utf-8"), f"{side.name}: {last.id} is past"

    return look


def change_contact(side: Side, turn: Round) -> Look:
    """Change what is told of a contact that every advisory names."""
    text = (ROOT / "content/contacts.yml").read_text("utf-8")
    told = f"You will be helped by {turn.number + 2} people."
    assert "    for: If you have paid," in text
    side.take_contacts(text.replace("    for: If you have paid,", f"    for: {told} If you have paid,", 1))
    pages = len(list((side.site / "advisories").glob("*/index.html")))

    def look() -> None:
        saying_it = [name for name in saying(side.site, told.encode()) if name.startswith("advisories/")]
        assert len(saying_it) >= pages - WITHDRAWN_AT_MOST, f"{side.name}: {len(saying_it)} of {pages} pages tell it"

    return look


def change_partial(side: Side, turn: Round) -> Look:
    """Change a template that is part of the page of every advisory."""
    text = side.partial.read_text("utf-8")
    assert FACTS_CLASS in text
    plain = re.sub(r"advisory-facts advisory-facts--\d+", "advisory-facts", text)
    name = f"{FACTS_CLASS} advisory-facts--{turn.number + 2}"
    side.partial.write_text(plain.replace(FACTS_CLASS, name, 1), "utf-8")
    pages = len(list((side.site / "advisories").glob("*/index.html")))

    def look() -> None:
        found = len(saying(side.site, name.encode()))
        assert found >= pages - WITHDRAWN_AT_MOST, f"{side.name}: {found} of {pages} pages are made anew"

    return look


MINUTES_OF_TEN_DAYS = 10 * 24 * 60

EDIT = Change("one advisory edited", edit)
NOTHING = Change("nothing changed", nothing)
BESIDES = (
    Change("one advisory added", add),
    Change("one advisory withdrawn", withdraw),
    Change("a contact of all pages changed", change_contact),
    Change("a partial of all pages changed", change_partial),
)
TIME = Change("ten days passed", pass_time, MINUTES_OF_TEN_DAYS)


def saying(site: Path, words: bytes) -> frozenset[str]:
    """Give every page and feed that holds some words, by its path in the site."""
    texts = (path for path in site.rglob("*") if path.suffix in TEXTS)
    return frozenset(path.relative_to(site).as_posix() for path in texts if words in path.read_bytes())


def assert_everywhere(side: Side, places: Iterable[str], written: Written) -> None:
    """See that an advisory is on its own page, and in the lists of its area, its topic and its year.

    What is among the newest is in the feeds of its area and its topic too. (Ours have older entries in archives.)
    """
    found = set(places)
    assert f"advisories/{written.id}/index.html" in found, side.name
    for list_ in ("areas/", "topics/", f"archive/{written.day.year}/"):
        held = [name for name in found if name.startswith(list_) and name.endswith(".html")]
        assert held, f"{side.name}: {written.title} is in no list of {list_}"
    if any("/page/" not in name and name.startswith("areas/") and name.endswith(".html") for name in found):
        assert any(name.startswith("areas/") and name.endswith("feed.xml") for name in found), side.name


def assert_searchable(side: Side, new: str, old: str) -> None:
    """See that the index of the search knows the new title, and no longer the old one."""
    parts = [_plain(path.read_bytes()) for path in (side.site / SEARCH).rglob("*") if path.is_file()]
    assert any(new.encode() in part for part in parts), f"{side.name}: the search does not find {new}"
    assert not any(old.encode() in part for part in parts), f"{side.name}: the search still finds {old}"


def _plain(content: bytes) -> bytes:
    return gzip.decompress(content) if content.startswith(PACKED) else content


def _new_words(new: Written) -> str:
    found = re.search(r"A shop was told of this on \d+ days", new.text)
    assert found
    return found[0]


def _ends(day: date) -> datetime:
    """Give the moment from which an advisory of the corpus is no longer current."""
    assert "current_for" not in shipped_settings(), "it is that of the default"
    return datetime.combine(day + timedelta(days=CURRENT_DAYS), time(9, 30), LONDON)
