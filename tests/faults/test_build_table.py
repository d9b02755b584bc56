"""The table "Build, disk, machine": whatever happens to a build, the public site is the old one or the new one.

B9 asks nothing. B21, an export, comes with what it is about. B19 is for tests/benchmarks and ``make faults``, B20 for
test_bounds.py, B17 besides for tests/unit/test_drawing_glyphs.py, B18 for tests/pages/test_building.py, B22 for
test_readers.py.
"""

import os
import re
import shutil
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import feedparser
import pytest

from accidents import EVENTS, has_namespaces, in_namespace, killed, pairs, two_versions, with_hook, write_version
from forewarn.publication import Publication
from forewarn.publication.manifest import manifest_of, sum_of
from forewarn.publication.places import Places
from forewarn.publication.stored_facts import StoredFacts
from projects import ROOT, VALID, Built, Project, files_of

SAFE = "Nothing was published."
BLOCK = 4096  # bytes of a disk that a file takes at least


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project whose site is public, and whose texts have changed since."""
    project = Project(tmp_path_factory.mktemp("public") / "project")
    project.add("advisories/tax.md")
    project.add("advisories/rent.md", VALID.replace("tax", "rent"))
    built = project.build()
    assert built.exit_status == 0, built.output
    project.add("advisories/pets.md", VALID.replace("tax", "pets"))
    return project


@pytest.fixture
def published(public: Project, tmp_path: Path) -> Project:
    """The same in a folder that a test may do with as it likes."""
    return public.copied_to(tmp_path / "project")


@contextmanager
def unchanged(project: Project) -> Iterator[None]:
    """Show that a site is the same afterwards, byte for byte."""
    before = files_of(project.folder / "site")
    assert "advisories/tax/index.html" in before
    yield
    assert files_of(project.folder / "site") == before


def assert_plain_refusal(built: Built, *sentences: str) -> None:
    """Show that a build has failed with a few sentences that anybody can read."""
    assert built.exit_status != 0, built.output
    assert "Traceback" not in built.output
    assert "Documentation built" not in built.output
    for sentence in sentences:
        assert sentence in built.output


def with_template(project: Project, name: str, change: str) -> None:
    """Give a project templates of its own, with a line added to one."""
    shutil.copytree(ROOT / "overrides", project.folder / "templates")
    with (project.folder / "templates" / name).open("a", encoding="utf-8") as template:
        template.write(change)
    theme = {"name": "material", "custom_dir": "templates", "language": "en", "font": False}
    project.configure(theme=theme, watch=[])


def test_b1_a_kill_at_any_moment(project: Project, request: pytest.FixtureRequest) -> None:
    whole = two_versions(project)
    found = list(killed(project, whole, 50 if request.config.getoption("--long") else 6))
    assert all(kill.version in whole for kill in found)
    assert any(kill.is_interrupted for kill in found), "every kill came too late"
    write_version(project, "first")
    ended = project.build()
    assert ended.exit_status == 0, ended.output
    assert files_of(project.folder / "site") == whole["first"]


def test_b2_a_bad_byte_in_one_file(published: Project) -> None:
    published.add("advisories/bad.md", VALID.encode() + b"\x93quoted\x94\n")
    with unchanged(published):
        assert_plain_refusal(published.build(), "content/advisories/bad.md:", SAFE)


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("partials/whom_to_tell.html", "{{ 1 // 0 }}"),
        ("partials/state.html", "{{ advisory.unheard_of }}"),
        ("404.html", "{% include 'none.html' %}"),
        ("home.html", "{% if %}"),
    ],
)
def test_b3_a_page_that_crashes_in_its_template(published: Project, template: str, fault: str) -> None:
    with_template(published, template, fault)
    with unchanged(published):
        built = published.build()
        assert_plain_refusal(built, "This is a fault of a template or a hook, not of a text.", SAFE)
        assert re.search(r"templates/[\w/]+\.html:\d+: \w+", built.output), built.output


def test_b3_a_theme_without_our_templates(published: Project) -> None:
    published.configure(theme={"name": "material"})
    with unchanged(published):
        assert_plain_refusal(published.build(), "overrides/cards:1:1: ", "no templates and fonts for cards", SAFE)
    published.configure(extra={"forewarn": {"organisation": "Police", "cards": False, "posters": False}})
    with unchanged(published):
        assert_plain_refusal(published.build(), ".html:", "fault of a template or a hook", SAFE)


@pytest.mark.parametrize("options", [["--strict"], ["--strict", "--quiet"]])
def test_b4_strict_refuses_before_anything_is_published(published: Project, options: list[str]) -> None:
    published.add("advisories/odd.md", VALID.replace("title: Callers", f"title: {'Very ' * 30}callers"))
    with unchanged(published):
        assert_plain_refusal(published.build(*options), "There was 1 warning, and --strict allows none.", SAFE)
    assert published.build().exit_status == 0


@pytest.mark.parametrize(("event", "is_first"), [("env", False), ("config", True), ("config", False)])
def test_b4_strict_counts_what_a_hook_of_others_warns_of(published: Project, event: str, *, is_first: bool) -> None:
    code = f"import logging\ndef on_{event}(*_, **__):\n    logging.getLogger('mkdocs.plugins.x').warning('Odd.')\n"
    with_hook(published, code, is_first=is_first)
    with unchanged(published):
        assert_plain_refusal(published.build("--strict"), "There was 1 warning, and --strict allows none.")


def test_b5_a_full_disk(published: Project) -> None:
    """A disk of our own, too small for a second site beside the first."""
    require_namespaces()
    blocks = sum(-(-len(content) // BLOCK) * BLOCK for content in files_of(published.folder / "site").values())
    script = f"""
        set -e
        mkdir disk && mount -t tmpfs -o size={blocks * 3 // 2} disk disk && cp -r site disk/site
        tar -cf before.tar -C disk site
        set +e; {sys.executable} -m mkdocs build -d disk/site; status=$?; set -e
        ls disk/.site.forewarn > left; tar -cf after.tar -C disk site
        exit $status
    """
    before = files_of(published.folder / "site")
    assert_plain_refusal(in_namespace(published, script), "No space left", SAFE)
    assert "fresh" not in (published.folder / "left").read_text("utf-8")
    for name in ("before", "after"):
        shutil.unpack_archive(published.folder / f"{name}.tar", published.folder / name, filter="data")
        assert files_of(published.folder / name / "site") == before


def test_b5_a_file_that_cannot_be_written_to_its_end(published: Project) -> None:
    with_hook(published, "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))\n")
    with unchanged(published):
        assert_plain_refusal(published.build(), "It cannot be written: File too large.", SAFE)


def test_b6_a_second_build_is_refused(published: Project) -> None:
    held = Publication.open(published.folder / "site")
    try:
        with unchanged(published):
            built = published.build()
            assert_plain_refusal(built, "Another build is writing this site.", SAFE)
    finally:
        held.close()
    assert published.build().exit_status == 0


def test_b6_two_builds_at_once_give_one_whole_site(project: Project, request: pytest.FixtureRequest) -> None:
    """Each build rests for a second while it holds the folder, so that the two do meet."""
    project.add("advisories/a.md")
    with_hook(project, "import time\ndef on_env(env, **_):\n    time.sleep(1)\n")
    refused = 0
    for pair in pairs(project, 20 if request.config.getoption("--long") else 2):
        losers = [said for exit_status, said in pair.ended if exit_status]
        assert all("Another build is writing this site." in said for said in losers), losers
        assert len(losers) < len(pair.ended)
        assert pair.is_one_of_them
        refused += len(losers)
    assert refused


@pytest.mark.parametrize("kind", ["file", "below a file", "repository"])
def test_b7_a_place_that_is_no_folder(published: Project, kind: str) -> None:
    shutil.copytree(published.folder / "site", published.folder / "elsewhere")
    place = published.folder / "output"
    if kind == "repository":
        (place / ".git").mkdir(parents=True)
    else:
        place.write_text("mine")
    with unchanged(published):
        built = published.build(site="output/site" if kind == "below a file" else "output")
        assert_plain_refusal(built, SAFE)
        told = [line for line in built.output.splitlines() if re.match(r"(site|output):1:1: site: \S", line)]
        assert len(told) == 1, built.output
    assert place.is_dir() or place.read_text() == "mine"


def test_b7_a_folder_that_may_not_be_written(published: Project) -> None:
    require_namespaces()
    script = f'mount --bind . . && mount -o remount,bind,ro . && cd "$PWD" && {sys.executable} -m mkdocs build'
    with unchanged(published):
        ended = in_namespace(published, script)
        assert_plain_refusal(ended, "Read-only file system", SAFE)


def test_b8_a_hook_that_ends_the_build_as_if_all_were_well(published: Project) -> None:
    with_hook(published, "import sys\ndef on_env(env, **_):\n    sys.exit(0)\n")
    with unchanged(published):
        assert published.build().exit_status == 0
    assert not Places.of(published.folder / "site").fresh.exists()


@pytest.mark.parametrize("event", EVENTS)
def test_b9_b11_a_crash_in_any_event(published: Project, event: str) -> None:
    with_hook(published, f"def on_{event}(*_, **__):\n    raise ValueError('broken')\n")
    with unchanged(published):
        built = published.build()
        assert_plain_refusal(built, "ValueError: broken. This is a fault of a template or a hook", SAFE)
        assert "extra.py:2: " in built.output


def test_b9_a_crash_after_the_site_was_published_does_not_deny_it(published: Project) -> None:
    late = "from mkdocs.plugins import event_priority\n@event_priority(-200)\n"
    with_hook(published, f"{late}def on_post_build(config):\n    raise ValueError('broken')\n")
    built = published.build()
    assert built.exit_status != 0
    assert "extra.py:4: ValueError: broken." in built.output
    assert "It happened after the site was published" in built.output
    assert SAFE not in built.output
    assert "advisories/pets/index.html" in files_of(built.site)


@pytest.mark.parametrize("code", ["open('none.txt')", "__import__('json').loads('{')"])
def test_b9_a_crash_below_a_hook_names_the_line_of_the_hook(published: Project, code: str) -> None:
    with_hook(published, f"def on_env(env, **_):\n    {code}\n")
    with unchanged(published):
        assert_plain_refusal(published.build(), "extra.py:2: ", "This is a fault of a template or a hook", SAFE)


def test_b10_a_page_that_a_hook_makes_empty(published: Project) -> None:
    with_hook(published, "def on_post_page(output, page, config):\n    return '' if 'tax' in page.url else output\n")
    with unchanged(published):
        assert_plain_refusal(published.build(), "site/advisories/tax/index.html:1:1: ", SAFE)


@pytest.mark.parametrize(
    ("code", "place"),
    [
        ("def on_post_page(output, **_): return output.replace('<h1', '<h1 onclick=go()')", "runs-in-page"),
        ("def on_post_page(output, **_): return output.replace('/kent/', '/knet/')", "knet"),
        (
            "from pathlib import Path\ndef on_post_build(config): Path(config.site_dir, 'notes.html').write_text('x')",
            "site/notes.html:1:1: ",
        ),
        (
            "from pathlib import Path\ndef on_post_build(config): Path(config.site_dir, 'feed.xml').write_text('x')",
            "site/feed.xml:1:1: ",
        ),
    ],
    ids=["script", "link", "file", "feed"],
)
def test_b10_what_a_hook_of_others_spoils_is_not_published(published: Project, code: str, place: str) -> None:
    with_hook(published, code)
    with unchanged(published):
        assert_plain_refusal(published.build(), "" if place == "runs-in-page" else place, SAFE)


def test_b11_a_misspelt_event(published: Project) -> None:
    with_hook(published, "def on_pots_build(config):\n    pass\n")
    with unchanged(published):
        assert published.build().exit_status != 0


@pytest.mark.parametrize("poison", [b"", b"\xff", b"{}", b"facts of others"])
def test_b12_facts_that_are_damaged_are_not_believed(published: Project, poison: bytes) -> None:
    facts = Places.of(published.folder / "site").facts
    assert facts.read_bytes() != poison
    facts.write_bytes(poison)
    with_hook(published, "def on_post_page(output, **_): return output.replace('<h1', '<h1 onclick=go()')")
    with unchanged(published):
        assert_plain_refusal(published.build(), SAFE)


def test_b12_a_deployment_believes_no_facts(published: Project) -> None:
    """Facts that somebody has forged, with the seal that fits: of every file they say that nothing runs in it."""
    (published.content / "advisories" / "pets.md").unlink()
    with_hook(published, "def on_post_page(output, **_): return output.replace('<h1', '<h1 onclick=go()')")
    places = Places.of(published.folder / "site")
    stored = StoredFacts(places.facts)
    harmless = dict(stored)
    before = manifest_of(places.site).sums
    spoilt = {path: (places.site / path).read_bytes().replace(b"<h1", b"<h1 onclick=go()") for path in before}
    forged = {sum_of(content): harmless[before[path]] for path, content in spoilt.items() if before[path] in harmless}
    stored.learn(forged)
    stored.keep(forged.keys() | harmless.keys())
    with unchanged(published):
        assert_plain_refusal(published.build(FOREWARN_DEPLOY="1"), SAFE)
    assert published.build().exit_status == 0, "the control: a build for oneself takes them for what they say"


def test_b13_the_network_is_not_there(published: Project) -> None:
    """Not even the machine's own: a namespace without any, and the same bytes."""
    require_namespaces()
    assert published.build().exit_status == 0
    built = in_namespace(published, f"{sys.executable} -m mkdocs build -d apart")
    assert built.exit_status == 0, built.output
    assert files_of(published.folder / "apart") == files_of(published.folder / "site")


def test_b14_nothing_is_fetched(published: Project) -> None:
    """A picture on the web is asked of nobody: the address is that of a server that is listening."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/picture.png"
        picture = f"og:\n  image: {address}\n  image_alt: A letter.\narea:"
        published.add("advisories/picture.md", VALID.replace("area:", picture) + f"\n![A letter]({address})\n")
        built = published.build()
        assert built.exit_status == 0, built.output
        assert "advisories/picture/index.html" in files_of(built.site)
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize("character", ["\0", "\v", "\x1b", "￾"])
def test_b15_a_character_that_no_feed_can_hold(published: Project, character: str) -> None:
    published.add("advisories/bad.md", f"{VALID}\nA{character}B.\n")
    with unchanged(published):
        assert_plain_refusal(published.build(), "content/advisories/bad.md:10:2: ", SAFE)


def test_b16_titles_that_would_end_an_element(published: Project) -> None:
    title = ']]> <script>alert(1)</script> & "that is it"'
    published.add("advisories/odd.md", VALID.replace("title: Callers ask for tax", f"title: '{title}'"))
    built = published.build()
    assert built.exit_status == 0, built.output
    feed = feedparser.parse((built.site / "feed.xml").read_bytes())
    assert not feed.bozo
    assert title in [entry.title for entry in feed.entries]


def test_b17_a_letter_that_no_font_has(published: Project) -> None:
    """It is named with its number before anything is drawn; those that others draw as boxes are drawn."""
    published.add("advisories/signs.md", VALID.replace("Callers ask for tax", "£900 – €1,5 – é, “tax”…"))
    assert published.build().exit_status == 0
    with unchanged(published):
        published.add("advisories/far.md", VALID.replace("Callers ask for tax", "Callers promise 退税 → now"))
        built = published.build()
    assert_plain_refusal(built, "content/advisories/far.md:2:8: title: ")
    for named in ('"退" (U+9000, ', '"税" (U+7A0E, ', '"→" (U+2192, RIGHTWARDS ARROW)'):
        assert named in built.output


def test_b18_neither_place_nor_day_nor_order_changes_a_byte(published: Project, tmp_path: Path) -> None:
    assert published.build(TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="1", USER="one").exit_status == 0
    other = Project(tmp_path / "another" / "place")
    for path in sorted((published.content / "advisories").iterdir(), reverse=True):
        os.utime(shutil.copy(path, other.content / "advisories"), (1, 1))
    built = other.build(TZ="America/New_York", LC_ALL="C.UTF-8", PYTHONHASHSEED="2", USER="two", SOURCE_DATE_EPOCH="5")
    assert built.exit_status == 0, built.output
    assert files_of(built.site) == files_of(published.folder / "site")


def require_namespaces() -> None:
    if not has_namespaces():
        pytest.skip("this system gives no namespaces")
