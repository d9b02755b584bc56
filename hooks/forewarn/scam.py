"""What criminals use to reach people, and how it is shown so that nobody can tap it.

A scam's address is written ``hxxps://parcel[.]example``, as security teams write it: no phone, mail program or
messenger makes a link of that.
"""

import re
from dataclasses import dataclass


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

    def __bool__(self) -> bool:
        """Tell whether anything is known of them."""
        return bool(self.phones or self.links or self.emails)


NO_SCAM = Scam()

_FANGS = ((re.compile(r"^hxxp", re.IGNORECASE), "http"), (re.compile(r"\[(\.|@|://)\]"), r"\1"))


def refanged(text: str) -> str:
    """Give an address as it really is, whether an editor wrote it so or defanged.

    >>> refanged("hxxps://parcel[.]example/pay")
    'https://parcel.example/pay'
    """
    for defanged_part, real in _FANGS:
        text = defanged_part.sub(real, text)
    return text


def defanged(address: str) -> str:
    """Give a web or email address that cannot be tapped.

    >>> defanged("https://parcel.example/pay.php"), defanged("help@parcel.example")
    ('hxxps://parcel[.]example/pay.php', 'help[@]parcel[.]example')
    """
    scheme, mark, rest = address.rpartition("://")
    host, slash, path = rest.partition("/")
    shown = host.replace("@", "[@]").replace(".", "[.]")
    return f"{re.sub('^http', 'hxxp', scheme, flags=re.IGNORECASE)}{mark}{shown}{slash}{path}"


def without_fangs(text: str, scam: Scam) -> str:
    """Defang every mention of a scam's addresses in a text: of its emails, and of its hosts with and without scheme."""
    if not (scam.links or scam.emails):
        return text
    hosts = {link.rpartition("://")[2].partition("/")[0] for link in scam.links}
    mentions = "|".join(re.escape(name) for name in sorted({*hosts, *scam.emails}, key=lambda name: (-len(name), name)))
    mention = re.compile(rf"(?<![\w.@-])(?:https?://)?(?:www\.)?(?:{mentions})(?![\w-]|\.\w)", re.IGNORECASE)
    return mention.sub(lambda found: defanged(found.group()), text)
