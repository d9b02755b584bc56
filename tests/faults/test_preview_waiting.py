"""A preview shows an edit before the pages that only name what was edited; in the end it is what a build would make."""

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from faults.test_preview import served, wait_for
from projects import VALID, Project, files_of, plain_environment

# One process that builds as a preview does: after each edit at once, and then a few pages at a time what has waited.
# It notes what is shown after the edit, and how many pages waited then.
PREVIEWED = """
import json, shutil, sys
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
from forewarn.building import has_waiting, resting, waiting

waiting.AT_A_TIME = 2

def built():
    config = load_config("mkdocs.yml", site_dir="site")
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    (hook,) = config.hooks.values()
    return hook._running

running = built()
told = []
for number, (name, words) in enumerate(json.loads(sys.argv[1])):
    path = Path("content/advisories", name)
    path.write_text(words) if words else path.unlink()
    running = built()
    shutil.copytree("site", f"shown-{number}")
    turns = 0
    while has_waiting(running):
        turns += 1
        with resting(running):
            built()
    told.append(turns)
    shutil.copytree("site", f"rested-{number}")
print(json.dumps(told))
"""
NEAR = [f"near-{number}.md" for number in range(5)]


NEWEST = VALID.replace("2026-10-02", "2026-10-03")  # so that all others name it


def titled(title: str, text: str = VALID) -> str:
    return text.replace("Callers ask for tax", title)


EDITS = {
    "another title": ("tax.md", titled("Callers ask for much tax", NEWEST)),
    "other words": ("tax.md", NEWEST + "\nOne more sentence.\n"),
    "gone": ("tax.md", ""),
    "past": ("tax.md", NEWEST.replace("publish:\n", "publish:\n  expires: 2026-11-01\n")),
    "new": ("new.md", titled("Callers ask for gold")),
}


@pytest.fixture
def many(project: Project) -> Project:
    """Give a project with six advisories that name each other,."""
    for name in NEAR:
        project.add(f"advisories/{name}", titled(f"Callers ask for {name}"))
    project.add("advisories/tax.md", NEWEST)
    return project


def previewed(project: Project, edits: list[tuple[str, str]]) -> list[int]:
    """Build as a preview does, and give after each edit how often it went on until no page waited."""
    ended = subprocess.run(
        [sys.executable, "-c", PREVIEWED, json.dumps(edits)],
        cwd=project.folder,
        env=plain_environment() | {"FOREWARN_NOW": "2026-11-22T12:00:00+00:00"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    turns = json.loads(ended.stdout)
    assert isinstance(turns, list)
    return turns


def differing(one: Path, other: Path) -> set[str]:
    """Name the files that differ, besides the list of all and the index of the search, which a preview makes later."""
    first, second = files_of(one), files_of(other)
    every = {path for path in first.keys() | second.keys() if first.get(path) != second.get(path)}
    return {path for path in every if path != "sha256sums.txt" and not path.startswith("search/index/")}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_in_the_end_a_preview_is_what_a_build_makes(many: Project, edit: tuple[str, str]) -> None:
    previewed(many, [edit])
    many.build(site="anew")
    assert not differing(many.folder / "rested-0", many.folder / "anew")


def test_only_pages_of_other_advisories_wait(many: Project) -> None:
    (turns,) = previewed(many, [EDITS["another title"]])
    assert turns > 1, "they are made a few at a time"
    late = differing(many.folder / "shown-0", many.folder / "rested-0")
    own = {f"advisories/{Path(name).stem}/index.html" for name in NEAR}
    assert late
    assert late <= own


def test_nothing_waits_where_something_is_gone(many: Project) -> None:
    """A page that waits could lead to what is not there any more."""
    assert previewed(many, [EDITS["gone"]]) == [0]


def test_what_was_edited_twice_is_shown_at_once(many: Project) -> None:
    edits = [EDITS["another title"], ("near-1.md", titled("Callers ask for silver")), EDITS["other words"]]
    previewed(many, edits)
    many.build(site="anew")
    assert not differing(many.folder / "rested-2", many.folder / "anew")
    page = (many.folder / "shown-1/advisories/near-1/index.html").read_text("utf-8")
    assert "Callers ask for silver" in page


def test_pages_that_wait_are_made_while_nothing_is_saved(many: Project, tmp_path: Path) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with served(many, temporary) as address:
        wait_for(f"{address}advisories/near-1/", 200, "Callers ask for tax")
        name, words = EDITS["another title"]
        time.sleep(1.1)
        (many.content / "advisories" / name).write_text(words, "utf-8")
        wait_for(f"{address}advisories/tax/", 200, "Callers ask for much tax")
        wait_for(f"{address}advisories/near-1/", 200, "Callers ask for much tax")
