"""Alerts: each a message of the Common Alerting Protocol that fits its schema, refers to those before, and can end."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import feedparser
import pytest
from cap_tools.models import Alert
from lxml import etree
from xmlschema import XMLSchema

from alerts_read import identifiers, read_alert
from forewarn.advisory import Advisory, Severity, Status, Update
from forewarn.contact import Contact
from forewarn.contact_register import ContactRegister
from forewarn.outputs.cap.messages import cap_time
from forewarn.poster import PosterLink
from forewarn.settings import CapSettings, CapStatus
from forewarn.site import Site
from forewarn.site.alerts import planned_alerts
from forewarn.site.frame import PreviewNotice
from forewarn.topic import Topic
from projects import ROOT
from published import ADVISORY, HALF_A_YEAR, KENT, NOON, SETTINGS, URL, site_of

XSD = XMLSchema(ROOT / "tests/schemas/cap-1.2.xsd", allow="local")
CAP = CapSettings("warnings.example", CapStatus.TEST)
ASKED = replace(SETTINGS, cap=CAP)
BANK = Contact("bank", "Your bank", "If you have paid.", "159", "", "", "", "", frozenset({"England"}), None, None, "")
SUMMER = datetime(2026, 9, 1, 9, 30, tzinfo=SETTINGS.time_zone)
FIRST, SECOND = (NOON - timedelta(hours=hours) for hours in (5, 2))
UPDATED = replace(ADVISORY, updates=(Update(SECOND, "More."), Update(FIRST, "A town."), Update(FIRST, "Another town.")))


def files(site: Site) -> dict[str, bytes]:
    return {planned.addresses[0]: content for planned in planned_alerts(site) for content in planned.make()}


def site_with(*advisories: Advisory, **changes: object) -> Site:
    return site_of(advisories, **{"settings": ASKED, **changes})


def alerts(*advisories: Advisory, **changes: object) -> dict[str, Alert]:
    """Read every alert by the id of its advisory, as somebody does who receives it."""
    written = files(site_with(*advisories, **changes))
    own = {path.split("/")[1]: content for path, content in written.items() if path.endswith("/cap.xml")}
    assert own
    for content in own.values():
        XSD.validate(etree.fromstring(content))
    return {id_: read_alert(content) for id_, content in own.items()}


def test_without_the_setting_there_are_none() -> None:
    assert files(site_of([ADVISORY])) == {}


def test_a_preview_has_none_as_it_shows_what_is_hidden() -> None:
    assert files(site_with(ADVISORY, preview=PreviewNotice("As of today."))) == {}


def test_a_copy_that_is_not_to_be_found_has_none() -> None:
    """It holds what is still to be agreed on, such as a proposal: no text of it was sent to anybody."""
    assert files(site_with(ADVISORY, settings=replace(ASKED, is_hidden=True))) == {}


def test_an_alert_says_what_the_advisory_says() -> None:
    advisory = replace(
        ADVISORY,
        published=SUMMER,
        topics=(Topic("courier-fraud", "Courier fraud"),),
        advice=("Hang up & wait.", "Call 101."),
        body="<p>A caller &amp; more.</p><p>They hang up.</p>",
    )
    poster = PosterLink("posters/tax.pdf", 41_812)
    (alert,) = alerts(advisory, contacts=ContactRegister((BANK,)), posters={poster.address: poster}).values()
    (info,) = alert.infos
    assert (alert.identifier, alert.sender) == ("tax-20260901T083000Z", "warnings.example")
    assert (str(alert.sent), alert.status.value, alert.msg_type.value, alert.scope.value) == (
        "2026-09-01T09:30:00+01:00",
        "Test",
        "Alert",
        "Public",
    )
    assert (alert.references, alert.incidents) == (None, None)
    assert (info.language, info.categories[0].value, info.event) == ("en-GB", "Security", "Courier fraud")
    assert (info.headline, info.sender_name) == ("Callers ask for tax", "Police")
    assert info.description == "A caller & more.\nThey hang up."
    assert info.instruction == "Hang up & wait.\nCall 101."
    assert info.web == f"{URL}advisories/tax/"
    assert info.contact == "Your bank 159"
    assert info.expires
    assert info.expires.to_datetime() == SUMMER + HALF_A_YEAR
    (area,) = info.areas
    assert area.area_desc == "Kent"
    (resource,) = info.resources
    assert (resource.mime_type, resource.size, resource.uri) == ("application/pdf", 41_812, f"{URL}posters/tax.pdf")


def test_an_actual_alert_is_one() -> None:
    (alert,) = alerts(ADVISORY, settings=replace(ASKED, cap=replace(CAP, status=CapStatus.ACTUAL))).values()
    assert alert.status.value == "Actual"


@pytest.mark.parametrize(
    ("severity", "expected"),
    [
        (Severity.URGENT, ("Avoid", "Immediate", "Severe", "Observed")),
        (Severity.WARNING, ("Avoid", "Future", "Moderate", "Observed")),
        (Severity.ADVICE, ("Prepare", "Future", "Minor", "Possible")),
    ],
)
def test_how_grave_it_is(severity: Severity, expected: tuple[str, ...]) -> None:
    (alert,) = alerts(replace(ADVISORY, severity=severity)).values()
    (info,) = alert.infos
    found = (info.response_types[0], info.urgency, info.severity, info.certainty)
    assert tuple(each.value for each in found) == expected


def test_an_update_takes_the_place_of_all_messages_before() -> None:
    (alert,) = alerts(UPDATED).values()
    assert (alert.msg_type.value, alert.identifier) == ("Update", "tax-20261122T100000Z")
    content = files(site_with(UPDATED))["advisories/tax/cap.xml"].decode()
    assert (
        "<references>warnings.example,tax-20261121T120000Z,2026-11-21T12:00:00-00:00"
        " warnings.example,tax-20261122T070000Z,2026-11-22T07:00:00-00:00</references>"
    ) in content


def test_each_message_refers_to_one_that_was_sent() -> None:
    """What was sent before is known by the same names after it: none is ever another message's."""
    sent: list[str] = []
    updates: tuple[Update, ...] = ()
    for number in range(5):
        (alert,) = alerts(replace(ADVISORY, published=SUMMER, updates=updates)).values()
        assert identifiers(alert) == sent
        sent.append(alert.identifier)
        updates = (Update(SUMMER + timedelta(days=number + 1), "More."), *updates)
    assert len(set(sent)) == 5


def test_what_is_withdrawn_is_cancelled() -> None:
    withdrawn = replace(UPDATED, status=Status.WITHDRAWN, summary="The calls were real.", body="<p>No.</p>")
    (alert,) = alerts(withdrawn).values()
    (info,) = alert.infos
    assert (alert.msg_type.value, str(alert.sent)) == ("Cancel", "2026-11-22T10:00:01Z")
    assert identifiers(alert) == ["tax-20261121T120000Z", "tax-20261122T070000Z", "tax-20261122T100000Z"]
    assert (info.headline, info.description) == ("Withdrawn: Callers ask for tax", "The calls were real.")
    assert (info.instruction, info.expires, info.urgency.value) == (None, None, "Past")


def test_what_is_corrected_is_cancelled_and_the_correction_takes_its_place() -> None:
    newer = replace(ADVISORY, id="newer", title="Callers ask for more", published=NOON, replaces="tax")
    written = alerts(ADVISORY, newer)
    assert (written["newer"].msg_type.value, identifiers(written["newer"])) == ("Update", ["tax-20261121T120000Z"])
    cancelled = written["tax"]
    (info,) = cancelled.infos
    assert (cancelled.msg_type.value, identifiers(cancelled)) == ("Cancel", ["tax-20261121T120000Z"])
    assert cancelled.sent == written["newer"].sent
    assert info.description == f"Read this instead: Callers ask for more {URL}advisories/newer/"
    assert info.web == f"{URL}advisories/newer/"


def test_what_holds_again_has_a_name_that_was_never_cancelled() -> None:
    """Its correction is withdrawn: the identifiers of before are cancelled, so it needs another; updates go on."""
    newer = replace(ADVISORY, id="newer", published=NOON - timedelta(hours=6), replaces="tax")
    withdrawn = replace(newer, status=Status.WITHDRAWN, updates=(Update(FIRST, "It was wrong."),))
    first, cancelled = (alerts(*given)["tax"] for given in ([ADVISORY], [ADVISORY, newer]))
    again = alerts(ADVISORY, withdrawn)["tax"]
    assert (again.msg_type.value, again.identifier) == ("Update", "tax-20261122T070001Z")
    assert identifiers(again) == [first.identifier, cancelled.identifier]
    updated = alerts(replace(ADVISORY, updates=(Update(SECOND, "More."),)), withdrawn)["tax"]
    assert (updated.msg_type.value, updated.identifier) == ("Update", "tax-20261122T100000Z")
    assert identifiers(updated) == [first.identifier, cancelled.identifier, again.identifier]


def test_a_second_correction_takes_the_place_of_what_held_again() -> None:
    wrong = replace(ADVISORY, id="wrong", published=FIRST, replaces="tax", status=Status.WITHDRAWN)
    right = replace(ADVISORY, id="right", published=SECOND, replaces="tax")
    names = ["tax-20261121T120000Z", "tax-20261122T070000Z-cancel", "tax-20261122T070001Z"]
    written = alerts(ADVISORY, wrong, right)
    assert identifiers(written["right"]) == identifiers(written["tax"]) == names
    assert written["tax"].identifier == "tax-20261122T100000Z-cancel"


def test_what_expires_stays_the_message_that_it_was() -> None:
    ending = replace(ADVISORY, expires=NOON)
    register = site_with(ending).register
    before = replace(register, now=NOON - timedelta(seconds=1))
    (then,) = [files(replace(site_with(ending), register=before))["advisories/tax/cap.xml"]]
    assert files(site_with(ending))["advisories/tax/cap.xml"] == then
    assert b"<expires>2026-11-22T12:00:00-00:00</expires>" in then


def test_the_same_in_another_language_is_of_one_incident_in_its_own_words() -> None:
    kent = replace(KENT, names_by_language={"cy": "Caint"})
    welsh = replace(ADVISORY, id="treth", title="Galwyr", locale="cy_GB", translation_of="tax")
    written = alerts(ADVISORY, welsh, areas=(kent,))
    assert [alert.incidents for alert in written.values()] == ["tax", "tax"]
    (info,) = written["treth"].infos
    assert (info.language, info.areas[0].area_desc, info.event) == ("cy-GB", "Caint", "Rhybuddion am sgamiau")


def test_no_incident_has_the_name_of_what_is_hidden() -> None:
    original = replace(ADVISORY, id="zanzibar", status=Status.DRAFT)
    polish, welsh = (
        replace(ADVISORY, id=id_, locale=locale, translation_of="zanzibar")
        for id_, locale in (("podatek", "pl_PL"), ("treth", "cy_GB"))
    )
    written = files(site_with(original, polish, welsh))
    assert b"<incidents>podatek</incidents>" in written["advisories/treth/cap.xml"]
    assert [path for path, content in written.items() if b"zanzibar" in content] == []


def test_the_feed_has_what_is_in_force_and_what_was_taken_back_before_its_time() -> None:
    newer = replace(ADVISORY, id="newer", published=NOON, replaces="tax")
    past = replace(ADVISORY, id="past", expires=NOON)
    withdrawn = replace(ADVISORY, id="withdrawn", status=Status.WITHDRAWN, published=NOON - timedelta(hours=3))
    long_ago = replace(withdrawn, id="long-ago", published=NOON - HALF_A_YEAR)
    written = files(site_with(ADVISORY, newer, past, withdrawn, long_ago))
    feed = feedparser.parse(written["cap.atom"])
    assert not feed.bozo
    ids = [entry.id.removeprefix(f"{URL}advisories/").partition("/")[0] for entry in feed.entries]
    assert ids == ["tax", "newer", "withdrawn"]
    assert [entry.tags[0].term for entry in feed.entries] == ["Cancel", "Update", "Cancel"]
    links = {link.type: link.href for link in feed.entries[0].links}
    assert links == {"application/cap+xml": f"{URL}advisories/tax/cap.xml", "text/html": f"{URL}advisories/newer/"}
    for entry in feed.entries:
        alert = read_alert(written[entry.links[0].href.removeprefix(URL)])
        assert entry.id == f"{entry.links[0].href}#{alert.identifier}"
        assert datetime.fromisoformat(entry.updated) == alert.sent.to_datetime()


def test_times_are_written_as_the_standard_wants_them() -> None:
    assert cap_time(datetime(2026, 1, 1, 12, 0, 0, 999, tzinfo=UTC)) == "2026-01-01T12:00:00-00:00"
    assert cap_time(datetime(2026, 7, 1, 12, tzinfo=SETTINGS.time_zone)) == "2026-07-01T12:00:00+01:00"


def test_the_schema_can_refuse() -> None:
    content = files(site_with(ADVISORY))["advisories/tax/cap.xml"]
    for old, new in ((b">Alert<", b">Alarm<"), (b"-00:00</sent>", b"Z</sent>"), (b"<event>", b"<occasion>")):
        assert old in content
        broken = content.replace(old, new).replace(b"</event>", b"</occasion>" if b"occasion" in new else b"</event>")
        assert not XSD.is_valid(etree.fromstring(broken))
