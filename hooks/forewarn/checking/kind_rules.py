"""The rules for the fields that say what kind of advisory this is, and what to do: topic, severity, advice."""

import re
from collections.abc import Iterator

from forewarn import gsm
from forewarn.addresses import identity, is_identity
from forewarn.advisory import Severity
from forewarn.checking.entry import Entry, Rule, found, found_at, locale_of
from forewarn.checking.scam_rules import scam_of
from forewarn.problem import Level, Problem
from forewarn.scam import without_fangs
from forewarn.spelling import did_you_mean, listed

LONGEST_ADVICE, MOST_ADVICE = 100, 7
_LIST_SIGN = re.compile(r"(?:^|\s)[•◦▪●‣⁃∙](?=\s*\S)|^[-*–—]\s")


def topics_usable(entry: Entry) -> Iterator[Problem]:
    """Every topic is one that the site's settings list, or where they list none, one that an address can be made of."""
    known = {topic.slug: topic.name for topic in entry.settings.topics}
    for text in entry.document.texts("topic"):
        slug = identity(text.value)
        if known and slug not in known:
            cure = did_you_mean(text.value, known.values()) or f"The topics are {listed(known.values(), 'and')}."
            message = f'"{text.value}" is not a topic.'
            yield found_at(entry.document, "topic", text, "topic-unknown", message, cure)
        elif not is_identity(slug):
            message = f'"{text.value}" cannot be part of an address.'
            cure = 'Give the topic a short name in letters a-z, such as "Parcel texts".'
            yield found_at(entry.document, "topic", text, "topic-unusable", message, cure)


def severity_known(entry: Entry) -> Iterator[Problem]:
    """The severity is one that there is."""
    severity = entry.document.text("severity")
    if severity and severity not in set(Severity):
        hint = did_you_mean(severity, Severity) or f"It can be {listed(Severity)}."
        yield found(entry.document, "severity", "severity-unknown", f'"{severity}" is no severity.', hint)


def advice_short(entry: Entry) -> Iterator[Problem]:
    """What to do is said in a few short lines: a frightened reader takes in no more."""
    lines = entry.document.texts("advice")
    for text in lines:
        if not text.value.strip():
            message, cure = "A line of advice has no words.", "Say in it what to do, or delete the line."
            yield found_at(entry.document, "advice", text, "advice-empty", message, cure, Level.WARNING)
        if _LIST_SIGN.search(text.value):
            message = "This line of advice has the sign of a list in it, so that several may be shown as one."
            cure = 'Begin each line with a hyphen and a space, and take out any other sign such as "•".'
            yield found_at(entry.document, "advice", text, "advice-sign", message, cure)
        elif len(text.value) > LONGEST_ADVICE:
            length = len(text.value)
            message = f"This line of advice has {length} characters; more than {LONGEST_ADVICE} are hard to take in."
            cure = "Say one thing in it, and the rest in the text."
            yield found_at(entry.document, "advice", text, "advice-long", message, cure, Level.WARNING)
    if len(lines) > MOST_ADVICE:
        message = f"There are {len(lines)} lines of advice; more than {MOST_ADVICE} are hard to take in."
        cure = "Keep those that matter most, and say the rest in the text."
        yield found(entry.document, "advice", "advice-long", message, cure, level=Level.WARNING)


def text_message_fits(entry: Entry) -> Iterator[Problem]:
    """The text message is sent as one, in the plain letters of telephones.

    One in another language than English may have that language's letters, and is then sent as three at most.
    """
    document, rule = entry.document, "text-message-unfit"
    text = gsm.plain(without_fangs(" ".join(document.text("text_message").split()), scam_of(document)))
    beyond = gsm.letters_beyond(text)
    if beyond and locale_of(entry).startswith("en_"):
        message = f"A plain text message has no {listed((f'“{letter}”' for letter in beyond), 'and no')}."
        cure = (
            "Write it with plain letters, or delete the line: a message is then made of the title. If it is not in"
            ' English, say so with "locale:" below "og:".'
        )
        yield found(document, "text_message", rule, message, cure)
    elif beyond and not gsm.fits(text):
        parts, most = gsm.parts(text), gsm.MOST_PARTS
        message = f"Because of its “{beyond[0]}”, the text message is sent as {parts} messages; {most} are the most."
        yield found(document, "text_message", rule, message, "Say it shorter.")
    elif not gsm.fits(text):
        message = f"The text message has {gsm.length(text)} characters; {gsm.MOST_CHARACTERS} are the most."
        yield found(document, "text_message", rule, message, "Say it shorter.")


KIND_RULES: tuple[Rule, ...] = (topics_usable, severity_known, advice_short, text_message_fits)
