"""Which addresses of a site lead elsewhere, for hosts that can say so before a page is opened."""

from forewarn import addresses
from forewarn.hosting import Moved
from forewarn.register import PublicRegister
from forewarn.settings import Settings


def moved_addresses(settings: Settings, register: PublicRegister) -> tuple[Moved, ...]:
    """Give every earlier address of what is public, in order; each has a page as well that leads on."""
    of_advisories = (
        Moved(alias, addresses.advisory(advisory.id)) for advisory in register.advisories for alias in advisory.aliases
    )
    of_languages = (Moved(addresses.language(edition.tag), f"{edition.tag}/") for edition in settings.editions)
    return tuple(sorted((*of_advisories, *of_languages)))
