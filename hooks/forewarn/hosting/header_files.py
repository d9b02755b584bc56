"""Files that Netlify and Cloudflare read from the folder of a site: ``_headers`` and ``_redirects``.

https://docs.netlify.com/routing/headers/, https://docs.netlify.com/routing/redirects/,
https://developers.cloudflare.com/workers/static-assets/headers/ and ``.../redirects/``. Both look at every rule that
fits an address. Where two give one header, Netlify takes the later one and Cloudflare puts both behind each other,
unless the later rule takes the earlier one away (``! Name``).
"""

import json
from collections.abc import Iterable, Iterator, Sequence

from forewarn.hosting.described import CACHING, FOR_A_DAY, FOR_EVER, ORIGINS, Rule
from forewarn.hosting.telling import HostFile, Moved, Served, Told, said

HEADERS, REDIRECTS = "_headers", "_redirects"
# Of Cloudflare; https://developers.cloudflare.com/workers/static-assets/headers/#limitations and the same of redirects.
MOST_RULES, MOST_LINE, MOST_REDIRECTS, MOST_REDIRECT_LINE = 100, 2000, 2000, 1000
_KEPT_A_DAY = (
    "It says the same of an address whether or not there is a file, so that what is missing for a moment would be"
    " missing for a year. So what has a hash in its name is kept for a day only."
)
_DATE = "2026-01-01"  # of the rules that Cloudflare goes by; older tools of theirs do not know a later one

_TOP_ONLY = (
    "The site's address has a path ({top}), but this host serves a site at the top of its name: set site_url to such an"
    " address, for otherwise no page is found."
)


def netlify_files(served: Served) -> Told:
    """Tell Netlify of a site."""
    configuration = [
        *(f"# {line}" for line in said("netlify", served.settings.site_url)),
        "[build]",
        '  publish = "site"',
        "[build.processing]",
        "  skip_processing = true   # a page stays what its sum says",
    ]
    return Told(
        (
            HostFile("netlify.toml", "\n".join(configuration) + "\n"),
            HostFile(f"site/{HEADERS}", _headers(served, "netlify", takes_away=False)),
            HostFile(f"site/{REDIRECTS}", _redirects(served, "netlify", served.moved, forced=True)),
        ),
        (
            "Put netlify.toml into the folder of mkdocs.yml, once.",
            'After each build, copy the two files of the folder "site" into the finished site, and then upload that'
            ' ("netlify deploy --prod --no-build"). The next build takes them out again.',
        ),
        lacks=(_KEPT_A_DAY,),
        problems=_top(served),
    )


def cloudflare_files(served: Served) -> Told:
    """Tell Cloudflare of a site: Workers with static assets, and Pages, which read the same two files."""
    headers = _headers(served, "cloudflare", takes_away=True)
    # Where there are more, those left out are led on by their pages all the same.
    moved = served.moved[:MOST_REDIRECTS]
    return Told(
        (
            HostFile("wrangler.jsonc", _wrangler(served)),
            HostFile(f"site/{HEADERS}", headers),
            HostFile(f"site/{REDIRECTS}", _redirects(served, "cloudflare", moved, forced=False)),
        ),
        (
            "Put wrangler.jsonc into the folder of mkdocs.yml, once.",
            'After each build, copy the two files of the folder "site" into the finished site, and then upload that'
            ' ("npx wrangler deploy"). The next build takes them out again.',
        ),
        lacks=(*_left_out(served.moved), _KEPT_A_DAY),
        problems=(*_top(served), *_too_much(headers, served.rules)),
    )


def _top(served: Served) -> tuple[str, ...]:
    return () if served.top == "/" else (_TOP_ONLY.format(top=served.top),)


def _too_much(headers: str, rules: Sequence[Rule]) -> Iterator[str]:
    count = sum(len(rule.patterns) for rule in rules)
    if count > MOST_RULES:
        yield f"{HEADERS} has {count} rules, and Cloudflare reads {MOST_RULES}: offer fewer editions."
    if (longest := max(map(len, headers.splitlines()))) > MOST_LINE:
        yield f"{HEADERS} has a line of {longest} characters, and Cloudflare reads {MOST_LINE}."


def _left_out(moved: Sequence[Moved]) -> Iterator[str]:
    if len(moved) > MOST_REDIRECTS:
        rest = len(moved) - MOST_REDIRECTS
        yield (
            f"There are {len(moved)} earlier addresses, and Cloudflare redirects {MOST_REDIRECTS}. The other {rest} are"
            " led on by their pages, which search engines take a little longer to follow."
        )


def _headers(served: Served, name: str, *, takes_away: bool) -> str:
    lines = [f"# {line}" for line in said(name, served.settings.site_url)]
    first = served.rules[0].headers
    for rule in served.rules:
        lines += ["", f"# {rule.name}"]
        for pattern in rule.patterns:
            lines.append(f"/{pattern.written}")
            if takes_away and rule.headers is first:
                lines.append(f"  ! {ORIGINS}")  # Pages gives it to everything
            for header, value in rule.headers.items():
                if takes_away and rule.headers is not first and header in first:
                    lines.append(f"  ! {header}")
                lines.append(f"  {header}: {_by_path(header, value)}")
    return "\n".join(lines) + "\n"


def _by_path(header: str, value: str) -> str:
    """Give the value of a header where it is also that of an answer which says that nothing is there."""
    return FOR_A_DAY if (header, value) == (CACHING, FOR_EVER) else value


def _redirects(served: Served, name: str, moved: Iterable[Moved], *, forced: bool) -> str:
    """Write the redirects. Netlify has to be told that they come before the page that stands at the address."""
    lines = [f"# {line}" for line in said(name, served.settings.site_url)]
    code = "301!" if forced else "301"
    lines += [f"/{each.was} /{each.now} {code}" for each in moved]
    return "\n".join(lines) + "\n"


def _wrangler(served: Served) -> str:
    configuration = {
        "name": served.host.replace(".", "-"),
        "compatibility_date": _DATE,
        "assets": {
            "directory": "./site",
            "html_handling": "auto-trailing-slash",
            "not_found_handling": "404-page",
        },
    }
    comment = "".join(f"// {line}\n" for line in said("cloudflare", served.settings.site_url))
    return f"{comment}{json.dumps(configuration, indent=2)}\n"
