"""The one script: on every page once, small, under an address of its own content, and with no words of its own."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

from forewarn.addresses import SCRIPTS, hashed
from forewarn.words import words_in
from html_pages import pages_of, parsed
from projects import ROOT, VALID, Built, Project, files_of
from published import ADVISORY, KENT, SETTINGS, publish, site_of

SOURCE = ROOT / "overrides/assets/javascripts/forewarn.js"
MOST_BYTES = 3072


def scripts_of(site: Path) -> dict[str, bytes]:
    return {path: content for path, content in files_of(site).items() if path.startswith(SCRIPTS)}


def of_every_page(site: Path) -> dict[str, bytes]:
    """Give the script that every page has: that of the search is on one page only."""
    return {path: content for path, content in scripts_of(site).items() if "/forewarn." in path}


def test_it_is_served_as_it_is_written_and_is_small(sample_site: Built) -> None:
    content = SOURCE.read_bytes()
    assert of_every_page(sample_site.site) == {hashed(f"{SCRIPTS}forewarn.js", content): content}
    assert len(content) <= MOST_BYTES


def test_every_page_has_it_once_and_waits_for_nothing(sample_site: Built) -> None:
    """A module is deferred, and what is too old to know modules does not run it."""
    (address,) = of_every_page(sample_site.site)
    for path, page in pages_of(sample_site.site).items():
        if path.endswith("search/index.html"):  # has one of its own
            continue
        (script,) = page.xpath("//script[contains(@src, '/forewarn.') or starts-with(@src, 'forewarn.')]")
        assert set(script.attrib) == {"type", "src"}, path
        assert script.get("type") == "module"
        assert script.text is None
        up = "/" if path == "404.html" else "../" * path.count("/")
        assert script.get("src") == f"{up}{address}", path


def test_it_keeps_nothing_asks_nobody_and_says_nothing() -> None:
    code = SOURCE.read_text("utf-8")
    keeping = "Storage|cookie|indexedDB|caches|history"
    asking = "fetch|XMLHttp|Beacon|Socket|EventSource|Worker|import|src"
    running = "eval|Function|innerHTML|outerHTML|insertAdjacent|write\\("
    assert re.findall(f"{keeping}|{asking}|{running}", code) == []
    assert re.findall(r'"[A-Z][a-z]+ [^"]*"', re.sub(r"^\s*//.*$", "", code, flags=re.MULTILINE)) == []


def test_it_is_written_for_the_phones_that_people_have() -> None:
    """Browsers of 2018 run it, but for clipboard access: what came later would show a field that does nothing."""
    later = r"\?\.|\?\?|\|\|=|&&=|replaceChildren|replaceAll|\.at\(|\.flat|matchAll|#\w+ =|ariaSelected|\.role\b"
    assert re.findall(later, SOURCE.read_text("utf-8")) == []


def test_a_change_of_it_changes_its_address_and_one_more_is_published_beside_it(project: Project) -> None:
    (project.folder / "overrides").unlink()  # a link to ours
    folder = shutil.copytree(ROOT / "overrides", project.folder / "overrides") / SCRIPTS
    (folder / "forewarn.js").write_text("// changed\r\n", "utf-8", newline="")
    (folder / "another.js").write_text("// another\n", "utf-8")
    built = project.build()
    assert built.exit_status == 0, built.output
    changed, another = b"// changed\n", b"// another\n"
    addresses = {hashed(f"{SCRIPTS}forewarn.js", changed): changed, hashed(f"{SCRIPTS}another.js", another): another}
    assert scripts_of(built.site) == addresses
    assert next(iter(addresses)) in built.page("")


def test_a_draft_may_say_what_the_script_says(project: Project) -> None:
    title = "every page works without"
    assert title in SOURCE.read_text("utf-8")
    text = VALID.replace("Callers ask for tax", title)
    project.add("advisories/draft.md", text.replace("publish:", "publish:\n  status: draft"))
    built = project.build()
    assert built.exit_status == 0, built.output


def test_a_link_says_every_name_of_its_area_only_where_it_is_looked_for(tmp_path: Path) -> None:
    kent = replace(KENT, name='K"ent & <b>', aliases=("Medway",), names_by_language={"cy": "Caint"})
    town = replace(KENT, slug="town", name="Town", within="kent")
    pages = pages_of(publish(site_of([ADVISORY], areas=(kent, town)), tmp_path))
    for path in ("index.html", "areas/index.html", "404.html"):
        links = pages[path].xpath("//ul[@class='area-list']//a")
        assert [link.get("data-names") for link in links] == ['K"ent & <b>|Caint|Medway', "Town"]
        assert [link.text for link in links] == ['K"ent & <b>', "Town"]
    having = {path for path, page in pages.items() if page.xpath("//@data-names | //*[@role='combobox']")}
    assert having == {"index.html", "areas/index.html", "404.html"}


def test_what_is_for_the_script_is_hidden_until_it_is_there(sample_site: Built) -> None:
    home, advisory = (parsed(sample_site.page(page)) for page in ("", "advisories/parcel-fee-texts"))
    for page, inner in ((home, "input"), (advisory, "button")):
        (part,) = page.xpath("//main//*[@data-with-script]")
        assert part.get("hidden") is not None
        assert len(part.xpath(f".//{inner}")) == len(page.xpath(f"//main//{inner}")) == 1
    (button,) = advisory.xpath("//main//button")
    assert button.get("type") == "button"
    assert advisory.xpath("//*[@id=$id]/@class", id=button.get("data-copy")) == ["pass-it-on__words"]


def test_its_words_are_those_of_the_page(tmp_path: Path) -> None:
    site = site_of([ADVISORY], areas=(KENT, replace(KENT, slug="town", name="Town")))
    welsh = replace(site, settings=replace(SETTINGS, locale="cy_GB"))
    pages = pages_of(publish(welsh, tmp_path))
    (field,) = pages["index.html"].xpath("//main//input")
    assert field.get("data-none") == words_in("cy_GB").say("No area has this name. Look for yours in the list below.")
    (button,) = pages["advisories/tax/index.html"].xpath("//main//button")
    assert button.get("data-copied") == "Copied", "the advisory is in English"


def test_the_home_page_stays_light(sample_site: Built) -> None:
    assert len(parsed(sample_site.page("")).xpath("//@data-names")) == 45
    assert len((sample_site.site / "index.html").read_bytes()) < 27_000
