"""One page of the site, whatever it shows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from forewarn import addresses
from forewarn.area import Named
from forewarn.hosting import WITHOUT_HEADERS, InPage, in_page
from forewarn.language import Language, own_name
from forewarn.listing import Listed
from forewarn.outputs.head import Head, PageLink
from forewarn.outputs.structured_data import Crumb, breadcrumb_list
from forewarn.settings import Settings
from forewarn.site.frame import Frame, InEdition
from forewarn.site.site import Site
from forewarn.voice import Voice
from forewarn.words import words_in


@dataclass(frozen=True)
class EditionLink:
    """The same page in another edition, or the nearest that there is there: its language, and where it is."""

    language: Language
    name: str
    address: str


@dataclass(frozen=True)
class Page:
    """One page of an edition, in its ``frame``.

    ``language`` is that of its content; ``values`` are the template's, by their names in it. ``switch`` leads to the
    other editions. ``crumbs`` are the way to it from the home page, both included; ``changed`` is when what it shows
    last changed, where that is known.
    """

    address: str
    template: str
    head: Head
    language: Language
    body: str
    json_ld: tuple[Mapping[str, object], ...]
    crumbs: tuple[Crumb, ...]
    values: Mapping[str, object]
    frame: Frame
    switch: tuple[EditionLink, ...] = ()
    changed: datetime | None = None

    @property
    def in_page(self) -> InPage | None:
        """What it has to say for itself, where the host of the site sends no headers."""
        settings = self.frame.settings
        return in_page(settings, self.address) if settings.host in WITHOUT_HEADERS else None

    @property
    def context(self) -> Mapping[str, object]:
        """Give what its template may use: its own values, and those that every page has.

        ``voice`` speaks its language, ``frame`` that of the edition that is around it.
        """
        return {
            "is_embedded": False,
            **self.values,
            "site": self.frame,
            "head": self.head,
            "in_page": self.in_page,
            "language": self.language,
            "voice": voice_of(self.language, self.frame.settings.locale),
            "frame": voice_of(self.frame.language, self.frame.settings.locale),
            "json_ld": self.json_ld,
            "crumbs": self.crumbs,
            "switch": self.switch,
        }


@cache
def voice_of(language: Language, otherwise: str) -> Voice:
    """Give the voice of a page in a language, which in the words that this lacks speaks that of another locale."""
    return Voice(language, words_in(language.tag.replace("-", "_")), words_in(otherwise))


def home_crumb(edition: InEdition) -> Crumb:
    """Give the home page as the first on the way to every other."""
    return Crumb(edition.words.say("Home"), edition.at(addresses.HOME))


def areas_crumb(edition: InEdition) -> Crumb:
    """Give the page with all areas as a step on the way to another."""
    return Crumb(edition.words.say("Areas"), edition.at(addresses.AREAS))


def area_crumbs(edition: InEdition, lineage: Sequence[Named]) -> tuple[Crumb, ...]:
    """Give an area and those that it is within, which come nearest first, as steps: the widest first."""
    return tuple(Crumb(each.name, edition.area_address(each)) for each in reversed(lineage))


def switch_to(site: Site, address_in: Callable[[Site], str]) -> tuple[EditionLink, ...]:
    """Give the links to the other editions of a site. ``address_in`` gives the address of a page in one."""
    return tuple(EditionLink(each.language, own_name(each.settings.locale), address_in(each)) for each in site.others)


def alternates(site: Site, address_in: Callable[[Site], str]) -> tuple[PageLink, ...]:
    """Tell search engines of a page in all editions, itself among them; nothing where there is one edition only.

    Who reads none of their languages gets the site's own:
    https://developers.google.com/search/docs/specialty/international/localized-versions
    """
    if not site.others:
        return ()
    absolute = site.settings.absolute
    links = tuple(PageLink("alternate", absolute(address_in(each)), each.language.tag) for each in site.editions)
    return (*links, PageLink("alternate", absolute(address_in(site.editions[0])), "x-default"))


def structured(
    settings: Settings, subject: Mapping[str, object], crumbs: tuple[Crumb, ...]
) -> tuple[Mapping[str, object], ...]:
    """Give all the structured data of a page: what it is about, and the way to it."""
    return subject, breadcrumb_list(settings, crumbs)


def newest_change(advisories: Iterable[Listed]) -> datetime | None:
    """Tell when the newest change was made among some advisories; None without any."""
    return max((advisory.modified for advisory in advisories), default=None)
