"""Telephone numbers: which can be dialled from a page, and which are nearly an official one."""

import pytest

from forewarn.phone import dialled, is_nearly, numbers_in
from forewarn.rendering import phone_links, with_numbers_isolated

OFFICIAL = "03001232040"
LINKS = phone_links(["999", "101", "159", "0300 123 2040", ""])


@pytest.mark.parametrize(
    "html",
    [
        "Call {101}.",
        "Call <strong>{101}</strong>, or <em>{159}</em>.",
        "Hang up and ring {999}",
        "Your bank is on {159}: ask.",
        "Police: 101",
        "Call {101} unless somebody is in danger",
        "Ffoniwch {101}",
        "Tell {0300 123 2040} or {03001232040} or {+44 300 123 2040}",
        "<p>Call</p><p>101</p>",
        "101 ways to say no",
        "On 101 occasions they came",
        "They took £101, and 159 more",
        "Call 1015 or 0101 or 10.101 or 101.5",
        'He says: "Ring 999, I will wait."',
        "He says: “Call 101 <em>or 999</em>”, and waits. Call {101}.",
        '<a href="https://www.gov.uk/">Call 101</a>',
        "<code>call 101</code>",
        "Ring 0300 123 20401 or 00300 123 2040 or ref/0300 123 2040",
        "Ring 07700 900461",
        "Forward it to 7726",
        "Room: 101, 101 High Street, aged 18 or 101",
        "He lives on 999 Letsbe Avenue",
        "They say ‘dial 999 to check’ or 'ring 101 now'.",
        "Do not answer «call 999».",
        "Call {999}, {101} or {159}",
        "20 03 00 12 32 04 0",
    ],
)
def test_only_official_numbers_can_be_dialled(html: str) -> None:
    plain = html.replace("{", "").replace("}", "")
    wanted = html
    while "{" in wanted:
        start, end = wanted.index("{"), wanted.index("}")
        number = wanted[start + 1 : end]
        wanted = f'{wanted[:start]}<a href="tel:{dialled(number)}" dir="ltr">{number}</a>{wanted[end + 1 :]}'
    assert LINKS.applied(plain) == wanted


def test_without_channels_nothing_can_be_dialled() -> None:
    assert phone_links([]).applied("Call 101.") == "Call 101."


@pytest.mark.parametrize(
    ("number", "near"),
    [
        ("0300 123 204", True),
        ("0300 123 20400", True),
        ("0300 123 2041", True),
        ("0300 132 2040", True),
        ("3001232040", True),
        ("0300 123 2040", False),
        ("+44 300 123 2040", False),
        ("0300 123 4020", False),
        ("0300 123 2", False),
        ("0800 555 111", False),
    ],
)
def test_numbers_one_digit_off(number: str, *, near: bool) -> None:
    assert is_nearly(dialled(number), OFFICIAL) is near


def test_short_numbers_are_never_near() -> None:
    assert not is_nearly("100", "101")
    assert not is_nearly("7727", "7726")


@pytest.mark.parametrize(
    "text",
    ["£1,200,000.00", "12/03/2026", "10:30:15", "SW1A 1AA", "2026", "A123456789B", "1234567.89", "id@0300123204"],
)
def test_what_is_no_number(text: str) -> None:
    assert list(numbers_in(f"It was {text} then.")) == []


def test_no_digit_changes_where_a_number_is_isolated() -> None:
    html = "<p>فون 07700  900461 یا 01632\u00a0960\n123۔</p>"
    isolated = with_numbers_isolated(html)
    assert isolated.replace('<bdi dir="ltr">', "").replace("</bdi>", "") == html
    assert isolated.count("<bdi") == 2


def test_numbers_keep_their_order_in_right_to_left_text() -> None:
    html = '<p>فون 07700 900461 یا <a href="tel:101" dir="ltr">101</a></p>'
    assert with_numbers_isolated(html) == (
        '<p>فون <bdi dir="ltr">07700 900461</bdi> یا <a href="tel:101" dir="ltr">101</a></p>'
    )
