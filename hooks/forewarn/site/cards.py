"""Every share card of the site: what is to be drawn, and the names by which pages and feeds know it."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from functools import partial
from types import MappingProxyType

from forewarn import addresses
from forewarn.advisory import Advisory, State
from forewarn.attaching import Unfit, publishable
from forewarn.card import Card, CardPicture, SharedPicture
from forewarn.drawing.cards import card_data
from forewarn.drawing.cropping import cropped
from forewarn.drawing.letters import CURE, told
from forewarn.drawing.orders import Order, order
from forewarn.drawing.templates import Templates
from forewarn.outputs.share_cards import advisory_card, area_card, site_card, topic_card, words_of
from forewarn.problem import Level, Problem, ProblemsFound
from forewarn.site.site import Site
from forewarn.sums import sum_of_value
from forewarn.surveying.recollection import Recalled

SETTINGS = "mkdocs.yml"


@dataclass(frozen=True)
class Commission:
    """A card of the site: its address, the file of the text that it is for, and what it says."""

    address: str
    file: str
    card: Card


def with_cards(site: Site, templates: Templates) -> tuple[Site, Mapping[str, Order]]:
    """Give a site that knows its share cards, and what is to be drawn, by the addresses of the files.

    Raises ProblemsFound where a card would have letters that no font has.
    """
    recalled = site.recall("card", sum_of_value(site.surroundings, templates.signature))
    of_editions = [_order_for(each, templates) for edition in site.editions for each in _of_edition(edition)]
    made: list[_Ordered] = []
    ordered = (*of_editions, *_of_advisories(site, templates, recalled, made))
    if problems := tuple(_undrawable((*of_editions, *made), templates)):
        raise ProblemsFound(problems)
    pictures = MappingProxyType({each.picture.address: each.picture for each in ordered})
    return site.with_pictures(pictures), {each.picture.address: each.order for each in ordered}


@dataclass(frozen=True, slots=True)
class _Ordered:
    """A card that is ordered, the name by which pages know it, and the words on it."""

    order: Order
    picture: SharedPicture
    words: tuple[str, ...]
    shows_file: bool


def _of_advisories(site: Site, templates: Templates, recalled: Recalled, made: list[_Ordered]) -> Iterator[_Ordered]:
    """Order the card of every advisory; one that was ordered before is the same, unless it shows a file.

    Those that are not the same are put into ``made`` as well.
    """
    for advisory in site.register.advisories:
        state = site.register.state_of(advisory)
        if recalled.former(advisory.id) == (advisory, state) and not (own := recalled.again(advisory.id)).shows_file:
            yield own
        else:
            own = _of_advisory(site, templates, advisory, state)
            recalled.learn(advisory.id, (advisory, state), own)
            made.append(own)
            yield own


def _of_advisory(site: Site, templates: Templates, advisory: Advisory, state: State) -> _Ordered:
    card = advisory_card(site.edition_for(advisory.locale).settings, advisory, site.areas_of(advisory), state)
    return _order_for(Commission(addresses.card(advisory.id), advisory.file, card), templates)


def _order_for(commission: Commission, templates: Templates) -> _Ordered:
    own, card = _order(commission, templates), commission.card
    picture = SharedPicture(commission.address, own.version, words_of(card))
    return _Ordered(own, picture, tuple(_texts_of(card)), shows_file=card.picture is not None)


def _of_edition(site: Site) -> Iterator[Commission]:
    """Give the cards of an edition's own pages."""
    settings, at = site.settings, site.card_address
    yield Commission(at(addresses.SITE_CARD), SETTINGS, site_card(settings, site.home))
    for area in site.areas:
        yield Commission(at(addresses.area_card(area.slug)), area.file, area_card(settings, area))
    for topic in site.topics:
        yield Commission(at(addresses.topic_card(topic.slug)), SETTINGS, topic_card(settings, topic))


def _order(commission: Commission, templates: Templates) -> Order:
    card = commission.card
    told = partial(card_data, card, templates.colours, templates.typefaces)
    if card.picture is None:
        return order(templates.signature, commission.file, card, told)
    sum_ = _sum_of(card.picture)
    shown = _Pictured(replace(card, picture=None), sum_)
    return order(templates.signature, commission.file, shown, told, partial(_cut, card.picture, sum_))


@dataclass(frozen=True)
class _Pictured:
    """A card with a picture, which is known by the sum of its bytes, wherever they lie."""

    card: Card
    picture: str


def _cut(picture: CardPicture, sum_: str) -> bytes:
    """Cut a picture to its place.

    Raises ValueError where it has become unfit since it was examined, or is not the one of a sum any more: what is
    drawn is kept by that sum, and would be shown again wherever the former picture comes back.
    """
    try:
        made = cropped(publishable(picture.attachment))
    except Unfit as why:
        raise ValueError(why.message) from None
    if _sum_of(picture) != sum_:
        raise ValueError(f"the picture {picture.attachment.file} has changed in the meantime.")
    return made


def _sum_of(picture: CardPicture) -> str:
    """Give the sum of a picture's bytes; none of a picture that is gone, which fails when it is to be drawn."""
    try:
        return hashlib.sha256(picture.attachment.source.read_bytes()).hexdigest()
    except OSError:
        return ""


def _undrawable(ordered: Sequence[_Ordered], templates: Templates) -> Iterator[Problem]:
    """Find what no font has, wherever it comes from; most of it was found before, with its line.

    Words that stand on many cards are told of once, for the first: those of the settings are on the site's own.
    """
    if not templates.typefaces.missing_letters("".join(sorted(_letters(ordered)))):
        return
    files: dict[str, str] = {}
    for each in ordered:
        for text in each.words:
            files.setdefault(text, each.order.subject)
    for text, file in files.items():
        if letters := templates.typefaces.missing_letters(text):
            message = f'No font of the cards has {told(letters)}, for the words "{text}".'
            yield Problem(file, 1, 1, "file", "letter-undrawable", Level.ERROR, message, CURE)


def _letters(ordered: Iterable[_Ordered]) -> set[str]:
    """Give all letters of all cards, each once."""
    return set().union(*(text for each in ordered for text in each.words))


def _texts_of(card: Card) -> Iterator[str]:
    for field in fields(card):
        value = getattr(card, field.name)
        if isinstance(value, str):
            yield value
        elif field.name == "places":
            yield from value
