"""What a build does as a whole: with the seed's form, below a path, under another engine, at another moment."""

import re
from pathlib import Path

import feedparser
import pytest

from forewarn.publication.manifest import ADDRESS as SUMS
from html_pages import broken_links, head_property, json_ld, pages_of, parsed, texts
from projects import NOW, ROOT, VALID, Project, files_of

SEED = sorted((ROOT.parent / "shared" / "seed").glob("*.txt"))
OWN = ROOT / "tests/golden/documents/press-release-with-wear/advisory.md"
DRAFT = VALID.replace("publish:\n", "publish:\n  status: draft\n")


@pytest.mark.parametrize("ending", [".md", ".txt"])
def test_a_press_release_builds_as_it_is(project: Project, ending: str) -> None:
    project.add(f"advisories/2020/press_release{ending}", OWN.read_bytes())
    built = project.build()
    assert built.exit_status == 0, built.output
    page = parsed(built.page("advisories/press-release"))
    assert texts(page, "//h1") == ["Bailiffs do not take gift cards"]
    story = texts(page, "//article")[0]
    assert "Deal, Dover and Ramsgate" in story
    assert "£900" in story
    assert page.xpath("//dl//time/@datetime") == ["2020-07-08T14:05:00+01:00"]
    assert "No longer current. Since 4 January 2021." in story
    assert head_property(page, "og:url") == ["https://warnings.example/advisories/press-release/"]
    assert head_property(page, "og:type") == ["article"]
    assert head_property(page, "og:locale") == ["en_GB"]
    source = "https://www.kent.police.uk/stories/bailiffs-do-not-take-gift-cards/"
    assert page.xpath("//p[@class='source']/a/@href") == [source]
    assert json_ld(page, "NewsArticle")["isBasedOn"] == source
    assert "../../advisories/press-release/" in parsed(built.page("areas/kent")).xpath("//main//a/@href")
    feed = feedparser.parse((built.site / "areas/kent/feed.xml").read_bytes())
    assert [entry.id for entry in feed.entries] == ["https://warnings.example/advisories/press-release/"]


@pytest.mark.skipif(not SEED, reason="the document the project began with is not beside this repository")
@pytest.mark.parametrize("ending", [".md", ".txt"])
def test_the_seed_builds_as_it_is(project: Project, ending: str) -> None:
    project.add(f"advisories/2020/{SEED[0].stem}{ending}", SEED[0].read_bytes())
    built = project.build()
    assert built.exit_status == 0, built.output
    (path,) = (built.site / "advisories").iterdir()
    page = parsed((path / "index.html").read_text("utf-8"))
    story = texts(page, "//article")[0]
    assert "Faversham, Gravesend and Gillingham" in story
    assert "£900" in story
    assert "Â" not in story
    (title,) = texts(page, "//h1")
    assert "Kent Police" not in title
    assert page.xpath("//dl//time/@datetime") == ["2020-07-09T12:31:00+01:00"]
    assert head_property(page, "og:url") == [f"https://warnings.example/advisories/{path.name}/"]
    assert head_property(page, "og:locale") == ["en_GB"]
    assert page.xpath("//p[@class='source']/a/@href")[0].startswith("https://www.kent.police.uk/news/")
    assert f"../../advisories/{path.name}/" in parsed(built.page("areas/kent")).xpath("//main//a/@href")
    assert path.name in (built.site / "areas/kent/feed.xml").read_text("utf-8")


def test_a_withdrawn_advisory_keeps_its_address_and_loses_its_words(project: Project) -> None:
    canary = "zanzibar"
    body = VALID.replace("Hang up.", f"{canary}.\n\n## {canary}").replace(
        "area:", f"og:\n  description: {canary}\narea:"
    )
    withdrawn = "  status: withdrawn\n  reason: The caller was a real inspector & <b>no</b> criminal.\n"
    updates = "  updates:\n    - {date: 2026-10-05, note: Withdrawn.}\n"
    project.add("advisories/tax.md", body.replace("08:30\n", f"08:30\n{withdrawn}{updates}"))
    built = project.build()
    assert built.exit_status == 0, built.output
    page = parsed(built.page("advisories/tax"))
    reason = "The caller was a real inspector & <b>no</b> criminal."
    assert texts(page, "//div[@class='story']") == [reason]
    assert texts(page, "//article")[0].startswith("Withdrawn. Do not rely on this warning")
    assert head_property(page, "og:description") == [reason.replace("<", "‹").replace(">", "›")]
    assert canary not in "".join(content.decode("utf-8", "replace") for content in files_of(built.site).values())
    assert "There are no warnings here at the moment." in built.page("")
    assert "Withdrawn." in texts(parsed(built.page("areas/kent")), "//ul[@class='advisory-list']/li")[0]
    (entry,) = feedparser.parse((built.site / "feed.xml").read_bytes()).entries
    assert entry.title == "Withdrawn: Callers ask for tax"
    assert entry.id == "https://warnings.example/advisories/tax/"
    assert entry.updated == "2026-10-05T00:00:00+01:00"


def test_a_correction_links_both_ways(project: Project) -> None:
    project.add("advisories/old.md", VALID.replace("Callers", "Wrong callers"))
    project.add("advisories/new.md", VALID.replace("08:30\n", "09:30\n  replaces: old\n"))
    built = project.build()
    assert built.exit_status == 0, built.output
    old, new = parsed(built.page("advisories/old")), parsed(built.page("advisories/new"))
    assert old.xpath("//div[starts-with(@class, 'state ')]//a/@href") == ["../new/"]
    assert new.xpath("//div[starts-with(@class, 'state ')]//a/@href") == ["../old/"]
    assert texts(old, "//article")[0].startswith("Corrected. Read this instead: Callers ask for tax")
    assert parsed(built.page("")).xpath("//ul[@class='advisory-list']//a/@href") == ["advisories/new/"]
    titles = [entry.title for entry in feedparser.parse((built.site / "feed.xml").read_bytes()).entries]
    assert titles == ["Callers ask for tax", "Corrected: Wrong callers ask for tax"]


@pytest.mark.parametrize(("now", "state"), [("2026-12-31T23:59:59", "Current."), ("2027-01-01T00:00:00", "No longer")])
def test_an_advisory_expires_at_its_moment(project: Project, now: str, state: str) -> None:
    project.add("advisories/tax.md", VALID.replace("08:30\n", "08:30\n  expires: 01/01/2027\n"))
    built = project.build(now=now)
    page = parsed(built.page("advisories/tax"))
    assert texts(page, "//article")[0].startswith(state)
    assert head_property(page, "article:expiration_time") == ["2027-01-01T00:00:00+00:00"]
    assert json_ld(page, "NewsArticle")["expires"] == "2027-01-01T00:00:00+00:00"


def test_how_long_an_advisory_is_current_is_a_setting(project: Project) -> None:
    project.add("advisories/tax.md")
    project.configure(extra={"forewarn": {"current_for": 30}})
    assert "No longer current" in project.build().page("advisories/tax")


@pytest.mark.parametrize(("now", "name"), [("2025-12-03T23:59:59", "Action Fraud"), ("2025-12-04", "Report Fraud")])
def test_a_channel_is_shown_while_it_is_valid(project: Project, now: str, name: str) -> None:
    assert name in texts(parsed(project.build(now=now).page("areas/kent")), "//section[@class='whom-to-tell']")[0]


def test_a_site_below_a_path_of_its_host(project: Project) -> None:
    project.add("advisories/tax.md")
    project.configure(site_url="https://council.example/alerts")
    built = project.build()
    assert built.exit_status == 0, built.output
    below = "https://council.example/alerts/"
    for path, page in pages_of(built.site).items():
        assert list(broken_links(built.site, path, page, "/alerts/")) == [], path
        if not page.xpath("//head/meta[@name='robots'][@content='noindex']"):
            assert page.xpath("//head/link[@rel='canonical']/@href") == [below + path.removesuffix("index.html")]
            assert head_property(page, "og:url") == [below + path.removesuffix("index.html")]
    feed = feedparser.parse((built.site / "feed.xml").read_bytes())
    assert [entry.link for entry in feed.entries] == [f"{below}advisories/tax/"]
    # The page for unknown addresses is shown at any depth, so its links begin at the host.
    assert "/alerts/areas/kent/" in parsed((built.site / "404.html").read_text("utf-8")).xpath("//main//a/@href")


def test_properdocs_builds_the_same_site(project: Project) -> None:
    project.add("advisories/tax.md")
    project.add("advisories/press.md", OWN.read_bytes())
    ours, theirs = project.build(), project.build(engine="properdocs", site="other")
    assert (ours.exit_status, theirs.exit_status) == (0, 0), theirs.output
    generator = re.compile(rb'(<meta name="generator" content="Forewarn [^,"]+, )[^"]+')
    same, also_same = (
        {name: generator.sub(rb"\1", content) for name, content in files_of(site).items() if name != SUMS}
        for site in (ours.site, theirs.site)
    )
    assert same == also_same
    assert any(generator.search(content) for content in files_of(ours.site).values())
    assert b"ProperDocs" in files_of(theirs.site)["index.html"]


def test_the_same_input_and_moment_give_the_same_bytes(tmp_path: Path) -> None:
    first, second = Project(tmp_path / "here"), Project(tmp_path / "there" / "deeper")
    for project, names in ((first, "abc"), (second, "cba")):
        for name in names:
            project.add(f"advisories/{name}.md", VALID.replace("tax", name))
        project.add("advisories/press.md", OWN.read_bytes())
    one = first.build(TZ="Asia/Tokyo", LC_ALL="C", PYTHONHASHSEED="1")
    two = second.build(TZ="America/New_York", LC_ALL="C.UTF-8", PYTHONHASHSEED="2", SOURCE_DATE_EPOCH="1")
    assert (one.exit_status, two.exit_status) == (0, 0), one.output + two.output
    assert files_of(one.site) == files_of(two.site)


def test_a_later_moment_alone_changes_nothing(project: Project) -> None:
    project.add("advisories/tax.md")
    one, two = project.build(), project.build(site="later", now="2026-11-23T09:00:00+00:00")
    assert files_of(one.site) == files_of(two.site)


def test_only_the_moment_decides_what_is_public(project: Project) -> None:
    """SOURCE_DATE_EPOCH is the time of a commit to most builders, and must not hold back a publication."""
    project.add("advisories/tax.md", VALID.replace("2026-10-02 08:30", "2026-11-22 12:00"))
    before = project.build(now="2026-11-22T11:59:59+00:00")
    at = project.build(site="at", SOURCE_DATE_EPOCH="0")
    assert not (before.site / "advisories").exists()
    assert (at.site / "advisories/tax/index.html").is_file()


def test_what_is_not_public_leaves_no_trace(project: Project) -> None:
    canary = "zanzibar"
    project.add("advisories/open.md")
    for name, text in (("draft", DRAFT), ("scheduled", VALID.replace("2026-10-02", "2026-12-02"))):
        hidden = text.replace("tax", canary).replace("Hang up", f"{canary.title()} , <b onclick=x>{canary}</b>")
        metadata = (
            f"og:\n  description: {canary}\n  image: https://x.example/{canary}.jpg\nurl: https://{canary}.example/\n"
        )
        project.add(f"advisories/{canary}-{name}.md", hidden.replace("area:", f"{metadata}area:"))
    project.add(f"advisories/{canary}.pdf", b"%PDF")
    built = project.build()
    assert built.exit_status == 0, built.output
    assert "Advisories: 1 public, 2 not yet" in built.output
    everything = "".join(name + content.decode("utf-8", "replace") for name, content in files_of(built.site).items())
    assert canary not in everything.lower()
    assert canary not in built.output.lower()


def test_an_update_is_not_told_before_its_time(project: Project) -> None:
    arrest = "    - date: 2026-12-01\n      note: Arrests were made today.\n"
    project.add("advisories/tax.md", VALID.replace("08:30\n", f"08:30\n  updates:\n{arrest}"))
    before, after = project.build(), project.build(site="after", now="2026-12-01T00:00:00+00:00")
    assert b"Arrests" not in b"".join(files_of(before.site).values())
    assert b"2026-12-01" not in b"".join(files_of(before.site).values())
    assert "Arrests were made today." in after.page("advisories/tax")
    assert head_property(parsed(after.page("advisories/tax")), "article:modified_time") == ["2026-12-01T00:00:00+00:00"]


def test_names_are_the_same_however_their_letters_are_composed(project: Project) -> None:
    """macOS writes "ô" as two characters in file names, and some editors do in texts."""
    area = "---\nname: D\u00f4l Ganol\nnation: Wales\nforce: {name: X, website: https://x.example/}\n---\n"
    project.add("areas/dol-ganol.md", area)
    project.add("advisories/m\u00f4n.md", VALID.replace("Kent", "Do\u0302l Ganol"))
    project.add("advisories/other.md", VALID + "\n[x](mo\u0302n.md)\n")
    built = project.build()
    assert built.exit_status == 0, built.output
    assert "../mon/" in parsed(built.page("advisories/other")).xpath("//article//a/@href")


def test_public_text_may_not_link_to_what_is_hidden(project: Project) -> None:
    project.add("advisories/secret.md", DRAFT)
    project.add("advisories/open.md", VALID + "\nSee [more](secret.md).\n")
    built = project.build()
    assert built.exit_status != 0
    assert "content/advisories/open.md:10:12: body: The link leads to content/advisories/secret.md" in built.output


def test_a_draft_with_errors_does_not_hold_up_the_others(project: Project) -> None:
    project.add("advisories/tax.md")
    project.add("advisories/unfinished.md", DRAFT.replace("Kent", "Knet").replace("2026-10-02", "soon"))
    project.add("advisories/TAX.md", DRAFT)  # the address of the public one
    built = project.build()
    assert built.exit_status == 0, built.output
    assert "Advisories: 1 public, 2 not yet." in built.output
    assert 'content/advisories/unfinished.md:3:7: area: "Knet" is not an area.' in built.output
    assert "content/advisories/TAX.md:2:1: id: content/advisories/tax.md has the id" in built.output
    assert "Callers ask for tax" in built.page("advisories/tax")


def test_a_draft_with_errors_is_as_hidden_as_any(project: Project) -> None:
    project.add("advisories/secret.md", DRAFT.replace("Kent", "Knet"))
    project.add("advisories/open.md", VALID + "\nSee [more](secret.md).\n")
    built = project.build()
    assert built.exit_status != 0
    assert "content/advisories/open.md:10:12: body: The link leads to content/advisories/secret.md" in built.output


@pytest.mark.parametrize(
    "text", [DRAFT.replace("---", "----"), DRAFT.replace("title: ", "title: Colon: "), "\x00" + DRAFT]
)
def test_a_draft_that_cannot_be_read_exactly_stops_the_build(project: Project, text: str) -> None:
    """It could be anything, so nobody can say that it is a draft."""
    project.add("advisories/tax.md")
    project.add("advisories/unreadable.md", text)
    assert project.build().exit_status != 0


def test_an_error_in_a_scheduled_advisory_stops_the_build(project: Project) -> None:
    project.add("advisories/soon.md", VALID.replace("2026-10-02", "2026-12-02").replace("Kent", "Knet"))
    assert project.build().exit_status != 0


def test_a_draft_may_link_to_a_draft(project: Project) -> None:
    project.add("advisories/secret.md", DRAFT)
    project.add("advisories/other.md", DRAFT + "\nSee [more](secret.md).\n")
    assert project.build().exit_status == 0


def test_a_scheduled_text_may_not_link_to_a_later_one(project: Project) -> None:
    project.add("advisories/later.md", VALID.replace("2026-10-02", "2026-12-24"))
    project.add("advisories/sooner.md", VALID.replace("2026-10-02", "2026-12-01") + "\nSee [more](later.md).\n")
    assert "content/advisories/sooner.md:10:12" in project.build().output


def test_a_site_without_advisories_builds(project: Project) -> None:
    built = project.build()
    assert built.exit_status == 0, built.output
    assert "There are no warnings here at the moment." in built.page("areas/kent")
    assert feedparser.parse((built.site / "feed.xml").read_bytes()).bozo == 0


def test_nothing_else_in_the_content_folder_is_published(project: Project) -> None:
    for name in ("notes.html", "advisories/van.jpg", "areas/kent.md~", "areas/map.svg", "folder/letter.docx"):
        project.add(name, "secret")
    built = project.build()
    assert built.exit_status == 0, built.output
    assert b"secret" not in b"".join(files_of(built.site).values())
    assert "content/advisories:1:1: warning: file: 1 file below this folder is not published." in built.output


def test_the_moment_is_local_to_the_site_without_a_zone(project: Project) -> None:
    project.add("advisories/tax.md", VALID.replace("2026-10-02 08:30", "2026-07-01 12:00"))
    assert not (project.build(now="2026-07-01T11:59:59").site / "advisories").exists()
    assert (project.build(now="2026-07-01T12:00:00").site / "advisories").exists()


def test_the_default_moment_is_now(project: Project) -> None:
    project.add("advisories/tax.md", VALID.replace("2026-10-02", "2020-10-02"))
    project.add("advisories/far.md", VALID.replace("2026-10-02", "2999-10-02"))
    built = project.build(now="")
    assert built.exit_status == 0, built.output
    assert (built.site / "advisories/tax").is_dir()
    assert not (built.site / "advisories/far").exists()
    assert NOW not in built.output
