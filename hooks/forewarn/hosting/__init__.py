"""Out to the public: what a host has to say of a site's files, told to each host in its own language."""

from forewarn.hosting.described import TYPE, InPage, Rule, headers_for, in_page, policy, rules
from forewarn.hosting.hosts import TELLING, WITHOUT_HEADERS, told_to
from forewarn.hosting.limits import Finding, findings, has_paid_plan, limits_of
from forewarn.hosting.measuring import Measured, measured
from forewarn.hosting.telling import HostFile, Moved, Served, Told

__all__ = [
    "TELLING",
    "TYPE",
    "WITHOUT_HEADERS",
    "Finding",
    "HostFile",
    "InPage",
    "Measured",
    "Moved",
    "Rule",
    "Served",
    "Told",
    "findings",
    "has_paid_plan",
    "headers_for",
    "in_page",
    "limits_of",
    "measured",
    "policy",
    "rules",
    "told_to",
]
