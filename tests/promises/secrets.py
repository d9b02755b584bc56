"""Promises about time: what is not public yet leaves no trace, and every state changes at its second."""

from datetime import datetime, timedelta

from faults.test_clock import LOCAL, add, around
from faults.test_embargo import CANARY, add_all
from forewarn.advisory import State
from projects import Project, files_of
from promises.promise import Count, Counts, Trial

# 9

_HIDDEN = (
    ("2026-10-02 08:30", "draft"),
    ("2080-10-02 08:30", "live"),
    ("2080-10-02 08:30", "draft"),
    ("2080-10-02 08:30", "withdrawn"),
    ("2026-11-22 12:00:01", "live"),
)


def embargo(trial: Trial) -> Counts:
    """Hide an advisory with a canary in every field and file, and look for it in the site and in what a build says."""
    told = looked_at = 0
    for number, (date, status) in enumerate(_HIDDEN[: trial.so_many(1, 5, 5)]):
        project = trial.project(f"hidden-{number}")
        add_all(project, date, status)
        built = project.build("--verbose")
        assert built.exit_status == 0, built.output
        files, lines = files_of(built.site), built.output.lower().splitlines()
        told += sum(CANARY in name.lower() or CANARY.encode() in text.lower() for name, text in files.items())
        told += sum(CANARY in line for line in lines)
        looked_at += len(files) + len(lines)
    return (Count(told, looked_at, "files and lines of the log that tell"),)


# 10


def clock(trial: Trial) -> Counts:
    """Ask for the states one second before, at and after each boundary, over both changes of the clocks."""
    return (Count(*wrong_states(trial.project(), timedelta(0)), "states wrong"),)


def wrong_states(project: Project, late: timedelta) -> tuple[int, int]:
    """Count the states that are not what they should be, and all, by a clock that is so late."""
    wrong = asked = 0
    for written, when in LOCAL.values():
        now = (datetime.fromisoformat(when) - late).isoformat()
        add(project, "a", written)
        found = around(project.content, "a", now)
        wrong += _differences(found, [None, State.CURRENT, State.CURRENT])
        add(project, "a", "2026-01-02 09:00", f"  expires: {written}\n")
        found = around(project.content, "a", now)
        wrong += _differences(found, [State.CURRENT, State.PAST, State.PAST])
        asked += 6
    return wrong, asked


def _differences(found: list[State | None], right: list[State | None]) -> int:
    return sum(one is not other for one, other in zip(found, right, strict=True))
