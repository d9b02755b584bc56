"""What is built again after a change: all that depends on what was changed, by its name, and nothing else.

Each test changes one thing in a site that was built, builds it again, and names what was made. The site must then be,
byte for byte, the one that is built of the same content from nothing.
"""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from attached_files import picture
from projects import ROOT, Project
from rebuilding import TEXTS, Rebuilt, build, made_by, rebuilt, replace, small, text

LATER = "2027-06-01T12:00:00+00:00"


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give a project that was built, and built again, with the drawings and texts that were kept beside it."""
    project = small(tmp_path_factory.mktemp("first") / "project")
    assert build(project).exit_status == 0
    again = build(project)
    assert made_by(again) == frozenset(), "nothing has changed"
    return project


@pytest.fixture
def project(first: Project, tmp_path: Path) -> Project:
    return first.copied_to(tmp_path / "project")


def pages(*addresses: str) -> frozenset[str]:
    return frozenset(f"{address}index.html" for address in addresses)


def feeds(*addresses: str) -> frozenset[str]:
    return frozenset(f"{address}{name}" for address in addresses for name in ("feed.xml", "feed.json", "rss.xml"))


CASH = pages("advisories/cash/")
LISTS_OF_CASH = pages("", "areas/kent/", "areas/kent/embed/", "topics/courier-fraud/", "archive/2026/")
FEEDS_OF_CASH = feeds("", "areas/kent/", "topics/courier-fraud/")
TEXTS_OF_CASH = frozenset({"data/years/2026.json", "data/areas/kent.json"})
DATA_OF_CASH = TEXTS_OF_CASH | {"data/advisories.json"}
ADVISORIES = pages(*(f"advisories/{name}/" for name in TEXTS))
POSTERS = frozenset(f"posters/{name}.pdf" for name in ("cash", "rooms", "puppies"))


def test_the_words_of_a_text_are_on_its_page_in_its_feeds_and_on_its_poster(project: Project) -> None:
    replace(project.content / "advisories/cash.md", "take your time", "take all the time you need")
    assert rebuilt(project).made == CASH | FEEDS_OF_CASH | TEXTS_OF_CASH | {"posters/cash.pdf"}


def test_a_summary_is_on_lists_as_well_and_a_title_on_the_card(project: Project) -> None:
    replace(project.content / "advisories/cash.md", "A caller asks for cash.", "Somebody calls for your cash.")
    assert rebuilt(project).made == CASH | FEEDS_OF_CASH | DATA_OF_CASH | LISTS_OF_CASH | {"posters/cash.pdf"}
    replace(project.content / "advisories/cash.md", "title: A caller", "title: Somebody")
    drawn = {"posters/cash.pdf", "cards/cash.png"}
    assert rebuilt(project).made == CASH | FEEDS_OF_CASH | DATA_OF_CASH | LISTS_OF_CASH | drawn


def test_a_new_text_is_on_its_lists_and_beside_what_is_like_it(project: Project) -> None:
    project.add("advisories/coins.md", text("Coins for sale", "Kent", "Courier fraud", body="Coins that are not gold."))
    made = rebuilt(project).made
    counts = pages("topics/", "archive/", "search/") | {"sitemap.xml"}
    assert made == CASH | FEEDS_OF_CASH | DATA_OF_CASH | LISTS_OF_CASH | counts | pages("advisories/coins/") | {
        "posters/coins.pdf",
        "cards/coins.png",
    }


def test_a_withdrawn_text_is_told_of_wherever_it_was(project: Project) -> None:
    replace(
        project.content / "advisories/cash.md",
        "  date: 2026",
        "  status: withdrawn\n  reason: It was a mistake.\n  date: 2026",
    )
    after = rebuilt(project)
    lists = LISTS_OF_CASH | DATA_OF_CASH
    assert after.made == CASH | FEEDS_OF_CASH | lists | pages("topics/", "archive/", "search/") | {"cards/cash.png"}
    assert "posters/cash.pdf" in after.changed
    assert "mistake" in (project.folder / "site/advisories/cash/index.html").read_text("utf-8")


def test_a_moment_makes_texts_past(project: Project) -> None:
    after = rebuilt(project, LATER)
    now_past = pages("advisories/cash/", "advisories/rooms/", "advisories/puppies/")
    assert now_past <= after.made
    assert "advisories/old/index.html" not in after.made
    assert "No longer current" in (project.folder / "site/advisories/cash/index.html").read_text("utf-8")


def test_an_hour_in_which_nothing_happens_makes_nothing(project: Project) -> None:
    assert rebuilt(project, "2026-11-22T13:00:00+00:00") == Rebuilt(frozenset(), frozenset())


def test_the_words_of_an_area_are_on_its_own_page(project: Project) -> None:
    path = project.content / "areas/kent.md"
    path.write_text(path.read_text("utf-8") + "\nKent has its own words.\n", "utf-8")
    assert rebuilt(project).made == pages("areas/kent/")


def test_another_name_for_an_area_is_where_areas_are_looked_for(project: Project) -> None:
    replace(project.content / "areas/kent.md", "aliases: [", "aliases: [Hythe, ")
    made = rebuilt(project).made
    assert made == pages("", "areas/")


def test_a_channel_is_wherever_somebody_is_to_be_told(project: Project) -> None:
    """Scotland's own: no other area tells it, and it is not in the foot of every page."""
    path = project.content / "contacts.yml"
    before, mark, behind = path.read_text("utf-8").partition("- id: police-scotland")
    assert mark
    path.write_text(before + mark + behind.replace("for: If", "for: Whenever", 1), "utf-8")
    data = {"data/advisories.json", "data/years/2019.json", "data/areas/scotland.json"}
    assert rebuilt(project).made == pages("advisories/old/", "areas/scotland/") | data


def test_a_help_page_is_made_alone_and_its_title_is_in_the_foot_of_all(project: Project) -> None:
    replace(project.content / "help/about.md", "Words about us.", "Other words about us.")
    assert rebuilt(project).made == pages("help/about/")
    replace(project.content / "help/about.md", "About this site", "About us")
    made = rebuilt(project).made
    assert made >= ADVISORIES | pages("", "areas/", "areas/kent/", "help/about/")
    assert not made & (feeds("") | POSTERS)


def test_a_partial_is_in_the_pages_that_include_it(project: Project) -> None:
    path = project.folder / "overrides/partials/source.html"
    path.write_text(path.read_text("utf-8") + "<!-- changed -->\n", "utf-8")
    assert rebuilt(project).made == ADVISORIES


def test_a_partial_within_a_partial_counts(project: Project) -> None:
    path = project.folder / "overrides/partials/advisory_list.html"
    path.write_text(path.read_text("utf-8") + "<p>changed</p>\n", "utf-8")
    made = rebuilt(project).made
    assert made >= LISTS_OF_CASH
    assert not made & (ADVISORIES | pages("topics/", "archive/", "help/about/"))


def test_a_comment_in_a_template_makes_nothing(project: Project) -> None:
    path = project.folder / "overrides/partials/source.html"
    path.write_text(path.read_text("utf-8") + "{# nobody sees this #}", "utf-8")
    assert rebuilt(project) == Rebuilt(frozenset(), frozenset())


def test_a_style_sheet_is_named_on_every_page(project: Project) -> None:
    path = project.folder / "overrides/assets/stylesheets/components/state.css"
    path.write_text(path.read_text("utf-8") + ".state { color: red }\n", "utf-8")
    made = rebuilt(project).made
    assert made >= ADVISORIES | LISTS_OF_CASH
    assert not made & (feeds("") | POSTERS)


def test_a_template_of_the_cards_makes_cards_and_the_pages_that_name_them(project: Project) -> None:
    path = project.folder / "overrides/cards/card.typ"
    path.write_text(path.read_text("utf-8") + "\n// another\n", "utf-8")
    made = rebuilt(project).made
    assert {f"cards/{name}.png" for name in TEXTS} | ADVISORIES | feeds("") <= made


def test_a_picture_comes_and_changes_and_goes_with_its_text(project: Project) -> None:
    beside = project.add("advisories/van.png", picture("PNG", 64, 48))
    replace(
        project.content / "advisories/cash.md",
        "A caller asks for cash.",
        "![A van](van.png)\n\nA caller asks for cash.",
    )
    assert "advisories/cash/van.png" in rebuilt(project).made
    beside.write_bytes(picture("PNG", 96, 48))
    assert {"advisories/cash/van.png", *CASH} <= rebuilt(project).made
    replace(project.content / "advisories/cash.md", "![A van](van.png)\n\n", "")
    beside.unlink()
    assert "advisories/cash/van.png" in rebuilt(project).changed


def test_a_setting_makes_everything(project: Project) -> None:
    project.configure(site_name="Warnings")
    made = rebuilt(project).made
    assert made >= ADVISORIES | LISTS_OF_CASH | FEEDS_OF_CASH


def changes_of_code() -> Iterable[tuple[str, Callable[[Project], dict[str, str]]]]:
    def other_code(project: Project) -> dict[str, str]:
        hooks = project.folder / "hooks"
        hooks.unlink()
        shutil.copytree(ROOT / "hooks", hooks, ignore=shutil.ignore_patterns("__pycache__"))
        path = hooks / "forewarn/outputs/robots.py"
        path.write_text(path.read_text("utf-8") + "\n# changed\n", "utf-8")
        return {"PYTHONDONTWRITEBYTECODE": "1"}  # for a process of its own, which has not loaded ours

    def other_library(project: Project) -> dict[str, str]:
        (project.folder / "lib/library-99.dist-info").mkdir(parents=True)
        return {"PYTHONPATH": str(project.folder / "lib")}

    def other_hook(project: Project) -> dict[str, str]:
        """One that was there before, and does something else now; mkdocs.yml is the same."""
        hook = project.folder / "further.py"
        hook.write_text("def on_post_page(output, **_):\n    return output\n", "utf-8")
        project.configure(hooks=["hooks/mkdocs_events.py", "further.py"])
        assert build(project).exit_status == 0
        assert made_by(build(project)) == frozenset()
        hook.write_text("def on_post_page(output, **_):\n    return output + '<!-- else -->'\n", "utf-8")
        return {}

    yield "hook", other_hook
    yield "code", other_code
    yield "library", other_library


@pytest.mark.parametrize(
    ("_name", "change"), list(changes_of_code()), ids=lambda value: value if isinstance(value, str) else ""
)
def test_other_programs_make_everything(
    project: Project, _name: str, change: Callable[[Project], dict[str, str]]
) -> None:
    environment = change(project)
    made = rebuilt(project, **environment).made
    assert made >= ADVISORIES | LISTS_OF_CASH | FEEDS_OF_CASH
