"""A whole Caddyfile: https://caddyserver.com/docs/caddyfile. Caddy gets the certificate itself."""

from collections.abc import Iterator

from forewarn.addresses import NOT_FOUND
from forewarn.hosting.described import CACHING, Rule
from forewarn.hosting.media_types import COMPRESSED, MEDIA_TYPES, UNKNOWN
from forewarn.hosting.pattern import one_of
from forewarn.hosting.telling import UPLOAD, HostFile, Served, Told, path_problems, said

FILE = "Caddyfile"
_PAGE = "text/html"


def caddy_files(served: Served) -> Told:
    """Tell Caddy of a site. Tests start 2.6, of Debian 12."""
    return Told(
        (HostFile(FILE, "\n".join(_lines(served)) + "\n"),),
        (
            UPLOAD.format(folder=served.folder, server="Caddy"),
            f'Copy {FILE} to /etc/caddy/{FILE}, or import it from there, and run "systemctl reload caddy". Do both'
            " again only when settings or aliases change: nothing in it depends on what is published.",
        ),
        (
            "Caddy follows symbolic links out of the folder of the site and cannot be told not to. A finished site has"
            ' none, and "forewarn deploy-check caddy" refuses one that has.',
        ),
        problems=path_problems(served),
    )


def _lines(served: Served) -> Iterator[str]:
    yield from (f"# {line}" for line in said("caddy", served.settings.site_url))
    heard_at, _, port = served.listen.rpartition(":")
    # A port alone: with an address before it, Caddy would answer only those who ask for a site of that name.
    yield f"http://:{port} {{" if served.listen else f"{served.host} {{"
    if served.listen:
        yield "    # What speaks https to readers stands before this server."
        yield f"    bind {heard_at.strip('[]')}"
    yield from (f"    {line}" if line else "" for line in _site(served))
    yield "}"


def _site(served: Served) -> Iterator[str]:
    yield f"root * {_quoted(served.folder)}"
    yield from _packing()
    yield ""
    if served.top == "/":
        yield "route {"
        yield from (f"    {line}" for line in _route(served))
    else:
        yield "# as it is printed: without the last slash"
        yield f"handle {served.top.rstrip('/')} {{"
        yield "    route {"
        yield "        header -Server"
        yield from (f"        {line}" for line in _says(0, served.rules[0]))
        yield f"        redir * {served.top} 308"
        yield "    }"
        yield "}"
        yield f"handle_path {served.top}* {{"
        yield "    route {"
        yield from (f"        {line}" for line in _route(served))
        yield "    }"
        yield "}"
        yield "handle {"
        yield "    error 404"
    yield "}"
    yield ""
    yield "# what may not be read is not there"
    yield "handle_errors {"
    yield from (f"    {line}" for line in _packing())
    yield from (f"    header {name} {_quoted(value)}" for name, value in served.rules[0].headers.items())
    yield "    @missing expression {http.error.status_code} in [403, 404]"
    yield "    handle @missing {"
    yield f'        header Content-Type "{_PAGE}; charset=utf-8"'
    yield f"        rewrite * /{NOT_FOUND}"
    yield "        file_server {"
    yield "            status 404"
    yield "        }"
    yield "    }"
    yield "    handle {"
    yield "        respond {http.error.status_code}"
    yield "    }"
    yield "}"


def _route(served: Served) -> Iterator[str]:
    """Write what happens to a request, in this order: the later word of a header counts."""
    yield "header -Server"
    yield from _types()
    for number, rule in enumerate(served.rules):
        yield from _says(number, rule)
    yield "# Browsers read a backslash as a slash and leave out tabs, so that these in a redirect lead to another site."
    yield r"""@misread expression `{http.request.uri.path}.matches("[\\\\\\x00-\\x1f]")`"""
    yield "error @misread 404"
    yield "@page {"
    yield "    file"
    yield r"    path_regexp page ^(.*/)index\.html$"
    yield "}"
    yield f"redir @page {served.top.rstrip('/')}{{re.page.1}} 308"
    yield from (f"redir /{moved.was} {served.top}{moved.now} 301" for moved in served.moved)
    yield "@dotted {"
    yield r"    path_regexp /\."
    yield "    not path /.well-known/security.txt"
    yield "}"
    yield "error @dotted 404"
    yield "@unreadable path_regexp ([^/]{256}|\\x00)"
    yield "error @unreadable 404"
    yield "@taking not method GET HEAD"
    yield "error @taking 405"
    yield "file_server"


def _packing() -> Iterator[str]:
    yield "encode zstd gzip {"
    yield "    minimum_length 512"
    yield "    match {"
    yield from (f"        header Content-Type {media_type}*" for media_type in (_PAGE, *COMPRESSED))
    yield "    }"
    yield "}"


def _types() -> Iterator[str]:
    """Write the type of every kind of file but pages: Caddy would ask the system, and guess what that does not know."""
    yield "# what kind of file it is"
    known = {media_type: endings for media_type, endings in MEDIA_TYPES.items() if media_type != _PAGE}
    yield rf"@unknown path_regexp \.(?:{'|'.join(UNKNOWN)})$"
    yield "header @unknown Content-Type application/octet-stream"
    for number, (media_type, endings) in enumerate(known.items()):
        charset = "; charset=utf-8" if media_type in COMPRESSED else ""
        yield f"@type{number} path {' '.join(f'*.{ending}' for ending in endings)}"
        yield f'header @type{number} Content-Type "{media_type}{charset}"'


def _says(number: int, rule: Rule) -> Iterator[str]:
    yield f"# {rule.name}"
    matcher = ""
    if number:
        matcher = f"@rule{number} "
        yield f"@rule{number} {{"
        yield f"    path_regexp `^/{one_of(rule.patterns)}$`"
        if CACHING in rule.headers:  # what is not there is not to be remembered for a year
            yield "    file"
        yield "}"
    yield f"header {matcher}{{"
    yield from (f"    {name} {_quoted(value)}" for name, value in rule.headers.items())
    yield "}"


def _quoted(text: str) -> str:
    """Write a text as one word of a Caddyfile."""
    return f"`{text}`" if '"' in text else f'"{text}"'
