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


def write_hugo_project(
    folder: Path, content: Path, fonts: Mapping[str, Path], topics: Iterable[str], *, cards: bool = True
) -> None:
    """Make a Hugo project of a content folder of ours, with a page for each topic.

    ``fonts`` gives a file for "Regular" and "Bold"; ``cards`` says whether share cards are drawn.
    """
    shutil.copytree(TEMPLATES, folder)
    shutil.copytree(ROOT / "overrides/assets/stylesheets", folder / "assets/stylesheets")
    shutil.copytree(ROOT / "overrides/assets/images", folder / "static/assets/images")
    (folder / "assets/fonts").mkdir()
    for style, path in fonts.items():
        shutil.copy(path, folder / f"assets/fonts/NotoSans-{style}.ttf")
    for name, colour in BANDS.items():
        _write_base_picture(folder / f"assets/card-{name}.png", colour)
    if not cards:
        path = folder / "hugo.toml"
        path.write_text(path.read_text("utf-8").replace("\ncards = true\n", "\ncards = false\n"), "utf-8")
    (folder / "data").mkdir()
    write_hugo_contacts(folder, (content / "contacts.yml").read_text("utf-8"))
    _write_pages(folder, content, topics)


def _write_base_picture(path: Path, colour: str) -> None:
    """Draw what all cards of a kind share: paper with a band above. No alpha, which would only cost time."""
    picture = Image.new("RGB", CARD, PAPER)
    ImageDraw.Draw(picture).rectangle((0, 0, CARD[0], 120), colour)
    picture.save(path, optimize=True)


def write_hugo_contacts(folder: Path, ours: str) -> None:
    """Write our contacts into a Hugo project, in its own form."""
    found = yaml.load(ours, yaml.BaseLoader)  # noqa: S506 - the plainest loader: every value is text
    for contact in found["contacts"]:
        for name in contact.keys() & {"valid_from", "valid_to"}:
            contact[name] = datetime.strptime(contact[name], "%d %B %Y").replace(tzinfo=UTC).date().isoformat()
    (folder / "data/contacts.yaml").write_text(yaml.safe_dump(found, sort_keys=False), "utf-8")


def write_hugo_advisory(folder: Path, name: str, ours: str, slugs: Mapping[str, str]) -> None:
    """Write an advisory of ours into a Hugo project, in its own form.

    ``slugs`` are those of areas by their names. Of a withdrawn one the reason is told, and no longer the text.
    """
    about, body = _parted(ours)
    withdrawn = about["publish"].get("status") == "withdrawn"
    told = f"**Withdrawn.** {about['publish']['reason']}\n" if withdrawn else body
    _write_page(folder / "content/advisories" / name, _in_their_words(about, slugs), told)


def slugs_of_areas(content: Path) -> Mapping[str, str]:
    """Give the slugs of the areas of a content folder of ours, by their names."""
    return {_parted(path.read_text("utf-8"))[0]["name"]: path.stem for path in sorted((content / "areas").iterdir())}


def _write_pages(folder: Path, ours: Path, topics: Iterable[str]) -> None:
    theirs = folder / "content"
    theirs.mkdir()
    shutil.copy(ours / "index.md", theirs / "_index.md")
    for path in sorted((ours / "areas").iterdir()):
        about, body = _parted(path.read_text("utf-8"))
        own = {"title": about["name"]} | {name: about[name] for name in ("nation", "force") if name in about}
        _write_page(theirs / "areas" / path.stem / "_index.md", own, body)  # aliases are addresses to Hugo, not names
    years, slugs = set(), slugs_of_areas(ours)
    for path in sorted((ours / "advisories").rglob("*.md")):
        text = path.read_text("utf-8")
        years.add(_parted(text)[0]["publish"]["date"][:4])
        write_hugo_advisory(folder, path.name, text, slugs)
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


def _parted(text: str) -> tuple[dict[str, Any], str]:
    """Part a text of ours into its metadata, every value a text, and its body."""
    _, block, body = text.split("---\n", 2)
    return yaml.load(block, yaml.BaseLoader), body  # noqa: S506 - the plainest loader: every value is text


def _listed(about: Mapping[str, Any], name: str) -> Iterator[str]:
    given = about.get(name, [])
    yield from [given] if isinstance(given, str) else given


def _write_page(path: Path, about: Mapping[str, Any], body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"---\n{yaml.safe_dump(dict(about), sort_keys=False, allow_unicode=True)}---\n{body}", "utf-8")
