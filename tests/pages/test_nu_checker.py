"""Every page and style sheet before the Nu HTML Checker: no error, no warning, no note."""

import os
import re
import shutil
from pathlib import Path

import pytest

from components.pages import INDEX, Published
from nu_checker import check, lacking
from projects import ROOT, Built, build_in


@pytest.fixture(autouse=True)
def checker() -> None:
    """Skip where there is no checker; on a machine for continuous integration that is a fault."""
    if reason := lacking():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


def test_the_sample_site_and_that_of_the_town_council_are_valid(sample_site: Built, tmp_path: Path) -> None:
    council = build_in(ROOT / "tests/fixtures/town-council", tmp_path / "site")
    assert check(sample_site.site, council.site) == []


def test_every_component_is_valid_in_every_state(components: tuple[Published, ...]) -> None:
    assert check(*(own.folder / part for own in components for part in (INDEX, "assets"))) == []


def test_what_is_wrong_is_found(sample_site: Built, tmp_path: Path) -> None:
    shutil.copytree(sample_site.site / "assets", tmp_path / "assets")
    (sheet,) = (tmp_path / "assets/stylesheets").iterdir()
    sheet.write_text(sheet.read_text("utf-8") + "p { colour: red; }", "utf-8")
    page = re.sub("</h1>", "</h1><p id='x'><div id='x'></p><section>No heading</section>", sample_site.page(""))
    (tmp_path / "index.html").write_text(page, "utf-8")
    told = "\n".join(check(tmp_path))
    assert "error: No “p” element in scope" in told
    assert "error: Duplicate ID “x”" in told
    assert "warning: Section lacks heading" in told
    assert re.search(r"\.css:\d+: error: .*colour", told)
