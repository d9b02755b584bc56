"""How a page speaks: every word in the language of its reader, and marked where there is none in that language.

What is marked has ``lang`` and ``dir``, so that a screen reader says it rightly (WCAG 2.2, 3.1.2).
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property, lru_cache
from html import escape
from string import Formatter

from forewarn.language import Language, language_alone, language_of, long_date
from forewarn.words import Words, words_in

_ENGLISH = words_in("en_GB")
_KNOWN_BY = "Published"  # a message that every catalogue has which has any for pages


class Html(str):
    """HTML that is escaped already: templates take it as it is (the protocol of ``__html__``)."""

    __slots__ = ()

    def __html__(self) -> str:
        """Give the HTML itself."""
        return self


@dataclass(frozen=True)
class Voice:
    """The words of a page, or of a part of it, that is in a ``language``.

    They are those of ``wanted``; what these lack is said in the words of ``otherwise``, which are the site's own, and
    what both lack in English.
    """

    language: Language
    wanted: Words
    otherwise: Words

    def say(self, message: str, **values: object) -> Html:
        """Give a message as HTML, with its values filled in: text is escaped, links and dates are taken as they are.

        Raises KeyError where a value is not given.
        """
        words = self._speaker(message)
        return self._marked(words, _filled(words.template(message), values))

    def count(self, message: str, number: int, **values: object) -> Html:
        """Give a message that counts something, in the form that goes with a number, which is its value ``count``."""
        words = self._speaker(message)
        return self._marked(words, _filled(words.counting(message, number), {"count": number, **values}))

    def plain(self, message: str, **values: object) -> str:
        """Give a message as text, for attributes, which cannot tell their language."""
        return self._speaker(message).say(message, **values)

    def date(self, when: datetime) -> Html:
        """Give a day in full, in the language in which labels are said."""
        return Html(f'<time datetime="{when.isoformat()}"{self._of_dates}>{_day(when, self._dated.locale)}</time>')

    def mark(self, language: Language) -> Html:
        """Give the attributes for an element that is in a language; none where the page is in it as well."""
        is_own = language_alone(language.tag) == language_alone(self.language.tag)
        if is_own and language.direction == self.language.direction:
            return Html()
        return Html(f' lang="{language.tag}" dir="{language.direction}"')

    def _speaker(self, message: str) -> Words:
        every = (self.wanted, self.otherwise, _ENGLISH)
        return next(words for words in every if words.has(message))

    def _marked(self, words: Words, html: str) -> Html:
        attributes = self.mark(language_of(words.locale))
        return Html(f"<span{attributes}>{html}</span>" if attributes else html)

    @cached_property
    def _dated(self) -> Words:
        return self._speaker(_KNOWN_BY)

    @cached_property
    def _of_dates(self) -> str:
        return self.mark(language_of(self._dated.locale))


@lru_cache(maxsize=65536)
def _day(when: datetime, locale: str) -> str:
    return escape(long_date(when, locale))


def _filled(template: str, values: dict[str, object]) -> str:
    """Fill values into a message, and escape whatever is not HTML already."""
    if not values:
        return escape(template)
    pieces: list[str] = []
    for text, name, _, _ in Formatter().parse(template):
        pieces.append(escape(text))
        if name is not None:
            pieces.append(_html(values[name]))
    return "".join(pieces)


def _html(value: object) -> str:
    own = getattr(value, "__html__", None)
    return str(own()) if own else escape(str(value))
