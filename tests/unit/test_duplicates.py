"""Advisories with one source or one body: which of two is told of, and which pairs belong together."""

from types import MappingProxyType

from forewarn.checking.duplicates import MOST_WITH_A_SENTENCE, check_duplicates
from forewarn.checking.gist import gist_of
from forewarn.document import Block, Document, Text
from golden_cases import SETTINGS

SENTENCES = (
    "People in Deal have been rung by a man from the tax office.",
    "He knows their names and the street that they live in.",
    "He tells them that a warrant is out and that an officer will come.",
    "They can stop it, he says, by reading out the numbers of gift cards.",
    "No office takes gift cards, and no warrant is stopped by telephone.",
)
BODY = " ".join(SENTENCES)


def document(name: str, body: str = "", **fields: str) -> Document:
    texts = {field: Text(value, 2, 6) for field, value in fields.items()}
    return Document(f"{name}.md", Block(MappingProxyType(texts), MappingProxyType({}), 1, 1), body, 5)


def found(*documents: Document, hidden: tuple[str, ...] = ()) -> list[tuple[str, str, str]]:
    problems = check_duplicates([gist_of(each, SETTINGS) for each in documents], hidden)
    return [(problem.file, problem.rule, problem.message.partition(" ")[0]) for problem in problems]


def test_the_later_one_is_told_of() -> None:
    first, second = document("b", BODY), document("a", BODY)
    assert found(first, second) == [("a.md", "body-twice", "b.md")]


def test_a_public_advisory_never_has_a_problem_with_a_hidden_one() -> None:
    hidden, public = document("draft", BODY, url="https://k.example/n"), document("b", BODY, url="https://k.example/n")
    told = found(hidden, public, hidden=("draft.md",))
    assert told == [("draft.md", "source-twice", "b.md"), ("draft.md", "body-twice", "b.md")]


def test_ways_to_write_one_source() -> None:
    first = document("a", url="https://www.kent.police.example/news/calls")
    for url in ("http://WWW.kent.police.example/news/calls/", "https://kent.police.example/news/calls#top"):
        assert found(first, document("b", url=url)) == [("b.md", "source-twice", "a.md")]


def test_other_sources() -> None:
    first = document("a", url="https://kent.police.example/news?id=1")
    for url in ("https://kent.police.example/news?id=2", "https://kent.police.example/", "https://[", ""):
        assert found(first, document("b", url=url), document("c", url=url.upper())) == []


def test_corrections_and_translations_belong_together() -> None:
    first = document("a", BODY, url="https://k.example/n")
    translation = document("b", BODY, url="https://k.example/n", translation_of="a")
    assert found(first, translation) == []
    third = document("c", BODY, url="https://k.example/n", translation_of="a")
    in_turn = document("d", BODY, url="https://k.example/n", translation_of="c")
    assert found(first, translation, third, in_turn) == []
    circle = [document(name, BODY, translation_of=other) for name, other in ("xy", "yx")]
    assert len(found(*circle)) == 1


def test_most_sentences_make_two_bodies_equal() -> None:
    changed = BODY.replace(SENTENCES[0], "Somebody else entirely was rung by the same man today.")
    assert found(document("a", BODY), document("b", changed)) == [("b.md", "body-twice", "a.md")]
    longer = BODY + " " + " ".join(f"This is one more sentence with the number {number}." for number in range(5))
    assert found(document("a", BODY), document("b", longer)) == []


def test_what_everybody_says_makes_nobody_equal() -> None:
    others = [document(f"n{n:02}", f"{BODY} Only number {n} says this sentence here.") for n in range(22)]
    assert len(others) > MOST_WITH_A_SENTENCE
    assert found(*others) == []


def test_the_same_text_many_times() -> None:
    copies = [document(f"n{n:02}", f"**{BODY}**\n") for n in range(25)]
    assert [file for file, _, _ in found(*copies)] == [f"n{n:02}.md" for n in range(1, 25)]


def test_short_texts_and_empty_ones_are_not_compared() -> None:
    assert found(document("a", "Hang up."), document("b", "Hang up."), document("c"), document("d")) == []


def test_urdu_sentences() -> None:
    sentences = (
        "بینک کبھی آپ کا پن نہیں مانگتا ہے۔",
        "پولیس کبھی کسی کو پیسے لینے نہیں بھیجتی۔",
        "فون بند کر کے پانچ منٹ انتظار کریں۔",
    )
    body = " ".join(sentences)
    changed = f"{body} یہ ایک اور جملہ ہے جو نیا ہے۔"
    assert found(document("a", body), document("b", changed)) == [("b.md", "body-twice", "a.md")]
