"""The same advisories as a Hugo project: a page, a line in lists, an entry in feeds and a share card for each.

The templates stand in ``hugo/``. Here the content is put into Hugo's own form, so that no template has to read ours.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

import yaml
from PIL import Image, ImageDraw

from forewarn.addresses import identity
from projects import ROOT

TEMPLATES = Path(__file__).parent / "hugo"
CARD = (1200, 630)
PAPER = "#ffffff"
BANDS = {"urgent": "#8b1a1a", "warning": "#7a4b00", "advice": "#1d4f91", "plain": "#24343f"}


def hugo_program() -> Path:
    """Find the program itself; the command of its package starts Python first, which is not Hugo's time."""
    return Path(str(distribution("hugo").locate_file("hugo/binaries/hugo")))


def write_hugo_project(folder: Path, content: Path, fonts: Mapping[str, Path], topics: Iterable[str]) -> None:
    """Make a Hugo project of a content folder of ours, with a page for each topic.

    ``fonts`` gives a file for "Regular" and "Bold".
    """
    shutil.copytree(TEMPLATES, folder)
    shutil.copytree(ROOT / "overrides/assets/stylesheets", folder / "assets/stylesheets")
    shutil.copytree(ROOT / "overrides/assets/images", folder / "static/assets/images")
    (folder / "assets/fonts").mkdir()
    for style, path in fonts.items():
        shutil.copy(path, folder / f"assets/fonts/NotoSans-{style}.ttf")
    for name, colour in BANDS.items():
        _write_base_picture(folder / f"assets/card-{name}.png", colour)
    (folder / "data").mkdir()
    _write_contacts(content / "contacts.yml", folder / "data/contacts.yaml")
    _write_pages(folder / "content", content, topics)


def _write_base_picture(path: Path, colour: str) -> None:
    """Draw what all cards of a kind share: paper with a band above. No alpha, which would only cost time."""
    picture = Image.new("RGB", CARD, PAPER)
    ImageDraw.Draw(picture).rectangle((0, 0, CARD[0], 120), colour)
    picture.save(path, optimize=True)


def _write_contacts(ours: Path, theirs: Path) -> None:
    found = yaml.load(ours.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - the plainest loader: every value is text
    for contact in found["contacts"]:
        for name in contact.keys() & {"valid_from", "valid_to"}:
            contact[name] = datetime.strptime(contact[name], "%d %B %Y").replace(tzinfo=UTC).date().isoformat()
    theirs.write_text(yaml.safe_dump(found, sort_keys=False), "utf-8")


def _write_pages(theirs: Path, ours: Path, topics: Iterable[str]) -> None:
    theirs.mkdir()
    shutil.copy(ours / "index.md", theirs / "_index.md")
    slugs = {}
    for path in sorted((ours / "areas").iterdir()):
        about, body = _parted(path)
        slugs[about["name"]] = path.stem
        own = {"title": about["name"]} | {name: about[name] for name in ("nation", "force") if name in about}
        _write_page(theirs / "areas" / path.stem / "_index.md", own, body)  # aliases are addresses to Hugo, not names
    years = set()
    for path in sorted((ours / "advisories").rglob("*.md")):
        about, body = _parted(path)
        years.add(about["publish"]["date"][:4])
        _write_page(theirs / "advisories" / path.name, _in_their_words(about, slugs), body)
    for topic in topics:
        _write_page(theirs / "topics" / identity(topic) / "_index.md", {"title": topic}, "")
    for year in years:
        own = {"title": f"Warnings from {year}", "outputs": ["html"]}
        _write_page(theirs / "archive" / year / "_index.md", own, "")
    for name, title in (("areas", "All areas"), ("topics", "All topics"), ("archive", "Archive")):
        _write_page(theirs / name / "_index.md", {"title": title}, "")


def _in_their_words(about: Mapping[str, Any], slugs: Mapping[str, str]) -> dict[str, Any]:
    date = about["publish"]["date"]
    return {
        "title": about["title"],
        "description": about["og"]["description"],
        "locale": about["og"]["locale"],
        "date": date.replace(" ", "T") + ":00",
        "severity": about.get("severity", "warning"),
        "areas": [slugs[name] for name in _listed(about, "area")],
        "topics": [identity(name) for name in _listed(about, "topic")],
        "archive": [date[:4]],
    }


def _parted(path: Path) -> tuple[dict[str, Any], str]:
    """Part a file of ours into its metadata, every value a text, and its body."""
    _, block, body = path.read_text("utf-8").split("---\n", 2)
    return yaml.load(block, yaml.BaseLoader), body  # noqa: S506 - the plainest loader: every value is text


def _listed(about: Mapping[str, Any], name: str) -> Iterator[str]:
    given = about.get(name, [])
    yield from [given] if isinstance(given, str) else given


def _write_page(path: Path, about: Mapping[str, Any], body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{yaml.safe_dump(dict(about), sort_keys=False, allow_unicode=True)}---\n{body}", "utf-8")
