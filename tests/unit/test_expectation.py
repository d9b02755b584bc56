"""What a site must hold is promised from its advisories; what it may not hold is what only the hidden ones say."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from faults.test_embargo import CANARY, DOCUMENT, PHOTOGRAPH, full
from finished import Finished, finished, site_in
from forewarn.commands.project import open_project
from forewarn.promise import Promise
from forewarn.settings import CapSettings, CapStatus
from forewarn.site import planned_pages
from forewarn.site.expectation import expected
from forewarn.site.hidden_words import Secrets, hidden_words
from forewarn.topic import Topic
from projects import NOW, VALID, Project
from published import ADVISORY, KENT, SETTINGS, URL, site_of

THANET = replace(KENT, slug="thanet", name="Thanet", within="kent")
TAX_PAGE = "advisories/public/index.html"


def test_an_advisory_is_promised_wherever_a_reader_may_look() -> None:
    topics = (Topic("courier-fraud", "Courier fraud"),)
    advisory = replace(ADVISORY, areas=("thanet",), topics=topics, title="Tax", aliases=("news/tax/",))
    own = expected(site_of([advisory], areas=(KENT, THANET)), [], ["feed.xml"])
    assert own.promises == (
        Promise(
            address="advisories/tax/",
            title="Tax",
            entry_id=f"{URL}advisories/tax/",
            lists=("areas/kent/", "areas/thanet/", "topics/courier-fraud/", "archive/2026/"),
            feeds=("", "areas/kent/", "areas/thanet/", "topics/courier-fraud/"),
            datasets=(
                "data/advisories.json",
                "data/years/2026.json",
                "data/areas/kent.json",
                "data/areas/thanet.json",
            ),
        ),
    )
    assert own.base == URL
    assert own.files == {"feed.xml", "404.html"}


def test_an_alert_is_promised_where_the_site_offers_some() -> None:
    asked = replace(SETTINGS, cap=CapSettings("warnings.example", CapStatus.TEST))
    of_sites = (site_of([ADVISORY], settings=own) for own in (asked, replace(asked, is_hidden=True), SETTINGS))
    found = [expected(site, [], []).promises[0].alert for site in of_sites]
    assert found == ["advisories/tax/cap.xml", "", ""]


def test_a_year_begins_by_the_site_s_clock() -> None:
    site = site_of([replace(ADVISORY, published=datetime(2025, 12, 31, 23, 30, tzinfo=UTC))])
    east = replace(site, settings=replace(site.settings, time_zone=ZoneInfo("Europe/Kyiv")))
    assert "archive/2025/" in expected(site, [], []).promises[0].lists
    assert "archive/2026/" in expected(east, [], []).promises[0].lists


def test_what_leads_elsewhere_is_not_for_search_engines() -> None:
    site = site_of([replace(ADVISORY, aliases=("news/tax/",))])
    own = expected(site, planned_pages(site), [])
    assert own.unindexed == {"news/tax/", "areas/kent/embed/", "search/"}
    assert {"index.html", "news/tax/index.html", "areas/kent/index.html", "advisories/tax/index.html"} <= own.files


def words_of(project: Project, *others: str) -> frozenset[str]:
    """Give the words that the site of a project may not hold."""
    found = open_project(project.folder / "mkdocs.yml", NOW).survey
    site = site_in(project.folder)
    secrets = Secrets(found.register, found.texts, found.hidden)
    return hidden_words(secrets, site, planned_pages(site), others)


def test_without_anything_hidden_there_are_no_words(project: Project) -> None:
    project.add("advisories/public.md")
    assert words_of(project) == frozenset()


@pytest.mark.parametrize("fate", ["draft", "scheduled", "broken"])
def test_every_part_of_a_hidden_advisory_is_known_by_its_words(project: Project, fate: str) -> None:
    """The broken draft names an area that there is not, so that no advisory can be made of it."""
    project.configure(extra={"forewarn": {"locale": "en_GB"}})
    text = full("2080-10-02 08:30", "live" if fate == "scheduled" else "draft")
    text = text.replace(f"  replaces: {CANARY}-former\n", "").replace(f"translation_of: {CANARY}-original\n", "")
    project.add(f"advisories/{CANARY}-photograph.jpg", PHOTOGRAPH)
    project.add(f"advisories/papers/{CANARY}-document.pdf", DOCUMENT)
    project.add("advisories/zebra-file.md", text.replace("Kent", "Nowhere") if fate == "broken" else text)
    project.add("advisories/public.md")
    words = words_of(project)
    assert {
        f"The {CANARY} title",
        f"The {CANARY} share title",
        f"The {CANARY} description of what happens.",
        f"https://www.kent.police.uk/{CANARY}-url",
        f"{CANARY}-picture.png",
        f"The {CANARY} note.",
        "07700 900461",
        f"https://{CANARY}-scam.example/pay",
        f"{CANARY}@scam.example",
        f"/old/{CANARY}/",
        f"The {CANARY} message.",
        f"{CANARY} fraud",
        f"/advisories/{CANARY}-id/",
        f"/{CANARY}-id/",
        "/zebra-file/",
        f"The {CANARY} body tells of www.{CANARY}-body.example and of 07700 900461.",
    } <= words
    if fate == "scheduled":
        assert {f"hxxps://{CANARY}-scam[.]example/pay", f"{CANARY}-photograph.jpg", f"{CANARY}-document.pdf"} <= words
    assert not words & {"Kent", "Hang up", "2080-10-02 08:30"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Finished:
    """A site that keeps an advisory back, with the words that it may not hold."""
    project = Project(tmp_path_factory.mktemp("hiding") / "project")
    hidden = full("2080-10-02 08:30", "draft").replace(f"  replaces: {CANARY}-former\n", "")
    project.add("advisories/hidden.md", hidden.replace(f"translation_of: {CANARY}-original\n", ""))
    project.add("advisories/public.md")
    own = finished(project.folder, project.build())
    return own.hiding(*words_of(project))


def test_a_site_that_keeps_it_back_has_no_problem(site: Finished) -> None:
    assert len(site.expected.hidden_words) > 10
    assert site.problems() == ()


def test_any_of_its_words_is_found(site: Finished) -> None:
    for word in sorted(site.expected.hidden_words):
        telling = site.changed(TAX_PAGE, "</article>", f"<p>{word}</p></article>")
        (problem,) = telling.problems()
        assert problem.rule == "hidden-word"
        assert CANARY not in str(problem)


def draft(text: str) -> str:
    """Give a text as it is before its time."""
    return text.replace("publish:\n", "publish:\n  status: draft\n")


# Each is public in one text, and in another that is not public.
SHARED = {
    "title": VALID,
    "advice": VALID.replace("publish:", 'advice: ["Hang up, and call your bank on 159."]\npublish:'),
    "scam": VALID.replace(
        "publish:", 'scam:\n  phones: ["07700 900461"]\n  links: [https://tax.example/pay]\npublish:'
    ),
    "source": VALID.replace("publish:", "url: https://www.kent.police.uk/news/tax-calls/\npublish:"),
    "emphasis": f"{VALID}\nA caller **says that you owe** tax, and [wants gift cards](https://www.gov.uk/x) at once.\n",
    "marks": f'{VALID}\nThey said "your son & daughter are in danger" to a man of 70.\n',
    "note": VALID.replace("---\n\n", "  updates: [{date: 2026-10-03, note: They call in Essex too.}]\n---\n\n"),
}


@pytest.mark.parametrize("text", SHARED.values(), ids=SHARED)
def test_what_something_public_says_too_is_no_trace(project: Project, text: str) -> None:
    """A correction or a translation that is prepared must not keep its original from the public."""
    project.add("advisories/public.md", text)
    project.add("advisories/prepared.md", draft(text))
    assert words_of(project) <= {"/advisories/prepared/"}
    built = finished(project.folder, project.build()).hiding(*words_of(project))
    assert built.problems() == ()


def test_a_hidden_id_that_something_public_has_in_its_address_is_looked_for_as_an_advisory_s(project: Project) -> None:
    project.configure(extra={"forewarn": {"locale": "en_GB"}})
    project.add("advisories/parcel-texts.md", draft(VALID))
    project.add("advisories/public.md", VALID.replace("publish:", "topic: Parcel texts\npublish:"))
    assert words_of(project) == {"/advisories/parcel-texts/"}
    assert finished(project.folder, project.build()).hiding(*words_of(project)).problems() == ()


@pytest.mark.parametrize("phone", ["03001232040", "0300 123 2040"])
def test_an_official_number_that_a_draft_tells_of_is_no_trace(project: Project, phone: str) -> None:
    """Criminals let official numbers show; those are dialled from links on every page, without spaces."""
    project.add("advisories/public.md")
    project.add("advisories/spoofed.md", draft(VALID.replace("publish:", f'scam:\n  phones: ["{phone}"]\npublish:')))
    assert phone not in words_of(project)


def test_what_templates_say_is_no_trace(project: Project) -> None:
    project.add("advisories/public.md")
    project.add("advisories/hidden.md", draft(VALID.replace("Callers ask for tax", "Whom to tell about it")))
    assert "Whom to tell about it" in words_of(project)
    assert "Whom to tell about it" not in words_of(project, "<h2>Whom to tell about it</h2>")


def test_the_note_of_an_update_that_is_still_to_come_is_hidden(project: Project) -> None:
    notes = "{date: 2026-10-03, note: They call in Essex too.}, {date: 2080-10-03, note: A man was charged today.}"
    project.add("advisories/public.md", VALID.replace("---\n\n", f"  updates: [{notes}]\n---\n\n"))
    assert words_of(project) == {"A man was charged today."}


def test_short_words_are_left_alone(project: Project) -> None:
    project.add("advisories/public.md")
    short = draft(VALID).replace("Callers ask for tax", "Stop it now").replace("A caller says that you owe tax. ", "")
    project.add("advisories/no.md", short)
    assert words_of(project) == {"/advisories/no/"}
