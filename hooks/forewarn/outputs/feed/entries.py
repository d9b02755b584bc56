"""What every feed tells of an advisory, whatever its format."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import escape
from types import MappingProxyType

from forewarn.addresses import advisory as advisory_address
from forewarn.addresses import card
from forewarn.advisory import Advisory, Severity, State
from forewarn.card import SharedPicture
from forewarn.language import language_of, tag_of
from forewarn.register import PublicRegister
from forewarn.rendering import with_absolute_links
from forewarn.settings import Settings
from forewarn.topic import Topic
from forewarn.voice import Voice
from forewarn.words import words_in

# What stands before the title of an entry that nobody should go on sharing, as messages of the catalogues.
TAKEN_BACK = {State.WITHDRAWN: "Withdrawn", State.SUPERSEDED: "Corrected"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One advisory in a feed. ``address`` is its whole address and its permanent id.

    ``content`` is HTML, or empty where a feed tells no more than the summary. ``image`` is the whole address of its
    share card, or empty.
    """

    address: str
    title: str
    summary: str
    content: str
    language: str
    published: datetime
    updated: datetime
    state: State
    severity: Severity
    topics: tuple[Topic, ...]
    image: str = ""


@dataclass(frozen=True, slots=True)
class EntrySource:
    """All that the entry of an advisory is made of: it, its state, a preview's mark, its topics, its share card."""

    advisory: Advisory
    state: State
    mark: str
    topics: tuple[Topic, ...]
    picture: SharedPicture | None


def entry_source(
    register: PublicRegister, advisory: Advisory, pictures: Mapping[str, SharedPicture] = MappingProxyType({})
) -> EntrySource:
    """Gather what the entry of an advisory is made of. ``pictures`` are the share cards by their addresses."""
    return EntrySource(
        advisory,
        register.state_of(advisory),
        register.mark_of(advisory),
        register.topics_of(advisory),
        pictures.get(card(advisory.id)),
    )


def entry_of(settings: Settings, source: EntrySource, *, is_brief: bool = False) -> Entry:
    """Make the entry of an advisory: the same in every feed, and whatever else is published.

    A brief one has no content.
    """
    advisory, state, words = source.advisory, source.state, words_in(source.advisory.locale)
    said = source.mark or (words.say(TAKEN_BACK[state]) if state in TAKEN_BACK else "")
    return Entry(
        address=settings.absolute(advisory_address(advisory.id)),
        title=f"{said}: {advisory.title}" if said else advisory.title,
        summary=advisory.summary,
        content="" if is_brief else "\n".join(_content(settings, advisory)),
        language=tag_of(advisory.locale),
        published=advisory.published,
        updated=advisory.modified,
        state=state,
        severity=advisory.severity,
        topics=source.topics,
        image=settings.absolute(source.picture.href) if source.picture else "",
    )


def _content(settings: Settings, advisory: Advisory) -> Iterator[str]:
    """Give what an advisory says, as HTML: what has changed last, what to do, the story."""
    language = language_of(advisory.locale)
    voice = Voice(language, words_in(advisory.locale), words_in(settings.locale))
    yield f'<div lang="{language.tag}" dir="{language.direction}">'
    if newest := max(advisory.updates, key=lambda update: update.when, default=None):
        updated = voice.say("Updated {date}", date=voice.date(newest.when))
        yield f"<p><strong>{updated}:</strong> {escape(newest.note)}</p>"
    if advisory.advice:
        yield f"<h2>{voice.say('What to do')}</h2>"
        yield "\n".join(["<ol>", *(f"<li>{escape(step)}</li>" for step in advisory.advice), "</ol>"])
    yield with_absolute_links(advisory.body, settings.absolute(advisory_address(advisory.id)))
    yield "</div>"
