"""Assets that no page of the new site names, but a page that somebody has open may.

A reader may have got a page of the former site a moment ago and ask for its stylesheet now. So an asset stays for a
while after the last page that named it.
"""

import json
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from forewarn.publication.manifest import Manifest, sum_of

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


def to_bytes(since: Mapping[str, datetime], site: Manifest) -> bytes:
    """Write down since when the assets of a site are kept."""
    times = {path: moment.isoformat() for path, moment in sorted(since.items())}
    return json.dumps({"site": _mark(site), "since": times}, indent=1).encode()


def from_bytes(data: bytes, site: Manifest) -> dict[str, datetime]:
    """Read what ``to_bytes`` wrote of a site.

    There is nothing in anything else, nor in what is about another site, which may never have been public or was rolled
    back: then all assets are kept from now on.
    """
    try:
        read = json.loads(data)
        times = {str(path): datetime.fromisoformat(moment) for path, moment in read["since"].items()}
        is_of_site = read["site"] == _mark(site)
    except (ValueError, TypeError, AttributeError, KeyError):
        return {}
    return {path: moment for path, moment in times.items() if moment.tzinfo} if is_of_site else {}


def _mark(site: Manifest) -> str:
    return sum_of(site.to_bytes())
