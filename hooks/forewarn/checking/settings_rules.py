"""The settings of a site: what there is to set below ``extra.forewarn`` in mkdocs.yml, and the rules for each.

``SCHEMA`` is the whole list. The values come as YAML types them, so every rule first asks what it was given.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from forewarn.addresses import identity, is_identity
from forewarn.characters import described, hidden_characters
from forewarn.checking.colour_rules import EITHER, colour_wrong, contrast_too_low
from forewarn.colours import DARK_SURFACES, LIGHT_SURFACES, WHITE, Colours, shade_for_the_dark
from forewarn.language import is_locale
from forewarn.problem import Problem, ProblemsFound
from forewarn.reading.positions import Positions
from forewarn.settings import Canonical, Palette, Settings
from forewarn.spelling import did_you_mean, listed, on_one_line
from forewarn.topic import Topic
from forewarn.web import host_of, is_web_address

KEY = "extra.forewarn"
DEFAULT_LOCALE, DEFAULT_ZONE, DEFAULT_DAYS = "en_GB", "Europe/London", 180
MOST_DAYS = 3650
MOST_SHOWN = 10**9
ALWAYS_TRUSTED = ("gov.uk", "police.uk", "nhs.uk")
COLOURS = ("main", "on_main", "main_dark", "on_main_dark")


@dataclass(frozen=True)
class Given:
    """What stands at one place of mkdocs.yml. ``path`` is its dotted name."""

    path: str
    value: object
    positions: Positions

    def wrong(self, rule: str, message: str, cure: str) -> Problem:
        """Report that the value cannot be used."""
        return self.positions.of(self.path).problem(self.path, rule, message, cure)

    def unknown(self, message: str, cure: str) -> Problem:
        """Report that nothing has this name."""
        return self.positions.of_name(self.path).problem(self.path, "setting-unknown", message, cure)

    def items(self) -> tuple["Given", ...]:
        """Give the items of a list; none of anything else."""
        values = self.value if isinstance(self.value, list) else ()
        return tuple(Given(f"{self.path}.{number}", item, self.positions) for number, item in enumerate(values))

    def entries(self) -> dict[str, "Given"]:
        """Give what stands below this by its name; nothing below what is no block."""
        values = self.value if isinstance(self.value, Mapping) else {}
        names = {name if isinstance(name, str) else shown(name).strip('"'): value for name, value in values.items()}
        return {name: Given(f"{self.path}.{name}", value, self.positions) for name, value in names.items()}


Rule = Callable[[Given], Iterator[Problem]]


def read_settings(
    positions: Positions, *, site_name: str, site_url: str | None, description: str | None, own: object
) -> Settings:
    """Read the settings of a site.

    ``site_name``, ``site_url`` and ``description`` are MkDocs' own; ``own`` is what stands below
    ``extra.forewarn``, and ``positions`` tell where. Raises ProblemsFound with every problem.
    """
    given = Given(KEY, own, positions)
    texts = {"site_name": site_name, "site_url": site_url, "site_description": description}
    problems = [
        *(problem for path, text in texts.items() for problem in plain(Given(path, text, positions))),
        *site_url_usable(Given("site_url", site_url, positions)),
        *_own(given),
    ]
    if problems:
        raise ProblemsFound(problems)
    return _settings(site_name, site_url or "", description or site_name, given.entries())


def shown(value: object) -> str:
    """Give a value for a message, in quotes; of one that is no text and no handy number, "It"."""
    is_handy = isinstance(value, str | bool | float) or (isinstance(value, int) and abs(value) <= MOST_SHOWN)
    return f'"{value}"' if is_handy else "It"


def _own(given: Given) -> Iterator[Problem]:
    """Put every setting to its rules."""
    if not isinstance(given.value, Mapping | None):
        yield given.wrong("setting-shape", "It must be a list of settings.", f"The settings are {_NAMES}.")
    for name, setting in given.entries().items():
        if name not in SCHEMA:
            hint = did_you_mean(name, SCHEMA) or f"The settings are {_NAMES}."
            yield setting.unknown(f'There is no setting "{name}".', hint)
        elif setting.value is None:
            yield setting.wrong("setting-shape", "It has no value.", "Write one, or delete the line.")
        else:
            yield from SCHEMA[name](setting)


def plain(given: Given) -> Iterator[Problem]:
    """A text has no character that cannot be seen."""
    for _, character in hidden_characters(given.value) if isinstance(given.value, str) else ():
        yield given.wrong("hidden-character", *described(character))


def site_url_usable(given: Given) -> Iterator[Problem]:
    """The site has a public address, of which the addresses of all its pages are made."""
    url = given.value
    if not isinstance(url, str) or not url:
        cure = 'Write the site\'s public address: site_url: "https://warnings.example/"'
        yield given.wrong("site-url-missing", "The site has no address of its own.", cure)
    elif not is_web_address(url):
        yield given.wrong("not-an-address", f'"{url}" is not an address on the web.', 'Begin it with "https://".')
    elif urlsplit(url).query or urlsplit(url).fragment:
        message = f'"{url}" is no address of a whole site.'
        yield given.wrong("not-an-address", message, "Leave out everything from the ? or # on.")


def one_text(given: Given) -> Iterator[Problem]:
    """The value is one text."""
    if not isinstance(given.value, str):
        yield given.wrong("setting-shape", "It must be one text.", "Put it in double quotes.")
    elif not given.value.strip():
        yield given.wrong("setting-shape", "It has no value.", "Write one, or delete the line.")
    yield from plain(given)


def _text(rule: Callable[[Given, str], Iterator[Problem]]) -> Rule:
    """Make a rule for one text of a rule for what it says."""

    def check(given: Given) -> Iterator[Problem]:
        problems = tuple(one_text(given))
        yield from problems
        if not problems:
            yield from rule(given, str(given.value))

    return check


def _list_of(rule: Rule, example: str) -> Rule:
    """Make a rule for a list of a rule for each of its items."""

    def check(given: Given) -> Iterator[Problem]:
        if not isinstance(given.value, list):
            yield given.wrong("setting-shape", "It must be a list.", f'Write each on a line of its own: - "{example}"')
        for item in given.items():
            yield from rule(item)

    return check


def locale_known(given: Given, locale: str) -> Iterator[Problem]:
    """A language is given with its country."""
    if not is_locale(locale):
        cure = 'Write it like "en_GB" or "cy_GB".'
        yield given.wrong("setting-locale", f'"{locale}" is no language and country.', cure)


def time_zone_known(given: Given, zone: str) -> Iterator[Problem]:
    """The time zone is one of the world's."""
    try:
        ZoneInfo(zone)
    except (OSError, ValueError, KeyError):
        yield given.wrong("setting-time-zone", f'"{zone}" is no time zone.', 'Write it like "Europe/London".')


def host_usable(given: Given, host: str) -> Iterator[Problem]:
    """A trusted host is the name of a website, and not all that ends in one word."""
    if host_of(f"https://{host}/") != host.lower() or "." not in host.strip("."):
        yield given.wrong("setting-host", f'"{host}" is no name of a website.', 'Write it like "kent.gov.uk".')


def days_sensible(given: Given) -> Iterator[Problem]:
    """A warning is thought current for at least a day, and at most ten years."""
    days = given.value
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= MOST_DAYS:
        cure = f"Write how many days a warning is thought current, from 1 to {MOST_DAYS}."
        yield given.wrong("setting-days", f"{shown(days)} is no number of days.", cure)


def canonical_known(given: Given, canonical: str) -> Iterator[Problem]:
    """The address that stands for an advisory is its page here, or its source."""
    if canonical not in set(Canonical):
        hint = did_you_mean(canonical, Canonical) or f"It can be {listed(Canonical)}."
        yield given.wrong("setting-canonical", f'"{canonical}" is none of the two.', hint)


def topic_usable(given: Given, name: str) -> Iterator[Problem]:
    """The name of a topic can be made part of an address."""
    if not is_identity(identity(name)):
        message = f'No address can be made of "{name}".'
        yield given.wrong("topic-unusable", message, "Choose another, with letters from a to z and at most 80 of them.")


def topics_differ(given: Given) -> Iterator[Problem]:
    """No two topics would have one address."""
    first: dict[str, str] = {}
    for item in given.items():
        name = item.value if isinstance(item.value, str) else ""
        if (slug := identity(name)) in first:
            message = f'"{name}" would have the same address as "{first[slug]}".'
            yield item.wrong("topic-twice", message, "Delete one of the two, or give it another name.")
        elif slug:
            first[slug] = name


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
    palette = _palette(given)
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


def topics_usable(given: Given) -> Iterator[Problem]:
    """Every topic has an address of its own."""
    yield from _list_of(_text(topic_usable), "Courier fraud")(given)
    yield from topics_differ(given)


SCHEMA: Mapping[str, Rule] = {
    "organisation": one_text,
    "locale": _text(locale_known),
    "time_zone": _text(time_zone_known),
    "trusted_hosts": _list_of(_text(host_usable), "kent.gov.uk"),
    "current_for": days_sensible,
    "languages": _list_of(_text(locale_known), "cy_GB"),
    "colours": colours_usable,
    "topics": topics_usable,
    "canonical": _text(canonical_known),
}
_NAMES = listed(SCHEMA, "and")


def _settings(site_name: str, site_url: str, description: str, own: Mapping[str, Given]) -> Settings:
    """Make the settings of values that passed every rule."""
    values = {name: given.value for name, given in own.items()}
    locale = str(values.get("locale", DEFAULT_LOCALE))
    languages = _texts(own, "languages")
    return Settings(
        site_name=site_name,
        site_url=f"{site_url.rstrip('/')}/",
        description=description,
        organisation=on_one_line(str(values.get("organisation", site_name))),
        locale=locale,
        time_zone=ZoneInfo(str(values.get("time_zone", DEFAULT_ZONE))),
        trusted_hosts=(*ALWAYS_TRUSTED, *(host.lower() for host in _texts(own, "trusted_hosts"))),
        current_for=timedelta(days=int(str(values.get("current_for", DEFAULT_DAYS)))),
        languages=tuple(dict.fromkeys((locale, *languages))) if languages else (),
        topics=tuple(Topic(identity(name), on_one_line(name)) for name in _texts(own, "topics")),
        palette=_palette(own["colours"]) if "colours" in own else None,
        canonical=Canonical(str(values.get("canonical", Canonical.PAGE))),
    )


def _texts(own: Mapping[str, Given], name: str) -> tuple[str, ...]:
    return tuple(str(item.value) for item in own[name].items()) if name in own else ()


def _palette(given: Given) -> Palette:
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
