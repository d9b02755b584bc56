"""Rendering: links, addresses and what may stand in a body."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forewarn.document import EMPTY_BLOCK, Document
from forewarn.rendering import Body, KnownPages, Links, Renderer, phone_links, with_absolute_links
from forewarn.rendering.summary import shortened
from forewarn.web import host_of, is_trusted
from html_pages import parsed

HOSTS = ("gov.uk", "police.uk", "alerts.example")
PAGES = {"content/advisories/a.md": "advisories/a/", "content/areas/kent.md": "areas/kent/", "content/index.md": ""}


LINKS = Links("content/advisories/a.md", "advisories/a/", KnownPages.of(PAGES), "https://warnings.example/")


def rendered(body: str) -> tuple[Body, list[str]]:
    document = Document("content/advisories/a.md", EMPTY_BLOCK, body, 1)
    result, problems = Renderer(phone_links(())).render(document, LINKS, HOSTS)
    return result, [problem.rule for problem in problems]


@pytest.mark.parametrize(
    ("address", "trusted"),
    [
        ("https://www.gov.uk/scams", True),
        ("http://gov.uk", True),
        ("www.kent.police.uk", True),
        ("https://GOV.UK/", True),
        ("https://gov.uk:8443/x", True),
        ("https://notgov.uk/", False),
        ("https://gov.uk.evil.example/", False),
        ("https://gov.uk@evil.example/", False),
        ("https://evil.example/gov.uk", False),
        ("https://evil.example?gov.uk", False),
        ("https://evil.example\\.gov.uk", False),
        ("https://gоv.uk/", False),
        ("https://evil。gov.uk@x/", False),
        ("https:///gov.uk", False),
        ("https://[::1]/", False),
        ("https://[gov.uk", False),
    ],
)
def test_trusted_hosts(address: str, trusted: bool) -> None:
    assert is_trusted(address, HOSTS) is trusted


@pytest.mark.parametrize("mark", [".", ",", ";", ":", "!", "?", ")", ").", "]", "”", '"', "…", " – "])
def test_the_mark_behind_an_address_is_no_part_of_it(mark: str) -> None:
    body, _ = rendered(f"See (https://www.gov.uk/a_b(c){mark}")
    (link,) = parsed(body.html).xpath("//a")
    assert link.get("href") == link.text == "https://www.gov.uk/a_b(c)"


@pytest.mark.parametrize(
    "address", ["https://evil.example/x", "www.evil.example", "pay@evil.example", "evil.example/x"]
)
@pytest.mark.parametrize("form", ["{}", "<{}>", "({})", "**{}**", "- {}", "> {}", "|a|\n|-|\n|{}|"])
def test_a_scam_address_never_becomes_a_link(address: str, form: str) -> None:
    body, _ = rendered(form.format(address))
    assert "<a" not in body.html
    assert address in body.html


@pytest.mark.parametrize(
    ("href", "rule"),
    [
        ("javascript:alert(1)", "link-runs-code"),
        ("JAVASCRIPT:alert(1)", "link-runs-code"),
        ("java&#09;script:alert(1)", "link-runs-code"),
        ("&#1;javascript:alert(1)", "link-runs-code"),
        ("vbscript:x", "link-runs-code"),
        ("data:text/html,x", "link-runs-code"),
        ("tel:999", "link-scheme"),
        ("file:///etc/passwd", "link-scheme"),
        ("https:///x", "link-host"),
        ("http://", "link-host"),
        ("//evil.example", "link-incomplete"),
        ("\\\\evil.example", "link-incomplete"),
        ("/areas/kent/", "link-incomplete"),
        ("b.md", "link-unknown"),
        ("../../../etc/passwd", "link-unknown"),
        ("", "link-empty"),
    ],
)
@pytest.mark.parametrize("form", ["[words]({})", '<a href="{}">words</a>'])
def test_a_bad_link_is_an_error_and_no_link(href: str, rule: str, form: str) -> None:
    body, rules = rendered(form.format(href))
    assert rules == [rule]
    assert "href" not in body.html
    assert "words" in body.html


@pytest.mark.parametrize(
    ("href", "shown"),
    [
        ("../areas/kent.md", "../../areas/kent/"),
        ("../areas/kent.md#warnings", "../../areas/kent/#warnings"),
        ("./a.md", "./"),
        ("../index.md", "../../"),
        ("#below", "#below"),
        ("https://evil.example/", "https://evil.example/"),
        ("mailto:report@phishing.gov.uk", "mailto:report@phishing.gov.uk"),
    ],
)
def test_a_good_link_is_written_for_the_page(href: str, shown: str) -> None:
    body, rules = rendered(f"[words]({href})")
    assert rules == []
    assert parsed(body.html).xpath("//a/@href") == [shown]


def test_links_stand_alone_outside_the_site() -> None:
    body, _ = rendered(
        '[x](../areas/kent.md "a > b") `href="../y"` <a title="href=&quot;../z" href="#top">t</a> [g](https://www.gov.uk/)'
    )
    absolute = with_absolute_links(body.html, "https://host.example/alerts/advisories/a/")
    assert parsed(absolute).xpath("//a/@href") == [
        "https://host.example/alerts/areas/kent/",
        "https://host.example/alerts/advisories/a/#top",
        "https://www.gov.uk/",
    ]
    assert 'href="../y"' in str(parsed(absolute).text_content())


@given(st.text(st.sampled_from("<>/\"'=&;: abscriptonlg!-#[]()`*_\n{}.|x"), max_size=120))
def test_nothing_that_runs_comes_out(body: str) -> None:
    page = parsed(f"<html><body>{rendered(body)[0].html}</body></html>")
    assert (
        page.xpath("//script | //iframe | //style | //img | //object | //@*[starts-with(name(), 'on')] | //@style")
        == []
    )
    assert all(str(href).startswith(("https://", "http://", "mailto:", "#", ".")) for href in page.xpath("//@href"))


@given(st.text(st.characters(categories=["L", "N", "Zs", "P"]), max_size=80), st.integers(1, 60))
def test_shortening_cuts_at_a_word_and_keeps_to_the_limit(text: str, most: int) -> None:
    short = shortened(text, most)
    assert len(short) <= most
    assert short == text or (short.endswith("…") and text.startswith(short[:-1]))


def test_anchors_in_every_script() -> None:
    body, _ = rendered("## What to do\n\n## آپ کیا کریں\n\n## What to do\n\n## £\n")
    anchors = [heading.anchor for heading in body.headings]
    assert len(set(anchors)) == 4
    assert anchors[0] == "what-to-do"
    assert not any("--" in anchor for anchor in anchors)  # those are the frame's own


@pytest.mark.parametrize("body", ["> " * 2000 + "x", "".join("  " * n + "- x\n" for n in range(200)), "*a " * 500])
def test_deep_nesting_is_rendered_or_refused(body: str) -> None:
    result, rules = rendered(body)
    assert result.html or rules == ["body-depth"]


def test_a_host_is_named_or_none() -> None:
    assert host_of("www.gov.uk/x") == "www.gov.uk"
    assert host_of("not an address") is None
