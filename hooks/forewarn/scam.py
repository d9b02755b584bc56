"""What criminals use to reach people, and how it is shown so that nobody can tap it.

A scam's address is written ``hxxps://parcel[.]example``, as security teams write it: no phone, mail program or
messenger makes a link of that.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from forewarn.web import host_of


@dataclass(frozen=True)
class Scam:
    """What the criminals of one advisory use, as it really is. Every output shows the defanged form."""

    phones: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()

    @property
    def shown_links(self) -> tuple[str, ...]:
        """The links, defanged."""
        return tuple(map(defanged, self.links))

    @property
    def shown_emails(self) -> tuple[str, ...]:
        """The email addresses, defanged."""
        return tuple(map(defanged, self.emails))

    def owns(self, address: str) -> bool:
        """Tell whether a web or email address is one of theirs, or on a website of theirs."""
        if address[:7].lower() == "mailto:":
            email = unquote(address[7:].partition("?")[0]).strip().casefold()
            host = email.rpartition("@")[2]
            return email in {own.casefold() for own in self.emails} or _is_below(host, self._hosts)
        return _is_below(host_of(whole(address)) or "", self._hosts)

    @cached_property
    def _hosts(self) -> frozenset[str]:
        """The hosts of the links as the network knows them, without ``www.`` in front."""
        hosts = (host_of(whole(link)) for link in self.links)
        return frozenset(host.rstrip(".").removeprefix("www.") for host in hosts if host)

    @cached_property
    def mention(self) -> re.Pattern[str] | None:
        """A pattern for every mention of them in a text: their emails, their hosts and all that is on those."""
        written = {part for link in self.links for part in _names_of_host(link)} | self._hosts
        names = "|".join(map(re.escape, _longest_first({*written, *self.emails})))
        if not names:
            return None
        before = r"(?<![\w@-])(?:https?://)?(?:[\w.+-]{1,64}@)?(?:[\w-]{1,63}\.){0,8}"
        return re.compile(rf"{before}(?:{names})\.?(?![\w-]|\.\w)", re.IGNORECASE)

    def __bool__(self) -> bool:
        """Tell whether anything is known of them."""
        return bool(self.phones or self.links or self.emails)


NO_SCAM = Scam()

_FANGS = ((re.compile(r"^hxxp", re.IGNORECASE), "http"), (re.compile(r"\[(\.|@|://|:)\]"), r"\1"))
_HOST_OF_ADDRESS = re.compile(r"^(?P<scheme>[a-z]+://)?(?P<host>[^/?#]*)", re.IGNORECASE)
_NESTED = re.compile(r"(?i)http(s?://|s?%3a%2f%2f)([^/?#&%]*)")


def refanged(text: str) -> str:
    """Give an address as it really is, whether an editor wrote it so or defanged.

    >>> refanged("hxxps://parcel[.]example/pay")
    'https://parcel.example/pay'
    """
    for defanged_part, real in _FANGS:
        text = defanged_part.sub(real, text)
    return text


def defanged(address: str) -> str:
    """Give a web or email address that cannot be tapped, and neither can an address within it.

    >>> defanged("https://parcel.example/pay.php"), defanged("help@parcel.example")
    ('hxxps://parcel[.]example/pay.php', 'help[@]parcel[.]example')
    """
    parts = _HOST_OF_ADDRESS.match(address)
    if parts is None:
        return address
    scheme = re.sub("^http", "hxxp", parts["scheme"] or "", flags=re.IGNORECASE)
    rest = _NESTED.sub(lambda found: f"hxxp{found[1]}{_blunt(found[2])}", address[parts.end() :])
    return f"{scheme}{_blunt(parts['host'])}{rest}"


def without_fangs(text: str, scam: Scam) -> str:
    """Defang every mention of a scam's addresses in a text, with or without a scheme, below it or at it."""
    return scam.mention.sub(lambda found: defanged(found.group()), text) if scam.mention else text


def whole(address: str) -> str:
    """Give an address of the web with a scheme."""
    address = refanged(address.strip())
    scheme, mark, rest = address.partition("://")
    return f"{scheme.lower()}://{rest}" if mark else f"https://{address}"


def _blunt(host: str) -> str:
    """Take the points and the @ out of a host; one that ends a sentence stays."""
    stop = "." if host.endswith(".") else ""
    return host.removesuffix(".").replace("@", "[@]").replace(".", "[.]") + stop


def _names_of_host(link: str) -> Iterable[str]:
    """Give the ways in which a text may write a link's host: as the editor did, and in letters."""
    parts = _HOST_OF_ADDRESS.match(link)
    written = (parts["host"] if parts else "").rpartition("@")[2].partition(":")[0].rstrip(".").removeprefix("www.")
    names = {written}
    if "xn--" in written:
        with suppress(UnicodeError):
            names.add(written.encode("ascii").decode("idna"))
    return filter(None, names)


def _is_below(host: str, hosts: Iterable[str]) -> bool:
    host = host.rstrip(".")
    return any(host == own or host.endswith(f".{own}") for own in hosts)


def _longest_first(texts: Iterable[str]) -> list[str]:
    return sorted(texts, key=lambda text: (-len(text), text))
