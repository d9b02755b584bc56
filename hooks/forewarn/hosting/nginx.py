"""A whole configuration of nginx, to be included into its ``http`` block: https://nginx.org/en/docs/.

One ``map`` a header looks up what an address is told, so that all are sent from one place: in nginx a block that adds
one header of its own silently loses every other.
"""

import re
from collections.abc import Iterator

from forewarn.addresses import NOT_FOUND
from forewarn.hosting.described import CACHING, TYPE, Rule
from forewarn.hosting.media_types import COMPRESSED, MEDIA_TYPES
from forewarn.hosting.pattern import one_of
from forewarn.hosting.telling import UPLOAD, HostFile, Served, Told, path_problems, said

FILE = "forewarn.nginx.conf"


def nginx_files(served: Served) -> Told:
    """Tell nginx of a site. Tests start 1.22, of Debian 12; from 1.25 on it calls one word of this old (``http2``)."""
    certificate = () if served.listen else (f"Get a certificate for {served.host}, and name its two files in {FILE}.",)
    return Told(
        (HostFile(FILE, "\n".join(_lines(served)) + "\n"),),
        (
            UPLOAD.format(folder=served.folder, server="nginx"),
            *certificate,
            f'Copy {FILE} to /etc/nginx/conf.d/ and run "nginx -t && systemctl reload nginx". Do both again only when'
            " settings or aliases change: nothing in it depends on what is published.",
        ),
        problems=path_problems(served),
    )


def _lines(served: Served) -> Iterator[str]:
    yield from (f"# {line}" for line in said("nginx", served.settings.site_url))
    yield f'# Include it where "http {{ ... }}" is configured, which is what /etc/nginx/conf.d/{FILE} is.'
    yield ""
    yield "# What was asked for: nginx has put the name of the page's file behind a folder by now."
    yield f'map "$uri" {_variable(served, "address")} {{'
    yield '    default "$uri";'
    yield '    "~^(.*/)index\\.html$" "$1";'
    yield "}"
    for number, header in enumerate(_headers(served)):
        yield ""
        yield from _map(served, number, header)
    yield ""
    if not served.listen:
        yield from _to_https(served)
    yield "server {"
    yield from (f"    {line}" if line else "" for line in _server(served))
    yield "}"


def _headers(served: Served) -> list[str]:
    """Name every header that is sent but the type, which is no header that nginx would add."""
    return list(dict.fromkeys(name for rule in served.rules for name in rule.headers if name != TYPE))


def _variable(served: Served, number: int | str) -> str:
    """Name what an address is told; several sites may be served by one nginx."""
    return f"$forewarn_{re.sub('[^a-z0-9]', '_', served.host)}_{number}"


def _map(served: Served, number: int, header: str) -> Iterator[str]:
    """Write what an address is told under one name. Of expressions, nginx takes the first that fits."""
    first, *others = served.rules
    is_caching = header == CACHING
    yield f"# {header}"
    yield f'map "{"$status" if is_caching else ""}{_variable(served, "address")}" {_variable(served, number)} {{'
    yield f"    default {_quoted(first.headers.get(header, ''))};"
    for rule in reversed(others):
        if header in rule.headers:
            # what is not there is not to be remembered for a year
            top = re.escape(served.top)
            before = f"(?:200|206|304){top}" if is_caching else top
            yield f"    # {rule.name}"
            yield f"    {_quoted(f'~^{before}{one_of(rule.patterns)}$')} {_quoted(rule.headers[header])};"
    yield "}"


def _to_https(served: Served) -> Iterator[str]:
    yield "server {"
    yield "    listen 80;"
    yield "    listen [::]:80;"
    yield f"    server_name {served.host};"
    yield "    server_tokens off;"
    yield "    # where certbot answers for the certificate"
    yield "    location ^~ /.well-known/acme-challenge/ { root /var/www/letsencrypt; }"
    yield "    location / { return 301 https://$host$request_uri; }"
    yield "}"
    yield ""


def _server(served: Served) -> Iterator[str]:
    yield from _where(served)
    yield ""
    yield "charset utf-8;"
    yield f"charset_types {' '.join(COMPRESSED)};"
    yield "server_tokens off;"
    yield "absolute_redirect off;"
    yield "autoindex off;"
    yield f"disable_symlinks on from={_quoted(served.folder)};"
    yield "client_max_body_size 1k;"
    yield from (
        f"add_header {_quoted(header)} {_variable(served, number)} always;"
        for number, header in enumerate(_headers(served))
    )
    yield ""
    yield "gzip on;"
    yield "gzip_vary on;"
    yield "gzip_proxied any;"
    yield "gzip_comp_level 6;"
    yield "gzip_min_length 512;"
    yield f"gzip_types {' '.join(COMPRESSED)};"
    yield ""
    yield "types {"
    yield from (f"    {media_type} {' '.join(endings)};" for media_type, endings in MEDIA_TYPES.items())
    yield "}"
    yield "default_type application/octet-stream;"
    yield ""
    yield "# what may not be read is not there"
    yield f"error_page 403 404 =404 {served.top}{NOT_FOUND};"
    yield from _locations(served)


def _where(served: Served) -> Iterator[str]:
    if served.listen:
        yield "# What speaks https to readers stands before this server."
        yield f"listen {served.listen};"
        yield f"server_name {served.host} _;"
        return
    yield "listen 443 ssl http2;"
    yield "listen [::]:443 ssl http2;"
    yield f"server_name {served.host};"
    yield "# Fill in where your certificate lies; this is where certbot puts it."
    yield f"ssl_certificate /etc/letsencrypt/live/{served.host}/fullchain.pem;"
    yield f"ssl_certificate_key /etc/letsencrypt/live/{served.host}/privkey.pem;"
    yield "ssl_protocols TLSv1.2 TLSv1.3;"
    yield "ssl_session_cache shared:forewarn:2m;"
    yield "ssl_session_tickets off;"


def _locations(served: Served) -> Iterator[str]:
    """Write what is served: a folder, but for the types that an ending does not tell, and names with a dot in front."""
    folder, top = served.folder.rstrip("/"), served.top
    for moved in served.moved:
        yield f"location = {_quoted(top + moved.was)} {{ return 301 {_quoted(top + moved.now)}; }}"
    yield r"location ~ /\.(?!well-known/security\.txt$) { return 404; }"
    for rule in served.rules:
        if TYPE in rule.headers:
            yield from _typed(rule, folder, top)
    if top == "/":
        yield f"location / {{ root {_quoted(folder)}; }}"
    else:
        yield "# as it is printed: without the last slash"
        yield f"location = {top.rstrip('/')} {{ return 301 {top}; }}"
        yield f"location {top} {{ alias {_quoted(folder + '/')}; }}"
        yield "location / { return 404; }"


def _typed(rule: Rule, folder: str, top: str) -> Iterator[str]:
    """Write the type of files whose ending says too little of it."""
    media_type = rule.headers[TYPE].partition(";")[0]
    yield f"location ~ {_quoted(f'^{re.escape(top)}({one_of(rule.patterns)})$')} {{"
    yield f"    alias {_quoted(f'{folder}/$1')};"
    yield "    types {}"
    yield f"    default_type {media_type};"
    yield "}"


def _quoted(text: str) -> str:
    """Write a text as one word of the configuration, whatever stands in it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"') if "\\" in text or '"' in text else text
    return f'"{escaped}"'
