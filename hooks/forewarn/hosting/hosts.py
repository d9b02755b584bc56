"""Every host that Forewarn can be made ready for, and who tells it of a site.

Whoever has more for a host, such as a workflow that builds and uploads, adds a function to its place in ``TELLING``.
"""

from collections.abc import Callable, Mapping

from forewarn.hosting.caddy import caddy_files
from forewarn.hosting.header_files import cloudflare_files, netlify_files
from forewarn.hosting.nginx import nginx_files
from forewarn.hosting.telling import Served, Told
from forewarn.hosting.workflows import github_workflows, gitlab_workflows
from forewarn.settings import Host

WITHOUT_HEADERS = frozenset({Host.GITHUB_PAGES, Host.GITLAB_PAGES})

_NO_HEADERS = (
    "It sends no headers of yours. Pages carry the policy and the rule for referrers themselves, but not: that other"
    " sites must not show them in a frame, nosniff, Permissions-Policy, COOP and CORP.",
    "Assets with a hash in their names are not kept for a year, and feeds have the type that their ending tells.",
    "An earlier address of an advisory leads on by its page, without a status 301.",
)

_KEPT = (
    "Readers, and what is in between, may keep a page for 10 minutes: for so long they may not see a correction, or"
    " that a warning has ended."
)


def _github_pages(served: Served) -> Told:
    return Told(
        (),
        _set_host(served, Host.GITHUB_PAGES),
        (
            *_NO_HEADERS,
            _KEPT,
            'HSTS is sent only for names below "github.io"; for a name of your own, "Enforce HTTPS" redirects.',
        ),
    )


def _gitlab_pages(served: Served) -> Told:
    return Told(
        (),
        _set_host(served, Host.GITLAB_PAGES),
        (
            *_NO_HEADERS,
            _KEPT,
            "It has redirects of its own, but none for an address at which there is a page.",
        ),
    )


def _set_host(served: Served, host: Host) -> tuple[str, ...]:
    """Ask for the setting by which pages carry what they can."""
    if served.settings.host is host:
        return ()
    return (
        f'Write "host: {host}" below extra.forewarn in mkdocs.yml, so that pages carry what this host does not say.',
    )


TELLING: Mapping[Host, tuple[Callable[[Served], Told], ...]] = {
    Host.GITHUB_PAGES: (_github_pages, github_workflows),
    Host.GITLAB_PAGES: (_gitlab_pages, gitlab_workflows),
    Host.NETLIFY: (netlify_files,),
    Host.CLOUDFLARE: (cloudflare_files,),
    Host.NGINX: (nginx_files,),
    Host.CADDY: (caddy_files,),
}


def told_to(host: Host, served: Served) -> Told:
    """Give all that a host is to be told of a site."""
    every = [tell(served) for tell in TELLING[host]]
    return Told(
        tuple(file for told in every for file in told.files),
        tuple(step for told in every for step in told.steps),
        tuple(lack for told in every for lack in told.lacks),
        tuple(problem for told in every for problem in told.problems),
    )
