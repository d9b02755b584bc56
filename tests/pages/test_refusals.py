"""A build that cannot be right stops before it touches the former site, and says why in one list."""

import os
import re

import pytest

from projects import VALID, Project, files_of


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"site_url": None}, "mkdocs.yml:2:11: site_url: The site has no address of its own."),
        ({"site_url": "ftp://x.example/"}, 'mkdocs.yml:2:11: site_url: "ftp://x.example/" is not an address'),
        ({"use_directory_urls": False}, ":21: use_directory_urls: Addresses are for ever"),
        ({"extra": {"forewarn": {"organization": "X"}}}, ":5: extra.forewarn.organization: There is no"),
        ({"extra": {"forewarn": {"organization": "X"}}}, '"organization". Did you mean "organisation"?'),
        ({"extra": {"forewarn": {"time_zone": "London"}}}, 'forewarn.time_zone: "London" is no time zone.'),
        ({"extra": {"forewarn": {"locale": "english"}}}, 'forewarn.locale: "english" is no language and country.'),
        ({"extra": {"forewarn": {"locale": 5}}}, "forewarn.locale: It must be one text."),
        ({"extra": {"forewarn": ["x"]}}, "extra.forewarn: It must be a list of settings."),
        ({"extra": {"forewarn": {"trusted_hosts": "x.example"}}}, "trusted_hosts: It must be a list."),
        ({"extra": {"forewarn": {"colours": {"main": "#aaaaaa"}}}}, ":13: extra.forewarn.colours.main: "),
    ],
)
def test_wrong_settings(project: Project, settings: dict[str, object], sentence: str) -> None:
    project.configure(**settings)
    built = project.build()
    assert built.exit_status != 0
    assert sentence in built.output
    assert "Traceback" not in built.output


def test_the_former_site_stays_and_every_problem_is_told(project: Project) -> None:
    project.add("advisories/good.md")
    former = project.build()
    assert former.exit_status == 0
    before = files_of(former.site)
    project.add("advisories/a.md", VALID.replace("Kent", "Knet"))
    project.add("advisories/b.md", "no metadata")
    project.add("advisories/c.md", b"\xff\xfe")
    project.add("areas/nowhere.md", "---\nname: Nowhere\nnation: Utopia\n---\n")
    project.add("index.md", "---\ntitle: Home\n---\n")
    built = project.build()
    assert built.exit_status != 0
    assert "Traceback" not in built.output
    assert "Nothing was published" in built.output
    for place in (
        "content/advisories/a.md:3:7: area:",
        "content/advisories/b.md:1:1: metadata:",
        "content/advisories/c.md:1:1: encoding:",
        "content/areas/nowhere.md:3:9: nation:",
        "content/areas/nowhere.md:2:1: force.name:",
        "content/index.md:2:1: description:",
    ):
        assert place in built.output, built.output
    assert files_of(former.site) == before


def test_two_advisories_with_one_address(project: Project) -> None:
    project.add("advisories/2025/tax.md")
    project.add("advisories/2026/Tax.txt")
    output = project.build().output
    assert 'content/advisories/2026/Tax.txt:2:1: id: content/advisories/2025/tax.md has the id "tax" too' in output


def test_two_areas_with_one_name(project: Project) -> None:
    area = (
        "---\nname: Garden\naliases: [kent]\nnation: England\nforce:\n  name: X\n  website: https://x.example/\n---\n"
    )
    project.add("areas/garden.md", area)
    assert 'name: "Kent" is what content/areas/garden.md is called too.' in project.build().output


def test_a_link_to_another_place_is_not_followed(project: Project) -> None:
    outside = project.folder / "outside.md"
    outside.write_text(VALID.replace("tax", "secret"), "utf-8")
    (project.content / "advisories/link.md").symlink_to(outside)
    (project.content / "advisories/loop").symlink_to(project.content / "advisories")
    (project.content / "advisories/gone.md").symlink_to(project.folder / "nothing")
    built = project.build()
    assert built.exit_status != 0
    for name in ("link.md", "loop", "gone.md"):
        assert f"content/advisories/{name}:1:1: file: It is a link to another place." in built.output
    assert "Traceback" not in built.output


@pytest.mark.parametrize("name", ["advisories", "areas", "index.md"])
def test_a_part_of_the_content_that_is_a_link_elsewhere(project: Project, name: str) -> None:
    outside = project.folder / "outside"
    (project.content / name).rename(outside)
    (project.content / name).symlink_to(outside)
    built = project.build()
    assert built.exit_status != 0
    assert f"content/{name}:1:1: file: It is a link to another place." in built.output


def test_what_is_no_file_or_too_large_is_not_opened(project: Project) -> None:
    os.mkfifo(project.content / "advisories/pipe.md")
    project.add("advisories/large.md", VALID + "a" * 300_000)
    built = project.build()
    assert "content/advisories/pipe.md:1:1: file: It is no file." in built.output
    assert "content/advisories/large.md:1:1: file: It has 293 KiB; more than 64 KiB is not read." in built.output


def test_a_file_name_cannot_forge_a_line_of_the_log(project: Project) -> None:
    project.add("advisories/x\nINFO all is well.md", "no metadata")
    output = project.build().output
    assert "content/advisories/x?INFO all is well.md:1:1: metadata:" in output
    assert not any(line.startswith("INFO all") for line in output.splitlines())


def test_a_missing_home_page(project: Project) -> None:
    (project.content / "index.md").unlink()
    built = project.build()
    assert built.exit_status != 0
    assert "content/index.md:1:1: file: It cannot be read: No such file or directory." in built.output


def test_a_moment_that_is_none(project: Project) -> None:
    built = project.build(now="tomorrow")
    assert built.exit_status != 0
    assert 'FOREWARN_NOW:1:1: environment: "tomorrow" is not a date' in built.output


def test_partial_builds(project: Project) -> None:
    """A page whose file is gone would stay public."""
    built = project.build("--dirty")
    assert built.exit_status != 0
    assert "--dirty leaves deleted pages public" in built.output
    assert not built.site.exists()


@pytest.mark.parametrize("epoch", ["yesterday", "1.5", "253402300800", "99999999999999999"])
def test_an_epoch_that_is_none(project: Project, epoch: str) -> None:
    """MkDocs would fail on it after it has emptied the output folder."""
    former = project.build()
    before = files_of(former.site)
    built = project.build(SOURCE_DATE_EPOCH=epoch)
    assert built.exit_status != 0
    assert "Traceback" not in built.output
    assert f'SOURCE_DATE_EPOCH:1:1: environment: "{epoch}" is no count of seconds' in built.output
    assert files_of(former.site) == before


@pytest.mark.parametrize("page", ["index.md", "areas/kent.md"])
def test_no_page_may_link_to_what_is_hidden(project: Project, page: str) -> None:
    project.add("advisories/secret-sting.md", VALID.replace("publish:\n", "publish:\n  status: draft\n"))
    path = project.content / page
    path.write_text(
        path.read_text("utf-8")
        + "\n[soon](/advisories/secret-sting.md)\n".replace("(/", f"({'../' * page.count('/')}"),
        "utf-8",
    )
    built = project.build()
    assert built.exit_status != 0
    assert f"content/{page}:" in built.output
    assert "The link leads to content/advisories/secret-sting.md, which is not public yet." in built.output


def test_a_broken_area_is_not_the_fault_of_its_advisories(project: Project) -> None:
    project.add("advisories/tax.md")
    path = project.content / "areas/kent.md"
    path.write_text(path.read_text("utf-8").replace("England", "Englnd"), "utf-8")
    output = project.build().output
    assert re.search(r'content/areas/kent.md:\d+:9: nation: "Englnd" is no nation', output)
    assert "1 error. Nothing was published." in output


@pytest.mark.parametrize("folder", ["advisories", "areas"])
def test_a_missing_folder(project: Project, folder: str) -> None:
    """A folder that somebody renamed would unpublish everything in it."""
    (project.content / folder).rename(project.content / "renamed")
    built = project.build()
    assert built.exit_status != 0
    assert f"content/{folder}:1:1: file: It cannot be read: No such file or directory." in built.output


def test_settings_that_inherit_python_tags(project: Project) -> None:
    (project.folder / "base.yml").write_text("extra:\n  x: !!python/name:os.getcwd\n", "utf-8")
    settings = project.folder / "mkdocs.yml"
    settings.write_text("INHERIT: base.yml\n" + settings.read_text("utf-8"), "utf-8")
    built = project.build()
    assert built.exit_status != 0
    assert 'base.yml:2:6: configuration: The tag "!!python/name:os.getcwd" runs code.' in built.output


def test_a_site_name_with_a_character_that_cannot_be_seen(project: Project) -> None:
    project.configure(site_name="Scam\u0007 Warnings")
    built = project.build()
    assert built.exit_status != 0
    assert "mkdocs.yml:1:12: site_name: There is an invisible character here: U+0007" in built.output


CONTACT = """\
contacts:
  - id: x
    name: X
    for: Y.
    phone: 0300 123 2040
    nations: [England]
    source: https://x.example/
"""


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("0300 123 2040", "03oo", '5:12: phone: "03oo" is no telephone number.'),
        ("phone: 0300 123 2040", "for_: z", '5:5: contacts.for_: There is no field "for_". Did you mean "for"?'),
        ("England", "Englnd", '6:14: nations: "Englnd" is no nation of the United Kingdom. Did you mean "England"?'),
        ("    source", "    valid_to: soon\n    source", '7:15: valid_to: "soon" is not a date'),
        ("    source", "    replaced_by: y\n    source", '7:18: replaced_by: There is no contact "y".'),
        ("name: X", 'name: ""', "3:11: name: The contact has no name."),
        ("contacts:", "channels:", '1:1: channels: There is no field "channels".'),
        ("name: X", "name: X: Y", "3:11: metadata: The text has a colon"),
    ],
)
def test_wrong_contacts(project: Project, old: str, new: str, sentence: str) -> None:
    assert project.add("contacts.yml", CONTACT).exists()
    assert project.build().exit_status == 0
    project.add("contacts.yml", CONTACT.replace(old, new))
    built = project.build()
    assert built.exit_status != 0
    assert f"content/contacts.yml:{sentence}" in built.output


def test_a_missing_register_of_contacts(project: Project) -> None:
    (project.content / "contacts.yml").unlink()
    assert "content/contacts.yml:1:1: file: It cannot be read" in project.build().output
