"""Reading: what is read is exactly what was written."""

import json
import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from forewarn.characters import hidden_characters
from forewarn.document import Block, Document, Listing, Text
from forewarn.reading import read_document

# Letters, digits, marks and symbols that can be seen; quotes and escapes are JSON's, which YAML shares.
VISIBLE = st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=60).filter(
    lambda text: not any(hidden_characters(text))
)
FACTS = st.one_of(
    st.from_regex(r"0[0-9]{9,10}", fullmatch=True),
    st.from_regex(r"[0-2][0-9]:[0-5][0-9]", fullmatch=True),
    st.from_regex(r"[0-9]{2}/[0-9]{2}/[0-9]{4}", fullmatch=True),
    st.sampled_from(["No", "yes", "on", "null", "~", "1.10", "0x1F", "1_000", "1e5", ".inf", "0o17", "2020-07-09"]),
)
NAMES = st.from_regex(r"[a-z][a-z_]{0,12}", fullmatch=True)


def read(text: str) -> Document:
    document, problems = read_document("advisory.md", text.encode())
    assert document is not None, problems
    return document


@given(st.dictionaries(NAMES, FACTS, min_size=1, max_size=8), st.sampled_from(["---\n{}---\n", "```yaml\n{}```\n"]))
def test_plain_facts_stay_text(facts: dict[str, str], form: str) -> None:
    document = read(form.format("".join(f"{name}: {fact}\n" for name, fact in facts.items())) + "\nBody.\n")
    assert {path: text.value for path, text in document.all_texts()} == facts
    for line, name in enumerate(facts, 2):
        assert document.position(name) == (line, len(name) + 3)


@given(VISIBLE)
def test_quoted_text_stays_as_it_is(value: str) -> None:
    document = read(f"---\ntitle: {json.dumps(value, ensure_ascii=False)}\n---\nBody.\n")
    assert document.text("title") == value


@given(VISIBLE, VISIBLE)
def test_the_body_stays_as_it_is(first: str, second: str) -> None:
    body = f"{first}  \n\n  {second}  \n"
    assume(first.strip() not in {"---", "```"})  # a fence right behind another
    assert read(f"---\ntitle: x\n---\n{body}").body == body


def test_fields_know_where_they_are() -> None:
    document = read(
        "\n```yaml\ntitle: x\npublish:\n  date: 2026-10-02\n  updates:\n    - note: a\n    - note: b\n```\n\nBody.\n"
    )
    assert document.position("title") == (3, 8)
    assert document.position("publish.date") == (5, 9)
    assert document.position("publish.status") == (5, 3)
    assert document.position("nothing") == (3, 1)
    assert document.body_position(document.body.index("Body")) == (11, 1)
    assert [(text.line, text.column) for path, text in document.all_texts() if path == "publish.updates.note"] == [
        (7, 13),
        (8, 13),
    ]


def test_shapes_are_kept() -> None:
    document = read("---\narea: [Kent, Essex]\nog: {title: x}\nurl:\n---\nBody.\n")
    assert isinstance(document.node("area"), Listing)
    assert isinstance(document.node("og"), Block)
    assert [text.value for text in document.texts("area")] == ["Kent", "Essex"]
    assert document.node("url") == Text("", 4, 5)
    assert document.node("url.deeper") is None


JOINED = {
    "persian": "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u06cc\u062f",
    "hindi": "\u0915\u094d\u200d\u0937",
    "woman technologist": "\U0001f469\u200d\U0001f4bb",
    "heart on fire": "\u2764\ufe0f\u200d\U0001f525",
    "hebrew with a mark": "\u05e9\u05dc\u05d5\u05dd 101\u200f",
    "flag of Scotland": "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
}


@pytest.mark.parametrize("text", JOINED.values(), ids=JOINED)
def test_scripts_and_emoji_keep_their_joiners(text: str) -> None:
    assert read(f"---\ntitle: {text}\n---\nBody.\n").text("title") == text


@pytest.mark.parametrize(
    "character",
    [
        *map(chr, (*range(9), *range(0xB, 0xD), *range(0xE, 0x20), *range(0x7F, 0xA0))),
        *"\xad\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2069\ufeff\ufffd\ufffe",
        "\U000e0041",
    ],
    ids=lambda character: f"U+{ord(character):04X}",
)
@pytest.mark.parametrize("place", ["---\ntitle: po{}lice\n---\nBody.\n", "---\ntitle: x\n---\nThe po{}lice.\n"])
def test_characters_that_cannot_be_seen_are_refused_and_named(character: str, place: str) -> None:
    document, problems = read_document("advisory.md", place.format(character).encode())
    assert document is None
    assert f"U+{ord(character):04X}" in str(problems[0])


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    document, problems = read_document("advisory.md", data)
    assert document is not None or problems


@given(st.text(st.sampled_from("-`yaml:[]{}#&*!|>'\"%@ \n\t?,.x…\u00a0"), max_size=60))
def test_any_metadata_is_read_or_refused_in_a_sentence(metadata: str) -> None:
    document, problems = read_document("advisory.md", f"---\n{metadata}\n---\n\nBody.\n".encode())
    assert document is not None or problems
    assert all(problem.message.endswith((".", '"', "'")) and problem.cure for problem in problems), problems


@given(st.text(st.sampled_from("ab 'c\"[]{}@*%&!|>,?-: #`“”\\"), min_size=1, max_size=12))
@example("'It's a scam'")
@example('"Tax" calls')
@example("[Update] Callers: pay")
def test_what_an_editor_is_told_to_type_can_be_read(title: str) -> None:
    _, problems = read_document("advisory.md", f"---\ntitle: {title}\narea: Kent\n---\nBody.\n".encode())
    for line in (found[1] for problem in problems if (found := re.search("rite: (title: .*)", problem.cure))):
        assert read(f"---\n{line}\narea: Kent\n---\nBody.\n").text("area") == "Kent"
