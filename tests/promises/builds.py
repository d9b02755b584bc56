"""Promises about builds: whatever happens to one, the public site is whole, and the same everywhere."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta

from accidents import EVENTS, has_namespaces, in_namespace, killed, pairs, two_versions, with_hook
from projects import NOW, VALID, Built, Project, files_of, moment
from promises.promise import Count, Counts, Trial

# 5


def kills(trial: Trial) -> Counts:
    """Kill builds at random moments, and compare what is public with the old site and the new one."""
    project = trial.project()
    found = list(killed(project, two_versions(project), trial.so_many(4, 10, 50)))
    return (Count(sum(kill.version is None for kill in found), len(found), "sites neither old nor new"),)


# 6


@dataclass(frozen=True)
class Accident:
    """Something that makes a build fail: how it comes about, and the build that it happens to."""

    name: str
    build: Callable[[Project], Built]


def _bad_byte(project: Project) -> Built:
    project.add("advisories/bad.md", VALID.encode() + b"\x93quoted\x94\n")
    return project.build()


def _strict(project: Project) -> Built:
    with_hook(
        project, "import logging\ndef on_env(env, **_):\n    logging.getLogger('mkdocs.plugins.x').warning('Odd')\n"
    )
    return project.build("--strict")


def _hook_exits(project: Project) -> Built:
    with_hook(project, "import sys\ndef on_env(env, **_):\n    sys.exit(0)\n")
    return project.build()


def _unknown_event(project: Project) -> Built:
    with_hook(project, "def on_pots_build(config):\n    pass\n")
    return project.build()


def _link_to_nowhere(project: Project) -> Built:
    (project.content / "advisories/broken.md").symlink_to("nowhere.md")
    return project.build()


def _file_that_cannot_end(project: Project) -> Built:
    with_hook(project, "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (9_000, 9_000))\n")
    return project.build()


def _full_disk(project: Project) -> Built:
    """Build into a disk that holds the site and a third of it more, when the site has grown to several times that."""
    for number in range(150):
        project.add(f"advisories/more-{number}.md", VALID.replace("tax", f"tax {number}"))
    room = sum(-(-len(content) // 4096) * 4096 for content in files_of(project.folder / "site").values()) * 4 // 3
    script = f"""
        set -e
        mkdir disk && mount -t tmpfs -o size={room} disk disk && cp -r site disk/site
        set +e; {sys.executable} -m mkdocs build -d disk/site; status=$?; set -e
        rm -r site && cp -r disk/site site
        exit $status
    """
    return in_namespace(project, script)


def _read_only(project: Project) -> Built:
    script = f'mount --bind . . && mount -o remount,bind,ro . && cd "$PWD" && {sys.executable} -m mkdocs build'
    return in_namespace(project, script)


def _crash_in(event: str) -> Accident:
    def crashed(project: Project) -> Built:
        with_hook(project, f"def on_{event}(*_, **__):\n    raise ValueError('broken')\n")
        return project.build()

    return Accident(f"a crash in {event}", crashed)


def _accidents() -> Iterator[Accident]:
    for happens in (_bad_byte, _strict, _hook_exits, _unknown_event, _link_to_nowhere, _file_that_cannot_end):
        yield Accident(happens.__name__, happens)
    if has_namespaces():
        yield Accident("a full disk", _full_disk)
        yield Accident("a folder that may not be written", _read_only)
    yield from map(_crash_in, EVENTS)


def failed_builds(trial: Trial) -> Counts:
    """Let each accident happen to a build after a change, and count those after which any file is another."""
    project = trial.project()
    for word in ("tax", "rent"):
        project.add(f"advisories/{word}.md", VALID.replace("tax", word))
    assert project.build().exit_status == 0
    before = files_of(project.folder / "site")
    project.add("advisories/pets.md", VALID.replace("tax", "pets"))
    accidents = list(_accidents())[:: trial.so_many(4, 1, 1)]
    changed = 0
    for number, accident in enumerate(accidents):
        copied = project.copied_to(trial.folder / f"accident-{number}")
        accident.build(copied)
        changed += files_of(copied.folder / "site") != before
        shutil.rmtree(copied.folder)
    return (Count(changed, len(accidents), "accidents after which the site is another"),)


# 7


def two_at_once(trial: Trial) -> Counts:
    """Build two sites into one folder at once, and count the mixed ones, and the pairs of which nobody was refused."""
    project = trial.project()
    for number in range(20):
        project.add(f"advisories/a{number}.md", VALID.replace("tax", f"tax {number}"))
    found = list(pairs(project, trial.so_many(3, 6, 20)))
    mixed = sum(not pair.is_one_of_them for pair in found)
    told = [_is_told(said) for pair in found for exit_status, said in pair.ended if exit_status]
    counts = [Count(mixed, len(found), "mixed sites")]
    if told:
        counts.append(Count(told.count(False), len(told), "losers not told so in a line"))
    return tuple(counts)


def _is_told(said: str) -> bool:
    return "Another build is writing this site." in said and "Traceback" not in said


# 8


def same_bytes(trial: Trial) -> Counts:
    """Build the same texts twice, with everything around them another, and count the files that differ.

    The day is what both take it from: FOREWARN_NOW and SOURCE_DATE_EPOCH.
    """
    first, second = trial.project("first"), trial.project("another/place")
    for number in range(trial.so_many(4, 40, 400)):
        first.add(f"advisories/a{number:03}.md", VALID.replace("tax", f"tax {number}"))
    for path in sorted((first.content / "advisories").iterdir(), reverse=True):
        os.utime(shutil.copy(path, second.content / "advisories"), (1, 1))
    one = _files_of(
        first.build(
            TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="1", USER="one", now=NOW, SOURCE_DATE_EPOCH=_seconds(NOW)
        )
    )
    later = (moment(NOW) + timedelta(days=3)).isoformat()
    other = _files_of(
        second.build(
            TZ="America/New_York",
            LC_ALL="C.UTF-8",
            PYTHONHASHSEED="2",
            USER="two",
            now=later,
            SOURCE_DATE_EPOCH=_seconds(later),
        )
    )
    differing = {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}
    return (Count(len(differing), len(one.keys() | other.keys()), "files that differ"),)


def _seconds(when: str) -> str:
    return str(int(moment(when).timestamp()))


def _files_of(built: Built) -> Mapping[str, bytes]:
    assert built.exit_status == 0, built.output
    return files_of(built.site)
