"""JSON-LD: the same facts for machines, in the words of https://schema.org/.

The values are plain; whoever writes them into a page escapes them for a script element.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from forewarn.addresses import advisory as advisory_address
from forewarn.advisory import Advisory
from forewarn.area import Named
from forewarn.card import HEIGHT, WIDTH, SharedPicture
from forewarn.language import Language, tag_of
from forewarn.listing import Listed, Translation
from forewarn.settings import Settings

CONTEXT = "https://schema.org"


@dataclass(frozen=True)
class Crumb:
    """A page on the way from the home page to another, or that page: its name and its address.

    ``language`` is that of its name, where it is another than the site's.
    """

    name: str
    address: str
    language: Language | None = None


def news_article(  # noqa: PLR0913, PLR0917 - what is told of an advisory
    settings: Settings,
    advisory: Advisory,
    areas: Iterable[Named],
    keywords: tuple[str, ...],
    translations: tuple[Translation, ...],
    picture: SharedPicture | None,
) -> Mapping[str, object]:
    """Describe an advisory.

    ``areas`` are those it is for, ``keywords`` the names that it is filed under, the first of them its section,
    ``translations`` what says the same in other languages, and ``picture`` its share card.
    """
    page = settings.absolute(advisory_address(advisory.id))
    data: dict[str, object] = {
        "@context": CONTEXT,
        "@type": "NewsArticle",
        "@id": page,
        "url": page,
        "mainEntityOfPage": page,
        "headline": advisory.title,
        "description": advisory.summary,
        "inLanguage": tag_of(advisory.locale),
        "datePublished": advisory.published.isoformat(),
        "dateModified": advisory.modified.isoformat(),
        "publisher": _publisher(settings),
        "author": _publisher(settings),
        "articleSection": keywords[0],
        "keywords": [*keywords],
        "spatialCoverage": [{"@type": "AdministrativeArea", "name": area.name} for area in areas],
    }
    if picture:
        data["image"] = {
            "@type": "ImageObject",
            "url": settings.absolute(picture.href),
            "width": WIDTH,
            "height": HEIGHT,
            "caption": picture.words,
        }
    if advisory.expires:
        data["expires"] = advisory.expires.isoformat()
    if advisory.source:
        data["isBasedOn"] = advisory.source
    data.update(_translations(settings, advisory, translations))
    return data


def website(settings: Settings) -> Mapping[str, object]:
    """Describe the site, for its home page."""
    return {
        "@context": CONTEXT,
        "@type": "WebSite",
        "url": settings.site_url,
        "name": settings.site_name,
        "description": settings.description,
        "inLanguage": tag_of(settings.locale),
        "publisher": _publisher(settings),
    }


def web_page(settings: Settings, title: str, description: str, address: str) -> Mapping[str, object]:
    """Describe a page of words about the site."""
    return {
        "@context": CONTEXT,
        "@type": "WebPage",
        "url": settings.absolute(address),
        "name": title,
        "description": description,
        "inLanguage": tag_of(settings.locale),
        "publisher": _publisher(settings),
    }


def collection(settings: Settings, title: str, address: str, advisories: Iterable[Listed] = ()) -> Mapping[str, object]:
    """Describe a page that lists advisories."""
    parts = [settings.absolute(advisory_address(advisory.id)) for advisory in advisories]
    return {
        "@context": CONTEXT,
        "@type": "CollectionPage",
        "url": settings.absolute(address),
        "name": title,
        "hasPart": [{"@type": "NewsArticle", "url": part} for part in parts],
    }


def breadcrumb_list(settings: Settings, crumbs: Iterable[Crumb]) -> Mapping[str, object]:
    """Describe the way from the home page to a page, both included."""
    return {
        "@context": CONTEXT,
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": crumb.name, "item": settings.absolute(crumb.address)}
            for position, crumb in enumerate(crumbs, start=1)
        ],
    }


def _translations(settings: Settings, advisory: Advisory, others: tuple[Translation, ...]) -> Mapping[str, object]:
    """Say which texts this was translated from and into; two translations of one text are neither to each other."""
    originals = [_work(settings, other) for other in others if other.id == advisory.translation_of]
    translated = [_work(settings, other) for other in others if other.translation_of == advisory.id]
    return {
        **({"translationOfWork": originals[0]} if originals else {}),
        **({"workTranslation": translated} if translated else {}),
    }


def _work(settings: Settings, advisory: Translation) -> Mapping[str, object]:
    page = settings.absolute(advisory_address(advisory.id))
    return {"@type": "NewsArticle", "@id": page, "url": page, "inLanguage": tag_of(advisory.locale)}


def _publisher(settings: Settings) -> Mapping[str, object]:
    return {"@type": "Organization", "name": settings.organisation, "url": settings.site_url}
