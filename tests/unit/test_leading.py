"""A link leads where a browser would go."""

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from forewarn.publication.leading import Target, Ways, leads_alike

BASE = "https://w.example/sub/"
PATHS = (
    "index.html",
    "404.html",
    "areas/index.html",
    "areas/kent/index.html",
    "areas/kent/page/2/index.html",
    "a/b.css",
)
WAYS = Ways(BASE, PATHS)
PIECES = ("..", ".", "a", "kent", "areas", "b.css", "index.html", "%20", "", "?q", "#p", ":", "//", "\\", "..a", "sub")
LINKS = st.lists(st.sampled_from(PIECES), max_size=6).map("/".join) | st.text(max_size=8)


@pytest.mark.parametrize(
    ("path", "link", "target"),
    [
        ("areas/kent/index.html", "../..", Target("index.html", "")),
        ("areas/kent/index.html", "", Target("areas/kent/index.html", "")),
        ("areas/kent/index.html", "page/2/#a%20b", Target("areas/kent/page/2/index.html", "a b")),
        ("areas/kent/index.html", "../kent", Target("areas/kent/index.html", "")),
        ("areas/kent/index.html", "/sub/a%2Fb.css?v=1", Target("a/b.css", "")),
        ("areas/kent/index.html", "/areas/", None),
        ("areas/kent/index.html", "../../../x/", None),
        ("areas/kent/index.html", "HTTPS://W.EXAMPLE/sub", Target("index.html", "")),
        ("areas/kent/index.html", "//w.example/sub/x", Target("x", "")),
        ("areas/kent/index.html", "https://w.example.evil.example/sub/", None),
        ("areas/kent/index.html", "https://w.example@evil.example/sub/", None),
        ("areas/kent/index.html", "mailto:a@w.example", None),
        ("areas/kent/index.html", "#a:~:text=b", Target("areas/kent/index.html", "a")),
        ("areas/kent/index.html", "https://[", Target("https://[", "")),
    ],
)
def test_where_a_link_leads(path: str, link: str, target: Target | None) -> None:
    assert WAYS.target(path, link) == target


@given(st.sampled_from(PATHS), LINKS)
def test_any_link_leads_where_the_procedure_for_addresses_says(path: str, link: str) -> None:
    target = WAYS.target(path, link)
    try:
        whole = urlsplit(urljoin(BASE + path, link.replace("\\", "/")))
    except ValueError:
        assert target == Target(link, "")
        return
    is_inside = f"{whole.scheme}://{whole.netloc}{whole.path}/".startswith(BASE)
    assert (target is not None) == is_inside
    if target and "%" not in link and not link.startswith("#"):
        address = whole.path.removeprefix("/sub/").removeprefix("/sub")
        assert target.path in {address, f"{address}index.html", f"{address}/index.html"}


@example("index.html", "404.html", "")
@example("index.html", "404.html", "?q")
@example("areas/index.html", "a/b.css", "\\/?q")
@given(st.sampled_from(PATHS), st.sampled_from(PATHS), LINKS)
def test_what_leads_alike_from_one_depth_does(one: str, other: str, link: str) -> None:
    if one.count("/") == other.count("/") and leads_alike(one.count("/"), link):
        assert WAYS.target(one, link) == WAYS.target(other, link)
