"""What the poster of an advisory says."""

from collections.abc import Iterable

from forewarn.addresses import advisory as advisory_address
from forewarn.advisory import Advisory, State
from forewarn.area import Area
from forewarn.colours import Colours
from forewarn.contact import Contact
from forewarn.language import language_alone, language_of, long_date
from forewarn.poster import Phrase, Poster, PosterContact, PosterWords
from forewarn.rendering.story import opening, sentences
from forewarn.settings import Settings
from forewarn.web import shown_address
from forewarn.words import Words, words_in

# How much of the story is told, in characters: it is what a reader needs to know the scam by, and less than what to do.
STORY_BESIDE_ADVICE, STORY_ALONE = 450, 750

_ENGLISH = "en_GB"


def poster(
    settings: Settings, advisory: Advisory, state: State, areas: tuple[Area, ...], contacts: Iterable[Contact]
) -> Poster | None:
    """Give the poster of an advisory, or None where it is not current: paper hangs on, and nobody can correct it.

    ``areas`` are those it is for, and ``contacts`` the channels that are open for them. Words are in the advisory's
    language where its catalogue has them, as are names of contacts and what they are for; else in the site's.
    """
    if state is not State.CURRENT:
        return None
    link, own = settings.absolute(advisory_address(advisory.id)), words_in(advisory.locale)
    masthead, colours = _band(settings, areas)
    return Poster(
        language=language_of(advisory.locale),
        severity=_said(own, advisory.severity.capitalize()),
        title=advisory.title,
        places=tuple(_place(area, settings, advisory.locale) for area in areas),
        date=_date(own, advisory),
        happening=_happening(advisory),
        steps=advisory.advice,
        contacts=tuple(_contact(contact, advisory, settings) for contact in contacts),
        words=_words(own, link),
        address=shown_address(link),
        link=link,
        masthead=Phrase(masthead, language_of(settings.locale)),
        publisher=Phrase(settings.organisation, language_of(settings.locale)),
        colours=colours,
    )


def _band(settings: Settings, areas: tuple[Area, ...]) -> tuple[str, Colours | None]:
    """Give the name and the colours of the band: the force's where there is one that has colours, else the site's."""
    forces = {area.force for area in areas}
    force = next(iter(forces)) if len(forces) == 1 else None
    if force and force.colours:
        return force.name, force.colours
    return settings.organisation, settings.palette.light if settings.palette else None


def _place(area: Area, settings: Settings, locale: str) -> Phrase:
    """Name an area in the language of a locale where it has a name in it, else as the site does."""
    tag = locale.partition("_")[0]
    if tag in area.names_by_language:
        return Phrase(area.names_by_language[tag], language_of(locale))
    return Phrase(area.name, language_of(settings.locale))


def _happening(advisory: Advisory) -> tuple[tuple[str, ...], ...]:
    """Give the opening of the story; the summary where there is none that can stand by itself."""
    told = opening(advisory.body, STORY_BESIDE_ADVICE if advisory.advice else STORY_ALONE)
    return told or ((sentences(advisory.summary),) if advisory.summary else ())


def _contact(contact: Contact, advisory: Advisory, settings: Settings) -> PosterContact:
    """Give a channel in the advisory's language where it has words in it, else in the site's."""
    is_own = contact.tag == language_alone(advisory.locale)
    language = language_of(advisory.locale if is_own else settings.locale)
    ways = (contact.phone, contact.text, contact.email, contact.link_host.removeprefix("www."))
    return PosterContact(Phrase(contact.name, language), tuple(filter(None, ways)), Phrase(contact.purpose, language))


def _words(own: Words, link: str) -> PosterWords:
    return PosterWords(
        what_is_happening=_said(own, "What is happening"),
        what_to_do=_said(own, "What to do"),
        whom_to_tell=_said(own, "Whom to tell"),
        either=_said(own, "or"),
        read_it_all=_said(own, "Read it all, and whether it is still true:"),
        scan=_said(own, "Scan to read the whole warning"),
        code=_said(own, "QR code that leads to {address}", address=shown_address(link)),
    )


def _date(own: Words, advisory: Advisory) -> Phrase:
    """Say on which day the text was true: a sheet of paper hangs for long, and is not changed."""
    message = "True on {date}"
    locale = advisory.locale if own.has(message) else _ENGLISH
    return _said(own, message, date=long_date(advisory.modified, locale))


def _said(own: Words, message: str, **values: str) -> Phrase:
    language = language_of(own.locale if own.has(message) else _ENGLISH)
    return Phrase(own.say(message, **values), language)
