"""Under which licences the packages are that build the site: from what is installed, as SPDX expressions.

A package's licence is that of its metadata (``License-Expression``, https://peps.python.org/pep-0639/), else what is
stated in requirements/trust.toml, else what its older fields say where that can mean one thing only.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution

from boolean import ParseError
from license_expression import ExpressionError, Licensing, get_spdx_licensing

from trust.pins import Pin

# Classifiers of packages, without those that name a family, such as "BSD License"
_CLASSIFIERS = {
    "Apache Software License": "Apache-2.0",
    "ISC License (ISCL)": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_PREFIX = "License :: OSI Approved :: "

_SPDX: Licensing = get_spdx_licensing()


@dataclass(frozen=True, order=True)
class Licensed:
    """A package under a licence: an SPDX expression, or nothing where nobody knows."""

    name: str
    version: str
    licence: str


def said_by(installed: Distribution) -> str:
    """Give the licence that the metadata of a package say, or nothing where they do not, or not plainly."""
    told = installed.metadata.json
    plain = spdx(str(told.get("license_expression") or told.get("license") or ""))
    classified = {_CLASSIFIERS.get(each.removeprefix(_PREFIX), "") for each in _licences(told.get("classifier", ()))}
    return plain or (classified.pop() if len(classified) == 1 else "")


def spdx(expression: str) -> str:
    """Write an SPDX expression in its one form, or give nothing where it is none.

    >>> spdx("mit or apache-2.0")
    'MIT OR Apache-2.0'
    >>> spdx("BSD"), spdx("All rights reserved.")
    ('', '')
    """
    try:
        parsed = _SPDX.parse(expression, validate=True)
    except (ExpressionError, ParseError):
        return ""
    return "" if parsed is None else str(parsed)


def licensed(pins: Iterable[Pin], stated: Mapping[str, str]) -> tuple[Licensed, ...]:
    """Give the licence of each package, in the version that the lock names. What is not installed has none."""
    return tuple(sorted(Licensed(pin.name, pin.version, _licence(pin.name, stated)) for pin in pins))


def faults(packages: Iterable[Licensed], allowed: Collection[str]) -> Iterator[str]:
    """Tell which packages have a licence that nobody knows, or that nobody has allowed."""
    for each in packages:
        if not each.licence:
            yield f"The licence of {each.name} is not known; read its files, and state it in requirements/trust.toml."
        elif not is_allowed(each.licence, allowed):
            yield f"{each.name} is under {each.licence}, which requirements/trust.toml does not allow."


def is_allowed(expression: str, allowed: Collection[str]) -> bool:
    """Whether one of what a package offers (OR), and all of what it is made of (AND), is allowed.

    >>> is_allowed("MIT OR GPL-3.0-only", {"MIT"}), is_allowed("MIT AND GPL-3.0-only", {"MIT"})
    (True, False)
    """
    return _is_allowed(_SPDX.parse(expression), allowed)


def needless(stated: Mapping[str, str]) -> tuple[str, ...]:
    """Name the packages whose metadata say themselves what is stated of them, as far as they are installed."""
    there = {name: installed for name in stated if (installed := found(name))}
    return tuple(sorted(name for name, installed in there.items() if said_by(installed)))


def found(name: str) -> Distribution | None:
    """Find an installed package by its name."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        return None


def _licence(name: str, stated: Mapping[str, str]) -> str:
    installed = found(name)
    return stated.get(name) or (said_by(installed) if installed else "")


def _licences(classifiers: Iterable[str]) -> set[str]:
    return {each for each in classifiers if each.startswith(_PREFIX)}


def _is_allowed(parsed: object, allowed: Collection[str]) -> bool:
    parts = getattr(parsed, "args", ())
    if isinstance(parsed, _SPDX.OR):
        return any(_is_allowed(part, allowed) for part in parts)
    if isinstance(parsed, _SPDX.AND):
        return all(_is_allowed(part, allowed) for part in parts)
    return str(parsed) in allowed
