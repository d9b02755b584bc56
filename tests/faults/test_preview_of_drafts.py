"""``forewarn preview``: drafts are shown and marked, and no build can ever become such a preview."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from click.testing import CliRunner, Result

import warm_builds
from faults.test_preview import page, wait_for
from forewarn.commands import main
from forewarn.commands.serving import free_port
from projects import NOW, ROOT, VALID, Project, files_of, plain_environment, walked

CODE = "from forewarn.commands import main; main(prog_name='forewarn')"
DRAFT = VALID.replace("tax", "zanzibar rent").replace("publish:\n", "publish:\n  status: draft\n")
COMING = VALID.replace("tax", "zanzibar rates").replace("2026-10-02", "2027-10-02")
BANNER = "This is a preview, and nothing of it is public."
NOINDEX = '<meta name="robots" content="noindex">'


@contextmanager
def previewed(project: Project, *options: str, **environment: str) -> Iterator[str]:
    """Show a project as its editor would, and give the address; the preview is asked to end, by its own number."""
    temporary = project.folder.parent / "temporary"
    temporary.mkdir(exist_ok=True)
    port = free_port("127.0.0.1", 0)
    command = [sys.executable, "-c", CODE, "preview", "--address", f"127.0.0.1:{port}", *options]
    with (project.folder.parent / "said.txt").open("w", encoding="utf-8") as said:
        preview = subprocess.Popen(
            command,
            cwd=project.folder,
            env=plain_environment() | {"TMPDIR": str(temporary)} | environment,
            stdout=said,
            stderr=subprocess.STDOUT,
        )
        try:
            yield f"http://127.0.0.1:{port}/"
        finally:
            preview.send_signal(signal.SIGTERM)
            try:
                assert preview.wait(30) == 0
            finally:
                preview.kill()
                preview.wait()
    assert list(temporary.iterdir()) == [], "nothing of a preview stays"


@pytest.fixture
def site(project: Project) -> Project:
    """A project with what is public, a draft, and what is still to come."""
    project.add("advisories/tax.md")
    project.add("advisories/draft.md", DRAFT)
    project.add("advisories/coming.md", COMING)
    return project


def test_what_is_hidden_is_shown_and_marked_and_no_build_after_it_knows(site: Project) -> None:
    with previewed(site, "--now", NOW) as address:
        home = wait_for(address, 200, BANNER)
        assert "as of 22 November 2026, with drafts" in home
        assert ">Draft.</strong>" in home
        assert ">To be published on 2 October 2027 at 08:30.</strong>" in home
        shown = {name: page(f"{address}{name}")[1] for name in ("advisories/draft/", "advisories/coming/")}
        assert "<strong>Draft.</strong> The public does not see this page." in shown["advisories/draft/"]
        assert "<strong>To be published on 2 October 2027 at 08:30.</strong>" in shown["advisories/coming/"]
        others = ("advisories/tax/", "areas/kent/", "areas/kent/embed/", "archive/", "search/", "nowhere/")
        shown |= {name: page(f"{address}{name}")[1] for name in others}
        assert [name for name, text in shown.items() if BANNER not in text or NOINDEX not in text] == []
        assert "Draft: Callers ask for zanzibar rent" in page(f"{address}feed.xml")[1]
        assert page(f"{address}robots.txt")[1] == "User-agent: *\nDisallow: /\n"
        assert not (site.folder / "site").exists()
        assert not (site.folder / ".site.forewarn").exists()
    built = site.build()
    assert built.exit_status == 0, built.output
    files = files_of(built.site)
    assert "advisories/tax/index.html" in files
    assert [name for name, content in files.items() if b"zanzibar" in content.lower()] == []
    assert [name for name, text in files.items() if name.endswith(".html") and b"preview" in text.lower()] == []


def test_what_is_saved_is_shown_and_what_is_wrong_is_said(site: Project) -> None:
    text = site.content / "advisories/tax.md"
    with previewed(site) as address:
        wait_for(f"{address}advisories/tax/", 200, "ask for tax")
        time.sleep(1.1)  # the server sees changes by the second
        text.write_text(VALID.replace("for tax", "for money"), "utf-8")
        wait_for(f"{address}advisories/tax/", 200, "ask for money")
        time.sleep(1.1)
        text.write_text(VALID.replace("Kent", "Knet"), "utf-8")
        wait_for(f"{address}advisories/tax/", 503, "&quot;Knet&quot; is not an area. Did you mean &quot;Kent&quot;?")
        text.write_text(VALID, "utf-8")
        wait_for(f"{address}advisories/tax/", 200, "ask for tax")
        (site.content / "advisories/draft.md").write_text(DRAFT.replace("Kent", "Knet"), "utf-8")
        wait_for(f"{address}advisories/draft/", 404, "content/advisories/draft.md:3:7: area: &#34;Knet&#34; is not")
        assert page(f"{address}advisories/tax/")[0] == 200, "a draft holds up nobody else"


def test_a_preview_begins_with_what_is_wrong_and_shows_a_moment_to_come(site: Project) -> None:
    text = site.add("advisories/tax.md", VALID.replace("Kent", "Knet"))
    with previewed(site, "--now", "2027-12-24T08:00") as address:
        wait_for(address, 503, "content/advisories/tax.md:3:7: area: &quot;Knet&quot; is not an area.")
        assert page(f"{address}livereload/0/0")[0] == 404
        text.write_text(VALID, "utf-8")
        assert "as of 24 December 2027, with drafts" in wait_for(address, 200, BANNER)
        coming = page(f"{address}advisories/coming/")[1]
        assert "We think that this is true until" in coming
        assert "The public does not see this page." not in coming
    assert "Traceback" not in (site.folder.parent / "said.txt").read_text("utf-8")


def test_a_preview_begins_again_when_a_hook_changes(site: Project) -> None:
    hook = site.folder / "own.py"
    hook.write_text("def on_post_page(output, **_):\n    return output + '<!-- one -->'\n", "utf-8")
    site.configure(hooks=["hooks/mkdocs_events.py", "own.py"])
    with previewed(site) as address:
        wait_for(address, 200, "<!-- one -->")
        hook.write_text("def on_post_page(output, **_):\n    return output + '<!-- two, longer -->'\n", "utf-8")
        wait_for(address, 200, "<!-- two, longer -->")
        hook.write_text("def on_post_page(output, **_:\n", "utf-8")
        wait_for(address, 503, "SyntaxError")
        hook.write_text("", "utf-8")
        assert "<!-- " not in wait_for(address, 200, BANNER)


@pytest.mark.skipif(sys.platform == "win32", reason="its processes end in another way")
def test_a_preview_whose_command_is_killed_leaves_nothing(site: Project) -> None:
    temporary = site.folder.parent / "temporary"
    temporary.mkdir()
    port = free_port("127.0.0.1", 0)
    preview = subprocess.Popen(
        [sys.executable, "-c", CODE, "preview", "-a", f"127.0.0.1:{port}"],
        cwd=site.folder,
        env=plain_environment() | {"TMPDIR": str(temporary)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    wait_for(f"http://127.0.0.1:{port}/", 200, BANNER)
    preview.kill()
    preview.wait()
    ends = time.monotonic() + 30
    while page(f"http://127.0.0.1:{port}/")[0] or any(walked(temporary)):
        assert time.monotonic() < ends
        time.sleep(0.2)


@pytest.mark.parametrize("command", [["build"], ["build", "--strict"], ["gh-deploy"], ["serve", "--clean"]])
def test_no_build_shows_drafts_whatever_the_environment_says(site: Project, command: list[str]) -> None:
    ended = mkdocs(site, *command, FOREWARN_PREVIEW="1")
    assert ended.returncode == 1
    assert "FOREWARN_PREVIEW" in ended.stderr
    assert "It shows drafts, so nothing is built for the public" in ended.stderr
    assert not (site.folder / "site").exists()


def test_a_deployment_is_no_preview(site: Project) -> None:
    ended = mkdocs(
        site, "serve", "-a", f"127.0.0.1:{free_port('127.0.0.1', 0)}", FOREWARN_PREVIEW="1", FOREWARN_DEPLOY="1"
    )
    assert ended.returncode == 1
    assert "FOREWARN_DEPLOY puts a site before the public" in ended.stderr


# What no command does: a program that says it serves, and writes where the public site is.
PRETENDED = """
import logging
logging.basicConfig()
from mkdocs.commands.build import build
from mkdocs.config import load_config
config = load_config("mkdocs.yml")
STARTED
build(config)
"""


@pytest.mark.parametrize(
    ("started", "said"),
    [
        ("", "nothing is built for the public as long as it is set"),
        ('config.plugins.on_startup(command="serve", dirty=False)', "not written into the folder of the public site"),
    ],
)
def test_no_program_writes_drafts_into_the_public_folder(site: Project, started: str, said: str) -> None:
    program = PRETENDED.replace("STARTED", started)
    standard_input, held = os.pipe()
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=site.folder,
        env=plain_environment() | {"FOREWARN_PREVIEW": "1"},
        stdin=standard_input,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    os.close(standard_input)
    os.close(held)
    assert ended.returncode != 0
    assert said in ended.stderr
    assert not (site.folder / "site").exists()


def mkdocs(project: Project, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    assert warm_builds.can_run("mkdocs", environment)
    return warm_builds.run(arguments, project.folder, plain_environment() | environment, timeout=60)


def asked(project: Project, *arguments: str) -> Result:
    config = str(project.folder / "mkdocs.yml")
    return CliRunner().invoke(main, ["preview", "-f", config, *arguments], catch_exceptions=False)


def test_what_cannot_be_served_is_told(site: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for address in ("8000", "127.0.0.1:", "127.0.0.1:99999", ":8000", "localhost:http"):
        wrong = asked(site, "--address", address)
        assert (wrong.exit_code, "Write it like 127.0.0.1:8000." in wrong.output) == (2, True)
    late = asked(site, "--now", "soon")
    assert late.exit_code == 1
    assert '--now:1:1: environment: "soon" is not a date' in late.output
    port = free_port("127.0.0.1", 0)
    with taken(port):
        found = asked(site, "--address", f"127.0.0.1:{port}")
    assert found.exit_code == 1
    assert f"Nothing can be shown at 127.0.0.1:{port}: Address already in use. Give another one" in found.output
    monkeypatch.setitem(os.environ, "FOREWARN_DEPLOY", "1")
    deployed = asked(site)
    assert deployed.exit_code == 1
    assert "FOREWARN_DEPLOY puts a site before the public" in deployed.output


@contextmanager
def taken(port: int) -> Iterator[None]:
    with socket.create_server(("127.0.0.1", port)):
        yield


def test_the_documents_for_editors_are_there_and_only_there(site: Project) -> None:
    (site.folder / "docs").symlink_to(ROOT / "docs")
    with previewed(site) as home:
        shown = wait_for(home + "editors/guide/", 200, BANNER)
        assert "<h1>Publish, correct and withdraw an advisory</h1>" in shown
        assert NOINDEX in shown
        assert 'src="../pictures/refusal.png"' in shown
        assert "forewarn explain" in page(home + "editors/rules/")[1]
    built = site.build()
    assert built.exit_status == 0, built.output
    assert not (built.site / "editors").exists()
    assert "editors/guide" not in built.page("")
