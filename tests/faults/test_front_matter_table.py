"""The table "YAML front matter": every row is a test, most of them a folder of tests/golden/front-matter.

Where this project decides otherwise than "refuse", the content model has the last word: day-first dates are one of
the forms it lists (Y18), a blank line before the metadata is tolerated (Y05), and a title of digits, of "No" or of a
date is the text that it is (Y14 to Y16, Y31), since every scalar is text.
"""

import re
import time

import pytest

from forewarn.reading import read_document
from forewarn.reading.metadata import MOST_BYTES
from projects import ROOT, VALID, Project, files_of

CASES = sorted((ROOT / "tests/golden/front-matter").iterdir())
REFUSED = [case for case in CASES if (case / "expected.txt").read_text("utf-8").startswith("Refused.")]
ELSEWHERE = {22, 25, 26}  # made below: settings are no advisory, and ten megabytes are no folder to read


def metadata(lines: str) -> bytes:
    return VALID.replace("area: Kent\n", f"area: Kent\n{lines}\n").encode()


def refusal(data: bytes) -> str:
    document, problems = read_document("advisory.md", data)
    assert document is None
    return "\n".join(map(str, problems))


def test_every_row_has_a_case() -> None:
    rows = {int(found[1]) for case in CASES if (found := re.match(r"Y(\d+)", case.name))}
    assert rows | ELSEWHERE >= set(range(1, 36))


def test_y22_python_tags_in_the_settings(project: Project) -> None:
    """PyYAML runs them while MkDocs reads its settings; the build that follows is refused."""
    settings = project.folder / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8") + "  x: !!python/name:os.getcwd\n", "utf-8")
    built = project.build()
    assert built.exit_status != 0
    assert 'configuration: The tag "!!python/name:os.getcwd" runs code.' in built.output
    assert "Traceback" not in built.output
    assert not built.site.exists()


@pytest.mark.parametrize(("opening", "depth"), [("[", 50_000), ("[", 20), ("{a: ", 20), ("- ", 20), ("[", 16_000)])
def test_y25_deep_nesting(opening: str, depth: int) -> None:
    """50,000 open brackets make PyYAML's own loader crash the process."""
    start = time.monotonic()
    said = refusal(metadata(f"x: {opening * depth}"))
    assert time.monotonic() - start < 30  # what has no bound takes minutes
    told = ("steps deep", "more than 64 KiB is not read", "is never closed", "Begin a list on the line below")
    assert any(words in said for words in told)


def test_y25_nesting_below_the_limit_is_measured_by_depth() -> None:
    assert "more than 6 steps deep" in refusal(metadata(f"x: {'[' * 7}{']' * 7}"))


@pytest.mark.parametrize("lines", ["x: " + "a" * 10_000_000, "\n".join(f"k{n}: v" for n in range(200_000))])
def test_y26_much_metadata(lines: str) -> None:
    start = time.monotonic()
    assert "more than 64 KiB is not read" in refusal(metadata(lines))
    assert time.monotonic() - start < 30


def test_y26_the_limit_itself() -> None:
    room = MOST_BYTES - len(VALID.split("---\n")[1].encode()) - len('id: ""\n')
    document, _ = read_document("advisory.md", metadata(f'id: "{"a" * room}"'))
    assert document is not None
    assert "more than 64 KiB" in refusal(metadata(f'id: "{"a" * (room + 1)}"'))


def test_y09_line_ends_change_no_byte(project: Project) -> None:
    path = project.add("advisories/tax.md")
    unix = files_of(project.build().site)
    path.write_bytes(VALID.replace("\n", "\r\n").encode())
    assert files_of(project.build(site="windows").site) == unix


def test_all_rows_at_once(project: Project) -> None:
    """One run, one list with a line for every file, no traceback, and the former site byte for byte."""
    project.add("advisories/good.md")
    former = project.build()
    assert former.exit_status == 0
    before = files_of(former.site)
    assert len(REFUSED) > 40
    for case in CASES:
        project.add(f"advisories/{case.name}.md", (case / "advisory.md").read_bytes())
    project.add("advisories/Y25.md", metadata(f"x: {'[' * 50_000}"))
    project.add("advisories/Y26.md", metadata("x: " + "a" * 10_000_000))
    built = project.build()
    assert built.exit_status != 0
    assert "Traceback" not in built.output
    for path in (*(case.name for case in REFUSED), "Y25", "Y26"):
        lines = [line for line in built.output.splitlines() if line.startswith(f"content/advisories/{path}.md:")]
        assert lines, path
        assert all(re.match(r"\S+:\d+:\d+: [\w.]+: \S.*[.:\"']", line) for line in lines), lines
    assert files_of(former.site) == before
