"""No card has an empty box in place of a letter, whatever the letter and the language."""

import unicodedata
from dataclasses import replace

import pytest

from card_samples import CASES, PLAIN, card_of, shipped_templates
from drawn_glyphs import boxes_on
from forewarn.language import Language

AT_ONCE = 100
JOINED = [
    ("en-GB", "می\u200cخواہم and \u200fاب\u200e"),
    ("ur-GB", "می\u200cخواہم اب\u200fج a\u200eb"),
    ("bn-GB", "র\u200d্যা ক্\u200cষ"),
    ("hi-GB", "क्\u200dष क्\u200cष"),
    ("ar-GB", "ي\u200cي \u2067ب\u2069 \u061cج ﷽ \u0600١"),
    ("en-GB", "soft\u00adhyphen word\u2060joiner no\ufeffbreak a\u202fb a\u2009b a\u3000b line\u2028end bell\x07"),
    ("ur-GB", "soft\u00adhyphen word\u2060joiner no\ufeffbreak a\u202fb a\u2009b a\u3000b line\u2028end bell\x07"),
    ("en-GB", "👩\u200d👩\u200d👧 👋🏽 🇬🇧 1\ufe0f\u20e3 ☎\ufe0e ❤\ufe0f 🏴\U000e0067\U000e0062\U000e007f"),
]


@pytest.mark.parametrize("tag", ["en-GB", "ur-GB", pytest.param("ar-GB", marks=pytest.mark.long)])
def test_every_letter_of_the_fonts_is_drawn(tag: str) -> None:
    """Each is asked of the font that has it, whichever script and direction the card has."""
    base = replace(PLAIN, language=Language(tag, "ltr" if tag == "en-GB" else "rtl"))
    points = sorted(shipped_templates().typefaces.code_points)
    letters = [chr(point) for point in points if unicodedata.category(chr(point)) not in {"Cc", "Co", "Cn"}]
    assert len(letters) > 5000
    parts = [letters[start : start + AT_ONCE] for start in range(0, len(letters), AT_ONCE)]
    boxes = boxes_on(replace(base, title=" ".join(part)) for part in parts)
    assert [part for part, count in zip(parts, boxes, strict=True) if count] == []


@pytest.mark.parametrize(("tag", "text"), JOINED)
def test_what_joins_and_parts_letters_is_no_box(tag: str, text: str) -> None:
    language = Language(tag, "rtl" if tag[:2] in {"ar", "ur"} else "ltr")
    assert boxes_on([replace(PLAIN, language=language, title=text)]) == [0]


def test_no_golden_card_has_a_box() -> None:
    assert boxes_on(map(card_of, CASES)) == [0] * len(CASES)


def test_a_box_is_seen() -> None:
    """A letter that no font has is one: nobody draws such a card, since it is refused before."""
    assert boxes_on([replace(PLAIN, title="例 of 退税")]) == [3]
