"""mkdocs.yml read without MkDocs: the same values, where each stands, and one sentence where it cannot be read."""

from datetime import timedelta
from pathlib import Path

import pytest
from mkdocs.config import load_config

from forewarn.checking import read_settings
from forewarn.problem import ProblemsFound
from forewarn.reading.configuration import MOST_BYTES, read_configuration, read_positions
from forewarn.reading.positions import Position
from projects import ROOT

CONFIGURATION = """\
site_name: "Warnings"
site_url: !ENV [WARNINGS_URL, "https://w.example/"]
docs_dir: words
markdown_extensions:
  - toc: {slugify: !relative $docs_dir}
extra:
  forewarn:
    current_for: !ENV [WARNINGS_DAYS, 0x1e]
    topics:
      - Pet fraud
      - QR code fraud
    colours: {main: "#14365c"}
"""


def written(folder: Path, text: str | bytes, name: str = "mkdocs.yml") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def refusal(path: Path) -> str:
    with pytest.raises(ProblemsFound) as found:
        read_configuration(path)
    (problem,) = found.value.problems
    return str(problem)


def test_the_shipped_file_says_to_us_what_it_says_to_mkdocs() -> None:
    ours, theirs = read_configuration(ROOT / "mkdocs.yml"), load_config(str(ROOT / "mkdocs.yml"))
    assert (ours.site_name, ours.site_url, ours.site_description) == (
        theirs.site_name,
        theirs.site_url,
        theirs.site_description,
    )
    assert ours.docs_dir == Path(theirs.docs_dir) == ROOT / "content"
    assert ours.own == theirs.extra["forewarn"]
    assert ours.own


@pytest.mark.parametrize(("days", "url"), [("", ""), ("45", "https://other.example/"), ("soon", "https://x.example/")])
def test_values_of_the_environment_are_typed_as_mkdocs_types_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: str, url: str
) -> None:
    if days:
        monkeypatch.setenv("WARNINGS_DAYS", days)
        monkeypatch.setenv("WARNINGS_URL", url)
    (tmp_path / "words").mkdir()
    path = written(tmp_path, CONFIGURATION.replace("toc: {slugify: !relative $docs_dir}", "toc"))
    ours, theirs = read_configuration(path), load_config(str(path))
    assert ours.own == theirs.extra["forewarn"]
    assert ours.site_url == theirs.site_url
    assert isinstance(ours.own, dict)
    assert ours.own["current_for"] == {"": 30, "45": 45, "soon": "soon"}[days]


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ("site_name", 1, 12),
        ("site_url", 2, 11),
        ("extra.forewarn.current_for", 8, 18),
        ("extra.forewarn.topics", 10, 7),
        ("extra.forewarn.topics.0", 10, 9),
        ("extra.forewarn.topics.1", 11, 9),
        ("extra.forewarn.topics.2", 10, 7),  # a missing one stands where what it belongs to does
        ("extra.forewarn.colours.main", 12, 21),
        ("extra.forewarn.locale", 8, 5),
        ("site_description", 1, 1),
        ("site_name.x", 1, 12),
    ],
)
def test_every_setting_has_its_place(tmp_path: Path, path: str, line: int, column: int) -> None:
    positions = read_configuration(written(tmp_path, CONFIGURATION)).positions
    assert positions.of(path) == Position("mkdocs.yml", line, column)


def test_a_name_has_its_place_too(tmp_path: Path) -> None:
    positions = read_configuration(written(tmp_path, CONFIGURATION)).positions
    assert positions.of_name("extra.forewarn.current_for") == Position("mkdocs.yml", 8, 5)
    assert positions.of_name("extra.forewarn.locale") == Position("mkdocs.yml", 8, 5)


def test_a_file_builds_on_another_as_in_mkdocs(tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    written(tmp_path, CONFIGURATION.replace("toc: {slugify: !relative $docs_dir}", "toc"), "base.yml")
    own = 'INHERIT: base.yml\nsite_name: "Other"\nextra:\n  forewarn:\n    topics: [Romance fraud]\n    locale: cy_GB\n'
    path = written(tmp_path, own)
    ours, theirs = read_configuration(path), load_config(str(path))
    assert (ours.site_name, ours.own) == (theirs.site_name, theirs.extra["forewarn"])
    assert isinstance(ours.own, dict)
    assert ours.own["topics"] == ["Romance fraud"]
    assert ours.positions.of("extra.forewarn.topics.0") == Position("mkdocs.yml", 5, 14)
    assert ours.positions.of("extra.forewarn.current_for") == Position("base.yml", 8, 18)
    settings = read_settings(
        ours.positions, site_name=ours.site_name, site_url=ours.site_url, description=None, own=ours.own
    )
    assert settings.current_for == timedelta(days=30)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "1:1: site_name: The site has no name."),
        ("# nothing\n", "1:1: site_name: The site has no name."),
        ("site_name:\n", "1:11: site_name: The site has no name."),
        ("site_name: 5\n", "1:12: site_name: It must be one text."),
        ("site_name: X\nsite_url: [1]\n", "2:11: site_url: It must be one text."),
        ("site_name: X\ndocs_dir: {a: b}\n", "2:11: docs_dir: It must be one text."),
        ("site_name: X\nextra: 5\n", "2:8: extra: It must hold settings."),
        ("- site_name\n", "1:1: configuration: It holds no settings."),
        ("site_name: X: Y\n", '1:12: configuration: The text has a colon followed by a space'),
        ("site_name: X\n  site_url: y\n", "configuration: It cannot be read here: mapping values are not allowed"),
        ("a: *b\n", "1:4: configuration: A text that begins with * must stand in quotes."),
        ("a: 1\n---\nb: 2\n", "configuration: It cannot be read here: but found another document."),
        ("x: !!python/name:os.getcwd\n", '1:4: configuration: The tag "!!python/name:os.getcwd" runs code.'),
        ("x: !!python/object/apply:os.getcwd []\n", "runs code."),
        ("x: 2026-02-30\n", "1:1: configuration: A value in it cannot be read: day is out of range for month."),
        ("x: !!int ''\n", "1:1: configuration: A value in it cannot be read"),
        ("x: !!timestamp soon\n", "1:1: configuration: A value in it cannot be read"),
        ("x: !!bool maybe\n", "1:1: configuration: A value in it cannot be read"),
        ("? [a]\n: b\n", "1:3: configuration: It cannot be read here: found unhashable key."),
        ("x: " + "[" * 2000, "1:1: configuration: It has too many steps to the right."),
        (b"x: \xe9\n", "1:1: configuration: It is not saved as plain text in UTF-8."),
        (b"x: \x00\n", "1:1: configuration: It is not saved as plain text in UTF-8."),
        ("INHERIT: mkdocs.yml\n", "1:10: INHERIT: The files inherit from each other in a circle."),
        ("x: 1\nINHERIT: gone.yml\n", "2:10: configuration: gone.yml cannot be read: No such file or directory."),
        ("INHERIT: ..\n", "configuration:"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_said_in_one_sentence(tmp_path: Path, text: str | bytes, sentence: str) -> None:
    said = refusal(written(tmp_path, text))
    assert said.startswith("mkdocs.yml:")
    assert sentence in said


def test_files_that_are_none(tmp_path: Path) -> None:
    assert "mkdocs.yml cannot be read: No such file or directory." in refusal(tmp_path / "mkdocs.yml")
    assert "cannot be read: Is a directory." in refusal(tmp_path)
    assert read_positions(tmp_path / "mkdocs.yml").of("site_url") == Position("mkdocs.yml", 1, 1)


def levels(count: int, value: str) -> str:
    """Write values of which each stands for nine or ten of the one above: after nine levels, a thousand million."""
    return "x0: &x0 {a: b}\n" + "".join(
        f"x{n}: &x{n} {value.replace('*', f'*x{n - 1}')}\n" for n in range(1, count + 1)
    )


@pytest.mark.parametrize(
    "value",
    [f"[{', '.join('*' * 10)}]", f"{{{', '.join(f'k{n}: *' for n in range(9))}}}", f"{{<<: [{', '.join('*' * 9)}]}}"],
    ids=["lists", "blocks", "merged blocks"],
)
def test_names_for_values_do_not_run_away(tmp_path: Path, value: str) -> None:
    path = written(tmp_path, f"site_name: X\nsite_url: https://x.example/\n{levels(9, value)}")
    assert "stand for each other" in refusal(path)


def test_a_few_names_for_values_are_told_in_short_and_a_list_in_itself_has_an_end(tmp_path: Path) -> None:
    settings = "extra:\n  forewarn:\n    current_for: *x3\n    topics: &t [*t, x]\n    colours: *x3\n"
    value = f"[{', '.join('*' * 10)}]"
    path = written(tmp_path, f"site_name: X\nsite_url: https://x.example/\n{levels(3, value)}{settings}")
    read = read_configuration(path)
    with pytest.raises(ProblemsFound) as found:
        read_settings(read.positions, site_name="X", site_url=read.site_url, description=None, own=read.own)
    assert {problem.rule for problem in found.value.problems} == {"setting-days", "setting-shape"}
    assert all(len(str(problem)) < 500 for problem in found.value.problems)


def test_settings_that_are_too_long_are_not_read(tmp_path: Path) -> None:
    fits = f"site_name: X\n# {'a' * (MOST_BYTES - 16)}\n"
    assert read_configuration(written(tmp_path, fits)).site_name == "X"
    assert "more than 64 KiB is not read" in refusal(written(tmp_path, fits + "#"))
