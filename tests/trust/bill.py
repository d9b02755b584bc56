"""The bill of materials of what builds the site, as CycloneDX 1.6 (https://cyclonedx.org/docs/1.6/json/).

The same lock, on the same system, at the same moment gives the same bytes. It names every package with the sums of all
files that the lock lets pass, its licence, what it needs, and what is inside of it that is not Python.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from importlib.metadata import distribution
from uuid import NAMESPACE_URL, UUID, uuid5

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, HashAlgorithm, HashType, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.model.license import License
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packageurl import PackageURL
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from forewarn import __version__
from projects import ROOT
from trust.inside import Inside, fonts, inside
from trust.licensing import found, licensed
from trust.pins import Pin

VERSION = SchemaVersion.V1_6
_NAME = "forewarn"
_NOWHERE = UUID(int=0)


def bill_of_materials(pins: Iterable[Pin], stated: Mapping[str, str], made: datetime) -> str:
    """Write the bill of what builds the site: the packages that are wanted on this system, and the fonts.

    ``made`` is the moment that it bears. Raises PackageNotFoundError where a package is not installed.
    """
    wanted = tuple(pin for pin in pins if pin.is_wanted_here)
    licences = {each.name: each.licence for each in licensed(wanted, stated)}
    packages = {pin.name: _package(pin, licences[pin.name]) for pin in wanted}
    ours = _ours()
    bom = Bom(components=[*packages.values(), *_fonts()], serial_number=_NOWHERE)
    bom.metadata.component, bom.metadata.timestamp = ours, made
    bom.register_dependency(ours, bom.components)
    for name, package in packages.items():
        bom.register_dependency(package, [packages[each] for each in _needs(name) if each in packages])
    bom.serial_number = uuid5(NAMESPACE_URL, _written(bom))
    return _written(bom)


def unlike(pins: Iterable[Pin]) -> Sequence[str]:
    """Tell which packages are not installed as the lock says: a bill of them would be about others."""
    wanted = ((pin, found(pin.name)) for pin in pins if pin.is_wanted_here)
    versions = ((pin, installed.version if installed else "not there") for pin, installed in wanted)
    return [
        f"{pin.name} is {version}, and the lock says {pin.version}; make setup installs that."
        for pin, version in versions
        if version != pin.version
    ]


def wrong_with(bill: str) -> Sequence[str]:
    """Hold a bill against the schema of CycloneDX, and say what is wrong with it; nothing is fetched for that."""
    errors = JsonStrictValidator(VERSION).validate_str(bill, all_errors=True)
    return [str(error) for error in errors or ()]


def _written(bom: Bom) -> str:
    return make_outputter(bom, OutputFormat.JSON, VERSION).output_as_string(indent=2) + "\n"


def _ours() -> Component:
    return Component(
        type=ComponentType.APPLICATION,
        name=_NAME,
        version=__version__,
        bom_ref=_NAME,
        licenses=_licences("MIT"),
        purl=PackageURL("pypi", None, _NAME, __version__),
    )


def _package(pin: Pin, licence: str) -> Component:
    address = PackageURL("pypi", None, pin.name, pin.version)
    sums = [HashType(alg=HashAlgorithm.SHA_256, content=each.removeprefix("sha256:")) for each in pin.sums]
    files = ExternalReference(
        type=ExternalReferenceType.DISTRIBUTION,
        url=XsUri(str(address)),
        comment="Any file with one of these sums; the lock lets no other pass.",
        hashes=sums,
    )
    return Component(
        name=pin.name,
        version=pin.version,
        bom_ref=str(address),
        purl=address,
        licenses=_licences(licence),
        external_references=[files],
        components=[_part(pin, each) for each in inside(distribution(pin.name))],
    )


def _part(pin: Pin, part: Inside) -> Component:
    return Component(
        name=part.name,
        version=part.version or None,
        bom_ref=f"{pin.name}: {part.address or f'{part.name} {part.version}'}",
        purl=PackageURL.from_string(part.address) if part.address else None,
        licenses=_licences(part.licence),
    )


def _fonts() -> Iterable[Component]:
    for path, font in fonts():
        yield Component(
            type=ComponentType.FILE,
            name=path.relative_to(ROOT).as_posix(),
            version=font.version,
            bom_ref=f"font: {path.name}",
            description=font.name,
            licenses=_licences(font.licence),
            hashes=[HashType(alg=HashAlgorithm.SHA_256, content=sha256(path.read_bytes()).hexdigest())],
        )


def _licences(expression: str) -> Iterable[License]:
    return [LicenseFactory().make_from_string(expression)] if expression else []


def _needs(name: str) -> Iterable[str]:
    """Name the packages that a package says it needs on this system."""
    for line in distribution(name).requires or ():
        needed = Requirement(line)
        if not needed.marker or needed.marker.evaluate({"extra": ""}):
            yield canonicalize_name(needed.name)
