"""Folders that are made once for all processes that run tests, however many need them."""

import json
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pytest
from filelock import FileLock, Timeout

from components.examples import Edition
from components.pages import Published, publish_components
from projects import Built


@dataclass(frozen=True)
class Once:
    """The folder that all processes of a run share. Nobody may change what was made in it."""

    shared: Path

    def made(self, name: str, make: Callable[[Path], object]) -> Path:
        """Give a folder that is made by the first who asks for its name; where that fails, the next one tries."""
        folder, mark = self.shared / name, self.shared / f"{name}.made"
        with self._lock(name):
            if not mark.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir(parents=True)
                make(folder)
                mark.touch()
        return folder

    def built(self, name: str, build: Callable[[Path], Built]) -> Built:
        """Give what a build left that has to succeed."""

        def make(folder: Path) -> None:
            built = build(folder)
            assert built.exit_status == 0, built.output
            (folder / "built.json").write_text(json.dumps([built.output, str(built.site)]), "utf-8")

        output, site = json.loads((self.made(name, make) / "built.json").read_text("utf-8"))
        return Built(0, output, Path(site))

    def published(self, name: str, every: Iterable[Edition]) -> tuple[Published, ...]:
        """Give editions with their component pages. What another process is at is asked for last, to share the work."""
        own = {f"{name}-{edition.name}": edition for edition in every}
        for folder, edition in own.items():
            if not self._is_being_made(folder):
                self.made(folder, partial(publish_components, edition))
        return tuple(
            Published(edition, self.made(folder, partial(publish_components, edition)) / "site")
            for folder, edition in own.items()
        )

    def _is_being_made(self, name: str) -> bool:
        try:
            with self._lock(name).acquire(blocking=False):
                return False
        except Timeout:
            return True

    def _lock(self, name: str) -> FileLock:
        return FileLock(self.shared / f"{name}.lock")


def shared_by(tmp_path_factory: pytest.TempPathFactory, config: pytest.Config) -> Once:
    """Give the folder that a process shares with the others of its run."""
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if hasattr(config, "workerinput") else own) / "shared"
    shared.mkdir(exist_ok=True)
    return Once(shared)
