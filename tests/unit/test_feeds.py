"""Feeds as a reader of them sees them: what an entry says, and how all of a long feed is found."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urljoin

import feedparser
import pytest
from lxml import etree

from forewarn.advisory import Advisory, Severity, Status, Update
from forewarn.outputs.feed import MOST_ENTRIES, atom_feed, feed_documents, json_feed, rss_feed
from forewarn.register import Register
from forewarn.topic import Topic
from html_pages import parsed, words
from projects import ROOT
from published import ADVISORY, HALF_A_YEAR, NOON, SETTINGS, URL

KENT = "areas/kent/"
HISTORY = "{http://purl.org/syndication/history/1.0}"


def files(*advisories: Advisory, page: str = KENT, title: str = "Warnings: Kent") -> dict[str, bytes]:
    """Give every file of a feed by its whole address."""
    register = Register.of(advisories).public(NOON, HALF_A_YEAR)
    documents = list(feed_documents(SETTINGS, register, title, page, register.advisories))
    written = [write(SETTINGS, document) for document in documents for write in (atom_feed, json_feed)]
    written.append(rss_feed(SETTINGS, documents[0]))
    return {urljoin(URL, address): content for address, content in written}


def atom_entry(advisory: Advisory) -> Any:
    (entry,) = feedparser.parse(files(advisory)[f"{URL}{KENT}feed.xml"]).entries
    return entry


def json_item(advisory: Advisory) -> Any:
    (item,) = json.loads(files(advisory)[f"{URL}{KENT}feed.json"])["items"]
    return item


def rss_item(advisory: Advisory) -> Any:
    (item,) = feedparser.parse(files(advisory)[f"{URL}{KENT}rss.xml"]).entries
    return item


def many(count: int) -> list[Advisory]:
    """Make so many advisories, a week between each and the next, the newest a week old."""
    return [
        replace(ADVISORY, id=f"a{number:03}", published=NOON - timedelta(weeks=number + 1)) for number in range(count)
    ]


def test_an_entry_tells_state_severity_and_topics() -> None:
    topics = (Topic("courier-fraud", "Courier fraud & <b>"), Topic("calls", "Calls"))
    advisory = replace(ADVISORY, severity=Severity.URGENT, topics=topics)
    assert [(tag.term, tag.scheme, tag.label) for tag in atom_entry(advisory).tags] == [
        ("current", "urn:forewarn:state", None),
        ("urgent", "urn:forewarn:severity", None),
        ("courier-fraud", f"{URL}topics/", "Courier fraud & <b>"),
        ("calls", f"{URL}topics/", "Calls"),
    ]
    item = json_item(advisory)
    assert item["tags"] == ["urgent", "Courier fraud & <b>", "Calls"]
    assert item["_forewarn"] == {"state": "current", "severity": "urgent", "topics": ["courier-fraud", "calls"]}


def test_the_newest_update_stands_above_the_story() -> None:
    updates = (
        Update(datetime(2026, 11, 9, 10, tzinfo=UTC), "A third town: <b>Deal</b> & more."),
        Update(datetime(2026, 11, 2, 10, tzinfo=UTC), "A second town."),
    )
    advisory = replace(ADVISORY, published=datetime(2026, 11, 1, tzinfo=UTC), updates=updates)
    content = atom_entry(advisory).content[0].value
    assert words(parsed(content)).startswith("Updated 9 November 2026: A third town: <b>Deal</b> & more. A caller")
    assert words(parsed(json_item(advisory)["content_html"])) == words(parsed(content))
    assert "second town" not in content


def test_what_to_do_stands_above_the_story() -> None:
    content = atom_entry(replace(ADVISORY, advice=("Hang <up>.", "Call 101."))).content[0].value
    assert words(parsed(content)) == "What to do Hang <up>. Call 101. A caller says that you owe tax. Hang up."


def test_a_withdrawn_advisory_says_why() -> None:
    withdrawn = replace(
        ADVISORY,
        status=Status.WITHDRAWN,
        body="<p>He was a real inspector.</p>",
        updates=(Update(NOON - timedelta(hours=1), "Withdrawn."),),
    )
    entry = atom_entry(withdrawn)
    assert entry.title == "Withdrawn: Callers ask for tax"
    assert entry.tags[0].term == "withdrawn"
    assert words(parsed(entry.content[0].value)) == "Updated 22 November 2026: Withdrawn. He was a real inspector."


def test_an_entry_is_in_its_own_language() -> None:
    entry = atom_entry(replace(ADVISORY, locale="ur_PK", title="پولیس"))
    assert entry.title_detail.language == "ur-PK"
    (wrapper,) = parsed(entry.content[0].value).xpath("//div")
    assert (wrapper.get("lang"), wrapper.get("dir")) == ("ur-PK", "rtl")


def test_a_feed_that_holds_everything_has_no_archive() -> None:
    made = files(*many(MOST_ENTRIES))
    assert set(made) == {f"{URL}{KENT}{name}" for name in ("feed.xml", "feed.json", "rss.xml")}
    feed = feedparser.parse(made[f"{URL}{KENT}feed.xml"])
    assert {link.rel for link in feed.feed.links} == {"self", "alternate"}
    assert "next_url" not in json.loads(made[f"{URL}{KENT}feed.json"])


def test_every_id_is_found_by_following_the_archives() -> None:
    """RFC 5005, section 4. The advisories are from 2026, 2025 and 2024; none is from the year in which it is read."""
    made = files(*many(120))
    feed_ids, entry_ids, path, address = set(), [], [], f"{URL}{KENT}feed.xml"
    while address:
        path.append(address)
        feed = feedparser.parse(made[address])
        links = {link.rel: link.href for link in feed.feed.links}
        assert feed.bozo == 0
        assert links["self"] == address
        assert links.get("current", address) == path[0]
        assert links.get("next-archive") == (path[-2] if len(path) > 2 else None)
        assert links["alternate"] == f"{URL}{KENT}"
        is_archive = etree.fromstring(made[address]).find(f"{HISTORY}archive") is not None
        assert is_archive == (len(path) > 1)
        feed_ids.add(feed.feed.id)
        entry_ids.append([entry.id for entry in feed.entries])
        address = links.get("prev-archive", "")
    assert path == [f"{URL}{KENT}{name}" for name in ("feed.xml", "feed/2026.xml", "feed/2025.xml", "feed/2024.xml")]
    assert feed_ids == {f"{URL}{KENT}feed.xml"}
    assert len(entry_ids[0]) == MOST_ENTRIES
    assert sorted(id_ for ids in entry_ids[1:] for id_ in ids) == [
        f"{URL}advisories/a{number:03}/" for number in range(120)
    ]


def test_every_id_is_found_by_following_next_url() -> None:
    made = files(*many(120))
    seen: list[str] = []
    ids: set[str] = set()
    address = f"{URL}{KENT}feed.json"
    while address:
        assert address not in seen
        seen.append(address)
        feed = json.loads(made[address])
        assert feed["feed_url"] == address
        ids |= {item["id"] for item in feed["items"]}
        address = feed.get("next_url", "")
    assert seen[1:] == [f"{URL}{KENT}feed/{year}.json" for year in (2026, 2025, 2024)]
    assert ids == {f"{URL}advisories/a{number:03}/" for number in range(120)}


def test_archives_tell_the_summary_and_not_the_story() -> None:
    made = files(*many(60))
    entry = feedparser.parse(made[f"{URL}{KENT}feed/2026.xml"]).entries[0]
    assert entry.summary == ADVISORY.summary
    assert "content" not in entry
    item = json.loads(made[f"{URL}{KENT}feed/2026.json"])["items"][0]
    assert item["content_text"] == item["summary"] == ADVISORY.summary
    assert "content_html" not in item


def test_archives_of_the_home_page_lie_beside_its_feed() -> None:
    assert f"{URL}feed/2026.xml" in files(*many(60), page="")


@pytest.mark.parametrize("extra", [0, 1, 80])
def test_an_entry_stays_as_it_is_whatever_comes_after_it(extra: int) -> None:
    """A reader that has seen an entry is told of it again only when its own text has changed."""
    older = many(10)
    newer = [replace(ADVISORY, id=f"new{number}", published=NOON - timedelta(hours=number)) for number in range(extra)]
    before, after = files(*older), files(*older, *newer)

    def told(made: dict[str, bytes]) -> dict[str, tuple[Any, Any]]:
        feeds = [feedparser.parse(content) for name, content in made.items() if name.endswith(".xml")]
        return {entry.id: (entry.updated_parsed, entry.published_parsed) for feed in feeds for entry in feed.entries}

    assert {id_: times for id_, times in told(after).items() if "/new" not in id_} == told(before)


def test_an_archive_of_a_former_year_is_the_same_after_another_advisory() -> None:
    before, after = files(*many(120)), files(*many(120), replace(ADVISORY, id="new"))
    for name in ("feed/2025.xml", "feed/2025.json", "feed/2024.xml"):
        assert before[f"{URL}{KENT}{name}"] == after[f"{URL}{KENT}{name}"]


def test_a_feed_of_hostile_names_is_well_formed() -> None:
    topic = Topic("x", ']]></entry><script>alert(1)</script> & "')
    made = files(replace(ADVISORY, topics=(topic,), advice=("</ol><script>alert(1)</script>",)), title="A & <b>")
    feed = feedparser.parse(made[f"{URL}{KENT}feed.xml"])
    assert feed.bozo == 0
    assert feed.feed.title == "A & <b>"
    assert feed.entries[0].tags[2].label == topic.name
    assert not re.search(rb"<script", made[f"{URL}{KENT}feed.xml"])
    assert "<script" not in json.loads(made[f"{URL}{KENT}feed.json"])["items"][0]["content_html"]


def test_rss_says_what_atom_says() -> None:
    advisory = replace(
        ADVISORY,
        title="Callers <b>ask</b> & more",
        severity=Severity.URGENT,
        locale="cy_GB",
        topics=(Topic("courier-fraud", "Courier fraud & <b>"),),
        updates=(Update(NOON, "A third town."),),
    )
    atom, rss = atom_entry(advisory), rss_item(advisory)
    for name in ("id", "title", "link", "summary", "published_parsed", "updated_parsed"):
        assert rss[name] == atom[name], name
    (written,) = (each for each in rss.content if each.value != rss.summary)
    assert words(parsed(written.value)) == words(parsed(atom.content[0].value))
    assert [(tag.term, tag.scheme) for tag in rss.tags] == [
        ("current", "urn:forewarn:state"),
        ("urgent", "urn:forewarn:severity"),
        ("Courier fraud & <b>", f"{URL}topics/"),
    ]
    assert rss.language == "cy-GB"
    assert b'<guid isPermaLink="true">' in files(advisory)[f"{URL}{KENT}rss.xml"]


def test_rss_says_where_it_is_found_and_when_it_last_changed() -> None:
    content = files(ADVISORY)[f"{URL}{KENT}rss.xml"]
    feed = feedparser.parse(content)
    assert not feed.bozo
    assert feed.version == "rss20"
    assert {link.rel: link.href for link in feed.feed.links if link.type != "text/html"} == {
        "self": f"{URL}{KENT}rss.xml",
        "alternate": f"{URL}{KENT}feed.xml",
    }
    assert (feed.feed.title, feed.feed.language) == ("Warnings: Kent", "en-GB")
    assert b"<lastBuildDate>Sat, 21 Nov 2026 12:00:00 +0000</lastBuildDate>" in content
    assert f"<link>{URL}{KENT}</link>".encode() in content


def test_the_newest_entries_alone_are_in_rss() -> None:
    own = files(*many(MOST_ENTRIES + 3))
    (rss,) = (feedparser.parse(content) for address, content in own.items() if address.endswith("rss.xml"))
    atom = feedparser.parse(own[f"{URL}{KENT}feed.xml"])
    assert [entry.id for entry in rss.entries] == [entry.id for entry in atom.entries]
    assert len(rss.entries) == MOST_ENTRIES


FORMS = {"feed.xml": "atom", "rss.xml": "rss-2.0"}


@pytest.mark.parametrize(("name", "form"), FORMS.items())
@pytest.mark.parametrize("advisories", [[], [ADVISORY], many(MOST_ENTRIES + 3)], ids=len)
def test_a_feed_is_in_its_form(name: str, form: str, advisories: list[Advisory]) -> None:
    grammar = etree.RelaxNG(etree.parse(ROOT / f"tests/schemas/{form}.rng"))
    grammar.assertValid(etree.fromstring(files(*advisories)[f"{URL}{KENT}{name}"]))


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("feed.xml", b"<updated>2026", b"<updated>26"),
        ("feed.xml", b"<author>", b"<contributor/><author>"),
        ("feed.xml", b'rel="self"', b""),
        ("rss.xml", b"<pubDate>Sat", b"<pubDate>Saturday"),
        ("rss.xml", b"<guid ", b"<guid a='b' "),
        ("rss.xml", b"<description>Warnings.</description>", b""),
    ],
)
def test_what_is_not_in_its_form_is_refused(name: str, old: bytes, new: bytes) -> None:
    grammar = etree.RelaxNG(etree.parse(ROOT / f"tests/schemas/{FORMS[name]}.rng"))
    content = files(ADVISORY)[f"{URL}{KENT}{name}"]
    assert old in content
    assert not grammar.validate(etree.fromstring(content.replace(old, new, 1)))
