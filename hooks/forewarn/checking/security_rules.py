"""The rules for the setting ``security``: whom to tell of a weakness of the site (RFC 9116).

https://www.rfc-editor.org/rfc/rfc9116#section-2.5
"""

import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from forewarn.checking.given import Given, Rule, list_of, text_that
from forewarn.dates import NotADate, read_date
from forewarn.language import is_language, language_alone
from forewarn.problem import Level, Problem
from forewarn.settings import SecurityContact, Settings
from forewarn.spelling import did_you_mean, listed
from forewarn.web import is_web_address

SOON = timedelta(days=30)
LONGEST = timedelta(days=366)  # "It is RECOMMENDED that the value of this field be less than a year into the future"

_UTC = ZoneInfo("UTC")  # the moment is for people in every country
_MAIL = re.compile(r"mailto:[^\s@<>,]+@[^\s@<>,.]+(?:\.[^\s@<>,.]+)+")
_TELEPHONE = re.compile(r"tel:\+?[0-9-]+")
_NEEDED = ("contact", "expires")


def security_usable(given: Given) -> Iterator[Problem]:
    """Where the site says whom to tell of a weakness, it says how, and until when that is right."""
    if not isinstance(given.value, Mapping):
        cure = 'Write below it: contact: "mailto:security@warnings.example" and expires: 2027-06-30'
        yield given.wrong("setting-shape", "It must say a contact and a day on which it expires.", cure)
        return
    entries = given.entries()
    for name, entry in entries.items():
        if name not in _RULES:
            hint = did_you_mean(name, _RULES) or f"It has {listed(_RULES, 'and')}."
            yield entry.unknown(f'There is nothing called "{name}" for security.', hint)
        else:
            yield from _RULES[name](entry)
    for name in _NEEDED:
        if name not in entries:
            yield given.misnamed("setting-security", f'"{name}" is missing.', f"Write it below: {_EXAMPLES[name]}")


def security_of(given: Given, spoken: tuple[str, ...]) -> SecurityContact:
    """Make the value of a block that passed its rules. ``spoken`` are the tags of the languages of the site."""
    entries = given.entries()
    written = {name: str(entry.value) for name, entry in entries.items()}
    languages = tuple(str(item.value) for item in entries["languages"].items()) if "languages" in entries else spoken
    place = given.positions.of(entries["expires"].path)
    return SecurityContact(
        contacts=tuple(str(each.value) for each in _each(entries["contact"])),
        expires=_moment(entries["expires"].value),
        languages=languages,
        policy=written.get("policy", ""),
        encryption=written.get("encryption", ""),
        acknowledgments=written.get("acknowledgments", ""),
        hiring=written.get("hiring", ""),
        place=(place.file, place.line, place.column),
    )


def security_in_force(settings: Settings, now: datetime) -> Iterator[Problem]:
    """Whom to tell of a weakness is right for more than a month, and was looked at within a year."""
    if settings.security is None:
        return
    expires = settings.security.expires
    day = f"{expires:%Y-%m-%d}"
    if expires <= now:
        message = f"security.txt expired on {day}: nobody may rely on it, and whoever finds a weakness tells nobody."
    elif expires <= now + SOON:
        message = f"security.txt expires on {day}, and then nobody may rely on it."
    elif expires > now + LONGEST:
        message = f"security.txt expires on {day}, which is more than a year away: nobody would look at it until then."
    else:
        return
    cure = "See whether the contact is still right, and write a day within a year."
    field = "extra.forewarn.security.expires"
    yield Problem(*settings.security.place, field, "security-expires", Level.WARNING, message, cure)


def security_changes(settings: Settings) -> tuple[datetime, ...]:
    """Give the moments at which ``security_in_force`` comes to say something else."""
    if settings.security is None:
        return ()
    expires = settings.security.expires
    return expires - LONGEST, expires - SOON, expires


def _each(given: Given) -> tuple[Given, ...]:
    return given.items() if isinstance(given.value, list) else (given,)


def _contacts_usable(given: Given) -> Iterator[Problem]:
    """Give problems of one contact or of a list of them, the one to be tried first in front."""
    for each in _each(given):
        yield from text_that(_contact_usable)(each)
    if given.value == []:
        yield given.wrong("setting-security", "There is no contact.", f"Write one: {_EXAMPLES['contact']}")


def _contact_usable(given: Given, contact: str) -> Iterator[Problem]:
    is_page = contact.startswith("https://") and is_web_address(contact)
    if not (is_page or _MAIL.fullmatch(contact) or _TELEPHONE.fullmatch(contact)):
        cure = 'Begin it with "mailto:", "https://" or "tel:", such as "mailto:security@warnings.example".'
        yield given.wrong("setting-security", f'"{contact}" is no way to reach anybody.', cure)


def _expires_usable(given: Given) -> Iterator[Problem]:
    try:
        _moment(given.value)
    except NotADate as reason:
        yield given.wrong("setting-security", str(reason), reason.cure or 'Write it like "2027-06-30".')


def _moment(value: object) -> datetime:
    """Read a moment; YAML has made a date of one that it knows. Raises NotADate."""
    return read_date(str(value), _UTC).when


def _page_usable(given: Given, address: str) -> Iterator[Problem]:
    if not (address.startswith("https://") and is_web_address(address)):
        message = f'"{address}" is no address on the web.'
        yield given.wrong("setting-security", message, 'Begin it with "https://".')


def _key_usable(given: Given, address: str) -> Iterator[Problem]:
    if not address.startswith(("dns:", "openpgp4fpr:")):
        yield from _page_usable(given, address)


def _language_usable(given: Given, tag: str) -> Iterator[Problem]:
    if not is_language(language_alone(tag)):
        yield given.wrong("setting-security", f'"{tag}" is no language.', 'Write it like "en" or "cy".')


_RULES: Mapping[str, Rule] = {
    "contact": _contacts_usable,
    "expires": _expires_usable,
    "languages": list_of(text_that(_language_usable), "en"),
    "policy": text_that(_page_usable),
    "encryption": text_that(_key_usable),
    "acknowledgments": text_that(_page_usable),
    "hiring": text_that(_page_usable),
}
_EXAMPLES = {"contact": 'contact: "mailto:security@warnings.example"', "expires": "expires: 2027-06-30"}
