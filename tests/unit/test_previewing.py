"""A preview's register, and who may ask for one."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from forewarn.advisory import State, Status
from forewarn.checking import shows_hidden
from forewarn.problem import ProblemsFound
from forewarn.register import Register
from published import ADVISORY, HALF_A_YEAR, NOON

DRAFT = replace(ADVISORY, id="draft", status=Status.DRAFT, replaces="tax")
COMING = replace(ADVISORY, id="coming", published=NOON + timedelta(days=32), replaces="tax")
PAST = replace(ADVISORY, id="past", published=NOON - timedelta(days=400))
REGISTER = Register.of([ADVISORY, DRAFT, COMING, PAST])
SITE, TEMPORARY = Path("/srv/site"), Path("/srv/elsewhere")
ASKED = {"FOREWARN_PREVIEW": "1"}


def test_a_preview_has_everything_and_marks_what_is_hidden() -> None:
    shown = REGISTER.for_editors(NOON, HALF_A_YEAR)
    assert {advisory.id: shown.mark_of(advisory) for advisory in shown.advisories} == {
        "tax": "",
        "draft": "Draft",
        "coming": "To be published on 24 December 2026 at 12:00",
        "past": "",
    }
    assert [each.id for each in shown.current()] == ["coming", "draft", "tax"]
    assert [each.id for each in shown.earlier(shown.advisories)] == ["past"]


def test_a_hidden_correction_does_not_replace_what_is_public() -> None:
    shown = REGISTER.for_editors(NOON, HALF_A_YEAR)
    assert shown.state_of(ADVISORY) is State.CURRENT
    assert shown.replacement_of(ADVISORY) is None
    later = REGISTER.for_editors(NOON + timedelta(days=33), HALF_A_YEAR)
    assert later.state_of(ADVISORY) is State.SUPERSEDED


def test_the_public_register_knows_of_nothing_hidden_and_marks_nothing() -> None:
    public = REGISTER.public(NOON, HALF_A_YEAR)
    assert [advisory.id for advisory in public.advisories] == ["tax", "past"]
    assert {public.mark_of(advisory) for advisory in public.advisories} == {""}


@pytest.mark.parametrize("environment", [{}, {"FOREWARN_PREVIEW": ""}, {"FOREWARN_PREVIEW": "0"}])
def test_nothing_hidden_is_shown_unasked(environment: dict[str, str]) -> None:
    for is_served in (True, False):
        assert not shows_hidden(environment, is_served=is_served, written_to=SITE, public=SITE)


def test_a_preview_is_asked_for_and_served_from_a_folder_of_its_own() -> None:
    assert shows_hidden(ASKED, is_served=True, written_to=TEMPORARY, public=SITE)


@pytest.mark.parametrize(
    ("environment", "is_served", "written_to", "said"),
    [
        (ASKED, False, TEMPORARY, "nothing is built for the public"),
        (ASKED | {"FOREWARN_DEPLOY": "1"}, True, TEMPORARY, "FOREWARN_DEPLOY puts a site before the public"),
        (ASKED, True, SITE, "not written into the folder of the public site"),
        (ASKED, True, SITE / "preview", "not written into the folder of the public site"),
    ],
)
def test_what_could_become_public_is_refused(
    environment: dict[str, str], is_served: bool, written_to: Path, said: str
) -> None:
    with pytest.raises(ProblemsFound, match=said):
        shows_hidden(environment, is_served=is_served, written_to=written_to, public=SITE)
