"""Files and folders that a user names."""

import os
from collections.abc import Collection
from pathlib import Path


def named(path: Path) -> Path:
    """Give the whole path of what a user names; links keep their names."""
    return Path(os.path.abspath(path))  # noqa: PTH100 - it would follow links


def is_in(file: Path, paths: Collection[Path]) -> bool:
    """Tell whether a file is one of some files, or below one of some folders; no paths stand for all."""
    whole = named(file)
    return not paths or any(whole.is_relative_to(named(path)) for path in paths)
