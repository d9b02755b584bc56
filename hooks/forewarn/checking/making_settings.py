"""The settings of a site: put to their rules, and made into a value when they have passed."""

from collections.abc import Iterator, Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from forewarn.addresses import identity
from forewarn.checking.cap_rules import cap_of
from forewarn.checking.edition_rules import editions_complete, editions_of
from forewarn.checking.given import Given, plain
from forewarn.checking.level_rules import levels_of
from forewarn.checking.palette_rules import palette_of
from forewarn.checking.security_rules import security_of
from forewarn.checking.settings_rules import NAMES, SCHEMA, site_url_usable
from forewarn.language import language_alone
from forewarn.problem import Problem, ProblemsFound
from forewarn.reading.positions import Positions
from forewarn.settings import Canonical, Host, Settings
from forewarn.spelling import did_you_mean, on_one_line
from forewarn.topic import Topic

KEY = "extra.forewarn"
DEFAULT_LOCALE, DEFAULT_ZONE, DEFAULT_DAYS = "en_GB", "Europe/London", 180
ALWAYS_TRUSTED = ("gov.uk", "police.uk", "nhs.uk")


def read_settings(
    positions: Positions, *, site_name: str, site_url: str | None, description: str | None, own: object
) -> Settings:
    """Read the settings of a site.

    ``site_name``, ``site_url`` and ``description`` are MkDocs' own; ``own`` is what stands below
    ``extra.forewarn``, and ``positions`` tell where. Raises ProblemsFound with every problem.
    """
    given = Given(KEY, own, positions)
    texts = {"site_name": site_name, "site_url": site_url, "site_description": description}
    problems = [
        *(problem for path, text in texts.items() for problem in plain(Given(path, text, positions))),
        *site_url_usable(Given("site_url", site_url, positions)),
        *_own(given),
    ]
    if problems:
        raise ProblemsFound(problems)
    return _settings(site_name, site_url or "", description or site_name, given.entries())


def _own(given: Given) -> Iterator[Problem]:
    """Put every setting to its rules."""
    if not isinstance(given.value, Mapping | None):
        yield given.wrong("setting-shape", "It must be a list of settings.", f"The settings are {NAMES}.")
    entries = given.entries()
    for name, setting in entries.items():
        if name not in SCHEMA:
            hint = did_you_mean(name, SCHEMA) or f"The settings are {NAMES}."
            yield setting.unknown(f'There is no setting "{name}".', hint)
        elif setting.value is None:
            yield setting.wrong("setting-shape", "It has no value.", "Write one, or delete the line.")
        else:
            yield from SCHEMA[name](setting)
    if "editions" in entries:
        locale = entries["locale"].value if "locale" in entries else DEFAULT_LOCALE
        yield from editions_complete(entries["editions"], str(locale), _texts(entries, "topics"))


def _settings(site_name: str, site_url: str, description: str, own: Mapping[str, Given]) -> Settings:
    """Make the settings of values that passed every rule."""
    values = {name: given.value for name, given in own.items()}
    locale = str(values.get("locale", DEFAULT_LOCALE))
    languages = _texts(own, "languages")
    organisation = on_one_line(str(values.get("organisation", site_name)))
    return Settings(
        site_name=site_name,
        site_url=f"{site_url.rstrip('/')}/",
        description=description,
        organisation=organisation,
        locale=locale,
        time_zone=ZoneInfo(str(values.get("time_zone", DEFAULT_ZONE))),
        trusted_hosts=(*ALWAYS_TRUSTED, *(host.lower() for host in _texts(own, "trusted_hosts"))),
        current_for=timedelta(days=int(str(values.get("current_for", DEFAULT_DAYS)))),
        languages=tuple(dict.fromkeys((locale, *languages))) if languages else (),
        topics=tuple(Topic(identity(name), on_one_line(name)) for name in _texts(own, "topics")),
        palette=palette_of(own["colours"]) if "colours" in own else None,
        canonical=Canonical(str(values.get("canonical", Canonical.PAGE))),
        cards=values.get("cards") is not False,
        posters=values.get("posters") is not False,
        logo=str(values.get("logo", "")),
        editions=editions_of(own["editions"], organisation) if "editions" in own else (),
        search=values.get("search") is not False,
        data=values.get("data") is not False,
        cluster=str(values.get("cluster") or ""),
        host=Host(str(values["host"])) if values.get("host") else None,
        levels=levels_of(own["rules"]) if "rules" in own else {},
        cap=cap_of(own["cap"]) if "cap" in own else None,
        security=security_of(own["security"], _spoken(locale, own)) if "security" in own else None,
    )


def _spoken(locale: str, own: Mapping[str, Given]) -> tuple[str, ...]:
    """Give the tags of the languages in which a site is offered, its own first."""
    editions = own["editions"].entries() if "editions" in own else {}
    return tuple(dict.fromkeys(language_alone(each) for each in (locale, *editions)))


def _texts(own: Mapping[str, Given], name: str) -> tuple[str, ...]:
    return tuple(str(item.value) for item in own[name].items()) if name in own else ()
