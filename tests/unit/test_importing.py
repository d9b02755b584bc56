"""``forewarn import``: what comes of every kind of source, of what is there already, and of what is broken."""

import json
import os
import shutil
import socket
import stat
import time
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from forewarn.commands import main
from forewarn.writing import write_new
from projects import NOW, ROOT, SHIPPED, VALID, Project, files_of
from seed_documents import write_seed_documents

PAGES = ROOT / "tests" / "fixtures" / "saved-pages"
FEEDS = ROOT / "tests" / "fixtures" / "feeds"
LAYOUTS = sorted(path.name for path in PAGES.iterdir())

SEED = """\
```yaml
area: Kent
og:
  image: https://www.force.example/share.jpg?w=600&amp;h=300
  locale: en_GB
  type: website
  url: https://www.force.example/news/callers/
publish:
  date: 12:31 09/07/2020
title: Callers use police numbers | Kent Police
url: https://www.force.example/news/callers/
```

Two people in **Faversham** , who were afraid, paid Â£900 each to a caller who said that he was a police officer.
"""


NAMED = ("cumbria", "surrey", "sussex", "west-yorkshire", "dyfed-powys")  # in what is imported, beside the usual areas


@pytest.fixture
def project(project: Project) -> Project:
    for area in NAMED:
        shutil.copy(SHIPPED / f"areas/{area}.md", project.content / "areas")
    return project


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing that is imported is a reason to ask anybody anything."""

    def refuse(*_: object) -> None:
        raise AssertionError("a connection was made")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "source"
    folder.mkdir()
    return folder


def run(project: Project, *arguments: object) -> Result:
    config = str(project.folder / "mkdocs.yml")
    words = ["import", "-f", config, "--now", NOW, *map(str, arguments)]
    return CliRunner().invoke(main, words, catch_exceptions=False)


def report(project: Project, *arguments: object) -> Any:
    return json.loads(run(project, *arguments, "--format", "json").stdout)


def fates(project: Project, *arguments: object) -> Mapping[str, str]:
    return {Path(text["source"]).name: text["fate"] for text in report(project, *arguments)["texts"]}


def messages(project: Project, *arguments: object) -> str:
    texts = report(project, *arguments)["texts"]
    return "\n".join(problem["message"] for text in texts for problem in text["problems"])


def written(project: Project) -> Mapping[str, str]:
    folder = project.content / "advisories"
    return {name: data.decode() for name, data in files_of(folder).items()}


def body_of(text: str) -> str:
    return text.split("---\n", 2)[2].strip()


def titled(title: str, body: str, **fields: str) -> str:
    more = "".join(f"{name}: {value}\n" for name, value in fields.items())
    return f"---\ntitle: {title}\narea: Kent\n{more}publish:\n  date: 2026-10-02 08:30\n---\n\n{body}\n"


def page(body: str, head: str = "") -> str:
    return f"<html><head><title>Callers</title>{head}</head><body><main>{body}</main></body></html>"


PROSE = "<p>Somebody calls and asks you to move all your savings to an account that is safe.</p>"


def test_a_document_keeps_what_it_says_and_is_mended(project: Project, source: Path) -> None:
    (source / "000_c3f1.txt").write_text(SEED, "utf-8")
    done = run(project, source)
    assert done.exit_code == 0
    assert written(project) == {
        "2020/000-c3f1.md": (
            "---\narea: Kent\nog:\n  image: https://www.force.example/share.jpg?w=600&h=300\n  locale: en_GB\n"
            "  type: website\n  url: https://www.force.example/news/callers/\npublish:\n  date: 12:31 09/07/2020\n"
            "title: Callers use police numbers | Kent Police\nurl: https://www.force.example/news/callers/\n---\n\n"
            "Two people in **Faversham**, who were afraid, paid £900 each to a caller who said that he was a police"
            " officer.\n"
        )
    }
    assert "imported as content/advisories/2020/000-c3f1.md\n" in done.output
    assert [f":{place}" in done.output for place in ("4:10: og.image", "14:53: body", "14:28: body")] == [True] * 3
    assert done.output.endswith("1 imported, 0 skipped, 0 left where they are.\n")


def test_what_is_imported_builds_with_nothing_left_to_repair(project: Project, source: Path) -> None:
    (source / "a.txt").write_text(SEED, "utf-8")
    run(project, source, *(PAGES / layout / "page.html" for layout in LAYOUTS), FEEDS)
    config = str(project.folder / "mkdocs.yml")
    found = CliRunner().invoke(main, ["check", "-f", config, "--now", NOW, "--format", "json"])
    problems = json.loads(found.output)
    drafts = {name for name, text in written(project).items() if "status: draft" in text}
    assert [p for p in problems if p["level"] == "repair" and p["rule"] != "title-suffix"] == []
    assert {p["file"].removeprefix("content/advisories/") for p in problems if p["level"] == "error"} <= drafts
    built = project.build()
    assert built.exit_status == 0, built.output
    public = {path.parent.name for path in (built.site / "advisories").glob("*/index.html")}
    assert public == {Path(name).stem for name in written(project).keys() - drafts}
    assert len(public) >= len(LAYOUTS) + 3


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_saved_page_is_its_text_and_nothing_else(layout: str, project: Project) -> None:
    assert len(LAYOUTS) == 5
    done = run(project, PAGES / layout / "page.html")
    assert done.exit_code == 0
    assert list(written(project).values()) == [(PAGES / layout / "expected.md").read_text("utf-8")]


def test_the_area_of_a_page_is_that_of_the_force_that_publishes_it(project: Project, source: Path) -> None:
    head = '<meta property="og:site_name" content="Essex Police">'
    (source / "a.html").write_text(page(f"{PROSE}<p>It happened in Kent, and again in Kent.</p>", head))
    (source / "b.html").write_text(page(PROSE.replace("savings", "gold"), '<meta name="area" content="Sussex">' + head))
    run(project, source)
    areas = {line for text in written(project).values() for line in text.split("\n") if "area" in line}
    assert areas == {"area: Essex", "area: Sussex"}


def test_what_nobody_says_is_never_guessed(project: Project, source: Path) -> None:
    (source / "a.html").write_text(page(f"{PROSE}<p>On 3 March 2026 it happened in Kent.</p>"))
    (told,) = report(project, source)["texts"]
    assert (told["is_draft"], told["file"]) == (True, "content/advisories/undated/callers.md")
    assert {problem["rule"] for problem in told["problems"]} == {"area-missing", "date-missing"}
    (text,) = written(project).values()
    assert "publish:\n  status: draft\n" in text
    assert "area" not in text.split("---")[1]


def test_the_language_of_a_page_is_that_of_the_site_which_it_means(project: Project, source: Path) -> None:
    project.in_welsh()
    for name, tag in {"a": "cy", "b": "cy-GB", "c": "en", "d": "pl"}.items():
        text = page(PROSE.replace("savings", f"savings {name}")).replace("<html>", f'<html lang="{tag}">')
        (source / f"{name}.html").write_text(text)
    run(project, source)
    said = ["locale: cy_GB" in written(project)[f"undated/callers{number}.md"] for number in ("", "-2", "-3", "-4")]
    assert said == [True, True, False, False]


def test_two_dates_that_differ_are_told_and_none_is_taken(project: Project, source: Path) -> None:
    head = (
        '<meta property="article:published_time" content="2026-03-04"><meta name="dc.date.issued" content="2026-05-04">'
    )
    (source / "a.html").write_text(page(PROSE, head))
    (told,) = report(project, source, "--area", "Kent")["texts"]
    assert told["is_draft"]
    assert told["notes"] == ["The page gives several dates of publication: 2026-03-04, 2026-05-04. Choose one."]


def test_pictures_and_links_that_cannot_come_along_are_told(project: Project, source: Path) -> None:
    links = '<p>See <a href="/advice">this</a> and <a href="#top">that</a>.</p>'
    (source / "a.html").write_text(page(f'{PROSE}{links}<img src="a_files/van.jpg" alt="A van">'))
    (told,) = report(project, source)["texts"]
    assert told["notes"] == [
        'A picture is not imported: a_files/van.jpg, which shows "A van". Put it beside the text, if it is yours.',
        'The link of "this" leads to "/advice" and is not imported; nobody can tell on which website.',
    ]
    assert "See this and that." in body_of(*written(project).values())


def test_boxes_beside_the_text_are_told(project: Project, source: Path) -> None:
    box = "An officer said that she had never seen so many of these calls in a single week, and that it will go on."
    (source / "a.html").write_text(page(f"<article>{PROSE}<aside><p>{box}</p></aside>{PROSE}</article>"))
    (told,) = report(project, source)["texts"]
    assert told["notes"][0].startswith('Not imported, as it stands beside the text: "An officer said')


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p># no heading</p>", r"\# no heading"),
        ("<p>1. no item</p>", r"1\. no item"),
        ("<p>a_b and _c_ and *d*</p>", r"a_b and \_c\_ and \*d\*"),
        ("<p>&lt;b&gt; &amp;amp; [x](y)</p>", r"&lt;b> &amp;amp; \[x](y)"),
        ("<h1>One</h1><p>x</p>", "## One\n\nx"),
        ("<ol start=3><li>a<li>b</ol>", "3. a\n4. b"),
        ("<ul><li><p>a</p><p>b</p></ul>", "- a\n\n    b"),
        ("<p>one<br>two<br><br>three</p>", "one  \ntwo\n\nthree"),
        ("<table><tr><th>a<th>b|c<tr><td>d<td>e</table>", "| a | b\\|c |\n| --- | --- |\n| d | e |"),
        (
            '<p><a href="javascript:x()">a</a> <a href="https://x.example/(1)">b</a></p>',
            "a [b](https://x.example/%281%29)",
        ),
        (
            '<p><a href="/cdn-cgi/l/email-protection" data-cfemail="422302206c21">[email&#160;protected]</a></p>',
            "a@b.c",
        ),
        ("<p>a\u200bb&shy;c</p>", "abc"),
    ],
)
def test_html_becomes_the_markdown_that_reads_the_same(
    html: str, markdown: str, project: Project, source: Path
) -> None:
    (source / "a.html").write_text(page(f'<div class="entry-content">{PROSE}{html}</div>'), "utf-8")
    run(project, source)
    assert body_of(*written(project).values()).partition("\n\n")[2] == markdown


def test_a_page_in_an_older_encoding_and_one_that_lies_about_it(project: Project, source: Path) -> None:
    windows = '<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">'
    (source / "a.html").write_bytes(page(f"{PROSE}<p>It’s £5</p>", windows).encode("cp1252"))
    (source / "b.html").write_bytes(page(f"{PROSE}<p>It’s £6</p>", '<meta charset="utf-8">').encode("cp1252"))
    (source / "c.html").write_bytes(page(f"{PROSE}<p>It’s £7, or so they told her</p>").encode("utf-16"))
    assert fates(project, source) == {"a.html": "imported", "b.html": "left", "c.html": "imported"}
    assert "It’s £5" in written(project)["undated/callers.md"]
    assert "It’s £7" in written(project)["undated/callers-2.md"]


def test_every_entry_of_an_rss_feed_is_an_advisory(project: Project) -> None:
    told = report(project, FEEDS / "force.rss")
    assert [(t["source"].rpartition("/")[2], t["file"], t["is_draft"]) for t in told["texts"]] == [
        ("force.rss, entry 1", "content/advisories/2026/callers-sell-loft-insulation-do-not-come-back.md", False),
        ("force.rss, entry 2", "content/advisories/2026/short-one.md", True),
        ("force.rss, entry 3", "content/advisories/undated/no-date.md", True),
    ]
    whole, short, undated = (written(project)[t["file"].removeprefix("content/advisories/")] for t in told["texts"])
    assert whole == (
        "---\ntitle: Callers sell loft insulation & do not come back\narea: Essex\n"
        "url: https://news.essex.example/loft/\nog:\n  description: A firm that does not exist takes deposits.\n"
        "  locale: en_GB\npublish:\n  date: 2026-07-09T12:31:00+01:00\ntopic:\n  - Doorstep crime\n---\n\n"
        "A firm that does not exist takes **deposits** of £200 in Harlow.\n\n- Shut the door.\n- Call 101.\n\n"
        "Read [our advice](https://news.essex.example/advice/).\n"
    )
    assert told["texts"][1]["notes"][0].startswith("The feed seems to have only the beginning of the text.")
    assert "status: draft" in short
    assert told["texts"][2]["notes"] == ['The date "yesterday" cannot be read exactly.']
    assert "area: Kent\n" in undated


def test_every_entry_of_an_atom_feed_is_an_advisory(project: Project) -> None:
    told = report(project, FEEDS / "council.atom", "--area", "Essex")["texts"]
    first, second = (written(project)[text["file"].removeprefix("content/advisories/")] for text in told)
    assert first == (
        "---\ntitle: Puppies that nobody has seen\narea: Surrey\nurl: https://council.example/puppies\nog:\n"
        "  description: Buyers paid for puppies that are not there.\npublish:\n  date: 2026-03-02T09:00:00Z\n---\n\n"
        "Buyers in Woking paid for puppies that are not there.\n\n## What to do\n\n"
        "See the puppy with its mother first.\n"
    )
    assert (told[1]["is_draft"], "area: Essex" in second) == (True, True)
    assert 'only when the text was last changed: "2026-03-03T10:00:00Z"' in told[1]["notes"][1]


def test_an_archive_gives_what_its_folder_gives(project: Project, source: Path, tmp_path: Path) -> None:
    write_seed_documents(source, 20)
    archive = Path(shutil.make_archive(str(tmp_path / "export"), "zip", source))
    twin = project.copied_to(tmp_path / "twin")
    assert run(project, source).exit_code == run(twin, archive).exit_code == 0
    assert written(project) == written(twin)
    assert len(written(project)) == 20


def test_an_archive_cannot_do_harm(project: Project, source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("forewarn.importing.sources.MOST_BYTES", 100_000)
    with zipfile.ZipFile(source / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../escaped.md", VALID)
        archive.writestr("/absolute.md", VALID)
        archive.writestr("bomb.md", b"a" * 50_000_000)
        archive.writestr("inner.zip", (b"PK\x03\x04" + b"x" * 100))
        archive.writestr("good.md", VALID)
        archive.writestr("__MACOSX/._good.md", b"\x00\x05")
    before = {path for path in source.parent.rglob("*") if path.is_file()}
    assert fates(project, source) == {
        "escaped.md": "left",
        "absolute.md": "left",
        "bomb.md": "left",
        "inner.zip": "left",
        "good.md": "imported",
    }
    after = {path for path in source.parent.rglob("*") if path.is_file()}
    assert {path.relative_to(project.content).as_posix() for path in after - before} == {"advisories/2026/good.md"}


def test_locked_and_damaged_archives_are_left(project: Project, source: Path) -> None:
    for name in ("locked.zip", "crc.zip", "cut.zip"):
        with zipfile.ZipFile(source / name, "w") as archive:
            archive.writestr("a.md", VALID)
    locked = bytearray((source / "locked.zip").read_bytes())
    central = locked.index(b"PK\x01\x02")
    locked[6] |= 1
    locked[central + 8] |= 1
    (source / "locked.zip").write_bytes(locked)
    (source / "crc.zip").write_bytes((source / "crc.zip").read_bytes().replace(b"Hang up", b"Hang on"))
    (source / "cut.zip").write_bytes((source / "cut.zip").read_bytes()[:60])
    (source / "no.zip").write_bytes(b"\x00" * 10)
    told = messages(project, source)
    assert "It is locked with a password." in told
    assert "It is damaged in the archive: Bad CRC-32" in told
    assert told.count("It is no zip archive that can be read") == 2
    assert run(project, source).exit_code == 1
    assert written(project) == {}


BROKEN: Mapping[str, bytes] = {
    "binary.md": bytes(range(256)),
    "picture.jpg": b"\xff\xd8\xff\xe0",
    "empty.md": b"",
    "utf16.md": VALID.encode("utf-16"),
    "windows.txt": VALID.replace("tax.", "£5.").encode("cp1252"),
    "plain.txt": b"Only words.",
    "unclosed.md": b"---\ntitle: x\n",
    "twice.md": VALID.replace("area: Kent", "area: Kent\narea: Kent").encode(),
    "glued.md": VALID.replace("publish:\n  date: 2026-10-02 08:30", "publish: tomorrow").encode(),
    "cut.rss": b"<rss version='2.0'><channel><item><title>x</title>",
    "bomb.rss": b'<!DOCTYPE r [<!ENTITY a "b"><!ENTITY c "&a;&a;">]><rss version="2.0"><channel>&c;</channel></rss>',
    "no-entries.rss": b"<rss version='2.0'><channel><title>x</title></channel></rss>",
    "empty.html": b"",
    "no-text.html": b"<html><body><nav><a href='/'>Home</a></nav></body></html>",
    "deep.html": b"<html><body>" + b"<div>" * 5000 + PROSE.encode(),
    "lost.html": page(f"{PROSE}<p>A letter \ufffd was lost</p>").encode(),
    "saved.mhtml": b"From: <Saved by Blink>\r\n",
    "long.html": page(PROSE * 2000).encode(),
}


@pytest.mark.parametrize("name", BROKEN)
def test_what_cannot_be_imported_is_left_with_a_reason(name: str, project: Project, source: Path) -> None:
    (source / name).write_bytes(BROKEN[name])
    done = run(project, source)
    assert done.exit_code == 1
    assert done.output.endswith("0 imported, 0 skipped, 1 left where they are.\n")
    (told,) = report(project, source)["texts"]
    assert told["fate"] == "left"
    assert all(problem["message"] and problem["cure"] and problem["line"] >= 1 for problem in told["problems"])
    assert told["problems"]
    assert (source / name).read_bytes() == BROKEN[name]
    assert written(project) == {}


def test_links_pipes_and_huge_files_are_not_opened(project: Project, source: Path) -> None:
    (source / "elsewhere.md").symlink_to(ROOT / "README.md")
    os.mkfifo(source / "pipe.md")
    with (source / "huge.md").open("wb") as file:
        file.truncate(10**9)
    told = messages(project, source)
    assert ("It is a link to another place." in told, "It is no file." in told) == (True, True)
    assert "It has 953 MB; more than 16 MB is not read." in told


def test_what_a_browser_saves_with_a_page_is_passed_over(project: Project, source: Path) -> None:
    (source / "a.html").write_text(page(PROSE))
    (source / "a_files").mkdir()
    (source / "a_files" / "main.js").write_text("x")
    with zipfile.ZipFile(source / "b.zip", "w") as archive:
        archive.writestr("b.html", page(PROSE.replace("savings", "gold")))
        archive.writestr("b_files/main.css", "x")
    (source / ".DS_Store").write_bytes(b"\x00")
    assert fates(project, source) == {
        "a.html": "imported",
        "main.js": "skipped",
        "b.html": "imported",
        "main.css": "skipped",
    }


def test_an_unknown_area_makes_a_draft(project: Project, source: Path) -> None:
    (source / "a.md").write_text(VALID.replace("area: Kent", "area: Knet"))
    (told,) = report(project, source)["texts"]
    assert told["is_draft"]
    (problem,) = told["problems"]
    assert (problem["file"], problem["line"]) == ("content/advisories/2026/a.md", 3)
    assert (problem["message"], problem["cure"]) == ('"Knet" is not an area.', 'Did you mean "Kent"?')


def test_missing_areas_are_made_and_no_site_is_built_until_they_are_finished(project: Project, source: Path) -> None:
    (source / "a.md").write_text(VALID.replace("area: Kent", "area: Ashmere"))
    told = report(project, source, "--make-areas")
    assert (told["areas"], told["texts"][0]["is_draft"]) == ({"content/areas/ashmere.md": "Ashmere"}, False)
    made = project.content / "areas" / "ashmere.md"
    assert made.read_text("utf-8") == (
        '---\nname: Ashmere\nnation: "{NATION}"\nforce:\n  name: "{NAME OF THE POLICE FORCE}"\n'
        '  website: "{ADDRESS OF ITS WEBSITE}"\n---\n\n\n'
    )
    refused = project.build()
    assert refused.exit_status == 1
    assert project.blamed(refused.output) == {"areas/ashmere.md"}
    assert report(project, source, "--make-areas")["areas"] == {}
    finished = (
        made.read_text("utf-8").replace('"{NATION}"', "England").replace('"{NAME OF THE POLICE FORCE}"', "Ashmere")
    )
    made.write_text(finished.replace('"{ADDRESS OF ITS WEBSITE}"', "https://ashmere.example/"), "utf-8")
    assert project.build().exit_status == 0


def test_the_area_of_texts_that_name_none(project: Project, source: Path) -> None:
    (source / "a.md").write_text(VALID.replace("area: Kent\n", ""))
    (source / "b.md").write_text(titled("Other", "Somebody sells fish from a van."))
    wrong = run(project, source, "--area", "Esex")
    assert (wrong.exit_code, 'Did you mean "Essex"?' in wrong.output, written(project)) == (2, True, {})
    assert run(project, source, "--area", "Essex").exit_code == 0
    assert ["area: Essex" in text for text in written(project).values()] == [True, False]


def test_an_error_of_any_kind_makes_a_draft_that_holds_nobody_up(project: Project, source: Path) -> None:
    (source / "a.md").write_text(VALID.replace("Hang up.", "Call 0300 123 204."))
    (source / "b.md").write_text(titled("Links", "Read [more](a.md) about it, and hang up."))
    told = {Path(text["source"]).name: text for text in report(project, source)["texts"]}
    assert (told["a.md"]["is_draft"], told["b.md"]["is_draft"]) == (True, True)
    assert told["a.md"]["problems"][0]["line"] == 9
    assert told["b.md"]["problems"][0]["rule"] == "link-hidden"
    assert project.build().exit_status == 0


def test_what_is_there_already_is_skipped(project: Project, source: Path) -> None:
    words = (
        "A man who says he is from the council wants to see your cellar. He shows a card that is not one of ours. "
        "He asks for a glass of water and looks around the kitchen. Two purses were gone after his visit last week. "
        "Nobody from the council calls at your door without a letter first. Keep the chain on and call the police."
    )
    project.add("advisories/2025/by-source.md", titled("One", "Hang up.", url="https://www.force.example/one"))
    project.add("advisories/2025/by-words.md", titled("Two", words))
    (source / "a.md").write_text(titled("Uno", "Shut the door.", url="http://force.example/one/"))
    (source / "b.md").write_text(titled("Due", words.replace("Two purses", "Three purses")).replace("Kent", "Essex"))
    (source / "c.md").write_text(titled("Terza", words.upper()))
    (source / "d.md").write_text(titled("Quattro", "Hang up."))
    done = run(project, source)
    assert done.exit_code == 0
    said = done.output.replace(f"{source}/", "").split("\n")
    assert said[:3] == [
        "a.md: skipped: content/advisories/2025/by-source.md has the same source address.",
        "b.md: skipped: content/advisories/2025/by-words.md says nearly the same. It names Essex, which that one does"
        " not.",
        "c.md: skipped: content/advisories/2025/by-words.md says the same.",
    ]
    assert said[3].startswith("d.md: imported")


def test_a_correction_and_a_translation_are_no_repetition(project: Project, source: Path) -> None:
    words = " ".join(f"This is sentence number {number} of a text about callers." for number in range(8))
    (source / "a.md").write_text(titled("One", words, url="https://www.force.example/one"))
    corrected = titled("Two", words, url="https://www.force.example/one")
    (source / "b.md").write_text(corrected.replace("publish:\n", "publish:\n  replaces: a\n"))
    assert set(fates(project, source).values()) == {"imported"}
    assert set(fates(project, source).values()) == {"skipped"}


def test_two_sources_with_one_name_have_two_files(project: Project, source: Path) -> None:
    project.add("advisories/2019/a.md", titled("Old", "Somebody sells fish."))
    for folder, title in (("x", "One"), ("y", "Two")):
        (source / folder).mkdir()
        (source / folder / "A.md").write_text(titled(title, f"{title} sells carpets."))
    (source / "index.md").write_text(titled("Named like a page", "Somebody sells fruit."))
    (source / "own.md").write_text(titled("Own id", "Somebody sells ladders.", id="a"))
    run(project, source)
    assert sorted(written(project)) == [
        "2019/a.md",
        "2026/a-2.md",
        "2026/a-3.md",
        "2026/a-4.md",
        "2026/named-like-a-page.md",
    ]
    assert project.build().exit_status == 0


def test_a_second_run_imports_nothing_and_sources_stay(project: Project, source: Path) -> None:
    write_seed_documents(source, 30)
    (source / "short.md").write_text(titled("Short", "Hang up."))
    before, _ = files_of(source), run(project, source)
    after = written(project)
    assert len(after) == 31
    again = run(project, source)
    assert (again.exit_code, again.output.endswith("0 imported, 31 skipped, 0 left where they are.\n")) == (0, True)
    assert (written(project), files_of(source)) == (after, before)


@pytest.mark.parametrize("count", [1, 29, *(pytest.param(count, marks=pytest.mark.long) for count in (0, 13))])
def test_a_run_that_ends_early_is_finished_by_the_next(
    count: int, project: Project, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_seed_documents(source, 30)
    for number in range(25):  # a sentence that many have, so that what is common depends on how many there are
        said = f"Always hang up on whoever calls you at night. You can never trust number {number} here. "
        (source / f"z{number:02}.md").write_text(titled(f"Z{number}", said + "Tell somebody whom you know very well."))
    twin = project.copied_to(tmp_path / "twin")
    run(twin, source)
    done: list[Path] = []

    def ends_early(path: Path, data: bytes) -> None:
        if len(done) == count:
            (path.parent / ".forewarn-half").parent.mkdir(exist_ok=True, parents=True)
            (path.parent / ".forewarn-half").write_bytes(data[:10])
            os.utime(path.parent / ".forewarn-half", (time.time() - 60,) * 2)
            raise KeyboardInterrupt
        done.append(path)
        write_new(path, data)

    monkeypatch.setattr("forewarn.importing.importer.write_new", ends_early)
    assert run(project, source).exit_code == 1
    assert len(done) == count
    monkeypatch.undo()
    assert run(project, source).exit_code == 0
    assert written(project) == written(twin)


def test_a_leftover_of_a_killed_run_holds_up_no_build(project: Project) -> None:
    project.add("advisories/2026/a.md")
    project.add("advisories/2026/.forewarn-x1y2", b"half")
    assert project.build().exit_status == 0


def test_nothing_is_written_over_and_a_full_disk_is_told(
    project: Project, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (source / "a.md").write_text(VALID)

    def taken(path: Path, _data: bytes) -> None:
        raise FileExistsError(path)

    def full(_path: Path, _data: bytes) -> None:
        raise OSError(28, "No space left on device")

    for write, said in ((taken, "Somebody else has made this file meanwhile."), (full, "No space left on device.")):
        monkeypatch.setattr("forewarn.importing.importer.write_new", write)
        done = run(project, source)
        assert (done.exit_code, said in done.output) == (1, True)


def test_a_dry_run_says_the_same_and_writes_nothing(project: Project, source: Path) -> None:
    (source / "a.md").write_text(VALID.replace("area: Kent", "area: Ashmere"))
    before = files_of(project.content)
    dry = run(project, source, "--dry-run", "--make-areas")
    assert "1 would be imported, 0 skipped, 0 left where they are." in dry.output
    assert 'content/areas/ashmere.md: would be made for the area "Ashmere".' in dry.output
    assert files_of(project.content) == before


def test_a_site_without_its_folder_and_settings_that_are_wrong(project: Project, source: Path) -> None:
    (source / "a.md").write_text(VALID)
    shutil.rmtree(project.content / "advisories")
    assert 'There is no folder "content/advisories".' in run(project, source).output
    project.configure(site_url="nowhere")
    wrong = run(project, source)
    assert (wrong.exit_code, wrong.output.startswith("Error: ")) == (1, True)


def test_new_files_have_the_usual_permissions(project: Project, source: Path) -> None:
    (source / "a.md").write_text(VALID)
    (source / "a.md").chmod(0o600)
    run(project, source)
    made = project.content / "advisories" / "2026" / "a.md"
    assert stat.S_IMODE(made.stat().st_mode) == stat.S_IMODE(project.add("advisories/b.md").stat().st_mode)
