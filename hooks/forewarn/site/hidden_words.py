"""The words by which one would know an advisory that is not public yet, and that nothing public has.

They are looked for in the finished site. A word that something public has as well is no trace of anything, and must not
keep a warning from going out: it is left out, wherever in the public texts it stands.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass

from forewarn.advisory import Advisory
from forewarn.register import Register
from forewarn.site.pages import not_found_page
from forewarn.site.planned import PlannedPage
from forewarn.site.site import Site
from forewarn.surveying.typed_words import BETWEEN, SHORTEST_NAME, SHORTEST_TEXT, Words, long_enough
from forewarn.traces import Traces
from forewarn.words import all_words

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Secrets:
    """All advisories as far as they could be read: valid ones in ``register``, and the words of every one in ``texts``.

    ``hidden`` are the files of those that the public may not know of.
    """

    register: Register
    texts: Sequence[Words]
    hidden: Collection[str]


NO_SECRETS = Secrets(Register(()), (), ())


def hidden_words(
    secrets: Secrets, site: Site, pages: Iterable[PlannedPage], others: Iterable[str] = ()
) -> frozenset[str]:
    """Give the words that no file of a site may hold; none where nothing is hidden.

    ``pages`` are those of the site, and ``others`` any other texts that the public may know, such as the templates.
    """
    words = Traces(_secret(secrets, site))
    return words.without_those_in(_public(secrets, site, pages, others)) if words else frozenset()


def _secret(secrets: Secrets, site: Site) -> Iterator[str]:
    """Give everything that only what is hidden should say, in no order and not yet compared with what is public."""
    for text in secrets.texts:
        if text.file in secrets.hidden:
            yield from text.secrets
    for advisory in secrets.register.advisories:
        if advisory.file in secrets.hidden:
            yield from _of_advisory(advisory)
        else:
            yield from _to_come(advisory, site)


def _of_advisory(advisory: Advisory) -> Iterator[str]:
    """Give the words of a valid advisory as outputs would have them."""
    texts = (advisory.title, advisory.share_title, advisory.summary, *advisory.advice, advisory.text_message)
    for text in (*texts, *(update.note for update in advisory.updates)):
        yield from long_enough(text, SHORTEST_TEXT)
    names = (attachment.name for attachment in advisory.attachments)
    for name in (*advisory.scam.shown_links, *advisory.scam.shown_emails, *names):
        yield from long_enough(name, SHORTEST_NAME)


def _to_come(advisory: Advisory, site: Site) -> Iterator[str]:
    """Give the words of a public advisory's updates that are still to come."""
    for update in advisory.updates:
        if update.when > site.register.now:
            yield from long_enough(update.note, SHORTEST_TEXT)


def _public(secrets: Secrets, site: Site, pages: Iterable[PlannedPage], others: Iterable[str]) -> Iterator[str]:
    """Give every text that the public may know, as it was written and as it is shown."""
    yield from (text.typed for text in secrets.texts if text.file not in secrets.hidden)
    homes = (site.home, *site.edition_homes.values())
    for value in (site.settings, homes, site.areas, site.contacts, site.help_pages):
        for text in _texts_of(value):
            yield from (text, _TAG.sub("", text)) if "<" in text else (text,)
    yield from map(said_by, site.register.advisories)
    for contact in (*site.contacts.contacts, *(contact for area in site.areas for contact in area.contacts)):
        yield contact.dialled
    yield from _texts_of(not_found_page(site).head)
    yield from all_words()
    for page in pages:
        yield f"/{page.address}"
        yield from page.names
    yield from others


def said_by(advisory: Advisory) -> str:
    """Give everything that an advisory says, once with the tags of its body and once without, as one text.

    There are thousands, and to look into one text takes a tenth of the time of looking into thirty.
    """
    scam, picture = advisory.scam, advisory.picture
    said = (
        *(advisory.id, advisory.title, advisory.share_title, advisory.summary, advisory.text_message, advisory.file),
        *(advisory.status, advisory.severity, advisory.locale, advisory.source or "", advisory.replaces or ""),
        *(advisory.translation_of or "", advisory.body, _TAG.sub("", advisory.body)),
        *(*advisory.areas, *advisory.advice, *advisory.aliases),
        *(update.note for update in advisory.updates),
        *(words for heading in advisory.headings for words in (heading.text, heading.anchor)),
        *(name for topic in advisory.topics for name in (topic.name, topic.slug)),
    )
    if scam:
        said += (*scam.phones, *scam.links, *scam.emails, *scam.shown_links, *scam.shown_emails)
    if advisory.attachments or picture:
        said += tuple(_texts_of((advisory.attachments, picture)))
    return BETWEEN.join(said)


def _texts_of(value: object) -> Iterator[str]:
    """Give every text within a value."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts_of(getattr(value, field.name))
    elif isinstance(value, Mapping):
        yield from _texts_of((*value, *value.values()))
    elif isinstance(value, Collection):
        for item in value:
            yield from _texts_of(item)
