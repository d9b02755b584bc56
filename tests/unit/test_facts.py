"""What a file holds is told exactly, for any bytes, and kept from one build to the next."""

import json
import struct
import zlib
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from attached_files import picture
from forewarn.publication import stored_facts
from forewarn.publication.facts import Facts, Kind, kind_of
from forewarn.publication.file_facts import facts_of
from forewarn.publication.page_facts import page_facts
from forewarn.publication.stored_facts import StoredFacts

PAGE = """\
<!doctype html>
<html lang="cy-GB"><head>
<meta property="article:published_time" content="2026-10-02T08:30:00+01:00">
<meta name="robots" content="NOINDEX, follow">
<link rel="canonical" href="https://w.example/a/">
<link rel="alternate" type="application/atom+xml" href="../feed.xml">
<link rel="icon" href="../icon.svg"><link rel="Stylesheet" href=" ../a.css
"><link rel="alternate stylesheet" href="../b.css"><link href="../none">
<script type="application/ld+json">{"url": "https://w.example/"}</script>
<script src="../a.js"></script>
</head><body>
<h1>Callers &amp; <em>tax</em>
 </h1><p id="a">x</p><p id="b">x</p><p id="a">x</p><a name="c" href="?q#b">x</a>
<map><area href="../area/"></map><form action="/send"><button formaction="/other">x</button></form>
<img src="p.png" srcset="p1.png 1x, p2.png 2x" alt=""><video poster="v.png"><source src="v.mp4"></video>
<svg><use href="s.svg#i"></use><image xlink:href="t.png"></image></svg>
</body></html>
"""


def test_a_page() -> None:
    facts = page_facts(PAGE.encode())
    assert facts == Facts(
        Kind.PAGE,
        is_indexed=False,
        headings=("Callers & tax",),
        doubled=("a",),
        canonical="https://w.example/a/",
        language="cy-GB",
        published="2026-10-02T08:30:00+01:00",
        anchors=frozenset("abc"),
        links=("../area/", "../feed.xml", "?q#b", "https://w.example/a/"),
        loads=frozenset(
            "/send /other ../icon.svg ../a.css ../b.css ../none ../a.js"
            " p.png p1.png p2.png v.png v.mp4 s.svg#i t.png".split()
        ),
    )


@pytest.mark.parametrize(
    ("html", "runs"),
    [
        ("<script>x</script>", ("<script>",)),
        ('<script type="">x</script>', ("<script>",)),
        ('<script type="text/JavaScript">x</script>', ("<script>",)),
        ('<script type="importmap">{}</script>', ("<script>",)),
        ('<script type="application/json">{}</script>', ()),
        ('<script src="data:text/javascript,1"></script>', ("data:",)),
        ('<script src="a.js">ignored</script>', ()),
        ("<style>p{}</style><p style=''>x</p>", ("<style>", "style=")),
        ("<svg onload=x><animate /></svg>", ("onload=", "<animate>")),
        ("<iframe srcdoc=x></iframe><object data=x></object><embed src=x><applet></applet>",
         ("<iframe>", "<object>", "<embed>", "<applet>")),
        ("<head><base href='https://e.example/'></head>", ("<base>",)),
        ("<a href='&#106;avascript:x'>x</a><a href='VBScript:x'>y</a>", ("javascript:", "vbscript:")),
        ("<a href='\x01 java\tscript:x'>x</a>", ("javascript:",)),
        ("<form action='javascript:x'></form>", ("javascript:",)),
        ("<meta http-equiv=refresh content='0;url=javascript:x'>", ("javascript:",)),
        ("<img src='data:text/html,x'><img src='data:image/png;base64,AA'>", ("data:",)),
        ("<p title='<script>' class=onclick data-onclick=x>javascript:</p>", ()),
        ("<!-- <script>x</script> --><template><script>x</script></template>", ("<script>",)),
    ],
)  # fmt: skip
def test_what_could_run_in_a_page(html: str, runs: tuple[str, ...]) -> None:
    assert page_facts(f"<!doctype html>{html}".encode()).runs == runs


@pytest.mark.parametrize(
    ("content", "leads_to"),
    [("0; url=../x/", "../x/"), ("5;URL='/x/'", "/x/"), ("0, https://e.example/", "https://e.example/"), ("30", "")],
)
def test_where_a_page_leads_by_itself(content: str, leads_to: str) -> None:
    facts = page_facts(f'<meta http-equiv="Refresh" content="{content}"><p>x'.encode())
    assert facts.is_redirect
    assert facts.leads_to == leads_to


@pytest.mark.parametrize(
    "content", [b"", b" ", b"<!-- -->", b"<p>\xff</p>", b"<p>a\0<script>b</script></p>", b"\xff\xfe<\0"]
)
def test_what_is_no_page(content: bytes) -> None:
    assert page_facts(content) == Facts(Kind.PAGE, is_whole=False)


def test_a_page_is_read_to_its_end_or_not_at_all() -> None:
    script = "<script>x</script>"
    assert page_facts(("<div>" * 2000 + script).encode()).runs == ("<script>",)
    assert not page_facts(("<div>" * 3000 + script).encode()).is_whole


def test_feeds() -> None:
    entry = '<entry><id>e</id><link href="/e/"/></entry>'
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom"><id>f</id><link href="/"/>{entry}</feed>'.encode()
    assert facts_of(Kind.ATOM, atom) == Facts(Kind.ATOM, entries=frozenset("e"), links=("/", "/e/"))
    feed = {"next_url": "/n", "feed_url": 1, "items": [{"id": "e", "url": "/e/"}, "x", {"id": 3}]}
    expected = Facts(Kind.JSON, entries=frozenset("e"), links=("/e/", "/n"))
    assert facts_of(Kind.JSON, json.dumps(feed).encode()) == expected


def test_what_declares_entities_is_not_read() -> None:
    entity = (
        b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><feed xmlns="http://www.w3.org/2005/Atom">&b;</feed>'
    )
    assert not facts_of(Kind.ATOM, entity).is_whole


@pytest.mark.parametrize(
    ("script", "loads"),
    [
        ('import { a } from "./a.js"; import b from "../b.mjs"; export * from "/c.js"',
         {"./a.js", "../b.mjs", "/c.js"}),
        ('import"./a.js";import("./b.js")', {"./a.js", "./b.js"}),
        ("import('https://e.example/a.js')", {"https://e.example/a.js"}),
        ('fetch("//e.example/count"); new Worker(`https://e.example/w.js`)',
         {"//e.example/count", "https://e.example/w.js"}),
        ('navigator.sendBeacon( "https://e.example/b", 1); new WebSocket("wss://e.example/s")',
         {"https://e.example/b", "wss://e.example/s"}),
        ("image.src = 'https://e.example/dot.png'", {"https://e.example/dot.png"}),
        ("""html = '<img src="https://e.example/dot.png">'""", {"https://e.example/dot.png"}),
        ('// As in https://www.w3.org/WAI/ARIA/apg/\nname("http://www.w3.org/2000/svg")', set()),
        ('fetch("./index.json"); import("./words/" + tag + ".js"); fetch(base + "//x")', set()),
    ],
)  # fmt: skip
def test_what_a_script_names(script: str, loads: set[str]) -> None:
    assert facts_of(Kind.SCRIPT, script.encode()) == Facts(Kind.SCRIPT, loads=frozenset(loads))


def test_a_script_that_is_no_text() -> None:
    assert facts_of(Kind.SCRIPT, b"\xff") == Facts(Kind.SCRIPT, is_whole=False)
    assert kind_of("assets/javascripts/a.JS") is kind_of("a/b.mjs") is Kind.SCRIPT
    assert kind_of("data/a.json") is Kind.JSON


def test_sheets_maps_and_robots() -> None:
    css = "@import 'a.css'; @import url(b.css); p { a: URL( \"c d.png\" ) } /* url(e.png) */ i { c: url(data:x) }"
    assert facts_of(Kind.SHEET, css.encode()).loads == {"a.css", "b.css", "c d.png"}
    robots = b"User-agent: *\nsitemap:  https://w.example/s.xml\n"
    assert facts_of(Kind.ROBOTS, robots).links == ("https://w.example/s.xml",)
    location = "<url><loc> https://w.example/ </loc></url>"
    map_ = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{location}</urlset>'.encode()
    assert facts_of(Kind.MAP, map_).entries == {"https://w.example/"}


def test_a_card_tells_its_size() -> None:
    whole = picture(width=60, height=30)
    assert facts_of(Kind.CARD, whole) == Facts(Kind.CARD, size=(60, 30, len(whole)))


@pytest.mark.parametrize("header", [b"", b"\0\0\0\1", b"\0" * 12])
def test_what_is_cut_off_or_has_no_whole_header_is_no_card(header: bytes) -> None:
    """However well its sums fit."""
    whole = picture(width=60, height=30)
    chunk = struct.pack(">I", len(header)) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    strange = whole[:8] + chunk + whole[whole.index(b"IHDR") + 21 :]
    for content in (strange, whole[:-1], whole[:40]):
        assert facts_of(Kind.CARD, content) == Facts(Kind.CARD, is_whole=False)


def test_kinds_are_told_by_paths() -> None:
    paths = ("404.html", "areas/kent/feed.xml", "sitemap.xml", "feed/2024.json", "a/b.css", "robots.txt", "cards/a.png")
    kinds = [Kind.PAGE, Kind.ATOM, Kind.MAP, Kind.JSON, Kind.SHEET, Kind.ROBOTS, Kind.CARD]
    assert [kind_of(path) for path in paths] == kinds
    assert [kind_of(path) for path in ("a.png", "a/robots.txt", "x", "icon.svg")] == [None] * 4


@given(st.sampled_from(list(Kind)), st.binary() | st.text().map(lambda text: text.encode("utf-8", "surrogatepass")))
def test_any_bytes_give_facts(kind: Kind, content: bytes) -> None:
    assert facts_of(kind, content).kind is kind


MARKUP = st.lists(
    st.sampled_from(
        ["<p", "<a href=", ">", '"', "'", "x", "&#0;", "&#xd800;", "<!--", "<![CDATA[", "<?", "</", "script", "\r", "é"]
    )
).map("".join)


def kept(place: Path, facts: Mapping[str, Facts]) -> StoredFacts:
    """Keep facts in a file, and give them as the next build has them."""
    stored = StoredFacts(place)
    stored.learn(facts)
    stored.keep(facts.keys())
    return StoredFacts(place)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("facts")


@given(MARKUP)
def test_any_markup_gives_facts_that_can_be_kept(folder: Path, markup: str) -> None:
    facts = {"sum": page_facts(markup.encode())}
    assert dict(kept(folder / "markup", facts)) == facts


TEXTS = st.text(max_size=8)
TUPLES = st.lists(TEXTS, max_size=3).map(tuple)
SETS = st.frozensets(TEXTS, max_size=4)
FACTS = st.builds(
    Facts,
    kind=st.sampled_from(list(Kind)),
    is_whole=st.booleans(),
    is_indexed=st.booleans(),
    headings=TUPLES,
    doubled=TUPLES,
    runs=TUPLES,
    size=st.tuples(st.integers(0, 9999), st.integers(0, 9999), st.integers(0, 9999999)),
    canonical=TEXTS,
    language=TEXTS,
    published=TEXTS,
    leads_to=st.none() | TEXTS,
    anchors=SETS,
    links=TUPLES,
    loads=SETS,
    entries=SETS,
)


@given(st.dictionaries(st.text("0123456789abcdef", min_size=64, max_size=64), FACTS, max_size=3))
def test_facts_come_back_as_they_were_kept(tmp_path_factory: pytest.TempPathFactory, facts: dict[str, Facts]) -> None:
    stored = kept(tmp_path_factory.mktemp("facts") / "kept", facts)
    assert {digest: stored[digest] for digest in facts} == facts
    assert dict(stored) == facts
    assert "0" not in stored


def test_half_a_letter_is_not_kept_and_does_no_harm(tmp_path: Path) -> None:
    whole, half = page_facts(PAGE.encode()), Facts(Kind.PAGE, canonical="\ud800")
    assert dict(kept(tmp_path / "kept", {"whole": whole, "half": half})) == {"whole": whole}


FACT = page_facts(PAGE.encode())


def test_no_damaged_facts_are_believed(tmp_path: Path) -> None:
    """Whichever byte of the file is another: the facts are gone, or as they were."""
    place = tmp_path / "kept"
    kept(place, {"sum": FACT})
    whole = place.read_bytes()
    lost = 0
    for number in range(0, len(whole), 17):
        place.write_bytes(whole[:number] + bytes([whole[number] ^ 0xFF]) + whole[number + 1 :])
        believed = dict(StoredFacts(place))
        assert believed in ({}, {"sum": FACT}), number
        lost += not believed
    assert lost


@pytest.mark.parametrize("foreign", [b"", b"{}", b"\n", b"\xff\n\xff", b"SQLite format 3\0"])
def test_no_foreign_facts_are_believed_and_they_give_way(tmp_path: Path, foreign: bytes) -> None:
    place = tmp_path / "kept"
    place.write_bytes(foreign)
    assert dict(StoredFacts(place)) == {}
    assert dict(kept(place, {"sum": FACT})) == {"sum": FACT}


def test_facts_of_other_code_are_not_believed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path / "kept"
    assert dict(kept(place, {"sum": FACT})) == {"sum": FACT}
    monkeypatch.setattr(stored_facts, "_fingerprint", lambda: b"of another version")
    assert dict(StoredFacts(place)) == {}
    assert dict(kept(place, {"other": FACT})) == {"other": FACT}


def test_facts_of_no_file_go_when_they_are_many(tmp_path: Path) -> None:
    place = tmp_path / "kept"
    kept(place, {str(number): FACT for number in range(9)})
    stored = StoredFacts(place)
    stored.learn({"new": FACT})
    stored.keep({"new", "3"})
    assert set(StoredFacts(place)) == {"new", "3"}


def test_facts_that_are_read_together_are_those_that_are_read_by_themselves(tmp_path: Path) -> None:
    every = {f"sum {number}": page_facts(f"<h1>Page {number}</h1>".encode()) for number in range(5)}
    together = kept(tmp_path / "facts", every)
    together.read(["sum 1", "sum 3", "unknown"])
    (tmp_path / "facts").unlink()
    assert {digest: together.get(digest) for digest in ("sum 1", "sum 3", "unknown", "sum 4")} == {
        "sum 1": every["sum 1"],
        "sum 3": every["sum 3"],
        "unknown": None,
        "sum 4": None,
    }
