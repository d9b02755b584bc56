"""Words in capitals between braces, which stand for words of the publisher's own."""

import pytest

from forewarn.placeholders import placeholders_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Call {NAME OF FORCE} on 101.", [(5, "{NAME OF FORCE}")]),
        ("{SITE-NAME}{A1}", [(0, "{SITE-NAME}"), (11, "{A1}")]),
        ("{ ENW'R HEDDLU }", [(0, "{ ENW'R HEDDLU }")]),
        ("{NAME OF\nFORCE}", [(0, "{NAME OF\nFORCE}")]),
        ("{{ NAME }}", [(0, "{{ NAME }}")]),
        ("{Name of force}", []),
        ("{: .WARNING }", []),
        ("{2026} {} {A} {", []),
        ("{NAME", []),
    ],
)
def test_what_is_a_placeholder(text: str, found: list[tuple[int, str]]) -> None:
    assert list(placeholders_in(text)) == found
