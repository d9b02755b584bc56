"""Assets that no page of the new site names, but a page that somebody has open may.

A reader may have got a page of the former site a moment ago and ask for its stylesheet now. So an asset stays for a
while after the last page that named it.
"""

import json
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from forewarn.publication.manifest import Manifest

FOLDER = "assets/"
KEPT_FOR = timedelta(days=1)


def still_kept(
    former: Manifest, new: Collection[str], since: Mapping[str, datetime], now: datetime
) -> dict[str, datetime]:
    """Tell which assets of the former site stay, and since when nothing names them.

    ``new`` are the paths of the new site, ``since`` is what this function gave for the former one.
    """
    left = {path: since.get(path, now) for path in former.sums if path.startswith(FOLDER) and path not in new}
    known = {path: min(moment, now) for path, moment in left.items()}  # a clock may have been wrong, and set back
    return {path: moment for path, moment in known.items() if now - moment < KEPT_FOR}


def to_bytes(since: Mapping[str, datetime]) -> bytes:
    """Write down since when assets are kept."""
    return json.dumps({path: moment.isoformat() for path, moment in sorted(since.items())}, indent=1).encode()


def from_bytes(data: bytes) -> dict[str, datetime]:
    """Read what ``to_bytes`` wrote; nothing from anything else, as then all are kept from now on."""
    try:
        read = {str(path): datetime.fromisoformat(moment) for path, moment in json.loads(data).items()}
    except (ValueError, TypeError, AttributeError):
        return {}
    return {path: moment for path, moment in read.items() if moment.tzinfo}
