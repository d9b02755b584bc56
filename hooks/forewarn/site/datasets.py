"""The files in which other programs find the advisories: for all, for each year and for each area."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

from forewarn import addresses
from forewarn.advisory import Advisory
from forewarn.area import Area
from forewarn.contact import Contact
from forewarn.language import tag_of
from forewarn.outputs.dataset import (
    DatasetDocument,
    DatasetYear,
    Line,
    RecordSource,
    dataset_schema,
    head_of,
    line_of,
    text_of,
    written,
)
from forewarn.register import by_year
from forewarn.settings import Settings
from forewarn.site.planned import PlannedFiles
from forewarn.site.site import Site
from forewarn.sums import sum_of_bytes, sum_of_value

Has = Callable[[Line], bool]
Told = tuple[Advisory, Line]


def planned_datasets(site: Site) -> Iterator[PlannedFiles]:
    """Plan every file for other programs, and the schema that says what stands in them."""
    schema = dataset_schema(site.settings)
    yield PlannedFiles((addresses.DATASET_SCHEMA,), sum_of_bytes(schema), lambda: [schema])
    gathered = _Gathered(site)
    years = by_year(site.register.advisories, site.settings.time_zone)
    counted = tuple(DatasetYear(year, len(group)) for year, group in years.items())
    yield gathered.planned(addresses.DATASET, site.register.advisories, _no_text, years=counted)
    for year, group in years.items():
        yield gathered.planned(addresses.dataset_of_year(year), group, _every_text, year=year)
    for area in site.areas:
        address, own = addresses.dataset_of_area(area.slug), site.in_all_languages(area)
        yield gathered.planned(address, own, _current_text, area=area.slug)


def _no_text(_line: Line) -> bool:
    return False


def _every_text(line: Line) -> bool:
    return line.has_text


def _current_text(line: Line) -> bool:
    return line.is_current


def record_source(site: Site, advisory: Advisory) -> RecordSource:
    """Gather what is told of an advisory besides its text."""
    register = site.register
    replaced, original = register.replaced_by(advisory), advisory.translation_of
    replacement, translations = register.replacement_of(advisory), register.translations_of(advisory)
    return RecordSource(
        advisory=advisory,
        state=register.state_of(advisory),
        until=register.current_until(advisory),
        topics=tuple(topic.slug for topic in register.topics_of(advisory)),
        contacts=tuple(contact.id for contact in site.place_of(advisory).contacts),
        replaces=replaced.id if replaced else None,
        replaced_by=replacement.id if replacement else None,
        translation_of=original if original and register.has(original) else None,
        translations=tuple((each.id, tag_of(each.locale)) for each in translations),
        picture=site.pictures.get(addresses.card(advisory.id)),
        poster=site.posters.get(addresses.poster(advisory.id)),
        has_alert=site.offers_alerts,
    )


@dataclass(frozen=True)
class _Gathered:
    """What the files of a site are put together from."""

    site: Site

    @cached_property
    def lines(self) -> Mapping[str, Line]:
        """The line of every advisory, as the last build has made it of the same."""
        recalled = self.site.recall("line", sum_of_value(self.site.settings))
        return {
            advisory.id: recalled.get(advisory.id, source, partial(line_of, self.site.settings, source))
            for advisory in self.site.register.advisories
            for source in [record_source(self.site, advisory)]
        }

    @cached_property
    def contacts(self) -> Mapping[str, Contact]:
        """Every channel by its id, in the language of the site."""
        of_areas = (contact for area in self.site.areas for contact in area.contacts)
        return {contact.id: contact for contact in (*self.site.contacts.contacts, *of_areas)}

    def planned(  # noqa: PLR0913 - what a file covers
        self,
        address: str,
        advisories: Iterable[Advisory],
        has_text: Has,
        *,
        area: str | None = None,
        year: int | None = None,
        years: tuple[DatasetYear, ...] = (),
    ) -> PlannedFiles:
        """Plan a file with the lines of some advisories; ``has_text`` tells which of these come with their text."""
        told = [(advisory, self.lines[advisory.id]) for advisory in advisories]
        own = tuple(line for _, line in told)
        named = {slug for line in own for slug in line.areas} | ({area} if area else set())
        topics, channels = ({name for line in own for name in names(line)} for names in (_topics, _channels))
        document = DatasetDocument(
            address=address,
            lines=own,
            areas=self._areas(named),
            topics=tuple(topic for topic in self.site.topics if topic.slug in topics),
            contacts=tuple(contact for id_, contact in self.contacts.items() if id_ in channels),
            area=area,
            year=year,
            years=years,
        )
        head = head_of(self.site.settings, document)
        texts = [advisory.body for advisory, line in told if has_text(line)]
        return PlannedFiles(
            addresses=(address,),
            made_of=sum_of_value(head, [line.sum for line in own], [sum_of_bytes(text.encode()) for text in texts]),
            make=partial(_file, self.site.settings, head, told, has_text),
        )

    def _areas(self, slugs: Iterable[str]) -> tuple[Area, ...]:
        """Give areas and all that are around them, by name."""
        around = self.site.around(slugs)
        return tuple(area for area in self.site.areas if area.slug in around)


def _topics(line: Line) -> tuple[str, ...]:
    return line.topics


def _channels(line: Line) -> tuple[str, ...]:
    return line.contacts


def _file(settings: Settings, head: bytes, told: Iterable[Told], has_text: Has) -> Iterator[bytes]:
    """Make a file."""
    lines = (line.with_text(text_of(settings, each)) if has_text(line) else line.json for each, line in told)
    yield b"".join(written(head, lines))
