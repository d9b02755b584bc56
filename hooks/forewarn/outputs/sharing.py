"""Links with which a reader passes an advisory on: plain ones, which ask nothing of anybody until they are followed.

How a service takes what is to be shared: https://www.rfc-editor.org/rfc/rfc5724 for text messages (some telephones want
the "&" before the body, and none minds it), https://www.rfc-editor.org/rfc/rfc6068 for email,
https://docs.bsky.app/docs/advanced-guides/intent-links for Bluesky; the others offer such addresses for links on web
pages, as WhatsApp does at https://wa.me/.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from forewarn.addresses import advisory as advisory_address
from forewarn.advisory import Advisory
from forewarn.rendering.summary import shortened
from forewarn.settings import Settings

# Some mail programs open nothing for an address that is longer than about this.
LONGEST_EMAIL = 2000

# A post on X has room for so much, and every address in it takes 23 with the space before it 24.
MOST_ON_X, ADDRESS_ON_X = 280, 24
LAST_SINGLE_ON_X = 0x10FF  # letters behind it take the room of two

# Counted in what a reader takes for a letter, which is written with one character or with several.
MOST_ON_BLUESKY = 300


@dataclass(frozen=True)
class ShareLink:
    """A way to pass an advisory on: the name of a service, which is also a message of ``Words``, and where it leads."""

    service: str
    href: str


def share_links(settings: Settings, advisory: Advisory, words: str) -> tuple[ShareLink, ...]:
    """Give the links for an advisory, in its own language. ``words`` are those for a text message.

    They lead others to the page on this site, also where the setting ``canonical`` has search engines show its source:
    only this page tells whether the warning is still true when somebody comes to read it.
    """
    title, address = advisory.title, settings.absolute(advisory_address(advisory.id))
    return (
        ShareLink("Text message", f"sms:?&body={quote(words, safe='')}"),
        ShareLink("Email", _email(title, advisory.summary, address)),
        ShareLink("WhatsApp", _link("https://wa.me/", text=f"{title}\n{address}")),
        ShareLink("Facebook", _link("https://www.facebook.com/sharer/sharer.php", u=address)),
        ShareLink("X", _link("https://x.com/intent/post", text=_for_x(title), url=address)),
        ShareLink("Bluesky", _link("https://bsky.app/intent/compose", text=_for_bluesky(title, address))),
    )


def _link(to: str, **values: str) -> str:
    """Write an address with values; a space is %20 in all of them, as not everybody takes a + for one."""
    return f"{to}?{urlencode(values, quote_via=quote, safe='')}"


def _email(title: str, summary: str, address: str) -> str:
    """Give a message with the title for its subject, or as much of it as mail programs take."""
    made = [_link("mailto:", subject=subject, body=body) for subject, body in _messages(title, summary, address)]
    return next((href for href in made if len(href) <= LONGEST_EMAIL), made[-1])


def _messages(title: str, summary: str, address: str) -> Iterator[tuple[str, str]]:
    yield title, f"{summary}\r\n\r\n{address}"
    yield title, address
    yield shortened(title, 120), address


def _for_x(title: str) -> str:
    return _cut(title, MOST_ON_X - ADDRESS_ON_X, _room_on_x)


def _room_on_x(text: str) -> int:
    return sum(2 if ord(letter) > LAST_SINGLE_ON_X else 1 for letter in text)


def _for_bluesky(title: str, address: str) -> str:
    room = MOST_ON_BLUESKY - len(f"\n{address}")
    return "\n".join(filter(None, (_cut(title, room, len), address)))


def _cut(title: str, most: int, room: Callable[[str], int]) -> str:
    """Cut a title at a word so that it takes at most so much room; nothing of it is left where there is none."""
    shorter = (shortened(title, length) for length in range(len(title), 0, -1))
    return next((short for short in shorter if room(short) <= most), "")
