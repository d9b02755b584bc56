"""The settings of a site, read from what mkdocs.yml says."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from forewarn.characters import described, hidden_characters
from forewarn.language import is_locale
from forewarn.problem import Level, Problem, ProblemsFound
from forewarn.settings import Settings
from forewarn.spelling import did_you_mean, listed
from forewarn.web import is_web_address

KEY = "extra.forewarn"
OWN = ("organisation", "locale", "time_zone", "trusted_hosts", "current_for")
DEFAULT_LOCALE, DEFAULT_ZONE, DEFAULT_DAYS = "en_GB", "Europe/London", 180
MOST_DAYS = 3650
ALWAYS_TRUSTED = ("gov.uk", "police.uk", "nhs.uk")


def read_settings(file: str, *, site_name: str, site_url: str | None, description: str | None, own: object) -> Settings:
    """Read the settings of a site.

    ``site_name``, ``site_url`` and ``description`` are MkDocs' own; ``own`` is what stands below
    ``extra.forewarn``. Raises ProblemsFound with every problem, told as in ``file``.
    """
    values: Mapping[str, object] = own if isinstance(own, Mapping) else {}
    texts = {"site_name": site_name, "site_description": description or "", **_texts(values)}
    problems = [*_hidden(file, texts), *_site_url(file, site_url), *_own(file, own, values)]
    if problems:
        raise ProblemsFound(problems)
    return Settings(
        site_name=site_name,
        site_url=f"{(site_url or '').rstrip('/')}/",
        description=description or site_name,
        organisation=str(values.get("organisation") or site_name),
        locale=str(values.get("locale", DEFAULT_LOCALE)),
        time_zone=ZoneInfo(str(values.get("time_zone", DEFAULT_ZONE))),
        trusted_hosts=(*ALWAYS_TRUSTED, *_hosts(values)),
        current_for=timedelta(days=int(str(values.get("current_for", DEFAULT_DAYS)))),
    )


def _problem(file: str, field: str, message: str, cure: str) -> Problem:
    return Problem(file, 1, 1, field, "setting", Level.ERROR, message, cure)


def _texts(values: Mapping[str, object]) -> dict[str, str]:
    return {f"{KEY}.{name}": value for name, value in values.items() if isinstance(value, str)}


def _hidden(file: str, texts: Mapping[str, str]) -> Iterator[Problem]:
    for field, text in texts.items():
        for _, character in hidden_characters(text):
            yield _problem(file, field, *described(character))


def _site_url(file: str, site_url: str | None) -> Iterator[Problem]:
    if not site_url:
        cure = 'Write the site\'s public address: site_url: "https://warnings.example/"'
        yield _problem(file, "site_url", "The site has no address of its own.", cure)
    elif not is_web_address(site_url) or urlsplit(site_url).query or urlsplit(site_url).fragment:
        yield _problem(file, "site_url", f'"{site_url}" is not an address on the web.', 'Begin it with "https://".')


def _own(file: str, own: object, values: Mapping[str, object]) -> Iterator[Problem]:
    if own is not None and not isinstance(own, Mapping):
        yield _problem(file, KEY, "It must be a list of settings.", f"The settings are {listed(OWN, 'and')}.")
    for name in values:
        if name not in OWN:
            hint = did_you_mean(str(name), OWN) or f"The settings are {listed(OWN, 'and')}."
            yield _problem(file, KEY, f'There is no setting "{name}".', hint)
    for name in ("organisation", "locale", "time_zone"):
        if name in values and not isinstance(values[name], str):
            yield _problem(file, f"{KEY}.{name}", "It must be one text.", "Put it in double quotes.")
    yield from _meanings(file, values)


def _meanings(file: str, values: Mapping[str, object]) -> Iterator[Problem]:
    locale, zone, hosts = values.get("locale"), values.get("time_zone"), values.get("trusted_hosts", [])
    if isinstance(locale, str) and not is_locale(locale):
        yield _problem(file, f"{KEY}.locale", f'"{locale}" is no language and country.', 'Write it like "en_GB".')
    if isinstance(zone, str) and not _is_zone(zone):
        yield _problem(file, f"{KEY}.time_zone", f'"{zone}" is no time zone.', 'Write it like "Europe/London".')
    days = values.get("current_for", DEFAULT_DAYS)
    if not isinstance(days, int) or isinstance(days, bool) or not 1 <= days <= MOST_DAYS:
        cure = f"Write how many days a warning is thought current, from 1 to {MOST_DAYS}."
        yield _problem(file, f"{KEY}.current_for", f'"{days}" is no number of days.', cure)
    if not isinstance(hosts, list) or not all(isinstance(host, str) and "/" not in host for host in hosts):
        cure = 'Write each on a line of its own: - "kent.gov.uk"'
        yield _problem(file, f"{KEY}.trusted_hosts", "It must be a list of hosts.", cure)


def _is_zone(name: str) -> bool:
    try:
        return bool(ZoneInfo(name))
    except (OSError, ValueError, KeyError):
        return False


def _hosts(values: Mapping[str, object]) -> tuple[str, ...]:
    hosts = values.get("trusted_hosts")
    return tuple(str(host).lower() for host in hosts) if isinstance(hosts, list) else ()
