"""Every package that is installed is named by its version and by the sums of its files, in requirements/.

For Python that is a requirements file as pip reads it in its hash-checking mode
(https://pip.pypa.io/en/stable/topics/secure-installs/), for npm a package-lock.json of version 3, whose sums are those
of https://www.w3.org/TR/SRI/. None names a registry: where packages come from is for whoever installs them to say.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.markers import Marker
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from projects import ROOT

PYTHON = ROOT / "requirements"
NPM = PYTHON / "npm"

_SHA256 = re.compile(r"sha256:[0-9a-f]{64}")
_SHA512 = re.compile(r"sha512-[A-Za-z0-9+/]{86}==")
_EXACT = re.compile(r"\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?")


@dataclass(frozen=True, order=True)
class Pin:
    """A package of Python: its name, its version, where it is wanted, and the sums of the files that may be taken."""

    name: str
    version: str
    marker: str
    sums: tuple[str, ...]

    @property
    def is_wanted_here(self) -> bool:
        """Whether this Python, on this system, gets it."""
        return not self.marker or Marker(self.marker).evaluate()


@dataclass(frozen=True, order=True)
class NpmPin:
    """A package of npm: its name, its version, and the licence that it says it has."""

    name: str
    version: str
    licence: str


def python_locks(folder: Path = PYTHON) -> tuple[Path, ...]:
    """List the requirements files."""
    return tuple(sorted(folder.glob("*.txt")))


def npm_locks(folder: Path = NPM) -> tuple[Path, ...]:
    """List the locks of npm, one for each tool."""
    return tuple(sorted(folder.glob("*/package-lock.json")))


def pins(path: Path) -> tuple[Pin, ...]:
    """Read the packages of a requirements file. Raises ValueError where it has a fault."""
    text = path.read_text("utf-8")
    if wrong := next(python_faults(text), None):
        raise ValueError(f"{path.name}: {wrong}")
    return tuple(_pin(line) for line in _lines(text))


def npm_pins(path: Path) -> tuple[NpmPin, ...]:
    """Read the packages of a lock of npm. Raises ValueError where it has a fault."""
    lock = json.loads(path.read_text("utf-8"))
    if wrong := next(npm_faults(lock), None):
        raise ValueError(f"{path.parent.name}: {wrong}")
    named = ((_npm_name(place), told) for place, told in lock["packages"].items() if place)
    return tuple(sorted({NpmPin(name, told["version"], told.get("license", "")) for name, told in named}))


def python_faults(text: str) -> Iterator[str]:
    """Tell what a requirements file leaves open: a version, a sum, or an option that says where to look."""
    lines = tuple(_lines(text))
    if not lines:
        yield "it names no package"
    for line in lines:
        yield from _faults_of(line)


def npm_faults(lock: dict[str, Any]) -> Iterator[str]:
    """Tell what a lock of npm leaves open: a version, a sum, or a registry that it names."""
    packages = lock.get("packages", {})
    wanted = packages.get("", {}).get("dependencies", {})
    if not wanted:
        yield "it names no package"
    for name, version in wanted.items():
        if not _EXACT.fullmatch(version):
            yield f"{name} is wanted as {version}; name one version"
    for place, told in packages.items():
        if place:
            yield from _npm_faults_of(_npm_name(place), told)


def _npm_faults_of(name: str, told: dict[str, Any]) -> Iterator[str]:
    if not _EXACT.fullmatch(told.get("version", "")):
        yield f"{name} has no version"
    if not _SHA512.fullmatch(told.get("integrity", "")):
        yield f"{name} has no SHA-512 sum of its bytes (integrity)"
    if "resolved" in told:
        yield f"{name} names where it comes from (resolved); set omit-lockfile-registry-resolved, and lock it again"


def _npm_name(place: str) -> str:
    """Give the name of a package by its place in a lock.

    >>> _npm_name("node_modules/a/node_modules/@b/c")
    '@b/c'
    """
    return place.rpartition("node_modules/")[2]


def _lines(text: str) -> Iterator[str]:
    """Give the lines as pip reads them: joined where they go on, without comments."""
    for line in text.replace("\\\n", " ").splitlines():
        if kept := re.sub(r"(?:^|\s)#.*", "", line).strip():
            yield kept


def _faults_of(line: str) -> Iterator[str]:
    if line.startswith("-"):
        yield f"{line} is an option; only packages stand here"
        return
    named, *sums = re.split(r"\s+--hash=", line)
    try:
        requirement = Requirement(named)
    except InvalidRequirement:
        yield f"{named} is no package with a version"
        return
    if requirement.url or not re.fullmatch(r"==[^*,]+", str(requirement.specifier)):
        yield f"{requirement.name} has no one version (==)"
    if not sums or not all(_SHA256.fullmatch(each) for each in sums):
        yield f"{requirement.name} has no SHA-256 sums of its files (--hash)"


def _pin(line: str) -> Pin:
    named, *sums = re.split(r"\s+--hash=", line)
    requirement = Requirement(named)
    (specifier,) = requirement.specifier
    return Pin(canonicalize_name(requirement.name), specifier.version, str(requirement.marker or ""), tuple(sums))
