"""The rules for the setting ``rules``: which rules a site's owner raises or lowers, and why.

A rule that stops a build because of its errors keeps people from harm or the site from damage, so it stays as it is;
only one that may be mistaken about a text, and says so in ``explanations.yml``, gives way.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from forewarn.checking.given import Given, one_text, shown
from forewarn.explanation import Explanation, explanations
from forewarn.problem import Level, Problem, SetLevel
from forewarn.spelling import did_you_mean, listed, on_one_line

OFF = "off"
LEVELS: Mapping[str, Level | None] = MappingProxyType(
    {"error": Level.ERROR, "warning": Level.WARNING, "advice": Level.ADVICE, OFF: None}
)
FIELDS = ("level", "reason")
_GRAVEST_FIRST = tuple(LEVELS)
_AT_DRAWING = frozenset({"poster-undrawable"})  # told of when the texts have passed
_EXAMPLE = "{level: advice, reason: ...}"


def levels_usable(given: Given) -> Iterator[Problem]:
    """Each entry names a rule about texts, a level that the rule may have, and a reason."""
    if not isinstance(given.value, Mapping):
        yield given.wrong("setting-shape", "It must be a list of rules.", f"Write below it: reading-hard: {_EXAMPLE}")
    for rule, own in given.entries().items():
        explanation = explanations().get(rule)
        if explanation is None:
            hint = did_you_mean(rule, explanations()) or '"forewarn explain" lists them all.'
            yield own.unknown(f'There is no rule "{rule}".', hint)
        elif not isinstance(own.value, Mapping):
            yield own.wrong("setting-shape", "It must say a level and a reason.", f"Write: {rule}: {_EXAMPLE}")
        else:
            yield from _known_fields(own)
            yield from _level_usable(own, explanation)
            yield from _reason_given(own)


def levels_of(given: Given) -> Mapping[str, SetLevel]:
    """Make the levels of a block that passed its rules."""
    entries = {rule: own.entries() for rule, own in given.entries().items()}
    return MappingProxyType(
        {
            rule: SetLevel(LEVELS[_written(own["level"])], on_one_line(str(own["reason"].value)))
            for rule, own in entries.items()
        }
    )


def _known_fields(own: Given) -> Iterator[Problem]:
    for name, entry in own.entries().items():
        if name not in FIELDS:
            hint = did_you_mean(name, FIELDS) or f"It has {listed(FIELDS, 'and')}."
            yield entry.unknown(f'There is nothing called "{name}" for a rule.', hint)


def _level_usable(own: Given, explanation: Explanation) -> Iterator[Problem]:
    level = own.entries().get("level")
    if level is None or _written(level) not in LEVELS:
        told = "There is no level." if level is None else f"{shown(level.value)} is no level."
        place = level or own
        hint = did_you_mean(_written(level), LEVELS) if level else ""
        yield place.wrong("rule-level", told, hint or f"It can be {listed(LEVELS)}.")
    elif why := _why_fixed(explanation, _written(level)):
        yield own.misnamed(
            "rule-fixed", f'The level of "{explanation.rule}" cannot be changed so: {why}', "Take it out."
        )


def _reason_given(own: Given) -> Iterator[Problem]:
    reason = own.entries().get("reason")
    if reason is None or (isinstance(reason.value, str | None) and not (reason.value or "").strip()):
        cure = 'Add below it: reason: "..." for those who come after you.'
        yield own.misnamed("rule-reason", "Nothing says why the level of this rule was changed.", cure)
    else:
        yield from one_text(reason)


def _why_fixed(explanation: Explanation, wanted: str) -> str:
    """Say in a sentence why a rule cannot have a level; an empty text where it can."""
    if explanation.level is Level.REPAIR:
        return "what it finds is mended by itself."
    if not explanation.is_of_texts or explanation.rule in _AT_DRAWING:
        return "it is not about texts but about the site itself."
    is_lowered = _GRAVEST_FIRST.index(wanted) > _GRAVEST_FIRST.index(explanation.level)
    if explanation.level is Level.ERROR and is_lowered and not explanation.gives_way:
        return "it stops what would harm readers or break the site."
    return ""


def _written(level: Given) -> str:
    """Give a level as it was typed, where it is a text; YAML reads a bare "off" as false."""
    if level.value is False:
        return OFF
    return level.value if isinstance(level.value, str) else ""
