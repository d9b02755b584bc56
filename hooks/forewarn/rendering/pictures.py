"""The pictures of a body, from where they stand in its markdown to the HTML of a page.

A picture leaves a mark in the text that is cleaned, because no picture comes through the cleaner, whoever typed it. The
mark is made of characters that no text may have, and the picture takes its place when everything else is clean.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape

from forewarn.attachment import Attachment, published_name
from forewarn.rendering.finding import Finding
from forewarn.rendering.running_text import with_changed_words
from forewarn.spelling import on_one_line

_BEGIN, _COUNT, _END = "\ufff9", "\ufffa", "\ufffb"
_MARK = re.compile(f"{_BEGIN}({_COUNT}*){_END}")
_SHOWN = re.compile(r'<img src="([^"]*)" alt="([^"]*)">')


@dataclass(frozen=True)
class Picture:
    """A picture as it was written: its address, the words that say what it shows, and all of it.

    ``file`` is the one that belongs to the text; empty where the picture is from elsewhere.
    """

    address: str
    words: str
    written: str
    file: str


_SETTINGS = re.compile(r"""\{:?[ ]*(?:[.#]?[\w-]+(?:=(?:"[^"\n]*"|'[^'\n]*'|[^\s}"']+))?[ ]*)+\}""")


def settings_at(text: str, place: int) -> str:
    """Give the attribute list that stands right behind a picture, as other programs have it; empty without one.

    >>> settings_at("![A van](van.png){ width=300 } drives by", 17)
    '{ width=300 }'
    """
    found = _SETTINGS.match(text, place)
    return found.group() if found else ""


def unused_settings(written: str) -> Finding:
    """Tell that what stands behind a picture has no effect."""
    message = f'"{written}" behind a picture has no effect, and was taken out: every picture fits the page by itself.'
    return Finding(written, "html-removed", message, "Delete it.", is_error=False)


def mark_of(number: int) -> str:
    """Give the mark of the picture of a number, which counts from 0."""
    return f"{_BEGIN}{_COUNT * number}{_END}"


def with_pictures(html: str, pictures: Sequence[Picture]) -> str:
    """Put pictures in the place of their marks, each once. Any other mark stays: somebody has typed it."""
    waiting = dict(enumerate(pictures))

    def shown(mark: re.Match[str]) -> str:
        picture = waiting.pop(len(mark[1]), None)
        return _element(picture) if picture else mark[0]

    return with_changed_words(html, lambda words, _: _MARK.sub(shown, words)) if pictures else html


def _element(picture: Picture) -> str:
    words = on_one_line(unescape(picture.words))
    return f'<img src="{escape(published_name(picture.file))}" alt="{escape(words)}">'


def with_finished_pictures(html: str, attachments: Iterable[Attachment], change: Callable[[str], str]) -> str:
    """Give the pictures of a body their sizes, so that the page does not jump when they come.

    Every description goes through ``change``, as the words of the body do.
    """
    sizes = {attachment.name: (attachment.width, attachment.height) for attachment in attachments}

    def finished(element: re.Match[str]) -> str:
        width, height = sizes[element[1]]
        words = escape(change(unescape(element[2])))
        size = f'width="{width}" height="{height}"'
        return f'<img src="{element[1]}" alt="{words}" {size} loading="lazy" decoding="async">'

    return _SHOWN.sub(finished, html) if sizes else html


def left_out(pictures: Iterable[Picture], *, shows_others: bool) -> Iterator[Finding]:
    """Tell of pictures that are not shown. ``shows_others`` says that the text may show those beside it."""
    for picture in pictures:
        if shows_others:
            message = "Only a picture beside the text can be shown; the description of this one is shown instead."
            cure = "Put the picture into the folder of the text, if it is yours to publish, and name its file."
        else:
            message = "Pictures cannot stand in this text; its description is shown instead."
            cure = "Say in words what the picture shows."
        yield Finding(picture.written, "picture-left-out", message, cure, is_error=False)
