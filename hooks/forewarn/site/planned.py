"""What is to be there: what each page and file is made of, and how it is made, should it not be there already."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime

from forewarn.site.frame import Frame
from forewarn.site.page import Page
from forewarn.sums import sum_of_value


@dataclass(frozen=True, slots=True)
class PlannedPage:
    """A page that is to be there, and what others must know of it whether it is made or not.

    ``made_of`` is the sum of all that it is made of besides its ``template`` and its ``frame``; ``make`` makes it of
    that and of nothing else. ``image`` is the whole address of its share card, empty without one; ``changed`` is when
    what it shows last changed, where that is known. ``names`` are words of its head that are its own. In a preview
    ``can_wait`` tells that since the last build nothing has changed but what it says of other advisories.
    """

    address: str
    template: str
    frame: Frame
    made_of: bytes
    make: Callable[[], Page] = field(compare=False)
    is_indexed: bool = True
    image: str = ""
    changed: datetime | None = None
    names: tuple[str, ...] = ()
    can_wait: bool = False


@dataclass(frozen=True, slots=True)
class PlannedFiles:
    """Files that are made together and are no pages, by their addresses.

    ``made_of`` is the sum of all that they are made of, besides the code; ``make`` makes them of that, and gives their
    bytes in the order of their ``addresses``.
    """

    addresses: tuple[str, ...]
    made_of: bytes
    make: Callable[[], Iterable[bytes]] = field(compare=False)


def planned(page: Page) -> PlannedPage:
    """Plan a page that is made already, as it costs little."""
    own = (page.address, page.head, page.language, page.body, page.json_ld, page.crumbs, page.values, page.switch)
    return PlannedPage(
        address=page.address,
        template=page.template,
        frame=page.frame,
        made_of=sum_of_value(own),
        make=lambda: page,
        is_indexed=page.head.is_indexed,
        image=page.head.image.url if page.head.image else "",
        changed=page.changed,
        names=(page.head.title, page.head.description, *(crumb.name for crumb in page.crumbs)),
    )


def unindexed(page: PlannedPage) -> PlannedPage:
    """Plan a page so that no search engine may show it, as those of a preview."""
    return replace(page, make=_hiding(page.make), is_indexed=False)


def _hiding(make: Callable[[], Page]) -> Callable[[], Page]:
    def made() -> Page:
        page = make()
        return replace(page, head=replace(page.head, is_indexed=False))

    return made
