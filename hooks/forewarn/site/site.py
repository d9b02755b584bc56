"""All that an output may read."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from itertools import islice
from types import MappingProxyType

from forewarn import addresses
from forewarn.advisory import Advisory, State
from forewarn.area import Area, AreaName
from forewarn.attachment import Attachment
from forewarn.card import SharedPicture
from forewarn.contact import Contact
from forewarn.contact_register import ContactRegister
from forewarn.help_page import HelpPage
from forewarn.home import Home
from forewarn.language import Language, language_alone
from forewarn.listing import Listed, Mention, mention
from forewarn.poster import PosterLink
from forewarn.register import PublicRegister, by_year
from forewarn.settings import EditionSettings, Settings
from forewarn.site.frame import Branch, Frame, HelpLink, InEdition, Logo, OtherEdition, PreviewNotice
from forewarn.sums import sum_of_value
from forewarn.surveying.recollection import NOTHING_RECALLED, Recalled, Recollection
from forewarn.topic import Topic

# How many other advisories a page leads to, and of how many these are the newest that are not the advisory itself.
MOST_RELATED, MOST_COMPARED = 3, 20


# What a site has found out of itself, and would not find otherwise if its share cards were others.
_WITHOUT_PICTURES = (
    "surroundings",
    "_names",
    "_by_slug",
    "_topics_named",
    "listed",
    "_by_topic",
    "_rolled_up",
)


@dataclass(frozen=True)
class ClosedChannel:
    """A channel that has closed, and the one that is open in its place, if there is one in the reader's nation."""

    closed: Contact
    instead: Contact | None


@dataclass(frozen=True)
class Place:
    """Where advisories are for, and whom to tell there.

    ``lineage`` are the area and those around it, nearest first, where it is one only.
    """

    areas: tuple[AreaName, ...]
    lineage: tuple[AreaName, ...]
    contacts: tuple[Contact, ...]

    @cached_property
    def sum(self) -> bytes:
        """The sum of all this, which thousands of pages have alike."""
        return sum_of_value(self)


@dataclass(frozen=True)
class Site(InEdition):
    """A site at one moment. ``register`` holds what is public at it and nothing else; ``areas`` are by name.

    ``contacts`` are all channels, open or closed; ``help_pages`` are by title, those of other languages among them.
    ``edition_homes`` are the home pages in other languages, by the tags of these. ``pictures`` are the share cards and
    ``posters`` the posters by their addresses, as far as there are any; ``logo`` is the organisation's, if it has one.
    ``preview`` is there in a preview only, whose register holds what is hidden as well: such a site is never published.

    A site is offered in its own language, and as an edition in each of its settings' ``editions``. An edition is a
    ``Site`` with the settings, home page and names of that language, and ``original`` is the one that it is made of.
    All share one register; each lists what its readers can best read (``listed``). ``recollection`` is what the last
    build of a preview has made of the advisories.
    """

    settings: Settings
    home: Home
    areas: tuple[Area, ...]
    contacts: ContactRegister
    register: PublicRegister
    help_pages: tuple[HelpPage, ...] = ()
    edition_homes: Mapping[str, Home] = field(default_factory=lambda: MappingProxyType({}))
    pictures: Mapping[str, SharedPicture] = field(default_factory=lambda: MappingProxyType({}))
    posters: Mapping[str, PosterLink] = field(default_factory=lambda: MappingProxyType({}))
    logo: Attachment | None = None
    preview: PreviewNotice | None = None
    original: "Site | None" = None
    recollection: Recollection = field(default=NOTHING_RECALLED, compare=False, repr=False)

    @property
    def offers_alerts(self) -> bool:
        """Tell whether there are alerts: where they are asked for, and only on the site that the public is led to.

        Neither in a preview nor in a copy that is not to be found: nobody may take what stands there for a message
        that was sent.
        """
        return self.settings.cap is not None and self.preview is None and not self.settings.is_hidden

    def with_pictures(self, pictures: Mapping[str, SharedPicture]) -> "Site":
        """Give the same site with its share cards. What does not hang on these is not found out a second time."""
        made = replace(self, pictures=pictures)
        made.__dict__.update({name: self.__dict__[name] for name in _WITHOUT_PICTURES if name in self.__dict__})
        return made

    @cached_property
    def editions(self) -> tuple["Site", ...]:
        """The site in every language in which it is offered, its own first."""
        if self.original:
            return self.original.editions
        return (self, *(self._edition(edition) for edition in self.settings.editions))

    def _edition(self, edition: EditionSettings) -> "Site":
        named = (replace(area, name=area.name_in(edition.tag)) for area in self.areas)
        return replace(
            self,
            settings=self.settings.in_edition(edition),
            home=self.edition_homes[edition.tag],
            areas=tuple(sorted(named, key=lambda area: area.name.casefold())),
            original=self,
        )

    def edition_for(self, locale: str) -> "Site":
        """Give the edition in a language; the site in its own where there is none."""
        return self._edition_by_tag.get(language_alone(locale), self.editions[0])

    @cached_property
    def _edition_by_tag(self) -> Mapping[str, "Site"]:
        return {each.tag: each for each in reversed(self.editions)}

    @cached_property
    def others(self) -> tuple["Site", ...]:
        """The other editions of this site."""
        return tuple(each for each in self.editions if each.settings.locale != self.settings.locale)

    @cached_property
    def topics(self) -> tuple[Topic, ...]:
        """Every topic that an advisory is about, by the names of this edition."""
        named = map(self._named, self.register.topics())
        return tuple(sorted(named, key=lambda topic: (topic.name.casefold(), topic.slug)))

    def topics_of(self, advisory: Advisory) -> tuple[Topic, ...]:
        """Give the topics of an advisory in its own order, by the names of this edition."""
        return self._topics_named(self.register.topics_of(advisory))

    @cached_property
    def _topics_named(self) -> Callable[[tuple[Topic, ...]], tuple[Topic, ...]]:
        """Name topics, of which thousands of advisories have the same."""
        return cache(self.named)

    def named(self, topics: Iterable[Topic]) -> tuple[Topic, ...]:
        """Give topics by the names of this edition."""
        return tuple(map(self._named, topics))

    def around(self, slugs: Iterable[str]) -> Mapping[str, Area]:
        """Give areas, named by their slugs, and all that are around them, by slug."""
        return {area.slug: area for slug in slugs for area in self.lineage(self._by_slug[slug])}

    def _named(self, topic: Topic) -> Topic:
        return Topic(topic.slug, self.settings.topic_names.get(topic.slug, topic.name))

    @cached_property
    def listed(self) -> tuple[Advisory, ...]:
        """The advisories that the lists of this edition hold, newest first.

        Those in the language of another edition are left out where they can be read in the language of this one.
        """
        return tuple(filter(self.lists, self.register.advisories))

    def lists(self, advisory: Advisory) -> bool:
        """Tell whether the lists of this edition hold an advisory."""
        if language_alone(advisory.locale) not in self._languages_elsewhere:
            return True
        return all(language_alone(each.locale) != self.tag for each in self.register.translations_of(advisory))

    @cached_property
    def _languages_elsewhere(self) -> frozenset[str]:
        return frozenset(each.tag for each in self.others)

    @cached_property
    def own_help_pages(self) -> tuple[HelpPage, ...]:
        """The help pages of this edition, by title; those of the site's own language where it has none of a name."""
        borrowed = (page for page in self.help_pages if not page.tag)
        own = (page for page in self.help_pages if self.help_belongs(page))
        by_slug = {page.slug: page for page in (*borrowed, *own)}
        return tuple(sorted(by_slug.values(), key=lambda page: page.title.casefold()))

    def help_named(self, slug: str) -> HelpPage | None:
        """Give the help page of a name that this edition leads to; None where there is none."""
        return next((page for page in self.own_help_pages if page.slug == slug), None)

    def help_belongs(self, page: HelpPage | None) -> bool:
        """Tell whether a help page is one of this edition's own, and not borrowed from the site's own language."""
        return page is not None and page.tag == (self.tag if self.original else "")

    def help_address(self, page: HelpPage) -> str:
        """Give the address of a help page, whichever edition it belongs to."""
        return (f"{page.tag}/" if page.tag else "") + addresses.help_page(page.slug)

    def help_language(self, page: HelpPage) -> Language:
        """Give the language of a help page."""
        return self.edition_for(page.tag).language if page.tag else self.editions[0].language

    @property
    def picture(self) -> SharedPicture | None:
        """The share card of the site itself, which stands for every page that has none of its own."""
        return self.pictures.get(self.card_address(addresses.SITE_CARD))

    @property
    def is_searchable(self) -> bool:
        """Whether there is a search: where nobody has switched it off, and there is something to find."""
        return self.settings.search and bool(self.register.advisories)

    def contacts_for(self, areas: Iterable[Area], tag: str = "") -> tuple[Contact, ...]:
        """Give the channels that are open for some areas: their nations', then their own and those around them.

        They speak the language of a ``tag`` as far as they can, otherwise that of this edition.
        """
        lineages = [self.lineage(area) for area in areas]
        nations = {line[0].nation for line in lineages}
        own = (contact for line in lineages for area in line for contact in area.contacts)
        open_now = (contact for contact in own if contact.is_valid(self.register.now))
        national = (contact for contact in self._open_contacts if contact.nations & nations)
        by_id = {contact.id: contact for contact in (*national, *open_now)}
        return tuple(contact.in_language(tag or self.tag) for contact in by_id.values())

    def place_of(self, advisory: Advisory) -> "Place":
        """Give where an advisory is for, as its page says it."""
        return self._places(advisory.areas, language_alone(advisory.locale))

    @cached_property
    def _places(self) -> Callable[[tuple[str, ...], str], "Place"]:
        """Make places by the slugs of areas and the tag of a language, once for each of both."""
        return cache(self._place)

    def _place(self, slugs: tuple[str, ...], tag: str) -> "Place":
        areas = [self._by_slug[slug] for slug in slugs]
        return Place(
            areas=tuple(area.known_as for area in areas),
            lineage=tuple(area.known_as for area in self.lineage(areas[0])) if len(areas) == 1 else (),
            contacts=self.contacts_for(areas, tag),
        )

    @cached_property
    def phones_for_all(self) -> tuple[Contact, ...]:
        """The open channels that can be called from every nation of the site, for the foot of every page."""
        nations = {area.nation for area in self.areas}
        for_all = (contact for contact in self._open_contacts if contact.phone and contact.nations >= nations)
        return tuple(contact.in_language(self.tag) for contact in for_all)

    @cached_property
    def _open_phones(self) -> tuple[str, ...]:
        """Give the numbers of all channels that are open."""
        of_areas = (contact for area in self.areas for contact in area.contacts)
        every = (contact for contact in (*self.contacts.contacts, *of_areas) if contact.is_valid(self.register.now))
        return tuple(dict.fromkeys(contact.phone for contact in every if contact.phone))

    @cached_property
    def frame(self) -> Frame:
        """What is around every page of this edition."""
        help_pages = (HelpLink(p.title, self.help_address(p), self.help_language(p)) for p in self.own_help_pages)
        made = Frame(
            settings=self.settings,
            first_language=self.editions[0].language,
            areas=tuple(area.known_as for area in self.areas),
            tree=self.tree,
            called={area.slug: area.called(self.language.tag) for area in self.areas},
            topics=self.topics,
            own_help_pages=tuple(help_pages),
            phones_for_all=self.phones_for_all,
            open_phones=self._open_phones,
            others=tuple(each.as_other for each in self.others),
            logo=Logo(self.logo.name, self.logo.width, self.logo.height) if self.logo else None,
            is_searchable=self.is_searchable,
            preview=self.preview,
        )
        return self.recall("frame", b"").get("", made, lambda: made)  # else those of many builds would pile up

    @property
    def as_other(self) -> OtherEdition:
        """What the pages of the other editions know of this one."""
        return OtherEdition(self.settings.locale, self.at(addresses.HOME))

    def recall(self, kind: str, around: bytes) -> Recalled:
        """Give the values of a kind that the last build has made for this edition, if the same was around them."""
        return self.recollection.of(f"{self.tag} {kind}", around)

    @cached_property
    def recalled_lists(self) -> Recalled:
        """What the last build has made of the lists of this edition, if each advisory was in the same state then."""
        around = sum_of_value(self.surroundings, self.frame, self.register.states_sum)
        return self.recall("list", around)

    @cached_property
    def surroundings(self) -> bytes:
        """The sum of all that pages say of an advisory that it does not say itself, nor other advisories.

        The marks of others are among it, by which a preview tells what is hidden.
        """
        own = (contact for area in self.areas for contact in area.contacts)
        channels = (*self.contacts.contacts, *own)
        now = self.register.now
        are_open = [(each.is_valid(now), each.valid_to is None or each.valid_to > now) for each in channels]
        editions = [(each.settings, each.areas) for each in self.editions]
        marks = [self.mention_of(each) for each in self.register.advisories if self.register.mark_of(each)]
        return sum_of_value(self.settings, self.areas, channels, are_open, editions, marks, self.register.current_for)

    def mention_of(self, advisory: Advisory) -> Mention:
        """Give an advisory as a link names it."""
        return mention(advisory, self.register.mark_of(advisory))

    def listed_as(self, advisories: Iterable[Advisory]) -> tuple[Listed, ...]:
        """Give advisories as the lists of this edition show them."""
        return tuple(self._listings[advisory.id] for advisory in advisories)

    @cached_property
    def _listings(self) -> Mapping[str, Listed]:
        recalled, register = self.recall("listed", sum_of_value(self._names)), self.register
        told = ((each, register.state_of(each), register.mark_of(each)) for each in register.advisories)
        return {each[0].id: recalled.get(each[0].id, each, partial(self._listing, *each)) for each in told}

    def _listing(self, advisory: Advisory, state: State, mark: str) -> Listed:
        return Listed(
            id=advisory.id,
            title=advisory.title,
            locale=advisory.locale,
            mark=mark,
            summary=advisory.summary,
            severity=advisory.severity,
            state=state,
            areas=tuple(self._names[slug] for slug in advisory.areas),
            published=advisory.published,
            modified=advisory.modified,
        )

    @cached_property
    def _names(self) -> Mapping[str, AreaName]:
        return {area.slug: area.known_as for area in self.areas}

    def closed_channels_in(self, advisory: Advisory) -> tuple[ClosedChannel, ...]:
        """Give the channels that an advisory names and that have closed since, each with what took its place there."""
        nations = frozenset(area.nation for area in self.areas_of(advisory))
        named = self.contacts.closed_named_in(advisory.body, self.register.now)
        tag = language_alone(advisory.locale)
        return tuple(ClosedChannel(contact, self._instead(contact, nations, tag)) for _, _, contact in named)

    def _instead(self, closed: Contact, nations: frozenset[str], tag: str) -> Contact | None:
        replacement = self.contacts.replacement_of(closed, self.register.now)
        return replacement.in_language(tag) if replacement and replacement.nations & nations else None

    @cached_property
    def _open_contacts(self) -> tuple[Contact, ...]:
        return self.contacts.open_at(self.register.now)

    def areas_of(self, advisory: Advisory) -> tuple[Area, ...]:
        """Give the areas that an advisory is for, in its own order."""
        return tuple(self._by_slug[slug] for slug in advisory.areas)

    def advisories_in(self, area: Area) -> tuple[Advisory, ...]:
        """Give what this edition lists of an area and of all areas within it, newest first, each once."""
        return self._rolled_up.get(area.slug, ())

    def in_all_languages(self, area: Area) -> tuple[Advisory, ...]:
        """Give the advisories of an area and of all areas within it in whatever language, newest first, each once."""
        return self._all_rolled_up.get(area.slug, ())

    @cached_property
    def _by_topic(self) -> Mapping[str, tuple[Advisory, ...]]:
        return _by_topic(self.listed)

    def advisories_about(self, topic: Topic) -> tuple[Advisory, ...]:
        """Give the advisories of this edition about a topic, newest first."""
        return self._by_topic.get(topic.slug, ())

    @cached_property
    def current(self) -> tuple[Advisory, ...]:
        """What this edition lists that is current, newest first. That is little beside all that was ever published."""
        return self.register.current(self.listed)

    def current_in(self, area: Area) -> tuple[Advisory, ...]:
        """Give those of ``advisories_in`` that are current."""
        return self._current_by_area.get(area.slug, ())

    def current_about(self, topic: Topic) -> tuple[Advisory, ...]:
        """Give those of ``advisories_about`` that are current."""
        return self._current_by_topic.get(topic.slug, ())

    @cached_property
    def current_by_year(self) -> Mapping[int, tuple[Advisory, ...]]:
        """Those of ``years`` that are current; years without any are left out."""
        return by_year(self.current, self.settings.time_zone)

    @cached_property
    def _current_by_topic(self) -> Mapping[str, tuple[Advisory, ...]]:
        return _by_topic(self.current)

    @cached_property
    def _current_by_area(self) -> Mapping[str, tuple[Advisory, ...]]:
        return self._by_area(self.current)

    @cached_property
    def years(self) -> Mapping[int, tuple[Advisory, ...]]:
        """What this edition lists of every year, the newest first; nothing of one in which all is in another."""
        zone = self.settings.time_zone
        listed = by_year(self.listed, zone)
        every = listed if self.listed == self.register.advisories else by_year(self.register.advisories, zone)
        return {year: listed.get(year, ()) for year in every}

    def same_scam(self, advisory: Advisory) -> tuple[Advisory, ...]:
        """Give the newest current advisories about a scam of the same kind as another that is current as well.

        Whatever is not current leads to lists alone, in which what is current stands first. Otherwise thousands of old
        pages would change with every new warning, and one edit would cost the more, the more was ever published.
        """
        if not self.register.is_current(advisory):
            return ()
        return self._besides(advisory, self._same_scam(tuple(topic.slug for topic in advisory.topics)))

    @cached_property
    def _same_scam(self) -> Callable[[tuple[str, ...]], tuple[Advisory, ...]]:
        """Find the newest advisories about some topics, once for each group of these."""
        current = self._current_by_topic
        return cache(
            lambda slugs: _newest_first(each for slug in slugs for each in current.get(slug, ())[:MOST_COMPARED])
        )

    def nearby(self, advisory: Advisory) -> tuple[Advisory, ...]:
        """Give the newest current advisories for the areas of another that is current, and those around them."""
        if not self.register.is_current(advisory):
            return ()
        return self._besides(advisory, self._nearby(advisory.areas))

    @cached_property
    def _nearby(self) -> Callable[[tuple[str, ...]], tuple[Advisory, ...]]:
        """Find the newest advisories for some areas and those around them, once for each group of these."""
        current = self._current_by_area
        return cache(
            lambda slugs: _newest_first(
                each
                for slug in slugs
                for area in self.lineage(self._by_slug[slug])
                for each in current.get(area.slug, ())[:MOST_COMPARED]
            )
        )

    def _besides(self, advisory: Advisory, others: Sequence[Advisory]) -> tuple[Advisory, ...]:
        """Give the first of others, without the advisory itself in whatever language."""
        first = others[:MOST_RELATED]
        itself = {advisory.id, *(each.id for each in self.register.translations_of(advisory))}
        if all(each.id not in itself for each in first):
            return tuple(first)
        return tuple(islice((each for each in others if each.id not in itself), MOST_RELATED))

    def parent_of(self, area: Area) -> Area | None:
        """Give the area that this one is directly a part of."""
        return self._by_slug[area.within] if area.within else None

    def branches_within(self, area: Area) -> tuple[Branch, ...]:
        """Give the areas that are parts of this one, with those that are parts of these, by name."""
        return self._branches(area.slug)

    def lineage(self, area: Area) -> tuple[Area, ...]:
        """Give an area and those around it, nearest first."""
        line = [area]
        while parent := self.parent_of(line[-1]):
            line.append(parent)
        return tuple(line)

    @cached_property
    def tree(self) -> tuple[Branch, ...]:
        """All areas, those that lie within others below these, by name."""
        return self._branches(None)

    def _branches(self, slug: str | None) -> tuple[Branch, ...]:
        return tuple(Branch(area.known_as, self._branches(area.slug)) for area in self._by_parent.get(slug, ()))

    @cached_property
    def _by_slug(self) -> Mapping[str, Area]:
        return {area.slug: area for area in self.areas}

    @cached_property
    def _by_parent(self) -> Mapping[str | None, tuple[Area, ...]]:
        groups: defaultdict[str | None, list[Area]] = defaultdict(list)
        for area in self.areas:
            groups[area.within].append(area)
        return {slug: tuple(group) for slug, group in groups.items()}

    @cached_property
    def _rolled_up(self) -> Mapping[str, tuple[Advisory, ...]]:
        return self._by_area(self.listed)

    @cached_property
    def _all_rolled_up(self) -> Mapping[str, tuple[Advisory, ...]]:
        return self._by_area(self.register.advisories)

    def _by_area(self, advisories: Iterable[Advisory]) -> Mapping[str, tuple[Advisory, ...]]:
        """Group advisories by their areas and all that are around these."""
        lineages = {area.slug: tuple(each.slug for each in self.lineage(area)) for area in self.areas}
        groups: defaultdict[str, list[Advisory]] = defaultdict(list)
        for advisory in advisories:
            for slug in {around for own in advisory.areas for around in lineages[own]}:
                groups[slug].append(advisory)
        return {slug: tuple(group) for slug, group in groups.items()}


def _by_topic(advisories: Iterable[Advisory]) -> Mapping[str, tuple[Advisory, ...]]:
    """Group advisories by the slugs of their topics; their order stays."""
    groups: defaultdict[str, list[Advisory]] = defaultdict(list)
    for advisory in advisories:
        for slug in dict.fromkeys(topic.slug for topic in advisory.topics):
            groups[slug].append(advisory)
    return {slug: tuple(group) for slug, group in groups.items()}


def _newest_first(advisories: Iterable[Advisory]) -> tuple[Advisory, ...]:
    """Give advisories newest first, each once."""
    by_id = {each.id: each for each in advisories}
    return tuple(sorted(by_id.values(), key=lambda each: each.published, reverse=True))
