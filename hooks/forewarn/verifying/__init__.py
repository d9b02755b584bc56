"""A live site held against what it should be: its files, its headers, and the age of what it says."""

from forewarn.verifying.age import Told, feed_findings, moment_findings, read_json_feed, told_of
from forewarn.verifying.finding import Finding
from forewarn.verifying.headers import HeadersMeant
from forewarn.verifying.live import Live, Unreachable, is_address
from forewarn.verifying.sample import sample
from forewarn.verifying.verifying import Verified, live_manifest, verify, wait_for

__all__ = [
    "Finding",
    "HeadersMeant",
    "Live",
    "Told",
    "Unreachable",
    "Verified",
    "feed_findings",
    "is_address",
    "live_manifest",
    "moment_findings",
    "read_json_feed",
    "sample",
    "told_of",
    "verify",
    "wait_for",
]
