"""The same advisories as a project of plain Material: as it comes, or with its social plugin, a card for every page.

Nothing stands in the navigation, where each page costs time and bytes on every other, and there is no search.

The plugin looks for a family of fonts in ``fonts/<family>/<style>.ttf`` of its cache folder, and fetches a family from
the network only where that folder is missing. So the fonts are put there beforehand; everything else of the cache is
the plugin's own.
"""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from forewarn.addresses import identity

FAMILY = "Noto Sans"
CACHE = ".cache/plugin/social"


def write_material_project(  # noqa: PLR0913 - what a project is made of
    folder: Path, content: Path, fonts: Mapping[str, Path], topics: Iterable[str], *, workers: int, cards: bool = True
) -> None:
    """Make a project of Material with a page for each advisory, area and topic, and with social cards or without.

    ``fonts`` gives a file for "Regular" and "Bold"; so many ``workers`` draw at once.
    """
    for name in ("advisories", "areas"):
        shutil.copytree(content / name, folder / "content" / name)
    shutil.copy(content / "index.md", folder / "content")
    (folder / "content/topics").mkdir()
    for topic in topics:
        (folder / f"content/topics/{identity(topic)}.md").write_text(f"# {topic}\n", "utf-8")
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(_settings(workers, cards=cards)), "utf-8")
    if cards:
        provide_fonts(folder, fonts)


def provide_fonts(folder: Path, fonts: Mapping[str, Path]) -> None:
    """Put the fonts where the plugin keeps those that it has fetched."""
    family = folder / CACHE / "fonts" / FAMILY
    family.mkdir(parents=True)
    for style, path in fonts.items():
        shutil.copy(path, family / f"{style}.ttf")


def _settings(workers: int, *, cards: bool) -> dict[str, Any]:
    social = {"cards": True, "concurrency": workers, "cards_layout_options": {"font_family": FAMILY}}
    return {
        "site_name": "Scam Warnings",
        "site_url": "https://warnings.example/",
        "docs_dir": "content",
        "theme": {"name": "material", "font": False},
        "plugins": [{"social": social}] if cards else [],
        "not_in_nav": "/advisories/\n/areas/\n/topics/",
        "nav": [{"Home": "index.md"}],
        "markdown_extensions": ["tables", "def_list", "admonition", "attr_list"],
    }
