"""What every page is made of, summed up: what it shows, its templates, the frame around it, and the code.

A page whose sum is that of a finished file need not be made again. So nothing may be forgotten here that a page can
show. Templates are read as text: what they include and name counts, whether they come to it or not.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from pathlib import Path

from forewarn.site.frame import Frame
from forewarn.site.planned import PlannedPage
from forewarn.sums import sum_of_bytes, sum_of_value

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_USING = re.compile(r"\{%-?\+?\s*(?:extends|include|import|from)\s+(?:\"([^\"]+)\"|'([^']+)'|(\S+))")
_CODE = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_NAMED = re.compile(r"(?<!\.)\bsite\b(?:\s*\.\s*(\w+))?")

# What the functions that make pages may use of a frame, whatever their templates do: they have no other part of it.
_ALWAYS = frozenset({"settings", "first_language", "open_phones", "preview"})
_FIELDS = frozenset(field.name for field in fields(Frame))
_OF_SETTINGS = frozenset("tag language words is_first at area_address topic_address contact_language".split())


@dataclass(frozen=True)
class TemplateUse:
    """What comes into a page by a template: the sum of its text and of all that it includes, and what they name.

    ``frame`` are the parts of the frame that they name.
    """

    texts: bytes
    frame: frozenset[str]


class Templates:
    """The templates of a site, looked up in ``folders`` in their order. They are read once."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = folders
        self._texts: dict[str, str] = {}
        self._uses: dict[str, TemplateUse] = {}

    def use_of(self, template: str) -> TemplateUse:
        """Tell what comes into a page by a template. A name that nobody can tell beforehand stands for all of them."""
        if template not in self._uses:
            names = sorted(self._closure(template))
            texts = {name: self._text(name) for name in names}
            self._uses[template] = TemplateUse(sum_of_value(texts), frozenset(_named_in(texts.values())))
        return self._uses[template]

    def _closure(self, template: str) -> set[str]:
        seen: set[str] = set()
        waiting = [template]
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += self._used_by(name)
        return seen

    def _used_by(self, name: str) -> Iterable[str]:
        found = [one or other or None for one, other, _ in _USING.findall(self._text(name))]
        return self._every if None in found else [name for name in found if name]

    def _text(self, name: str) -> str:
        if name not in self._texts:
            places = (folder / name for folder in self._folders)
            found = next((place for place in places if place.is_file()), None)
            self._texts[name] = _COMMENT.sub("", found.read_text("utf-8")) if found else ""
        return self._texts[name]

    @cached_property
    def _every(self) -> tuple[str, ...]:
        """All templates of the designer's, whose folder is the first."""
        own = self._folders[0]
        return tuple(path.relative_to(own).as_posix() for path in sorted(own.rglob("*.html")))


@dataclass(frozen=True)
class Recipes:
    """Tells what pages are made of.

    ``code`` is the sum of the programs that make them. ``linked`` are the other things by name that a template may
    show, such as the address of the stylesheet.
    """

    templates: Templates
    code: bytes
    linked: Mapping[str, object]

    def of(self, page: PlannedPage) -> bytes:
        """Give the sum of all that a page is made of."""
        return sum_of_bytes(self.around(page) + page.address.encode() + b"\0" + page.made_of)

    def around(self, page: PlannedPage) -> bytes:
        """Give the sum of what a page is made of besides itself: code, templates, frame, and what these show.

        Many pages have it alike.
        """
        known = self._sums.get((id(page.frame), page.template))
        if known is None:
            known = self._sums[id(page.frame), page.template] = self._around(page.frame, page.template)
            self._kept.append(page.frame)  # as long as it lives, no other frame has its number
        return known

    def _around(self, frame: Frame, template: str) -> bytes:
        use = self.templates.use_of(template)
        own = sum_of_value({name: getattr(frame, name) for name in use.frame | _ALWAYS})
        return sum_of_value(self.code, self.linked, use.texts, own)

    @cached_property
    def _sums(self) -> dict[tuple[int, str], bytes]:
        return {}

    @cached_property
    def _kept(self) -> list[Frame]:
        return []


def _named_in(texts: Iterable[str]) -> Iterable[str]:
    """Give the parts of the frame that templates name; all of them where one names the frame as a whole."""
    code = (_QUOTED.sub("", part) for text in texts for part in _CODE.findall(text))
    names = {name for part in code for name in _NAMED.findall(part)}
    if names <= _FIELDS | _OF_SETTINGS:
        return names & _FIELDS
    return _FIELDS
