"""The same advisories as a project of plain Material whose social plugin draws a card for every page.

The plugin looks for a family of fonts in ``fonts/<family>/<style>.ttf`` of its cache folder, and fetches a family from
the network only where that folder is missing. So the fonts are put there beforehand; everything else of the cache is
the plugin's own.
"""

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from projects import SHIPPED

FAMILY = "Noto Sans"
CACHE = ".cache/plugin/social"


def write_material_project(folder: Path, content: Path, fonts: Mapping[str, Path], *, workers: int) -> None:
    """Make a project of Material with social cards. ``fonts`` gives a file for "Regular" and "Bold"."""
    shutil.copytree(content / "advisories", folder / "content/advisories")
    shutil.copytree(content / "areas", folder / "content/areas")
    shutil.copy(SHIPPED / "index.md", folder / "content")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(_settings(workers)), "utf-8")
    provide_fonts(folder, fonts)


def provide_fonts(folder: Path, fonts: Mapping[str, Path]) -> None:
    """Put the fonts where the plugin keeps those that it has fetched."""
    family = folder / CACHE / "fonts" / FAMILY
    family.mkdir(parents=True)
    for style, path in fonts.items():
        shutil.copy(path, family / f"{style}.ttf")


def _settings(workers: int) -> dict[str, Any]:
    social = {"cards": True, "concurrency": workers, "cards_layout_options": {"font_family": FAMILY}}
    return {
        "site_name": "Scam Warnings",
        "site_url": "https://warnings.example/",
        "docs_dir": "content",
        "theme": {"name": "material", "font": False},
        "plugins": [{"social": social}],
        "not_in_nav": "/advisories/\n/areas/",
        "nav": [{"Home": "index.md"}],
        "markdown_extensions": ["tables", "def_list", "admonition", "attr_list"],
    }
