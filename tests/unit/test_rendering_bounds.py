"""What a body may cost is counted, what comes too often is told once, and a parser is whole again after it gave up."""

import pytest

from forewarn.document import EMPTY_BLOCK, Document
from forewarn.problem import Problem
from forewarn.rendering import Body, KnownPages, Links, Renderer, phone_links
from forewarn.rendering.body import MOST_TOLD, UNRENDERED
from forewarn.rendering.effort import MOST_CHARACTERS, Effort, TooTangled

FILE = "content/advisories/a.md"
PAGES = {FILE: "advisories/a/", "content/advisories/parcel-texts.md": "advisories/parcel-texts/"}
LINKS = Links(FILE, "advisories/a/", KnownPages.of(PAGES), "https://warnings.example/")


def rendered(body: str, renderer: Renderer | None = None) -> tuple[Body, tuple[Problem, ...]]:
    document = Document(FILE, EMPTY_BLOCK, body, 1)
    return (renderer or Renderer(phone_links(()))).render(document, LINKS, ())


def test_a_count_stops_at_its_limit_and_names_the_place() -> None:
    effort = Effort()
    effort.spend(MOST_CHARACTERS, "a")
    with pytest.raises(TooTangled) as stopped:
        effort.spend(1, "one\n\n  two three\nfour", 4)
    assert stopped.value.written == "two three"


@pytest.mark.parametrize(
    ("sign", "rule"),
    [
        ("[", "body-tangled"),
        ("<a ", "body-tangled"),
        ("# a\n", "body-tangled"),
        ("- ", "body-depth"),
        ("> ", "body-depth"),
    ],
)
def test_what_is_given_up_is_told_at_its_line_and_the_next_body_is_rendered(sign: str, rule: str) -> None:
    renderer = Renderer(phone_links(()))
    body, (problem,) = rendered(f"Some words.\n\n{sign * 3000}x", renderer)
    assert body == UNRENDERED
    assert (problem.rule, problem.line) == (rule, 3)
    after, problems = rendered("- Hang *up*.", renderer)
    assert (after.html, problems) == ("<ul>\n<li>Hang <em>up</em>.</li>\n</ul>", ())


def test_the_same_fault_is_told_fifty_times_and_the_rest_is_counted() -> None:
    _, problems = rendered("".join(f"- [a](parcel-text{n}.md)\n" for n in range(MOST_TOLD + 1234)))
    assert len(problems) == MOST_TOLD
    assert [problem.line for problem in problems] == list(range(1, MOST_TOLD + 1))
    assert problems[-1].message.endswith("There are 1,234 more such places.")
    assert {problem.cure for problem in problems} == {'Did you mean "parcel-texts.md"?'}


def test_as_many_as_are_told_have_nothing_behind_them() -> None:
    _, problems = rendered("".join(f"- [a](parcel-text{n}.md)\n" for n in range(MOST_TOLD)))
    assert len(problems) == MOST_TOLD
    assert not any("more such places" in problem.message for problem in problems)
