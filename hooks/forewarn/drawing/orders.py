"""Orders: what is to be drawn, and the key by which the drawing is kept, made of all that it depends on."""

import hashlib
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from forewarn.sums import sum_of_value

_LIBRARIES = ("typst", "pypdfium2", "pillow", "zlib-ng", "zxing-cpp", "pikepdf")
_VERSION_LETTERS = 12


@dataclass(frozen=True)
class Order:
    """One drawing. ``subject`` is the file that a problem with it is told of, as an editor knows it.

    ``key`` stands for all that it shows, for the templates, the fonts, and the programs that draw. ``tell`` says what
    the template is told, which nobody asks of a drawing that was made before. ``picture`` is where the bytes of a
    picture come from that is shown on it.
    """

    subject: str
    key: str
    tell: Callable[[], Mapping[str, object]] = field(compare=False)
    picture: Callable[[], bytes] | None = None

    @cached_property
    def data(self) -> Mapping[str, object]:
        """What the template is told."""
        return self.tell()

    @property
    def version(self) -> str:
        """What an address carries so that nobody who has kept a former drawing shows it for this one."""
        return self.key[:_VERSION_LETTERS]


def order(
    signature: str,
    subject: str,
    shown: object,
    tell: Callable[[], Mapping[str, object]],
    picture: Callable[[], bytes] | None = None,
) -> Order:
    """Make an order of its parts. ``signature`` is that of the templates, and ``shown`` the value that is drawn.

    What ``tell`` says may depend on these alone, and on the programs that draw.
    """
    return Order(subject, sum_of_value(signature, type(shown).__name__, shown).hex(), tell, picture)


@dataclass(frozen=True)
class Programs:
    """The programs that draw: a sum of our own code, and the version of each library by its name."""

    code: str
    libraries: tuple[tuple[str, str], ...]


def programs() -> Programs:
    """Say which programs draw on this machine."""
    own = sorted(Path(__file__).parent.glob("*.py"))
    whole = _sum_of((path.name, path) for path in own)
    return Programs(whole.hexdigest(), tuple((library, version(library)) for library in _LIBRARIES))


def signature_of(folder: Path) -> str:
    """Stand for a folder of templates and fonts, and for the programs that draw with them."""
    given = sorted(path for path in folder.rglob("*") if path.is_file())
    whole = _sum_of((path.relative_to(folder).as_posix(), path) for path in given)
    whole.update(repr(programs()).encode())
    return whole.hexdigest()


def _sum_of(places: Iterable[tuple[str, Path]]) -> "hashlib._Hash":
    """Sum up some files, each by a name and what is in it."""
    whole = hashlib.sha256()
    for name, path in places:
        whole.update(os.fsencode(name) + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return whole
