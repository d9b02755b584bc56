"""The page of an advisory: what stands on it, in which order, and what its head says."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from lxml.html import HtmlElement

from forewarn.advisory import Advisory, Severity, Status, Update
from forewarn.contact import Contact
from forewarn.contact_register import ContactRegister
from forewarn.scam import Scam
from forewarn.topic import Topic
from html_pages import broken_links, head_property, json_ld, pages_of, parsed, strange_scripts, texts
from projects import Project
from published import ADVISORY, NOON, URL, publish, site_of

ATTACK = "</script><script>alert(1)</script>"
ATTACKED_TOPIC = Topic("attack", f"{ATTACK} & co")
POLICE = Contact("p", "The police", "Ask.", "101", "", "", "", "", frozenset({"England"}), None, None, "")
FULL = replace(
    ADVISORY,
    id="full",
    severity=Severity.URGENT,
    topics=(ATTACKED_TOPIC, Topic("calls", "Calls")),
    advice=("Hang up.", f"Call 101. {ATTACK}"),
    scam=Scam(("020 7946 0123",), ("https://pay.example/now?a=1&b=<2>",), ("help@pay.example",)),
    updates=(Update(NOON - timedelta(hours=1), "More towns."),),
    source="https://www.kent.police.uk/news/",
    aliases=("advisories/earlier/", "old/path/"),
)
WELSH = replace(ADVISORY, id="cy", title="Galwyr", locale="cy_GB", translation_of="full")
URDU = replace(ADVISORY, id="ur", title="پولیس", locale="ur_PK", translation_of="full", severity=Severity.ADVICE)
WITHDRAWN = replace(FULL, id="gone", status=Status.WITHDRAWN, aliases=(), body="<p>It was wrong.</p>")
PAST = replace(FULL, id="past", published=NOON - timedelta(days=400), updates=(), aliases=())
CORRECTED = replace(FULL, id="wrong", aliases=())
CORRECTION = replace(ADVISORY, id="right", replaces="wrong", topics=(Topic("calls", "calls"),))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    advisories: list[Advisory] = [FULL, WELSH, URDU, WITHDRAWN, PAST, CORRECTED, CORRECTION]
    return publish(site_of(advisories, contacts=ContactRegister((POLICE,))), tmp_path_factory.mktemp("advisories"))


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, HtmlElement]:
    return pages_of(site)


def page_of(pages: dict[str, HtmlElement], id_: str) -> HtmlElement:
    return pages[f"advisories/{id_}/index.html"]


def parts(page: HtmlElement) -> list[str]:
    """Give what an article is made of, in its order."""
    return [str(element.get("class", element.tag)).partition(" ")[0] for element in page.xpath("//article/*")]


def test_the_order_of_a_page(pages: dict[str, HtmlElement]) -> None:
    assert parts(page_of(pages, "full")) == [
        "state",
        "severity-badge",
        "h1",
        "advisory-facts",
        "translations",
        "advice",
        "whom-to-tell",
        "story",
        "scam",
        "updates",
        "pass-it-on",
        "poster",
        "topics",
        "source",
    ]


def test_an_advisory_with_nothing_but_a_story(pages: dict[str, HtmlElement]) -> None:
    before = ["state", "severity-badge", "h1", "advisory-facts", "story", "whom-to-tell"]
    assert parts(page_of(pages, "right")) == [*before, "pass-it-on", "poster", "topics"]


@pytest.mark.parametrize(
    ("id_", "badge"),
    [
        (
            "full",
            "Urgent Many people are being approached now, or the harm is great: read it now and tell those it could"
            " reach.",
        ),
        ("right", "Warning This is happening: know it before it reaches you."),
        ("ur", "Advice Good to know at any time; nothing special is happening."),
    ],
)
def test_the_severity_in_words(pages: dict[str, HtmlElement], id_: str, badge: str) -> None:
    assert texts(page_of(pages, id_), "//p[starts-with(@class, 'severity-badge ')]") == [badge]


@pytest.mark.parametrize("id_", ["gone", "past", "wrong"])
def test_only_what_is_current_has_a_severity(pages: dict[str, HtmlElement], id_: str) -> None:
    assert "severity-badge" not in parts(page_of(pages, id_))


def test_a_withdrawn_advisory_says_nothing_of_what_it_said(pages: dict[str, HtmlElement]) -> None:
    assert parts(page_of(pages, "gone")) == [
        "state",
        "h1",
        "advisory-facts",
        "story",
        "whom-to-tell",
        "updates",
        "topics",
        "source",
    ]


def test_nobody_is_asked_to_pass_on_what_was_corrected(pages: dict[str, HtmlElement]) -> None:
    assert "pass-it-on" not in parts(page_of(pages, "wrong"))
    assert "pass-it-on" in parts(page_of(pages, "past"))


def test_advice_is_a_list_in_its_order(pages: dict[str, HtmlElement]) -> None:
    page = page_of(pages, "full")
    assert texts(page, "//section[@class='advice']/h2") == ["What to do"]
    assert texts(page, "//section[@class='advice']/ol/li") == ["Hang up.", f"Call 101. {ATTACK}"]


def test_what_the_criminals_use_cannot_be_tapped(pages: dict[str, HtmlElement]) -> None:
    (scam,) = page_of(pages, "full").xpath("//section[@class='scam']")
    assert texts(scam, ".//dt") == [
        "Phone numbers of the criminals",
        "Web addresses of the criminals",
        "Email addresses of the criminals",
    ]
    assert texts(scam, ".//dd/bdi | .//dd/code/bdi") == [
        "020 7946 0123",
        "hxxps://pay[.]example/now?a=1&b=<2>",
        "help[@]pay[.]example",
    ]
    assert scam.xpath(".//a") == []


def test_topics_lead_to_their_pages_by_the_name_most_used(pages: dict[str, HtmlElement]) -> None:
    page = page_of(pages, "full")
    assert texts(page, "//section[@class='topics']//li") == [
        f"{ATTACKED_TOPIC.name} (4 warnings)",
        "Calls (5 warnings)",
    ]
    assert page.xpath("//section[@class='topics']//a/@href") == ["../../topics/attack/", "../../topics/calls/"]
    assert texts(page_of(pages, "right"), "//section[@class='topics']//li") == ["Calls (5 warnings)"]


def test_words_to_pass_on(pages: dict[str, HtmlElement]) -> None:
    words = texts(page_of(pages, "full"), "//p[@class='pass-it-on__words']")
    assert words == [f"Callers ask for tax. Hang up. {URL}advisories/full/"]


def test_ids_are_used_once(pages: dict[str, HtmlElement]) -> None:
    for path, page in pages.items():
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), path


def test_translations_are_linked_in_their_own_words(pages: dict[str, HtmlElement]) -> None:
    links = page_of(pages, "full").xpath("//p[@class='translations']/a")
    assert [
        (link.get("href"), link.get("hreflang"), link.get("lang"), link.get("dir"), link.text) for link in links
    ] == [
        ("../cy/", "cy-GB", "cy-GB", "ltr", "Cymraeg"),
        ("../ur/", "ur-PK", "ur-PK", "rtl", "اردو"),
    ]
    assert texts(page_of(pages, "ur"), "//p[@class='translations']/a") == ["Cymraeg", "English"]


def test_the_head_tells_of_translations(pages: dict[str, HtmlElement]) -> None:
    welsh = page_of(pages, "cy")
    assert head_property(welsh, "og:locale") == ["cy_GB"]
    assert head_property(welsh, "og:locale:alternate") == ["en_GB", "ur_PK"]
    alternates = welsh.xpath("//head/link[@rel='alternate'][@hreflang]")
    assert [(link.get("hreflang"), link.get("href")) for link in alternates] == [
        ("cy-GB", f"{URL}advisories/cy/"),
        ("en-GB", f"{URL}advisories/full/"),
        ("ur-PK", f"{URL}advisories/ur/"),
    ]
    assert page_of(pages, "right").xpath("//head/link[@hreflang]") == []
    assert head_property(page_of(pages, "right"), "og:locale:alternate") == []


def test_structured_data_tells_of_translations(pages: dict[str, HtmlElement]) -> None:
    original, welsh = (json_ld(page_of(pages, id_), "NewsArticle") for id_ in ("full", "cy"))
    assert [(work["@id"], work["inLanguage"]) for work in original["workTranslation"]] == [
        (f"{URL}advisories/cy/", "cy-GB"),
        (f"{URL}advisories/ur/", "ur-PK"),
    ]
    assert "translationOfWork" not in original
    assert welsh["translationOfWork"]["@id"] == original["@id"]
    assert "workTranslation" not in welsh


def test_the_head_tells_what_an_article_is_filed_under(pages: dict[str, HtmlElement]) -> None:
    page = page_of(pages, "full")
    names = [ATTACKED_TOPIC.name, "Calls", "Kent"]
    previewed = ["‹/script›‹script›alert(1)‹/script› & co", "Calls", "Kent"]
    assert names[0].replace("<", "‹").replace(">", "›") == previewed[0]
    assert head_property(page, "article:section") == previewed[:1]
    assert head_property(page, "article:tag") == previewed
    assert json_ld(page, "NewsArticle")["articleSection"] == names[0]
    assert json_ld(page, "NewsArticle")["keywords"] == names
    assert head_property(page_of(pages, "cy"), "article:section") == ["Kent"]


@pytest.mark.parametrize("id_", ["gone", "wrong", "past"])
def test_an_article_stays_one_whatever_its_state(pages: dict[str, HtmlElement], id_: str) -> None:
    page = page_of(pages, id_)
    assert head_property(page, "og:type") == ["article"]
    assert json_ld(page, "NewsArticle")["@id"] == f"{URL}advisories/{id_}/"


def test_an_earlier_address_leads_to_the_page(site: Path, pages: dict[str, HtmlElement]) -> None:
    page = pages["old/path/index.html"]
    assert page.xpath("//head/meta[@http-equiv='refresh']/@content") == ["0; url=../../advisories/full/"]
    assert page.xpath("//head/link[@rel='canonical']/@href") == [f"{URL}advisories/full/"]
    assert page.xpath("//head/meta[@name='robots']/@content") == ["noindex"]
    assert page.xpath("/html/@lang") == ["en-GB"]
    assert page.xpath("//main//a/@href") == ["../../advisories/full/"]
    assert texts(page, "//main//a") == ["Callers ask for tax"]
    assert len(page.xpath("//script")) == 1, "that of every page"
    assert strange_scripts(page) == []
    assert "advisories/earlier/index.html" in pages
    assert "earlier/" not in (site / "sitemap.xml").read_text("utf-8")
    assert "old/path" not in "".join((site / name).read_text("utf-8") for name in ("feed.xml", "feed.json"))


def test_nothing_runs_and_every_link_leads_somewhere(site: Path, pages: dict[str, HtmlElement]) -> None:
    for path, page in pages.items():
        assert strange_scripts(page) == [], path
        assert "<script>alert" not in (site / path).read_text("utf-8"), path
        assert list(broken_links(site, path, page, "/sub/path/")) == [], path


WRITTEN = """\
---
title: Callers ask for tax
area: Kent
topic: [Courier fraud, Impersonation of police]
severity: urgent
advice:
  - Hang up.
  - Call 101 from another phone.
scam:
  phones: 020 7946 0123
  links: https://tax.example/pay
aliases: /news/2020/tax/
publish:
  date: 2026-11-02 08:30
---

A caller says that you owe tax, and sends you to https://tax.example/pay.
"""


def test_what_an_editor_writes_stands_on_the_page(project: Project) -> None:
    project.add("advisories/tax.md", WRITTEN)
    built = project.build()
    assert built.exit_status == 0, built.output
    page = parsed(built.page("advisories/tax"))
    assert texts(page, "//section[@class='advice']//li") == ["Hang up.", "Call 101 from another phone."]
    assert texts(page, "//section[@class='scam']//dd") == ["020 7946 0123", "hxxps://tax[.]example/pay"]
    assert texts(page, "//section[@class='topics']//a") == ["Courier fraud", "Impersonation of police"]
    assert texts(page, "//p[@class='pass-it-on__words']") == [
        "Callers ask for tax. Hang up. https://warnings.example/advisories/tax/"
    ]
    assert "tel:02079460123" not in built.page("advisories/tax")
    refresh = parsed(built.page("news/2020/tax")).xpath("//meta[@http-equiv='refresh']/@content")
    assert refresh == ["0; url=../../../advisories/tax/"]
    assert texts(parsed(built.page("topics/courier-fraud")), "//main//h3") == ["Callers ask for tax"]
    assert (built.site / "topics/impersonation-of-police/feed.json").is_file()
