"""The table "Paths, names, collisions"."""

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


def test_p2_p3_readme_is_a_text_like_any_other_and_other_endings_are_refused(project: Project) -> None:
    for name in ("a.md", "a/README.md"):
        project.add(f"advisories/{name}")
    built = project.build()
    assert built.exit_status == 0, built.output
    assert {path.name for path in (built.site / "advisories").iterdir()} == {"a", "readme"}
    project.add("advisories/b.markdown")
    refused = project.build(site="refused")
    assert refused.exit_status == 1
    assert "content/advisories/b.markdown:1:1: file: This text would be on no page." in refused.output


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


@pytest.mark.parametrize(
    "name", ["advisories/a/index.html", "sitemap.xml", "404.html", "areas/kent/index.html", "help/INDEX.HTM"]
)
def test_p6_files_that_would_take_the_place_of_a_page_are_refused(project: Project, name: str) -> None:
    project.add("advisories/a.md")
    project.add(name, "taken over")
    built = project.build()
    assert built.exit_status == 1
    assert f"content/{name}:1:1: file: A file of this name would take the place of one" in built.output
    assert not built.site.exists()


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


LINKED = (
    *("advisories/folder", "advisories/2026/file.md", "advisories/picture.png", "areas/file.md", "help", "index.md"),
    *("folder", "letter.pdf", ".git", ".vscode", "Thumbs.db", "advisories/~$letter.docx"),
)


def test_p12_links_to_other_places_are_refused_wherever_they_are(project: Project, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "secret.md").write_text(VALID, "utf-8")
    for name in LINKED:
        path = project.content / name
        path.parent.mkdir(exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(secret / "secret.md" if "." in path.name[1:] else secret)
    built = project.build()
    assert built.exit_status == 1
    assert built.output.count("It is a link to another place.") == len(LINKED)
    assert [name for name in LINKED if f"content/{name}:1:1: file: It is a link" not in built.output] == []
    assert not built.site.exists()


def test_p13_links_that_lead_nowhere_or_in_a_circle_are_refused(project: Project) -> None:
    (project.content / "advisories" / "broken.md").symlink_to("nowhere.md")
    (project.content / "advisories" / "circle.md").symlink_to("circle.md")
    (project.content / "up").symlink_to(project.content)
    (project.content / "nowhere").symlink_to("nowhere-else")
    built = project.build()
    assert built.exit_status == 1
    assert "Traceback" not in built.output
    assert built.output.count("It is a link to another place.") == 4


def test_the_link_by_which_an_editor_locks_an_open_file_is_passed_over(project: Project) -> None:
    (project.content / "advisories" / ".#parcel.md").symlink_to("editor@desk.4711")
    built = project.build()
    assert built.exit_status == 0, built.output
    assert ".#parcel" not in built.output


def test_what_machines_leave_stops_nobody_and_is_not_published(project: Project) -> None:
    project.add("advisories/a.md")
    before = files_of(project.build().site)
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "._a.md", "a.md~", ".a.md.swp", "a.md.bak", "~$a.docx"):
        project.add(name, "litter")
        project.add(f"advisories/{name}", "litter")
    project.add(".git/config", "litter")
    after = project.build("--strict", site="after")
    assert after.exit_status == 0, after.output
    assert files_of(after.site) == before


def public_addresses(site: Path) -> set[str]:
    return {path.name for path in (site / "advisories").iterdir()}


@pytest.fixture
def published(project: Project) -> Project:
    """A project with twenty advisories, all of them public."""
    for number in range(20):
        project.add(
            f"advisories/a{number}.md", VALID.replace("tax", f"tax {number}").replace("08:30", f"08:{number:02}")
        )
    assert project.build().exit_status == 0
    return project


@pytest.mark.parametrize("text", ["", "A new headline"], ids=["renamed", "renamed and retitled"])
def test_p14_an_advisory_may_not_change_its_address_without_leaving_word(published: Project, text: str) -> None:
    before = files_of(published.folder / "site")
    old = published.content / "advisories" / "a3.md"
    words = old.read_text("utf-8").replace("Callers ask for tax 3", text or "Callers ask for tax 3")
    old.unlink()
    published.add("advisories/renamed.md", words)
    built = published.build()
    assert built.exit_status == 1
    assert "site/advisories/renamed/index.html:1:1:" in built.output
    assert '"aliases: [/advisories/a3/]"' in built.output
    assert files_of(built.site) == before
    published.add("advisories/renamed.md", words.replace("area:", "aliases: [/advisories/a3/]\narea:"))
    built = published.build()
    assert built.exit_status == 0, built.output
    assert "../renamed/" in built.page("advisories/a3")


def test_p14_one_of_twenty_may_go_with_a_warning(published: Project) -> None:
    (published.content / "advisories" / "a3.md").unlink()
    built = published.build()
    assert built.exit_status == 0, built.output
    assert "The advisory at /advisories/a3/ was public, and is not there any more." in built.output
    assert "a3" not in public_addresses(built.site)


@pytest.mark.parametrize("fate", ["deleted", "draft", "scheduled"])
def test_p14_more_may_not_go_without_a_reason(published: Project, fate: str) -> None:
    before = files_of(published.folder / "site")
    for name in ("a3.md", "a4.md"):
        path = published.content / "advisories" / name
        if fate == "deleted":
            path.unlink()
        else:
            more = "\n  status: draft\n---\n\n" if fate == "draft" else "\n---\n\n"
            text = path.read_text("utf-8").replace("\n---\n\n", more)
            path.write_text(text if fate == "draft" else text.replace("2026-10-02", "2080-10-02"), "utf-8")
    built = published.build()
    assert built.exit_status == 1
    assert (
        "There are 2 advisories fewer than the 20 that are public. Gone: /advisories/a3/, /advisories/a4/."
        in built.output
    )
    assert files_of(built.site) == before
    built = published.build("--strict", FOREWARN_FEWER="They were samples.")
    assert built.exit_status == 0, built.output
    assert "Gone: /advisories/a3/, /advisories/a4/. The reason that was given: They were samples." in built.output
    assert public_addresses(built.site) == {f"a{number}" for number in range(20)} - {"a3", "a4"}


def test_p14_a_strict_build_loses_none(published: Project) -> None:
    before = files_of(published.folder / "site")
    (published.content / "advisories" / "a3.md").unlink()
    built = published.build("--strict")
    assert built.exit_status == 1
    assert "There was 1 warning, and --strict allows none." in built.output
    assert files_of(built.site) == before


def test_p14_what_is_withdrawn_is_not_gone(published: Project) -> None:
    for number in range(10):
        path = published.content / "advisories" / f"a{number}.md"
        text = path.read_text("utf-8")
        path.write_text(text.replace("\n---\n\n", "\n  status: withdrawn\n  reason: It was wrong.\n---\n\n"), "utf-8")
    built = published.build()
    assert built.exit_status == 0, built.output
    assert len(public_addresses(built.site)) == 20


def test_p14_what_was_shown_before_its_time_may_go_again(published: Project) -> None:
    """Somebody has looked at the site of next year, and builds that of today again."""
    for name in ("a3.md", "a4.md", "a5.md"):
        path = published.content / "advisories" / name
        path.write_text(path.read_text("utf-8").replace("2026-10-02", "2027-10-02"), "utf-8")
    assert published.build(FOREWARN_FEWER="To come.").exit_status == 0
    assert len(public_addresses(published.build(now="2028-01-01T00:00:00+00:00").site)) == 20
    built = published.build()
    assert built.exit_status == 0, built.output
    assert len(public_addresses(built.site)) == 17


def test_p14_without_the_list_of_the_former_files_a_warning_is_due(published: Project) -> None:
    (published.folder / "site" / "sha256sums.txt").unlink()
    built = published.build()
    assert built.exit_status == 0, built.output
    assert 'There is no list of its files ("sha256sums.txt")' in built.output
    assert "There is no list of its files" not in published.build().output
