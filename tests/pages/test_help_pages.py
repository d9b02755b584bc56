"""Help pages, and placeholders, which may stand in them until the site is put before the public."""

import subprocess
import sys

import pytest

from html_pages import head_property, json_ld, parsed, texts
from projects import VALID, Project, plain_environment

HELP = """\
---
title: What this site stores
description: It stores nothing about you.
---

Nothing. See [your area](../areas/kent.md).
"""
PLACEHOLDER = HELP.replace("Nothing.", "Ask {NAME OF\nOFFICER} for more.")


def test_a_help_page_is_linked_from_every_page(project: Project) -> None:
    project.add("help/Privacy.md", HELP)
    project.add("help/about.md", HELP.replace("What this site stores", "</title><script>alert(1)</script> & us"))
    project.add("advisories/tax.md", VALID + "\nSee [what we store](../help/Privacy.md).\n")
    built = project.build()
    assert built.exit_status == 0, built.output
    page = parsed(built.page("help/privacy"))
    assert texts(page, "//h1") == ["What this site stores"]
    assert texts(page, "//head/title") == ["What this site stores | Scam Warnings"]
    assert head_property(page, "og:description") == ["It stores nothing about you."]
    assert page.xpath("//div[@class='story']//a/@href") == ["../../areas/kent/"]
    assert json_ld(page, "WebPage")["name"] == "What this site stores"
    assert texts(page, "//nav[@class='breadcrumb']//li") == ["Home"]
    for address, up in (("", ""), ("archive", "../"), ("areas/kent", "../../"), ("advisories/tax", "../../")):
        footer = parsed(built.page(address)).xpath("//ul[@class='footer__help']//a")
        assert [link.get("href") for link in footer] == [f"{up}help/about/", f"{up}help/privacy/"]
        assert footer[0].text == "</title><script>alert(1)</script> & us"
    assert "../../help/privacy/" in parsed(built.page("advisories/tax")).xpath("//article//a/@href")
    not_found = parsed((built.site / "404.html").read_text("utf-8"))
    assert not_found.xpath("//ul[@class='footer__help']//a/@href") == ["/help/about/", "/help/privacy/"]
    assert "<loc>https://warnings.example/help/privacy/</loc>" in (built.site / "sitemap.xml").read_text("utf-8")


def test_without_help_pages_there_is_no_list_of_them(project: Project) -> None:
    built = project.build()
    assert built.exit_status == 0, built.output
    assert parsed(built.page("")).xpath("//ul[@class='footer__help']") == []


@pytest.mark.parametrize(
    ("name", "text", "sentence"),
    [
        (
            "a.md",
            HELP.replace("title", "titled"),
            'a.md:2:1: titled: There is no field "titled". Did you mean',
        ),
        ("a.md", HELP.replace("title: What this site stores\n", ""), "a.md:2:1: title: The help page has no title."),
        (
            "a.md",
            HELP.replace("It stores nothing about you.", ""),
            "a.md:3:13: description: The help page has no description.",
        ),
        ("a.md", HELP.partition("Nothing")[0], "a.md:5:1: body: There is no text below the metadata."),
        ("more/a.md", HELP, "more/a.md:2:1: file: A help page lies in a folder of its own. Move the file to content/"),
        ("page.md", HELP, 'page.md:2:1: file: "page.md" cannot become the address of a page. Rename the file'),
        ("a.md", HELP.replace("../areas/kent", "../areas/knet"), 'a.md:6:26: body: The link "../areas/knet.md" names'),
        ("a.md", "no metadata", "a.md:1:1: metadata:"),
    ],
)
def test_wrong_help_pages(project: Project, name: str, text: str, sentence: str) -> None:
    project.add(f"help/{name}", text)
    built = project.build()
    assert built.exit_status != 0
    assert f"content/help/{sentence}" in built.output
    assert not built.site.exists()


def test_two_help_pages_with_one_address(project: Project) -> None:
    project.add("help/Who we are.md", HELP)
    project.add("help/who-we-are.md", HELP)
    built = project.build()
    assert (
        "content/help/who-we-are.md:2:1: file: content/help/Who we are.md would have the same address" in built.output
    )
    assert built.exit_status != 0


def test_a_help_page_may_not_link_to_what_is_hidden(project: Project) -> None:
    project.add("advisories/secret.md", VALID.replace("publish:\n", "publish:\n  status: draft\n"))
    project.add("help/a.md", HELP + "\n[soon](../advisories/secret.md)\n")
    assert "content/help/a.md:8:8: body: The link leads to content/advisories/secret.md" in project.build().output


def test_placeholders_are_one_warning_a_page_at_the_desk(project: Project) -> None:
    project.add("help/a.md", PLACEHOLDER.replace("What this", "What {SITE NAME}"))
    built = project.build(FOREWARN_DEPLOY="0")
    assert built.exit_status == 0, built.output
    cure = "Write the words that it stands for, without the braces. The site cannot be deployed before."
    stands = "stands for words of your own; further down 1 more does."
    assert f'content/help/a.md:2:8: warning: title: "{{SITE NAME}}" {stands} {cure}' in built.output
    assert built.output.count("warning:") == 1


def test_a_placeholder_stops_a_deployment(project: Project) -> None:
    project.add("help/a.md", PLACEHOLDER)
    built = project.build(FOREWARN_DEPLOY="1")
    assert built.exit_status != 0
    message = (
        '"{NAME OF OFFICER}" stands for words of your own. Write the words that it stands for, without the braces.'
    )
    assert f"content/help/a.md:6:5: body: {message}\n" in built.output
    assert not built.site.exists()


def test_a_placeholder_on_the_home_page_stops_a_deployment(project: Project) -> None:
    home = project.content / "index.md"
    home.write_text(home.read_text("utf-8") + "\nWe are {NAME OF FORCE}.\n", "utf-8")
    assert project.build(FOREWARN_DEPLOY="").exit_status == 0
    built = project.build(site="deployed", FOREWARN_DEPLOY="yes")
    assert built.exit_status != 0
    assert 'content/index.md:16:8: body: "{NAME OF FORCE}" stands for words of your own.' in built.output


def test_gh_deploy_is_a_deployment(project: Project) -> None:
    project.add("help/a.md", PLACEHOLDER)
    command = [sys.executable, "-m", "mkdocs", "gh-deploy", "-f", "mkdocs.yml", "-d", "site"]
    environment = plain_environment()
    ended = subprocess.run(
        command, cwd=project.folder, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert ended.returncode != 0
    assert '"{NAME OF OFFICER}" stands for words of your own.' in ended.stderr
    assert "1 error. Nothing was published." in ended.stderr
