"""``mkdocs serve`` while the texts are wrong: it says what is wrong, and comes back when that is mended."""

import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from forewarn.building.beginning import MOST_UNCOLLECTED
from projects import NOW, VALID, Project, plain_environment

# MkDocs as its user ends it, with Ctrl+C, which nothing hears that a shell has started in the background.
INTERRUPTIBLE = """
import runpy, signal
signal.signal(signal.SIGINT, signal.default_int_handler)
runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
"""

BROKEN = VALID.replace("area: Kent", "area: Knet")


@contextmanager
def served(project: Project, temporary: Path, *options: str, **environment: str) -> Iterator[str]:
    """Serve a project while a test looks at it, and give its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with (temporary.parent / "said.txt").open("w", encoding="utf-8") as said:
        server = subprocess.Popen(
            [sys.executable, "-c", INTERRUPTIBLE, "serve", "-a", f"127.0.0.1:{port}", *options],
            cwd=project.folder,
            env=plain_environment() | {"TMPDIR": str(temporary)} | environment,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.send_signal(signal.SIGINT)
            try:
                server.wait(20)
            finally:
                server.kill()
                server.wait()


def page(address: str) -> tuple[int, str]:
    """Give what an address answers; 0 as long as nothing does."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:  # noqa: S310 - our own server
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError:
        return 0, ""


def wait_for(address: str, status: int, words: str) -> str:
    """Wait until an address answers with a status and some words."""
    ends = time.monotonic() + 60
    while (found := page(address))[0] != status or words not in found[1]:
        assert time.monotonic() < ends, found
        time.sleep(0.1)
    return found[1]


def test_a_rebuild_that_fails_shows_its_problems_until_they_are_mended(project: Project, tmp_path: Path) -> None:
    text = project.add("advisories/tax.md")
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with served(project, temporary) as address:
        wait_for(f"{address}advisories/tax/", 200, "Callers ask for tax")
        time.sleep(1.1)  # the server sees changes by the second
        text.write_text(BROKEN, "utf-8")
        shown = wait_for(f"{address}advisories/tax/", 503, "content/advisories/tax.md:3:7: area: &quot;Knet&quot;")
        assert "Traceback" not in shown
        assert page(address)[0] == 503
        assert page(f"{address}livereload/0/0")[0] == 200
        text.write_text(BROKEN.replace("ask for tax", "ask for <b>tax"), "utf-8")
        text.write_text(VALID.replace("ask for tax", "ask for rent"), "utf-8")
        wait_for(f"{address}advisories/tax/", 200, "Callers ask for rent")
        (project.folder / "mkdocs.yml").write_text("site_name: [", "utf-8")
        wait_for(address, 503, "mkdocs.yml")
    assert list(temporary.iterdir()) == [], "nothing of a preview stays"
    assert "Traceback" not in (tmp_path / "said.txt").read_text("utf-8")


def test_a_preview_may_lose_as_many_advisories_as_its_editor_likes(project: Project, tmp_path: Path) -> None:
    texts = [project.add(f"advisories/a{number}.md", VALID.replace("tax", f"tax {number}")) for number in range(5)]
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with served(project, temporary) as address:
        wait_for(f"{address}advisories/a0/", 200, "Callers ask for tax 0")
        time.sleep(1.1)
        for text in texts[:4]:
            text.unlink()
        wait_for(f"{address}advisories/a0/", 404, "")
        assert page(f"{address}advisories/a4/")[0] == 200


# Five builds in one process, as a preview makes them. What the collector was told to leave alone cannot be counted, so
# each site is watched.
REBUILT = """
import weakref
from pathlib import Path
from mkdocs.commands.build import build
from mkdocs.config import load_config

from forewarn.building import beginning

text = Path("content/advisories/tax.md")
words = text.read_text()

def built(number):
    text.write_text(f"{words}\\nEdited {number} times.\\n")
    config = load_config("mkdocs.yml", site_dir="site")
    load, loaded = beginning.load_site, []

    def load_site(*arguments, **named):
        loaded.append(load(*arguments, **named))
        return loaded[0]

    beginning.load_site = load_site
    config.plugins.on_startup(command="serve", dirty=False)
    build(config)
    beginning.load_site = load
    return weakref.ref(loaded[0].site)

sites = [built(number) for number in range(beginning.MOST_UNCOLLECTED + 4)]
print(sum(site() is not None for site in sites))
"""


def test_a_preview_does_not_keep_every_site_that_it_has_made(project: Project) -> None:
    project.add("advisories/tax.md")
    ended = subprocess.run(
        [sys.executable, "-c", REBUILT],
        cwd=project.folder,
        env=plain_environment() | {"FOREWARN_NOW": NOW},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert int(ended.stdout.splitlines()[-1]) <= MOST_UNCOLLECTED + 2, (
        "the last, the one before, and those that nobody has had the time to let go of"
    )


def test_what_is_served_to_its_editor_is_on_no_host(project: Project, tmp_path: Path) -> None:
    """A page that carried the policy of its host would not hear of what is saved: that is a script in the page."""
    project.add("advisories/a.md")
    project.set_own(host="github-pages", posters=False, cards=False)
    (tmp_path / "temporary").mkdir()
    with served(project, tmp_path / "temporary") as address:
        html = wait_for(f"{address}advisories/a/", 200, "Callers ask for tax")
    assert "livereload(" in html
    assert "Content-Security-Policy" not in html
