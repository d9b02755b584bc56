"""Passing an advisory on: links that only lead somewhere, and words to copy, in the languages that they are in."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml.html import HtmlElement

from forewarn.advisory import Status
from forewarn.help_page import HelpPage
from html_pages import pages_of, parsed, texts
from projects import Built, Project
from published import ADVISORY, NOON, SETTINGS, URL, publish, site_of

HOSTILE = (
    "Say \"no\" & hang up: 100% #fake 'offer' <b>now</b>",
    "&quot; &amp;amp; %26 %2526 + a=b&c=d;e",
    "پولیس 0300 123 2040 “نہیں” مانگتی",
    "Gŵyr pawb 👮🏽‍♀️ 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
    "very " * 59 + "long!",
)
URDU = replace(
    ADVISORY,
    id="urdu",
    title="پولیس پیسے نہیں مانگتی",
    advice=("فون بند کریں، پھر 0300 123 2040 پر بتائیں",),
    locale="ur_GB",
)
PAST = replace(ADVISORY, id="past", published=NOON - timedelta(days=400))
WITHDRAWN = replace(ADVISORY, id="withdrawn", status=Status.WITHDRAWN)
WRONG = replace(ADVISORY, id="wrong")
RIGHT = replace(ADVISORY, id="right", replaces="wrong")


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, HtmlElement]:
    hostile = [replace(ADVISORY, id=f"h{number}", title=title) for number, title in enumerate(HOSTILE)]
    site = site_of([*hostile, URDU, PAST, WITHDRAWN, WRONG, RIGHT], help_pages=(HelpPage("a", "A", "B", "<p>C</p>"),))
    return pages_of(publish(site, tmp_path_factory.mktemp("english")))


@pytest.fixture(scope="module")
def urdu_pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, HtmlElement]:
    site = site_of([URDU, ADVISORY], settings=replace(SETTINGS, locale="ur_GB"))
    return pages_of(publish(site, tmp_path_factory.mktemp("urdu")))


def block(pages: dict[str, HtmlElement], id_: str) -> HtmlElement:
    (section,) = pages[f"advisories/{id_}/index.html"].xpath("//section[@class='pass-it-on']")
    return section


def hrefs(section: HtmlElement) -> dict[str, str]:
    return {link.text: link.get("href") for link in section.xpath(".//ul//a")}


@pytest.mark.parametrize(("number", "title"), tuple(enumerate(HOSTILE)))
def test_a_link_passes_on_exactly_the_title(pages: dict[str, HtmlElement], number: int, title: str) -> None:
    section, address = block(pages, f"h{number}"), f"{URL}advisories/h{number}/"
    found = {name: parse_qs(urlsplit(href).query) for name, href in hrefs(section).items()}
    assert found["Email"]["subject"] == [title]
    assert found["Email"]["body"] == [f"{ADVISORY.summary}\r\n\r\n{address}"]
    assert found["WhatsApp"]["text"] == [f"{title}\n{address}"]
    assert found["Facebook"]["u"] == [address]
    assert found["X"]["url"] == [address]
    assert found["Bluesky"]["text"][0].endswith(f"\n{address}")
    if len(title) < 200:
        assert found["X"]["text"] == [title]


def test_links_are_plain_and_tell_nobody_where_they_were_followed(pages: dict[str, HtmlElement]) -> None:
    for link in block(pages, "h0").xpath(".//a"):
        assert set(link.attrib) == {"href", "rel", "aria-label"}
        assert set(link.get("rel").split()) == {"noopener", "noreferrer", "external"}
        assert link.get("aria-label") == f"Share by {link.text}"
        assert not len(link), "no picture"


def test_only_what_may_be_passed_on_can_be(pages: dict[str, HtmlElement]) -> None:
    having = {path for path, page in pages.items() if page.xpath("//*[starts-with(@class, 'pass-it-on')]")}
    ids = [*(f"h{number}" for number in range(len(HOSTILE))), "urdu", "past", "right"]
    assert having == {f"advisories/{id_}/index.html" for id_ in ids}
    services = [link for path, page in pages.items() if path not in having for link in page.xpath("//a/@href")]
    assert not [link for link in services if "wa.me" in link or "facebook" in link or link.startswith("mailto:?")]


def test_words_are_in_one_piece_with_numbers_and_the_address_apart(pages: dict[str, HtmlElement]) -> None:
    section = block(pages, "urdu")
    (words,) = section.xpath("./p[@class='pass-it-on__words']")
    address = f"{URL}advisories/urdu/"
    assert words.text_content() == f"{URDU.title}۔ {URDU.advice[0]}۔ {address}"
    assert words.get("dir") == "auto"
    assert [(run.text, run.get("dir")) for run in words] == [("0300 123 2040", "ltr"), (address, "ltr")]
    assert texts(section, "./p[@class='pass-it-on__parts']") == ["یہ 2 پیغامات میں بھیجا جاتا ہے۔"]


def test_what_is_sent_as_one_message_is_not_counted(pages: dict[str, HtmlElement]) -> None:
    assert block(pages, "right").xpath(".//*[@class='pass-it-on__parts']") == []


def test_labels_are_in_the_language_of_the_advisory(urdu_pages: dict[str, HtmlElement]) -> None:
    urdu, english = block(urdu_pages, "urdu"), block(urdu_pages, "tax")
    assert [heading.text for heading in urdu.xpath("./h2")] == ["دوسروں کو بھی بتائیں"]
    assert list(hrefs(urdu))[:3] == ["ٹیکسٹ میسج", "ای میل", "WhatsApp"]
    assert urdu.xpath(".//a/@aria-label")[1] == "ای میل کے ذریعے شیئر کریں"
    assert [heading.text for heading in english.xpath("./h2")] == ["Pass it on"]
    assert "text=Callers%20ask" in hrefs(english)["WhatsApp"]


def test_what_has_no_translation_is_in_the_words_of_the_site_and_marked_so(tmp_path: Path) -> None:
    french = replace(ADVISORY, locale="fr_FR")
    section = block(pages_of(publish(site_of([french]), tmp_path)), "tax")
    for part in ("./h2", ".//li/a", "./p[not(@class)]"):
        marked = section.xpath(f"{part}/span")
        assert {(element.get("lang"), element.get("dir")) for element in marked} == {("en-GB", "ltr")}, part


def test_on_the_shipped_site(sample_site: Built) -> None:
    page = parsed(sample_site.page("advisories/twyll-rhamant"))
    (words,) = texts(page, "//p[@class='pass-it-on__words']")
    assert words.startswith("Twyll rhamant: siaradwch â ffrind cyn anfon arian. Peidiwch ag anfon arian")
    assert words.endswith(" https://warnings.example/advisories/twyll-rhamant/")
    assert texts(page, "//p[@class='pass-it-on__parts']") == ["Fe'i hanfonir fel 3 neges."]


def test_a_draft_may_have_the_words_of_the_site(project: Project) -> None:
    """They stand on every page in the site's language, and are no secret of the draft's."""
    title = "Copïwch y geiriau hyn i neges destun at rywun a ddylai wybod"
    project.configure(extra={"forewarn": {"organisation": "Heddlu", "locale": "cy_GB"}})
    text = "---\ntitle: {}\narea: Kent\npublish:\n  date: 2026-10-02\n{}---\n\nA caller says that you owe tax.\n"
    project.add("advisories/public.md", text.format("Callers", ""))
    project.add("advisories/draft.md", text.format(title, "  status: draft\n"))
    built = project.build()
    assert built.exit_status == 0, built.output
    assert title in built.page("advisories/public")
