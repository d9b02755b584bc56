"""The files of an advisory: where they are published, how the page and the feeds name them, and when nothing is."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from attached_files import pdf_bytes, phone_picture, picture
from forewarn.advisory import Status
from forewarn.attachment import PNG, Attachment
from html_pages import parsed
from projects import VALID, Built, Project, files_of
from published import ADVISORY

TEXT = f"""{VALID}
![A letter with "Revenue & Customs" on it, which asks you to call 101](Letter%20Front.JPEG)

[The whole letter](papers/letter.pdf#page=2) and [the seal](seal.png).
"""


def add_all(project: Project) -> None:
    project.add("advisories/2026/tax.md", TEXT)
    project.add("advisories/2026/Letter Front.JPEG", phone_picture("JPEG", 6))
    project.add("advisories/2026/papers/letter.pdf", pdf_bytes())
    project.add("advisories/2026/seal.png", picture())


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    project = Project(tmp_path_factory.mktemp("attached") / "project")
    add_all(project)
    site = project.build("--strict")
    assert site.exit_status == 0, site.output
    return site


def test_files_lie_below_the_address_of_their_advisory(built: Built) -> None:
    names = {name for name in files_of(built.site) if name.startswith("advisories/")}
    assert names == {f"advisories/tax/{name}" for name in ("index.html", "letter-front.jpg", "letter.pdf", "seal.png")}


def test_the_page_shows_and_links_to_them(built: Built) -> None:
    page = parsed(built.page("advisories/tax"))
    (shown,) = page.xpath("//div[@class='story']//img")
    assert dict(shown.attrib) == {
        "src": "letter-front.jpg",
        "alt": 'A letter with "Revenue & Customs" on it, which asks you to call 101',
        "width": "40",
        "height": "60",
        "loading": "lazy",
        "decoding": "async",
    }
    with Image.open(built.site / "advisories/tax/letter-front.jpg") as published:
        assert published.size == (40, 60)
    assert page.xpath("//div[@class='story']//a/@href") == ["letter.pdf#page=2", "seal.png"]
    assert "Revenue" not in page.xpath("//head/meta[@name='description']/@content")[0]


def test_feeds_name_them_by_their_whole_addresses(built: Built) -> None:
    (item,) = json.loads((built.site / "feed.json").read_text("utf-8"))["items"]
    content = parsed(item["content_html"])
    base = "https://warnings.example/advisories/tax"
    assert content.xpath("//img/@src") == [f"{base}/letter-front.jpg"]
    assert content.xpath("//a/@href") == [f"{base}/letter.pdf#page=2", f"{base}/seal.png"]


def test_the_same_files_give_the_same_bytes(built: Built, project: Project) -> None:
    add_all(project)
    again, attached = project.build(engine="properdocs").site / "advisories/tax", built.site / "advisories/tax"
    for name in ("letter-front.jpg", "letter.pdf", "seal.png"):
        assert (again / name).read_bytes() == (attached / name).read_bytes()


def test_a_letter_in_another_form_of_unicode_is_the_same_letter(project: Project) -> None:
    project.add("advisories/tax.md", f"{VALID}\n![A letter](\u00fcber.png)\n")
    project.add("advisories/u\u0308ber.png", picture())
    built = project.build("--strict")
    assert built.exit_status == 0, built.output
    assert (built.site / "advisories/tax/uber.png").exists()


def test_an_address_of_criminals_cannot_be_tapped_in_a_description(project: Project) -> None:
    text = VALID.replace("---\n\n", "scam:\n  links: [https://pay.example/x]\n---\n\n")
    project.add("advisories/tax.md", f"{text}\n![A text that names https://pay.example/x to pay](a.png)\n")
    project.add("advisories/a.png", picture())
    page = parsed(project.build().page("advisories/tax"))
    assert page.xpath("//img/@alt") == ["A text that names hxxps://pay[.]example/x to pay"]


def test_nothing_is_written_where_a_picture_is_damaged(project: Project) -> None:
    add_all(project)
    before = files_of(project.build().site)
    project.add("advisories/2026/seal.png", picture()[:90])
    refused = project.build()
    assert refused.exit_status == 1
    assert '"seal.png": The picture is damaged' in refused.output
    assert files_of(project.folder / "site") == before


def test_two_advisories_may_show_one_file_and_each_has_its_own(project: Project) -> None:
    other = VALID.replace("Callers", "More callers")
    for name, text in (("one.md", VALID), ("two.md", other)):
        project.add(f"advisories/{name}", f"{text}\n![A letter](letter.png)\n")
    project.add("advisories/letter.png", picture())
    site = project.build().site
    assert (site / "advisories/one/letter.png").read_bytes() == (site / "advisories/two/letter.png").read_bytes()


def test_what_is_withdrawn_can_have_no_files() -> None:
    attached = Attachment("letter.png", "content/advisories/letter.png", Path("letter.png"), PNG, 60, 40)
    with pytest.raises(ValueError, match="takes its files with it"):
        replace(ADVISORY, status=Status.WITHDRAWN, attachments=(attached,))
