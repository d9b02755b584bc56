"""Settings: what each may be, what becomes of it, and that nothing else is let through."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forewarn.checking import read_settings
from forewarn.checking.settings_rules import SCHEMA
from forewarn.colours import DARK_SURFACES, LEAST_CONTRAST, LIGHT_SURFACES, Colours, contrast, shade_for_the_dark
from forewarn.problem import Level, ProblemsFound, SetLevel
from forewarn.reading.positions import Positions
from forewarn.settings import (
    Canonical,
    CapSettings,
    CapStatus,
    EditionSettings,
    Host,
    Palette,
    SecurityContact,
    Settings,
)
from forewarn.topic import Topic
from projects import ROOT

VALID: dict[str, object] = {
    "organisation": "Ashmere Council",
    "locale": "en_GB",
    "time_zone": "Europe/London",
    "trusted_hosts": ["Ashmere.example"],
    "current_for": 90,
    "languages": ["cy_GB", "en_GB", "pl_PL"],
    "colours": {"main": "#004B50", "on_main": "#ffffff"},
    "topics": ["QR code fraud", "Pet fraud"],
    "canonical": "source",
    "cards": False,
    "posters": True,
    "search": False,
    "data": False,
    "cluster": "tls://[::1]:8786",
    "host": "gitlab-pages",
    "logo": "crest.png",
    "editions": {
        "cy_GB": {
            "site_name": "Rhybuddion",
            "description": "Rhybuddion am\n  dwyll.",
            "topics": {"QR code fraud": "Twyll codau QR", "pet fraud": "Twyll anifeiliaid anwes"},
        }
    },
    "rules": {
        "reading-hard": {"level": "warning", "reason": "We write\n  for children."},
        "title-cut": {"level": False, "reason": "Our titles are for print."},
    },
    "cap": {"sender": "ashmere.example", "status": "actual"},
    "security": {"contact": "mailto:security@ashmere.example", "expires": date(2027, 6, 30)},
}
CYCLE: list[object] = []
CYCLE.append(CYCLE)
WRONG: list[object] = [
    *(None, True, 0, -1, 10**6000, 2.5, float("nan"), float("inf"), b"x", {"a"}, ("a",)),
    *("", " ", "\u202e", "\x00", "\ud83d", "../../etc", "#fff", "x" * 5000, date(2026, 1, 1), datetime(2026, 1, 1)),
    *([], [None], [[]], [{}], [1], ["", ""], CYCLE),
    *({}, {"main": None}, {"main": {"main": "#000000"}}, {1: 2}, {None: 3}, {10**6000: 1}, {date(2026, 1, 1): 1}),
]


def settings_of(own: object, site_name: str = "Warnings", site_url: str | None = "https://w.example/a") -> Settings:
    return read_settings(Positions("mkdocs.yml"), site_name=site_name, site_url=site_url, description=None, own=own)


def rules_broken_by(own: object) -> list[str]:
    with pytest.raises(ProblemsFound) as found:
        settings_of(own)
    assert all(problem.message and problem.cure for problem in found.value.problems)
    return [problem.rule for problem in found.value.problems]


def test_every_setting_becomes_what_it_says() -> None:
    assert set(VALID) == set(SCHEMA)
    settings = settings_of(VALID)
    assert settings == Settings(
        site_name="Warnings",
        site_url="https://w.example/a/",
        description="Warnings",
        organisation="Ashmere Council",
        locale="en_GB",
        time_zone=ZoneInfo("Europe/London"),
        trusted_hosts=("gov.uk", "police.uk", "nhs.uk", "ashmere.example"),
        current_for=timedelta(days=90),
        languages=("en_GB", "cy_GB", "pl_PL"),
        topics=(Topic("qr-code-fraud", "QR code fraud"), Topic("pet-fraud", "Pet fraud")),
        palette=Palette(Colours("#004b50", "#ffffff"), Colours(shade_for_the_dark("#004b50"), DARK_SURFACES[0])),
        canonical=Canonical.SOURCE,
        cards=False,
        posters=True,
        search=False,
        data=False,
        logo="crest.png",
        cluster="tls://[::1]:8786",
        host=Host.GITLAB_PAGES,
        editions=(
            EditionSettings(
                locale="cy_GB",
                site_name="Rhybuddion",
                description="Rhybuddion am dwyll.",
                organisation="Ashmere Council",
                topics={"qr-code-fraud": "Twyll codau QR", "pet-fraud": "Twyll anifeiliaid anwes"},
            ),
        ),
        levels={
            "reading-hard": SetLevel(Level.WARNING, "We write for children."),
            "title-cut": SetLevel(None, "Our titles are for print."),
        },
        cap=CapSettings("ashmere.example", CapStatus.ACTUAL),
        security=SecurityContact(
            contacts=("mailto:security@ashmere.example",),
            expires=datetime(2027, 6, 30, tzinfo=UTC),
            languages=("en", "cy"),
        ),
    )


@pytest.mark.parametrize("own", [None, {}])
def test_a_site_needs_no_settings_of_its_own(own: object) -> None:
    settings = settings_of(own)
    assert (settings.organisation, settings.locale, settings.languages) == ("Warnings", "en_GB", ())
    assert (settings.topics, settings.palette, settings.canonical) == ((), None, Canonical.PAGE)
    assert (settings.cards, settings.posters, settings.search, settings.data) == (True, True, True, True)


def test_names_written_over_several_lines_are_one() -> None:
    settings = settings_of({"organisation": "Ashmere\nCouncil\n", "topics": ["Pet\n  fraud"]})
    assert (settings.organisation, settings.topics) == ("Ashmere Council", (Topic("pet-fraud", "Pet fraud"),))


@pytest.mark.parametrize("url", ["", None, "w.example", "https://w.example/?a=b", "https://w.example/#a", "\ud83d"])
def test_what_is_no_address_of_a_site(url: str | None) -> None:
    with pytest.raises(ProblemsFound):
        settings_of({}, site_url=url)


def test_the_language_of_the_site_is_always_among_its_languages() -> None:
    assert settings_of({"locale": "cy_GB", "languages": ["pl_PL"]}).languages == ("cy_GB", "pl_PL")


RULES_OF_LEVELS = {"rule-level", "rule-reason", "setting-shape", "hidden-character"}
# Of the values above, those that some setting may well have.
FINE: dict[str, list[object]] = {
    "organisation": ["../../etc", "#fff", "x" * 5000],
    "trusted_hosts": [[]],
    "languages": [[]],
    "topics": [[]],
    "cards": [True],
    "posters": [True],
    "search": [True],
    "data": [True],
    "editions": [{}],
    "rules": [{}],
}


@pytest.mark.parametrize("name", SCHEMA)
@pytest.mark.parametrize("value", WRONG, ids=lambda value: type(value).__name__)
def test_what_no_setting_can_be_is_a_problem_and_no_crash(name: str, value: object) -> None:
    if any(value is not CYCLE and type(value) is type(fine) and value == fine for fine in FINE.get(name, [])):
        assert settings_of({name: value})
    else:
        assert rules_broken_by({name: value})


@pytest.mark.parametrize("value", WRONG, ids=lambda value: type(value).__name__)
@pytest.mark.parametrize("field", ["level", "reason"])
def test_a_level_or_a_reason_that_is_none(field: str, value: object) -> None:
    own = {"level": "warning", "reason": "It suits us.", field: value}
    if field == "reason" and value in ("../../etc", "#fff", "x" * 5000):
        assert settings_of({"rules": {"reading-hard": own}})
    else:
        assert set(rules_broken_by({"rules": {"reading-hard": own}})) <= RULES_OF_LEVELS


@pytest.mark.parametrize("value", [each for each in WRONG if each not in (None, {})], ids=lambda v: type(v).__name__)
def test_settings_that_are_no_block_at_all(value: object) -> None:
    assert set(rules_broken_by(value)) <= {"setting-shape", "setting-unknown"}


_PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates() | st.datetimes()
_NESTED = st.recursive(
    _PLAIN | st.sampled_from(["#14365c", "en_GB", "main", "page"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_PLAIN, inner, max_size=3),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(list(SCHEMA)) | st.text(max_size=6), _NESTED, max_size=4))
def test_any_settings_are_read_or_refused(own: dict[str, object]) -> None:
    with suppress(ProblemsFound):
        assert settings_of(own).locale


@pytest.mark.parametrize("host", ["uk", ".uk", "", "a b.uk", "https://a.uk", "a.uk/x", "a.uk:80", "x@a.uk", "аb.uk"])
def test_what_is_no_host_to_trust(host: str) -> None:
    """A host that is empty or one word would make every scam's address a link."""
    assert rules_broken_by({"trusted_hosts": [host]})[0] in {"setting-host", "setting-shape"}


@pytest.mark.parametrize(
    ("colours", "rules"),
    [
        ({"main": "#767676"}, ["colours-contrast"]),  # 4.54 on paper, and too little on the tinted boxes
        ({"main": "#6e6e6e"}, []),
        ({"main": "#14365c", "on_main": "#808080"}, ["colours-contrast"]),
        ({"main": "#14365c", "main_dark": "#14365c"}, ["colours-contrast", "colours-contrast"]),
        ({"main": "#14365c", "main_dark": "#a9cbf2", "on_main_dark": "#0c1b2c"}, []),
        ({"on_main": "#ffffff"}, ["colours-incomplete"]),
        ({"main": "#14365c", "primary": "#14365c"}, ["setting-unknown"]),
        ({"main": "navy"}, ["colour-wrong"]),
        ({"main": None}, ["colour-wrong"]),
        ({"main": 143650}, ["colour-wrong"]),
    ],
)
def test_colours(colours: object, rules: list[str]) -> None:
    if rules:
        assert rules_broken_by({"colours": colours}) == rules
    else:
        assert settings_of({"colours": colours}).palette


@given(st.integers(0, 0xFFFFFF))
def test_every_colour_has_a_shade_for_the_dark(number: int) -> None:
    shade = shade_for_the_dark(f"#{number:06x}")
    assert all(contrast(shade, surface) >= LEAST_CONTRAST for surface in DARK_SURFACES)


def test_the_surfaces_are_those_of_the_tokens() -> None:
    light, _, dark = (ROOT / "overrides/assets/stylesheets/tokens.css").read_text("utf-8").partition("@media")
    for scheme, (paper, tint) in ((light, LIGHT_SURFACES), (dark, DARK_SURFACES)):
        assert f"--paper: {paper};" in scheme
        assert f"--tint: {tint};" in scheme
