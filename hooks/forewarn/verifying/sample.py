"""A part of a site that stands fairly for the whole."""

import random
from collections import defaultdict
from collections.abc import Collection
from pathlib import PurePosixPath


def sample(paths: Collection[str], number: int, chance: random.Random, always: Collection[str] = ()) -> list[str]:
    """Choose so many of the files of a site, sorted; all of them where there are no more.

    Those of ``always`` that are there come first and are counted. Then one of each kind (what lies in one folder at the
    top and ends alike), the rarest kinds first, as a fault may be in a kind that is a thousandth of a site; and of
    the rest, each as likely as any other.
    """
    chosen = {path for path in always if path in paths}
    kinds: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for path in sorted(paths):
        kinds[_kind(path)].append(path)
    firsts = [chance.choice(kinds[kind]) for kind in sorted(kinds, key=lambda kind: (len(kinds[kind]), kind))]
    others = sorted(paths)
    chance.shuffle(others)
    for path in (*firsts, *others):
        if len(chosen) >= number:
            break
        chosen.add(path)
    return sorted(chosen)


def _kind(path: str) -> tuple[str, str]:
    place = PurePosixPath(path)
    return (place.parts[0] if len(place.parts) > 1 else "", place.suffix)
