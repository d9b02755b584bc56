"""Lists of advisories, cut into pages where they are long."""

from collections.abc import Iterator
from dataclasses import dataclass

from forewarn import addresses
from forewarn.listing import Listed

MOST_ON_A_PAGE = 50


@dataclass(frozen=True)
class ListPage:
    """One page of a list of advisories: the ``number``-th, from 1, of ``count``.

    ``list_address`` is that of the list, which is its first page's. What is current stands on the first pages.
    """

    list_address: str
    number: int
    count: int
    current: tuple[Listed, ...]
    earlier: tuple[Listed, ...]

    @property
    def address(self) -> str:
        """The address of this page."""
        return addresses.list_page(self.list_address, self.number)

    @property
    def previous(self) -> str | None:
        """The address of the page before this one."""
        return addresses.list_page(self.list_address, self.number - 1) if self.number > 1 else None

    @property
    def next(self) -> str | None:
        """The address of the page after this one."""
        return addresses.list_page(self.list_address, self.number + 1) if self.number < self.count else None

    @property
    def advisories(self) -> tuple[Listed, ...]:
        """All that this page shows, in its order."""
        return self.current + self.earlier


def list_pages(address: str, current: tuple[Listed, ...], earlier: tuple[Listed, ...]) -> Iterator[ListPage]:
    """Cut a list into pages of at most 50, what is current before what is not; at least one page.

    ``address`` is that of the list, which its first page has.
    """
    count = max(1, -(-(len(current) + len(earlier)) // MOST_ON_A_PAGE))
    for number in range(1, count + 1):
        start, end = (number - 1) * MOST_ON_A_PAGE, number * MOST_ON_A_PAGE
        of_earlier = earlier[max(0, start - len(current)) : max(0, end - len(current))]
        yield ListPage(address, number, count, current[start:end], of_earlier)
