"""The table "Paths, names, collisions": every row that can be shown before there is a publication of our own.

P14, an address that is given up without a redirect, needs to know the former site. Attachments come with their own
gate, so P6 is shown with files that nothing lets through.
"""

import unicodedata
from pathlib import Path

import pytest

from projects import VALID, Project, files_of

HOSTILE = ("..", *"../../../x a/b /etc/passwd %2e%2e con nul aux 404 feed tags search".split())
ODD_NAMES = ("a#b", "a?b", "100%20", "a<b", "a'b", "x" * 79, "ÅÇ é", "Devon & Cornwall")


@pytest.mark.parametrize("inner", ["index.md", "a.md"])
def test_p1_p7_two_files_for_one_address_are_refused(project: Project, inner: str) -> None:
    project.add("advisories/a.md")
    project.add(f"advisories/a/{inner}")
    built = project.build()
    assert built.exit_status == 1
    name = "advisories/a/index.md" if inner == "index.md" else "advisories/a/a.md"
    assert f"content/{name}" in built.output
    assert not built.site.exists()


def test_p2_p3_readme_is_a_text_like_any_other_and_other_endings_are_none(project: Project) -> None:
    for name in ("a.md", "a/README.md", "b.markdown"):
        project.add(f"advisories/{name}")
    built = project.build()
    assert built.exit_status == 0, built.output
    assert {path.name for path in (built.site / "advisories").iterdir()} == {"a", "readme"}
    assert "1 file below this folder is not published" in built.output


def test_p4_names_that_differ_in_capitals_are_refused(project: Project) -> None:
    project.add("advisories/Scam.md")
    project.add("advisories/scam.md")
    built = project.build()
    assert built.exit_status == 1
    assert 'content/advisories/Scam.md has the id "scam" too' in built.output


def test_p5_names_that_look_alike_are_refused(project: Project) -> None:
    for form in ("NFC", "NFD"):
        project.add(f"advisories/{unicodedata.normalize(form, 'café')}/{unicodedata.normalize(form, 'café')}.md")
    built = project.build()
    assert built.exit_status == 1
    assert 'has the id "cafe" too' in built.output


def test_p6_files_that_would_take_the_place_of_a_page_are_not_published(project: Project) -> None:
    plain = project.build().site
    before = files_of(plain)
    for name in ("a/index.html", "sitemap.xml", "404.html", "areas/kent/index.html", "_redirects", "CNAME"):
        project.add(name, "taken over")
    after = project.build(site="after")
    assert after.exit_status == 0, after.output
    assert files_of(after.site) == before


@pytest.mark.parametrize("name", HOSTILE)
def test_p8_p10_ids_and_addresses_stay_in_their_place(project: Project, name: str) -> None:
    project.add("advisories/a.md", VALID.replace("area:", f'id: "{name}"\narea:'))
    built = project.build()
    assert built.exit_status == 1
    assert "cannot be the address of a page" in built.output
    assert not (project.folder.parent / "x").exists()


@pytest.mark.parametrize("field", ["area", "topic", "aliases", "translation_of"])
@pytest.mark.parametrize("name", ["../../x", "..", "../advisories/b/../../../x/"])
def test_p9_names_of_other_things_stay_in_their_place(project: Project, field: str, name: str) -> None:
    project.configure(extra={"forewarn": {"locale": "en_GB"}})
    text = (
        VALID.replace("area: Kent", f"area: {name}")
        if field == "area"
        else VALID.replace("area:", f"{field}: {name}\narea:")
    )
    project.add("advisories/a.md", text)
    outputs = {"site", ".site.forewarn"}
    before = {path for path in project.folder.parent.rglob("*") if not outputs & set(path.parts)}
    built = project.build()
    written = {path for path in project.folder.parent.rglob("*") if not outputs & set(path.parts)} - before
    assert written == set()
    if field != "topic":  # as a topic it is letters like any other: "x"
        assert built.exit_status == 1


@pytest.mark.parametrize("name", ODD_NAMES)
def test_p11_an_address_has_plain_letters_whatever_its_file_is_called(project: Project, name: str) -> None:
    project.add(f"advisories/{name}.md")
    built = project.build()
    assert built.exit_status == 0, built.output
    (page,) = (built.site / "advisories").iterdir()
    assert 0 < len(page.name) <= 80
    assert all(letter in "abcdefghijklmnopqrstuvwxyz0123456789-" for letter in page.name)


def test_p12_links_to_other_places_are_refused(project: Project, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "secret.md").write_text(VALID, "utf-8")
    (project.content / "advisories" / "folder").symlink_to(secret)
    (project.content / "advisories" / "file.md").symlink_to(secret / "secret.md")
    built = project.build()
    assert built.exit_status == 1
    assert built.output.count("It is a link to another place.") == 2


def test_p13_links_that_lead_nowhere_or_in_a_circle_are_refused(project: Project) -> None:
    (project.content / "advisories" / "broken.md").symlink_to("nowhere.md")
    (project.content / "advisories" / "circle.md").symlink_to("circle.md")
    built = project.build()
    assert built.exit_status == 1
    assert "Traceback" not in built.output
    assert built.output.count("It is a link to another place.") == 2
