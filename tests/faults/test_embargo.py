"""What is not public yet leaves no trace: not in the site, not in what a build prints."""

from collections.abc import Iterable
from pathlib import Path

import pikepdf
import pytest

from attached_files import pdf_bytes, phone_picture
from forewarn.addresses import SECURITY
from forewarn.checking.shape import ADVISORY
from forewarn.site.kept_texts import NAME
from projects import VALID, Project, files_of

CANARY = "zanzibar"

# A value for every field that an advisory has, with the canary in it wherever the field takes free words.
FULL = f"""\
---
title: The {CANARY} title
area: Kent
url: https://www.kent.police.uk/{CANARY}-url
id: {CANARY}-id
og:
  title: The {CANARY} share title
  description: The {CANARY} description of what happens.
  type: {CANARY}-type
  locale: cy_GB
  url: https://www.kent.police.uk/{CANARY}-og
  image: {CANARY}-picture.png
  image_alt: The {CANARY} picture.
publish:
  date: DATE
  status: STATUS
  expires: 2090-10-02 08:30
  replaces: {CANARY}-former
  updates:
    - date: 2089-10-02 08:30
      note: The {CANARY} note.
REASON
topic: {CANARY} fraud
severity: urgent
advice: [Do not {CANARY}, Hang up]
scam:
  phones: ["07700 900461"]
  links: [https://{CANARY}-scam.example/pay]
  emails: [{CANARY}@scam.example]
aliases: [/old/{CANARY}/]
translation_of: {CANARY}-original
text_message: The {CANARY} message.
---

The {CANARY} body tells of www.{CANARY}-body.example and of 07700 900461.

## The {CANARY} heading

[The {CANARY} link](https://www.gov.uk/{CANARY}-link)

![The {CANARY} photograph]({CANARY}-photograph.jpg)

[The {CANARY} document](papers/{CANARY}-document.pdf)
"""
# What a site offers to other programs only where it is asked to.
FOR_MACHINES = {
    "cap": {"sender": "warnings.example", "status": "actual"},
    "security": {"contact": "mailto:security@warnings.example", "expires": "2027-06-30"},
}
FORMER = VALID.replace("title: Callers", f"id: {CANARY}-former\ntitle: The {CANARY} former callers")
ORIGINAL = VALID.replace("title: Callers", f"id: {CANARY}-original\ntitle: The {CANARY} original callers")
PHOTOGRAPH, DOCUMENT = phone_picture(), pdf_bytes()
# Attachments are written anew when they are public. Whatever their names, no hidden one may leave a file of its kind.
ATTACHED = (".jpg", ".pdf", ".png", ".webp")


def full(date: str, status: str) -> str:
    reason = f"  reason: The {CANARY} reason." if status == "withdrawn" else ""
    return FULL.replace("DATE", date).replace("STATUS", status).replace("REASON", reason)


def add_all(project: Project, date: str, status: str) -> None:
    project.configure(extra={"forewarn": {"locale": "en_GB", **FOR_MACHINES}})
    project.add(f"advisories/{CANARY}-folder/{CANARY}-file.md", full(date, status))
    project.add(f"advisories/{CANARY}-folder/{CANARY}-picture.png", f"{CANARY} bytes")
    project.add(f"advisories/{CANARY}-folder/{CANARY}-forgotten.pdf", f"{CANARY} bytes")
    project.add(f"advisories/{CANARY}-folder/{CANARY}-photograph.jpg", PHOTOGRAPH)
    project.add(f"advisories/{CANARY}-folder/papers/{CANARY}-document.pdf", DOCUMENT)
    for name, text in (("former", FORMER), ("original", ORIGINAL)):
        hidden = text.replace("date: 2026-10-02 08:30", f"date: {date}\n  status: {status}")
        reason = f"\n  reason: The {CANARY} reason." if status == "withdrawn" else ""
        project.add(f"advisories/{CANARY}-{name}.md", hidden.replace(f"status: {status}", f"status: {status}{reason}"))
    project.add("advisories/public.md")


def attached_in(files: Iterable[str]) -> list[str]:
    """Name the files of a site that came with a text."""
    return [name for name in files if name.endswith(ATTACHED) and not name.startswith(("cards/", "posters/"))]


def cards_in(files: Iterable[str]) -> list[str]:
    """Name the share cards and posters of a site, but for the cards of the areas, which are always public."""
    return [name for name in files if name.startswith(("cards/", "posters/")) and not name.startswith("cards/areas/")]


def test_nothing_hidden_is_drawn_and_kept(project: Project, tmp_path: Path) -> None:
    """What is kept of drawings is as many as are public; a day later the hidden advisory's own comes to them.

    Of texts nothing is kept that has a word of the hidden one.
    """
    add_all(project, "2026-11-23 12:00", "live")
    counts = []
    for number, now in enumerate(("2026-11-22T12:00:00+00:00", "2026-11-24T12:00:00+00:00")):
        kept = tmp_path / f"kept-{number}"
        built = project.build(site=f"site-{number}", now=now, FOREWARN_CACHE=str(kept))
        assert built.exit_status == 0, built.output
        drawn = [name for name in files_of(built.site) if name.startswith(("cards/", "posters/"))]
        (texts,) = kept.rglob(NAME)
        assert (CANARY.encode() in texts.read_bytes().lower()) == bool(number)
        assert len([path for path in (kept / "forewarn").iterdir() if path.is_file()]) == len(drawn) + 1
        shards = files_of(kept / "forewarn/search").values()
        assert any(CANARY.encode() in content for content in shards) == bool(number)
        counts.append(len([name for name in drawn if CANARY in name]))
    assert counts[0] == 0
    assert counts[1] >= 3


def test_the_full_advisory_has_every_field() -> None:
    assert [name for name in ADVISORY if f"\n{name}:" not in FULL] == []


@pytest.mark.parametrize(
    ("date", "status"),
    [
        ("2026-10-02 08:30", "draft"),
        ("2080-10-02 08:30", "draft"),
        ("2080-10-02 08:30", "live"),
        ("2080-10-02 08:30", "withdrawn"),
        ("2026-11-22 12:00:01", "live"),
    ],
)
def test_no_trace_of_what_is_hidden(project: Project, date: str, status: str) -> None:
    add_all(project, date, status)
    built = project.build("--verbose")
    assert built.exit_status == 0, built.output
    assert "Advisories: 1 public, 3 not yet." in built.output
    files = files_of(built.site)
    assert "advisories/public/index.html" in files
    assert {"data/advisories.json", "advisories/public/cap.xml", "cap.atom", "rss.xml", SECURITY} <= files.keys()
    assert [name for name in files if CANARY in name.lower()] == []
    assert [name for name, content in files.items() if CANARY.encode() in content.lower()] == []
    assert [name for name, content in files.items() if b"07700 900461" in content] == []
    assert attached_in(files) == []
    assert cards_in(files) == ["cards/public.png", "cards/site/home.png", "posters/public.pdf"]
    own = {name: content for name, content in files.items() if name not in cards_in(files)}
    assert [name for name, content in own.items() if content.startswith((b"\xff\xd8\xff", b"%PDF"))] == []
    own_lines = [line for line in built.output.lower().split("\n") if CANARY in line]
    assert own_lines == []


def test_no_word_of_an_update_that_is_still_to_come(project: Project) -> None:
    note = f"Tell Action Fraud of the {CANARY}, Â£."
    update = f"  updates: [{{date: 2080-01-02, note: '{note}'}}]\n---\n\n"
    project.add("advisories/public.md", VALID.replace("---\n\n", update, 1))
    built = project.build("--verbose")
    assert built.exit_status == 0, built.output
    assert CANARY not in built.output
    assert "warning:" not in built.output
    assert [name for name, content in files_of(built.site).items() if CANARY.encode() in content] == []


def test_the_same_advisory_shows_when_it_is_public(project: Project) -> None:
    add_all(project, "2026-10-02 08:30", "live")
    built = project.build()
    assert built.exit_status == 0, built.output
    page = built.page(f"advisories/{CANARY}-id")
    places = ("title", "share title", "description of", "body", "heading", "link")
    assert [place for place in places if f"The {CANARY} {place}" not in page] == []
    found = [name for name, content in files_of(built.site).items() if CANARY.encode() in content]
    assert f"advisories/{CANARY}-id/index.html" in found
    assert {"areas/kent/index.html", "areas/kent/feed.xml", "feed.json", "sitemap.xml", "index.html"} <= set(found)
    assert {"rss.xml", "data/advisories.json", "data/years/2026.json", "data/areas/kent.json", "cap.atom"} <= set(found)


def test_a_public_picture_tells_nothing_but_itself(project: Project) -> None:
    """The canary is the photographer, the telephone, the place and the author, in every corner of both files."""
    assert CANARY.encode() in PHOTOGRAPH
    assert CANARY.encode() in DOCUMENT
    project.add("advisories/tax.md", f"{VALID}\n![A letter](letter.jpg)\n\n[All of it](letter.pdf)\n")
    project.add("advisories/letter.jpg", PHOTOGRAPH)
    project.add("advisories/letter.pdf", DOCUMENT)
    built = project.build("--verbose")
    assert built.exit_status == 0, built.output
    files = dict(files_of(built.site))
    assert attached_in(files) == ["advisories/tax/letter.jpg", "advisories/tax/letter.pdf"]
    with pikepdf.open(built.site / "advisories/tax/letter.pdf") as document:
        files |= {"the document, opened": pdf_bytes(document)}
    assert [name for name, content in files.items() if CANARY.encode() in content.lower()] == []


def test_the_pictures_of_an_advisory_go_when_it_is_withdrawn(project: Project) -> None:
    text = f"{VALID}\n![A letter](letter.jpg)\n\n[All of it](letter.pdf)\n"
    for name, content in (("tax.md", text), ("letter.jpg", PHOTOGRAPH), ("letter.pdf", DOCUMENT)):
        project.add(f"advisories/{name}", content)
    shown = files_of(project.build().site)
    assert sum(name.startswith("advisories/tax/letter") for name in shown) == 2
    withdrawn = (
        "08:30\n  status: withdrawn\n  reason: The letter was real.\n  updates: [{date: 2026-10-03, note: Gone.}]"
    )
    project.add("advisories/tax.md", text.replace("08:30", withdrawn))
    for are_there in (True, False):
        if not are_there:
            (project.content / "advisories/letter.jpg").unlink()
            (project.content / "advisories/letter.pdf").unlink()
        built = project.build("--strict", site=f"withdrawn-{are_there}")
        assert built.exit_status == 0, built.output
        assert [name for name, content in files_of(built.site).items() if b"letter." in content.lower()] == []
        assert attached_in(files_of(built.site)) == []


@pytest.mark.parametrize(("status", "exit_status"), [("draft", 0), ("live", 1)])
def test_a_broken_picture_of_a_draft_holds_up_nobody(project: Project, status: str, exit_status: int) -> None:
    project.add("advisories/public.md")
    text = VALID.replace("08:30", f"08:30\n  status: {status}").replace("Callers", "More callers")
    project.add("advisories/other.md", f"{text}\n![A letter](letter.jpg)\n")
    project.add("advisories/letter.jpg", PHOTOGRAPH[:300])
    built = project.build()
    assert built.exit_status == exit_status, built.output
    assert 'content/advisories/other.md:11:13: body: "letter.jpg": The picture is damaged' in built.output
    assert built.site.exists() == (exit_status == 0)
