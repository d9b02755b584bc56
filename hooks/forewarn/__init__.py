"""Forewarn's domain: advisories, areas, their checks, and the outputs made from them.

Free of any site generator. The floors it is built in are drawn in ARCHITECTURE.md.
"""

__version__ = "0.1.0"
