"""Share cards on built pages: each page names one, which is there, is whole, and is as large as its head says."""

import json
import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from itertools import cycle
from pathlib import Path
from urllib.parse import urlsplit

import feedparser
import pytest
import yaml
from lxml.html import HtmlElement
from PIL import Image

from attached_files import picture
from card_samples import shipped_templates
from forewarn.attaching import examined
from forewarn.card import HEIGHT, MOST_BYTES, WIDTH, CardPicture
from forewarn.drawing.store import Store
from forewarn.drawing.studio import FEW
from forewarn.problem import ProblemsFound
from forewarn.publication.places import Places
from forewarn.site import Kind, with_drawings
from html_pages import head_property, json_ld, pages_of
from projects import VALID, Built, Project, files_of
from published import ADVISORY, site_of

SITE_URL = "https://warnings.example/"
TEXT_BYTES = 60_000
SCHEDULED = VALID.replace("2026-10-02", "2026-12-24")
DRAFT = VALID.replace("publish:", "publish:\n  status: draft")


@pytest.fixture(scope="module")
def pages(sample_site: Built) -> dict[str, HtmlElement]:
    return pages_of(sample_site.site)


def named(page: HtmlElement, name: str) -> list[str]:
    """Give the values of a property that has a name."""
    return [str(value) for value in page.xpath("//head/meta[@name=$name]/@content", name=name)]


def path_of(url: str) -> str:
    assert url.startswith(SITE_URL)
    return urlsplit(url).path.removeprefix("/")


def test_every_page_names_one_card_that_is_there(sample_site: Built, pages: dict[str, HtmlElement]) -> None:
    assert {"404.html", "index.html", "news/parcel-scam/index.html"} <= pages.keys()
    for path, page in pages.items():
        (image,) = head_property(page, "og:image")
        assert (sample_site.site / path_of(image)).is_file(), path
        assert urlsplit(image).query.startswith("v="), path
        assert len(urlsplit(image).query) == len("v=") + 12, path


def test_the_head_says_what_the_card_is(sample_site: Built, pages: dict[str, HtmlElement]) -> None:
    for path, page in pages.items():
        (image,), (words,) = head_property(page, "og:image"), head_property(page, "og:image:alt")
        with Image.open(BytesIO((sample_site.site / path_of(image)).read_bytes())) as card:
            card.load()
            told = [card.get_format_mimetype(), str(card.width), str(card.height)]
        assert told == [*(head_property(page, f"og:image:{name}")[0] for name in ("type", "width", "height"))], path
        assert told == ["image/png", str(WIDTH), str(HEIGHT)]
        assert head_property(page, "og:image:secure_url") == named(page, "twitter:image") == [image], path
        assert named(page, "twitter:image:alt") == [words], path
        assert named(page, "twitter:card") == ["summary_large_image"], path
        assert words.strip()


def test_every_card_keeps_its_size(sample_site: Built) -> None:
    cards = {path: content for path, content in files_of(sample_site.site).items() if path.startswith("cards/")}
    assert len(cards) > 70
    over = {path for path, content in cards.items() if len(content) > TEXT_BYTES}
    assert over <= {"cards/parcel-fee-texts.png"}, "the one with a picture"
    assert all(len(content) <= MOST_BYTES for content in cards.values())


def test_every_card_is_named_by_a_page(sample_site: Built, pages: dict[str, HtmlElement]) -> None:
    files = {path for path in files_of(sample_site.site) if path.startswith("cards/")}
    assert files == {path_of(image) for page in pages.values() for image in head_property(page, "og:image")}


def test_pages_have_the_card_of_what_they_are_about(pages: dict[str, HtmlElement]) -> None:
    cards = {path: path_of(head_property(page, "og:image")[0]) for path, page in pages.items()}
    assert cards["index.html"] == cards["404.html"] == cards["areas/index.html"] == "cards/site/home.png"
    assert cards["areas/kent/index.html"] == "cards/areas/kent.png"
    assert cards["topics/courier-fraud/index.html"] == "cards/topics/courier-fraud.png"
    assert cards["advisories/parcel-fee-texts/index.html"] == "cards/parcel-fee-texts.png"
    assert cards["news/parcel-scam/index.html"].startswith("cards/")


def test_the_words_say_what_the_card_says(pages: dict[str, HtmlElement]) -> None:
    page = pages["advisories/parcel-fee-texts/index.html"]
    (words,) = head_property(page, "og:image:alt")
    (title,) = (str(heading.text_content()).strip() for heading in page.xpath("//h1"))
    assert title in words
    assert "The Forewarn project, warnings.example." in words


# What a card depends on


@pytest.fixture
def built_once(project: Project) -> Project:
    project.add("advisories/tax.md")
    project.add("advisories/rent.md", VALID.replace("tax", "rent"))
    built = project.build()
    assert built.exit_status == 0, built.output
    return project


def places_of(site: Path, id_: str = "tax") -> Mapping[str, str]:
    """Give every address of an advisory's card that a page or a feed of a site shows."""
    page = pages_of(site)[f"advisories/{id_}/index.html"]
    atom, area = (feedparser.parse((site / path).read_bytes()) for path in ("feed.xml", "areas/kent/feed.xml"))
    items = json.loads((site / "feed.json").read_bytes())["items"]
    (entry,), (own,) = ([each for each in feed.entries if each.link.endswith(f"/{id_}/")] for feed in (atom, area))
    (item,) = (each for each in items if each["url"].endswith(f"/{id_}/"))
    image = json_ld(page, "NewsArticle")["image"]
    return {
        "og:image": head_property(page, "og:image")[0],
        "twitter:image": named(page, "twitter:image")[0],
        "Atom": entry.media_thumbnail[0]["url"],
        "Atom of the area": own.media_thumbnail[0]["url"],
        "JSON Feed": item["image"],
        "JSON-LD": image["url"],
    }


def test_a_changed_title_changes_the_address_everywhere(built_once: Project) -> None:
    before, other = places_of(built_once.folder / "site"), places_of(built_once.folder / "site", "rent")
    assert len(set(before.values())) == 1, before
    built_once.add("advisories/tax.md", VALID.replace("Callers ask for tax", "Callers ask for taxes"))
    assert built_once.build().exit_status == 0
    after = places_of(built_once.folder / "site")
    assert len(set(after.values())) == 1, after
    assert set(after.values()).isdisjoint(before.values())
    assert places_of(built_once.folder / "site", "rent") == other


def test_a_word_of_the_body_does_not_draw_it_again(built_once: Project) -> None:
    before = places_of(built_once.folder / "site")
    card = (built_once.folder / "site/cards/tax.png").read_bytes()
    built_once.add("advisories/tax.md", VALID.replace("Hang up.", "Hang up at once."))
    assert built_once.build().exit_status == 0
    assert places_of(built_once.folder / "site") == before
    assert (built_once.folder / "site/cards/tax.png").read_bytes() == card


def kept_in(cache: str) -> list[Path]:
    """Give the drawings that builds keep in the folder that is named for it."""
    every = (path for path in Path(cache, "forewarn").iterdir() if path.is_file())
    return sorted(path for path in every if path.suffix != ".sqlite")


def test_nothing_is_drawn_twice(built_once: Project, tmp_path: Path) -> None:
    """Not for a site that is made from nothing either."""
    cache = str(tmp_path / "cache")
    assert built_once.build(site="first", FOREWARN_CACHE=cache).exit_status == 0
    drawn = {path: path.stat().st_mtime_ns for path in kept_in(cache)}
    assert len(drawn) > 10
    assert built_once.build(site="second", FOREWARN_CACHE=cache).exit_status == 0
    assert {path: path.stat().st_mtime_ns for path in kept_in(cache)} == drawn


def test_what_others_keep_beside_it_stays(built_once: Project, tmp_path: Path) -> None:
    """However old it is: somebody may name a folder that is not Forewarn's alone."""
    other = tmp_path / "theirs"
    other.write_text("Theirs.")
    os.utime(other, (0, 0))
    assert built_once.build(FOREWARN_CACHE=str(tmp_path)).exit_status == 0
    assert other.exists()


def know_nothing_of(project: Project) -> None:
    """Let the next build make everything, as if it knew of no build before."""
    shutil.rmtree(Places.of(project.folder / "site").ledgers)


@pytest.mark.parametrize("strict", [(), ("--strict",)])
def test_a_cache_that_cannot_be_written_is_told_of(
    built_once: Project, tmp_path: Path, strict: tuple[str, ...]
) -> None:
    (tmp_path / "file").write_text("No folder.")
    know_nothing_of(built_once)
    built = built_once.build(*strict, FOREWARN_CACHE=str(tmp_path / "file"))
    assert (built.exit_status == 0) == (not strict), built.output
    assert "which FOREWARN_CACHE names" in built.output


HARMS: tuple[Callable[[Path], object], ...] = (
    Path.unlink,
    lambda path: path.write_bytes(b""),
    lambda path: path.write_bytes(path.read_bytes()[:-1]),
    lambda path: path.write_bytes(path.read_bytes()[:-1] + bytes([path.read_bytes()[-1] ^ 1])),
)


def test_what_becomes_of_the_cache_is_healed(built_once: Project, tmp_path: Path) -> None:
    cache = str(tmp_path / "cache")
    whole = files_of(built_once.folder / "site")
    know_nothing_of(built_once)
    assert built_once.build(FOREWARN_CACHE=cache).exit_status == 0
    for path, harm in zip(kept_in(cache), cycle(HARMS), strict=False):
        harm(path)
    know_nothing_of(built_once)
    built = built_once.build(FOREWARN_CACHE=cache)
    assert built.exit_status == 0, built.output
    assert files_of(built_once.folder / "site") == whole


def test_a_site_without_cards(built_once: Project) -> None:
    settings = yaml.safe_load((built_once.folder / "mkdocs.yml").read_text("utf-8"))["extra"]
    settings["forewarn"]["cards"] = False
    built_once.configure(extra=settings)
    built = built_once.build()
    assert built.exit_status == 0, built.output
    assert not any(path.startswith("cards/") for path in files_of(built.site))
    for page in pages_of(built.site).values():
        assert head_property(page, "og:image") == head_property(page, "og:image:alt") == []
        assert named(page, "twitter:image") == []
        assert named(page, "twitter:card") in ([], ["summary"])
    assert "cards/" not in (built.site / "feed.xml").read_text("utf-8")
    assert "image" not in json_ld(pages_of(built.site)["advisories/tax/index.html"], "NewsArticle")


def test_without_cards_a_title_may_have_any_letter(built_once: Project) -> None:
    """The advisory then goes without its poster, as "forewarn check" says nothing of it either."""
    settings = yaml.safe_load((built_once.folder / "mkdocs.yml").read_text("utf-8"))["extra"]
    settings["forewarn"]["cards"] = False
    built_once.configure(extra=settings)
    built_once.add("advisories/tax.md", VALID.replace("Callers ask", "例 Callers ask"))
    built = built_once.build()
    assert built.exit_status == 0, built.output
    assert "goes without a poster" in built.output


def test_what_is_hidden_has_no_card(built_once: Project, tmp_path: Path) -> None:
    """Not even its drawing is made: no more is kept with it than without it."""
    plain, kept = str(tmp_path / "plain"), str(tmp_path / "kept")
    know_nothing_of(built_once)
    assert built_once.build(FOREWARN_CACHE=plain).exit_status == 0
    for name, hidden in (("draft", DRAFT), ("scheduled", SCHEDULED)):
        secret = hidden.replace("Callers ask for tax", f"A {name} text that nobody may know")
        built_once.add(f"advisories/{name}.md", secret)
    know_nothing_of(built_once)
    built = built_once.build(FOREWARN_CACHE=kept)
    assert built.exit_status == 0, built.output
    assert not {"cards/draft.png", "cards/scheduled.png"} & files_of(built.site).keys()
    assert [path.name for path in kept_in(kept)] == [path.name for path in kept_in(plain)] != []


# Pictures of an editor's


def with_image(lines: str) -> str:
    return VALID.replace("area:", f"og:\n  image: letter.png\n{lines}area:")


def is_red(card: Path, place: tuple[int, int]) -> bool:
    """Tell whether a card shows the red of a sample picture at a place."""
    shown = Image.open(card).convert("RGB").getpixel(place)
    return isinstance(shown, tuple) and max(abs(a - b) for a, b in zip(shown, (160, 20, 20), strict=True)) < 12


def test_a_picture_is_on_the_card_and_its_words_are_said(project: Project) -> None:
    project.add("advisories/letter.png", picture(width=900, height=700))
    project.add("advisories/tax.md", with_image("  image_alt: A letter with a false crest\n"))
    built = project.build()
    assert built.exit_status == 0, built.output
    page = pages_of(built.site)["advisories/tax/index.html"]
    (image,), (words,) = head_property(page, "og:image"), head_property(page, "og:image:alt")
    assert path_of(image) == "cards/tax.png"
    assert words.endswith("A letter with a false crest.")
    assert is_red(built.site / "cards/tax.png", (900, 100))
    assert not is_red(built.site / "cards/tax.png", (100, 100))
    before = image
    project.add("advisories/letter.png", picture(width=900, height=701))
    assert project.build().exit_status == 0
    assert head_property(pages_of(built.site)["advisories/tax/index.html"], "og:image") != [before]


def test_pictures_are_on_cards_where_many_processes_draw(project: Project, tmp_path: Path) -> None:
    """As in every first build, where nothing is kept yet: the shipped areas are more than one process draws."""
    project.with_every_area()
    for form, ending in (("PNG", "png"), ("JPEG", "jpg"), ("WEBP", "webp")):
        project.add(f"advisories/letter.{ending}", picture(form, width=900, height=700))
        text = with_image("  image_alt: A letter with a false crest\n")
        project.add(f"advisories/{ending}.md", text.replace("letter.png", f"letter.{ending}"))
    cache = str(tmp_path / "cache")
    built = project.build(FOREWARN_CACHE=cache)
    assert built.exit_status == 0, built.output
    assert len(kept_in(cache)) > FEW
    for ending in ("png", "jpg", "webp"):
        assert is_red(built.site / f"cards/{ending}.png", (900, 100))


def test_a_picture_that_changes_meanwhile_is_not_kept_for_the_former_one(tmp_path: Path) -> None:
    """It would come back with the former one, which nobody has drawn then."""
    source, former = tmp_path / "letter.png", picture(width=900, height=700)
    source.write_bytes(former)
    shown = CardPicture(examined(source.name, source), "A letter")
    site = site_of([replace(ADVISORY, picture=shown)])
    store = Store(tmp_path / "store")
    _, drawings = with_drawings(site, shipped_templates(), store, 1)
    key = drawings.cards["cards/tax.png"].key
    source.write_bytes(picture(width=900, height=701))
    with pytest.raises(ProblemsFound, match="has changed in the meantime"):
        drawings.begin(Kind.CARD).finish()
    assert not store.has(key)
    source.write_bytes(former)
    drawings.begin(Kind.CARD).finish()
    assert store.has(key)


@pytest.mark.parametrize("title", ["🂡🂡", "\ufe0f"])
def test_a_title_of_which_nothing_can_be_drawn_is_refused_where_it_stands(project: Project, title: str) -> None:
    project.add("advisories/tax.md", VALID.replace("Callers ask for tax", title))
    built = project.build()
    assert built.exit_status != 0
    assert "content/advisories/tax.md:2:8: title: The share card would show nothing of it." in built.output
