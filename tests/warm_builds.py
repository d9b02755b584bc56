"""Builds without what Python takes to load MkDocs, and Jinja to compile: a process that has done both forks each.


Each runs what ``python -m mkdocs`` runs, to its end, with arguments, folder, environment and output of its own. What is
decided while Python begins (its own variables, the locale, the time zone) needs a process that begins: see ``can_run``.
"""

import gc
import json
import os
import runpy
import select
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from warm_templates import Compiled, remember

HERE = Path(__file__)
ROOT = HERE.parent.parent
LOCALES = ("en", "en_GB", "cy_GB")
LOADED = (
    "mkdocs.commands.build",
    "mkdocs_events",
    # What these load only while they build:
    "_strptime",
    "fontTools.ttLib.tables.otTables",
    "fontTools.ttLib.tables._c_m_a_p",
    "fontTools.ttLib.tables._f_v_a_r",
    "fontTools.ttLib.tables._m_a_x_p",
    "fontTools.ttLib.tables._n_a_m_e",
    "markdown.extensions.attr_list",
    "markdown.extensions.codehilite",
    "markdown.extensions.def_list",
    "markdown.extensions.fenced_code",
    "markdown.extensions.sane_lists",
)
OURS = ("FOREWARN_", "SOURCE_DATE_EPOCH", "USER")


@dataclass(frozen=True)
class _Order:
    """A build that is asked for, and the files that what it prints goes to."""

    arguments: list[str]
    folder: str
    environment: dict[str, str]
    outputs: tuple[str, str]


def can_run(engine: str, changes: Mapping[str, str]) -> bool:
    """Tell whether a build can be run here: by MkDocs, and with nothing in its environment that Python heeds."""
    return engine == "mkdocs" and all(name.startswith(OURS) for name in changes)


def run(
    arguments: Sequence[str], folder: Path, environment: Mapping[str, str], timeout: int
) -> subprocess.CompletedProcess[str]:
    """Run MkDocs with some arguments in a folder. Raises TimeoutExpired after so many seconds."""
    with TemporaryDirectory() as own:
        out, err = Path(own, "out"), Path(own, "err")
        order = _Order([*arguments], str(folder), {**environment}, (str(out), str(err)))
        status = _ask(json.dumps(asdict(order)), timeout)
        return subprocess.CompletedProcess(arguments, status, out.read_text("utf-8"), err.read_text("utf-8"))


def _ask(order: str, timeout: int) -> int:
    server = _server()
    assert server.stdin
    assert server.stdout
    server.stdin.write(order + "\n")
    server.stdin.flush()
    answers, _, _ = select.select([server.stdout], [], [], timeout)
    if answers and (status := server.stdout.readline()):
        return int(status)
    _server.cache_clear()
    with suppress(ProcessLookupError):
        os.killpg(server.pid, signal.SIGKILL)
    server.wait()
    if answers:
        raise ChildProcessError("the process that forks has ended")
    raise subprocess.TimeoutExpired("mkdocs", timeout)


@cache
def _server() -> subprocess.Popen[str]:
    """Start the process that forks. It ends when this one does, since nobody can ask it any more."""
    variables = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.Popen(
        [sys.executable, str(HERE)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=variables,
        start_new_session=True,
    )


def _serve() -> None:
    """Load all that a build loads, then fork for each order; only what was forked returns from here."""
    sys.path.insert(0, str(ROOT / "hooks"))
    for name in LOADED:
        import_module(name)
    del sys.modules["mkdocs_events"]  # MkDocs loads a hook itself
    remember(_templates())
    _read_what_never_differs()
    del sys.path[1]  # the folder of this file, which no build knows
    gc.freeze()
    for line in iter(sys.stdin.readline, ""):
        if not (child := os.fork()):
            return _begin(_Order(**json.loads(line)))
        _, ended = os.waitpid(child, 0)
        sys.stdout.write(f"{os.waitstatus_to_exitcode(ended)}\n")
        sys.stdout.flush()
    os._exit(0)


def _read_what_never_differs() -> None:
    """Read the fonts that are shipped, what Babel knows of the languages that are, and what extends markdown."""
    from babel import Locale  # noqa: PLC0415 - only where builds are begun
    from markdown import Markdown  # noqa: PLC0415

    from warm_fonts import remember_fonts  # noqa: PLC0415 - which takes Forewarn from the search path

    remember_fonts(ROOT / "overrides" / "cards" / "fonts")
    for locale in LOCALES:
        assert Locale.parse(locale).languages
    Markdown(extensions=[name for name in LOADED if name.startswith("markdown.")] + ["toc", "tables", "admonition"])


def _templates() -> Compiled:
    """Have a child build a site in every language that is shipped, and give the templates that were compiled for it."""
    with TemporaryDirectory() as folder:
        told = Path(folder, "compiled.json")
        if not (child := os.fork()):
            _tell_of_templates(Path(folder, "project"), told)
            os._exit(0)
        os.waitpid(child, 0)
        return dict(json.loads(told.read_text("utf-8")))


def _tell_of_templates(folder: Path, told: Path) -> None:
    sys.path.append(str(HERE.parent))
    from mkdocs.__main__ import cli  # noqa: PLC0415 - only in a child: it takes hold of the log

    from projects import NOW, Project, plain_environment  # noqa: PLC0415 - which has builds begun by this module

    project = Project(folder).in_welsh()
    project.add("advisories/tax.md")
    os.environ.update(plain_environment() | {"FOREWARN_NOW": NOW})
    os.chdir(folder)
    compiled: dict[str, str] = {}
    remember(compiled)
    cli(["build", "--quiet"], standalone_mode=False)
    told.write_text(json.dumps(compiled), "utf-8")


def _begin(order: _Order) -> None:
    """Become the process of a build."""
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, path in enumerate(order.outputs, start=1):
        os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
    os.chdir(order.folder)
    os.environ.clear()
    os.environ.update(order.environment)
    sys.path[0] = order.folder
    sys.argv = ["mkdocs", *order.arguments]


if __name__ == "__main__":
    _serve()
    runpy.run_module("mkdocs", run_name="__main__", alter_sys=True)
