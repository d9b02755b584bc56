"""The rules for share cards: every page names its own, which is there, and as large as the page says."""

from collections.abc import Iterator

from forewarn.card import HEIGHT, MOST_BYTES, WIDTH
from forewarn.problem import Problem
from forewarn.publication.facts import Kind, without_query
from forewarn.publication.finished import REPORT, Finished, Rule, found

_TEMPLATE = "Let the template write the head's image once, as overrides/partials/head.html does."


def every_page_names_its_card(finished: Finished) -> Iterator[Problem]:
    """Every page names the one share card that is meant for it, and no other picture."""
    for path, facts in finished.pages.items():
        wanted = finished.expected.images.get(path)
        if wanted is None or facts.images == (wanted,):
            continue
        if facts.images:
            named = " and ".join(f'"{image}"' for image in facts.images)
            message = f'For the one who shares it, this page names {named}, and not "{wanted}" alone.'
            yield found(path, "page", "card-wrong", message, _TEMPLATE)
        else:
            yield found(path, "page", "card-wrong", "This page names no share card.", _TEMPLATE)


def cards_are_there(finished: Finished) -> Iterator[Problem]:
    """The share card that a page names is a file of the site."""
    named = {image: path for path, image in finished.expected.images.items()}
    for image, path in sorted(named.items()):
        target = finished.ways.target(path, without_query(image))
        if target is None or target.path not in finished.ways.paths:
            message = f'The share card of this page, "{image}", is no file of this site.'
            yield found(path, "page", "card-absent", message, REPORT)


def cards_are_of_their_size(finished: Finished) -> Iterator[Problem]:
    """Every share card has the size that pages tell of it, and few enough bytes for a preview."""
    for path, facts in finished.of_kind(Kind.CARD):
        width, height, count = facts.size
        if (width, height) != (WIDTH, HEIGHT):
            message = f"This share card has {width} by {height} pixels, and pages say {WIDTH} by {HEIGHT}."
            yield found(path, "file", "card-size", message, REPORT)
        elif count > MOST_BYTES:
            message = f"This share card has {count // 1000} KB, of which {MOST_BYTES // 1000} are allowed."
            yield found(path, "file", "card-size", message, REPORT)


CARD_RULES: tuple[Rule, ...] = (every_page_names_its_card, cards_are_there, cards_are_of_their_size)
