"""The packages of npm that tests run: each tool has a folder in requirements/npm/ with a lock, and is installed by it.

The lock names every package by its version and by the sum of its bytes, which npm compares (Subresource Integrity,
https://www.w3.org/TR/SRI/). It names no registry: npm leaves ``resolved`` out where ``omit-lockfile-registry-resolved``
is set. Nothing that a package would run while it is installed is run.
"""

import shutil
import subprocess
from pathlib import Path

from projects import ROOT

LOCKS = ROOT / "requirements" / "npm"
CACHE = ROOT / ".cache"

_LOCK = "package-lock.json"
_NAMING = ("package.json", ".npmrc", _LOCK)  # the lock is the last: it tells that all before it is there
_QUIET = ("--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error")


def installed(tool: str, locks: Path = LOCKS, cache: Path = CACHE) -> Path | None:
    """Give the folder of packages of a tool, or nothing where it is not installed as the lock says."""
    folder = cache / tool
    kept, named = folder / "installed.json", locks / tool / _LOCK
    is_there = kept.is_file() and kept.read_bytes() == named.read_bytes()
    return folder / "node_modules" if is_there else None


def install(tool: str, locks: Path = LOCKS, cache: Path = CACHE) -> Path | None:
    """Install a tool as its lock says, unless it is. Gives its folder of packages, or nothing where npm could not."""
    there, npm = installed(tool, locks, cache), shutil.which("npm")
    if there or not npm:
        return there
    folder = cache / tool
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "installed.json").unlink(missing_ok=True)
    for name in _NAMING:
        shutil.copyfile(locks / tool / name, folder / name)
    if subprocess.run([npm, "ci", *_QUIET], cwd=folder, check=False).returncode:
        return None
    shutil.copyfile(folder / _LOCK, folder / "installed.json")  # only now: a half that is left is no tool
    return installed(tool, locks, cache)
