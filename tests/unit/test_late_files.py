"""Files of a preview that come after its pages: one whole set at any time, and nobody waits for what does not come."""

import time
from collections.abc import Iterable
from pathlib import Path
from threading import Thread, Timer
from typing import TYPE_CHECKING, Any

import pytest

from forewarn.publication import LateFiles, WithLateFiles
from projects import walked

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIEnvironment

LONG = 60.0
BELOW = "/sub/search/index/"


def written(files: LateFiles, **contents: str) -> dict[str, Path]:
    """Write files into a folder of their own, each in a folder of its name, and give them by their names."""
    folder = files.fresh()
    made = {name: folder / name / "file" for name in contents}
    for name, path in made.items():
        path.parent.mkdir(parents=True)
        path.write_text(contents[name], "utf-8")
    return made


def test_what_is_named_again_stays_and_the_rest_of_the_former_files_goes(tmp_path: Path) -> None:
    files = LateFiles(tmp_path / "late")
    first = written(files, one="1", two="2")
    files.show(first)
    assert (files.find("one"), files.find("two"), files.find("three")) == (b"1", b"2", None)
    files.show({"one": first["one"], **written(files, three="3")})
    assert (files.find("one"), files.find("two"), files.find("three")) == (b"1", None, b"3")
    assert sorted(path.parent.name for path in walked(tmp_path)) == ["one", "three"]
    files.show(written(files, one="new"))
    assert files.find("one") == b"new"
    assert [path.name for path in (tmp_path / "late").iterdir()] == ["3"], "folders go with their files"
    files.discard()
    assert list(tmp_path.iterdir()) == []
    assert files.find("one") is None


def test_the_first_files_are_waited_for(tmp_path: Path) -> None:
    files = LateFiles(tmp_path, patience=LONG)
    files.expect()
    made = written(files, one="1")
    Timer(0.2, files.show, [made]).start()
    assert files.find("one") == b"1"


def test_nobody_waits_for_what_does_not_come_now(tmp_path: Path) -> None:
    files = LateFiles(tmp_path, patience=LONG)
    files.expect()
    Timer(0.2, files.give_up).start()
    begun = time.monotonic()
    for _ in range(2):
        with pytest.raises(TimeoutError):
            files.find("one")
    assert time.monotonic() - begun < LONG / 2


def test_nobody_waits_for_ever(tmp_path: Path) -> None:
    files = LateFiles(tmp_path, patience=0.1)
    files.expect()
    with pytest.raises(TimeoutError):
        files.find("one")


def test_the_former_files_answer_at_once_while_the_next_are_made(tmp_path: Path) -> None:
    files = LateFiles(tmp_path, patience=LONG)
    files.show(written(files, one="1"))
    files.expect()
    begun = time.monotonic()
    assert files.find("one") == b"1"
    assert files.find("two") is None
    assert time.monotonic() - begun < LONG / 2


def test_a_name_that_is_none_leads_nowhere(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret", "utf-8")
    files = LateFiles(tmp_path / "late")
    files.show(written(files, one="1"))
    assert [files.find(name) for name in ("../secret", str(secret), "", "one/", "/one", "1/one/file")] == [None] * 6


def test_a_file_is_found_whichever_of_many_sets_is_shown(tmp_path: Path) -> None:
    files = LateFiles(tmp_path)
    files.show(written(files, one="1"))
    found: list[bytes | None] = []

    def look() -> None:
        found.extend(files.find("one") for _ in range(300))

    readers = [Thread(target=look) for _ in range(4)]
    for reader in readers:
        reader.start()
    for number in range(100):
        files.show(written(files, one=str(number)))
    for reader in readers:
        reader.join()
    assert len(found) == 1200
    assert None not in found


class App:
    """What answers where late files do not."""

    def __call__(self, _environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        start_response("418 The app's own", [])
        return [b"app"]


def asked(app: WithLateFiles, path: str, method: str = "GET") -> tuple[str, dict[str, str], bytes]:
    """Ask for a path; gives the status, the headers and the content."""
    told: list[Any] = []
    environ: Any = {"PATH_INFO": path, "REQUEST_METHOD": method}
    content = b"".join(app(environ, lambda *status: told.append(status)))  # type: ignore[arg-type]
    ((status, headers),) = told
    return status, dict(headers), content


def test_files_are_served_below_one_address(tmp_path: Path) -> None:
    files = LateFiles(tmp_path)
    app = WithLateFiles(App(), BELOW, files)
    assert asked(app, f"{BELOW}pagefind.js")[2] == b"app", "nobody knows of late files"
    files.show(written(files, **{"pagefind.js": "let a", "entry.json": "{}", "a.pf_meta": "b"}))
    status, headers, content = asked(app, f"{BELOW}pagefind.js")
    assert (status, content) == ("200 OK", b"let a")
    assert headers == {"Content-Type": "text/javascript", "Cache-Control": "no-store", "Content-Length": "5"}
    assert asked(app, f"{BELOW}entry.json")[1]["Content-Type"] == "application/json"
    assert asked(app, f"{BELOW}a.pf_meta")[1]["Content-Type"] == "application/octet-stream"
    assert asked(app, f"{BELOW}pagefind.js", "HEAD") == (status, headers, b"")
    assert asked(app, f"{BELOW}nothing")[0] == "404 Not Found"
    for other in ("/sub/search/", "/search/index/pagefind.js", "/sub/", "/"):
        assert asked(app, other)[2] == b"app", other


def test_what_is_not_there_yet_may_come(tmp_path: Path) -> None:
    files = LateFiles(tmp_path, patience=0.1)
    files.expect()
    app = WithLateFiles(App(), BELOW, files)
    assert asked(app, f"{BELOW}pagefind.js") == (
        "503 Service Unavailable",
        {"Content-Type": "text/plain", "Cache-Control": "no-store", "Content-Length": "0"},
        b"",
    )
