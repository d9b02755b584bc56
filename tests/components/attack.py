"""The same values with an attack in every text that an editor can write."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar, cast

from components.examples import Edition

Value = TypeVar("Value")

ATTACK = "\"'></p></title><x-attack onclick=alert(1)> &amp; {{ 7*7 }}"
ADDRESS_ATTACK = "?a=\"'></p><x-attack/onclick=alert(1)>"  # without a space, it is still an address
# Fields that are ids, dates, settings of a machine, or HTML that the cleaner has made are left as they are.
TEXTS = frozenset(
    "title share_title summary note text name purpose organisation site_name description advice text_message phone"
    " phones email emails link_host names_by_language topics".split()
)
ADDRESSES = frozenset("link links website source".split())


def attacked(edition: Edition) -> Edition:
    """Give the examples of an edition with an attack in every text.

    It has no posters: with an attack in every line, there are more words than an editor may write and a sheet can hold.
    """
    site = _within(edition.site)
    return replace(
        edition,
        name=f"attacked-{edition.name}",
        site=replace(site, settings=replace(site.settings, posters=False)),
    )


def _within(value: Value) -> Value:
    """Attack every text within a value, however deep."""
    if isinstance(value, tuple):
        return cast("Value", tuple(map(_within, value)))
    if isinstance(value, Mapping):
        return cast("Value", {key: _within(each) for key, each in value.items()})
    if is_dataclass(value) and not isinstance(value, type):
        changes = {each.name: _field(each.name, getattr(value, each.name)) for each in fields(value)}
        return cast("Value", replace(value, **changes))
    return value


def _field(name: str, value: Any) -> Any:
    if name in TEXTS:
        return _with(ATTACK, value)
    return _with(ADDRESS_ATTACK, value) if name in ADDRESSES else _within(value)


def _with(attack: str, value: Any) -> Any:
    """Put an attack behind each text of a value. What is empty stays so: there is nothing to show."""
    if isinstance(value, str):
        return f"{value}{attack}" if value else value
    if isinstance(value, tuple):
        return tuple(_with(attack, each) for each in value)
    if isinstance(value, Mapping):
        return {key: _with(attack, each) for key, each in value.items()}
    return _within(value)
