"""The rules for the setting ``colours``: an organisation's own, and what is made of them."""

from collections.abc import Iterator, Mapping

from forewarn.checking.colour_rules import EITHER, colour_wrong, contrast_too_low
from forewarn.checking.given import Given
from forewarn.colours import DARK_SURFACES, LIGHT_SURFACES, WHITE, Colours, shade_for_the_dark
from forewarn.problem import Problem
from forewarn.settings import Palette
from forewarn.spelling import did_you_mean, listed

COLOURS = ("main", "on_main", "main_dark", "on_main_dark")


def colours_complete(given: Given) -> Iterator[Problem]:
    """The organisation's colours have names that are known, and are colours; one is for surfaces."""
    if not isinstance(given.value, Mapping):
        yield given.wrong("setting-shape", "It must be a list of colours.", 'Write below it: main: "#14365c"')
        return
    entries = given.entries()
    for name, entry in entries.items():
        if name not in COLOURS:
            hint = did_you_mean(name, COLOURS) or f"They are {listed(COLOURS, 'and')}."
            yield entry.unknown(f'There is no colour "{name}" to set.', hint)
        else:
            yield from (entry.wrong(*wrong) for wrong in colour_wrong(entry.value))
    if "main" not in entries:
        yield given.wrong("colours-incomplete", "There is no main colour.", 'Add a line below it: main: "#14365c"')


def colours_readable(given: Given) -> Iterator[Problem]:
    """Words can be read on the main colour, and links in it on the page: WCAG 2.2, 1.4.3."""
    palette = palette_of(given)
    for name, colours, pages, otherwise in (
        ("main", palette.light, LIGHT_SURFACES, "Make it darker"),
        ("main_dark", palette.dark, DARK_SURFACES, "Make it lighter"),
    ):
        for wrong in contrast_too_low(colours, f"Words on {name}", EITHER):
            yield _nearest(given, f"on_{name}", name).wrong(*wrong)
        links = (Colours(surface=page, words=colours.surface) for page in pages)
        faults = [wrong for link in links for wrong in contrast_too_low(link, f"Links in {name}", otherwise)]
        yield from (_nearest(given, name, "main").wrong(*wrong) for wrong in faults[:1])


def colours_usable(given: Given) -> Iterator[Problem]:
    """The organisation's colours are complete, and can be read."""
    problems = tuple(colours_complete(given))
    yield from problems or colours_readable(given)


def palette_of(given: Given) -> Palette:
    """Make the colours of a block that has a main one; those that it leaves out are made to fit."""
    written = {name: str(entry.value).lower() for name, entry in given.entries().items()}
    main = written["main"]
    light = Colours(main, written.get("on_main", WHITE))
    dark = Colours(written.get("main_dark") or shade_for_the_dark(main), written.get("on_main_dark", DARK_SURFACES[0]))
    return Palette(light, dark)


def _nearest(given: Given, *names: str) -> Given:
    """Give the first of some entries that there is."""
    entries = given.entries()
    return next((entries[name] for name in names if name in entries), given)
