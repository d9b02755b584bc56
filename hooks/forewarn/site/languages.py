"""The languages in which a site has advisories, those in which it has nothing else among them."""

from dataclasses import dataclass

from forewarn.language import Language, language_alone, language_of, own_name
from forewarn.site.site import Site


@dataclass(frozen=True)
class SpokenLanguage:
    """A language in which there are advisories: its tag alone, what its speakers call it, and how it is written."""

    tag: str
    name: str
    locale: str

    @property
    def language(self) -> Language:
        """The language as a page needs it."""
        return language_of(self.locale)


def languages_of(site: Site) -> tuple[SpokenLanguage, ...]:
    """Give the languages in which a site has advisories, by their tags; of one in several countries, the first."""
    locales = sorted({advisory.locale for advisory in site.register.advisories}, reverse=True)
    by_tag = {language_alone(locale): locale for locale in locales}
    return tuple(SpokenLanguage(tag, own_name(by_tag[tag]), by_tag[tag]) for tag in sorted(by_tag))


def languages_without_edition(site: Site) -> tuple[SpokenLanguage, ...]:
    """Give the languages in which there are advisories, and no pages around them."""
    offered = {edition.tag for edition in site.editions}
    return tuple(spoken for spoken in languages_of(site) if spoken.tag not in offered)
