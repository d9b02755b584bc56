"""Row B22, readers while the site is built again: every answer is whole, no page is missing, no asset is gone."""

import re
import shutil
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from socket import create_connection, create_server

import pytest

from projects import ROOT, VALID, Project

PAGES = ("", "advisories/a0/", "areas/kent/", "archive/")
ASSET = re.compile(rb'(?:href|src)="([^":]*assets/[^"]+)"')


@dataclass
class Reader:
    """Somebody who opens pages one after another, and then what each of them needs."""

    get: Callable[[str], bytes]
    rounds: int = 0
    faults: list[str] = field(default_factory=list)
    versions: set[bytes] = field(default_factory=set)

    def read_until(self, ended: threading.Event) -> None:
        while not ended.is_set():
            for page in PAGES:
                self._look(page)
            self.rounds += 1

    def _look(self, page: str) -> None:
        try:
            html = self.get(f"{page}index.html")
            if not html.startswith(b"<!doctype html>") or not html.rstrip().endswith(b"</html>"):
                self.faults.append(f"{page}: torn, {len(html)} bytes")
            assets = ASSET.findall(html)
            if not assets:
                self.faults.append(f"{page}: names no asset")
            self.versions.update(re.findall(rb"version \d+", html))
            for asset in assets:
                self.get(re.sub(r"^(\.\./|\./)*", "", asset.decode()))
        except (OSError, ValueError) as error:
            self.faults.append(f"{page}: {error!r}")


def change(project: Project, number: int) -> None:
    """Change the words and the style of a project, so that every page and the stylesheet are new."""
    for text in range(4):
        project.add(f"advisories/a{text}.md", VALID.replace("tax", f"tax, version {number}"))
    with (project.folder / "templates/assets/stylesheets/base.css").open("a", encoding="utf-8") as sheet:
        sheet.write(f"/* version {number} */ :root {{ --version: {number} }}\n")


def styled(project: Project) -> None:
    """Give a project templates and styles of its own."""
    shutil.copytree(ROOT / "overrides", project.folder / "templates")
    theme = {"name": "material", "custom_dir": "templates", "language": "en", "font": False}
    project.configure(theme=theme, watch=[])


def rebuild_before(project: Project, reader: Reader, times: int) -> None:
    """Build a site again and again while somebody reads it."""
    ended = threading.Event()
    reading = threading.Thread(target=reader.read_until, args=[ended])
    reading.start()
    try:
        for number in range(times):
            change(project, number)
            built = project.build()
            assert built.exit_status == 0, built.output
    finally:
        ended.set()
        reading.join()


def test_b22_readers_of_the_folder(project: Project) -> None:
    styled(project)
    change(project, 1000)
    assert project.build().exit_status == 0
    reader = Reader(lambda path: (project.folder / "site" / path).read_bytes())
    rebuild_before(project, reader, 4)
    assert reader.faults == []
    assert reader.rounds > 20
    assert len(reader.versions) >= 4


def test_b22_a_reader_who_comes_late_finds_the_style_of_an_old_page(project: Project) -> None:
    styled(project)
    change(project, 1000)
    old = project.build().page("")
    for number in range(3):
        change(project, number)
        assert project.build().exit_status == 0
    (sheet,) = set(re.findall(r'href="([^"]+\.css)"', old))
    assert (project.folder / "site" / sheet).is_file()


@contextmanager
def nginx(site: Path, folder: Path) -> Iterator[int]:
    """Serve a folder with nginx, and give the port."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        pytest.skip("there is no nginx; make faults installs it on Debian")
    with create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    for name in ("logs", "temp"):
        (folder / name).mkdir(parents=True)
    temporary = "".join(f"{kind}_temp_path temp; " for kind in "client_body proxy fastcgi uwsgi scgi".split())
    (folder / "nginx.conf").write_text(
        f"daemon off; master_process off; pid nginx.pid; error_log logs/error.log; events {{}}\n"
        f"http {{ access_log off; types {{ text/html html; text/css css; }} {temporary}\n"
        f"server {{ listen 127.0.0.1:{port}; root {site}; }} }}\n",
        "utf-8",
    )
    server = subprocess.Popen([program, "-p", str(folder), "-c", "nginx.conf"])
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(20)
    assert "[error]" not in (folder / "logs/error.log").read_text("utf-8")


def _wait_for(port: int) -> None:
    ends = time.monotonic() + 20
    while time.monotonic() < ends:
        try:
            with create_connection(("127.0.0.1", port), timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    pytest.fail("nginx does not answer")


def over_http(connection: HTTPConnection) -> Callable[[str], bytes]:
    """Give a way to ask a server for a path. It raises ValueError for any answer but a whole page."""

    def get(path: str) -> bytes:
        connection.request("GET", f"/{path}")
        answer = connection.getresponse()
        content = answer.read()
        if answer.status != 200 or len(content) != int(answer.headers["Content-Length"]):
            raise ValueError(f"{path}: {answer.status}, {len(content)} bytes")
        return content

    return get


def test_b22_readers_through_a_web_server(project: Project, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    times = 200 if request.config.getoption("--long") else 3
    styled(project)
    change(project, 1000)
    assert project.build().exit_status == 0
    with (
        nginx(project.folder / "site", tmp_path / "nginx") as port,
        closing(HTTPConnection("127.0.0.1", port, timeout=20)) as connection,
    ):
        reader = Reader(over_http(connection))
        rebuild_before(project, reader, times)
    assert reader.faults == []
    assert reader.rounds > 5 * times
    assert len(reader.versions) >= times
