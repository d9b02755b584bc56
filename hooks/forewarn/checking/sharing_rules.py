"""The rules for the fields that other systems read: where the text came from, and what a shared link shows."""

import posixpath
from collections.abc import Iterator

from forewarn.attaching import Unfit
from forewarn.attachment import Attachment
from forewarn.card import CardPicture
from forewarn.checking.entry import Entry, Rule, found, is_missing, is_withdrawn, locale_of
from forewarn.checking.scam_rules import scam_of
from forewarn.document import Document
from forewarn.language import is_locale
from forewarn.problem import Level, Problem
from forewarn.scam import without_fangs
from forewarn.spelling import listed, on_one_line
from forewarn.web import is_web_address

PICTURES = (".jpeg", ".jpg", ".png", ".webp")


def sources_are_web_addresses(entry: Entry) -> Iterator[Problem]:
    """Where the text was first published is an address on the web."""
    for field in ("url", "og.url"):
        address = entry.document.text(field)
        if address and not is_web_address(address):
            message = f'"{address}" is not an address on the web.'
            yield found(entry.document, field, "not-an-address", message, 'Begin it with "https://".')


def picture_usable(entry: Entry) -> Iterator[Problem]:
    """The picture for sharing is an address on the web, or a picture beside the text; any other is passed over."""
    image = entry.document.text("og.image").strip()
    if not image or is_web_address(image):
        return
    if ":" in image or image.startswith("//") or not image.lower().endswith(PICTURES):
        message = f'"{image}" is not a picture that can be used; the page goes without.'
        cure = f"Give the address of a picture, or a file that ends in {listed(PICTURES)}, or delete the line."
        yield found(entry.document, "og.image", "picture-unusable", message, cure, level=Level.WARNING)
    elif isinstance(unfit := entry.attachments.get(picture_of(entry.document)), Unfit):
        message = f'"{image}" cannot be used, and the page goes without: {unfit.message}'
        yield found(entry.document, "og.image", "picture-unusable", message, unfit.cure, level=Level.WARNING)
    elif picture_of(entry.document) not in entry.other_files:
        message = f'There is no picture "{image}"; the page goes without.'
        cure = "Put the picture beside the text, or delete the line."
        yield found(entry.document, "og.image", "picture-missing", message, cure, level=Level.WARNING)
    elif is_missing(entry.document, "og.image_alt"):
        message = "Nothing says what the picture shows, for those who cannot see it; the page goes without."
        cure = 'Add "image_alt: ..." below "og:", and say it in a sentence.'
        yield found(entry.document, "og.image", "picture-undescribed", message, cure, level=Level.WARNING)


def card_picture_of(entry: Entry) -> CardPicture | None:
    """Give the picture for the share card of an entry that has no error; None of one that is withdrawn."""
    picture = entry.attachments.get(picture_of(entry.document)) if entry.document.text("og.image").strip() else None
    if not isinstance(picture, Attachment) or not picture.kind.is_picture or is_withdrawn(entry.document):
        return None
    words = on_one_line(entry.document.text("og.image_alt"))
    return CardPicture(picture, without_fangs(words, scam_of(entry.document))) if words else None


def picture_of(document: Document) -> str:
    """Name the file of a document's picture, as seen from the document: ``a.png`` is beside it."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(document.file), document.text("og.image").strip()))


def locale_known(entry: Entry) -> Iterator[Problem]:
    """The language is given as a language and a country."""
    locale = entry.document.text("og.locale")
    if locale and not is_locale(locale):
        message = f'"{locale}" is no language and country; {entry.settings.locale} is used.'
        cure = 'Write it like "en_GB" or "cy_GB".'
        yield found(entry.document, "og.locale", "locale-unknown", message, cure, level=Level.WARNING)


def locale_listed(entry: Entry) -> Iterator[Problem]:
    """The language is one of those that the site's settings list, if they list any."""
    listed_ones = entry.settings.languages
    locale = locale_of(entry)
    if listed_ones and locale not in listed_ones:
        message = f'"{locale}" is not among the languages of this site.'
        cure = f"They are {listed(listed_ones, 'and')}. Add it to the languages in mkdocs.yml, or translate the text."
        yield found(entry.document, "og.locale", "locale-unlisted", message, cure, level=Level.WARNING)


SHARING_RULES: tuple[Rule, ...] = (sources_are_web_addresses, picture_usable, locale_known, locale_listed)
