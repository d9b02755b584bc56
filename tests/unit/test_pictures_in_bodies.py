"""Pictures in bodies, and links to what lies beside a text: what becomes of each, and what nobody can smuggle in."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forewarn.document import EMPTY_BLOCK, Document
from forewarn.rendering import Body, KnownPages, Links, Renderer, phone_links, with_absolute_links
from html_pages import parsed

FILE = "content/advisories/2026/a.md"
BESIDE = "content/advisories/2026"
LINKS = Links(
    FILE, "advisories/a/", KnownPages.of({FILE: "advisories/a/"}), "https://warnings.example/", may_attach=True
)


def rendered(body: str) -> tuple[Body, list[str]]:
    result, problems = Renderer(phone_links(("101",))).render(Document(FILE, EMPTY_BLOCK, body, 1), LINKS, ())
    return result, [problem.rule for problem in problems]


@pytest.mark.parametrize(
    ("written", "file"),
    [
        ("a.png", "a.png"),
        ("./a.png", "a.png"),
        ("<a b.png>", "a b.png"),
        ("a%20b.png", "a b.png"),
        ("a\\_b.png", "a_b.png"),
        ('a.png "A title"', "a.png"),
        ("below/A.JPEG", "below/A.JPEG"),
        ("../a.webp", "../a.webp"),
        ("u\u0308ber.png", "\u00fcber.png"),
        ("a.svg", "a.svg"),
    ],
)
def test_a_picture_names_a_file_as_seen_from_its_text(written: str, file: str) -> None:
    body, rules = rendered(f"Words ![A van]({written})")
    (attached,) = body.attached
    assert attached.file == f"{BESIDE}/{file}".replace("2026/../", "")
    assert (attached.is_shown, attached.words, rules) == (True, "A van", [])


@pytest.mark.parametrize(
    "address",
    [
        *(
            "https://x.example/a.png",
            "//x.example/a.png",
            "/media/a.png",
            "\\\\host\\a.png",
            "data:image/png;base64,AA",
        ),
        *("file:///etc/a.png", "C:/a.png", "a.png?size=1", "javascript:alert(1)//a.png", "a", ".png"),
    ],
)
def test_a_picture_from_elsewhere_leaves_its_words_and_is_told(address: str) -> None:
    body, rules = rendered(f"Words ![A van]({address})")
    assert "<img" not in body.html
    assert "Words A van" in body.html
    assert (body.attached, rules) == ((), ["picture-left-out"])


@pytest.mark.parametrize("opening", ["", "- ", "> ", "1. ", "**b** ", "| a | b |\n|---|---|\n| c | ", "Term\n: "])
def test_a_picture_stands_wherever_words_do(opening: str) -> None:
    body, rules = rendered(f"{opening}![A van](van.png)")
    assert parsed(body.html).xpath("//img/@src") == ["van.png"]
    assert rules == []


def test_the_words_of_a_picture_are_text() -> None:
    body, rules = rendered('![a "b" <i>c</i> &amp; d\n\\*e\\* 101](a.png)')
    (picture,) = parsed(body.html).xpath("//img")
    assert dict(picture.attrib) == {"src": "a.png", "alt": 'a "b" <i>c</i> & d *e* 101'}
    assert rules == []


@given(st.text(st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters="[]\\`"), max_size=30))
def test_no_words_of_a_picture_break_out(words: str) -> None:
    body, _ = rendered(f"Words ![{words}](a.png)")
    for picture in parsed(body.html).xpath("//img"):
        assert set(picture.attrib) == {"src", "alt"}
        assert picture.get("src") == "a.png"
    assert parsed(body.html).xpath("//script | //*[starts-with(name(@*), 'on')]") == []


@pytest.mark.parametrize(
    "typed",
    [
        '<img src="a.png" alt="A van">',
        '<p><img src="a.png" alt="A van"></p>',
        '<IMG SRC="a.png" onerror="alert(1)">',
        '<svg><image href="a.png"/></svg>',
        '<picture><source srcset="a.png"></picture>',
    ],
)
def test_no_picture_comes_in_as_html(typed: str) -> None:
    body, rules = rendered(f"Words\n\n{typed}\n\n![A van](van.png)")
    assert parsed(body.html).xpath("//img/@src") == ["van.png"]
    assert [attached.file for attached in body.attached] == [f"{BESIDE}/van.png"]
    assert set(rules) & {"html-removed", "html-shown"}


@pytest.mark.parametrize("mark", ["\ufff9\ufffb", "\ufff9\ufffa\ufffb", "\ufff9\ufffa\ufffa\ufffb"])
def test_a_typed_mark_is_told_and_never_a_picture(mark: str) -> None:
    entities = "".join(f"&#{ord(character)};" for character in mark)
    body, rules = rendered(f"Words ![A van](van.png) {entities} ![A bus](bus.png) {entities}")
    assert parsed(body.html).xpath("//img/@src") == ["van.png", "bus.png"][: len(parsed(body.html).xpath("//img"))]
    assert "hidden-character" in rules


@pytest.mark.parametrize("settings", ["{: .wide }", "{ width=300 }", '{: style="width: 9px" onload=alert(1) }', "{#x}"])
def test_settings_behind_a_picture_are_taken_out_and_told(settings: str) -> None:
    body, rules = rendered(f"![A van](van.png){settings} drives by.")
    assert body.html == '<p><img src="van.png" alt="A van"> drives by.</p>'
    assert rules == ["html-removed"]


def test_words_in_braces_behind_a_picture_stay() -> None:
    body, rules = rendered("![A van](van.png) {drives by}, ![A bus](bus.png){: , not}")
    assert body.html.count("{") == 2
    assert rules == []


def test_a_picture_says_nothing_in_summaries_and_lists_of_headings() -> None:
    body, _ = rendered("![A van](van.png)\n\n## ![A bus](bus.png)\n\n## The van ![A van](van.png)\n\nIt drives by.")
    assert body.lead == "It drives by."
    assert [(heading.anchor, heading.text) for heading in body.headings] == [("the-van", "The van")]


def test_a_link_to_a_document_is_relative_and_noted() -> None:
    body, rules = rendered("[one](Letter%20One.PDF#page=2) [two](letter.docx) [one](Letter%20One.PDF) [web](a.html)")
    assert parsed(body.html).xpath("//a/@href") == ["letter-one.pdf#page=2", "letter.docx", "letter-one.pdf"]
    assert {attached.file for attached in body.attached} == {f"{BESIDE}/Letter One.PDF", f"{BESIDE}/letter.docx"}
    assert rules == ["link-unknown"]


def test_pictures_and_documents_are_absolute_outside_the_site() -> None:
    html = '<p><a href="a.pdf" title="t"><img src="b.png" alt="src=&quot;c.png&quot;"></a></p>'
    absolute = with_absolute_links(html, "https://w.example/advisories/x/")
    assert parsed(absolute).xpath("//@href | //@src") == [
        f"https://w.example/advisories/x/{name}" for name in ("a.pdf", "b.png")
    ]
    assert escape('src="c.png"') in absolute
