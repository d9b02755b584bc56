"""How pages speak: in the language of the reader, marked where that fails, and escaped whatever is filled in."""

from datetime import UTC, datetime

import pytest

from forewarn.language import language_of
from forewarn.voice import Html, Voice
from forewarn.words import words_in

DAY = datetime(2026, 7, 9, 8, tzinfo=UTC)


def voice(locale: str, otherwise: str = "en_GB") -> Voice:
    return Voice(language_of(locale), words_in(locale), words_in(otherwise))


def test_words_in_the_language_of_the_page_need_no_mark() -> None:
    assert voice("en_GB").say("What to do") == "What to do"
    assert voice("cy_GB").say("What to do") == "Beth i&#x27;w wneud"


def test_words_of_the_site_are_marked_where_the_page_has_none() -> None:
    assert voice("fr_FR").say("What to do") == '<span lang="en-GB" dir="ltr">What to do</span>'
    welsh = voice("fr_FR", "cy_GB").say("Whom to tell")
    assert welsh == '<span lang="cy-GB" dir="ltr">Wrth bwy y dylech ddweud</span>'


def test_what_is_filled_in_is_text_unless_it_is_html() -> None:
    said = voice("en_GB").say("Part of {area}", area="<b>Kent</b> & Sussex")
    assert said == "Part of &lt;b&gt;Kent&lt;/b&gt; &amp; Sussex"
    link = Html('<a href="../kent/">Kent</a>')
    assert voice("en_GB").say("Part of {area}", area=link) == 'Part of <a href="../kent/">Kent</a>'


def test_a_value_that_is_not_given_is_a_fault() -> None:
    with pytest.raises(KeyError):
        voice("en_GB").say("Part of {area}", place="Kent")


@pytest.mark.parametrize(("number", "said"), [(0, "0 rhybudd"), (1, "1 rhybudd"), (2, "2 rybudd"), (3, "3 rhybudd")])
def test_numbers_in_welsh(number: int, said: str) -> None:
    assert voice("cy_GB").count("{count} warning", number) == said


def test_numbers_in_english() -> None:
    assert [voice("en_GB").count("{count} warning", number) for number in (0, 1, 2)] == [
        "0 warnings",
        "1 warning",
        "2 warnings",
    ]


def test_dates_are_in_the_language_of_the_labels() -> None:
    when = DAY.isoformat()
    assert voice("cy_GB").date(DAY) == f'<time datetime="{when}">9 Gorffennaf 2026</time>'
    assert voice("fr_FR").date(DAY) == f'<time datetime="{when}" lang="en-GB" dir="ltr">9 July 2026</time>'


def test_marks_tell_only_what_is_another_language() -> None:
    assert voice("en_GB").mark(language_of("en_US")) == ""
    assert voice("en_GB").mark(language_of("ur_PK")) == ' lang="ur-PK" dir="rtl"'


def test_attributes_get_plain_words() -> None:
    assert voice("cy_GB").plain("Share by {service}", service="<X>") == "Rhannu drwy <X>"
