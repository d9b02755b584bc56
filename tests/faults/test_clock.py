"""States are right one second before, at and after each boundary, and over both changes of the clocks."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from forewarn.advisory import State
from forewarn.site import load_site
from golden_cases import SETTINGS
from projects import Project

SECOND = timedelta(seconds=1)

# A local time as an editor writes it, and the moment that it is.
LOCAL = {
    "in winter": ("2026-01-15 09:00", "2026-01-15T09:00:00Z"),
    "in summer": ("2026-07-15 09:00", "2026-07-15T08:00:00Z"),
    "just before the clocks go forward": ("2026-03-29 00:59:59", "2026-03-29T00:59:59Z"),
    "just after the clocks went forward": ("2026-03-29 02:00", "2026-03-29T01:00:00Z"),
    "before the hour that comes twice": ("2026-10-25 00:59:59", "2026-10-24T23:59:59Z"),
    "in the hour that comes twice": ("2026-10-25 01:30", "2026-10-25T01:30:00Z"),
    "after the hour that came twice": ("2026-10-25 02:00", "2026-10-25T02:00:00Z"),
    "with an offset, in the hour that comes twice": ("2026-10-25T01:30:00+01:00", "2026-10-25T00:30:00Z"),
}
EACH = pytest.mark.parametrize(("written", "moment"), LOCAL.values(), ids=LOCAL)


def state_at(content: Path, id_: str, now: datetime) -> State | None:
    """Give the state that the site tells of an advisory; None where it tells nothing."""
    register = load_site(content, SETTINGS, now).site.register
    return next((register.state_of(advisory) for advisory in register.advisories if advisory.id == id_), None)


def around(content: Path, id_: str, moment: str) -> list[State | None]:
    """Give the states one second before, at and one second after a moment."""
    when = datetime.fromisoformat(moment)
    return [state_at(content, id_, now) for now in (when - SECOND, when, when + SECOND)]


def add(project: Project, name: str, date: str, more: str = "") -> None:
    text = f"---\ntitle: {name}\narea: Kent\npublish:\n  date: {date}\n{more}---\n\nA caller says that you owe tax.\n"
    project.add(f"advisories/{name}.md", text)


@EACH
def test_publication(project: Project, written: str, moment: str) -> None:
    add(project, "a", written)
    assert around(project.content, "a", moment) == [None, State.CURRENT, State.CURRENT]


@EACH
def test_expiry(project: Project, written: str, moment: str) -> None:
    add(project, "a", "2026-01-02 09:00", f"  expires: {written}\n")
    assert around(project.content, "a", moment) == [State.CURRENT, State.PAST, State.PAST]


@EACH
def test_an_update_is_seen(project: Project, written: str, moment: str) -> None:
    add(project, "a", "2026-01-02 09:00", f"  updates: [{{date: '{written}', note: A second town.}}]\n")
    when = datetime.fromisoformat(moment)
    seen = [
        len(load_site(project.content, SETTINGS, now).site.register.advisories[0].updates)
        for now in (when - SECOND, when, when + SECOND)
    ]
    assert seen == [0, 1, 1]


@EACH
def test_a_correction_supersedes(project: Project, written: str, moment: str) -> None:
    add(project, "a", "2026-01-02 09:00", "  expires: 2027-01-02\n")
    add(project, "b", written, "  replaces: a\n")
    assert around(project.content, "a", moment) == [State.CURRENT, State.SUPERSEDED, State.SUPERSEDED]
    assert around(project.content, "b", moment) == [None, State.CURRENT, State.CURRENT]


def test_age_is_counted_by_the_clock_on_the_wall(project: Project) -> None:
    add(project, "a", "2026-01-02 09:00")
    assert SETTINGS.current_for == timedelta(days=180)
    assert around(project.content, "a", "2026-07-01T08:00:00Z") == [State.CURRENT, State.PAST, State.PAST]


def test_an_update_makes_it_current_again(project: Project) -> None:
    add(project, "a", "2026-01-02 09:00", "  updates: [{date: 2026-08-01 09:00, note: They are back.}]\n")
    assert around(project.content, "a", "2026-08-01T08:00:00Z") == [State.PAST, State.CURRENT, State.CURRENT]


def test_withdrawn_holds_at_any_moment_after_publication(project: Project) -> None:
    add(project, "a", "2026-03-29 02:00", "  status: withdrawn\n  reason: It was wrong.\n")
    assert around(project.content, "a", "2026-03-29T01:00:00Z") == [None, State.WITHDRAWN, State.WITHDRAWN]
    assert state_at(project.content, "a", datetime(2036, 1, 1, tzinfo=UTC)) is State.WITHDRAWN


@pytest.mark.parametrize(
    ("now", "open_ones"), [("2025-12-03T23:59:59Z", "Action Fraud"), ("2025-12-04T00:00:00Z", "Report Fraud")]
)
def test_a_channel_opens_and_closes(project: Project, now: str, open_ones: str) -> None:
    add(project, "a", "2025-01-02 09:00")
    site = load_site(project.content, SETTINGS, datetime.fromisoformat(now)).site
    names = {contact.name for contact in site.contacts_for(site.areas)}
    assert names & {"Action Fraud", "Report Fraud"} == {open_ones}
