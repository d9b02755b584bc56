"""The alerts of a site: what each advisory is now as a message of the Common Alerting Protocol, and their feed."""

from collections.abc import Iterator

from forewarn import addresses
from forewarn.advisory import Advisory, State
from forewarn.outputs.cap import (
    AlertSource,
    Sent,
    alert,
    alert_entry,
    alert_index,
    messages_of,
    newest_message,
)
from forewarn.settings import CapSettings
from forewarn.site.planned import PlannedFiles
from forewarn.site.site import Site
from forewarn.sums import sum_of_value

_TAKEN_BACK = frozenset({State.WITHDRAWN, State.SUPERSEDED})


def planned_alerts(site: Site) -> Iterator[PlannedFiles]:
    """Plan the file of every alert, and their feed; none where the settings do not ask for them.

    None either where the site offers none (``Site.offers_alerts``).
    """
    settings, cap = site.settings, site.settings.cap
    if cap is None or not site.offers_alerts:
        return
    sources = [alert_source(site, advisory) for advisory in site.register.advisories]
    around = sum_of_value(settings)
    for source in sources:
        yield _planned(site, cap, source, around)
    entries = [alert_entry(source) for source in sources if is_to_be_known(site, source)]
    yield PlannedFiles((addresses.CAP_INDEX,), sum_of_value(around, entries), lambda: [alert_index(settings, entries)])


def _planned(site: Site, cap: CapSettings, source: AlertSource, around: bytes) -> PlannedFiles:
    def make() -> list[bytes]:
        return [alert(site.settings, cap, source)]

    return PlannedFiles((addresses.cap_alert(source.advisory.id),), sum_of_value(around, source), make)


def is_to_be_known(site: Site, source: AlertSource) -> bool:
    """Tell whether the feed holds an alert: while it is in force, or would be had nobody taken it back."""
    if source.state is State.CURRENT:
        return True
    return source.state in _TAKEN_BACK and site.register.now < source.until


def alert_source(site: Site, advisory: Advisory) -> AlertSource:
    """Gather what the alert of an advisory is made of. It is in the advisory's own language."""
    register, place = site.register, site.place_of(advisory)
    state, instead = register.state_of(advisory), register.replacement_of(advisory)
    own, corrected = (instead if state is State.SUPERSEDED else None), register.replaced_by(advisory)
    return AlertSource(
        advisory=advisory,
        message=newest_message(
            advisory, state, _told(site, advisory), _told(site, corrected) if corrected else (), own
        ),
        state=state,
        until=register.current_until(advisory),
        areas=place.areas,
        topics=site.edition_for(advisory.locale).topics_of(advisory),
        contacts=() if state in _TAKEN_BACK else place.contacts,
        incident=_incident(site, advisory),
        instead=own,
        poster=site.posters.get(addresses.poster(advisory.id)),
    )


def _told(site: Site, advisory: Advisory) -> tuple[Sent, ...]:
    return messages_of(advisory, site.register.withdrawn_corrections_of(advisory))


def _incident(site: Site, advisory: Advisory) -> str:
    """Give the name of what is said in several languages: the id of its original, if the public may know of that."""
    translations = site.register.translations_of(advisory)
    if not translations:
        return ""
    original = site.register.original_of(advisory)
    return original if site.register.has(original) else min(each.id for each in (advisory, *translations))
