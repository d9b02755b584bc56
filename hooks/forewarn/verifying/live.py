"""A site as the public gets it: one question to its server after another, bounded in time, bytes and number."""

import hashlib
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from typing import Self
from urllib.parse import quote, urljoin, urlsplit

from urllib3 import HTTPResponse, PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

_INDEX = "index.html"
_TIMES = Timeout(connect=10, read=30)
_PART = 64 * 1024
MOST_BYTES = 256 * 1024 * 1024  # no host takes a larger file; a server that never ends must not fill the memory

# A host that is busy says so and means it; what it says about when to come again is believed for half a minute.
_PATIENCE = Retry(
    total=4,
    connect=1,
    redirect=False,
    status_forcelist=(429, 502, 503, 504),
    backoff_factor=0.5,
    retry_after_max=30,
    raise_on_status=False,
    raise_on_redirect=False,
)


class Unreachable(Exception):  # noqa: N818 - it says what the site is
    """A site gave no whole answer. Its words say why."""


@dataclass(frozen=True)
class Answer:
    """What a server said to one question.

    ``headers`` have names in small letters. ``sum`` is the SHA-256 sum of the bytes as a browser has them once they are
    unpacked; ``body`` these bytes where they were asked for. ``leads_to`` is the whole address of a redirect, or empty.
    """

    status: int
    headers: Mapping[str, str]
    sum: str
    body: bytes
    leads_to: str


class Live:
    """A site at its public address. Open it with ``with``: it holds connections, at most ``at_once`` of them."""

    def __init__(self, base: str, *, at_once: int = 8) -> None:
        self.base = base if base.endswith("/") else f"{base}/"
        self.at_once = at_once
        self._pool = PoolManager(
            num_pools=1, maxsize=at_once, block=True, timeout=_TIMES, headers={"User-Agent": "forewarn verify"}
        )

    def __enter__(self) -> Self:
        """Open the site."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close every connection."""
        self._pool.clear()

    def address(self, path: str) -> str:
        """Give the whole address at which readers ask for a file: a page by its folder."""
        folder, _, name = path.rpartition("/")
        asked = (f"{folder}/" if folder else "") if name == _INDEX else path
        return self.base + quote(asked)

    @staticmethod
    def page(address: str) -> str:
        """Give the path of the file that is shown at the address of a page."""
        return address + _INDEX

    def ask(self, path: str, *, keep: bool = False) -> Answer:
        """Ask for a file. A redirect is not followed, but told. Bytes are kept only where ``keep`` asks for them.

        Caches on the way are asked to look anew (RFC 9111, section 5.2.1.4), as an upload may be seconds old. Raises
        Unreachable where no whole answer comes, after several tries.
        """
        address = self.address(path)
        headers = {"Accept-Encoding": "gzip", "Cache-Control": "no-cache"}
        try:
            with closing(
                self._pool.request(
                    "GET", address, headers=headers, redirect=False, preload_content=False, retries=_PATIENCE
                )
            ) as response:
                return _answer(address, response, keep=keep)
        except HTTPError as error:
            raise Unreachable(f"{address} does not answer: {_said(error)}.") from error


def is_address(text: str) -> bool:
    """Tell whether a text is the address of a site, to which paths can be added."""
    parts = urlsplit(text)
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and not parts.query and not parts.fragment


def _answer(address: str, response: BaseHTTPResponse, *, keep: bool) -> Answer:
    digest, kept, size = hashlib.sha256(), bytearray(), 0
    for part in response.stream(_PART, decode_content=True):
        size += len(part)
        if size > MOST_BYTES:
            raise Unreachable(f"{address} answers with more than {MOST_BYTES:,} bytes.")
        digest.update(part)
        if keep:
            kept += part
    location = response.headers.get("Location", "")
    leads_to = urljoin(address, location) if 300 <= response.status < 400 and location else ""  # noqa: PLR2004
    if isinstance(response, HTTPResponse):
        response.release_conn()
    headers = {name.lower(): ", ".join(response.headers.getlist(name)) for name in response.headers}
    return Answer(response.status, headers, digest.hexdigest(), bytes(kept), leads_to)


def _said(error: HTTPError) -> str:
    """Give what an error says, without the object that urllib3 puts before it."""
    reason = getattr(error, "reason", None) or error
    return str(reason).rpartition(">: ")[2].rpartition("): ")[2].strip(" .") or type(error).__name__
