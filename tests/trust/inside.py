"""What is inside of packages that is not Python: programs and libraries of others, as far as they can be named.

Some packages bring lists of it themselves (https://peps.python.org/pep-0770/: Pillow, nh3, Typst); others tell its
version when they are asked; of Pagefind, its program tells. All are those of the system on which this runs, as is what
was installed.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from projects import ROOT
from trust.licensing import spdx

FONTS = ROOT / "overrides" / "cards" / "fonts"
_CRATE = re.compile(rb"/registry/src/[^/]+/([A-Za-z0-9_-]+?)-(\d+\.\d+\.\d+[0-9A-Za-z.+-]*)/")
_VERSION_OF_A_FONT, _FAMILY, _STYLE = 5, 1, 2  # https://learn.microsoft.com/typography/opentype/spec/name#name-ids


@dataclass(frozen=True, order=True)
class Inside:
    """Something inside of a package: its name, its version, and its licence where that is told.

    ``address`` is its package URL (https://github.com/package-url/purl-spec), where it has one.
    """

    name: str
    version: str
    licence: str
    address: str = ""


@dataclass(frozen=True)
class Named:
    """A library that a package has inside, and how that tells its version: a name in a module, or a function there."""

    package: str
    name: str
    licence: str
    module: str
    attribute: str


# The licences are those of their own projects.
NAMED = (
    Named("lxml", "libxml2", "MIT", "lxml.etree", "LIBXML_COMPILED_VERSION"),
    Named("lxml", "libxslt", "MIT", "lxml.etree", "LIBXSLT_COMPILED_VERSION"),
    Named("pikepdf", "QPDF", "Apache-2.0", "pikepdf", "__libqpdf_version__"),
    Named("pypdfium2", "PDFium", "BSD-3-Clause AND Apache-2.0", "pypdfium2.version", "PDFIUM_INFO"),
    Named("pyyaml", "LibYAML", "MIT", "yaml._yaml", "get_version_string"),
    Named("zlib-ng", "zlib-ng", "Zlib", "zlib_ng.zlib_ng", "ZLIBNG_VERSION"),
)


def inside(installed: Distribution) -> tuple[Inside, ...]:
    """Name what is inside of an installed package, each once, in order."""
    name = installed.metadata["Name"].lower().replace("_", "-")
    asked = (_asked(each) for each in NAMED if each.package == name)
    listed = (each for bill in _bills(installed) for each in _listed(bill, name))
    program = _pagefind(installed) if name == "pagefind-bin" else ()
    return tuple(sorted({*asked, *listed, *program}))


def fonts(folder: Path = FONTS) -> Iterator[tuple[Path, Inside]]:
    """Name the fonts with which cards and posters are drawn, by what their files say of themselves."""
    for path in sorted(folder.glob("*.ttf")):
        with TTFont(path) as font:
            told = partial(_told_by, font)
            name = f"{told(_FAMILY)} {told(_STYLE)}".removesuffix(" Regular")
            yield path, Inside(name, told(_VERSION_OF_A_FONT).removeprefix("Version ").partition(";")[0], "OFL-1.1")


def _told_by(font: TTFont, number: int) -> str:
    return str(font["name"].getDebugName(number))


def _pagefind(installed: Distribution) -> Iterator[Inside]:
    """Name Pagefind's program, of the version of its package, and the crates that it names where it may have to stop.

    Its package has no list. A program in Rust keeps the places of its source in which it would end in a panic.
    """
    yield Inside("Pagefind (the program, and what it writes for browsers)", installed.version, "MIT")
    program = next(file for file in installed.files or () if file.stem == "pagefind" and "bin" not in file.name)
    for name, version in set(_CRATE.findall(Path(str(program.locate())).read_bytes())):
        yield Inside(name.decode(), version.decode(), "", f"pkg:cargo/{name.decode()}@{version.decode()}")


def _asked(named: Named) -> Inside:
    told = getattr(import_module(named.module), named.attribute)
    return Inside(named.name, _written(told() if callable(told) else told), named.licence)


def _written(version: object) -> str:
    """Write a version.

    >>> _written((2, 14, 6)), _written("159.0.8149.0@sourcebuild")
    ('2.14.6', '159.0.8149.0')
    """
    return ".".join(map(str, version)) if isinstance(version, tuple) else str(version).partition("@")[0]


def _bills(installed: Distribution) -> Iterator[Mapping[str, Any]]:
    for file in installed.files or ():
        if file.parent.name == "sboms" and file.name.endswith((".cdx.json", ".cyclonedx.json")):
            yield json.loads(Path(str(file.locate())).read_text("utf-8"))


def _listed(bill: Mapping[str, Any], package: str) -> Iterator[Inside]:
    """Read the components of a list that a package brings, without its own parts and without what is not in it."""
    for each in bill.get("components", ()):
        address = each.get("purl", "")
        if each.get("scope") != "excluded" and not address.startswith(f"pkg:pypi/{package}@"):
            yield Inside(each["name"], each.get("version", ""), _licence(each.get("licenses", ())), address)


def _licence(licences: Any) -> str:
    named = [each.get("expression") or each.get("license", {}).get("id", "") for each in licences]
    return spdx(" AND ".join(named)) if all(named) and named else ""
