"""The bill of materials and the licences: complete, valid, and the same again."""

import json
import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from importlib.metadata import Distribution
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from forewarn import __version__
from forewarn.indexing.assembly import LICENCES
from projects import ROOT, Built
from trust import __main__ as commands
from trust.bill import bill_of_materials, unlike, wrong_with
from trust.decisions import decisions
from trust.inside import FONTS, NAMED
from trust.licence_document import FILE, SITE, TESTS, document, npm_licence
from trust.licensing import Licensed, faults, found, is_allowed, licensed, needless, said_by
from trust.pins import PYTHON, Pin, npm_locks, npm_pins, pins

MADE = datetime(2026, 11, 1, tzinfo=UTC)
DECIDED = decisions()


@pytest.fixture(scope="module")
def bill() -> str:
    return bill_of_materials(pins(PYTHON / SITE), DECIDED.stated, MADE)


@pytest.fixture(scope="module")
def components(bill: str) -> Mapping[str, Mapping[str, Any]]:
    return {each["name"]: each for each in json.loads(bill)["components"]}


def small_bill(made: datetime, *, is_backwards: bool = False) -> str:
    named = [pin for pin in pins(PYTHON / SITE) if pin.name in {"jinja2", "markupsafe", "nh3", "pillow"}]
    return bill_of_materials(named[::-1] if is_backwards else named, DECIDED.stated, made)


def licences(component: Mapping[str, Any]) -> list[str]:
    return [each.get("expression") or each["license"]["id"] for each in component.get("licenses", ())]


def test_a_bill_is_valid_and_the_schema_refuses_what_is_not(bill: str) -> None:
    assert wrong_with(bill) == []
    small = small_bill(MADE)
    assert wrong_with(small.replace('"type": "library"', '"type": "book"', 1))
    assert wrong_with(small.replace('"bomFormat"', '"form"'))


def test_the_same_lock_at_the_same_moment_gives_the_same_bytes() -> None:
    bill = small_bill(MADE)
    assert small_bill(MADE, is_backwards=True) == bill
    later = json.loads(small_bill(MADE.replace(day=2)))
    assert later["metadata"]["timestamp"] == "2026-11-02T00:00:00+00:00"
    assert later["serialNumber"] != json.loads(bill)["serialNumber"]


def test_a_bill_has_every_package_with_its_sums_and_its_licence(components: Mapping[str, Mapping[str, Any]]) -> None:
    wanted = [pin for pin in pins(PYTHON / SITE) if pin.is_wanted_here]
    assert len(wanted) > 50
    for pin in wanted:
        told = components[pin.name]
        assert (told["version"], told["purl"]) == (pin.version, f"pkg:pypi/{pin.name}@{pin.version}")
        (files,) = told["externalReferences"]
        assert {f"sha256:{each['content']}" for each in files["hashes"]} == set(pin.sums)
        assert licences(told), pin.name


def test_a_bill_names_what_is_inside_of_packages(components: Mapping[str, Mapping[str, Any]]) -> None:
    inner = {name: {each["name"] for each in told.get("components", ())} for name, told in components.items()}
    for named in NAMED:
        assert named.name in inner[named.package]
    assert "ammonia" in inner["nh3"]
    assert {"typst", "krilla"} <= inner["typst"]
    assert "FreeType" in inner["pillow"]
    assert not {"pillow", "pybind11"} & inner["pillow"], "neither itself, nor what it was only built with"
    (pdfium,) = (each for each in components["pypdfium2"]["components"] if each["name"] == "PDFium")
    assert re.fullmatch(r"[\d.]+", pdfium["version"])
    assert any(name.startswith("Pagefind") for name in inner["pagefind-bin"])
    assert {"lol_html", "walkdir"} <= inner["pagefind-bin"]


def test_a_bill_has_every_font_with_its_sum(components: Mapping[str, Mapping[str, Any]]) -> None:
    fonts = [path.relative_to(ROOT).as_posix() for path in FONTS.iterdir() if path.suffix in {".ttf", ".otf"}]
    assert len(fonts) > 10
    for path in fonts:
        assert licences(components[path]) == ["OFL-1.1"]
        assert re.fullmatch(r"\d\.\d{3}", components[path]["version"])
        assert len(components[path]["hashes"]) == 1


def test_a_bill_tells_what_needs_what(bill: str) -> None:
    told = json.loads(bill)
    needs = {each["ref"].rpartition("@")[0] or each["ref"]: each.get("dependsOn", []) for each in told["dependencies"]}
    assert told["metadata"]["component"]["version"] == __version__
    assert any(each.startswith("pkg:pypi/jinja2@") for each in needs["pkg:pypi/mkdocs"])
    assert not any("colorama" in each for each in needs["pkg:pypi/click"]), "it is for Windows"
    assert len(needs["forewarn"]) == len(told["components"])


def test_a_bill_of_what_is_not_installed_is_none() -> None:
    other = Pin("jinja2", "0.1", "", ("sha256:0a",))
    (sentence,) = unlike([other])
    assert re.fullmatch(r"jinja2 is [\d.]+, and the lock says 0\.1; make setup installs that\.", sentence)
    (sentence,) = unlike([Pin("no-such-package", "1", "", ())])
    assert sentence.startswith("no-such-package is not there, and the lock says 1")
    assert not unlike([Pin("no-such-package", "1", "python_version < '3'", ())]), "it is not wanted here"


def test_the_command_writes_a_bill_of_the_given_moment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "unlike", lambda _pins: [])
    monkeypatch.setattr(commands, "wrong_with", lambda _bill: [])
    monkeypatch.setattr(commands, "bill_of_materials", lambda _pins, _stated, made: small_bill(made))
    path = tmp_path / "deep" / "bill.json"
    ended = CliRunner().invoke(commands.main, ["sbom", str(path)], env={"SOURCE_DATE_EPOCH": "1793491200"})
    assert ended.exit_code == 0, ended.output
    assert path.read_text("utf-8") == small_bill(MADE)
    monkeypatch.setattr(commands, "wrong_with", lambda _bill: ["It is no bill."])
    ended = CliRunner().invoke(commands.main, ["sbom", str(tmp_path / "other.json")])
    assert (ended.exit_code, ended.output) == (commands.WRONG, "It is no bill.\n")
    assert not (tmp_path / "other.json").exists()


@pytest.mark.parametrize(("lock", "allowed"), [(SITE, DECIDED.of_the_site), (TESTS, DECIDED.of_the_tests)])
def test_every_licence_is_known_and_allowed(lock: str, allowed: frozenset[str]) -> None:
    packages = licensed(pins(PYTHON / lock), DECIDED.stated)
    assert len(packages) > 50
    assert list(faults(packages, allowed)) == []


def test_every_licence_of_npm_is_known_and_allowed() -> None:
    named = [pin for path in npm_locks() for pin in npm_pins(path)]
    assert len(named) > 100
    unknown = [
        pin
        for pin in named
        if not (licence := npm_licence(pin, DECIDED)) or not is_allowed(licence, DECIDED.of_the_tests)
    ]
    assert not unknown


def test_an_unknown_licence_and_one_that_nobody_allowed_are_told() -> None:
    packages = [
        Licensed("a", "1", ""),
        Licensed("b", "1", "AGPL-3.0-only"),
        Licensed("c", "1", "MIT AND AGPL-3.0-only"),
    ]
    told = list(faults([*packages, Licensed("d", "1", "MIT OR AGPL-3.0-only")], {"MIT"}))
    assert told == [
        "The licence of a is not known; read its files, and state it in requirements/trust.toml.",
        "b is under AGPL-3.0-only, which requirements/trust.toml does not allow.",
        "c is under MIT AND AGPL-3.0-only, which requirements/trust.toml does not allow.",
    ]


MIT, BSD = "Classifier: License :: OSI Approved :: MIT License", "Classifier: License :: OSI Approved :: BSD License"


@pytest.mark.parametrize(
    ("fields", "licence"),
    [
        ("License-Expression: mit or apache-2.0\nLicense: BSD", "MIT OR Apache-2.0"),
        ("License: BSD-3-Clause", "BSD-3-Clause"),
        (f"License: MIT License\n{MIT}", "MIT"),
        (f"License: All of it\n{MIT}", "MIT"),
        (MIT, "MIT"),
        (BSD, ""),
        (f"{MIT}\n{BSD}", ""),
        ("License: BSD", ""),
        ("License: UNKNOWN", ""),
        ("", ""),
    ],
)
def test_a_licence_is_what_the_metadata_say_plainly(fields: str, licence: str, tmp_path: Path) -> None:
    (tmp_path / "METADATA").write_text(f"Metadata-Version: 2.4\nName: a\nVersion: 1\n{fields}\n", "utf-8")
    assert said_by(Distribution.at(tmp_path)) == licence


def test_nothing_is_stated_that_a_package_says_itself() -> None:
    assert DECIDED.stated
    assert needless(DECIDED.stated) == ()
    assert needless({"mkdocs": "MIT", "no-such-package": "MIT"}) == ("mkdocs",)


def test_every_decision_has_its_reason(tmp_path: Path) -> None:
    whole = (PYTHON / "trust.toml").read_text("utf-8")
    fault = '[[faults]]\nid = "GHSA-1"\nreason = "It is never called."\nuntil = {}\n'
    own = tmp_path / "trust.toml"
    own.write_text(f"{whole}\n{fault.format('2026-12-31')}", "utf-8")
    (accepted,) = decisions(own).accepted
    assert (accepted.id, accepted.until) == ("GHSA-1", date(2026, 12, 31))
    own.write_text(f"{whole}\n{fault.format('2026-12-31').replace('It is never called.', ' ')}", "utf-8")
    with pytest.raises(ValueError, match="give every licence and every fault its reason"):
        decisions(own)
    own.write_text(whole + fault.format('"soon"'), "utf-8")
    with pytest.raises(TypeError, match="until is a day"):
        decisions(own)


def test_the_page_of_licences_is_new() -> None:
    assert FILE.read_text("utf-8") == document(DECIDED), "make licences writes it anew"


def test_every_font_stands_in_the_licence_beside_it() -> None:
    text = (FONTS / "OFL.txt").read_text("utf-8")
    named = re.findall(r"^(\w[\w*.-]+\.ttf)$", text, re.MULTILINE)
    fonts = [path for path in FONTS.iterdir() if path.suffix == ".ttf"]
    assert fonts
    assert [path.name for path in fonts if not any(path.match(pattern) for pattern in named)] == []
    assert "SIL OPEN FONT LICENSE Version 1.1" in text


def test_a_finished_site_has_the_licences_of_what_it_has_of_others(sample_site: Built) -> None:
    index = (sample_site.site / "search/index" / LICENCES).read_text("utf-8")
    for words in ("CloudCannon", "Permission is hereby granted", "Dr Martin Porter", "blueoakcouncil.org"):
        assert words in index
    icons = (sample_site.site / "assets/images/licences.txt").read_text("utf-8")
    assert "Pictogrammers" in icons
    assert "TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION" in icons


def test_pages_have_no_icon_of_others_but_the_one_whose_licence_is_published() -> None:
    sources = [path.read_text("utf-8") for path in (ROOT / "overrides").rglob("*.html")]
    assert len(sources) > 40
    used = {icon for source in sources for icon in re.findall(r"\.icons/([\w/-]+)\.svg", source)}
    assert used == {"material/rss"}
    assert found("mkdocs-material")
