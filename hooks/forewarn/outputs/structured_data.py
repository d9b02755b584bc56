"""JSON-LD: the same facts for machines, in the words of https://schema.org/.

The values are plain; whoever writes them into a page escapes them for a script element.
"""

from collections.abc import Iterable, Mapping

from forewarn.addresses import advisory as advisory_address
from forewarn.advisory import Advisory
from forewarn.area import Area
from forewarn.language import language_of
from forewarn.settings import Settings

CONTEXT = "https://schema.org"


def news_article(settings: Settings, advisory: Advisory, areas: Iterable[Area]) -> Mapping[str, object]:
    """Describe an advisory. ``areas`` are those it is for."""
    page = settings.absolute(advisory_address(advisory.id))
    data: dict[str, object] = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "@id": page,
        "url": page,
        "mainEntityOfPage": page,
        "headline": advisory.title,
        "description": advisory.summary,
        "inLanguage": language_of(advisory.locale).tag,
        "datePublished": advisory.published.isoformat(),
        "dateModified": advisory.modified.isoformat(),
        "publisher": _publisher(settings),
        "author": _publisher(settings),
        "spatialCoverage": [{"@type": "AdministrativeArea", "name": area.name} for area in areas],
    }
    if advisory.expires:
        data["expires"] = advisory.expires.isoformat()
    if advisory.source:
        data["isBasedOn"] = advisory.source
    return data


def website(settings: Settings) -> Mapping[str, object]:
    """Describe the site, for its home page."""
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "url": settings.site_url,
        "name": settings.site_name,
        "description": settings.description,
        "inLanguage": language_of(settings.locale).tag,
        "publisher": _publisher(settings),
    }


def collection(
    settings: Settings, title: str, address: str, advisories: Iterable[Advisory] = ()
) -> Mapping[str, object]:
    """Describe a page that lists advisories."""
    parts = [settings.absolute(advisory_address(advisory.id)) for advisory in advisories]
    return {
        "@context": CONTEXT,
        "@type": "CollectionPage",
        "url": settings.absolute(address),
        "name": title,
        "hasPart": [{"@type": "NewsArticle", "url": part} for part in parts],
    }


def _publisher(settings: Settings) -> Mapping[str, object]:
    return {"@type": "Organization", "name": settings.organisation, "url": settings.site_url}
