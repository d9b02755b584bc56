"""A finished site is what was promised, or one problem says what is not."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest
from lxml import etree

from attached_files import picture
from finished import Finished, assets_in, contents_of, expectation_of, finished, manifest_of
from forewarn.outputs.sitemap import sitemap
from forewarn.problem import Level
from forewarn.publication.verification import verify
from projects import ROOT, SHIPPED, Built, Project, build_in
from published import ADVISORY, SETTINGS, publish, site_of

TAX, PARCEL = "advisories/tax-calls/index.html", "advisories/parcel-texts/index.html"
CARD = "cards/tax-calls.png"
KENT, ALIAS = "areas/kent/index.html", "news/tax/index.html"
SITE_URL = "https://warnings.example/"

TAX_CALLS = """\
---
title: Callers say "tax" & ask for £900
area: Kent
publish:
  date: 2026-10-02 08:30
topic: Courier fraud
aliases: [/news/tax/]
---

A caller says that you owe tax. [What to do](#what-to-do) is said [there too](parcel-texts.md#what-to-do).

## What to do

Hang up. See <https://www.gov.uk/tax>.
"""
PARCEL_TEXTS = """\
---
title: Texts about parcels
area: [Kent, Scotland]
publish:
  date: 2026-10-03 08:30
---

A text asks for a fee. It is like [the calls](https://warnings.example/advisories/tax-calls/).

## What to do

Delete it.
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    project = Project(tmp_path_factory.mktemp("verified") / "project")
    project.add("advisories/tax-calls.md", TAX_CALLS)
    project.add("advisories/parcel-texts.md", PARCEL_TEXTS)
    return finished(project.folder, project.build())


def test_a_site_as_it_was_built_has_no_problem(site: Finished) -> None:
    assert len(site.expected.promises) == 2
    assert len(site.contents) > 70
    assert site.problems() == ()


def test_neither_has_the_sample_site(sample_site: Built, tmp_path: Path) -> None:
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    (tmp_path / "content").symlink_to(SHIPPED)
    sample = finished(tmp_path, sample_site)
    assert len(sample.expected.promises) >= 10
    assert sample.problems() == ()


def test_nor_one_below_a_path_of_its_host(tmp_path: Path) -> None:
    council = ROOT / "tests/fixtures/town-council"
    alerts = finished(council, build_in(council, tmp_path / "site"))
    assert alerts.expected.base == "https://www.ashmere-town.example/scams/"
    assert alerts.problems() == ()
    assert alerts.changed("404.html", "/scams/areas/", "/areas/").rules() == []  # leads to another site of that host


def test_nor_one_with_long_lists_and_feeds(tmp_path: Path) -> None:
    many = (replace(ADVISORY, id=f"a{number}", title=f"No. {number}") for number in range(101))
    site = site_of(many, settings=replace(SETTINGS, cards=False, posters=False))
    contents = contents_of(publish(site, tmp_path))
    long = Finished(contents, expectation_of(site, assets_in(contents)))
    assert {"areas/kent/page/3/index.html", "areas/kent/feed/2026.xml"} <= contents.keys()
    assert long.problems() == ()
    assert long.changed("areas/kent/page/3/index.html", "advisories/a99/", "advisories/a98/").rules() == [
        "list-incomplete"
    ]
    assert set(long.without("areas/kent/page/3/index.html").rules()) == {"file-missing"}


def test_a_site_map_in_parts_is_looked_at_as_one(site: Finished) -> None:
    own = etree.fromstring(site.contents["sitemap.xml"])
    pages = [(location.text or "", None) for location in own.iter("{*}loc")]
    settings = replace(SETTINGS, site_url=site.expected.base)
    files = dict(sitemap(settings, pages, most=5))
    assert len(files) > 3
    every = replace(site.expected, files=site.expected.files | files.keys())
    parted = Finished({**site.contents, **files}, every)
    assert parted.problems() == ()
    assert parted.changed("sitemap/1.xml", f"{pages[1][0]}<", f"{SITE_URL}<").rules() == ["map-incomplete"]
    assert parted.changed("sitemap/2.xml", "</urlset>", "").rules() == ["file-hollow"]


def test_facts_of_an_earlier_build_say_the_same(site: Finished) -> None:
    """A file whose facts are known is not read again."""
    first = site.verified()
    sums = manifest_of(site.contents).sums
    known = {sums[path]: facts for path, facts in first.facts.items()}
    read: list[str] = []
    broken = site.changed(TAX, "<h1>", "<h1>No: ")

    def reader(path: str) -> bytes:
        read.append(path)
        return broken.contents[path]

    again = verify(manifest_of(broken.contents), reader, site.expected, known)
    assert [problem.rule for problem in again.problems] == ["page-heading"]
    assert read == [TAX]
    assert site.verified(known) == first


Change = Callable[[Finished], Finished]
DATASETS = ("data/advisories.json", "data/years/2026.json", "data/areas/kent.json")


def drop_entry(path: str) -> Change:
    """Take one advisory out of a feed, or of a file for other programs."""

    def dropped(site: Finished) -> Finished:
        if path in DATASETS:
            written = json.loads(site.text(path))
            written["advisories"] = [each for each in written["advisories"] if each["id"] != "tax-calls"]
            return site.having(path, json.dumps(written))
        if path.endswith("rss.xml"):
            return site.changed(path, ">https://warnings.example/advisories/tax-calls/</guid>", ">urn:other</guid>")
        if path.endswith(".json"):
            feed = json.loads(site.text(path))
            feed["items"] = [item for item in feed["items"] if "tax-calls" not in item["id"]]
            return site.having(path, json.dumps(feed))
        return site.changed(path, "<id>https://warnings.example/advisories/tax-calls/</id>", "<id>urn:other</id>")

    return dropped


def in_page(html: str) -> Change:
    """Put something into the page of an advisory."""
    return lambda site: site.changed(TAX, "</article>", f"{html}</article>")


def swap(path: str, old: str, new: str) -> Change:
    """Write other words into a file."""
    return lambda site: site.changed(path, old, new)


def in_map(location: str) -> Change:
    """Put an address into the site map."""
    return swap("sitemap.xml", "</urlset>", f"<url><loc>{location}</loc></url></urlset>")


def keep_first_promise(site: Finished) -> Finished:
    """Expect one advisory only."""
    return replace(site, expected=replace(site.expected, promises=site.expected.promises[:1]))


def promise_an_alert(site: Finished) -> Finished:
    """Promise an alert of an advisory, of which nobody has planned the file."""
    first, *others = site.expected.promises
    promises = (replace(first, alert="advisories/tax-calls/cap.xml"), *others)
    return replace(site, expected=replace(site.expected, promises=promises))


def name_another_card(site: Finished) -> Finished:
    """Let a page name a card that nobody has drawn, as it was promised."""
    own, other = site.expected.images[TAX], f"{SITE_URL}cards/nobody.png"
    images = {**site.expected.images, TAX: other}
    return replace(site.changed(TAX, own, other), expected=replace(site.expected, images=images))


SECOND_IMAGE = f'<meta property="og:image" content="{SITE_URL}cards/site/home.png"></head>'
DECLARING = '<!DOCTYPE a [<!ENTITY b "c">]><urlset'
LEADING = '<meta http-equiv="refresh" content="0; url=../.."></head>'

CHANGES: list[tuple[str, str, Change]] = [
    ("file-missing", TAX, lambda site: site.without(TAX)),
    ("file-missing", ALIAS, lambda site: site.without(ALIAS)),
    ("file-missing", "areas/kent/feed.xml", lambda site: site.without("areas/kent/feed.xml")),
    ("file-missing", "sitemap.xml", lambda site: site.without("sitemap.xml")),
    ("file-missing", "404.html", lambda site: site.without("404.html")),
    ("file-unexpected", "notes.txt", lambda site: site.having("notes.txt", "Who put me here?")),
    ("file-unexpected", "sha256sums.txt", lambda site: site.having("sha256sums.txt", "0  me\n")),
    ("file-unexpected", "areas/kent/x.html", lambda site: site.having("areas/kent/x.html", "<p>Hello.</p>")),
    ("file-hollow", "robots.txt", lambda site: site.having("robots.txt", "")),
    ("file-hollow", "feed.xml", swap("feed.xml", "</feed>", "")),
    ("file-hollow", "feed.json", lambda site: site.having("feed.json", "{")),
    ("file-hollow", "sitemap.xml", swap("sitemap.xml", "<urlset", DECLARING)),
    ("page-heading", TAX, swap(TAX, "ask for £900</h1>", "ask for £90</h1>")),
    ("page-heading", TAX, swap(TAX, "</h1>", "</h1><h1>Another</h1>")),
    ("page-heading", TAX, swap(TAX, "h1>", "h2>")),
    ("page-absent", TAX, swap(TAX, "</head>", LEADING)),
    ("page-unpromised", TAX, keep_first_promise),
    ("list-incomplete", KENT, swap(KENT, "/tax-calls/", "/parcel-texts/")),
    ("feed-incomplete", "feed.xml", drop_entry("feed.xml")),
    ("feed-incomplete", "areas/kent/feed.json", drop_entry("areas/kent/feed.json")),
    ("feed-incomplete", "areas/kent/rss.xml", drop_entry("areas/kent/rss.xml")),
    *(("data-incomplete", path, drop_entry(path)) for path in DATASETS),
    ("data-incomplete", "advisories/tax-calls/cap.xml", promise_an_alert),
    ("file-hollow", "rss.xml", swap("rss.xml", "</rss>", "")),
    ("file-hollow", DATASETS[0], swap(DATASETS[0], "]}\n", "]\n")),
    ("map-incomplete", TAX, swap("sitemap.xml", f"{SITE_URL}advisories/tax-calls/", SITE_URL)),
    ("map-incomplete", "topics/index.html", swap("sitemap.xml", f"{SITE_URL}topics/<", f"{SITE_URL}<")),
    ("map-wrong", "sitemap.xml", in_map(f"{SITE_URL}nowhere/")),
    ("map-wrong", "sitemap.xml", in_map(f"{SITE_URL}news/tax/")),
    ("map-wrong", "sitemap.xml", in_map("https://elsewhere.example/")),
    ("link-broken", TAX, in_page('<a href="../nowhere/">x</a>')),
    ("link-broken", TAX, in_page('<a href="/nowhere/?q=1">x</a>')),
    ("link-broken", TAX, in_page('<a href="https://warnings.example/a%20b/">x</a>')),
    ("link-broken", TAX, in_page('<a href="//WARNINGS.example/nowhere/">x</a>')),
    ("link-broken", TAX, in_page('<form action="/send/"></form>')),
    ("link-broken", TAX, in_page('<a href="http://[/">x</a>')),
    ("link-broken", TAX, in_page('<img src="missing.png" alt="">')),
    ("link-broken", TAX, swap(TAX, f'"canonical" href="{SITE_URL}', f'"canonical" href="{SITE_URL}old/')),
    ("link-broken", "feed.xml", swap("feed.xml", f'href="{SITE_URL}"', f'href="{SITE_URL}home/"')),
    ("link-broken", "feed.json", swap("feed.json", f'page_url": "{SITE_URL}"', f'page_url": "{SITE_URL}home/"')),
    ("link-broken", "rss.xml", swap("rss.xml", f"<link>{SITE_URL}<", f"<link>{SITE_URL}home/<")),
    ("link-broken", DATASETS[0], swap(DATASETS[0], "advisories.schema.json", "schema.json")),
    ("link-broken", "robots.txt", swap("robots.txt", "sitemap.xml", "map.xml")),
    ("anchor-missing", TAX, in_page('<a href="#What-to-do">x</a>')),
    ("anchor-missing", TAX, swap(TAX, "parcel-texts/#what-to-do", "parcel-texts/#to-do")),
    ("link-relative", "404.html", swap("404.html", 'href="/topics/"', 'href="topics/"')),
    ("loads-elsewhere", TAX, in_page('<img src="https://cdn.example/x.png" alt="">')),
    ("loads-elsewhere", TAX, in_page('<img srcset="/assets/images/icon.svg 1x, //cdn.example/x.png 2x" alt="">')),
    ("loads-elsewhere", TAX, in_page('<script src="https://cdn.example/x.js"></script>')),
    ("loads-elsewhere", TAX, in_page('<link rel="preconnect" href="https://fonts.example/">')),
    ("loads-elsewhere", TAX, in_page('<svg><use xlink:href="https://cdn.example/x.svg#a"></use></svg>')),
    ("runs-in-page", TAX, in_page("<script>alert(1)</script>")),
    ("runs-in-page", TAX, in_page('<script type="Module">import "x"</script>')),
    ("runs-in-page", TAX, in_page("<style>p {}</style>")),
    ("runs-in-page", TAX, in_page('<p style="color: red">x</p>')),
    ("runs-in-page", TAX, in_page("<p OnClick=go()>x</p>")),
    ("runs-in-page", TAX, in_page('<a href=" java&#10;script:alert(1)">x</a>')),
    ("runs-in-page", TAX, in_page('<a href="data:text/html,x">x</a>')),
    ("runs-in-page", TAX, in_page("<iframe></iframe>")),
    ("runs-in-page", ALIAS, swap(ALIAS, "url=../../advisories/tax-calls/", "url=https://elsewhere.example/")),
    ("anchor-twice", TAX, in_page('<p id="what-to-do">x</p>')),
    ("card-wrong", TAX, swap(TAX, "/cards/tax-calls.png?v=", "/cards/parcel-texts.png?v=")),
    ("card-wrong", TAX, swap(TAX, 'property="og:image"', 'property="og:picture"')),
    ("card-wrong", TAX, swap(TAX, "</head>", SECOND_IMAGE)),
    ("card-wrong", "404.html", swap("404.html", "/cards/site/home.png?v=", "/cards/site/home.png?v=0")),
    ("card-absent", TAX, name_another_card),
    ("card-size", CARD, lambda site: site.having(CARD, picture(width=600, height=315))),
    ("card-size", CARD, lambda site: site.having(CARD, picture(width=1200, height=630, compress_level=0))),
]  # fmt: skip


@pytest.mark.parametrize("path", DATASETS)
def test_a_file_for_programs_that_nobody_planned_is_missed(site: Finished, path: str) -> None:
    """It is neither there nor expected; only what was promised of the advisories tells that it should be."""
    unplanned = replace(site, expected=replace(site.expected, files=site.expected.files - {path})).without(path)
    assert [problem.file for problem in unplanned.problems() if problem.rule == "data-incomplete"] == [f"site/{path}"]


@pytest.mark.parametrize(
    ("rule", "path", "change"), CHANGES, ids=[f"{number}-{rule}" for number, (rule, _, _) in enumerate(CHANGES)]
)
def test_one_change_gives_one_problem(site: Finished, rule: str, path: str, change: Change) -> None:
    (problem,) = change(site).problems()
    assert (problem.rule, problem.file) == (rule, f"site/{path}")
    assert (problem.line, problem.column) == (1, 1)
    assert problem.level is (Level.WARNING if rule == "anchor-twice" else Level.ERROR)
    assert problem.message.endswith(".")
    assert problem.cure.endswith((".", "!"))


@pytest.mark.parametrize(
    "html",
    [
        '<a href="#top">x</a><a href="#">x</a><a href="">x</a>',
        '<a href="../parcel-texts/#:~:text=fee">x</a>',
        '<a href="../parcel-texts/?from=here#what%2Dto-do">x</a>',
        '<a href="../parcel-texts">x</a>',
        '<a href="/advisories/%70arcel-texts/index.html">x</a>',
        '<a href="https://elsewhere.example/nowhere/">x</a>',
        '<a href="http://warnings.example">x</a>',
        '<a href="tel:101">x</a><a href="mailto:a@b.example">x</a>',
        '<a name="here"></a><a href="#here">x</a>',
        '<img src="/assets/images/icon.svg#a" alt=""><img src="data:image/png;base64,AA==" alt="">',
        '<script type="application/json">{"a": "<style>"}</script>',
        '<p data-on="x" class="style">on = javascript:</p><!-- <script> -->',
        "<p>&lt;script&gt;</p>",
    ],
)
def test_what_is_right_has_no_problem(site: Finished, html: str) -> None:
    assert in_page(html)(site).problems() == ()


def test_a_script_of_the_site_s_own_may_be_loaded(site: Finished) -> None:
    with_script = in_page('<script src="/assets/a.js"></script>')(site).having("assets/a.js", "1")
    allowed = replace(with_script.expected, files=with_script.expected.files | {"assets/a.js"})
    assert replace(with_script, expected=allowed).problems() == ()


def test_a_sheet_may_name_files_of_the_site_only(site: Finished) -> None:
    (sheet,) = (path for path in site.contents if path.endswith(".css"))
    for rule, css in {
        "link-broken": "a { background: url('../images/no.png') }",
        "loads-elsewhere": '@import "https://fonts.example/a.css";',
    }.items():
        assert site.having(sheet, css).rules() == [rule]
    fine = "/* url(no.png) */ a { background: url(../images/icon.svg), url( 'data:image/png;base64,AA' ) }"
    assert site.having(sheet, fine).problems() == ()


def test_a_script_may_name_files_of_the_site_only(site: Finished) -> None:
    (script,) = (path for path in site.contents if path.startswith("assets/javascripts/forewarn."))
    for rule, code in {
        "link-broken": 'import "./gone.js";',
        "loads-elsewhere": 'fetch("https://count.example/")',
        "file-hollow": "",
    }.items():
        (problem,) = site.having(script, code).problems()
        assert (problem.rule, problem.file) == (rule, f"site/{script}")
    fine = f'import "./{script.rpartition("/")[2]}"; // as in https://elsewhere.example/'
    assert site.having(script, fine).problems() == ()


def test_what_is_wrong_on_many_pages_is_told_once(site: Finished) -> None:
    changed = site
    for path in [path for path in site.contents if path.endswith(".html")]:
        changed = changed.changed(path, "</body>", '<a href="/gone/">x</a><p onclick="x">y</p></body>')
    problems = {problem.rule: problem for problem in changed.problems()}
    assert len(changed.problems()) == len(problems) == 2
    assert problems.keys() == {"link-broken", "runs-in-page"}
    assert problems["link-broken"].file == "site/404.html"
    assert "also in site/advisories/parcel-texts/index.html" in problems["link-broken"].message
    assert " more)." in problems["link-broken"].message


HIDDEN = 'Tom & "Zoë\'s" <van> of Ashmere Lane'
WRITTEN = {
    "as it is": HIDDEN,
    "for HTML": HIDDEN.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&#34;"),
    "in an attribute": HIDDEN.replace("&", "&amp;").replace('"', "&quot;").replace("'", "&#39;"),
    "by number": "".join(f"&#x{ord(letter):x};" for letter in HIDDEN),
    "for JSON": json.dumps(HIDDEN)[1:-1],
    "for JSON, as it is": json.dumps(HIDDEN, ensure_ascii=False)[1:-1],
    "for a script": HIDDEN.replace("&", "\\u0026").replace("<", "\\u003c").replace("'", "\\u0027").replace('"', '\\"'),
    "HTML in Atom": HIDDEN.replace("&", "&amp;amp;").replace("<", "&amp;lt;"),
    "HTML in JSON": json.dumps(HIDDEN.replace("&", "&amp;").replace('"', "&quot;"))[1:-1],
    "in an address": quote(HIDDEN, safe=""),
    "in lower case in an address": quote(HIDDEN, safe="").replace("%C3%AB", "%c3%ab"),
    "over two lines": HIDDEN.replace(" of ", "\n  of&nbsp;"),
}


@pytest.mark.parametrize("written", WRITTEN.values(), ids=WRITTEN)
@pytest.mark.parametrize("path", [TAX, "assets/images/icon.svg", "robots.txt"])
def test_a_hidden_word_is_found_however_it_is_written(site: Finished, path: str, written: str) -> None:
    telling = site.having(path, f"{site.text(path)}\n<!-- # {written} -->").hiding(HIDDEN, "Something else altogether")
    (problem,) = telling.problems()
    assert (problem.rule, problem.file) == ("hidden-word", f"site/{path}")
    assert not any(word in str(problem) for word in ("Tom", "Zo", "van", "Ashmere"))


def test_a_hidden_word_is_found_in_a_script(site: Finished) -> None:
    (script,) = (path for path in site.contents if path.startswith("assets/javascripts/forewarn."))
    (problem,) = site.having(script, f'say("{HIDDEN}")').hiding(HIDDEN).problems()
    assert (problem.rule, problem.file) == ("hidden-word", f"site/{script}")


def test_what_is_known_of_a_file_does_not_hide_a_word_in_it(site: Finished) -> None:
    known = site.verified().facts
    (problem,) = site.hiding("Texts about parcels").verified(known).problems
    assert problem.rule == "hidden-word"
    assert "also in site/" in problem.message


def test_a_hidden_name_of_a_file_is_not_told(site: Finished) -> None:
    for word in ("/advisories/operation-zebra/", "operation-zebra.png"):
        telling = site.having("advisories/operation-zebra/operation-zebra.png", b"\x89PNG").hiding(word)
        assert set(telling.rules()) == {"hidden-word"}
        assert "zebra" not in "".join(map(str, telling.problems()))


def test_a_link_to_what_is_hidden_is_not_told(site: Finished) -> None:
    for href in ("../operation-zebra/", "/advisories/operation-zebra", "../../advisories/operation%2Dzebra/?a#b"):
        telling = in_page(f'<a href="{href}">x</a>')(site).hiding("/advisories/operation-zebra/", "/operation-zebra/")
        assert set(telling.rules()) == {"hidden-word"}
        assert "zebra" not in "".join(map(str, telling.problems()))


def test_a_short_hidden_word_is_a_whole_word(site: Finished) -> None:
    assert site.hiding("arcel text").problems() == ()
    assert site.hiding("parcel-texts").rules() == ["hidden-word"]


def test_bytes_of_pictures_are_not_searched(site: Finished) -> None:
    picture = site.having("assets/a.png", b"\x89PNG zanzibar")
    allowed = replace(picture.expected, files=picture.expected.files | {"assets/a.png"})
    assert replace(picture, expected=allowed).hiding("zanzibar").problems() == ()


def test_two_advisories_do_not_share_a_page(site: Finished) -> None:
    first = site.expected.promises[0]
    (problem,) = replace(site, expected=replace(site.expected, promises=(*site.expected.promises, first))).problems()
    assert problem.rule == "page-unpromised"


def test_an_advisory_without_a_page_that_nobody_expected(site: Finished) -> None:
    files = site.expected.files - {TAX}
    forgotten = replace(site.without(TAX), expected=replace(site.expected, files=files))
    problems = [problem for problem in forgotten.problems() if problem.file == f"site/{TAX}"]
    assert [problem.rule for problem in problems] == ["page-absent"]
