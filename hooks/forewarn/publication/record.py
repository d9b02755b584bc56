"""What is known of the site that is public besides its files: what moment it shows, and which assets it only keeps."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from forewarn.publication.manifest import Manifest


@dataclass(frozen=True)
class Record:
    """What the build of a site knew. ``moment`` is the one at which it shows everything; None where nobody knows.

    ``since`` tells for each asset that no page of it names since when that is so.
    """

    moment: datetime | None = None
    since: Mapping[str, datetime] = field(default_factory=dict)


UNKNOWN = Record()


def record_to_bytes(record: Record, site: Manifest) -> bytes:
    """Write down the record of a site, before it is public."""
    since = {path: moment.isoformat() for path, moment in sorted(record.since.items())}
    moment = record.moment.isoformat() if record.moment else None
    return json.dumps({"site": site.sum, "moment": moment, "since": since}, indent=1).encode()


def record_from_bytes(written: bytes, site: Manifest) -> Record:
    """Read the record of a site.

    Nothing is known from anything else, nor from the record of another site: that may never have been public, or was
    rolled back.
    """
    try:
        read = json.loads(written)
        since = {str(path): datetime.fromisoformat(moment) for path, moment in read["since"].items()}
        moment = datetime.fromisoformat(read["moment"]) if read["moment"] else None
        is_of_site = read["site"] == site.sum
    except (ValueError, TypeError, AttributeError, KeyError):
        return UNKNOWN
    every = [*since.values(), *([moment] if moment else [])]
    return Record(moment, since) if is_of_site and all(each.tzinfo for each in every) else UNKNOWN
