"""The documents for editors: a guide that is true, pages whose links lead somewhere, and nothing of it in public."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml.html import HtmlElement, fragment_fromstring
from PIL import Image

from forewarn.addresses import DATASET_SCHEMA
from forewarn.commands import main
from forewarn.commands.project import open_project
from forewarn.explanation import explanations, groups
from forewarn.outputs.handbook import FOLDER, HandbookPage
from forewarn.outputs.handbook.rules_page import VISIBLE
from forewarn.reading import read_document
from forewarn.site.handbook import read_handbook
from guide import AFTERWARDS, FILE, GUIDE, forms, refused, shown, steps
from projects import NOW, ROOT, Built, Project
from screenshots import GUIDED, REFUSAL

HANDBOOK = read_handbook(ROOT)
PAGES = {page.name: page for page in HANDBOOK.pages}
LONGEST_GUIDE = 7500  # characters: two screens of a desk, without the pictures


def run(project: Project, command: str, *arguments: str, now: str = NOW) -> Result:
    config = str(project.folder / "mkdocs.yml")
    return CliRunner().invoke(main, [command, "-f", config, "--now", now, *arguments], catch_exceptions=False)


def tree(page: HandbookPage) -> HtmlElement:
    return fragment_fromstring(page.html, create_parent="main")


def test_the_guide_is_the_first_page_and_every_document_is_one() -> None:
    assert HANDBOOK.pages[0].name == "guide"
    assert PAGES.keys() == {path.stem for path in (ROOT / FOLDER).glob("*.md")} >= {"guide", "fields", "rules"}
    assert PAGES["fields"].title == "The fields"
    assert all("<h1" not in page.html for page in HANDBOOK.pages)


def test_a_project_without_documents_has_no_pages(tmp_path: Path) -> None:
    found = read_handbook(tmp_path)
    assert (found.pages, found.pictures) == ((), {})


def test_every_link_between_the_documents_leads_to_a_page_and_a_place_in_it() -> None:
    links = [(name, href) for name, page in PAGES.items() for href in tree(page).xpath("//a/@href")]
    assert ("guide", "../fields/") in links
    for name, href in links:
        if href.startswith("https://"):
            continue
        to, _, anchor = href.removeprefix("../").partition("/")
        assert to in PAGES, (name, href)
        assert not anchor or tree(PAGES[to]).xpath("//*[@id=$id]", id=anchor.removeprefix("#")), (name, href)


def test_every_picture_is_there_is_small_and_is_told_in_words() -> None:
    shown_ones = {img.get("src"): img.get("alt") for page in HANDBOOK.pages for img in tree(page).xpath("//img")}
    names = {f"{view.name}.png" for view in (*GUIDED, REFUSAL)}
    assert shown_ones.keys() == {f"../pictures/{name}" for name in names}
    assert HANDBOOK.pictures.keys() == names
    assert all(len(words) > 40 for words in shown_ones.values())
    assert all(len(data) < 50_000 for data in HANDBOOK.pictures.values())
    for view in (*GUIDED, REFUSAL):
        with Image.open(ROOT / FOLDER / "pictures" / f"{view.name}.png") as picture:
            assert picture.size == (view.width * view.scale, (view.height or 0) * view.scale)


def test_headings_have_addresses_of_their_own() -> None:
    for page in HANDBOOK.pages:
        ids = tree(page).xpath("//*[self::h2 or self::h3]/@id")
        assert ids
        assert len(ids) == len(set(ids))


def test_the_page_of_all_rules_has_every_rule_once_with_its_examples() -> None:
    page = tree(PAGES["rules"])
    assert sorted(page.xpath("//h3/text()")) == sorted(explanations())
    assert page.xpath("//h2/text()")[0] == "The file as a whole"
    examples = [code.text.rstrip("\n") for code in page.xpath("//pre/code")]
    told = [example for rules in groups().values() for rule in rules for example in (rule.wrong, rule.right)]
    assert [_seen(example) for example in examples] == [_seen(example) for example in told]


def _seen(example: str) -> str:
    """Give an example as somebody sees it: with signs for what cannot be seen, and without spaces at the ends."""
    return "\n".join(line.rstrip() for line in example.translate(VISIBLE).split("\n"))


def test_every_rule_stands_in_one_group() -> None:
    grouped = [rule.rule for rules in groups().values() for rule in rules]
    assert sorted(grouped) == sorted(explanations())
    assert len(groups()) >= 8
    assert all(heading and len(rules) > 1 for heading, rules in groups().items())


def test_the_guide_is_two_screens_long() -> None:
    assert len(GUIDE.read_text("utf-8")) < LONGEST_GUIDE
    assert forms() == {"console", "markdown", "text", "yaml"}


def commands() -> Iterator[list[str]]:
    """Give the commands that the guide and the templates name, each with its arguments."""
    places = [GUIDE, ROOT / FOLDER / "vs-code.md", ROOT / ".github/pull_request_template.md"]
    told = [line for block in shown("console") for line in block.splitlines()]
    for place in places:
        told += re.findall(r"`(forewarn [^`]+)`", place.read_text("utf-8"))
    yield from (line.split()[1:] for line in told)


def test_every_command_of_the_guide_is_there() -> None:
    named = {command for command, *_ in commands()}
    assert {"check", "explain", "fix", "new", "preview"} <= named
    assert named <= main.commands.keys()
    for command, *arguments in commands():
        given = {argument for argument in arguments if argument.startswith("-")}
        assert given <= {option for each in main.commands[command].params for option in each.opts}
    explained = [arguments for command, *arguments in commands() if command == "explain"]
    assert explained == [["area-unknown"]]


@pytest.mark.parametrize("step", ["draft", "published", "corrected", "withdrawn"])
def test_the_advisory_of_the_guide_passes_at_every_step(project: Project, step: str) -> None:
    project.add(FILE, steps()[step])
    assert run(project, "check", now=AFTERWARDS).output == "Nothing is wrong.\n"
    (advisory,) = open_project(project.folder / "mkdocs.yml", AFTERWARDS).survey.register.advisories
    expected = {"draft": "draft", "withdrawn": "withdrawn"}.get(step, "live")
    assert (advisory.status, len(advisory.updates)) == (expected, int(step in {"corrected", "withdrawn"}))


def test_the_refusal_of_the_guide_is_what_the_command_says(project: Project) -> None:
    project.add(FILE, refused())
    found = run(project, "check")
    assert (found.exit_code, [found.output]) == (1, shown("text"))


def test_a_new_advisory_is_in_the_file_and_the_form_that_the_guide_shows(project: Project) -> None:
    document, _ = read_document(FILE, steps()["draft"].encode())
    assert document is not None
    lines = [f"--advice={line.value}" for line in document.texts("advice")]
    named = ("--title", document.text("title"), "--topic", document.text("topic"), "--area", document.text("area"))
    given = (*named, "--severity", document.text("severity"), *lines, "--body", document.body)
    made = run(project, "new", *given, now=document.text("publish.date"))
    assert made.exit_code == 0, made.output
    assert (project.content / FILE).read_text("utf-8") == steps()["draft"]


def test_the_snippet_for_a_whole_advisory_passes_as_it_is_put_in(project: Project) -> None:
    snippets = json.loads((ROOT / ".vscode/forewarn.code-snippets").read_text("utf-8"))
    text = "\n".join(snippets["A whole advisory"]["body"])
    for variable, value in (("YEAR", "2026"), ("MONTH", "10"), ("DATE", "02"), ("HOUR", "08"), ("MINUTE", "30")):
        text = text.replace(f"$CURRENT_{variable}", value)
    text = re.sub(r"\$\{\d\|([^,|]+)[^|]*\|\}", r"\1", text)
    text = re.sub(r"\$\{\d:([^}]*)\}", r"\1", text).replace("$0", "Hang up.")
    assert "$" not in text
    project.add("advisories/2026/a.md", text)
    assert run(project, "check").output == "Nothing is wrong.\n"


def test_the_settings_for_vs_code_name_schemas_and_texts_that_there_are() -> None:
    settings = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))["yaml.schemas"]
    assert len(settings) == len(list((ROOT / FOLDER / "schemas").iterdir()))
    for schema, patterns in settings.items():
        assert (ROOT / schema).is_file()
        assert any(True for pattern in patterns for _ in ROOT.glob(pattern)), schema
    recommended = json.loads((ROOT / ".vscode/extensions.json").read_text("utf-8"))["recommendations"]
    assert "redhat.vscode-yaml" in recommended


def test_nothing_of_the_documents_is_published(sample_site: Built, tmp_path: Path) -> None:
    project = Project(tmp_path / "project")
    (project.folder / "docs").symlink_to(ROOT / "docs")
    project.add(FILE, steps()["published"])
    built = project.build()
    assert built.exit_status == 0, built.output
    for site in (sample_site.site, built.site):
        names = [path.relative_to(site).as_posix() for path in site.rglob("*")]
        assert len(names) > 20
        assert [name for name in names if re.search(r"editors|handbook|schema|guide|docs(/|$)", name)] == [
            DATASET_SCHEMA
        ]
        pages = [path.read_text("utf-8") for path in site.rglob("*.html")]
        assert [page for page in pages if "editors/" in page or "All rules" in page] == []
