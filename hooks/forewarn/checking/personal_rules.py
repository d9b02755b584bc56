"""The rules for what belongs to one person and must not be published: cards, insurance numbers, email addresses."""

import re
from collections.abc import Iterator

from forewarn.checking.entry import Entry, Rule, found_at
from forewarn.checking.public_words import place_within
from forewarn.checking.scam_rules import scam_of
from forewarn.document import Text
from forewarn.problem import Level, Problem

# What may not stand in front comes behind the first sign, by which the search is much quicker.
_CARD = re.compile(r"\d(?<![\w.,/@+-]\d)(?:[ \u00a0-]?\d){12,18}(?![\w@-])")
# The first digits by which the networks know their cards, and how many digits these have: https://www.iso.org/standard/70484.html
_OF_A_NETWORK = re.compile(
    r"4(?:\d{12}|\d{15}|\d{18})|(?:5[1-5]\d\d|222[1-9]|22[3-9]\d|2[3-6]\d\d|27[01]\d|2720)\d{12}|3[47]\d{13}"
    r"|(?:30[0-5]|3[68]\d)\d{11}|35\d{14}|(?:6011|64[4-9]\d|65\d\d)\d{12}|62\d{14,17}|(?:50|6[37])\d{10,17}"
)
_NOT_DIGITS = re.compile(r"\D")
# Which letters a number may begin with: https://www.gov.uk/hmrc-internal-manuals/national-insurance-manual/nim39110
_INSURANCE = re.compile(
    r"[ABCEGHJ-PRSTW-Z](?<![A-Za-z0-9].)[ABCEGHJ-NPRSTW-Z](?<!BG|GB|KN|NK|NT|TN|ZZ)"
    r"(?:[ \u00a0-]?\d\d){3}[ \u00a0-]?[A-D](?![A-Za-z0-9])"
)
_OUT = "Take it out, or put x in place of its digits."


def no_card_numbers(entry: Entry) -> Iterator[Problem]:
    """No number of a bank card stands in the text: whoever reads it can pay with it."""
    for field, text, match in _found(entry, _CARD):
        digits = _NOT_DIGITS.sub("", match.group())
        if is_card_number(digits):
            place = place_within(entry.document, text, match.start(), field)
            message = f"This is the number of a bank card, which ends in {digits[-4:]}."
            yield found_at(entry.document, field, place, "card-number", message, _OUT)


def is_card_number(digits: str) -> bool:
    """Tell whether digits begin as a network's cards do, and the last is what the others make of it (Luhn's sum).

    >>> is_card_number("4111111111111111"), is_card_number("4111111111111112")
    (True, False)
    """
    doubled = [int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(reversed(digits))]
    is_sound = sum(value // 10 + value % 10 for value in doubled) % 10 == 0
    return is_sound and _OF_A_NETWORK.fullmatch(digits) is not None


def no_insurance_numbers(entry: Entry) -> Iterator[Problem]:
    """No National Insurance number stands in the text: with it, somebody can pretend to be its owner."""
    for field, text, match in _found(entry, _INSURANCE):
        place = place_within(entry.document, text, match.start(), field)
        message = f'This is a National Insurance number, which begins with "{match.group()[:2]}".'
        yield found_at(entry.document, field, place, "insurance-number", message, _OUT)


_EMAIL = re.compile(r"(?<![\w.+:/-])[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
_PRIVATE_HOST = re.compile(
    r"(?:gmail|googlemail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|mac|aol|gmx|proton|protonmail|mail|btinternet"
    r"|btopenworld|sky|talktalk|virginmedia|virgin|ntlworld|blueyonder|tiscali|plusnet|fastmail|zoho)"
    r"\.(?:com|net|me|co\.uk|org)",
    re.IGNORECASE,
)
_PERSON = re.compile(r"[a-z]+(?:[._-][a-z]+){1,3}\d{0,3}", re.IGNORECASE)
_OFFICES = frozenset(
    "abuse access accessibility action admin advice alert alerts answers area ask bank board borough bureau"
    " burglary business call campaign care central centre chief citizens city claim claims comms communication"
    " communications community complaint complaints contact control corporate council county crime customer"
    " customers cyber cymorth cyngor data desk digital district do dpo east economic email emergency enquiries"
    " enquiry equality events feedback firearms foi force fraud freedom general great greater gwybodaeth heddlu"
    " hello help helpdesk helpline hotline housing info information intelligence investigations it law legal"
    " licensing local lost lower mail management media mid neighbourhood new news no non north office officer"
    " officers online order parish parking partnership partnerships payment payments phishing planning police post"
    " postmaster press preventing prevention privacy property protect protection public reception records"
    " recruitment refund refunds registration reply report reporting reports request requests response road roads"
    " rural safe safer safety sales scam scams school schools security service services shop social south"
    " standards support suspicious swyddfa team tell town trading traffic unit upper us vetting victim victims"
    " volunteers watch web webmail webmaster website welfare west wildlife witness www ymholiadau your youth".split()
)


def email_is_personal(address: str) -> bool:
    """Tell whether an email address is that of a person, and not of an office.

    >>> email_is_personal("jo.bloggs@kent.example"), email_is_personal("press.office@kent.example")
    (True, False)
    """
    name, _, host = address.partition("@")
    if _PRIVATE_HOST.fullmatch(host):
        return True
    parts = re.split(r"[._-]", name.rstrip("0123456789").lower())
    return bool(_PERSON.fullmatch(name)) and _OFFICES.isdisjoint(parts) and len(parts[-1]) > 1


def no_email_of_a_person(entry: Entry) -> Iterator[Problem]:
    """No email address of a person stands in the text: an office stays when people go, and gets less hatred."""
    document, scam = entry.document, scam_of(entry.document)
    told: set[str] = set()
    for field, text, match in _found(entry, _EMAIL, sign="@"):
        address = match.group().rstrip(".-")
        is_known = entry.contacts.with_email(address) or scam.owns(f"mailto:{address}")
        if not is_known and address.casefold() not in told and email_is_personal(address):
            told.add(address.casefold())
            place = place_within(document, text, match.start(), field)
            message = f'"{address}" is the email address of a person.'
            cure = 'Give that of an office. If the criminals use it, list it below "scam:" under "emails:".'
            yield found_at(document, field, place, "email-personal", message, cure, Level.WARNING)


def _found(entry: Entry, pattern: re.Pattern[str], sign: str = "") -> Iterator[tuple[str, Text, re.Match[str]]]:
    """Find a pattern in all words that the public reads; ``sign`` is in every text that has it."""
    for field, text in entry.words:
        if sign in text.value:
            yield from ((field, text, match) for match in pattern.finditer(text.value))


PERSONAL_RULES: tuple[Rule, ...] = (no_card_numbers, no_insurance_numbers, no_email_of_a_person)
