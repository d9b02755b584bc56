"""The command that writes component pages: it writes what there is to see, and nothing of it into a site."""

from pathlib import Path

import pytest

from component_pages import write_components
from components.examples import empty_edition
from components.pages import INDEX, TEMPLATES
from html_pages import broken_links, pages_of, texts
from projects import ROOT, Built


def test_the_pages_can_be_opened_from_the_first_one(tmp_path: Path) -> None:
    write_components(tmp_path / "seen", (empty_edition(),))
    pages = pages_of(tmp_path / "seen")
    assert texts(pages["index.html"], "//main//li/a") == ["Empty"]
    assert list(broken_links(tmp_path / "seen", "index.html", pages["index.html"])) == []
    assert texts(pages[f"empty/{INDEX}index.html"], "//h1") == ["Components"]
    assert texts(pages[f"empty/{INDEX}areas/index.html"], "//section/div") == ["There are no areas yet."]


def test_former_pages_are_replaced(tmp_path: Path) -> None:
    write_components(tmp_path, (empty_edition(),))
    (tmp_path / "empty" / "former.html").touch()
    write_components(tmp_path, (empty_edition(),))
    assert not (tmp_path / "empty" / "former.html").exists()


@pytest.mark.parametrize("folder", [ROOT / "site", ROOT / "site" / "components", ROOT, ROOT / "tests" / ".." / "site"])
def test_a_folder_of_the_site_is_refused(folder: Path) -> None:
    with pytest.raises(ValueError, match="has to do with a site"):
        write_components(folder, ())


def test_a_folder_within_any_published_site_is_refused(tmp_path: Path) -> None:
    (tmp_path / "sha256sums.txt").touch()
    for folder in (tmp_path, tmp_path / "areas" / "components"):
        with pytest.raises(ValueError, match="has to do with a site"):
            write_components(folder, ())


def test_a_folder_with_other_things_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("Mine.")
    with pytest.raises(ValueError, match="holds something else"):
        write_components(tmp_path, ())
    assert (tmp_path / "letter.txt").read_text() == "Mine."


def test_a_published_site_has_no_component_pages(sample_site: Built) -> None:
    files = [path for path in sample_site.site.rglob("*") if path.is_file()]
    assert len(files) > 100
    assert not (sample_site.site / INDEX).exists()
    assert [path for path in files if path.suffix == ".html" and "component--" in path.read_text("utf-8")] == []


def test_their_templates_are_no_part_of_what_is_published() -> None:
    own = {path.name for path in TEMPLATES.iterdir()}
    assert own
    assert not own & {path.name for path in (ROOT / "overrides").rglob("*.html")}
    assert (ROOT / "overrides") not in TEMPLATES.parents
