"""The documents for editors as pages of a preview."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import markdown

_HEADING = re.compile(r"^# (.+)$", re.MULTILINE)
_TO_PAGE = re.compile(r'href="([a-z-]+)\.md(#[^"]*)?"')
_TO_PICTURE = re.compile(r'src="(pictures/[^"]+)"')


@dataclass(frozen=True)
class HandbookPage:
    """One document: its name, which becomes the last part of its address, its title, and its HTML without that.

    Links between documents lead to ``../<name>/``, and pictures lie at ``../pictures/<file>``.
    """

    name: str
    title: str
    html: str


def handbook_pages(texts: Mapping[str, str]) -> tuple[HandbookPage, ...]:
    """Make pages of documents in markdown, given by their names.

    A link to a file that is none of these documents stays as it is: the preview has no page for it.
    """
    return tuple(_page(name, text, texts) for name, text in texts.items())


def _page(name: str, text: str, texts: Mapping[str, str]) -> HandbookPage:
    heading = _HEADING.search(text)
    body = text.replace(heading.group(), "", 1) if heading else text
    html = markdown.Markdown(extensions=["fenced_code", "tables", "toc"], output_format="html").convert(body)

    def address(link: re.Match[str]) -> str:
        return f'href="../{link[1]}/{link[2] or ""}"' if link[1] in texts else link.group()

    html = _TO_PICTURE.sub(r'src="../\1"', _TO_PAGE.sub(address, html))
    return HandbookPage(name, heading[1] if heading else name, html)
