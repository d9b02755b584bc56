"""Text that looks like markup is text, in every place that shows it."""

import feedparser
import pytest

from html_pages import head_property, json_ld, pages_of, parsed, strange_scripts, texts, words
from projects import Built, Project

ATTACK = "</title><script>alert(1)</script>"
TITLE = f"{ATTACK}\"'><img src=x onerror=alert(1)> {{{{ 7*7 }}}} &amp; ]]> ${{1}}"
# Programs that make previews decode what they read: no tag may come of it.
PREVIEWED = TITLE.replace("<", "‹").replace(">", "›")
AREA = '"><script>alert(1)</script> & Sons'


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    project = Project(tmp_path_factory.mktemp("hostile") / "project")
    quoted = TITLE.replace("'", "''")
    project.add(
        "advisories/attack.md",
        f"---\ntitle: '{quoted}'\narea: '{AREA}'\n"
        'url: https://source.example/?a="><script>alert(1)</script>\n'
        f"og:\n  title: '{quoted}'\n  description: '{quoted}'\n"
        f"publish:\n  date: 2026-10-02\n  updates:\n    - date: 2026-10-03\n      note: '{quoted}'\n---\n\n"
        f"## {ATTACK}\n\n## &lt;/title&gt;&lt;script&gt;\n\n## Three `<script>`\n\n## Four\n\n"
        "Words\n{: onmouseover=alert(1) style=position:fixed }\n\n"
        "<p onclick=alert(1)>More <b onfocus=alert(1)>words</b></p>\n",
    )
    project.add(
        "areas/attack.md",
        f"---\nname: '{AREA}'\nnation: England\nforce:\n  name: '{AREA}'\n  website: https://force.example/\n---\n",
    )
    project.configure(site_name=TITLE)
    built = project.build()
    assert built.exit_status == 0, built.output
    return built


def test_no_page_has_a_script_or_a_handler(hostile_site: Built) -> None:
    for path, page in pages_of(hostile_site.site).items():
        assert strange_scripts(page) == [], path
        assert page.xpath("//img | //@*[starts-with(name(), 'on')]") == [], path
        assert len(page.xpath("//head/title")) == 1, path
        raw = (hostile_site.site / path).read_text("utf-8")
        assert "<script>alert" not in raw, path
        assert "</title><script" not in raw, path


def test_the_title_is_text_everywhere(hostile_site: Built) -> None:
    page = parsed(hostile_site.page("advisories/attack"))
    assert texts(page, "//h1") == [TITLE]
    assert texts(page, "//head/title") == [f"{TITLE} | {TITLE}"]
    assert head_property(page, "og:title") == [PREVIEWED]
    assert head_property(page, "og:site_name") == [PREVIEWED]
    assert page.xpath("//head/meta[@name='description']/@content") == [PREVIEWED]
    assert json_ld(page, "NewsArticle")["headline"] == TITLE
    assert json_ld(page, "NewsArticle")["spatialCoverage"][0]["name"] == AREA
    assert TITLE in texts(page, "//dl[@class='advisory-facts']//dd")[-1]
    for lists in ("", "areas/attack"):
        assert TITLE in texts(parsed(hostile_site.page(lists)), "//ul[@class='advisory-list']//a")
    assert AREA in texts(parsed(hostile_site.page("areas")), "//main//li")


def test_a_heading_is_text_in_the_body_and_in_the_contents(hostile_site: Built) -> None:
    page = parsed(hostile_site.page("advisories/attack"))
    headings = [ATTACK, "</title><script>", "Three <script>", "Four"]
    assert texts(page, "//div[@class='story']/h2") == headings
    assert texts(page, "//nav[@class='contents']//a") == headings


def test_feeds_say_the_same_text(hostile_site: Built) -> None:
    for address in ("feed.xml", "areas/attack/feed.xml"):
        feed = feedparser.parse((hostile_site.site / address).read_bytes())
        assert feed.bozo == 0
        (entry,) = feed.entries
        # Titles and summaries are plain text in Atom; feedparser escapes nothing and strips tags from HTML alone.
        assert entry.title_detail.type == "text/plain"
        assert entry.title == TITLE
        assert entry.summary == TITLE
        body = parsed(entry.content[0].value)
        assert body.xpath("//script | //@*[starts-with(name(), 'on')]") == []
        assert ATTACK in words(body)


def test_what_was_taken_out_is_reported(hostile_site: Built) -> None:
    for attribute, tag in (("onmouseover", "p"), ("style", "p"), ("onclick", "p"), ("onfocus", "b")):
        assert f'"{attribute}" of "<{tag}>" is not allowed' in hostile_site.output
