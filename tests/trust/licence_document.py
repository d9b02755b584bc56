"""docs/licences.md: under which licences everything is that the site holds of others, and that builds it.

It is made of the locks, of what is installed and of the fonts; a test fails while it is old.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

from projects import ROOT
from trust.decisions import Decisions
from trust.inside import NAMED, Inside, fonts
from trust.licensing import Licensed, licensed, spdx
from trust.pins import NPM, PYTHON, NpmPin, npm_pins, pins

FILE = ROOT / "docs" / "licences.md"
TESTS, SITE = "dev.txt", "site.txt"

_HEAD = """\
# Licences

`make licences` writes this page of the locks in `requirements/`, of what they install, and of the fonts; a test fails
while it is old. Which licences may be among them, and why, stands in `requirements/trust.toml`. `make sbom` writes the
same for programs, with the sums of all files and with what is inside of packages.

Forewarn itself is under [MIT](../LICENSE). What you write in `content/` is yours.

## What the published site holds of others
"""

_PUBLISHED = (
    (
        "Pagefind's script and its program (WebAssembly), with the word endings of Snowball",
        "`/search/index/`",
        "MIT, BSD-3-Clause and others",
        "`/search/index/licences.txt`",
    ),
    (
        "one icon of Material Design Icons (`rss`)",
        "in pages that have a feed",
        "Apache-2.0",
        "`/assets/images/licences.txt`",
    ),
    (
        "letters of the fonts below",
        "drawn in share cards, embedded in posters",
        "OFL-1.1, which asks nothing of a picture or a document",
        "beside the fonts",
    ),
)

_FONTS = """\
Nothing else: scripts, style sheets, templates and the site's icon are Forewarn's own.

## Fonts in `overrides/cards/fonts/`

Their licence is beside them in `OFL.txt`.
"""


def document(decided: Decisions) -> str:
    """Write the whole page."""
    of_the_site = licensed(pins(PYTHON / SITE), decided.stated)
    known = {(each.name, each.version) for each in of_the_site}
    of_the_tests = licensed(pins(PYTHON / TESTS), decided.stated)
    only_tests = [each for each in of_the_tests if (each.name, each.version) not in known]
    parts = (
        _HEAD,
        _table(("what", "where", "licence", "its text"), _PUBLISHED),
        _FONTS,
        _table(("font", "version", "licence"), (_cells(font) for _, font in fonts())),
        "## What builds the site\n\nThese are installed by `make site`, and none of them is published.\n",
        _packages(of_the_site),
        "Inside of some of them is what is not Python; these tell of it, and the lists that packages bring with them "
        "(Pillow, nh3, Typst) are part of `make sbom`.\n",
        _table(("in", "what", "licence"), ((each.package, each.name, each.licence) for each in NAMED)),
        "## What only tests use\n\nNobody who builds a site installs these.\n",
        _packages(only_tests),
        *(part for path in sorted(NPM.iterdir()) for part in _of_npm(path, decided)),
    )
    return "\n".join(parts)


def npm_licence(pin: NpmPin, decided: Decisions) -> str:
    """Give the licence of a package of npm, or nothing where it is not known."""
    return decided.stated.get(f"npm:{pin.name}") or spdx(pin.licence)


def _of_npm(folder: Path, decided: Decisions) -> Iterator[str]:
    """Tell of a tool of npm: of as many packages as it has, how many are under which licence."""
    named = npm_pins(folder / "package-lock.json")
    licences = sorted(npm_licence(pin, decided) for pin in named)
    yield f"Of npm, for `{folder.name}`, as `requirements/npm/{folder.name}/package-lock.json` names them:\n"
    yield _table(("licence", "packages"), ((licence, str(len(list(some)))) for licence, some in groupby(licences)))


def _packages(packages: Iterable[Licensed]) -> str:
    return _table(("package", "version", "licence"), ((each.name, each.version, each.licence) for each in packages))


def _cells(font: Inside) -> Sequence[str]:
    return font.name, font.version, font.licence


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
