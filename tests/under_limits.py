"""Reads files of some kinds, each under limits of time and memory that the system keeps, which ends what exceeds them.

``python tests/under_limits.py SIZE KIND...`` prints each kind that was read, with "accepted" or the rules it breaks.
"""

import json
import resource
import sys
from math import ceil
from pathlib import Path
from time import process_time

MOST_SECONDS = 4  # of the processor, in whole ones; the promise is two, and one is the most that was measured
MOST_MEGABYTES = 256


def main() -> None:
    """Read a file of every kind."""
    root = Path(__file__).parents[1]
    sys.path[:0] = [str(root / "tests"), str(root / "hooks")]
    from forewarn.problem import Level  # noqa: PLC0415 - found by the path above
    from pathological import advisory_of  # noqa: PLC0415 - the same
    from reader import Reader  # noqa: PLC0415 - the same

    size, *kinds = sys.argv[1:]
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEGABYTES * 1024 * 1024,) * 2)
    reader = Reader()
    for kind in kinds:
        data = advisory_of(kind, int(size))
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (ceil(process_time()) + MOST_SECONDS, hard))
        outcome = reader.read(data)
        broken = sorted({problem.rule for problem in outcome.problems if problem.level is Level.ERROR})
        print(json.dumps([kind, len(data), broken or "accepted"]), flush=True)  # noqa: T201 - what this is for


if __name__ == "__main__":
    main()
