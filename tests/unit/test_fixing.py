"""Repairs written into bytes: whatever the style, only what was mended is another, and it is read as it should be."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from forewarn.checking import with_titles_alone
from forewarn.document import Document
from forewarn.fixing import LISTS, TEXTS, Fixed, Left, fix
from forewarn.problem import Level, Problem
from forewarn.reading import read_document
from forewarn.repairing import repair
from golden_cases import SETTINGS

FORMS = {"dashed": ("---\n", "---\n"), "fenced": ("```yaml\n", "```\n"), "blank lines above": ("\n \n---\n", "--- \n")}
BODY = "\nHang up.  \n"

# The metadata of a file and what is to become of it, by what is shown.
STYLES = {
    "plain": ("title: Pay Â£900 now", "title: Pay £900 now"),
    "plain with space behind it": ("title:   Pay Â£900 now   ", "title:   Pay £900 now   "),
    "plain over two lines": ("title: Pay\n  Â£900\n\n  or Â£50", "title: Pay\n  £900\n\n  or £50"),
    "single quotes": ("title: 'It''s Â£900: pay'", "title: 'It''s £900: pay'"),
    "a quote comes within single ones": ("title: 'Itâ€™s Donâ€™t Â£9'", "title: 'It’s Don’t £9'"),
    "single quotes over lines": ("title: '  Pay\n\n  Â£900 '", "title: '  Pay\n\n  £900 '"),
    "double quotes": (r'title: "A \"fee\": Â£900 \\ Â£1"', r'title: "A \"fee\": £900 \\ £1"'),
    "escapes stay escapes": (
        r'title: "\u00e9t\xe9 \U0001F600 \t Â£900\_"',
        r'title: "\u00e9t\xe9 \U0001F600 \t £900\_"',
    ),
    "damage in escapes": (r'title: "Pay \u00c2\u00a3900 \u00e9"', r'title: "Pay \u00a3900 \u00e9"'),
    "double quotes over lines": ('title: "Pay \\\n  Â£900 and\n  Â£1"', 'title: "Pay \\\n  £900 and\n  £1"'),
    "literal block": (
        "title: |  # kept\n    Pay Â£900\n\n      or Â£1\n",
        "title: |  # kept\n    Pay £900\n\n      or £1\n",
    ),
    "folded block": ("title: >-\n  Pay Â£900\n  now\n\n   or Â£1", "title: >-\n  Pay £900\n  now\n\n   or £1"),
    "block with its indent told": ("title: |2-\n    Pay Â£900\n  or", "title: |2-\n    Pay £900\n  or"),
    "list in brackets": ("advice: [Pay Â£9, 'Â£1, or', \"x\"]  # why", "advice: [Pay £9, '£1, or', \"x\"]  # why"),
    "group in braces": ("og: {title: Pay Â£9, url: a&amp;b}", "og: {title: Pay £9, url: a&b}"),
    "list of lines": ("advice:\n- Pay Â£9\n-   Â£1 \n", "advice:\n- Pay £9\n-   £1 \n"),
    "list in a list": ("advice:\n  - - Pay Â£9\n    - b", "advice:\n  - - Pay £9\n    - b"),
    "comments": ("#Â£1\ntitle: Pay Â£9 # Â£2\n  # Â£3", "#Â£1\ntitle: Pay £9 # Â£2\n  # Â£3"),
    "order, quoted names": ("'url': a?b&amp;c\n\"title\": 'Â£9'", "'url': a?b&c\n\"title\": '£9'"),
    "a name with the same damage": ("Â£9: Â£9", "Â£9: £9"),
    "the same value twice": ("title: Â£9\nog:\n    title: Â£9", "title: £9\nog:\n    title: £9"),
    "letters beyond 16 bits": ("title: 😀 😀 Â£9 😀", "title: 😀 😀 £9 😀"),
    "entities": ("url: https://a.example/?a=1&amp;b=2&amp;c", "url: https://a.example/?a=1&b=2&c"),
    "entities as ever": ("title: A &amp; B\nurl: a&amp;b", "title: A &amp; B\nurl: a&b"),
}


def fixed(data: bytes) -> bytes:
    """Fix a file of which something is to be mended, and see that nothing is left to."""
    result = fix("a.md", data, TEXTS)
    assert isinstance(result, Fixed), result
    assert result.repairs
    assert fix("a.md", result.after, TEXTS) is None
    return result.after


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["", "marked"])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
@pytest.mark.parametrize(("before", "after"), STYLES.values(), ids=STYLES)
def test_only_what_is_mended_changes(before: str, after: str, form: tuple[str, str], end: str, mark: bytes) -> None:
    def file(metadata: str) -> bytes:
        lines = f"{form[0]}{metadata.removesuffix(chr(10))}\n{form[1]}{BODY}"
        return mark + lines.replace("\n", end).encode()

    assert fixed(file(before)) == file(after)


def test_the_body_and_every_line_end_of_a_mixed_file() -> None:
    before = "---\r\ntitle: a\n---\r\nPay Â£9 :\r\n• one\n• two \r\nBy , bus\n\n1) x\r\n    \n* y"
    after = "---\r\ntitle: a\n---\r\nPay £9 :\r\n\n- one\n- two \r\nBy, bus\n\n1. x\r\n    \n* y"
    assert fixed(before.encode()) == after.encode()


def test_lines_that_are_made_or_go_have_the_file_s_own_ends() -> None:
    before = "---\r\ntitle: A fee\r\n---\r\n\r\n# A fee\r\n\r\nThey ask: • one • two\r\n*\r\nEnd ."
    after = "---\r\ntitle: A fee\r\n---\r\n\r\n\r\n\r\nThey ask:\r\n\r\n- one\r\n- two\r\n\r\nEnd."
    assert fixed(before.encode()) == after.encode()


def test_a_list_of_fields_alone() -> None:
    result = fix("contacts.yml", "contacts:  # ours\r\n  - name: Â£9 'b'\r\n".encode(), LISTS)
    assert isinstance(result, Fixed)
    assert result.after == "contacts:  # ours\r\n  - name: £9 'b'\r\n".encode()


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (b"", 1, "The file is empty."),
        ("---\ntitle: Â£9\n---\nx".encode("utf-16"), 1, "UTF-16"),
        (b"---\ntitle: \xa39\n---\nx", 2, "not UTF-8"),
        (b"---\ntitle: a\ntitle: b\n---\nBy , bus", 3, "stands twice"),
        ("---\ntitle: Â£9: a\n---\nx".encode(), 2, "must stand in quotes"),
        ("---\ntitle: Â£9\u202e\n---\nx".encode(), 2, "invisible"),
        (b"---\rtitle: a\r---\rBy , bus", 1, "carriage return"),
    ],
)
def test_what_cannot_be_read_exactly_is_left(data: bytes, line: int, said: str) -> None:
    result = fix("a.md", data, TEXTS)
    assert isinstance(result, Left)
    assert result.line == line
    assert said in result.reason


def test_a_file_in_which_nothing_is_to_be_mended() -> None:
    assert fix("a.md", b"---\ntitle: a\n---\nHang up .now\r\n", TEXTS) is None


TITLES = {
    "plain": ("title: A fee | Scam Warnings  # x", "title: A fee  # x"),
    "plain over lines": ("title: A fee\n  | Scam\n  Warnings\narea: Kent", "title: A fee\narea: Kent"),
    "glued": ("title: A fee|Scam Warnings", "title: A fee"),
    "twice": ("title: A fee | Scam Warnings | Scam Warnings", "title: A fee"),
    "with damage": ("title: 'Â£9''s | Scam Warnings '", "title: '£9''s '"),
    "double quotes": (r'title: "A \u00a39 \"fee\" | Scam\x20Warnings"', r'title: "A \u00a39 \"fee\""'),
    "folded": ("title: >\n  A fee\n  | Scam Warnings\n\narea: Kent", "title: >\n  A fee\n\narea: Kent"),
    "for sharing": ("og: {title: A fee | Scam Warnings, url: x}", "og: {title: A fee, url: x}"),
    "needs quotes now": ("title: What's   new:| Scam Warnings", "title: 'What''s   new:'"),
    "needs quotes over lines": ("title: What's\n  new:| Scam\n  Warnings", "title: 'What''s\n  new:'"),
}


def titles_alone(document: Document) -> tuple[Document, tuple[Problem, ...]]:
    return with_titles_alone(document, (), SETTINGS)


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize(("before", "after"), TITLES.values(), ids=TITLES)
def test_a_name_behind_a_title_goes(before: str, after: str, end: str) -> None:
    def file(metadata: str) -> bytes:
        return f"---\n{metadata}\n---\nx".replace("\n", end).encode()

    result = fix("a.md", file(before), TEXTS, [titles_alone])
    assert isinstance(result, Fixed), result
    assert result.after == file(after)
    assert {problem.rule for problem in result.repairs} >= {"title-suffix"}
    assert fix("a.md", result.after, TEXTS, [titles_alone]) is None


@pytest.mark.parametrize("before", ["title: '| Scam Warnings'", "title: A | B", "title: [A | Scam Warnings]"])
def test_a_title_that_has_no_such_name_or_nothing_else_stays(before: str) -> None:
    assert fix("a.md", f"---\n{before}\n---\nx".encode(), TEXTS, [titles_alone]) is None


@pytest.mark.parametrize("new", ["A much longer title", "", "endless"])
def test_what_cannot_be_mended_for_certain_is_left_with_its_place(new: str) -> None:
    def mend(document: Document) -> tuple[Document, tuple[Problem, ...]]:
        value = document.text("title") + "!" if new == "endless" else new
        if document.text("title") == value:
            return document, ()
        mended = document.with_texts(lambda path, text: replace(text, value=value) if path == "title" else text)
        return mended, (Problem("a.md", 2, 8, "title", "title-suffix", Level.REPAIR, "It is wrong.", ""),)

    result = fix("a.md", b"---\ntitle: A fee\n---\nx", TEXTS, [mend])
    assert result == Left("a.md", 2, 8, result.reason if isinstance(result, Left) else "")
    assert "by hand" in result.reason


# Metadata and bodies as chance has them, in every style, with and without something to mend.
PIECES = ["alpha", "Â£9", "it's", 'say "no"', "a\\\\b", "é", "😀", "â€œso", "c: d", "#e", "-", "[f", "g,", "&amp;"]
VALUES = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5)
STYLED = ["single", "double", "escaped", "literal", "folded", "plain"]
LINES = [
    "",
    "* one",
    "• two",
    "1) three",
    "Four ,",
    "five:",
    "a • b • c",
    "*",
    "    Six is a sentence of some words.",
    "Â£7",
]


def styled(words: list[str], style: str, wide: bool) -> str:
    space = "\n   " if wide else " "
    if style in {"literal", "folded"}:
        return f"{'|' if style == 'literal' else '>'}\n   {space.join(words)}"
    if style == "single":
        return "'" + space.join(words).replace("'", "''") + "'"
    text = space.join(words).replace("\\", "\\\\").replace('"', '\\"')
    if style == "escaped":
        text = "".join(letter if letter.isascii() else f"\\U{ord(letter):08x}" for letter in text)
    return space.join(words) if style == "plain" else f'"{text}"'


@given(
    st.lists(st.tuples(VALUES, st.sampled_from(STYLED), st.booleans()), min_size=1, max_size=3),
    st.lists(st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "\r\n"])), max_size=8),
    st.sampled_from(["\n", "\r\n"]),
)
def test_what_is_written_is_the_mended_document_word_for_word(
    values: list[tuple[list[str], str, bool]], lines: list[tuple[str, str]], end: str
) -> None:
    metadata = "".join(f"f{number}: {styled(*value)}\n" for number, value in enumerate(values))
    data = (f"---\n{metadata}---\n".replace("\n", end) + "".join(map("".join, lines))).encode()
    document, _ = read_document("a.md", data)
    result = fix("a.md", data, TEXTS)
    if document is None:  # a plain value of these pieces can be none that YAML reads
        assert isinstance(result, Left)
        return
    mended, problems = repair(document)
    if not problems:
        assert result is None
        return
    assert isinstance(result, Fixed)
    written, _ = read_document("a.md", result.after)
    assert written
    assert [text.value for _, text in written.all_texts()] == [text.value for _, text in mended.all_texts()]
    assert written.body == mended.body
    assert fix("a.md", result.after, TEXTS) is None
    assert Counter(kept_lines(data)) - Counter(kept_lines(result.after)) == Counter()


def kept_lines(data: bytes) -> list[bytes]:
    """Give the lines in which nothing is ever mended, each with its line end, but for the last."""
    return re.findall(rb"^[a-z0-9]+: \w+\r?\n|^\* one\r?\n|^---\r?\n", data, re.MULTILINE)
