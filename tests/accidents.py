"""What may happen to a build: kills, crashes, full disks, a second build at the same time.

For tests/faults, which show that Forewarn survives them, and tests/promises, which count that beside plain MkDocs.
"""

import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from projects import NOW, VALID, Built, Project, files_of, plain_environment

SHELL = ["unshare", "--map-root-user", "--mount", "--net", "sh", "-c"]

# MkDocs' events while it builds, in their order; there is no source of a page to read, as the domain has rendered it.
EVENTS = (
    "config pre_build files nav page_markdown page_content env pre_template template_context"
    " post_template pre_page page_context post_page post_build".split()
)


def with_hook(project: Project, code: str, *, is_first: bool = False) -> None:
    """Give a project one more hook, as a plugin of its owner's would be; MkDocs calls plugins first."""
    (project.folder / "extra.py").write_text(code, "utf-8")
    project.configure(hooks=["extra.py", *project.hooks] if is_first else [*project.hooks, "extra.py"])


def started(project: Project, *options: str, **environment: str) -> "subprocess.Popen[str]":
    """Start a build and do not wait for it."""
    return subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build", "-d", "site", *options],
        cwd=project.folder,
        env=plain_environment() | {"FOREWARN_NOW": NOW} | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def in_namespace(project: Project, script: str) -> Built:
    """Run a script that may mount disks and has no network."""
    variables = plain_environment() | {"FOREWARN_NOW": NOW}
    ended = subprocess.run(
        [*SHELL, script], cwd=project.folder, env=variables, check=False, capture_output=True, text=True
    )
    return Built(ended.returncode, ended.stdout + ended.stderr, project.folder / "site")


def two_versions(project: Project) -> Mapping[str, Mapping[str, bytes]]:
    """Build two versions of a site apart, each by the word that makes it, and make the first public."""
    whole = {}
    for word in ("first", "second"):
        write_version(project, word)
        assert project.build(site=word).exit_status == 0
        whole[word] = files_of(project.folder / word)
    write_version(project, "first")
    assert project.build().exit_status == 0
    return whole


def write_version(project: Project, word: str) -> None:
    for number in range(8):
        project.add(f"advisories/a{number}.md", VALID.replace("tax", f"{word} {number}"))


@dataclass(frozen=True)
class Killed:
    """A build that was killed: the version that is public then, None for neither, and whether it was still running."""

    version: str | None
    is_interrupted: bool


def killed(project: Project, whole: Mapping[str, Mapping[str, bytes]], count: int) -> Iterator[Killed]:
    """Kill so many builds that would make the other version public, and tell of each what it left.

    What is neither is made whole before the next one. ``whole`` are the two versions, of
    which the first is public. Half of the moments lie in the second half of the build, where things are written.
    """
    start = time.monotonic()
    assert project.build().exit_status == 0
    lasts, chance = time.monotonic() - start, random.Random(20261122)  # noqa: S311 - moments, no secrets
    for kill in range(count):
        write_version(project, "second" if kill % 2 == 0 else "first")
        build = started(project)
        time.sleep(chance.uniform(0 if kill % 2 else lasts / 2, lasts * 1.1))
        build.send_signal(signal.SIGKILL if kill % 3 else signal.SIGTERM)
        build.communicate()
        now = files_of(project.folder / "site")
        found = next((word for word, files in whole.items() if files == now), None)
        yield Killed(found, build.returncode < 0)
        if found is None:
            assert project.build().exit_status == 0


@dataclass(frozen=True)
class Pair:
    """Two builds of two sites into one folder at once: what each said and how it ended, and whether one is there."""

    ended: tuple[tuple[int, str], ...]
    is_one_of_them: bool


def pairs(project: Project, count: int) -> Iterator[Pair]:
    """Build two versions of a site, each with a page of its own, into the same folder at once, so many times."""
    whole, chance = [], random.Random(20261122)  # noqa: S311 - moments, no secrets
    for name in ("One", "Two"):
        content = project.folder / f"content-{name}"
        shutil.copytree(project.content, content)
        (content / "advisories" / f"{name}.md").write_text(VALID.replace("tax", name), "utf-8")
        project.configure(site_name=name, docs_dir=content.name)
        shutil.copy(project.folder / "mkdocs.yml", project.folder / f"{name}.yml")
        whole.append(files_of(project.build(site=name).site))
    for _ in range(count):
        first = started(project, "-f", "One.yml", FOREWARN_FEWER="Each version has a page of its own.")
        time.sleep(chance.uniform(0, 0.2))
        both = (first, started(project, "-f", "Two.yml", FOREWARN_FEWER="Each version has a page of its own."))
        said = [build.communicate()[0] for build in both]
        ended = tuple((build.returncode, words) for build, words in zip(both, said, strict=True))
        yield Pair(ended, files_of(project.folder / "site") in whole)


def has_namespaces() -> bool:
    """Tell whether the system gives everybody a namespace of their own; some containers do not."""
    with suppress(OSError):
        return subprocess.run([*SHELL, "true"], check=False, capture_output=True).returncode == 0
    return False
