"""The languages in which a site has advisories, those in which it has nothing else among them."""

from collections.abc import Callable
from dataclasses import dataclass

from forewarn.advisory import Advisory
from forewarn.language import Language, language_alone, language_of, own_name
from forewarn.site.site import Site
from forewarn.words import own_script


@dataclass(frozen=True)
class SpokenLanguage:
    """A language in which there are advisories: its tag, what its speakers call it, and how it is written."""

    tag: str
    name: str
    locale: str

    @property
    def language(self) -> Language:
        """The language as a page needs it."""
        return language_of(self.locale)


def languages_of(site: Site) -> tuple[SpokenLanguage, ...]:
    """Give the languages in which a site has advisories, by their tags alone; of one in two countries, the first."""
    return _spoken(site, language_alone)


def languages_without_edition(site: Site) -> tuple[SpokenLanguage, ...]:
    """Give the languages in which there are advisories, and no pages around them.

    One that is written in two scripts is two, as Punjabi is in India and in Pakistan: who reads the one may not know
    the other.
    """
    offered = {written(edition.settings.locale) for edition in site.editions}
    return tuple(spoken for spoken in _spoken(site, written) if spoken.tag not in offered)


def advisories_in(site: Site, spoken: SpokenLanguage) -> tuple[Advisory, ...]:
    """Give the advisories in one of the languages without an edition, newest first."""
    return tuple(each for each in site.register.advisories if written(each.locale) == spoken.tag)


def written(locale: str) -> str:
    """Give the tag of a locale's language, with its script where that is not the usual one.

    >>> written("pa_GB"), written("pa_PK")
    ('pa', 'pa-arab')
    """
    script = own_script(locale)
    return language_alone(locale) + (f"-{script.lower()}" if script else "")


def _spoken(site: Site, tag_of: Callable[[str], str]) -> tuple[SpokenLanguage, ...]:
    locales = sorted({advisory.locale for advisory in site.register.advisories}, reverse=True)
    by_tag = {tag_of(locale): locale for locale in locales}
    return tuple(SpokenLanguage(tag, own_name(by_tag[tag]), by_tag[tag]) for tag in sorted(by_tag))
