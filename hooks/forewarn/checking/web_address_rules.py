"""The rules for web addresses in the words of an advisory: readers type what they read."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from forewarn.checking.entry import Entry, Rule, found
from forewarn.checking.lookalikes import deception_of
from forewarn.checking.passages import in_body, running_text
from forewarn.problem import Level, Problem
from forewarn.scam import refanged
from forewarn.web import host_of

SHORTENERS = frozenset(
    "adf.ly amzn.to bit.ly bitly.ws bl.ink buff.ly clck.ru cutt.ly dlvr.it fb.me goo.gl is.gd lnkd.in orlo.uk ow.ly"
    " po.st qrco.de rb.gy rebrand.ly s.id short.io shorturl.at smarturl.it soo.gd spr.ly t.co t.ly tiny.cc tinyurl.com"
    " tny.im trib.al u.to v.gd".split()
)
_IF_CRIMINAL = 'If the criminals use it, list it below "scam:" under "links:".'

# "/" behind an ending that few others have is quick to look for; the rest are looked for by their whole names.
_OF_COMMON_ENDING = tuple(f"{host}/" for host in sorted(SHORTENERS) if host.endswith((".com", ".uk")))
_ENDINGS = sorted({host.rpartition(".")[2] for host in SHORTENERS} - {"com", "uk"})
_RARE_ENDING = re.compile(rf"\.(?:{'|'.join(_ENDINGS)})/\S")
_WITH_PATH = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?:www\.)?((?:[a-z0-9-]+\.)+[a-z]{2,4})/[^\s)\]>\"”’,]+", re.IGNORECASE
)


def addresses_whole(entry: Entry) -> Iterator[Problem]:
    """An address is given as it is, and not by a service that makes it short: nobody can see where that leads."""
    document = entry.document
    for field in ("url", "og.url"):
        host = document.text(field) and host_of(document.text(field))
        if host and host.removeprefix("www.") in SHORTENERS:
            yield found(document, field, "link-shortener", *_shortened(document.text(field)), level=Level.WARNING)
    body = document.body
    if _RARE_ENDING.search(body) or any(name in body for name in _OF_COMMON_ENDING):
        for match in _WITH_PATH.finditer(running_text(entry)):
            if match[1].lower() in SHORTENERS and not _is_criminal(entry, match.group()):
                yield in_body(document, match.start(), "link-shortener", *_shortened(match.group().rstrip(".;:!?*_")))


def _shortened(address: str) -> tuple[str, str]:
    return f'"{address}" hides where it leads, as criminals do.', f"Give the whole address. {_IF_CRIMINAL}"


def _is_criminal(entry: Entry, address: str) -> bool:
    """Tell whether an address is listed as the criminals' own; every output then shows it so that none can tap it."""
    bare = address.rpartition("://")[2].removeprefix("www.").casefold()
    listed = (refanged(text.value.strip()).rpartition("://")[2] for text in entry.document.texts("scam.links"))
    return any(bare.startswith(link.removeprefix("www.").casefold().rstrip("/")) for link in listed)


_MAY_BE_BROKEN = (re.compile(r"http(?!s?://(?!https?[:/])\w)"), re.compile(r"www(?!\.\w)"))
_BROKEN = re.compile(
    r"(?<![\w/])(?:(?P<twice>https?://https?(?::/{0,2}|//))|(?P<scheme>https?(?:///?|:/(?!/)|:///+|;/{1,2}|:\\{1,2}))"
    r"|(?P<comma>www,|wwww+\.))(?=[\w\[])(?P<rest>[^\s)\]>\"”’]*)",
    re.IGNORECASE,
)


def addresses_unbroken(entry: Entry) -> Iterator[Problem]:
    """An address is spelt so that it can be opened."""
    body = entry.document.body
    if not any(sign.search(body) for sign in _MAY_BE_BROKEN):
        return
    for match in _BROKEN.finditer(running_text(entry)):
        is_link = body[: match.start()].endswith(("](", "](<", '="', "='", "]: "))
        if not is_link or match["twice"]:  # of any other bad link the renderer tells
            rest = match["rest"].rstrip(".,;:!?*_")
            whole = f"www.{rest}" if match["comma"] else f"https://{rest}"
            message = f'The address "{match.group().rstrip(".,;:!?*_")}" is misspelt.'
            yield in_body(entry.document, match.start(), "address-broken", message, f'Type "{whole}".')


_DOT = re.compile(r"\.(?=[\w-])")
_NO_PART = re.compile(r"[\s<>()\[\]\"'“”‘’«»,;،؛۔|*`]+")
_LINK_BEFORE = ("](", "](<", '="', "='", "]: ", "]:")


def hosts_honest(entry: Entry) -> Iterator[Problem]:
    """No host has letters that only look like those that readers know."""
    body = entry.document.body
    if _is_latin_1(body) and "xn--" not in body:
        return
    for start, address in _addresses_beyond_ascii(running_text(entry)):
        host = deception_of(_host(address))
        if host is None or _is_criminal(entry, address):
            continue
        fact = f'where letters only look like those of another name: it is "{host.real}".'
        if body[max(0, start - 3) : start].endswith(_LINK_BEFORE):
            message, level = f'The link leads to "{host.seen}", {fact}', Level.ERROR
            cure = "Type the address again, letter by letter."
        else:
            message, level = f'This is "{host.seen}", {fact}', Level.WARNING
            cure = f"Type it again, letter by letter. {_IF_CRIMINAL}"
        yield in_body(entry.document, start, "host-mixed-script", message, cure, level)


def _is_latin_1(text: str) -> bool:
    """Tell whether a text has no letters beyond those of western Europe; all that deceive are among the others."""
    try:
        text.encode("latin-1")
    except UnicodeEncodeError:
        return False
    return True


def _addresses_beyond_ascii(text: str) -> Iterator[tuple[int, str]]:
    """Find what may be an address of a host with letters beyond ASCII: a run of signs with a full stop inside."""
    end = 0
    for dot in _DOT.finditer(text):
        if dot.start() < end:
            continue
        before = text[max(0, dot.start() - 100) : dot.start()]
        start = dot.start() - len(_NO_PART.split(before)[-1])
        behind = _NO_PART.search(text, dot.end())
        end = behind.start() if behind else len(text)
        address = text[start:end]
        if not address.isascii() or "xn--" in address:
            yield start, address


def _host(address: str) -> str:
    """Give the host that is written in an address, an email address or alone, in the letters it is written in."""
    rest = address.rpartition("://")[2] if "://" in address else address
    try:
        netloc = urlsplit(f"//{rest}").netloc
    except ValueError:
        return ""
    return netloc.rpartition("@")[2].partition(":")[0].rstrip(".…").lower()


WEB_ADDRESS_RULES: tuple[Rule, ...] = (addresses_whole, addresses_unbroken, hosts_honest)
