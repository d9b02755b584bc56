"""What copied pages and templates leave behind, and what stands in quotation marks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forewarn.page_chrome import is_page_chrome, page_chrome_in
from forewarn.placeholders import placeholders_in
from forewarn.quotation import quoted_spans
from forewarn.rendering.summary import lead

CHROME = """\
Skip to content
[Skip to main content](#main)
**Menu**
Toggle mobile menu visibility
Home > Your area > Kent
Hafan › Newyddion
Home / News / 2026
Back to top
↑ Back to the top of this page
Go to top
Search this site
Quick exit
Leave this page now
Exit this site quickly
Press Esc twice to leave this site
Press the escape key three times to exit this site
We use cookies to give you the best experience on our website.
This site stores small files on your computer to count its visitors. Accept all Reject all Choose settings
Our website uses cookies. Find out more
By continuing to use this site you agree to the use of cookies.
Accept all cookies
Reject all
Cookie settings
Cookies on the Kent Police website
Share this page
Share on Facebook Share on X Share by email
Print
Print this page
Email this page
Read more »
Continue reading
Sign up to our newsletter
Was this page useful? Yes No
Did you find this page helpful?
Report a problem with this page
Reply to this message
Icon: a blue shield
Logo: the force
© 2026 Kent Police
Copyright 2026
All rights reserved
You need to enable JavaScript to run this app.
Related articles
You may also like
Latest news
Most read
Neidio i'r prif gynnwys
Yn ôl i'r brig
Darllen mwy
Rhannu’r dudalen hon
Rydym yn defnyddio cwcis i wella'r wefan hon.
Derbyn pob cwci
Oedd y dudalen hon yn ddefnyddiol?
""".splitlines()

NO_CHROME = """\
Skip the call and ring your bank.
Menus and price lists can be copied.
Home visits are made in pairs.
Home addresses were read out.
Back to school sales are a good time for criminals.
Search this address before you buy.
Leave this page open and they will go on reading.
Press Esc to leave full screen.
We use this page to tell you about cookies that were stolen.
This website uses stolen cookies to sign in as you.
Accept nothing that you did not order.
Reject all offers of help with your account.
Cookies on your phone can be deleted.
Share this page with somebody who lives alone.
Share on purpose and not in panic.
Print this page and pin it up.
Read more than one review before you pay.
Sign up for alerts from your bank, and read them.
Icon pictures were copied from the bank's app.
Was this page sent to you?
[Read more](parcel-texts.md)
Related crimes
Most victims pay by transfer
Copyrighted pictures were used.
""".splitlines()


@pytest.mark.parametrize("line", CHROME)
def test_what_a_page_has_around_its_text(line: str) -> None:
    assert is_page_chrome(line)


@pytest.mark.parametrize("line", NO_CHROME)
def test_what_a_text_may_say_about_pages(line: str) -> None:
    assert not is_page_chrome(line)


def test_a_line_of_a_sentence_is_no_button() -> None:
    assert list(page_chrome_in("Choose it from the\nmenu\n\nMenu\nSearch this site\n\nHang up.\nBack to top")) == [
        (25, "Menu"),
        (30, "Search this site"),
        (57, "Back to top"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "{SITE-NAME} banner",
        "https://alerts.example/A/1/{MESSAGE-SETTINGS}",
        "https://alerts.example/%7BMESSAGE-ID%7D",
        "{NAME OF FORCE}",
        "Hello {{ name }}",
        "Hello ${user.name}",
        "*|FNAME|*",
        "%%first_name%%",
        "[INSERT DATE]",
        "[Insert the name of the officer here]",
        "[add link]",
        "<INSERT PHONE NUMBER>",
        "<your organisation>",
        "Ring [your organisation] on 101.",
        "[PHONE NUMBER]",
        "on XX/XX/XXXX",
        "on XX/XX/2026",
        "a loss of £XX,XXX",
        "on DD/MM/YYYY",
        "Lorem ipsum dolor sit amet",
        "# Lorem ipsum",
        "TBC",
        "- **tbc**",
        "To be confirmed.",
        "TODO",
        "Click or tap here to enter text.",
    ],
)
def test_placeholders(text: str) -> None:
    ((place, found),) = placeholders_in(text)
    assert text[place : place + len(found)] == found


@pytest.mark.parametrize(
    "text",
    [
        "She [the caller] said {so}.",
        "He was [sic] polite.",
        "[Your bank](https://www.gov.uk/) never asks.",
        "[your bank][1] never asks.",
        "[insert](https://www.gov.uk/) a card",
        "'Dear [name], you owe £XXX by XX/XX/XXXX'",
        'It began "Hello [your name]".',
        "Pages may still say 'lorem ipsum'.",
        "The form {A} and the code {3F2504E0-4F89-41D3-9A0C-0305E82C3301} are genuine.",
        "## What to do {: #what }",
        "The place is to be confirmed, or TBC.",
        "Saved 20% and 30%.",
        "a < b and c > d",
        "Add [a friend] to the call.",
        "XXL shirts; Xbox; the XX Committee",
    ],
)
def test_brackets_and_braces_in_prose(text: str) -> None:
    assert list(placeholders_in(text)) == []


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("'Hang up', he said, 'and wait.'", ["'Hang up'", "'and wait.'"]),
        ("“Hang up,” he said.", ["“Hang up,”"]),
        ('He said "hang up" twice.', ['"hang up"']),
        ("'Criminals are quick. The story goes on", ["'Criminals are quick. The story goes on"]),
        ("'The residents' homes are safe.'", ["'The residents' homes are safe.'"]),
        ("The residents' homes, the caller's voice and the ’90s", []),
        ("**'Stop'** is all", ["'Stop'"]),
        ("the 'secret inquiry' of the residents' bank", ["'secret inquiry'"]),
    ],
)
def test_quotations(text: str, quoted: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_spans(text)] == quoted


@given(st.text("ab '\"“”‘’.*s", max_size=40))
def test_quotations_lie_in_the_text(text: str) -> None:
    spans = quoted_spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)


@pytest.mark.parametrize(
    ("html", "summary"),
    [
        ("<p>Skip to content\nMenu</p><p>A caller wants your card, and says so.</p>", "A caller wants"),
        ("<p>{SITE-NAME} banner</p><p>A caller wants your card, and says so.</p>", "A caller wants"),
        ("<p>Image: a parked van in a long street</p><p>A caller wants your card.</p>", "A caller wants"),
        ("<p>What is happening</p><p>A caller wants your card, and says that it is urgent.</p>", "A caller wants"),
        ("<p>Hang up.</p><p>A caller wants your card, and says that it is urgent.</p>", "Hang up."),
        ("<p>Skip to content</p>", "Skip to content"),
        ("<p>Call 101</p><ul><li>or wait</li></ul>", "Call 101"),
    ],
)
def test_a_summary_begins_with_the_first_real_sentence(html: str, summary: str) -> None:
    assert lead(html).startswith(summary)
