"""What the poster of an advisory says, and the sheet that it becomes: real PDFs, read back by other programs."""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import zxingcpp
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from card_samples import shipped_templates
from forewarn.advisory import Advisory, Severity, State, Update
from forewarn.area import Area, Force
from forewarn.colours import Colours
from forewarn.contact import Contact
from forewarn.drawing.orders import order
from forewarn.drawing.posters import code_of, draw_poster, draw_posters, missing_letters, poster_data
from forewarn.drawing.typesetting import DrawingFailed, Typesetter
from forewarn.language import Language
from forewarn.outputs.posters import poster
from forewarn.poster import Phrase, Poster, PosterLink
from forewarn.rendering.story import opening, sentences
from forewarn.settings import Palette
from forewarn.site.page import voice_of
from projects import ROOT
from published import ADVISORY, KENT, NOON, SETTINGS

A4 = (595.28, 841.89)
POINTS_OF_12_MM = 34
ENGLISH, WELSH, URDU = Language("en-GB", "ltr"), Language("cy-GB", "ltr"), Language("ur-PK", "rtl")

WELSH_TITLE = "Galwadau ffug: peidiwch â rhoi rhif eich cerdyn"
WELSH_STORY = "Mae galwr yn dweud bod eich cyfrif mewn perygl. Nid yw'n gweithio i'r banc."
URDU_TITLE = "جعلی ٹیکس افسر کی کال: رقم نہ دیں"
URDU_STORY = "ایک شخص فون کر کے ٹیکس مانگتا ہے۔ یہ دھوکا ہے۔"
URDU_STEP = "فون بند کریں، پھر 159 پر اپنے بینک کو بتائیں۔"
ARABIC_TITLE = "الشرطة لا تطلب المال عبر الهاتف أبدًا"
PUNJABI_TITLE = "ਪੁਲਿਸ ਕਦੇ ਵੀ ਫ਼ੋਨ 'ਤੇ ਪੈਸੇ ਨਹੀਂ ਮੰਗਦੀ"
BENGALI_TITLE = "পুলিশ কখনো ফোনে টাকা চায় না"
POLISH_TITLE = "Policja nigdy nie prosi o pieniądze przez telefon"


def channel(name: str, phone: str = "", host: str = "", email: str = "", purpose: str = "") -> Contact:
    link = f"https://{host}/" if host else ""
    return Contact(name, name, purpose, phone, "", email, link, host, frozenset({"England"}), None, None, "")


CONTACTS = (
    channel("Your bank", "159", "stopscams.example", purpose="If you have paid."),
    channel("Report Fraud", "0300 123 2040", "www.reportfraud.police.uk", purpose="If you have lost money."),
)


def made(advisory: Advisory = ADVISORY, area: Area = KENT, contacts: tuple[Contact, ...] = CONTACTS) -> Poster:
    one = poster(SETTINGS, advisory, State.CURRENT, (area,), contacts)
    assert one
    return one


def written(locale: str, title: str, story: str, *steps: str) -> Poster:
    advisory = replace(ADVISORY, locale=locale, title=title, body=f"<p>{story}</p>", advice=steps)
    return made(advisory, replace(KENT, names_by_language={"ur": "کینٹ"}))


# ---- what it says ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", [state for state in State if state is not State.CURRENT])
def test_what_is_not_current_has_no_poster(state: State) -> None:
    assert poster(SETTINGS, ADVISORY, state, (KENT,), CONTACTS) is None


def test_what_a_poster_says() -> None:
    one = made(replace(ADVISORY, advice=("Hang up.",), severity=Severity.URGENT))
    assert one.severity == Phrase("Urgent", ENGLISH)
    assert (one.title, one.steps) == ("Callers ask for tax", ("Hang up.",))
    assert one.places == (Phrase("Kent", ENGLISH),)
    assert one.happening == (("A caller says that you owe tax.", "Hang up."),)
    assert one.date == Phrase("True on 21 November 2026", ENGLISH)
    assert (one.address, one.link) == (
        "w.example/sub/path/advisories/tax",
        "https://w.example/sub/path/advisories/tax/",
    )
    assert [contact.ways for contact in one.contacts] == [
        ("159", "stopscams.example"),
        ("0300 123 2040", "reportfraud.police.uk"),
    ]
    assert (one.masthead.text, one.publisher.text, one.colours) == ("Police", "Police", None)


def test_it_was_true_on_the_day_of_its_newest_update() -> None:
    updates = (Update(NOON - timedelta(hours=3), "New."),)
    assert made(replace(ADVISORY, updates=updates)).date.text == "True on 22 November 2026"


def test_its_words_are_in_its_language_and_those_of_contacts_in_the_sites() -> None:
    one = made(replace(ADVISORY, locale="cy_GB"), replace(KENT, names_by_language={"cy": "Caint"}))
    assert one.language == WELSH
    assert one.places == (Phrase("Caint", WELSH),)
    assert one.words.what_to_do == Phrase("Beth i'w wneud", WELSH)
    assert one.date.text == "Yn wir ar 21 Tachwedd 2026"
    assert {contact.purpose.language for contact in one.contacts} == {ENGLISH}


def test_what_no_catalogue_says_is_english_and_says_so() -> None:
    one = made(replace(ADVISORY, locale="fr_FR"))
    assert one.language == Language("fr-FR", "ltr")
    assert one.date == Phrase("True on 21 November 2026", ENGLISH)
    assert {phrase.language for phrase in vars(one.words).values()} == {ENGLISH}


def test_the_band_is_the_forces_where_all_areas_have_one_force_that_has_colours() -> None:
    force = Force("Kent Police", "https://www.kent.police.uk/", Colours("#00205b"))
    own, other = replace(KENT, force=force), replace(KENT, slug="essex")
    assert (made(area=own).masthead.text, made(area=own).colours) == ("Kent Police", Colours("#00205b"))
    both = poster(SETTINGS, ADVISORY, State.CURRENT, (own, other), ())
    assert both
    assert (both.masthead.text, both.colours) == ("Police", None)
    palette = Palette(Colours("#223344"), Colours("#ddeeff", "#000000"))
    coloured = poster(replace(SETTINGS, palette=palette), ADVISORY, State.CURRENT, (KENT,), ())
    assert coloured
    assert coloured.colours == Colours("#223344")


@pytest.mark.parametrize(
    ("html", "told"),
    [
        ("<p>One. Two.</p>\n<p>Three.</p>", (("One.", "Two."), ("Three.",))),
        ("<p>One.</p>\n<ul>\n<li><p>In a list.</p></li>\n</ul>\n<p>After it.</p>", (("One.",),)),
        ("<p>One.</p>\n<h2>What to do</h2>\n<p>Hang up.</p>", (("One.",),)),
        ("<h2>What happens</h2>\n<p>One.</p>", (("One.",),)),
        ("<p>They did this:</p>\n<ul>\n<li>Call.</li>\n</ul>\n<p>One.</p>", (("One.",),)),
        ("<p>A trick. They say this:</p>\n<ul>\n<li>Pay.</li>\n</ul>", (("A trick.",),)),
        ('<div class="admonition note">\n<p>Aside.</p>\n</div>\n<p>One.</p>', (("One.",),)),
        ("<p>Fish &amp; <strong>chips</strong>.</p>", (("Fish & chips.",),)),
        ("<ul>\n<li>Only a list.</li>\n</ul>", ()),
    ],
)
def test_the_opening_of_a_story(html: str, told: tuple[tuple[str, ...], ...]) -> None:
    assert opening(html, 100) == told


def test_a_story_is_cut_at_a_sentence_and_a_first_one_that_is_too_long_at_a_word() -> None:
    html = "<p>" + "Ten of them. " * 20 + "</p>"
    (told,) = opening(html, 100)
    assert len(told) == 7
    assert len(" ".join(told)) < 100
    assert opening("<p>" + "word " * 50 + "end.</p>", 30) == (("word word word word word word…",),)


def test_sentences_end_where_they_do() -> None:
    assert sentences("Mr. Smith called. He wants e.g. a card. Hang up!") == (
        "Mr. Smith called.",
        "He wants e.g. a card.",
        "Hang up!",
    )
    assert sentences("یہ دھوکا ہے۔ فون بند کر دیں۔") == ("یہ دھوکا ہے۔", "فون بند کر دیں۔")


@pytest.mark.parametrize(("size", "kilobytes"), [(1, 1), (1499, 1), (1501, 2), (41_812, 42)])
def test_a_size_in_kilobytes(size: int, kilobytes: int) -> None:
    assert PosterLink("posters/tax.pdf", size).kilobytes == kilobytes


def test_the_link_on_the_page_says_what_it_leads_to() -> None:
    environment = Environment(loader=FileSystemLoader(ROOT / "overrides"), autoescape=True, undefined=StrictUndefined)
    environment.filters["url"] = "../../{}".format
    partial = environment.get_template("partials/poster.html")
    about = 'hreflang="ur-PK" type="application/pdf"'
    link = f'<a href="../../posters/tax.pdf" {about}>پرنٹ کرنے کے لیے پوسٹر (PDF، 1 صفحہ، 42 KB)</a>'
    voice = voice_of(URDU, "en_GB")
    assert link in partial.render(voice=voice, poster=PosterLink("posters/tax.pdf", 41_812), language=URDU)
    assert not partial.render(voice=voice, poster=None).strip()


# ---- the sheet -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(ROOT / "overrides" / "cards")


def data_of(one: Poster) -> dict[str, object]:
    templates = shipped_templates()
    return poster_data(one, templates.colours, templates.typefaces)


def drawing_of(typesetter: Typesetter, one: Poster) -> bytes:
    return draw_poster(typesetter, data_of(one))


def test_the_data_of_a_poster_are_json_and_tell_posters_apart() -> None:
    one, same, other = (
        json.dumps(data_of(each)) for each in (made(), made(), made(replace(ADVISORY, advice=("Hang up.",))))
    )
    assert one == same
    assert one != other


def test_a_band_without_colours_has_those_of_the_templates() -> None:
    templates = shipped_templates()
    colours = {**templates.colours, "deep": "#204020", "on-deep": "#ffffee"}
    for own, band in ((None, ("#204020", "#ffffee")), (Colours("#00205b"), ("#00205b", "#ffffff"))):
        told = poster_data(replace(made(), colours=own), colours, templates.typefaces)["colours"]
        assert isinstance(told, dict)
        assert (told["surface"], told["on-surface"]) == band


def test_orders_are_drawn_in_their_order(typesetter: Typesetter, drawn: dict[str, bytes]) -> None:
    names = ["Welsh", "English"]
    orders = [order("", name, POSTERS[name], partial(data_of, POSTERS[name])) for name in names]
    assert [*draw_posters(typesetter, [(each, None) for each in orders])] == [drawn[name] for name in names]


def long_poster(locale: str, title: str, sentence: str, step: str) -> Poster:
    title = (f"{title} " * 300)[:300].strip()
    contacts = tuple(
        channel(f"A channel of some office, the {n}.", f"0808 157 0{n}00", "o.example", purpose=sentence)
        for n in range(8)
    )
    body = "<p>" + f"{sentence} " * 20 + "</p>"
    return made(
        replace(ADVISORY, id="x" * 80, locale=locale, title=title, body=body, advice=(step,) * 12), KENT, contacts
    )


POSTERS = {
    "English": written(
        "en_GB", "Callers ask for tax", "A caller says that you owe tax. Hang up.", "Hang up.", "Call 159."
    ),
    "Welsh": written("cy_GB", WELSH_TITLE, WELSH_STORY, "Ffoniwch eich banc ar 159 heddiw."),
    "Urdu": written("ur_PK", URDU_TITLE, URDU_STORY, URDU_STEP),
    "Arabic": written("ar_EG", ARABIC_TITLE, ARABIC_TITLE),
    "Punjabi": written("pa_IN", PUNJABI_TITLE, PUNJABI_TITLE, PUNJABI_TITLE),
    "Bengali": written("bn_BD", BENGALI_TITLE, BENGALI_TITLE, BENGALI_TITLE),
    "Polish": written("pl_PL", POLISH_TITLE, POLISH_TITLE, POLISH_TITLE),
    "nothing but a title": made(replace(ADVISORY, body="", summary=""), contacts=()),
    "longest English": long_poster(
        "en_GB",
        "Callers ask for tax",
        "They say that they are officers of the tax office.",
        "Hang up, and call your bank on 159 from another phone.",
    ),
    "longest Urdu": long_poster("ur_PK", URDU_TITLE, URDU_STORY, URDU_STEP),
    "unbroken words": written(
        "pl_PL", "W" * 150 + " " + "a" * 149, "m" * 300 + " hxxps://" + "m" * 200, "9" * 150, "Ł" * 200
    ),
}


@pytest.fixture(scope="module")
def drawn(typesetter: Typesetter) -> dict[str, bytes]:
    return {name: drawing_of(typesetter, one) for name, one in POSTERS.items()}


@pytest.mark.parametrize("name", POSTERS)
def test_a_poster_is_one_tagged_sheet_of_a4(drawn: dict[str, bytes], name: str) -> None:
    with pikepdf.open(BytesIO(drawn[name])) as pdf:
        (page,) = pdf.pages
        assert [float(side) for side in page.mediabox] == pytest.approx([0, 0, *A4], abs=0.1)
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == POSTERS[name].language.tag
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == POSTERS[name].title
            assert "xmp:CreateDate" not in metadata
        assert all(font.DescendantFonts[0].FontDescriptor.FontFile2 for font in page.Resources.Font.values())


@pytest.mark.parametrize("name", POSTERS)
def test_what_is_needed_lies_on_the_paper_that_printers_can_reach(drawn: dict[str, bytes], name: str) -> None:
    picture = pypdfium2.PdfDocument(drawn[name])[0].render(grayscale=True).to_pil()
    left, top, right, bottom = picture.point(lambda level: 255 * (level < 250)).getbbox()
    assert min(left, top, picture.width - right, picture.height - bottom) >= POINTS_OF_12_MM


@pytest.mark.parametrize("name", POSTERS)
def test_its_code_leads_to_the_address(drawn: dict[str, bytes], name: str) -> None:
    picture = pypdfium2.PdfDocument(drawn[name])[0].render(scale=150 / 72).to_pil()
    (code,) = zxingcpp.read_barcodes(picture)
    assert (code.text, code.format) == (POSTERS[name].link, zxingcpp.BarcodeFormat.QRCode)
    corners = code.position
    assert corners.top_right.x - corners.top_left.x >= 30 / 25.4 * 150
    assert code.ec_level in {"M", "Q", "H"}


@pytest.mark.parametrize("name", POSTERS)
def test_no_letter_is_an_empty_box(drawn: dict[str, bytes], name: str) -> None:
    with pikepdf.open(BytesIO(drawn[name])) as pdf:
        shown = list(_glyphs(pdf.pages[0]))
    assert len(shown) > 50
    assert 0 not in shown


def _glyphs(page: pikepdf.Page) -> Iterator[int]:
    """Give every glyph that a page shows, by its number in its font: two bytes each."""
    for instruction in pikepdf.parse_content_stream(page):
        if str(instruction.operator) in {"Tj", "TJ"}:
            (operand,) = instruction.operands
            for part in operand if isinstance(operand, pikepdf.Array) else [operand]:
                raw = bytes(part) if isinstance(part, pikepdf.String) else b""
                yield from (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))


def test_its_parts_are_tagged(drawn: dict[str, bytes]) -> None:
    with pikepdf.open(BytesIO(drawn["English"])) as pdf:
        tags = [str(element.S) for element in _elements(pdf.Root.StructTreeRoot)]
        figures = [str(element.Alt) for element in _elements(pdf.Root.StructTreeRoot) if element.S == "/Figure"]
    assert tags.count("/H1") == 1
    assert tags.count("/H2") == 3
    assert {"/L", "/LI", "/LBody", "/Link", "/P"} <= set(tags)
    assert figures == ["QR code that leads to w.example/sub/path/advisories/tax"]


def test_english_in_an_urdu_poster_is_called_english(drawn: dict[str, bytes]) -> None:
    with pikepdf.open(BytesIO(drawn["Urdu"])) as pdf:
        languages = {str(element.Lang) for element in _elements(pdf.Root.StructTreeRoot) if "/Lang" in element}
    assert "en-GB" in languages


def _elements(parent: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids: pikepdf.Object = parent.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


@pytest.mark.parametrize("name", ["English", "Welsh", "Polish"])
def test_its_text_reads_in_order(drawn: dict[str, bytes], tmp_path: Path, name: str) -> None:
    one = POSTERS[name]
    said = [one.severity.text, one.title, one.date.text, one.words.what_is_happening.text, *one.happening[0]]
    said += [one.words.what_to_do.text, *one.steps, one.words.whom_to_tell.text]
    for contact in one.contacts:
        said += [contact.name.text, *contact.ways, contact.purpose.text]
    said += [one.words.read_it_all.text, one.publisher.text]
    extracted = [pypdfium2.PdfDocument(drawn[name])[0].get_textpage().get_text_range()]
    if shutil.which("pdftotext"):
        (tmp_path / "poster.pdf").write_bytes(drawn[name])
        command = ["pdftotext", "-raw", str(tmp_path / "poster.pdf"), "-"]
        extracted.append(subprocess.run(command, capture_output=True, check=True).stdout.decode())
    for text in extracted:
        _stands_in_order(said, re.sub(r"[\s\u200b\ufffe]+", " ", text))


def test_urdu_reads_in_the_order_of_its_words(drawn: dict[str, bytes], tmp_path: Path) -> None:
    """Both programs put a space or a comma elsewhere at times, so that words are compared."""
    one = POSTERS["Urdu"]
    said = [one.severity.text, one.title, one.date.text, one.words.what_is_happening.text, *one.happening[0]]
    said += [one.words.what_to_do.text, *one.steps, one.words.whom_to_tell.text, one.words.read_it_all.text]
    extracted = [pypdfium2.PdfDocument(drawn["Urdu"])[0].get_textpage().get_text_range()]
    if shutil.which("pdftotext"):
        (tmp_path / "poster.pdf").write_bytes(drawn["Urdu"])
        command = ["pdftotext", str(tmp_path / "poster.pdf"), "-"]
        extracted.append(subprocess.run(command, capture_output=True, check=True).stdout.decode())
    for text in extracted:
        _stands_in_order([_words_of(each) for each in said], _words_of(text))
        assert text.count("دھوکا") == 1, "what is drawn is not read besides"


@pytest.mark.parametrize("name", POSTERS)
def test_its_title_is_its_first_heading(drawn: dict[str, bytes], name: str) -> None:
    with pikepdf.open(BytesIO(drawn[name])) as pdf:
        headings = [str(element.T) for element in _elements(pdf.Root.StructTreeRoot) if element.S == "/H1"]
    assert [heading.replace("\u200b", "") for heading in headings] == [POSTERS[name].title]


def _words_of(text: str) -> str:
    return " ".join(re.findall(r"\w+", text))


def _stands_in_order(said: list[str], text: str) -> None:
    end = 0
    for words in said:
        start = text.find(words, end)
        assert start >= 0, f"{words!r} does not stand in {text[end:]!r}"
        end = start + len(words)


def test_the_same_words_give_the_same_bytes(drawn: dict[str, bytes]) -> None:
    again = Typesetter(ROOT / "overrides" / "cards")
    assert all(drawing_of(again, POSTERS[name]) == drawn[name] for name in ("English", "Urdu"))


def test_a_poster_is_small(drawn: dict[str, bytes]) -> None:
    assert max(map(len, drawn.values())) < 80_000
    assert len(drawn["English"]) < 40_000


def test_letters_that_no_font_has_are_told(typesetter: Typesetter) -> None:
    quoting = written("en_GB", "Callers", "They say 例 and 退.", "Hang up 例.")
    assert missing_letters(quoting, typesetter.typefaces) == ("例", "退")
    assert all(missing_letters(each, typesetter.typefaces) == () for each in POSTERS.values())


def test_what_is_too_much_for_a_sheet_is_refused(typesetter: Typesetter) -> None:
    with pytest.raises(DrawingFailed, match="more words than fit one sheet"):
        drawing_of(typesetter, made(replace(ADVISORY, title="tax " * 2000)))


@pytest.mark.parametrize(
    ("title", "step", "told"),
    [("Tax call", "Hang up.", 8), ("Tax! " * 60, "Hang up, and call your bank from another phone. " * 35, 0)],
)
def test_a_warning_does_not_wait_as_there_are_many_to_tell(
    typesetter: Typesetter, title: str, step: str, told: int
) -> None:
    """What is left out can be read at the address that the sheet ends with."""
    contacts = tuple(channel(f"Office {n}.", f"0808 157 0{n}", "o.example") for n in range(100, 160))
    one = made(replace(ADVISORY, title=title.strip(), advice=(step.strip(),)), KENT, contacts)
    document = pypdfium2.PdfDocument(drawing_of(typesetter, one))
    assert len(document) == 1
    shown = re.findall(r"0808 157 0(\d+)", document[0].get_textpage().get_text_range())
    assert shown == [str(100 + number) for number in range(len(shown))], "the first are the most important"
    assert told <= len(shown) < len(contacts)
    (code,) = zxingcpp.read_barcodes(document[0].render(scale=150 / 72).to_pil())
    assert code.text == one.link


def test_markup_in_a_text_is_printed_as_it_is(typesetter: Typesetter) -> None:
    pdf = drawing_of(typesetter, written("en_GB", "#set text(0pt) $x$ *bold*", "See @me."))
    text = pypdfium2.PdfDocument(pdf)[0].get_textpage().get_text_range()
    assert "#set text(0pt) $x$ *bold*" in re.sub(r"\s+", " ", text)


def test_a_code_has_no_quiet_zone_of_its_own() -> None:
    code = code_of("https://w.example/")
    assert code["side"] == 25
    assert str(code["dark"]).startswith("M0 0h7v1h-7z")
