"""The files of a live site against its manifest."""

from collections.abc import Iterator, Mapping
from http import HTTPStatus

from forewarn.verifying.finding import Finding
from forewarn.verifying.live import Answer

NOT_FOUND_PAGE = "404.html"

# What no site has, and nobody else asks for: the answer must be the page that says so, and not the home page.
NOWHERE = "nothing-is-here-and-forewarn-verify-asks-for-it/"

_MISSING = "Upload the site again, whole."
_OTHER = (
    "Upload it again; if it stays so, switch off what rewrites pages on their way (minifying, hiding of addresses, "
    "scripts that a host adds)."
)


def file_findings(path: str, answer: Answer, expected: str, moved: Mapping[str, str]) -> Iterator[Finding]:
    """Tell what is wrong with the answer for one file, whose bytes have the sum ``expected``.

    ``moved`` are the whole addresses to which a redirect may lead instead of a page, by the path of that.
    """
    if answer.leads_to:
        if answer.leads_to != moved.get(path):
            yield Finding(path, f"It leads to {answer.leads_to} and is not served itself.", "Take the redirect out.")
    elif answer.status != HTTPStatus.OK:
        yield Finding(path, f"The server answers {_named(answer.status)} for it.", _MISSING)
    elif answer.sum != expected:
        yield Finding(path, "It has other bytes than the site.", _OTHER)


def nowhere_findings(answer: Answer, expected: str | None) -> Iterator[Finding]:
    """Tell what is wrong with the answer for a page that is not there: 404 it must be, with the site's own words."""
    if answer.status != HTTPStatus.NOT_FOUND:
        told = f"For an address that is not there the server answers {_named(answer.status)}."
        yield Finding(NOT_FOUND_PAGE, told, "Make it answer 404, or search engines and checks of links believe it.")
    elif expected and answer.sum != expected:
        told = "For an address that is not there the server shows a page of its own."
        yield Finding(NOT_FOUND_PAGE, told, f'Make it show "{NOT_FOUND_PAGE}", which leads back to the warnings.')


def _named(status: int) -> str:
    try:
        return f"{status} ({HTTPStatus(status).phrase})"
    except ValueError:
        return str(status)
