"""The words that open the site."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Home:
    """The home page's own words. ``body`` is cleaned HTML."""

    title: str
    description: str
    body: str
