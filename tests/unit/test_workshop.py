"""Many texts surveyed at once: by this process and others, in the order of their files, whatever becomes of these."""

from collections.abc import Sequence
from pathlib import Path

import pytest

import surveying_in_tests
from forewarn.site.survey import survey
from forewarn.surveying import workshop
from forewarn.surveying.content import AdvisoryFile
from forewarn.surveying.surveyor import SurveyedText
from golden_cases import SETTINGS
from unit.test_kept_texts import NOON, assert_same, small, text

CONTENT = Path("/content")


@pytest.mark.parametrize("name", ["a-first", "m-middle", "z-last"])
def test_texts_are_surveyed_here_where_another_process_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    place = small(tmp_path)
    for letter in "bcdefghijklnopqrstuvwxy":
        place.write(f"{letter}.md", text(f"Calls of kind {letter}", f"They ask for {letter}. Hang up."))
    place.write(f"{name}-deadly.md", text("Letters", "Nobody writes such letters."))
    monkeypatch.setattr(workshop, "FEW", 2)
    monkeypatch.setattr(workshop, "AT_ONCE", 2)
    monkeypatch.setattr(workshop, "AT_FIRST", 2)
    monkeypatch.setattr(workshop, "_chunk", surveying_in_tests.deadly)
    found = survey(place.content, SETTINGS, NOON, workers=2)
    assert len(found.texts) == 24
    assert_same(found, survey(place.content, SETTINGS, NOON))


def chunks(count: int) -> list[Sequence[AdvisoryFile]]:
    return [[AdvisoryFile(CONTENT, f"/{number}{half}", f"{number}{half}") for half in "ab"] for number in range(count)]


def test_the_last_files_are_surveyed_here_until_another_process_has_done_its_first() -> None:
    left, surveyed = chunks(6), list[str]()

    def survey_one(file: AdvisoryFile) -> SurveyedText:
        surveyed.append(file.file)
        return SurveyedText(file.file, ())

    own = workshop._meanwhile(left, lambda: len(surveyed) >= 3, survey_one)
    assert surveyed == ["5a", "5b", "4a", "4b"]
    assert [each.file for each in own] == ["4a", "4b", "5a", "5b"]
    assert left == chunks(4)


def test_all_that_others_have_not_begun_may_be_surveyed_here() -> None:
    left = chunks(2)
    own = workshop._meanwhile(left, lambda: False, lambda file: SurveyedText(file.file, ()))
    assert [each.file for each in own] == ["0a", "0b", "1a", "1b"]
    assert left == []
