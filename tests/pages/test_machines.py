"""What other programs take of a site, read as they read it, each in a few lines: it is what the register says."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import Any

import feedparser
import jq
import pytest
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree
from xmlschema import XMLSchema

from alerts_read import read_alert
from finished import site_in
from forewarn.advisory import Severity, State
from forewarn.publication.manifest import ADDRESS, Manifest
from forewarn.rendering import plain_lines
from forewarn.settings import CapSettings, CapStatus
from forewarn.site import Site
from forewarn.site.alerts import planned_alerts
from html_pages import parsed, texts
from projects import ROOT, VALID, Built, Project

ASKED = {
    "cap": {"sender": "warnings.example", "status": "test"},
    "security": {"contact": "mailto:security@warnings.example", "expires": "2027-06-30"},
}
STATES = ("current", "past", "withdrawn", "superseded")
Told = set[tuple[str, str, datetime, datetime]]


@pytest.fixture(scope="module")
def register() -> Site:
    """Give the site that is shipped, which its files are compared with."""
    site = site_in(ROOT)
    assert {site.register.state_of(each) for each in site.register.advisories} == {
        State.CURRENT,
        State.PAST,
        State.WITHDRAWN,
        State.SUPERSEDED,
    }
    return site


def expected(register: Site) -> Told:
    """Say of every advisory what each feed and file must: its address, its state and its times."""
    every = register.register.advisories
    url, state = register.settings.absolute, register.register.state_of
    return {(url(f"advisories/{each.id}/"), state(each), each.published, each.modified) for each in every}


def when(text: str) -> datetime:
    return datetime.fromisoformat(text)


def read_json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def test_a_reader_of_atom(sample_site: Built, register: Site) -> None:
    feed = feedparser.parse((sample_site.site / "feed.xml").read_bytes())
    found = {(each.id, each.tags[0].term, when(each.published), when(each.updated)) for each in feed.entries}
    assert not feed.bozo
    assert found == expected(register)


def test_a_reader_of_rss(sample_site: Built, register: Site) -> None:
    feed = feedparser.parse((sample_site.site / "rss.xml").read_bytes())
    found = {(each.id, each.tags[0].term, each.published_parsed[:6], when(each.updated)) for each in feed.entries}
    assert not feed.bozo
    assert found == {(id_, state, at.utctimetuple()[:6], changed) for id_, state, at, changed in expected(register)}


def test_a_reader_of_json_feed(sample_site: Built, register: Site) -> None:
    items = read_json(sample_site.site / "feed.json")["items"]
    found = {
        (each["id"], each["_forewarn"]["state"], when(each["date_published"]), when(each["date_modified"]))
        for each in items
    }
    assert found == expected(register)


def test_a_line_of_jq(sample_site: Built, register: Site) -> None:
    data = (sample_site.site / "data/advisories.json").read_text("utf-8")
    found = jq.compile(".advisories[] | [.url, .state, .published, .modified]").input_text(data).all()
    assert {(url, state, when(at), when(changed)) for url, state, at, changed in found} == expected(register)
    current = jq.compile('[.advisories[] | select(.state == "current") | .id]').input_text(data).first()
    assert current == [each.id for each in register.register.current()]


def test_every_field_of_every_advisory_is_in_the_files_of_years(sample_site: Built, register: Site) -> None:
    index = read_json(sample_site.site / "data/advisories.json")
    base, by_id = register.settings.site_url, {each.id: each for each in register.register.advisories}
    years = [read_json(sample_site.site / year["data"].removeprefix(base)) for year in index["years"]]
    every = [*chain.from_iterable(year["advisories"] for year in years)]
    assert [year["count"] for year in index["years"]] == [len(year["advisories"]) for year in years]
    assert [each["id"] for each in every] == [*by_id]
    assert [{name: field for name, field in each.items() if name != "text"} for each in every] == index["advisories"]
    for told in every:
        own, state = by_id[told["id"]], register.register.state_of(by_id[told["id"]])
        assert (told["title"], told["summary"], told["severity"]) == (own.title, own.summary, own.severity)
        assert (tuple(told["areas"]), tuple(told["advice"])) == (own.areas, own.advice)
        assert [(when(each["date"]), each["note"]) for each in told["updates"]] == [
            (each.when, each.note) for each in own.updates
        ]
        assert told["topics"] == [*dict.fromkeys(topic.slug for topic in own.topics)]
        assert told["contacts"] == [contact.id for contact in register.place_of(own).contacts]
        assert told.get("text", {}).get("plain") == (None if state is State.WITHDRAWN else plain_lines(own.body))


def test_an_area_has_what_its_feed_has_with_the_text_of_what_is_current(sample_site: Built, register: Site) -> None:
    for area in register.areas:
        told = read_json(sample_site.site / f"data/areas/{area.slug}.json")["advisories"]
        feed = feedparser.parse((sample_site.site / f"areas/{area.slug}/feed.xml").read_bytes())
        assert {each["url"] for each in told} == {entry.id for entry in feed.entries}
        assert all(("text" in each) == (each["state"] == "current") for each in told)


def test_every_file_fits_the_schema(sample_site: Built) -> None:
    schema = read_json(sample_site.site / "data/advisories.schema.json")
    validator = Draft202012Validator(schema, format_checker=FormatChecker())
    written = [path for path in (sample_site.site / "data").rglob("*.json") if ".schema." not in path.name]
    assert len(written) > 40
    assert [path for path in written if not validator.is_valid(read_json(path))] == []


@pytest.mark.parametrize(("pattern", "form"), [("**/feed.xml", "atom"), ("**/rss.xml", "rss-2.0")])
def test_every_feed_is_in_its_form(sample_site: Built, pattern: str, form: str) -> None:
    grammar = etree.RelaxNG(etree.parse(ROOT / f"tests/schemas/{form}.rng"))
    every = [*sample_site.site.glob(pattern)]
    assert len(every) > 40
    assert [path for path in every if not grammar.validate(etree.parse(path))] == []


def test_a_receiver_of_alerts(register: Site) -> None:
    """It follows the feed, and all others are alerts of the form that has passed or was never in force."""
    settings = replace(register.settings, cap=CapSettings("warnings.example", CapStatus.ACTUAL))
    planned = planned_alerts(replace(register, settings=settings))
    written = {each.addresses[0]: content for each in planned for content in each.make()}
    feed, schema = feedparser.parse(written["cap.atom"]), XMLSchema(ROOT / "tests/schemas/cap-1.2.xsd", allow="local")
    alerts = {path: read_alert(content) for path, content in written.items() if path.endswith("cap.xml")}
    assert all(schema.is_valid(etree.fromstring(written[path])) for path in alerts)
    followed = {entry.links[0].href.removeprefix(settings.site_url) for entry in feed.entries}
    assert followed <= alerts.keys()
    for own in register.register.advisories:
        alert, state = alerts[f"advisories/{own.id}/cap.xml"], register.register.state_of(own)
        (info,) = alert.infos
        is_over = state in {State.WITHDRAWN, State.SUPERSEDED}
        assert (alert.msg_type.value == "Cancel") == is_over
        is_to_be_known = register.register.now < register.register.current_until(own)
        assert (f"advisories/{own.id}/cap.xml" in followed) == is_to_be_known
        assert str(info.headline).endswith(own.title)
        assert is_over or (info.description, alert.sent.to_datetime()) == (plain_lines(own.body), own.modified)
        assert [area.area_desc for area in info.areas] == [
            area.name_in(own.locale.replace("_", "-")) for area in register.areas_of(own)
        ]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Build a site that offers everything, in two languages."""
    project = Project(tmp_path_factory.mktemp("machines") / "project").in_welsh()
    settings = project.folder / "mkdocs.yml"
    written = settings.read_text("utf-8")
    lines = "".join(f"    {name}: {json.dumps(value)}\n" for name, value in ASKED.items())
    settings.write_text(written.replace("    editions:\n", f"{lines}    editions:\n"), "utf-8")
    project.add("advisories/tax.md", VALID)
    built = project.build()
    assert built.exit_status == 0, built.output
    return built


def test_what_is_asked_for_arrives_and_is_in_the_list_of_all_files(asked: Built) -> None:
    listed = Manifest.from_bytes((asked.site / ADDRESS).read_bytes()).sums
    for path in (".well-known/security.txt", "cap.atom", "advisories/tax/cap.xml", "data/advisories.json", "rss.xml"):
        assert (asked.site / path).is_file()
        assert path in listed
    assert b"Preferred-Languages: en, cy\n" in (asked.site / ".well-known/security.txt").read_bytes()


def test_only_pages_are_in_the_site_map(asked: Built, sample_site: Built) -> None:
    for built in (asked, sample_site):
        located = [place.text or "" for place in etree.parse(built.site / "sitemap.xml").iter("{*}loc")]
        assert "https://warnings.example/developers/" in located
        assert [each for each in located if not each.endswith("/")] == []


def test_what_is_not_asked_for_is_not_there(sample_site: Built) -> None:
    assert not (sample_site.site / "cap.atom").exists()
    assert [*sample_site.site.rglob("cap.xml")] == []
    assert not (sample_site.site / ".well-known").exists()
    assert "CAP 1.2" not in sample_site.page("developers")


def test_files_for_other_programs_can_be_left_out(tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    project.set_own(data=False, cards=False, posters=False, search=False)
    project.add("advisories/tax.md", VALID)
    built = project.build()
    assert built.exit_status == 0, built.output
    assert not (built.site / "data").exists()
    links = parsed(built.page("developers")).xpath("//main//a/@href")
    assert "../feed.xml" in links
    assert not any("data/" in link for link in links)


def test_the_page_for_developers_leads_to_all_of_it_in_every_language(asked: Built) -> None:
    for address, title in (("developers", "For developers"), ("cy/developers", "I ddatblygwyr")):
        page, up = parsed(asked.page(address)), "../" * len(address.split("/"))
        assert texts(page, "//h1") == [title]
        links = set(page.xpath("//main//a/@href"))
        files = ("data/advisories.json", "data/advisories.schema.json", "data/years/2026.json", "data/areas/kent.json")
        assert {f"{up}{path}" for path in (*files, "feed.xml", "feed.json", "rss.xml", "cap.atom", ADDRESS)} <= links
        assert texts(page, "//main//dt/code") == [*STATES, *Severity]
        home = parsed(asked.page(address.removesuffix("developers")))
        assert texts(home, "//footer//a[@href='developers/']") == [title]


def test_every_page_that_has_a_feed_names_it_in_all_formats(sample_site: Built) -> None:
    for address in ("", "areas/kent", "topics/courier-fraud", "advisories/courier-cash"):
        links = parsed(sample_site.page(address)).xpath("//head/link[@rel='alternate'][@title]")
        types = _in_threes([link.get("type") for link in links])
        assert types
        assert set(types) == {("application/atom+xml", "application/feed+json", "application/rss+xml")}


def _in_threes(every: Iterable[str]) -> list[tuple[str, ...]]:
    listed = [*every]
    return [tuple(listed[start : start + 3]) for start in range(0, len(listed), 3)]
