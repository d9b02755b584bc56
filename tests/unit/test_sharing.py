"""The links to pass an advisory on with: whatever is in its title, it arrives as it is."""

from dataclasses import replace
from email.message import EmailMessage
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forewarn.outputs.sharing import LONGEST_EMAIL, share_links
from forewarn.settings import Canonical
from published import ADVISORY, SETTINGS

ADDRESS = "https://w.example/sub/path/advisories/tax/"
HOSTILE = [
    "Callers ask for tax",
    "“It's 100% off” & more #scam?",
    "a+b=c&url=https://evil.example/;x",
    "100%25 %0D%0ABcc: all@w.example",
    "</a><script>alert(1)</script>\"'",
    "پولیس 0300 123 2040 نہیں مانگتی",
    "Gŵyr pawb: ffôn",
    "Families 👨‍👩‍👧‍👦 and flags 🏴󠁧󠁢󠁷󠁬󠁳󠁿",
]


def links(title: str, **changes: object) -> dict[str, str]:
    advisory = replace(ADVISORY, **{"title": title, **changes})  # type: ignore[arg-type]  # fields are various
    return {link.service: link.href for link in share_links(SETTINGS, advisory, "Hang up & call 101.")}


def values(href: str) -> dict[str, str]:
    """Give what a link passes on, as whoever takes it reads it; a + stands for itself, as it does in an email."""
    pairs = parse_qs(urlsplit(href).query.replace("+", "%2B"), keep_blank_values=True, strict_parsing=True)
    assert all(len(value) == 1 for value in pairs.values()), href
    return {name: value[0] for name, value in pairs.items()}


def test_where_each_link_leads_in_its_order() -> None:
    found = links("Callers ask for tax")
    assert list(found) == ["Text message", "Email", "WhatsApp", "Facebook", "X", "Bluesky"]
    assert [href.partition("?")[0] for href in found.values()] == [
        "sms:",
        "mailto:",
        "https://wa.me/",
        "https://www.facebook.com/sharer/sharer.php",
        "https://x.com/intent/post",
        "https://bsky.app/intent/compose",
    ]


def test_a_text_message_is_begun_with_its_words() -> None:
    assert links("Callers ask for tax")["Text message"] == "sms:?&body=Hang%20up%20%26%20call%20101."


@pytest.mark.parametrize("title", HOSTILE)
def test_a_title_arrives_as_it_is(title: str) -> None:
    found = links(title)
    assert values(found["Email"]) == {"subject": title, "body": f"{ADVISORY.summary}\r\n\r\n{ADDRESS}"}
    assert values(found["WhatsApp"]) == {"text": f"{title}\n{ADDRESS}"}
    assert values(found["Facebook"]) == {"u": ADDRESS}
    assert values(found["X"]) == {"text": title, "url": ADDRESS}
    assert values(found["Bluesky"]) == {"text": f"{title}\n{ADDRESS}"}


@given(st.text(min_size=1, max_size=60))
def test_whatever_is_in_a_title_arrives(title: str) -> None:
    found = links(title)
    assert values(found["WhatsApp"])["text"] == f"{title}\n{ADDRESS}"
    assert values(found["Email"])["subject"] == title
    assert values(found["X"])["text"] == title
    for href in found.values():
        assert href.isascii()
        assert not set(href) & set(" +\"'<>\n\r")


def test_a_subject_cannot_bring_headers_of_its_own() -> None:
    """What is decoded is one subject, which a mail program then writes as a header by itself."""
    subject = values(links(HOSTILE[3])["Email"])["subject"]
    mail = EmailMessage()
    mail["Subject"] = subject
    assert list(mail.keys()) == ["Subject"]


@pytest.mark.parametrize("word", ["caller", "پولیس", "পুলিশ", "👮👮👮👮👮"])
def test_a_long_title_is_cut_at_a_word_where_there_is_no_room(word: str) -> None:
    title = " ".join([word] * 60)[:300].strip()
    found = links(title)
    assert values(found["WhatsApp"])["text"] == f"{title}\n{ADDRESS}"
    on_x = values(found["X"])["text"]
    assert on_x.endswith("…")
    assert sum(2 if ord(letter) > 0x10FF else 1 for letter in on_x) <= 280 - 24
    on_bluesky = values(found["Bluesky"])["text"]
    assert len(on_bluesky) <= 300
    assert on_bluesky.endswith(f"…\n{ADDRESS}")
    for short in (on_x, on_bluesky.partition("\n")[0]):
        assert set(short.removesuffix("…").split(" ")) == {word}


def test_a_title_of_300_letters_keeps_all_where_it_can() -> None:
    assert values(links("x" * 300)["Email"])["subject"] == "x" * 300
    assert values(links("x" * 300)["WhatsApp"])["text"].startswith("x" * 300)


def test_an_email_stays_short_enough_to_be_opened() -> None:
    urdu = values(links("پ" * 290, summary="پ" * 200)["Email"])
    assert urdu == {"subject": "پ" * 290, "body": ADDRESS}
    bengali = links("পুলিশ " * 50, summary="পুলিশ")["Email"]
    assert len(bengali) <= LONGEST_EMAIL
    assert values(bengali)["subject"].endswith("পুলিশ…")
    assert values(bengali)["body"] == ADDRESS


def test_what_is_shared_is_the_page_that_tells_whether_it_is_still_true() -> None:
    """Even where search engines are to show the source, which may never say so."""
    settings = replace(SETTINGS, canonical=Canonical.SOURCE)
    shared = share_links(settings, replace(ADVISORY, source="https://www.kent.police.uk/news/"), "Hang up.")
    assert all(ADDRESS in unquote(link.href) for link in shared if link.service != "Text message"), (
        "whose words are its editor's"
    )
    assert not any("kent.police" in link.href for link in shared if link.service != "Text message"), (
        "whose words are its editor's"
    )


def test_an_address_without_room_for_words_goes_alone() -> None:
    settings = replace(SETTINGS, site_url=f"https://w.example/{'a' * 280}/")
    found = {link.service: link.href for link in share_links(settings, ADVISORY, "Hang up.")}
    assert values(found["Bluesky"])["text"] == f"{settings.site_url}advisories/tax/"
