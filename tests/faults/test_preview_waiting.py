"""A preview shows an edit before the pages that only name what was edited; in the end it is what a build would make."""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from faults.test_preview import served, wait_for
from projects import ROOT, VALID, Project, files_of, plain_environment

# One process that builds as a preview does: after each edit at once, and then a few pages at a time what has waited.
# It notes what is shown after the edit, and how many pages waited then.
PREVIEWED = """
import json, logging, shutil, sys
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config
from forewarn.building import Interrupted, has_waiting, resting, waiting

logging.basicConfig(level=logging.ERROR)
waiting.AT_A_TIME = 2

def built():
    config = load_config("mkdocs.yml", site_dir="site")
    config.plugins.on_startup(command="serve", dirty=False)
    (hook,) = config.hooks.values()
    try:
        build(config)
    except Interrupted:
        hook._running.close()
        return None
    return hook._running

running = built()
told, made_up = [], []
for number, (name, words) in enumerate(json.loads(sys.argv[1])):
    path = Path(name)
    path.write_text(words) if words else path.unlink()
    running = built()
    shutil.copytree("site", f"shown-{number}")
    for asked in range(int(sys.argv[2])):  # something is saved after it was asked so often whether to go on
        may = iter([True] * asked)
        with resting(running, lambda: next(may, False)):
            assert built() is None
    shutil.copytree("site", f"interrupted-{number}")
    turns = []
    while has_waiting(running):
        with resting(running):
            built()
        turns.append(waiting.has_made_up(running))
    told.append(len(turns))
    made_up.append(turns)
    shutil.copytree("site", f"rested-{number}")
print(json.dumps([told, made_up]))
"""
NEAR = [f"near-{number}.md" for number in range(5)]


NEWEST = VALID.replace("2026-10-02", "2026-10-03")  # so that all others name it


def titled(title: str, text: str = VALID) -> str:
    return text.replace("Callers ask for tax", title)


TAX = "content/advisories/tax.md"
EDITS = {
    "another title": (TAX, titled("Callers ask for much tax", NEWEST)),
    "other words": (TAX, NEWEST + "\nOne more sentence.\n"),
    "gone": (TAX, ""),
    "past": (TAX, NEWEST.replace("publish:\n", "publish:\n  expires: 2026-11-01\n")),
    "new": ("content/advisories/new.md", titled("Callers ask for gold")),
}


@pytest.fixture
def many(project: Project) -> Project:
    """Give a project with six advisories that name each other,."""
    for name in NEAR:
        project.add(f"advisories/{name}", titled(f"Callers ask for {name}"))
    project.add("advisories/tax.md", NEWEST)
    return project


def preview(
    project: Project, edits: list[tuple[str, str]], interruptions: int = 0
) -> "subprocess.CompletedProcess[str]":
    """Build as a preview does after each edit of a file, and then until nothing waits."""
    return subprocess.run(
        [sys.executable, "-c", PREVIEWED, json.dumps(edits), str(interruptions)],
        cwd=project.folder,
        env=plain_environment() | {"FOREWARN_NOW": "2026-11-22T12:00:00+00:00"},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def previewed(project: Project, edits: list[tuple[str, str]], interruptions: int = 0) -> list[int]:
    """Build as a preview does, and give after each edit how often it went on until nothing waited."""
    ended = preview(project, edits, interruptions)
    assert ended.returncode == 0, ended.stderr
    turns, _ = json.loads(ended.stdout)
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


def is_page(path: str) -> bool:
    return path.endswith("/index.html")


def test_pages_of_other_advisories_wait_and_feeds(many: Project) -> None:
    (turns,) = previewed(many, [EDITS["another title"]])
    assert turns > 1, "they are made a few at a time"
    late = differing(many.folder / "shown-0", many.folder / "rested-0")
    own = {f"advisories/{Path(name).stem}/index.html" for name in NEAR}
    assert {path for path in late if is_page(path)} <= own
    feeds = {f"{page}{name}" for page in ("", "areas/kent/") for name in ("feed.xml", "feed.json", "rss.xml")}
    assert {path for path in late if not is_page(path)} == feeds | {
        f"data/{name}.json" for name in ("advisories", "areas/kent", "years/2026")
    }


def test_pages_that_are_open_are_shown_anew_when_they_were_made_up_for(many: Project) -> None:
    """An edit of the newest changes what others say of it; one of the oldest, of which no other speaks, only itself."""
    many.add("advisories/old.md", titled("Callers ask for old coins", VALID.replace("2026-10-02", "2026-09-01")))
    oldest = many.content / "advisories/old.md"
    old = (str(oldest.relative_to(many.folder)), oldest.read_text("utf-8").replace("old coins", "very old coins"))
    ended = preview(many, [EDITS["another title"], old])
    assert ended.returncode == 0, ended.stderr
    _, (of_the_newest, of_the_oldest) = json.loads(ended.stdout)
    assert of_the_newest[0]
    assert not any(of_the_oldest)


def test_no_page_waits_where_one_is_gone(many: Project) -> None:
    """A page that waits could lead to what is not there any more."""
    previewed(many, [EDITS["gone"]])
    late = differing(many.folder / "shown-0", many.folder / "rested-0")
    assert "feed.xml" in late
    assert not any(map(is_page, late))


def test_no_page_waits_where_its_style_has_changed(many: Project) -> None:
    """The page would name a sheet that is not there any more."""
    many.folder.joinpath("overrides").unlink()
    overrides = shutil.copytree(ROOT / "overrides", many.folder / "overrides")
    style = "assets/stylesheets/components/state.css"
    previewed(many, [(f"overrides/{style}", (overrides / style).read_text("utf-8") + ".state { color: red }\n")])
    late = differing(many.folder / "shown-0", many.folder / "rested-0")
    assert not any(map(is_page, late))


def test_what_is_shown_in_haste_is_inspected_in_the_end(many: Project) -> None:
    many.folder.joinpath("overrides").unlink()
    footer = shutil.copytree(ROOT / "overrides", many.folder / "overrides") / "partials/footer.html"
    broken = footer.read_text("utf-8") + '<a href="/nowhere/">Nowhere</a>'
    ended = preview(many, [(str(footer.relative_to(many.folder)), broken)])
    assert "Nowhere" in (many.folder / "shown-0/index.html").read_text("utf-8")
    assert ended.returncode != 0
    assert 'The link "/nowhere/" leads to nothing on this site' in ended.stderr
    assert not (many.folder / "rested-0").exists()


@pytest.mark.parametrize(("name", "moments"), [("another title", 7), ("gone", 5)])
def test_making_up_gives_way_to_a_save(many: Project, name: str, moments: int) -> None:
    """At whichever moment it gives way, the site stays as it was shown, and in the end it is made up for as a whole."""
    previewed(many, [EDITS[name]], interruptions=moments)
    assert not differing(many.folder / "shown-0", many.folder / "interrupted-0")
    many.build(site="anew")
    assert not differing(many.folder / "rested-0", many.folder / "anew")


def test_what_was_edited_twice_is_shown_at_once(many: Project) -> None:
    edits = [
        EDITS["another title"],
        ("content/advisories/near-1.md", titled("Callers ask for silver")),
        EDITS["other words"],
    ]
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
        (many.folder / name).write_text(words, "utf-8")
        wait_for(f"{address}advisories/tax/", 200, "Callers ask for much tax")
        wait_for(f"{address}advisories/near-1/", 200, "Callers ask for much tax")
