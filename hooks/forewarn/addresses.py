"""The addresses of everything that is published. They are for ever; ARCHITECTURE.md has the whole table.

An address is relative to the site's own, without a slash in front: ``advisories/parcel-texts/``.
"""

import re
import unicodedata
from functools import lru_cache
from hashlib import sha256

MOST_CHARACTERS = 80

# Names that some systems cannot store, and with them those that the site keeps for itself below every list.
DEVICES = frozenset(
    "con prn aux nul com1 com2 com3 com4 com5 com6 com7 com8 com9 lpt1 lpt2 lpt3 lpt4 lpt5 lpt6 lpt7 lpt8 lpt9".split()
)
RESERVED = DEVICES | frozenset("404 assets cards data embed feed index page posters search tags".split())

# What an address of this site may begin with for itself; an earlier address of an advisory may not.
KEPT = frozenset(
    "areas archive assets cards data developers feed help languages page posters search topics 404.html cap.atom"
    " feed.json feed.xml robots.txt rss.xml sitemap sitemap.xml .well-known".split()
)

_LETTERS = frozenset({"Lu", "Ll", "Lt", "Lo"})  # not those that only change others

HOME = ""
NOT_FOUND = "404.html"
ICON = "assets/images/icon.svg"
AREAS = "areas/"
TOPICS = "topics/"
ARCHIVE = "archive/"
SITEMAP = "sitemap.xml"
SITEMAP_PARTS = "sitemap/"
ROBOTS = "robots.txt"
SEARCH = "search/"
DEVELOPERS = "developers/"
MANIFEST = "sha256sums.txt"
SECURITY = ".well-known/security.txt"  # https://www.rfc-editor.org/rfc/rfc9116#section-3
DATASET = "data/advisories.json"
DATASET_SCHEMA = "data/advisories.schema.json"
CAP_INDEX = "cap.atom"
STYLESHEETS = "assets/stylesheets/"
SCRIPTS = "assets/javascripts/"
SITE_CARD = "cards/site/home.png"


def logo(name: str) -> str:
    """Give the address of the organisation's logo.

    >>> logo("crest.png")
    'assets/images/crest.png'
    """
    return f"assets/images/{name}"


def handbook_page(name: str) -> str:
    """Give the address of one of the documents for editors, which only a preview has."""
    return f"editors/{name}/"


def handbook_picture(name: str) -> str:
    """Give the address of a picture in the documents for editors."""
    return f"editors/pictures/{name}"


def language(tag: str) -> str:
    """Give the address of the page with all advisories in a language in which there is nothing else."""
    return f"languages/{tag}/"


@lru_cache(maxsize=65536)
def identity(name: str) -> str:
    """Make an id of a file's name: lower-cased, without accents, every other run of characters a hyphen.

    >>> identity("Devon & Cornwall")
    'devon-cornwall'
    """
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(character for character in decomposed if not unicodedata.combining(character))
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


@lru_cache(maxsize=65536)
def identity_in_edition(name: str, own: str) -> str:
    """Make an id of what something is called in another language; ``own`` is its id in the site's own.

    Of a name in another script no address can be made that a reader could type, so it keeps its own.

    >>> identity_in_edition("Twyll cludwr", "courier-fraud"), identity_in_edition("کوریئر فراڈ", "courier-fraud")
    ('twyll-cludwr', 'courier-fraud')
    """
    found = identity(name) if is_latin(name) else ""
    return found if is_identity(found) else own


def is_latin(name: str) -> bool:
    """Tell whether every letter of a name is one of the Latin script."""
    letters = (sign for sign in unicodedata.normalize("NFKD", name) if unicodedata.category(sign) in _LETTERS)
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)


def is_identity(text: str) -> bool:
    """Tell whether a text can be an id: 1 to 80 of a-z, 0-9 and hyphens, and no reserved name."""
    return identity(text) == text and 0 < len(text) <= MOST_CHARACTERS and text not in RESERVED


def advisory(id_: str) -> str:
    """Give the address of an advisory's page."""
    return f"advisories/{id_}/"


def attachment(id_: str, name: str) -> str:
    """Give the address of a file that belongs to an advisory.

    >>> attachment("parcel-texts", "letter.png")
    'advisories/parcel-texts/letter.png'
    """
    return f"{advisory(id_)}{name}"


def poster(id_: str) -> str:
    """Give the address of an advisory's poster.

    >>> poster("parcel-texts")
    'posters/parcel-texts.pdf'
    """
    return f"posters/{id_}.pdf"


def area(slug: str) -> str:
    """Give the address of an area's page."""
    return f"{AREAS}{slug}/"


def topic(slug: str) -> str:
    """Give the address of a topic's page."""
    return f"{TOPICS}{slug}/"


def year(number: int) -> str:
    """Give the address of the page with everything published in a year."""
    return f"{ARCHIVE}{number}/"


def help_page(slug: str) -> str:
    """Give the address of a help page."""
    return f"help/{slug}/"


def list_page(list_: str, number: int) -> str:
    """Give the address of a page of a list, which counts from 1; the first is the list's own.

    >>> list_page("areas/kent/", 2)
    'areas/kent/page/2/'
    """
    return list_ if number == 1 else f"{list_}page/{number}/"


def search_index(name: str) -> str:
    """Give the address of a file of the index that the search looks into.

    >>> search_index("pagefind.js")
    'search/index/pagefind.js'
    """
    return f"{SEARCH}index/{name}"


def hashed(address: str, content: bytes) -> str:
    """Give an address with a hash of what is found at it, so that a browser may keep that for ever.

    >>> hashed("assets/javascripts/search.js", b"let words")
    'assets/javascripts/search.ed999cb0cf92.js'
    """
    before, point, ending = address.rpartition(".")
    return f"{before}.{sha256(content).hexdigest()[:12]}{point}{ending}"


def card(id_: str) -> str:
    """Give the address of an advisory's share card."""
    return f"cards/{id_}.png"


def area_card(slug: str) -> str:
    """Give the address of an area's share card."""
    return f"cards/areas/{slug}.png"


def topic_card(slug: str) -> str:
    """Give the address of a topic's share card."""
    return f"cards/topics/{slug}.png"


def card_of_edition(card_: str, prefix: str) -> str:
    """Give the address of the share card of a page in another language, whose addresses begin with ``prefix``.

    >>> card_of_edition("cards/areas/kent.png", "cy/"), card_of_edition("cards/areas/kent.png", "")
    ('cards/cy/areas/kent.png', 'cards/areas/kent.png')
    """
    return f"cards/{prefix}{card_.removeprefix('cards/')}"


def embed(area_: str) -> str:
    """Give the address of the small page of an area that other sites show, by the address of the area's page."""
    return f"{area_}embed/"


def feed(page: str = HOME, ending: str = "xml") -> str:
    """Give the address of a feed of the home page or of a list page: ``xml`` for Atom, ``json`` for JSON Feed."""
    return f"{page}feed.{ending}"


def rss(page: str = HOME) -> str:
    """Give the address of the RSS feed of the home page or of a list page."""
    return f"{page}rss.xml"


def feed_archive(page: str, year_: int, ending: str = "xml") -> str:
    """Give the address of what a page's feed held from a year.

    >>> feed_archive("areas/kent/", 2024)
    'areas/kent/feed/2024.xml'
    """
    return f"{page}feed/{year_}.{ending}"


def sitemap_part(number: int) -> str:
    """Give the address of a part of the site map, of one that is too long for a file. Numbers begin at 1.

    >>> sitemap_part(2)
    'sitemap/2.xml'
    """
    return f"{SITEMAP_PARTS}{number}.xml"


def dataset_of_area(slug: str) -> str:
    """Give the address of the file in which other programs find the advisories of an area.

    >>> dataset_of_area("kent")
    'data/areas/kent.json'
    """
    return f"data/areas/{slug}.json"


def dataset_of_year(number: int) -> str:
    """Give the address of the file in which other programs find everything that was published in a year."""
    return f"data/years/{number}.json"


def cap_alert(id_: str) -> str:
    """Give the address of an advisory as a message of the Common Alerting Protocol.

    >>> cap_alert("parcel-texts")
    'advisories/parcel-texts/cap.xml'
    """
    return f"{advisory(id_)}cap.xml"
