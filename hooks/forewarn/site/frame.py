"""What is around every page of an edition: all that a template knows of the site besides the values of its own page."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from forewarn import addresses
from forewarn.addresses import identity_in_edition
from forewarn.area import AreaName, Named
from forewarn.contact import Contact
from forewarn.language import Language, language_alone, language_of
from forewarn.rendering.phone_links import PhoneLinks, phone_links
from forewarn.settings import Settings
from forewarn.site.handbook import NO_HANDBOOK, Handbook
from forewarn.topic import Topic
from forewarn.words import Words, words_in


class InEdition:
    """What an edition of a site tells of itself by its ``settings``: its language, its words, and its addresses."""

    settings: Settings

    @property
    def is_first(self) -> bool:
        """Whether this is the site in its own language, whose addresses begin with nothing."""
        return not self.settings.prefix

    @property
    def tag(self) -> str:
        """The language of this edition alone, such as ``cy``."""
        return language_alone(self.settings.locale)

    @property
    def language(self) -> Language:
        """The language of the site's own words."""
        return language_of(self.settings.locale)

    @property
    def words(self) -> Words:
        """The site's own words in that language."""
        return words_in(self.settings.locale)

    def at(self, address: str) -> str:
        """Give the address of a page of this edition, which the site in its own language has at ``address``."""
        return self.settings.prefix + address

    def area_address(self, area: Named) -> str:
        """Give the address of an area's page, which in another language has a name of that language."""
        return self.at(addresses.area(area.slug if self.is_first else area.slug_in(self.tag)))

    def topic_address(self, topic: Topic) -> str:
        """Give the address of a topic's page, which in another language has a name of that language, if it can."""
        name = self.settings.topic_names.get(topic.slug)
        return self.at(addresses.topic(identity_in_edition(name, topic.slug) if name else topic.slug))

    def card_address(self, address: str) -> str:
        """Give the address of a share card of this edition, which the site in its own language has at ``address``."""
        return addresses.card_of_edition(address, self.settings.prefix)


@dataclass(frozen=True)
class PreviewNotice:
    """What every page of a preview says first, to editors and in their language.

    ``says`` are its words, and ``hidden`` those for a page that the public does not see; ``problems`` tell why some
    drafts cannot be shown, each behind the words ``lacking``. ``handbook`` has the documents for editors.
    """

    says: str
    problems: tuple[str, ...] = ()
    handbook: Handbook = NO_HANDBOOK
    heading: str = "This is a preview, and nothing of it is public."
    hidden: str = "The public does not see this page."
    lacking: str = "A draft that cannot be shown yet:"


@dataclass(frozen=True)
class Branch:
    """An area with those that lie directly within it, by name."""

    area: AreaName
    branches: tuple["Branch", ...]


@dataclass(frozen=True)
class HelpLink:
    """A help page as every page leads to it."""

    title: str
    address: str
    language: Language


@dataclass(frozen=True)
class Logo:
    """The organisation's logo as every page shows it: the name that it is published under, and its size."""

    name: str
    width: int
    height: int


@dataclass(frozen=True)
class OtherEdition:
    """Another edition of the site: its locale, and the address of its home page."""

    locale: str
    home: str

    @property
    def language(self) -> Language:
        """The language that it is in."""
        return language_of(self.locale)

    @property
    def words(self) -> Words:
        """Its own words."""
        return words_in(self.locale)


@dataclass(frozen=True)
class Frame(InEdition):
    """What is around the pages of an edition. Templates know it as ``site``.

    ``first_language`` is that of the site's own edition. ``areas`` and ``tree`` are all areas by name, and ``called``
    is everything that a reader may call each, by its slug; ``topics`` are those that an advisory is about.
    ``own_help_pages``, ``phones_for_all`` (for the foot of every page) and ``logo`` are as the edition shows them, and
    ``open_phones`` the numbers that readers may dial. ``others`` are the other editions.
    """

    settings: Settings
    first_language: Language
    areas: tuple[AreaName, ...]
    tree: tuple[Branch, ...]
    called: Mapping[str, tuple[str, ...]]
    topics: tuple[Topic, ...]
    own_help_pages: tuple[HelpLink, ...]
    phones_for_all: tuple[Contact, ...]
    open_phones: tuple[str, ...]
    others: tuple[OtherEdition, ...]
    logo: Logo | None
    is_searchable: bool
    preview: PreviewNotice | None

    def contact_language(self, contact: Contact) -> Language:
        """Give the language of what a contact says: that of its translation, otherwise the site's first."""
        return language_of(contact.tag) if contact.tag else self.first_language

    @cached_property
    def phone_links(self) -> PhoneLinks:
        """Turns the numbers that readers may dial into links."""
        return phone_links(self.open_phones)
