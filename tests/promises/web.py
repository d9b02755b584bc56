"""Promises about pages: nothing that is typed runs, the policy holds, nobody else is asked, no scam can be tapped."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import feedparser
from jsonschema import Draft202012Validator
from lxml import etree, html
from lxml.html import HtmlElement
from playwright.sync_api import Page, Request, Route

from browsing import served
from html_pages import leads_away, pages_of, words
from projects import ROOT, VALID, Project, files_of
from promises.payloads import PAYLOADS, attacks
from promises.promise import Count, Counts, Trial, sorted_out

_HOST = "http://127.0.0.1:"
# Runs before a page's own scripts, whatever its policy says.
_NOTE_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", event => console.log("violation " + event.violatedDirective));
"""
_TAP_CODE = "document.querySelectorAll('a').forEach(link => link.protocol === 'javascript:' && link.click())"


@dataclass
class Visit:
    """What a browser did on a page: what its console said, and the other hosts that were asked for something."""

    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)


def visits(trial: Trial, site: Path, addresses: Iterable[str], *, with_policy: bool) -> Iterator[Visit]:
    """Open pages of a site, press a key, move the mouse, tap links that are code. No other host is reached."""
    with served(site, with_policy=with_policy) as home, _opened(trial) as page:
        for address in addresses:
            visit = Visit()
            with _noted(page, visit):
                page.goto(home + address)
                page.keyboard.press("Tab")
                page.mouse.move(100, 300)
                page.evaluate(_TAP_CODE)
                page.wait_for_timeout(20)
            yield visit


@contextmanager
def _opened(trial: Trial) -> Iterator[Page]:
    context = trial.browser().new_context()
    context.add_init_script(_NOTE_VIOLATIONS)
    page = context.new_page()
    page.route(re.compile(rf"^(?!{_HOST})"), _refuse)
    yield page
    context.close()


def _refuse(route: Route) -> None:
    route.abort()


@contextmanager
def _noted(page: Page, visit: Visit) -> Iterator[None]:
    def note_request(request: Request) -> None:
        if not request.url.startswith((_HOST, "data:", "blob:")):
            visit.asked.append(request.url)

    page.on("request", note_request)
    page.on("console", lambda message: visit.said.append(message.text))
    yield
    page.remove_listener("request", note_request)


def address_of(path: str) -> str:
    """Give the address of a page's file."""
    return path.removesuffix("index.html")


# 11

_MOST_REFUSED = 4  # of the nine advisories that carry a payload
_RAN = re.compile(r"console\.log\((\d+)\)")
_IS_CODE = re.compile(r"\s*(javascript|vbscript|data:text)", re.IGNORECASE)
_CODE = "//script[not(@type='application/ld+json')]/text() | //@*[starts-with(name(), 'on')] | //@srcdoc"


def scripts(trial: Trial) -> Counts:
    """Put payloads into every field and the body, and count those that run, and those that stand live in a page."""
    payloads = range(0, len(PAYLOADS), trial.so_many(20, 3, 1))
    result = sorted_out(_attacked(trial.project(), payloads))
    assert len(result.refused) < _MOST_REFUSED * len(payloads), "what is refused shows nothing"
    site = result.built.site
    live = {number for page in _html_in(site) for number in _live_in(page)}
    addresses = [address_of(path) for path in pages_of(site) if "console" in (site / path).read_text("utf-8")]
    counts = [
        Count(len(_ran(trial, site, addresses, with_policy=False)), len(payloads), "payloads ran without a policy"),
        Count(len(live), len(payloads), "live in the HTML"),
    ]
    if trial.is_forewarn:
        ran = _ran(trial, site, addresses, with_policy=True)
        counts.insert(1, Count(len(ran), len(payloads), "with it"))
    return tuple(counts)


def _attacked(project: Project, payloads: Iterable[int]) -> Project:
    for number in payloads:
        for id_, text in attacks(number).items():
            project.add(f"advisories/{id_}.md", text)
    return project


def _ran(trial: Trial, site: Path, addresses: Iterable[str], *, with_policy: bool) -> set[str]:
    every = visits(trial, site, addresses, with_policy=with_policy)
    return {said for visit in every for said in visit.said if said.isdigit()}


def _html_in(site: Path) -> Iterator[HtmlElement]:
    """Give every page, and every text that feeds carry as HTML."""
    yield from pages_of(site).values()
    for path in site.rglob("feed.json"):
        for item in json.loads(path.read_bytes())["items"]:
            yield html.document_fromstring(item["content_html"])


def _live_in(page: HtmlElement) -> Iterator[str]:
    """Give the numbers of the payloads that a page holds as code."""
    links = [str(href) for href in page.xpath("//@href | //@src | //@action | //@formaction | //@data")]
    code = [re.sub(r"\s", "", link) for link in links if _IS_CODE.match(link)]
    for text in (*map(str, page.xpath(_CODE)), *code):
        yield from _RAN.findall(text)


# 12 and 13


def shipped(project: Project) -> Project:
    """Give a project the content that this repository ships."""
    return project.as_shipped()


def one_of_each_kind(site: Path, most: int) -> list[str]:
    """Choose pages so that each depth of each folder has one first; give the addresses of so many at most."""
    kinds: dict[tuple[str, int], list[str]] = {}
    for path, page in pages_of(site).items():
        if not leads_away(page):
            kinds.setdefault((path.split("/")[0], path.count("/")), []).append(address_of(path))
    others = [address for kind in kinds.values() for address in kind[1:]]
    return [*(kind[0] for kind in kinds.values()), *others][:most]


def policy(trial: Trial) -> Counts:
    """Open pages of the shipped content under the strict policy, and look for scripts and styles within them."""
    site = sorted_out(shipped(trial.project())).built.site
    addresses = one_of_each_kind(site, trial.so_many(4, 16, 200))
    every = visits(trial, site, addresses, with_policy=True)
    broken = [any(said.startswith("violation ") for said in visit.said) for visit in every]
    pages = pages_of(site).values()
    inline = [bool(page.xpath("//script[not(@src)][not(@type='application/ld+json')]")) for page in pages]
    styled = [bool(page.xpath("//style | //@style")) for page in pages]
    return (
        Count(sum(broken), len(broken), "pages break the policy"),
        Count(sum(inline), len(inline), "have inline scripts"),
        Count(sum(styled), len(styled), "inline styles"),
    )


_PICTURE = "https://tracker.example/dot.png"
_NOTE_CONNECTIONS = """
import os, sys
def _note(event, arguments, note=os.environ.get("NOTED")):
    if note and event in ("socket.connect", "socket.getaddrinfo", "socket.sendto"):
        with open(note, "a") as noted:
            noted.write(f"{event} {arguments}\\n")
sys.addaudithook(_note)
"""


def third_parties(trial: Trial) -> Counts:
    """Build with a note of every connection, then open pages and count those that ask another host for anything."""
    project = shipped(trial.project())
    picture = VALID.replace("area:", f"og:\n  image: {_PICTURE}\n  image_alt: A letter.\narea:")
    project.add("advisories/picture.md", f"{picture}\n![A letter]({_PICTURE})\n")
    project.add("advisories/frame.md", f"{VALID.replace('tax', 'rent')}\n<img src='{_PICTURE}' alt='A letter'>\n")
    site = sorted_out(project).built.site
    noting = trial.folder / "noting"
    noting.mkdir()
    (noting / "sitecustomize.py").write_text(_NOTE_CONNECTIONS, "utf-8")
    (noting / "noted").touch()
    assert project.build(site="noted", PYTHONPATH=str(noting), NOTED=str(noting / "noted")).exit_status == 0
    connections = (noting / "noted").read_text("utf-8").splitlines()
    addresses = [address_of("index.html"), *one_of_each_kind(site, trial.so_many(4, 16, 200))]
    addresses += [address_of(path) for path in pages_of(site) if re.search(r"/(picture|frame)/", path)]
    asked = [bool(visit.asked) for visit in visits(trial, site, addresses, with_policy=False)]
    return (
        Count(sum(asked), len(asked), "pages ask other hosts"),
        Count(bool(connections), 1, "builds that use the network"),
    )


# 14

_MENTIONS = (
    "Do not open {host}/pay.",
    "Do not open https://{host}/pay.",
    "Do not open **www.{host}**.",
    "Do not open <https://{host}/pay>.",
    "Do not open [this page](https://{host}/pay).",
    'Do not open <a href="https://{host}/pay">this page</a>.',
    "Do not open [this page][page].\n\n[page]: https://{host}/pay",
    "- {host}\n- https://pay.{host}/",
    "| From | To |\n| --- | --- |\n| {host} | jim@{host} |",
    "Do not write to jim@{host}.",
    "Do not write to <jim@{host}>.",
    "Do not write to [Jim](mailto:jim@{host}).",
    "Do not call {phone}.",
    "Do not call [back](tel:{dialled}).",
    "## Texts from {host}",
    "![{host}](https://{host}/a.png)",
    "`https://{host}/pay`",
    "HTTPS://{host}/PAY and //{host}/",
)
_DECEPTIVE = (
    "Read [https://www.gov.uk/scams](https://{host}/).",
    "Read [www.gov.uk](https://{host}/).",
    "Go to [gov.uk].\n\n[gov.uk]: https://{host}/",
    'Read <a href="https://{host}/">https://www.gov.uk/scams</a>.',
    "Read [**police.uk**](https://{host}/).",
    "Read [report@phishing.gov.uk](mailto:report@{host}).",
    "Call [0300 123 2040](tel:{dialled}).",
    "Read [GOV.UK](//{host}/).",
    "Read [https://www.gov.uk](https://www.gov.uk@{host}/).",
)


def safe_links(trial: Trial) -> Counts:
    """Name a declared scam in every way there is; count those that can be tapped, are not defanged, or deceive."""
    project = trial.project()
    facts = [
        {"host": f"scam{n}.example", "phone": f"07700 900{n + 100}", "dialled": f"+447700900{n + 100}"}
        for n in range(40)
    ]
    for number, mention in enumerate((*_MENTIONS, *_DECEPTIVE)):
        own = facts[number]
        declared = (
            f'scam:\n  links: [{own["host"]}]\n  emails: [jim@{own["host"]}]\n  phones: ["{own["phone"]}"]\narea:'
        )
        text = VALID.replace("area:", declared if number < len(_MENTIONS) else "area:")
        project.add(f"advisories/a{number}.md", f"{text}\n{mention.format(**own)}\n")
    site = sorted_out(project).built.site
    pages = pages_of(site)
    links = [(link, str(link.get("href"))) for page in pages.values() for link in page.xpath("//a[@href]")]
    hrefs = " ".join(href.casefold() for _, href in links)
    files = [content.lower() for content in files_of(site).values()]
    mentioned, deceptive = facts[: len(_MENTIONS)], facts[len(_MENTIONS) : len(_MENTIONS) + len(_DECEPTIVE)]
    tapped = [_can_be_tapped(own, hrefs) for own in mentioned]
    whole = [
        any(re.search(rb"\b%b\b" % re.escape(own["host"].encode()), content) for content in files) for own in mentioned
    ]
    return (
        Count(sum(tapped), len(mentioned), "mentions can be tapped"),
        Count(sum(whole), len(mentioned), "not defanged"),
        Count(sum(_deceives(own, links) for own in deceptive), len(deceptive), "links deceive"),
    )


def _can_be_tapped(own: Mapping[str, str], hrefs: str) -> bool:
    return bool(
        re.search(
            rf"\b{re.escape(own['host'])}|tel:{re.escape(own['dialled'])}|tel:{own['phone'].replace(' ', '')}", hrefs
        )
    )


def _deceives(own: Mapping[str, str], links: Iterable[tuple[HtmlElement, str]]) -> bool:
    """Tell whether a link that shows an official address or number leads to somebody's own."""
    return any(
        (urlsplit(urljoin("https://x/", href)).hostname == own["host"] or own["host"] in href or own["dialled"] in href)
        and re.search(r"gov\.uk|police\.uk|0300 123 2040", words(link), re.IGNORECASE)
        for link, href in links
    )


# 16

_SCHEMA = json.loads((ROOT / "tests/schemas/json-feed-1.1.schema.json").read_text("utf-8"))


def feeds(trial: Trial) -> Counts:
    """Put hostile text into everything that a feed carries, and read each feed as a parser and a schema do."""
    project = _attacked(trial.project(), range(0, len(PAYLOADS), trial.so_many(8, 1, 1)))
    project.configure(site_name="Devon & Cornwall ]]> <b> </title>")
    site = sorted_out(project).built.site
    found = {path.relative_to(site).as_posix(): path.read_bytes() for path in sorted(site.rglob("feed*.*"))}
    archives = [path.read_bytes() for path in sorted(site.rglob("feed/*.*"))]
    project.add("advisories/new.md", VALID.replace("tax", "something new"))
    again = project.build(site="again").site
    later = _moments(path.read_bytes() for name in ("feed*.*", "feed/*.*") for path in again.rglob(name))
    kept = [
        moment in later[id_] for id_, moments in _moments([*found.values(), *archives]).items() for moment in moments
    ]
    return (
        Count(sum(not is_valid_feed(content) for content in found.values()), len(found), "feeds not valid"),
        Count(kept.count(False), len(kept), "entries with another id or time after a rebuild"),
    )


def _moments(feeds: Iterable[bytes]) -> Mapping[str, set[str]]:
    """Give when each entry says that it was updated, by its id, in whichever feeds or archives it stands."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for content in feeds:
        for id_, updated in entries_of(content).items():
            found[id_].add(updated)
    return found


def entries_of(content: bytes) -> Mapping[str, str]:
    """Give when each entry of an Atom or JSON feed was updated, by its id."""
    if content.startswith(b"{"):
        items = json.loads(content)["items"]
        return {item["id"]: item.get("date_modified", item["date_published"]) for item in items}
    return {entry.id: entry.updated for entry in feedparser.parse(content).entries}


def is_valid_feed(content: bytes) -> bool:
    """Tell whether a feed is well-formed, and for JSON fits the schema of its format."""
    try:
        if content.startswith(b"{"):
            return not list(Draft202012Validator(_SCHEMA).iter_errors(json.loads(content)))
        etree.fromstring(content)
    except (ValueError, etree.XMLSyntaxError):
        return False
    return not feedparser.parse(content).bozo
