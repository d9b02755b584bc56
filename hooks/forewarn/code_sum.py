"""The sum of the programs that make a site: when one of them changes, nothing that was made before counts."""

import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from forewarn.sums import sum_of_value

_WRITTEN = frozenset({".py", ".yml", ".po", ".json"})


def code_sum(further: Iterable[Path] = ()) -> bytes:
    """Give the sum of this package, of ``further`` files, of Python, and of every library beside it.

    A library is known by its name and version. That those of tests are among them costs a build now and then, and that
    none is forgotten is worth it. Raises OSError where a file cannot be read.
    """
    own = Path(__file__).parent
    written = sorted(path for path in own.rglob("*") if path.suffix in _WRITTEN)
    texts = {path.relative_to(own).as_posix(): path.read_bytes() for path in written}
    return sum_of_value(texts, [path.read_bytes() for path in further], sys.version, _libraries())


@cache
def _libraries() -> tuple[str, ...]:
    """Name all libraries that this process can have loaded, with their versions."""
    folders = (Path(entry) for entry in sys.path if entry)
    return tuple(sorted({found.name for folder in folders for found in folder.glob("*.dist-info")}))
