"""What a host takes at most, and what of a site is more: told before anything is uploaded.

The limits are those that the hosts told in 2026; each has the page that tells it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from forewarn.hosting.header_files import MOST_REDIRECTS, MOST_RULES
from forewarn.hosting.measuring import SWITCHES, Measured, Share, What
from forewarn.settings import Host

_GB = 1_000_000_000
_MIB = 1024 * 1024
# The share of a limit from which on it is told that it is near.
NEAR = 0.8


@dataclass(frozen=True)
class Limit:
    """How many of something a host takes, and where it says so."""

    what: What
    most: int
    source: str


_CLOUDFLARE = "https://developers.cloudflare.com/workers/platform/limits/#static-assets"
_CLOUDFLARE_RULES = (
    Limit(What.LARGEST, 25 * _MIB, _CLOUDFLARE),
    Limit(What.HEADER_RULES, MOST_RULES, "https://developers.cloudflare.com/workers/static-assets/headers/"),
    Limit(What.REDIRECTS, MOST_REDIRECTS, "https://developers.cloudflare.com/workers/static-assets/redirects/"),
)
_LIMITS: Mapping[Host, tuple[Limit, ...]] = {
    Host.GITHUB_PAGES: (
        Limit(
            What.BYTES, _GB, "https://docs.github.com/en/pages/getting-started-with-github-pages/github-pages-limits"
        ),
    ),
    Host.GITLAB_PAGES: (
        Limit(What.ENTRIES, 200_000, "https://docs.gitlab.com/user/gitlab_com/#gitlab-pages"),
        Limit(What.BYTES, _GB, "https://docs.gitlab.com/user/gitlab_com/#gitlab-pages"),
    ),
    Host.NETLIFY: (
        Limit(What.IN_FOLDER, 54_000, "https://docs.netlify.com/site-deploys/overview/#files-per-directory-limit"),
    ),
    Host.CLOUDFLARE: (Limit(What.FILES, 20_000, _CLOUDFLARE), *_CLOUDFLARE_RULES),
    Host.NGINX: (),
    Host.CADDY: (),
}
_PAID: Mapping[Host, tuple[Limit, ...]] = {
    Host.CLOUDFLARE: (Limit(What.FILES, 100_000, _CLOUDFLARE), *_CLOUDFLARE_RULES),
}


def limits_of(host: Host, *, is_paid: bool = False) -> tuple[Limit, ...]:
    """Give what a host takes at most, in the plan that costs nothing or in one that does."""
    return _PAID.get(host, _LIMITS[host]) if is_paid else _LIMITS[host]


def has_paid_plan(host: Host) -> bool:
    """Tell whether a host takes more from those who pay."""
    return host in _PAID


# What is told in files of the host's own, and is no part of what a build makes.
_BY_FILES = frozenset({What.HEADER_RULES, What.REDIRECTS})


@dataclass(frozen=True)
class Finding:
    """Something that a host does not take (``is_refused``), or of which it soon takes no more: what, and the cure."""

    is_refused: bool
    says: str


def findings(found: Measured, host: Host, *, is_paid: bool = False) -> Iterator[Finding]:
    """Say what of a site its host does not take, and of what it soon takes no more."""
    if found.strange:
        more = f" and {len(found.strange) - 1} more" if len(found.strange) > 1 else ""
        cure = "Take it away, or build into an empty folder."
        yield Finding(is_refused=True, says=f"{found.strange[0]}{more} is nothing that a build has made. {cure}")
    for limit in limits_of(host, is_paid=is_paid):
        count = found.count(limit.what)
        if count > limit.most:
            cure = _cure(found, limit, host, is_paid=is_paid)
            says = f"{_of(found, limit.what)}, and {host} takes {_number(limit.most)} ({limit.source}). {cure}"
            yield Finding(is_refused=True, says=says)
        elif count > limit.most * NEAR:
            share = f"{count / limit.most:.0%} of what {host} takes"
            yield Finding(is_refused=False, says=f"{_of(found, limit.what)}: {share}. {_later(found, limit)}")


def _of(found: Measured, what: What) -> str:
    """Say how many there are of something, and which file or folder it is."""
    count = _number(found.count(what))
    if what is What.LARGEST:
        return f"{found.largest[0]} has {count} bytes"
    if what is What.IN_FOLDER:
        return f'The folder "{found.fullest[0]}" has {count} files'
    return f"The site has {count} {what}"


def _cure(found: Measured, limit: Limit, host: Host, *, is_paid: bool) -> str:
    """Say by what the site would fit."""
    if limit.what in _BY_FILES:
        return f'Take those that "forewarn deploy-files {host}" writes.'
    over = found.count(limit.what) - limit.most
    ways = _ways(found, limit.what)
    enough = _enough(ways, over)
    pays = ' Or pay for the plan that takes more, and say "--paid".' if has_paid_plan(host) and not is_paid else ""
    if enough:
        return f"Switch off {_spoken(found, limit.what, enough)} in mkdocs.yml and build again.{pays}"
    return f"Nothing that can be switched off makes it fit. Serve it from a server of your own (nginx, caddy).{pays}"


def _enough(ways: Mapping[str, int], over: int) -> list[str]:
    """Give the settings that make something as many fewer as it has to be: one, if one will do; nothing if none do."""
    one = next((way for way, fewer in ways.items() if fewer >= over), None)
    if one:
        return [one]
    taken: list[str] = []
    for way, fewer in ways.items():
        if over > 0:
            taken.append(way)
            over -= fewer
    return taken if over <= 0 else []


def _later(found: Measured, limit: Limit) -> str:
    if limit.what in _BY_FILES:
        return "Earlier addresses that it does not redirect are led on by their pages."
    ways = _ways(found, limit.what)
    if not ways:
        return "Look for another host before it is full."
    return f"Before it is full, look for another host, or switch off {_spoken(found, limit.what, list(ways)[:1])}."


def _ways(found: Measured, what: What) -> dict[str, int]:
    """Give the settings that make something fewer, and by how many: what readers miss least comes first."""
    if what is What.LARGEST:
        return {}  # the list of sums, which belongs to every site
    if what is What.IN_FOLDER:
        folder, count = found.fullest
        return {name: count for name, below in SWITCHES.items() if f"{folder}/".startswith(below)}
    fewer = {name: _counted(found.parts[name], what) for name in SWITCHES}
    return {name: count for name, count in fewer.items() if count}


def _counted(share: Share, what: What) -> int:
    return {What.FILES: share.files, What.ENTRIES: share.entries, What.BYTES: share.bytes}[what]


def _spoken(found: Measured, what: What, names: list[str]) -> str:
    """Name settings, and how many fewer there are without each."""
    ways = _ways(found, what)
    unit = what if what in {What.FILES, What.ENTRIES, What.BYTES} else What.FILES
    each = [f'"{name}: false" ({_number(ways[name])} {unit} fewer)' for name in names]
    return " and ".join(each)


def _number(count: int) -> str:
    return f"{count:,}"
