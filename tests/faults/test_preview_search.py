"""The search of a preview: it follows each save, holds none up, and leaves nothing, whatever becomes of it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from faults.test_preview import INTERRUPTIBLE, page, served, wait_for
from faults.test_preview_of_drafts import DRAFT, previewed
from forewarn.commands.serving import free_port
from found_titles import found_titles, wait_until_found
from projects import VALID, Project, plain_environment, walked

TAX, RENT, RATES = "Callers ask for tax", "Callers ask for rent", "Callers ask for rates"
HELD = 30  # seconds that an index takes which is held up: longer than anything else here

# A hook of the site: Pagefind takes its time while a file "held" is there, and cannot begin while one "broken" is.
HOOK = """
import time
from pathlib import Path
from forewarn.indexing import program

folder, ask, find = Path(__file__).parent, program.Program.ask, program.get_executable

def asked(self, what, **details):
    if what == "GetFiles" and (folder / "held").exists():
        (folder / "is-held").write_text("")
        while (folder / "held").exists() and self._running.poll() is None:
            time.sleep(0.05)
    return ask(self, what, **details)

program.Program.ask = asked
program.get_executable = lambda: "/nowhere/pagefind" if (folder / "broken").exists() else find()
"""


@pytest.fixture
def site(project: Project) -> Project:
    """A project below a path, whose search can be held up and broken."""
    project.add("advisories/tax.md")
    (project.folder / "own.py").write_text(HOOK, "utf-8")
    project.configure(hooks=["hooks/mkdocs_events.py", "own.py"], site_url="https://x.example/sub/")
    project.for_many()
    return project


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def own_cache(site: Project) -> dict[str, str]:
    """Give the environment in which nothing is indexed already that another test has had indexed."""
    return {"FOREWARN_CACHE": str(site.folder / ".cache")}


def wait_for_file(path: Path) -> None:
    ends = time.monotonic() + 60
    while not path.exists():
        assert time.monotonic() < ends, path
        time.sleep(0.05)


def said(tmp_path: Path) -> str:
    return (tmp_path / "said.txt").read_text("utf-8")


def test_the_search_follows_every_save(site: Project, temporary: Path, tmp_path: Path) -> None:
    text = site.content / "advisories/tax.md"
    with served(site, temporary, **own_cache(site)) as address:
        home = f"{address}sub/"
        wait_for(f"{home}advisories/tax/", 200, TAX)
        assert found_titles(home) == {TAX}, "the first index is waited for"
        text.write_text(VALID.replace(TAX, RENT), "utf-8")
        wait_for(f"{home}advisories/tax/", 200, RENT)
        assert wait_until_found(home, RENT) == {RENT}
        text.write_text(VALID.replace("area: Kent", "area: Knet"), "utf-8")
        wait_for(f"{home}advisories/tax/", 503, "Knet")
        text.write_text(VALID.replace(TAX, RATES), "utf-8")
        wait_for(f"{home}advisories/tax/", 200, RATES)
        assert wait_until_found(home, RATES) == {RATES}
        assert page(f"{address}search/index/pagefind.js")[0] == 404, "the site lies below a path"
        assert [path.name for path in walked(temporary) if path.parent.name == "site" and "search" in path.parts] == []
        assert len({path.parent for path in walked(temporary) if path.name == "pagefind-entry.json"}) == 1
    assert list(temporary.iterdir()) == [], "nothing of a preview stays"
    assert "Traceback" not in said(tmp_path)


def test_a_save_ends_the_index_that_is_being_made(site: Project, temporary: Path, tmp_path: Path) -> None:
    text, held = site.content / "advisories/tax.md", site.folder / "held"
    with served(site, temporary, **own_cache(site)) as address:
        home = f"{address}sub/"
        wait_for(f"{home}advisories/tax/", 200, TAX)
        assert wait_until_found(home, TAX) == {TAX}
        held.touch()
        text.write_text(VALID.replace(TAX, RENT), "utf-8")
        wait_for(f"{home}advisories/tax/", 200, RENT)
        wait_for_file(site.folder / "is-held")
        assert found_titles(home) == {TAX}, "the former index answers"
        text.write_text(VALID.replace(TAX, RATES), "utf-8")
        wait_for(f"{home}advisories/tax/", 200, RATES)
        assert found_titles(home) == {TAX}
        held.unlink()
        assert wait_until_found(home, RATES) == {RATES}
    assert said(tmp_path).count("The search is up to date.") == 2
    assert "could not be made" not in said(tmp_path)


@pytest.mark.parametrize("is_strict", [False, True], ids=["", "strict"])
def test_a_preview_lives_on_where_its_index_fails(
    site: Project, temporary: Path, tmp_path: Path, is_strict: bool
) -> None:
    text, broken = site.content / "advisories/tax.md", site.folder / "broken"
    site.configure(strict=is_strict)
    broken.touch()
    with served(site, temporary, **own_cache(site)) as address:
        home = f"{address}sub/"
        wait_for(f"{home}advisories/tax/", 200, TAX)
        wait_until_said(
            tmp_path, "WARNING -  forewarn: mkdocs.yml:1:1: file: The index of the search could not be made"
        )
        assert page(f"{home}search/index/pagefind.js")[0] == 503
        assert page(f"{home}search/")[0] == 200
        broken.unlink()
        text.write_text(VALID.replace(TAX, RENT), "utf-8")
        wait_for(f"{home}advisories/tax/", 200, RENT)
        assert wait_until_found(home, RENT) == {RENT}
    assert said(tmp_path).count("could not be made") == 1
    assert "Traceback" not in said(tmp_path)


def pagefinds_of(pid: int) -> list[int]:
    """Give the numbers of the Pagefinds that a process has begun and that still run."""
    tasks = Path(f"/proc/{pid}/task").iterdir()
    begun = [int(child) for task in tasks for child in (task / "children").read_text("utf-8").split()]
    return [child for child in begun if "pagefind" in Path(f"/proc/{child}/cmdline").read_text("utf-8")]


def wait_until_said(tmp_path: Path, words: str) -> None:
    ends = time.monotonic() + 60
    while words not in said(tmp_path):
        assert time.monotonic() < ends, said(tmp_path)
        time.sleep(0.05)


def test_words_of_drafts_are_in_no_cache_and_are_found(site: Project, tmp_path: Path) -> None:
    site.add("advisories/draft.md", DRAFT)
    with previewed(site, **own_cache(site)) as address:
        home = f"{address}sub/"
        wait_for(home, 200, "This is a preview")
        assert wait_until_found(home, f"Draft: {RENT.replace('rent', 'zanzibar rent')}") >= {TAX}
        kept = tmp_path / "temporary"
        assert len([path for path in walked(kept) if path.parent.name == "indexed"]) > 1
        assert [path for path in walked(site.folder / ".cache") if "search" in path.parts] == []
    built = site.build(FOREWARN_CACHE=own_cache(site)["FOREWARN_CACHE"])
    assert built.exit_status == 0, built.output
    parts = list(walked(site.folder / ".cache/forewarn/search"))
    assert len(parts) > 1, "a build keeps what it has indexed"
    assert [path for path in parts if b"zanzibar" in path.read_bytes()] == []


def test_what_is_shown_of_the_future_is_in_no_cache(site: Project, temporary: Path) -> None:
    site.add("advisories/later.md", VALID.replace("2026-10-02", "2036-10-02").replace(TAX, RENT))
    with served(site, temporary, FOREWARN_NOW="2036-12-01T08:00", **own_cache(site)) as address:
        wait_for(f"{address}sub/", 200, "")
        assert RENT in wait_until_found(f"{address}sub/", RENT)
    assert [path for path in walked(site.folder / ".cache") if "search" in path.parts] == []


def test_a_plain_preview_keeps_its_index_for_the_next(site: Project, temporary: Path) -> None:
    with served(site, temporary, **own_cache(site)) as address:
        wait_for(f"{address}sub/", 200, "")
        assert found_titles(f"{address}sub/") == {TAX}
    assert len(list((site.folder / ".cache/forewarn/search").iterdir())) == 3


@pytest.mark.skipif(sys.platform != "linux", reason="it reads /proc")
def test_ctrl_c_ends_an_index_without_a_word(site: Project, temporary: Path, tmp_path: Path) -> None:
    """A terminal interrupts all that it has begun, Pagefind too."""
    (site.folder / "held").touch()
    port = free_port("127.0.0.1", 0)
    with (tmp_path / "said.txt").open("w", encoding="utf-8") as out:
        server = subprocess.Popen(
            [sys.executable, "-c", INTERRUPTIBLE, "serve", "-a", f"127.0.0.1:{port}"],
            cwd=site.folder,
            env=plain_environment() | {"TMPDIR": str(temporary)} | own_cache(site),
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        wait_for_file(site.folder / "is-held")
        begun = pagefinds_of(server.pid)
        assert len(begun) == 1
        os.killpg(server.pid, signal.SIGINT)
        assert server.wait(HELD / 2) == 0
        assert [pid for pid in begun if Path(f"/proc/{pid}").exists()] == []
    finally:
        server.kill()
        server.wait()
    assert list(temporary.iterdir()) == []
    ended = said(tmp_path).partition("Serving on")[2].splitlines()[1:]
    assert [line for line in ended if "Shutting down" not in line and "Browser connected" not in line] == []


@pytest.mark.parametrize("option", ["--no-livereload", "--clean"])
def test_a_preview_that_begins_in_another_way_has_a_search_too(site: Project, temporary: Path, option: str) -> None:
    text = site.content / "advisories/tax.md"
    with served(site, temporary, option, **own_cache(site)) as address:
        home = f"{address}sub/"
        wait_for(f"{home}advisories/tax/", 200, TAX)
        assert found_titles(home) == {TAX}
        if option == "--clean":
            text.write_text(VALID.replace(TAX, RENT), "utf-8")
            wait_for(f"{home}advisories/tax/", 200, RENT)
            assert wait_until_found(home, RENT) == {RENT}
    assert list(temporary.iterdir()) == []
