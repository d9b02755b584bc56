"""Assets that no page of the new site names, but a page that somebody has open may.

A reader may have got a page of the former site a moment ago and ask for its stylesheet now. So an asset stays for a
while after the last page that named it.
"""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from forewarn.publication.manifest import Manifest

FOLDER = "assets/"
KEPT_FOR = timedelta(days=1)


def still_kept(
    former: Manifest, new: Collection[str], since: Mapping[str, datetime], now: datetime
) -> dict[str, datetime]:
    """Tell which assets of the former site stay, and since when nothing names them.

    ``new`` are the paths of the new site, ``since`` is what this function gave for the former one. A time that is still
    to come is that of a clock that was wrong, and counts as ``now``.
    """
    left = (path for path in former.sums if path.startswith(FOLDER) and path not in new)
    times = {path: min(since.get(path, now), now) for path in left}
    return {path: moment for path, moment in times.items() if now - moment < KEPT_FOR}
