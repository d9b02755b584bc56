"""The component pages in a folder, for somebody to look at: a site for each language, and a page that leads to them.

``make components`` runs it with the folder, whose former content it replaces. They are never part of a site.
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from jinja2 import Environment, FileSystemLoader

from components.examples import Edition, editions
from components.pages import INDEX, TEMPLATES, publish_components
from projects import ROOT

MARK = ".forewarn-components"


def write_components(folder: Path, own: tuple[Edition, ...]) -> None:
    """Publish editions into a folder, each in one of its own name.

    Raises ValueError where the folder has anything to do with that of a site, or is not one that this has written.
    """
    _require_own(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    (folder / MARK).touch()
    (folder / "index.html").write_text(_index(own), "utf-8")
    for edition in own:
        with TemporaryDirectory() as workplace:
            shutil.copytree(publish_components(edition, Path(workplace)).folder, folder / edition.name)


def _require_own(folder: Path) -> None:
    """Refuse a folder that is, holds or lies in a site, or that has something else in it."""
    settings = yaml.load((ROOT / "mkdocs.yml").read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - texts and no objects
    site, own = (ROOT / settings["site_dir"]).resolve(), folder.resolve()
    is_of_a_site = own == site or own in site.parents or site in own.parents
    if is_of_a_site or any((each / "sha256sums.txt").exists() for each in (own, *own.parents)):
        raise ValueError(f"{folder} has to do with a site; components are never published")
    if own.exists() and any(own.iterdir()) and not (own / MARK).exists():
        raise ValueError(f"{folder} holds something else")


def _index(own: tuple[Edition, ...]) -> str:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    return environment.get_template("editions.html").render(editions=own, index=INDEX)


def main(folder: Path) -> None:
    """Write all component pages, and say where they are."""
    write_components(folder, editions())
    sys.stdout.write(
        f"{folder / 'index.html'}: open it, or see it as readers would:\n"
        f"  .venv/bin/python -m http.server --bind 127.0.0.1 --directory {folder}\n"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
