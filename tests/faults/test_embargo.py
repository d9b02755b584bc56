"""What is not public yet leaves no trace: not in the site, not in what a build prints."""

import pytest

from forewarn.checking.shape import ADVISORY
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
"""
FORMER = VALID.replace("title: Callers", f"id: {CANARY}-former\ntitle: The {CANARY} former callers")
ORIGINAL = VALID.replace("title: Callers", f"id: {CANARY}-original\ntitle: The {CANARY} original callers")


def full(date: str, status: str) -> str:
    reason = f"  reason: The {CANARY} reason." if status == "withdrawn" else ""
    return FULL.replace("DATE", date).replace("STATUS", status).replace("REASON", reason)


def add_all(project: Project, date: str, status: str) -> None:
    project.configure(extra={"forewarn": {"locale": "en_GB"}})
    project.add(f"advisories/{CANARY}-folder/{CANARY}-file.md", full(date, status))
    project.add(f"advisories/{CANARY}-folder/{CANARY}-picture.png", f"{CANARY} bytes")
    project.add(f"advisories/{CANARY}-folder/{CANARY}-attachment.pdf", f"{CANARY} bytes")
    for name, text in (("former", FORMER), ("original", ORIGINAL)):
        hidden = text.replace("date: 2026-10-02 08:30", f"date: {date}\n  status: {status}")
        reason = f"\n  reason: The {CANARY} reason." if status == "withdrawn" else ""
        project.add(f"advisories/{CANARY}-{name}.md", hidden.replace(f"status: {status}", f"status: {status}{reason}"))
    project.add("advisories/public.md")


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
    assert [name for name in files if CANARY in name.lower()] == []
    assert [name for name, content in files.items() if CANARY.encode() in content.lower()] == []
    assert [name for name, content in files.items() if b"07700 900461" in content] == []
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
    assert {"areas/kent/index.html", "areas/kent/feed.xml", "feed.json", "sitemap.xml", "index.html"} <= set(found)
