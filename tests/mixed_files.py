"""Advisories with all kinds of fates, and where a reader finds what is published."""

import re
from pathlib import Path
from urllib.parse import urljoin

from lxml import etree, html

SITE = "https://warnings.example/"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
ADVISORY = re.compile(rf"{SITE}advisories/([^/]+)/$")

# What may happen to a file, and how often: every so many files one.
DRAFT, SCHEDULED, WITHDRAWN, REFUSED = 10, 11, 13, 25
BREAKS = (
    lambda text: text.replace("area: ", "area: Nowhere, near ", 1),
    lambda text: re.sub(r"  date: .*\n", "", text, count=1),
    lambda text: text.replace('title: "', 'title: Now: "', 1),
    lambda text: text.replace("---\n\n", "\n", 1),
    lambda _: "",
)


def mix(path: Path, number: int) -> str:
    """Change one file so that it has the fate of its number, and say which."""
    text = path.read_text("utf-8")
    if number % REFUSED == 0:
        path.write_text(BREAKS[number // REFUSED % len(BREAKS)](text), "utf-8")
        return "refused"
    if number % DRAFT == 0:
        path.write_text(text.replace("publish:\n", "publish:\n  status: draft\n"), "utf-8")
        return "hidden"
    if number % SCHEDULED == 0:
        path.write_text(re.sub(r"date: \d{4}", "date: 2090", text), "utf-8")
        return "hidden"
    if number % WITHDRAWN == 0:
        gone = "publish:\n  status: withdrawn\n  reason: Wrong.\n  updates: [{date: 2026-11-01, note: Withdrawn.}]\n"
        path.write_text(text.replace("publish:\n", gone), "utf-8")
    return "published"


def mapped(site: Path) -> list[str]:
    """Give the ids of the advisories that a site map lists."""
    found = [str(loc.text) for loc in etree.parse(site / "sitemap.xml").getroot().iter("{*}loc")]
    return [match[1] for loc in found if (match := ADVISORY.match(loc))]


def linked(page: Path, site: Path) -> list[str]:
    """Give the ids of the advisories that a list links to from its headings."""
    here = SITE + page.relative_to(site).as_posix().removesuffix("index.html")
    hrefs = html.parse(page).xpath("//main//ul[contains(@class, 'advisory-list')]//h3/a/@href")
    return [match[1] for href in hrefs if (match := ADVISORY.match(urljoin(here, str(href))))]


def followed(site: Path, address: str) -> set[str]:
    """Give the ids that a reader finds who follows a feed into its archives (RFC 5005)."""
    found: set[str] = set()
    seen: set[str] = set()
    while address and address not in seen:
        seen.add(address)
        feed = etree.parse(site / address).getroot()
        ids = [str(id_.text) for id_ in feed.findall("a:entry/a:id", ATOM)]
        found |= {match[1] for id_ in ids if (match := ADVISORY.match(id_))}
        older = feed.find("a:link[@rel='prev-archive']", ATOM)
        address = "" if older is None else str(older.get("href")).removeprefix(SITE)
    return found
