"""Sample share cards, frozen: the hard titles of tests/golden-cards, and every kind, state, length and picture besides.

A case of tests/golden-cards is a folder with the words of a card in card.yml, and in card.png how it is drawn.
``pytest tests/unit/test_golden_cards.py --write-golden`` draws card.png anew: look at it before you commit it.
"""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from io import BytesIO
from pathlib import Path

import yaml
from PIL import Image, ImageDraw

from forewarn.attachment import PNG, Attachment
from forewarn.card import Card, CardPicture
from forewarn.colours import Colours
from forewarn.drawing.cards import card_data, draw_cards
from forewarn.drawing.cropping import cropped
from forewarn.drawing.orders import Order, order
from forewarn.drawing.templates import Templates, read_templates
from forewarn.drawing.typesetting import Typesetter
from forewarn.language import Language
from projects import ROOT

GOLDEN = Path(__file__).parent / "golden-cards"
CASES = sorted(path.parent for path in GOLDEN.glob("*/card.yml"))
CARDS = ROOT / "overrides" / "cards"
RIGHT_TO_LEFT = frozenset({"ar", "ur"})

ENGLISH = Language("en-GB", "ltr")
URDU = Language("ur-GB", "rtl")
PLAIN = Card(
    language=ENGLISH,
    title="Callers ask for gift cards",
    organisation="Forewarn Police",
    address="warnings.example",
    severity="Warning",
    places=("Kent",),
    date="22 November 2026",
)
PLAIN_URDU = Card(
    language=URDU,
    title="گفٹ کارڈ مانگنے والوں سے ہوشیار رہیں",
    organisation="Forewarn Police",
    address="warnings.example",
    severity="انتباہ",
    places=("برمنگھم",),
    date="22 نومبر، 2026",
)


def card_of(case: Path) -> Card:
    """Read the card of a case."""
    written = yaml.safe_load((case / "card.yml").read_text("utf-8"))
    tag = written["language"]
    colours = written.get("colours")
    return Card(
        language=Language(tag, "rtl" if tag.partition("-")[0] in RIGHT_TO_LEFT else "ltr"),
        title=written["title"],
        organisation=written["organisation"],
        address=written["address"],
        severity=written["severity"],
        is_urgent=written.get("urgent", False),
        state=written.get("state", ""),
        is_over=written.get("over", False),
        places=tuple(written["areas"]),
        date=written["date"],
        colours=Colours(**colours) if colours else None,
    )


def kinds() -> Iterator[tuple[str, Card]]:
    """Give a card of each kind, each severity and each state, in English and in Urdu."""
    bare = replace(PLAIN, severity="", places=(), date="")
    yield "kind: site", replace(bare, title="Scam Warnings", line="What is being tried near you, and what to do.")
    yield "kind: area", replace(bare, title="Kent", label="Scam warnings", line="Forewarn Police")
    yield "kind: topic", replace(bare, title="Courier fraud", label="Kind of scam")
    bare_urdu = replace(PLAIN_URDU, severity="", places=(), date="")
    line = "آپ کے قریب کیا کوشش ہو رہی ہے، اور کیا کرنا ہے۔"
    yield "kind: site, Urdu", replace(bare_urdu, title="دھوکہ دہی کے انتباہات", line=line)
    yield "kind: topic, Urdu", replace(bare_urdu, title="کوریئر فراڈ", label="دھوکے کی قسم")
    yield "severity: urgent", replace(PLAIN, severity="Urgent", is_urgent=True)
    yield "severity: warning", PLAIN
    yield "severity: advice", replace(PLAIN, severity="Advice", date="Updated 22 November 2026")
    for state in ("Withdrawn", "No longer current", "Corrected"):
        urgent = replace(PLAIN, severity="Urgent", is_urgent=True, state=state, is_over=state != "No longer current")
        yield f"state: {state}", urgent
    yield (
        "state: withdrawn, Urdu",
        replace(PLAIN_URDU, state="واپس لے لیا گیا", is_over=True, date="تازہ کاری: 22 نومبر، 2026"),
    )


def limits() -> Iterator[tuple[str, Card]]:
    """Give cards of which one part is as long, or as short, as it can be."""
    words = "Fake texts about parcels ask for a fee and then for the number of your card".split()
    for count in (2, 4, 6, 9, 15, 30, 60):
        title = " ".join(words[number % len(words)] for number in range(count))
        yield f"title: {len(title)} characters", replace(PLAIN, title=title[:300])
    yield "title: one letter", replace(PLAIN, title="A")
    yield "title: 300 characters and no space", replace(PLAIN, title="Scam" * 75)
    yield "title: 300 wide characters", replace(PLAIN, title="W" * 300)
    yield "title: a wide and a long word", replace(PLAIN, title=f"{'W' * 16} {'l' * 30}")
    yield "organisation: long", replace(PLAIN, organisation="Partnership of Constabularies and Councils " * 4)
    yield "organisation: one long word", replace(PLAIN, organisation="Sicherheitspartnerschaft" * 4)
    yield "address: long", replace(PLAIN, address="www.a-long-name-of-a-county-council.example/community-safety/scams")
    yield "area: long", replace(PLAIN, places=("The " + "Borough of Somewhere-upon-Water and " * 6 + "Sea",))
    yield "areas: forty", replace(PLAIN, places=tuple(f"Area {number}" for number in range(40)))
    yield "line: long", replace(PLAIN, places=(), line="What is being tried, and what to do about it. " * 8)
    yield (
        "organisation and address: Nastaliq",
        replace(PLAIN_URDU, organisation="بر منگھم " * 9, address="a.long.name.of.a.council.somewhere.example/scams"),
    )
    welsh = replace(PLAIN, language=Language("cy-GB", "ltr"), severity="Rhybudd", state="Nid yw'n gyfredol mwyach")
    yield "state and date: long", replace(welsh, date="Diweddarwyd 22 Tachwedd 2026")
    yield "title: one long Urdu word", replace(PLAIN_URDU, title="کھاتہنمبر" * 12)
    long_state = replace(PLAIN_URDU, state="اب لاگو نہیں رہا", date="تازہ کاری: 22 نومبر، 2026")
    yield "areas: many, Urdu", replace(long_state, places=("برمنگھم", "بریڈفورڈ", "Kent", "گریٹر مانچسٹر", "لندن") * 3)
    yield "organisation: Urdu", replace(PLAIN_URDU, organisation="ویسٹ مڈلینڈز پولیس اور برمنگھم سٹی کونسل")
    yield "colours: own, dark on light", replace(PLAIN, colours=Colours("#f7d117", "#1a1a1a"))
    yield "colours: own, purple", replace(PLAIN_URDU, colours=Colours("#5c2d91"))


def letter() -> Image.Image:
    """Draw a letter on a table, as a phone would see it."""
    picture = Image.new("RGB", (1200, 900), "#7a5c3e")
    pen = ImageDraw.Draw(picture)
    pen.rectangle((650, 120, 1100, 800), fill="#fbfaf5")
    for line in range(18):
        pen.line((700, 190 + 32 * line, 1050 - 60 * (line % 3), 190 + 32 * line), fill="#30323a", width=6)
    pen.ellipse((960, 640, 1070, 750), outline="#b3261e", width=9)
    return picture


def noise() -> Image.Image:
    """Draw a picture that no palette and no packing makes small."""
    return Image.frombytes("RGB", (900, 700), random.Random(5).randbytes(900 * 700 * 3))  # noqa: S311 - no secret


def sunset() -> Image.Image:
    """Draw a picture that is very wide and has every grey."""
    return Image.linear_gradient("L").resize((1600, 500)).convert("RGB")


PICTURES: Mapping[str, Callable[[], Image.Image]] = {"letter": letter, "noise": noise, "sunset": sunset}


def with_pictures(folder: Path) -> Iterator[tuple[str, Card]]:
    """Give cards with pictures of their editor's, whose files are put into a folder."""
    for name, draw in PICTURES.items():
        path = folder / f"{name}.png"
        draw().save(path)
        shown = CardPicture(Attachment(path.name, f"content/{path.name}", path, PNG, 1, 1), "What came in the post")
        yield f"picture: {name}", replace(PLAIN, picture=shown)
        yield f"picture: {name}, Urdu", replace(PLAIN_URDU, picture=shown)
        if name == "letter":
            case = GOLDEN / "en-300-characters"
            state, date = "Nid yw'n gyfredol mwyach", "Diweddarwyd 22 Tachwedd 2026"
            yield "picture, and a long state", replace(PLAIN, severity="Rhybudd", state=state, date=date, picture=shown)
            yield "picture, and 300 characters", replace(card_of(case), picture=shown)
            yield "picture, and many areas", replace(PLAIN, places=("Cambridgeshire", "Northumbria") * 5, picture=shown)


def every_sample(folder: Path) -> Mapping[str, Card]:
    """Give all samples by their names. ``folder`` is for the files of pictures."""
    hard = ((case.name, card_of(case)) for case in CASES)
    return dict((*kinds(), *hard, *limits(), *with_pictures(folder)))


@cache
def shipped_templates() -> Templates:
    """Read the templates that the repository ships."""
    return read_templates(CARDS)


@cache
def shipped_typesetter() -> Typesetter:
    """Make the typesetter of the templates that the repository ships; it is dear to make."""
    return Typesetter(CARDS)


def order_of(card: Card, templates: Templates | None = None, subject: str = "content/advisories/a.md") -> Order:
    """Make the order for a card; its picture is cut when it is drawn."""
    own = templates or shipped_templates()
    told = partial(card_data, card, own.colours, own.typefaces)
    picture = card.picture
    if picture is None:
        return order(own.signature, subject, card, told)
    return order(own.signature, subject, card, told, lambda: cropped(picture.attachment.source.read_bytes()))


def drawn(*cards: Card) -> list[bytes]:
    """Draw cards with the shipped templates, all at once."""
    orders = [order_of(card) for card in cards]
    return list(draw_cards(shipped_typesetter(), [(each, each.picture() if each.picture else None) for each in orders]))


def opened(png: bytes) -> Image.Image:
    """Read a picture."""
    with Image.open(BytesIO(png)) as picture:
        return picture.convert("RGB")
