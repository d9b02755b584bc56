"""The table "Time, embargo, lifecycle". What leaves a trace is for test_embargo.py, the second for test_clock.py.

E3 and E4, attachments, are there as well. E5 asks nothing. E13 is for those who keep the texts: SECURITY.md tells them.
"""

import json
from collections.abc import Mapping
from pathlib import Path

import feedparser
import pytest

from forewarn.publication.manifest import ADDRESS as SUMS
from html_pages import head_property, parsed, texts
from projects import VALID, Built, Project, files_of

CANARY = "zanzibar"
HIDDEN = VALID.replace("title: Callers", f"title: {CANARY} callers").replace("A caller", f"A {CANARY} caller")


def found(site: Path, word: str) -> list[str]:
    """Name the files of a site that hold a word, in their names or their bytes."""
    files = files_of(site)
    return [name for name, content in files.items() if word.encode() in content.lower() or word in name.lower()]


def built(project: Project) -> Built:
    ended = project.build()
    assert ended.exit_status == 0, ended.output
    return ended


@pytest.mark.parametrize(
    "publish", ["date: 2099-01-01", "date: 2026-10-02\n  status: draft", "date: 2026-11-22 12:00:01"]
)
def test_e1_e2_e7_e9_what_is_not_public_yet_is_nowhere(project: Project, publish: str) -> None:
    project.add("advisories/public.md")
    project.add(f"advisories/{CANARY}.md", HIDDEN.replace("date: 2026-10-02 08:30", publish))
    ended = built(project)
    assert found(ended.site, CANARY) == []
    assert CANARY not in ended.output
    project.add(f"advisories/{CANARY}.md", HIDDEN)
    assert {"sitemap.xml", "feed.xml", "feed.json", f"advisories/{CANARY}/index.html"} <= set(
        found(built(project).site, CANARY)
    )


def test_e6_a_link_to_what_is_hidden_would_tell_its_title(project: Project) -> None:
    project.add(f"advisories/{CANARY}.md", HIDDEN.replace("2026-10-02", "2099-10-02"))
    project.add("advisories/public.md", f"{VALID}\nRead [more]({CANARY}.md).\n")
    ended = project.build()
    assert ended.exit_status == 1
    assert "content/advisories/public.md:10:" in ended.output
    assert not ended.site.exists()


def test_e8_an_advisory_without_a_date(project: Project) -> None:
    project.add("advisories/undated.md", VALID.replace("publish:\n  date: 2026-10-02 08:30\n", ""))
    ended = project.build()
    assert ended.exit_status == 1
    assert "content/advisories/undated.md:2:1: publish.date:" in ended.output


def test_e10_an_hour_that_comes_twice(project: Project) -> None:
    """The later of the two, so that nothing is early; the warning names both."""
    project.add("advisories/autumn.md", VALID.replace("2026-10-02 08:30", "2025-10-26 01:30"))
    ended = built(project)
    assert "+01:00" in ended.output
    assert "+00:00" in ended.output
    page = parsed(ended.page("advisories/autumn"))
    assert head_property(page, "article:published_time") == ["2025-10-26T01:30:00+00:00"]


def test_e11_an_hour_that_does_not_exist(project: Project) -> None:
    project.add("advisories/spring.md", VALID.replace("2026-10-02 08:30", "2025-03-30 01:30"))
    ended = project.build()
    assert ended.exit_status == 1
    assert "content/advisories/spring.md:5:9: publish.date:" in ended.output


def test_e12_a_page_says_until_when_it_is_thought_current(project: Project) -> None:
    """Nobody builds the site again, and still nobody is misled."""
    project.add("advisories/tax.md", VALID.replace("08:30\n", "08:30\n  expires: 2026-12-24 18:00\n"))
    page = parsed(built(project).page("advisories/tax"))
    assert texts(page, "//div[contains(@class, 'state--current')]//time") == ["24 December 2026"]


def test_e14_what_is_withdrawn_stays_at_its_address_and_says_why(project: Project) -> None:
    project.add("advisories/tax.md")
    entry = entry_of(built(project))
    withdrawn = "08:30\n  status: withdrawn\n  reason: The number belongs to a bank after all.\n"
    note = "  updates: [{date: 2026-11-01 09:00, note: Withdrawn.}]\n"
    project.add("advisories/tax.md", VALID.replace("08:30\n", withdrawn + note))
    ended = built(project)
    assert "The number belongs to a bank after all." in ended.page("advisories/tax")
    assert "says that you owe tax" not in ended.page("advisories/tax")
    again = entry_of(ended)
    assert again["id"] == entry["id"]
    assert again["updated"] > entry["updated"]
    (item,) = json.loads((ended.site / "feed.json").read_text("utf-8"))["items"]
    assert item["id"] == entry["id"]
    assert "The number belongs to a bank after all." in item["content_html"]


def entry_of(ended: Built) -> Mapping[str, str]:
    """Give the one entry of a site's feed."""
    (entry,) = feedparser.parse((ended.site / "feed.xml").read_bytes()).entries
    return {"id": entry.id, "updated": entry.updated}


def test_e15_a_partial_build_is_refused(project: Project) -> None:
    project.add("advisories/tax.md")
    before = files_of(built(project).site)
    ended = project.build("--dirty")
    assert ended.exit_status == 1
    assert "--dirty leaves deleted pages public" in ended.output
    assert files_of(ended.site) == before


def test_e15_e16_what_is_gone_from_the_texts_is_gone_from_the_site(project: Project) -> None:
    project.add("advisories/tax.md")
    stays = files_of(built(project).site)
    gone = project.add(f"advisories/{CANARY}.md", HIDDEN)
    assert found(built(project).site, CANARY)
    for stale in (".hidden/stale.html", "stale/index.html", ".stale"):
        path = project.folder / "site" / stale
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CANARY, "utf-8")
    gone.unlink()
    after = files_of(built(project).site)
    assert {name for name in after if name != SUMS} == {name for name in stays if name != SUMS}
    assert after == stays
