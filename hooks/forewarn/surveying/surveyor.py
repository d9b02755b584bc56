"""One advisory after another, each read, mended, rendered and checked by itself.

What a text sees is its own bytes, its ``Surroundings``, which are the same for all, and what it asks of its neighbours.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Protocol

from forewarn import addresses
from forewarn.advisory import Advisory
from forewarn.area import Area
from forewarn.attaching import Unfit
from forewarn.attachment import Attachment, lies_with
from forewarn.checking import (
    Entry,
    Gist,
    advisory_from,
    area_names,
    check_advisory,
    gist_of,
    id_of,
    is_withdrawn,
    named_areas,
    picture_of,
    scam_of,
)
from forewarn.contact import Contact
from forewarn.contact_register import ContactRegister
from forewarn.document import Document
from forewarn.drawing.typefaces import Typefaces
from forewarn.problem import Problem, at_set_levels, errors_in
from forewarn.rendering import Body, Links, Renderer, SiteLink, phone_links
from forewarn.settings import Settings
from forewarn.surveying.content import Reading
from forewarn.surveying.neighbourhood import Answers, Asking, Neighbourhood
from forewarn.surveying.typed_words import typed_in, words_of_hidden
from forewarn.web import host_of


@dataclass(frozen=True)
class Surroundings:
    """What every advisory of a site can see: the settings, the areas without their words, and the channels.

    ``broken_areas`` are the names of areas that have errors. ``phones`` are the numbers that are open at the moment.
    """

    settings: Settings
    areas: tuple[Area, ...]
    broken_areas: frozenset[str]
    channels: tuple[Contact, ...]
    phones: tuple[str, ...]
    typefaces: Typefaces | None
    is_deployment: bool

    @classmethod
    def of(  # noqa: PLR0913, PLR0917 - as many things are seen
        cls,
        settings: Settings,
        areas: tuple[Area, ...],
        broken_areas: frozenset[str],
        channels: ContactRegister,
        now: datetime,
        typefaces: Typefaces | None,
        *,
        is_deployment: bool,
    ) -> "Surroundings":
        """Gather what the advisories can see at the moment ``now``."""
        without_words = tuple(replace(area, body="") for area in areas)
        phones = tuple(contact.phone for contact in channels.open_at(now))
        return cls(settings, without_words, broken_areas, channels.contacts, phones, typefaces, is_deployment)


@dataclass(frozen=True)
class SurveyedText:
    """Everything that is to be known of one advisory, apart from the others.

    ``gist`` is None where it cannot be read, and ``advisory`` where it has an error. ``links`` are those within the
    site, and ``used`` the files beside it that it names, there or not. ``asked`` is what it asked of others.
    ``sum`` stands for its name and bytes where it can be kept by them.
    ``typed`` are its words as they are written; of what is hidden ``secrets`` are those by which one would know it.
    """

    file: str
    problems: tuple[Problem, ...]
    sum: bytes = b""
    gist: Gist | None = None
    advisory: Advisory | None = None
    links: tuple[SiteLink, ...] = ()
    used: tuple[str, ...] = ()
    asked: Answers | None = None
    typed: str = ""
    secrets: tuple[str, ...] = ()


class Source(Protocol):
    """An advisory before it is read."""

    @property
    def file(self) -> str:
        """Its name as an editor knows it."""

    def read(self) -> Reading:
        """Read and mend it, or say why that is not possible."""


class Surveyor:
    """Surveys one advisory after another in the same surroundings, at the moment ``now``."""

    def __init__(self, surroundings: Surroundings, now: datetime) -> None:
        self._surroundings, self._now = surroundings, now
        self._renderer = Renderer(phone_links(surroundings.phones))
        self._channels = ContactRegister(surroundings.channels)

    @cached_property
    def _names(self) -> Mapping[str, Area]:
        return area_names(self._surroundings.areas)

    def survey(self, source: Source, around: Neighbourhood) -> SurveyedText:
        """Give everything that is to be known of one text."""
        reading = source.read()
        document, read = reading.document, self._met(tuple(dict.fromkeys(reading.problems)))
        if document is None:
            return SurveyedText(source.file, read)
        asking = Asking(around)
        body, rendered = self._rendered(document, asking)
        entry = self._entry(document, body, asking)
        checked = self._met(check_advisory(entry))
        gist = gist_of(document, self._surroundings.settings)
        is_good = not errors_in(checked) and bool(entry.named_areas())
        return SurveyedText(
            file=document.file,
            sum=reading.sum,
            problems=(*read, *self._met(rendered), *checked),
            gist=gist,
            advisory=advisory_from(entry) if is_good else None,
            links=body.site_links,
            used=_used(document, body),
            asked=asking.answers(),
            typed=typed_in(document),
            secrets=() if gist.is_public(self._now) else tuple(words_of_hidden(document)),
        )

    def _met(self, problems: tuple[Problem, ...]) -> tuple[Problem, ...]:
        return at_set_levels(problems, self._surroundings.settings.levels)

    def _rendered(self, document: Document, asking: Asking) -> tuple[Body, tuple[Problem, ...]]:
        settings = self._surroundings.settings
        address = addresses.advisory(id_of(document))
        links = Links(document.file, address, asking, settings.site_url, may_attach=True)
        return self._renderer.render(document, links, trusted_hosts(document, settings, self._names))

    def _entry(self, document: Document, body: Body, asking: Asking) -> Entry:
        given = self._surroundings
        return Entry(
            document,
            body,
            areas=self._names,
            broken_areas=given.broken_areas,
            settings=given.settings,
            contacts=self._channels,
            other_files=asking.others(),
            attachments=_attachments(document, body, asking),
            typefaces=given.typefaces,
            is_deployment=given.is_deployment,
        )


def trusted_hosts(document: Document, settings: Settings, areas: Mapping[str, Area]) -> tuple[str, ...]:
    """Give the hosts whose bare addresses become links in a text: the site's, its forces', its source's own."""
    own = [document.text("url"), *(area.force.website for area in named_areas(document, areas))]
    scam = scam_of(document)
    hosts = (host_of(address) for address in own if not scam.owns(address))
    return (*settings.trusted_hosts, *(host for host in hosts if host))


def _attachments(document: Document, body: Body, asking: Asking) -> Mapping[str, Attachment | Unfit]:
    """Look through the files that lie with an advisory and that it shows or links to, and the picture for its card.

    Those of a withdrawn one are not opened, as nothing of it is shown.
    """
    if is_withdrawn(document):
        return {}
    found = {file: asking.examined(file) for file in _used(document, body)}
    return {file: each for file, each in found.items() if each is not None}


def _used(document: Document, body: Body) -> tuple[str, ...]:
    """Name the files that a text is for: those that lie with it and that it names, and the picture for its card."""
    named = [attached.file for attached in body.attached if lies_with(attached.file, document.file)]
    picture = [picture_of(document)] if document.text("og.image").strip() else []
    return tuple(dict.fromkeys((*named, *picture)))
