"""The folder of a designer for cards: what is wrong in it is one sentence, and what is changed in it is drawn anew."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from attached_files import picture
from card_samples import CARDS, shipped_templates
from forewarn import addresses
from forewarn.advisory import Advisory
from forewarn.attachment import PNG, Attachment
from forewarn.card import CardPicture
from forewarn.colours import Colours
from forewarn.drawing.orders import Order
from forewarn.drawing.templates import Templates, read_templates
from forewarn.problem import Problem, ProblemsFound
from forewarn.site.cards import with_cards
from published import ADVISORY, KENT, SETTINGS, site_of

Change = Callable[[Path], object]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    copy = tmp_path / "cards"
    shutil.copytree(CARDS, copy)
    return copy


def write_colours(folder: Path, **changes: object) -> None:
    path = folder / "colours.json"
    written = {**json.loads(path.read_text("utf-8")), **changes}
    path.write_text(json.dumps({name: colour for name, colour in written.items() if colour is not None}), "utf-8")


def problems_of(folder: Path) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as found:
        read_templates(folder)
    return found.value.problems


def test_the_shipped_folder_can_be_used() -> None:
    templates = shipped_templates()
    assert "Noto Sans" in templates.typefaces.families
    assert "Noto Nastaliq Urdu" in templates.typefaces.families
    assert templates.colours["paper"] == "#ffffff"


UNUSABLE: list[tuple[str, Change, str]] = [
    ("no folder", shutil.rmtree, "It has no templates and fonts for cards and posters."),
    ("no fonts folder", lambda at: shutil.rmtree(at / "fonts"), "It has no templates and fonts for cards and posters."),
    (
        "no font",
        lambda at: take_out_fonts(at / "fonts"),
        "There is no font in the folder for cards and posters.",
    ),
    ("no font at all", lambda at: (at / "fonts/My.ttf").write_text("x"), "My.ttf is no font that can be read."),
    ("half a font", lambda at: halve(at / "fonts/NotoSans-Bold.ttf"), "NotoSans-Bold.ttf is no font that can be read."),
    ("empty font", lambda at: (at / "fonts/My.otf").touch(), "My.otf is no font that can be read."),
    ("no colours", lambda at: (at / "colours.json").unlink(), "colours.json must give these colours: ink, paper, "),
    ("broken colours", lambda at: halve(at / "colours.json"), "colours.json must give these colours: ink, paper, "),
    ("a list", lambda at: (at / "colours.json").write_text("[]"), "colours.json must give these colours: ink, "),
    ("one missing", lambda at: write_colours(at, quiet=None), "colours.json must give these colours: ink, "),
    ("a word", lambda at: write_colours(at, ink="black"), '"ink" in colours.json must be a colour such as "#14365c"'),
    ("a number", lambda at: write_colours(at, deep=5), '"deep" in colours.json must be a colour such as "#14365c"'),
]  # fmt: skip


def take_out_fonts(folder: Path) -> None:
    for path in folder.glob("*.ttf"):
        path.unlink()


def halve(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


@pytest.mark.parametrize(("change", "message"), [each[1:] for each in UNUSABLE], ids=[each[0] for each in UNUSABLE])
def test_what_cannot_be_used_is_one_sentence(folder: Path, change: Change, message: str) -> None:
    change(folder)
    (problem,) = problems_of(folder)
    assert (problem.rule, problem.file) == ("templates-unusable", "overrides/cards")
    assert problem.message.startswith(message)
    assert problem.message.count("\n") == 0
    assert problem.cure.endswith(".")


@pytest.mark.parametrize(
    ("words", "surface", "changes"),
    [
        ("ink", "paper", {"ink": "#bbbbbb"}),
        ("quiet", "paper", {"quiet": "#8a8a8a"}),
        ("on-signal", "signal", {"signal": "#ff9999"}),
        ("on-deep", "deep", {"on-deep": "#14365c"}),
    ],
)
def test_colours_that_cannot_be_read_are_named(
    folder: Path, words: str, surface: str, changes: dict[str, object]
) -> None:
    write_colours(folder, **changes)
    (problem,) = problems_of(folder)
    assert (problem.rule, problem.file) == ("colours-contrast", "overrides/cards/colours.json")
    assert f'Words in "{words}" cannot be read on "{surface}"' in problem.message


def test_a_pair_that_just_can_be_read_is_fine(folder: Path) -> None:
    write_colours(folder, quiet="#767676")
    assert read_templates(folder).colours["quiet"] == "#767676"


# What the key of a drawing depends on


def order_for(advisory: Advisory, templates: Templates | None = None, **changes: object) -> Order:
    _, orders = with_cards(site_of([advisory], **changes), templates or shipped_templates())
    return orders[addresses.card(advisory.id)]


def with_picture(path: Path, content: bytes, words: str = "A letter") -> Advisory:
    path.write_bytes(content)
    return replace(ADVISORY, picture=CardPicture(Attachment("a.png", "content/a.png", path, PNG, 60, 40), words))


def test_it_changes_with_what_the_card_says() -> None:
    own = order_for(ADVISORY)
    force = replace(KENT.force, colours=Colours("#5c2d91"))
    others = [
        order_for(replace(ADVISORY, title="Callers ask for taxes")),
        order_for(replace(ADVISORY, published=ADVISORY.published - timedelta(days=1))),
        order_for(replace(ADVISORY, locale="cy_GB")),
        order_for(ADVISORY, areas=(replace(KENT, force=force),)),
        order_for(ADVISORY, areas=(replace(KENT, name="Caint"),)),
    ]
    assert len({own.key, *(other.key for other in others)}) == 1 + len(others)
    assert len({own.version, *(other.version for other in others)}) == 1 + len(others)


def test_it_does_not_change_with_anything_else() -> None:
    own = order_for(ADVISORY)
    assert order_for(replace(ADVISORY, body="<p>Other words.</p>")).key == own.key
    assert order_for(replace(ADVISORY, summary="Other words.", file="moved.md", topics=())).key == own.key
    assert order_for(replace(ADVISORY, published=ADVISORY.published - timedelta(minutes=1))).key == own.key


@pytest.mark.parametrize("name", ["card.typ", "fit.typ", "words.typ", "colours.json", "fonts/NotoSans-Bold.ttf"])
def test_it_changes_with_every_byte_of_the_folder(folder: Path, name: str) -> None:
    before = order_for(ADVISORY, read_templates(folder)).key
    path = folder / name
    path.write_bytes(path.read_bytes() + b"\n")
    assert order_for(ADVISORY, read_templates(folder)).key != before


def test_it_changes_with_a_font_more_and_not_with_the_place_of_the_folder(folder: Path) -> None:
    here = order_for(ADVISORY, read_templates(folder)).key
    moved = folder.rename(folder.with_name("elsewhere"))
    assert order_for(ADVISORY, read_templates(moved)).key == here
    shutil.copy(moved / "fonts/NotoSans-Bold.ttf", moved / "fonts/Other.ttf")
    assert order_for(ADVISORY, read_templates(moved)).key != here


def test_it_changes_with_the_place_of_a_file_in_the_folder(folder: Path) -> None:
    """What stands in another folder is not found any more, though its name is the same and so is the order of all."""
    before, after = folder / "fonts" / "Zz.ttf", folder / "fontz" / "Zz.ttf"
    shutil.copy(folder / "fonts/NotoSans-Bold.ttf", before)
    signature = read_templates(folder).signature
    after.parent.mkdir()
    before.rename(after)
    assert read_templates(folder).signature != signature


def test_it_changes_with_the_bytes_of_a_picture_and_not_with_its_name(tmp_path: Path) -> None:
    one, same = (with_picture(tmp_path / name, picture()) for name in ("a.png", "b.png"))
    other = with_picture(tmp_path / "c.png", picture(width=61))
    assert order_for(one).key == order_for(same).key
    assert len({order_for(ADVISORY).key, order_for(one).key, order_for(other).key}) == 3


def test_two_cards_that_say_the_same_are_one_drawing() -> None:
    _, orders = with_cards(site_of([ADVISORY, replace(ADVISORY, id="tax-again")]), shipped_templates())
    assert orders[addresses.card("tax")].key == orders[addresses.card("tax-again")].key


def test_words_of_the_settings_are_told_of_once_and_where_they_stand() -> None:
    site = site_of([ADVISORY], settings=replace(SETTINGS, organisation="Police 例"))
    with pytest.raises(ProblemsFound) as found:
        with_cards(site, shipped_templates())
    (problem,) = found.value.problems
    assert (problem.rule, problem.file) == ("letter-undrawable", "mkdocs.yml")
    assert '"例" (U+4F8B, CJK UNIFIED IDEOGRAPH-4F8B), for the words "Police 例"' in problem.message
