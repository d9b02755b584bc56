"""A help page: words about the site itself, such as how to report, who is behind it, what it stores."""

from dataclasses import dataclass


@dataclass(frozen=True)
class HelpPage:
    """One help page. ``slug`` is the last part of its address; ``body`` is cleaned HTML.

    ``tag`` is its language, where that is not the site's own: it belongs to that edition.
    """

    slug: str
    title: str
    description: str
    body: str
    tag: str = ""
