"""What a page says of itself to search engines, previews and feed readers.

Open Graph: https://ogp.me/, whose properties go into ``property=``, not ``name=``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from forewarn.addresses import advisory as advisory_address
from forewarn.advisory import Advisory
from forewarn.card import HEIGHT, MEDIA_TYPE, WIDTH, SharedPicture
from forewarn.language import tag_of
from forewarn.listing import Translation, translation
from forewarn.settings import Canonical, Settings


@dataclass(frozen=True)
class FeedLink:
    """A feed that a page offers: its title, and the address of the page that it belongs to."""

    title: str
    page: str


@dataclass(frozen=True)
class PageLink:
    """What another page is to this one: ``prev``, ``next``, or ``alternate`` in the language of a tag."""

    relation: str
    href: str
    language: str = ""


@dataclass(frozen=True)
class Image:
    """A picture that stands for a page where it is shared: its whole address, and what it says, in words."""

    url: str
    words: str


@dataclass(frozen=True)
class Head:
    """The values of one page's head, all of them plain text that is escaped where it is written.

    ``canonical`` is None for a page without an address of its own. ``properties`` are Open Graph's, in order.
    ``is_indexed`` says whether a search engine may show the page; ``image`` is what stands for it where it is shared.
    """

    title: str
    description: str
    canonical: str | None
    properties: tuple[tuple[str, str], ...]
    feeds: tuple[FeedLink, ...]
    links: tuple[PageLink, ...] = ()
    is_indexed: bool = True
    image: Image | None = None


def advisory_head(  # noqa: PLR0913, PLR0917 - what is told of an advisory
    settings: Settings,
    advisory: Advisory,
    keywords: tuple[str, ...],
    translations: tuple[Translation, ...],
    feeds: tuple[FeedLink, ...],
    picture: SharedPicture | None = None,
) -> Head:
    """Make the head of an advisory's page. It is an article, whatever its source said it was, and whatever its state.

    ``keywords`` are the names that it is filed under, the first of them its section. ``translations`` say the same in
    other languages, and ``picture`` is its share card. What stands for an advisory is its own address, or that of its
    source, where it has one and the settings say so.
    """
    page = settings.absolute(advisory_address(advisory.id))
    canonical = (advisory.source or page) if settings.canonical is Canonical.SOURCE else page
    every = (translation(advisory), *translations) if translations else ()
    return Head(
        title=f"{advisory.title} | {settings.site_name}",
        description=previewed(advisory.summary),
        canonical=canonical,
        properties=(
            *_properties(settings, "article", advisory.share_title, advisory.summary, canonical, advisory.locale),
            *(("og:locale:alternate", each.locale) for each in translations),
            *_image_properties(settings, picture),
            *_article_properties(advisory, keywords),
        ),
        feeds=feeds,
        links=tuple(
            PageLink("alternate", settings.absolute(advisory_address(each.id)), tag_of(each.locale)) for each in every
        ),
        image=image_of(settings, picture),
    )


def page_head(  # noqa: PLR0913, PLR0917 - what is told of a page
    settings: Settings,
    title: str,
    description: str,
    address: str | None,
    feeds: tuple[FeedLink, ...],
    picture: SharedPicture | None = None,
    locale: str = "",
) -> Head:
    """Make the head of any other page. ``address`` is None for a page that stands for many, such as "not found".

    ``picture`` is the share card that stands for it; ``locale`` is its own where it is not in that of the settings.
    """
    canonical = None if address is None else settings.absolute(address)
    spoken = locale or settings.locale
    shared = () if canonical is None else _properties(settings, "website", title, description, canonical, spoken)
    properties = (*shared, *_image_properties(settings, picture))
    return Head(
        title if title == settings.site_name else f"{title} | {settings.site_name}",
        previewed(description),
        canonical,
        properties,
        feeds,
        is_indexed=canonical is not None,
        image=image_of(settings, picture),
    )


def redirect_head(settings: Settings, advisory: Advisory, title: str, picture: SharedPicture | None) -> Head:
    """Make the head of a page at an earlier address of an advisory, which is not to be found by itself.

    Who passes on that address shares the advisory, and its card.
    """
    canonical = settings.absolute(advisory_address(advisory.id))
    return Head(
        f"{title} | {settings.site_name}",
        previewed(advisory.title),
        canonical,
        (
            *_properties(settings, "article", advisory.share_title, advisory.summary, canonical, advisory.locale),
            *_image_properties(settings, picture),
        ),
        (),
        is_indexed=False,
        image=image_of(settings, picture),
    )


def image_of(settings: Settings, picture: SharedPicture | None) -> Image | None:
    """Give a share card as a page of others names it."""
    return Image(settings.absolute(picture.href), previewed(picture.words)) if picture else None


def _image_properties(settings: Settings, picture: SharedPicture | None) -> Iterator[tuple[str, str]]:
    image = image_of(settings, picture)
    if image is None:
        return
    yield "og:image", image.url
    if image.url.startswith("https:"):
        yield "og:image:secure_url", image.url
    yield "og:image:type", MEDIA_TYPE
    yield "og:image:width", str(WIDTH)
    yield "og:image:height", str(HEIGHT)
    yield "og:image:alt", image.words


_BEGINS_A_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_GUILLEMETS = str.maketrans("<>", "‹›")


def previewed(text: str) -> str:
    """Give a text for the programs of others, with "‹b›" for "<b>" where it has what looks like a tag.

    Entities keep such a text harmless in this page. The programs that make previews of it decode them, and many put the
    result into pages of their own as it is.
    """
    return text.translate(_GUILLEMETS) if _BEGINS_A_TAG.search(text) else text


def _properties(  # noqa: PLR0913, PLR0917 - the properties that every page has
    settings: Settings, kind: str, title: str, description: str, url: str, locale: str
) -> tuple[tuple[str, str], ...]:
    return (
        ("og:type", kind),
        ("og:title", previewed(title)),
        ("og:description", previewed(description)),
        ("og:url", url),
        ("og:site_name", previewed(settings.site_name)),
        ("og:locale", locale),
    )


def _article_properties(advisory: Advisory, keywords: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield "article:published_time", advisory.published.isoformat()
    if advisory.modified > advisory.published:
        yield "article:modified_time", advisory.modified.isoformat()
    if advisory.expires:
        yield "article:expiration_time", advisory.expires.isoformat()
    yield from (("article:section", previewed(name)) for name in keywords[:1])
    yield from (("article:tag", previewed(name)) for name in keywords)
