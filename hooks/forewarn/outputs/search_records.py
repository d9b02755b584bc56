"""What the search knows of an advisory: the words by which it is found, and what a list of results shows of it."""

import re
from collections.abc import Iterable, Iterator

from forewarn.addresses import advisory as advisory_address
from forewarn.advisory import Advisory, Severity, State
from forewarn.area import Area
from forewarn.language import language_alone, long_date
from forewarn.phone import dialled, numbers_in
from forewarn.rendering import plain_text
from forewarn.search_record import SearchRecord
from forewarn.settings import Settings
from forewarn.topic import Topic

URGENT = "urgent"

_AT_ITS_ENDS = " \t\n.,:;!?…()[]{}\"'“”‘’«»‹›،۔؟؛।|*_#–—-"  # marks that are no part of a word; money is
_SCHEME = re.compile(r"^[a-z]+://", re.IGNORECASE)


def search_record(  # noqa: PLR0913, PLR0917 - what is told of an advisory
    settings: Settings,
    advisory: Advisory,
    areas: Iterable[Area],
    around: Iterable[Area],
    topics: Iterable[Topic],
    state: State,
) -> SearchRecord:
    """Make the record of a public advisory.

    ``areas`` are those it is for, and ``around`` those that these are parts of. What is withdrawn is found by its
    title and where it is filed, and by nothing that it said.
    """
    own, wider, kinds = tuple(areas), tuple(around), tuple(topics)
    filed = (*(name for area in own for name in _names(area)), *(area.name for area in wider), *_named(kinds))
    said = () if state is State.WITHDRAWN else _said(advisory)
    return SearchRecord(
        address=advisory_address(advisory.id),
        language=language_alone(advisory.locale),
        title=advisory.title,
        summary=advisory.summary,
        date=long_date(advisory.published.astimezone(settings.time_zone), advisory.locale),
        text=" ".join(distinct_words((advisory.title, *said, *filed))),
        areas=tuple(area.slug for area in own),
        around=tuple(area.slug for area in wider),
        topics=tuple(topic.slug for topic in kinds),
        states=(state.value, URGENT) if _is_urgent(advisory, state) else (state.value,),
        published=advisory.published,
    )


def distinct_words(texts: Iterable[str]) -> Iterator[str]:
    """Give the words of some texts in their order, each once.

    A word that stands there a hundred times finds its advisory no better, since results come newest first; and an index
    of each word once is half as large, which is what a reader waits for.

    >>> list(distinct_words(["Hang up. “Hang” up!", "Pay £900?"]))
    ['Hang', 'up', 'Pay', '£900']
    """
    words = (written.strip(_AT_ITS_ENDS) for written in dict.fromkeys(" ".join(texts).split()))
    met: dict[str, str] = {}
    for word in filter(None, words):
        met.setdefault(word.casefold(), word)
    return iter(met.values())


def _said(advisory: Advisory) -> Iterator[str]:
    """Give everything that an advisory says, in plain text; what criminals use, as its page shows it, and in digits."""
    body = plain_text(advisory.body)
    yield from (advisory.summary, *advisory.advice, body, *(update.note for update in advisory.updates))
    yield from _digits((*advisory.advice, body))
    yield from (*advisory.scam.phones, *map(dialled, advisory.scam.phones))
    yield from (*advisory.scam.shown_emails, *advisory.scam.shown_links)
    for link in advisory.scam.shown_links:
        yield from _hosts(link)


def _digits(texts: Iterable[str]) -> Iterator[str]:
    """Give the telephone numbers of some texts as they are dialled: who looks for one may group it otherwise."""
    for text in texts:
        yield from (dialled(number) for _, _, number in numbers_in(text))


def _hosts(link: str) -> Iterator[str]:
    """Give the host of a link that is defanged, and those that it lies below, down to the last two names.

    >>> list(_hosts("hxxps://pay[.]parcel[.]example/now"))
    ['pay[.]parcel[.]example', 'parcel[.]example']
    """
    names = _SCHEME.sub("", link).partition("/")[0].split("[.]")
    for start in range(max(1, len(names) - 1)):
        yield "[.]".join(names[start:])


def _names(area: Area) -> Iterator[str]:
    yield from (area.name, *area.aliases, *area.names_by_language.values())


def _named(topics: Iterable[Topic]) -> Iterator[str]:
    return (topic.name for topic in topics)


def _is_urgent(advisory: Advisory, state: State) -> bool:
    return state is State.CURRENT and advisory.severity is Severity.URGENT
