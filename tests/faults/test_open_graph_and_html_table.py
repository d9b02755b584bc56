"""The table "Open Graph, HTML, Markdown": every row, in its order.

What is shown as text is shown by one build of one site, and what is refused by another.
"""

import json
from collections.abc import Mapping

import feedparser
import pytest

from html_pages import head_property, json_ld, pages_of, parsed, strange_scripts, texts, words
from projects import VALID, Built, Project, files_of

SCRIPT = '"><script>alert(1)</script>'
CLOSED = "</title><script>alert(1)</script>"
TOPIC = '"><img src=x onerror=alert(1)>'
WITHOUT_TITLE = VALID.replace("title: Callers ask for tax\n", "")


def titled(title: str, body: str = "A caller says that you owe tax. Hang up.") -> str:
    return VALID.replace("Callers ask for tax", f"'{title}'").replace("A caller says that you owe tax. Hang up.", body)


def described(description: str) -> str:
    return VALID.replace("area: Kent\n", f"area: Kent\nog:\n  description: {description}\n")


def with_body(body: str) -> str:
    return titled("Callers ask for tax", f"A caller says that you owe tax. Hang up.\n\n{body}")


SHOWN: Mapping[str, str] = {
    "o1": titled(SCRIPT),
    "o2": titled(CLOSED),
    "o3": WITHOUT_TITLE.replace("A caller", "# &lt;/title&gt;&lt;script&gt;\n\nA caller"),
    "o4": WITHOUT_TITLE.replace("A caller", "# The `<script>` call\n\nA caller"),
    "o5": described(f"'{SCRIPT}'"),
    "o7": VALID.replace("area:", f"topic: '{TOPIC}'\narea:"),
    "o8": described("|\n    They say \"pay now\"\n    and 'at once'."),
    "o9": titled("Callers &amp; tax"),
    "o10": titled("</script><script>alert(1)</script>"),
    "o13-\u202efile\u200bname\u00ad": VALID,
    "o14": with_body(
        "<script>alert(1)</script>\n\n<svg onload=alert(1)></svg>\n\n<iframe src=x></iframe>\n\n"
        "<form><input></form>\n\n"
        '<style>*{display:none}</style>\n\n<base href="https://elsewhere.example/">\n\n'
        '<meta http-equiv=refresh content="0;url=https://elsewhere.example/">\n\nStill here.'
    ),
    "o15": with_body("A word\n{: onmouseover=alert(1) style=position:fixed class=page }"),
    "o17": with_body("Still here.\n\n<!-- INTERNAL: the suspect's name -->"),
    "o20": with_body(
        "They use https://o20-scam.example/pay and www.o20-scam.example and o20@scam.example and o20.example."
    ),
    "o21": with_body('--8<-- "mkdocs.yml"\n\n--8<-- "/etc/passwd"'),
}


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Built:
    project = Project(tmp_path_factory.mktemp("shown") / "project")
    project.configure(extra={"forewarn": {"locale": "en_GB"}})
    for row, text in SHOWN.items():
        project.add(f"advisories/{row}.md", text.replace("owe tax", f"owe tax for {row[:3]}"))
    built = project.build()
    assert built.exit_status == 0, built.output
    return built


@pytest.mark.parametrize(
    ("row", "title"),
    [
        ("o1", SCRIPT),
        ("o2", CLOSED),
        ("o3", "</title><script>"),
        ("o4", "The <script> call"),
        ("o9", "Callers &amp; tax"),
        ("o10", "</script><script>alert(1)</script>"),
    ],
)
def test_o1_o2_o3_o4_o9_o10_a_title_is_text_in_every_place(shown: Built, row: str, title: str) -> None:
    page = parsed(shown.page(f"advisories/{row}"))
    assert texts(page, "//h1") == [title]
    assert texts(page, "//head/title") == [f"{title} | Scam Warnings"]
    assert json_ld(page, "NewsArticle")["headline"] == title
    for list_ in ("areas/kent", "archive/2026"):
        assert title in texts(parsed(shown.page(list_)), "//main//li//a")
    items = json.loads((shown.site / "feed.json").read_text("utf-8"))["items"]
    assert title in {item["title"] for item in items}
    assert title in {entry.title for entry in feedparser.parse((shown.site / "feed.xml").read_bytes()).entries}


def test_o1_o2_o3_o4_o10_no_title_runs_anywhere(shown: Built) -> None:
    for path, page in pages_of(shown.site).items():
        assert strange_scripts(page) == [], path
        assert len(page.xpath("//title")) == 1, path
        assert "<script>" not in (shown.site / path).read_text("utf-8"), path


@pytest.mark.parametrize(("row", "description"), [("o5", SCRIPT), ("o8", "They say \"pay now\" and 'at once'.")])
def test_o5_o8_a_description_is_one_line_of_text(shown: Built, row: str, description: str) -> None:
    page = parsed(shown.page(f"advisories/{row}"))
    previewed = description.replace("<", "‹").replace(">", "›")
    assert page.xpath("//head/meta[@name='description']/@content") == [previewed]
    assert head_property(page, "og:description") == [previewed]
    assert json_ld(page, "NewsArticle")["description"] == description


def test_o7_a_topic_is_text(shown: Built) -> None:
    assert TOPIC in texts(parsed(shown.page("topics")), "//main//li//a")
    assert TOPIC in words(parsed(shown.page("advisories/o7")))
    assert [path for path, page in pages_of(shown.site).items() if page.xpath("//img | //@onerror")] == []


def test_o9_a_title_with_an_entity_is_told(shown: Built) -> None:
    assert 'advisories/o9.md:2:8: warning: title: "&amp;" is shown as it is typed.' in shown.output


def test_o13_the_name_of_a_file_hides_nothing_in_an_address(shown: Built) -> None:
    assert (shown.site / "advisories/o13-file-name/index.html").exists()
    for name, content in files_of(shown.site).items():
        is_text = not name.endswith((".png", ".pdf")) and not name.startswith("search/index/")  # packed
        for hidden in "\u202e\u200b\u00ad":
            assert hidden not in name
            assert not (is_text and hidden.encode() in content), name


def test_o14_elements_that_do_something_are_taken_out_and_told(shown: Built) -> None:
    story = parsed(shown.page("advisories/o14")).xpath("//div[@class='story']")[0]
    assert [element.tag for element in story.iter() if element.tag != "p"] == ["div"]
    assert "Still here." in words(story)
    for tag in ("script", "svg", "iframe", "form", "style", "base", "meta"):
        assert f'"<{tag}' in shown.output, tag


def test_o15_attributes_of_lists_are_taken_out_and_told(shown: Built) -> None:
    story = parsed(shown.page("advisories/o15")).xpath("//div[@class='story']")[0]
    assert story.xpath("./*/descendant-or-self::*/@*") == []
    for attribute in ("onmouseover", "style", "class page"):
        assert f'"{attribute}" of "<p>" is not allowed on a page' in shown.output


def test_o17_a_comment_is_taken_out_and_told(shown: Built) -> None:
    assert [name for name, content in files_of(shown.site).items() if b"INTERNAL" in content] == []
    assert "o17.md:12:1: warning: body: A comment, or a mark for machines, was taken out" in shown.output


def test_o20_the_address_of_a_scam_is_no_link(shown: Built) -> None:
    story = parsed(shown.page("advisories/o20")).xpath("//div[@class='story']")[0]
    assert story.xpath(".//a") == []
    assert "https://o20-scam.example/pay" in words(story)


def test_o21_no_other_file_comes_into_a_text(shown: Built) -> None:
    story = words(parsed(shown.page("advisories/o21")).xpath("//div[@class='story']")[0])
    assert "mkdocs.yml" in story
    for content in files_of(shown.site).values():
        assert b"custom_dir" not in content
        assert b"root:" not in content


NO_ADDRESS = "is not an address on the web"
REFUSED: Mapping[str, tuple[str, str]] = {
    "o6-status": (VALID.replace("area:", "status: <b>new</b>\narea:"), "status"),
    "o6-subtitle": (VALID.replace("area:", "subtitle: <b>new</b>\narea:"), "subtitle"),
    "o11-javascript": (
        VALID.replace("area:", "og:\n  url: 'javascript:alert(1)'\narea:"),
        "is not an address on the web",
    ),
    "o11-data": (VALID.replace("area:", "url: 'data:text/html,x'\narea:"), "is not an address on the web"),
    "o12": (titled("x " * 500), "The title has 999 characters; 300 are the most."),
    "o13-title": (
        VALID.replace("Callers ask", '"Callers\\u202e ask').replace("for tax\narea", 'for tax"\narea'),
        "U+202E",
    ),
    "o13-isolate": (with_body("Words \u2066turned\u2069 round."), "U+2066"),
    "o13-space": (with_body("Words with\u200bout a space."), "U+200B"),
    "o13-hyphen": (with_body("Soft\u00adly."), "U+00AD"),
    "o16-plain": (with_body("[x](javascript:alert(1))"), "runs code"),
    "o16-entity": (with_body("[x](&#106;avascript:alert(1))"), "runs code"),
    "o16-mixed": (with_body('<a href="JaVaScRiPt:alert(1)">x</a>'), "runs code"),
    "o16-vbscript": (with_body("[x](vbscript:x)"), "runs code"),
    "o18-reference": (
        with_body("Go to [gov.uk].\n\n[gov.uk]: https://evil.example/"),
        'says "gov.uk" and leads to "evil.example"',
    ),
    "o18-shown": (with_body("[https://www.gov.uk](https://evil.example/)"), 'leads to "evil.example"'),
    "o19": (with_body("[Report it](https://www.pоlice.uk/)"), "xn--"),
}
DROPPED = ("_redirects", "_headers", "CNAME", ".well-known/security.txt")


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> Built:
    project = Project(tmp_path_factory.mktemp("refused") / "project")
    for row, (text, _) in REFUSED.items():
        project.add(f"advisories/{row}.md", text.replace("owe tax", f"owe tax for {row}"))
    project.add("advisories/x.MD")
    for name in DROPPED:
        project.add(name, "https://elsewhere.example/")
    built = project.build()
    assert built.exit_status == 1
    assert not built.site.exists()
    return built


@pytest.mark.parametrize("row", REFUSED)
def test_o6_o11_o12_o13_o16_o18_o19_is_refused(refused: Built, row: str) -> None:
    told = [line for line in refused.output.split("\n") if f"advisories/{row}.md:" in line and ": warning:" not in line]
    assert any(REFUSED[row][1] in line for line in told), told


def test_o22_only_what_a_text_shows_leaves_the_content_folder(project: Project) -> None:
    project.add("advisories/a.md")
    before = files_of(project.build().site)
    svg = "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"
    for name in ("seal.svg", "page.html", "page.php", "key.pem", "letter.docx", "a.md~", "a.bak", "Thumbs.db", "a.png"):
        project.add(name, svg)
        project.add(f"advisories/{name}", svg)
    after = project.build(site="after")
    assert after.exit_status == 0, after.output
    assert files_of(after.site) == before
    assert "content/advisories:1:1: warning: file: 6 files below this folder are not published." in after.output


def test_o22_a_text_with_another_ending_is_refused(refused: Built) -> None:
    assert "content/advisories/x.MD:1:1: file: This text would be on no page." in refused.output


@pytest.mark.parametrize("name", DROPPED)
def test_o23_o24_what_speaks_to_the_host_is_refused(refused: Built, name: str) -> None:
    assert f"content/{name.partition('/')[0]}:1:1: file: A f" in refused.output
