"""The plan of a site: every page and file that is to be there, and what each is made of, before any is made."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from forewarn.attachment import Attachment
from forewarn.site.files import planned_attachments, planned_files
from forewarn.site.pages import planned_pages
from forewarn.site.planned import PlannedFiles, PlannedPage
from forewarn.site.recipes import Recipes
from forewarn.site.site import Site
from forewarn.sums import sum_of_value


@dataclass(frozen=True)
class Plan:
    """All pages and files of a site but its drawings, its search, and what a designer has put beside the templates.

    ``made_of`` gives the sum of all that each is made of, by the path of its file; ``around`` is the sum of what pages
    are made of besides themselves.
    """

    pages: tuple[PlannedPage, ...]
    files: tuple[PlannedFiles, ...]
    attachments: Mapping[str, Attachment]
    made_of: Mapping[str, bytes]
    around: bytes

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """The addresses of all files that are no pages."""
        return (*self.late, *self.attachments)

    @property
    def late(self) -> Iterator[str]:
        """The addresses of the files that are made of words and are no pages, such as feeds."""
        return (address for planned in self.files for address in planned.addresses)

    def pages_besides(self, kept: Collection[str]) -> Iterator[PlannedPage]:
        """Give the pages whose files are not among those that are kept."""
        return (page for page in self.pages if path_of_page(page.address) not in kept)

    def write_files(self, folder: Path, kept: Collection[str], give_way: Callable[[], object]) -> None:
        """Make the files that are not among those that are kept, one after the other, and write them into a folder.

        ``give_way`` is asked before each. Raises OSError where one cannot be written.
        """
        for planned in self.files:
            give_way()
            if not kept_whole(planned.addresses, kept):
                for address, content in zip(planned.addresses, planned.make(), strict=True):
                    path = folder / address
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(content)

    def attachments_besides(self, kept: Collection[str]) -> Iterator[tuple[str, Attachment]]:
        """Give the files of advisories that are not among those that are kept, with the address of each."""
        return ((address, attachment) for address, attachment in self.attachments.items() if address not in kept)


def plan_of(site: Site, recipes: Recipes, *, has_files: bool = True, as_before: bool = False) -> Plan:
    """Plan a site whose drawings are known. ``recipes`` tell what its pages are made of besides themselves.

    Without ``has_files``, no feeds, site map and the like are planned; ``as_before`` is as for ``planned_pages``.
    """
    pages = tuple(planned_pages(site, as_before=as_before))
    files = tuple(planned_files(site, pages)) if has_files else ()
    attachments = tuple(planned_attachments(site))
    of_pages = {path_of_page(page.address): recipes.of(page) for page in pages}
    of_files = {address: sum_of_value(recipes.code, each.made_of) for each in files for address in each.addresses}
    of_attachments = {address: sum_of_value(recipes.code, content) for address, _, content in attachments}
    around = sum_of_value(sorted({recipes.around(page) for page in pages}))
    attached = {address: each for address, each, _ in attachments}
    return Plan(pages, files, attached, of_pages | of_files | of_attachments, around)


def path_of_page(address: str) -> str:
    """Give the path of the file in which a page is.

    >>> path_of_page("areas/kent/")
    'areas/kent/index.html'
    """
    return f"{address}index.html"


def kept_whole(addresses: Collection[str], kept: Collection[str]) -> bool:
    """Tell whether all files that are made together are kept."""
    return all(address in kept for address in addresses)
