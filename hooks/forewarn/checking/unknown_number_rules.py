"""The rules for telephone numbers that are neither official nor said to be the criminals'."""

import re
from collections.abc import Iterator

from forewarn.checking.entry import Entry, Rule, found_at
from forewarn.checking.public_words import place_within
from forewarn.phone import dialled, numbers_in, numbers_within
from forewarn.problem import Level, Problem

_BRITISH = re.compile(r"0(?:1\d{8,9}|[23579]\d{9}|8\d{9}|[58]00\d{4}|[58]00\d{6}|845464\d)")
_MOBILE = re.compile(r"07[1-57-9]\d{8}")
_FOREIGN = re.compile(r"(?:\+|00)(?!44|0)[1-9][\d ()-]{7,18}")
_NO_NUMBER_TO_CALL = re.compile(
    r"\b(?:ref(?:erence)?|account|order|invoice|case|crime|log|incident|serial|tracking)\b[^.\n]{0,20}$", re.IGNORECASE
)
_IF_CRIMINAL = 'If the criminals use it, list it below "scam:" under "phones:".'


def numbers_known(entry: Entry) -> Iterator[Problem]:
    """Every telephone number is one of the register, or is listed as the criminals': readers dial what they read."""
    document, contacts = entry.document, entry.contacts
    criminals = frozenset(dialled(text.value) for text in document.texts("scam.phones"))
    told: set[str] = set()
    for field, text in entry.words:
        for start, _, number in numbers_in(text.value):
            parts = numbers_within(number)
            if any(contacts.with_number(part) or dialled(part) in criminals for part in parts):
                continue
            own = next((part for part in parts if _is_to_call(part)), "")
            is_told = not own or dialled(own) in told or contacts.nearly_with_number(number)
            if is_told or _NO_NUMBER_TO_CALL.search(text.value[max(0, start - 40) : start]):
                continue
            told.add(dialled(own))
            yield found_at(document, field, place_within(document, text, start, field), *_unknown(own), Level.WARNING)


def _is_to_call(number: str) -> bool:
    return bool(_BRITISH.fullmatch(dialled(number)) or _FOREIGN.fullmatch(number))


def _unknown(number: str) -> tuple[str, str, str]:
    if _MOBILE.fullmatch(dialled(number)):
        message = f'"{number}" is a mobile number that may be private.'
        return "mobile-private", message, f"If it is a person's own, take it out. {_IF_CRIMINAL}"
    message = f'"{number}" is not in the register of contacts.'
    return "number-unknown", message, f"{_IF_CRIMINAL} If it is official, add it to content/contacts.yml."


UNKNOWN_NUMBER_RULES: tuple[Rule, ...] = (numbers_known,)
