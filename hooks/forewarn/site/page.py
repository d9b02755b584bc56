"""One page of the site, whatever it shows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from forewarn import addresses
from forewarn.advisory import Advisory
from forewarn.language import Language
from forewarn.outputs.head import Head
from forewarn.outputs.structured_data import Crumb, breadcrumb_list
from forewarn.site.site import Site

HOME_CRUMB = Crumb("Home", addresses.HOME)


@dataclass(frozen=True)
class Page:
    """One page. ``language`` is that of its content; ``values`` are the template's, by their names in it.

    ``crumbs`` are the way to it from the home page, both included; ``changed`` is when what it shows last changed,
    where that is known.
    """

    address: str
    template: str
    head: Head
    language: Language
    body: str
    json_ld: tuple[Mapping[str, object], ...]
    crumbs: tuple[Crumb, ...]
    values: Mapping[str, object]
    changed: datetime | None = None


def structured(
    site: Site, subject: Mapping[str, object], crumbs: tuple[Crumb, ...]
) -> tuple[Mapping[str, object], ...]:
    """Give all the structured data of a page: what it is about, and the way to it."""
    return subject, breadcrumb_list(site.settings, crumbs)


def newest_change(advisories: Iterable[Advisory]) -> datetime | None:
    """Tell when the newest change was made among some advisories; None without any."""
    return max((advisory.modified for advisory in advisories), default=None)
