"""The poster of every current advisory: what is to be drawn, and what its page says of it."""

from collections.abc import Iterator, Mapping
from functools import partial

from forewarn import addresses
from forewarn.drawing.letters import told
from forewarn.drawing.orders import Order, order
from forewarn.drawing.posters import missing_letters, poster_data
from forewarn.drawing.templates import Templates
from forewarn.language import language_alone
from forewarn.outputs.posters import poster
from forewarn.poster import Poster
from forewarn.problem import Level, Problem
from forewarn.site.site import Site


def poster_orders(site: Site, templates: Templates) -> tuple[Mapping[str, Order], tuple[Problem, ...]]:
    """Give what is to be drawn by the addresses of the files, and a warning for every poster that cannot be.

    The story, unlike the title, may quote letters of any script; a warning must not wait for a poster.
    """
    orders: dict[str, Order] = {}
    problems: list[Problem] = []
    for address, file, own in _posters(site):
        if missing := missing_letters(own, templates.typefaces):
            problems.append(_undrawable(file, missing))
        else:
            told = partial(poster_data, own, templates.colours, templates.typefaces)
            orders[address] = order(templates.signature, file, own, told)
    return orders, tuple(problems)


def _posters(site: Site) -> Iterator[tuple[str, str, Poster]]:
    for advisory in site.register.current():
        edition, state = site.edition_for(advisory.locale), site.register.state_of(advisory)
        areas = edition.areas_of(advisory)
        contacts = edition.contacts_for(areas, language_alone(advisory.locale))
        own = poster(edition.settings, advisory, state, areas, contacts)
        if own is not None:
            yield addresses.poster(advisory.id), advisory.file, own


def _undrawable(file: str, missing: tuple[str, ...]) -> Problem:
    message = f"This advisory goes without a poster: no font of the posters has {told(missing)}."
    cure = "Write it in other letters where the text begins, or put a font that has them into overrides/cards/fonts/."
    return Problem(file, 1, 1, "body", "poster-undrawable", Level.WARNING, message, cure)
