"""What the criminals use is never to be tapped, however a text names it."""

import pytest

from forewarn.scam import Scam, defanged, refanged, without_fangs

SCAM = Scam(
    phones=("07700 900461",),
    links=(
        "https://parcel.example/?u=https://evil.example/x",
        "https://port.example:8443/pay",
        "www.www.example",
        "xn--e1afmkfd.example",
        "dot.example./pay",
    ),
    emails=("help@mail.example",),
)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("See https://parcel.example/ now.", "See hxxps://parcel[.]example/ now."),
        ("parcel.example?id=3", "parcel[.]example?id=3"),
        ("PARCEL.EXAMPLE.", "PARCEL[.]EXAMPLE."),
        ("refunds@parcel.example", "refunds[@]parcel[.]example"),
        ("https://track.parcel.example/x", "hxxps://track[.]parcel[.]example/x"),
        ("www.parcel.example, or", "www[.]parcel[.]example, or"),
        ("port.example:8443/pay", "port[.]example:8443/pay"),
        ("www.example", "www[.]example"),
        ("пример.example", "пример[.]example"),
        ("help@mail.example", "help[@]mail[.]example"),
        ("notparcel.example", "notparcel.example"),
        ("parcel.examples", "parcel.examples"),
        ("parcel.example.uk", "parcel.example.uk"),
        ("https://www.gov.uk/", "https://www.gov.uk/"),
    ],
)
def test_every_mention_is_defanged_and_no_other(written: str, shown: str) -> None:
    assert without_fangs(written, SCAM) == shown


def test_an_address_within_an_address_is_defanged_too() -> None:
    assert SCAM.shown_links[0] == "hxxps://parcel[.]example/?u=hxxps://evil[.]example/x"


@pytest.mark.parametrize("address", ["https://a.example/x.php?y=1", "a@b.example", "http://a.example"])
def test_an_editor_may_write_it_either_way(address: str) -> None:
    assert refanged(defanged(address)) == address


@pytest.mark.parametrize(
    ("address", "own"),
    [
        ("HTTPS://parcel.example/", True),
        ("https://parcel.example./", True),
        ("https://www.parcel.example/", True),
        ("https://pay.parcel.example/", True),
        ("mailto:help@mail.example?subject=x", True),
        ("mailto:help%40mail.example", True),
        ("MAILTO:HELP@mail.example", True),
        ("mailto:other@mail.example", False),
        ("https://parcel.example.uk/", False),
        ("https://www.gov.uk/", False),
        ("https://", False),
    ],
)
def test_what_is_theirs(address: str, *, own: bool) -> None:
    assert SCAM.owns(address) is own


def test_a_long_text_takes_no_time() -> None:
    for piece in ("a.", "a@", "parcel.", "https://", "a-"):
        assert without_fangs(piece * 20_000, SCAM)
