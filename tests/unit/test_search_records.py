"""What the search knows of an advisory: by which words it is found, how it is narrowed down, and in which order."""

from dataclasses import replace
from datetime import timedelta

from forewarn.advisory import Severity, State, Status, Update
from forewarn.outputs.search_records import distinct_words, search_record
from forewarn.scam import Scam
from forewarn.search_record import SearchRecord
from forewarn.site import Site, search_records
from forewarn.topic import Topic
from published import ADVISORY, KENT, NOON, SETTINGS, site_of

COURIERS = Topic("courier-fraud", "Courier fraud")
MEDWAY = replace(KENT, aliases=("Medway", "Thanet"), names_by_language={"cy": "Caint"})
TOWN = replace(KENT, slug="ashmere", name="Ashmere", within="kent")
TELLING = replace(
    ADVISORY,
    advice=("Hang up, and ring 101.",),
    body="<h2>Who rings</h2><p>A <em>courier</em> comes &amp; asks.</p><ul><li>Shut the door</li><li>Wait</li></ul>",
    scam=Scam(("+44 7700 900123",), ("https://pay.parcel-fee.example/now",), ("boss@parcel.example",)),
    updates=(Update(NOON - timedelta(hours=1), "They now come at night."),),
    topics=(COURIERS,),
)


def record(site: Site) -> SearchRecord:
    (only,) = search_records(site)
    return only


def words_of(site: Site) -> set[str]:
    return set(record(site).text.split())


def test_an_advisory_is_found_by_everything_that_its_page_says() -> None:
    words = words_of(site_of([TELLING]))
    assert {"Callers", "ask", "tax"} <= words, "its title"
    assert {"Hang", "101"} <= words, "its advice"
    assert {"courier", "comes", "&", "Shut", "door", "Wait", "Who", "rings"} <= words, "its body, and nothing of HTML"
    assert {"night"} <= words, "its updates"
    assert {"Courier", "fraud"} & words == {"fraud"}, "its topics; a word that differs in its capitals is there once"


def test_what_criminals_use_is_found_as_it_is_shown_and_as_it_is_dialled() -> None:
    text = record(site_of([TELLING])).text
    assert "07700900123" in text
    assert "hxxps://pay[.]parcel-fee[.]example/now" in text
    assert {"pay[.]parcel-fee[.]example", "parcel-fee[.]example", "boss[@]parcel[.]example"} <= set(text.split())
    assert "https://pay" not in text


def test_a_number_in_a_text_is_found_as_it_is_dialled() -> None:
    assert "03001232040" in words_of(site_of([replace(ADVISORY, body="<p>Call 0300 123 2040 instead.</p>")]))


def test_the_other_names_of_an_area_and_those_around_it_find_its_warnings() -> None:
    assert {"Kent", "Medway", "Thanet", "Caint"} <= words_of(site_of([ADVISORY], areas=(MEDWAY,)))
    town = words_of(site_of([replace(ADVISORY, areas=("ashmere",))], areas=(MEDWAY, TOWN)))
    assert {"Ashmere", "Kent"} <= town
    assert "Medway" not in town, "that is another part of Kent"


def test_it_is_narrowed_down_by_its_areas_and_those_around_them_its_topics_and_its_state() -> None:
    own = record(site_of([replace(TELLING, areas=("ashmere",), severity=Severity.URGENT)], areas=(MEDWAY, TOWN)))
    assert (own.areas, own.around, own.topics) == (("ashmere",), ("kent",), ("courier-fraud",))
    assert own.states == ("current", "urgent")
    past = record(
        site_of([replace(TELLING, severity=Severity.URGENT, published=NOON - timedelta(days=900), updates=())])
    )
    assert past.states == ("past",), "what is over is not urgent"


def test_it_is_shown_in_its_own_language() -> None:
    welsh = record(site_of([replace(ADVISORY, title="Galwyr", locale="cy_GB")]))
    assert (welsh.address, welsh.language, welsh.title) == ("advisories/tax/", "cy", "Galwyr")
    assert welsh.date == "21 Tachwedd 2026"


def test_of_a_withdrawn_one_only_its_title_and_where_it_is_filed_is_known() -> None:
    gone = replace(TELLING, status=Status.WITHDRAWN, summary="It was wrong.", body="<p>It was wrong.</p>", scam=Scam())
    own = search_record(SETTINGS, gone, [KENT], [], [COURIERS], State.WITHDRAWN)
    assert own.text == "Callers ask for tax Kent Courier fraud"
    assert own.states == ("withdrawn",)


def test_what_is_current_comes_first_and_then_what_is_newest() -> None:
    ages = {"old": 900, "newest": 1, "older": 1000, "newer": 90}
    advisories = [replace(ADVISORY, id=id_, published=NOON - timedelta(days=days)) for id_, days in ages.items()]
    expiring = replace(ADVISORY, id="over", expires=NOON - timedelta(minutes=1))
    found = [each.address for each in search_records(site_of([*advisories, expiring]))]
    assert found == [f"advisories/{id_}/" for id_ in ("newest", "newer", "over", "old", "older")]


def test_nothing_is_known_where_there_is_no_search() -> None:
    off = replace(SETTINGS, search=False)
    assert search_records(site_of([ADVISORY], settings=off)) == ()
    assert search_records(site_of([])) == ()
    assert not site_of([]).is_searchable


def test_a_word_is_there_once_however_it_is_written() -> None:
    assert list(distinct_words(["Tax? “TAX”, tax!", "(Pay £900.)", "… – !"])) == ["Tax", "Pay", "£900"]
    assert list(distinct_words(["پیسے۔ پیسے، نہیں؟"])) == ["پیسے", "نہیں"]
