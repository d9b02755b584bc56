"""Finished sites in tests: built with the command that a user types, held in memory, and changed in one place."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from card_samples import shipped_templates
from forewarn.addresses import search_index
from forewarn.checking import read_settings
from forewarn.drawing.store import Store
from forewarn.problem import Problem
from forewarn.promise import Expected
from forewarn.publication.facts import Facts
from forewarn.publication.manifest import ADDRESS, Manifest, sum_of
from forewarn.publication.verification import Verified, verify
from forewarn.reading.configuration import read_configuration
from forewarn.settings import Settings
from forewarn.site import Site, attachments, files, load_site, planned_pages, with_drawings
from forewarn.site.expectation import expected
from projects import NOW, Built, files_of, moment

Contents = Mapping[str, bytes]


@dataclass(frozen=True)
class Finished:
    """All files of a site by their paths, and what is expected of it."""

    contents: Contents
    expected: Expected

    def verified(self, known: Mapping[str, Facts] | None = None) -> Verified:
        """Put it to verification, with the facts of earlier builds if there are any."""
        return verify(manifest_of(self.contents), self.contents.__getitem__, self.expected, known or {})

    def problems(self) -> tuple[Problem, ...]:
        """Give what verification finds."""
        return self.verified().problems

    def rules(self) -> Collection[str]:
        """Give the rules that are broken, each as often as it is."""
        return [problem.rule for problem in self.problems()]

    def text(self, path: str) -> str:
        """Give the text of a file."""
        return self.contents[path].decode()

    def having(self, path: str, content: str | bytes) -> "Finished":
        """Give this site with other bytes in a file, or with one more."""
        written = content if isinstance(content, bytes) else content.encode()
        return replace(self, contents={**self.contents, path: written})

    def changed(self, path: str, old: str, new: str) -> "Finished":
        """Give this site with other words in a file, which has the old ones."""
        before = self.text(path)
        assert old in before, f"no {old!r} in {path}"
        return self.having(path, before.replace(old, new))

    def without(self, *paths: str) -> "Finished":
        """Give this site without some of its files."""
        assert set(paths) <= self.contents.keys()
        return replace(self, contents={path: own for path, own in self.contents.items() if path not in paths})

    def hiding(self, *words: str) -> "Finished":
        """Give this site with words that nobody may know."""
        return replace(self, expected=replace(self.expected, hidden_words=frozenset(words)))


def manifest_of(contents: Contents) -> Manifest:
    """Give the manifest of files that are held in memory."""
    return Manifest({path: sum_of(content) for path, content in contents.items()})


def finished(folder: Path, built: Built) -> Finished:
    """Take a site that was built from the mkdocs.yml of a folder, and say what is expected of it."""
    assert built.exit_status == 0, built.output
    contents = contents_of(built.site)
    return Finished(contents, expectation(folder, assets_in(contents)))


def contents_of(site: Path) -> Contents:
    """Give all files of a site but the manifest, which is made of them."""
    return {path: content for path, content in files_of(site).items() if path != ADDRESS}


def assets_in(contents: Iterable[str]) -> list[str]:
    """Give the pictures and sheets, which are the theme's to name, and the index, which is Pagefind's."""
    return [path for path in contents if path.startswith(("assets/", search_index("")))]


def expectation(folder: Path, assets: Iterable[str]) -> Expected:
    """Say what is expected of a site that is built from a folder at the usual moment."""
    return expectation_of(site_in(folder), assets)


def expectation_of(site: Site, assets: Iterable[str]) -> Expected:
    """Say what is expected of a site, with its share cards and posters if it has some."""
    known, drawings = with_drawings(site, shipped_templates(), Store(Path()), workers=1)
    every = tuple(planned_pages(known))
    others = (*files(known, every), *attachments(known))
    return expected(known, every, [*(address for address, _ in others), *drawings.addresses, *assets])


def site_in(folder: Path) -> Site:
    """Load the site of a folder's mkdocs.yml at the usual moment."""
    docs = read_configuration(folder / "mkdocs.yml").docs_dir
    return load_site(docs, settings_in(folder), moment(NOW)).site


def settings_in(folder: Path) -> Settings:
    """Read the settings of a folder's mkdocs.yml."""
    own = read_configuration(folder / "mkdocs.yml")
    return read_settings(
        own.positions, site_name=own.site_name, site_url=own.site_url, description=own.site_description, own=own.own
    )
