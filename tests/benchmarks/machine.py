"""On what was measured: the machine in general words, and the versions of what ran."""

import os
import platform
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

import forewarn

NUMBERS = {1: "one core", 2: "two cores", 4: "four cores", 8: "eight cores"}
PACKAGES = (
    ("MkDocs", "mkdocs"),
    ("Material", "mkdocs-material"),
    ("Hugo", "hugo"),
    ("CairoSVG", "cairosvg"),
    ("Typst", "typst"),
    ("Pagefind", "pagefind"),
)


def machine() -> str:
    """Give the number of cores in words, and the system."""
    cores = os.cpu_count() or 1
    return f"{NUMBERS.get(cores, f'{cores} cores')}, {platform.system()}"


def versions() -> Iterator[tuple[str, str]]:
    """Give what ran, with its version, as far as it is installed."""
    yield "Forewarn", forewarn.__version__
    yield "Python", platform.python_version()
    for name, package in PACKAGES:
        try:
            yield name, version(package)
        except PackageNotFoundError:
            yield name, "not installed"
