"""What share cards say: of an advisory, an area, a kind of scam, and the site; and the same in words."""

from collections.abc import Iterable, Iterator

from forewarn.advisory import Advisory, Severity, State
from forewarn.area import Area
from forewarn.card import Card
from forewarn.colours import Colours
from forewarn.home import Home
from forewarn.language import language_of, long_date
from forewarn.settings import Settings
from forewarn.topic import Topic
from forewarn.web import shown_address
from forewarn.words import words_in

_STATES = {State.WITHDRAWN: "Withdrawn", State.PAST: "No longer current", State.SUPERSEDED: "Corrected"}
_OVER = frozenset({State.WITHDRAWN, State.SUPERSEDED})


def advisory_card(settings: Settings, advisory: Advisory, areas: Iterable[Area], state: State) -> Card:
    """Say what the card of a public advisory says, in its own language. ``areas`` are those it is for.

    The date is that of its newest update, and says so; the colours are those of the first area's force.
    """
    words, every = words_in(advisory.locale), tuple(areas)
    language = language_of(advisory.locale)
    day = long_date(advisory.modified.astimezone(settings.time_zone), advisory.locale)
    forces = (area.force.colours for area in every)
    return Card(
        language=language,
        title=advisory.title,
        organisation=settings.organisation,
        address=shown_address(settings.site_url),
        severity=words.say(advisory.severity.capitalize()),
        is_urgent=advisory.severity is Severity.URGENT,
        state=words.say(_STATES[state]) if state in _STATES else "",
        is_over=state in _OVER,
        places=tuple(area.name_in(language.tag) for area in every),
        date=words.say("Updated {date}", date=day) if advisory.modified > advisory.published else day,
        colours=next(forces, None) or _own_colours(settings),
        picture=None if state is State.WITHDRAWN else advisory.picture,
    )


def area_card(settings: Settings, area: Area) -> Card:
    """Say what the card of an area says."""
    label = words_in(settings.locale).say("Scam warnings")
    colours = area.force.colours or _own_colours(settings)
    return _card_of_site(settings, area.name, label=label, line=area.force.name, colours=colours)


def topic_card(settings: Settings, topic: Topic) -> Card:
    """Say what the card of a kind of scam says."""
    label = words_in(settings.locale).say("Kind of scam")
    return _card_of_site(settings, topic.name, label=label, colours=_own_colours(settings))


def site_card(settings: Settings, home: Home) -> Card:
    """Say what the card of the site says, which stands for the home page and for every page without one of its own."""
    return _card_of_site(settings, settings.site_name, line=home.description, colours=_own_colours(settings))


def _card_of_site(settings: Settings, title: str, *, label: str = "", line: str = "", colours: Colours | None) -> Card:
    """Make a card in the site's own language."""
    return Card(
        language=language_of(settings.locale),
        title=title,
        organisation=settings.organisation,
        address=shown_address(settings.site_url),
        label=label,
        line=line,
        colours=colours,
    )


def words_of(card: Card) -> str:
    """Say what a card says, in its order, for those who cannot see it; last, what its picture shows.

    >>> words_of(Card(language_of("en_GB"), "Fake texts", "Police", "w.example", severity="Warning", places=("Kent",)))
    'Warning: Fake texts. Kent. Police, w.example.'
    """
    return " ".join(_sentences(card))


def _sentences(card: Card) -> Iterator[str]:
    before = ". ".join(filter(None, (card.state, card.label, card.severity)))
    yield _ended(f"{before}: {card.title}" if before else card.title)
    if about := ", ".join(filter(None, (*card.places, "" if card.places else card.line, card.date))):
        yield _ended(about)
    yield f"{card.organisation}, {card.address}."
    if card.picture:
        yield _ended(card.picture.words)


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…", "۔", "؟", "।")) else f"{text}."


def _own_colours(settings: Settings) -> Colours | None:
    return settings.palette.light if settings.palette else None
