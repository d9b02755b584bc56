"""Out to the public: what a host has to say of a site's files, told to each host in its own language."""

from forewarn.hosting.described import Rule, headers_for, policy, rules

__all__ = ["Rule", "headers_for", "policy", "rules"]
