"""What holds for every file, whatever is in it, told without asking the code that it is about.

The metadata is read a second time, by PyYAML's own parser in Python and between fences that are looked for line by
line; every value that stands there must be found in the advisory, or a problem must name its field.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from functools import cache

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from forewarn.advisory import Advisory
from forewarn.problem import errors_in
from forewarn.rendering.cleaning import clean
from projects import SHIPPED
from reader import Outcome

FENCES = {"---": "---", "```yaml": "```"}


def wrong_with(outcome: Outcome, data: bytes) -> list[str]:
    """Say what is wrong with what became of a file."""
    wrong = list(_wrong_with_problems(outcome, data))
    if outcome.advisory is None:
        return wrong if errors_in(outcome.problems) else [*wrong, "refused without a reason"]
    lost = (f"lost without a word: {path}: {value}" for path, value in lost_fields(outcome, data))
    return [*wrong, *wrong_with_html(outcome.advisory.body), *lost]


def _wrong_with_problems(outcome: Outcome, data: bytes) -> Iterator[str]:
    lines = data.count(b"\n") + 1
    for problem in outcome.problems:
        if not (1 <= problem.line <= lines and problem.column >= 1):
            yield f"there is no such place: {problem}"
        if not (problem.message.strip() and problem.cure.strip()):
            yield f"no sentence, or no cure: {problem}"


_RUNS = re.compile(r"<(?:script|iframe|object|embed|style|link|meta|base|form|svg|math)\b|\son\w+\s*=", re.IGNORECASE)
_TO_CODE = re.compile(r"(?:href|src)=\"\s*(?:javascript|data|vbscript):", re.IGNORECASE)
_TAG = re.compile(r"<(?:\"[^\"]*\"|[^>\"])*>")
_VALUE = re.compile(r"\"[^\"]*\"")

# What is put into a body after it was cleaned: numbers to dial, and the day that "yesterday" was. The reason of a
# withdrawal is no markdown, and is escaped in another way than the cleaner's.
_OWN = re.compile(
    r'<a href="tel:[^"]*" dir="ltr">([^<]*)</a>|(?P<day> <time class="absolute" datetime="[^"]*">[^<]*</time>)'
)


def wrong_with_html(html: str) -> list[str]:
    """Say what may be in no body: what runs, and what would not pass the cleaner once more as it is."""
    tags = _TAG.findall(html)
    wrong = [f"runs: {tag}" for tag in tags if _RUNS.search(_VALUE.sub('""', tag)) or _TO_CODE.search(tag)]
    bare = _OWN.sub(lambda own: own[1] or "", html).replace("&#x27;", "'").replace("&quot;", '"')
    bare = bare.replace("\u00a0", "&nbsp;")
    again = clean(bare, lambda href: href).html
    return wrong if again == bare else [*wrong, f"cleaned once more it is another: {bare!r}, {again!r}"]


def fields_in(data: bytes) -> Iterator[tuple[str, str]]:
    """Read every value of a file's metadata, with the dotted path of its field."""
    lines = data.removeprefix(b"\xef\xbb\xbf").decode("utf-8").replace("\r\n", "\n").split("\n")
    while lines and not lines[0].strip(" \t"):
        del lines[0]
    fence = FENCES[lines.pop(0).rstrip(" \t")]
    end = next(number for number, line in enumerate(lines) if line.rstrip(" \t") == fence)
    yield from _values(yaml.compose("\n".join([*lines[:end], ""]), Loader=yaml.BaseLoader), "")


def _values(node: Node | None, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(node, ScalarNode):
        yield path, node.value
    elif isinstance(node, SequenceNode):
        for item in node.value:
            yield from _values(item, path)
    elif isinstance(node, MappingNode):
        for name, value in node.value:
            yield from _values(value, f"{path}.{name.value}".lstrip("."))


def lost_fields(outcome: Outcome, data: bytes) -> list[tuple[str, str]]:
    """Give the values that neither the advisory carries nor a problem names."""
    advisory = outcome.advisory
    if advisory is None:
        return []
    named = {problem.field for problem in outcome.problems}
    return [
        (path, value)
        for path, value in fields_in(data)
        if value.strip()
        and not any(path == field or path.startswith(f"{field}.") for field in named)
        and not _is_carried(advisory, path, value)
    ]


def _is_carried(advisory: Advisory, path: str, value: str) -> bool:
    carried = CARRIED.get(path)
    return carried is not None and carried(advisory, _plain(value))


def _plain(text: str) -> str:
    """Make equal what is shown in another way on purpose: on one line, and a scam's addresses without fangs."""
    text = text.casefold()
    for fang, real in (("[.]", "."), ("[@]", "@"), ("[://]", "://"), ("[:]", ":"), ("hxxp", "http")):
        text = text.replace(fang, real)
    return " ".join(text.split())


def _one_of(values: Iterable[object], value: str) -> bool:
    return value in {_plain(str(each)) for each in values}


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold().replace("&", " and ") if letter.isalnum())


def _is_on(moment: datetime | None, value: str) -> bool:
    """Tell whether a date is that of a moment, as far as its year says; tests of dates say the rest."""
    return moment is not None and (
        str(moment.year) in value or str(moment.year + 1) in value or str(moment.year - 1) in value
    )


def _or_withdrawn(carried: Callable[[Advisory, str], bool]) -> Callable[[Advisory, str], bool]:
    """Say that a withdrawn advisory has its reason in place of what it said before."""
    return lambda advisory, value: advisory.status == "withdrawn" or carried(advisory, value)


def _is_said(_advisory: Advisory, _value: str) -> bool:
    """Pass what previews are told of a picture, and of which kind a page is: neither is a fact of the advisory."""
    return True


@cache
def _areas() -> dict[str, str]:
    """Give the slug of every shipped area by the letters of its names, as its own file says them."""
    slugs: dict[str, str] = {}
    for path in (SHIPPED / "areas").glob("*.md"):
        own = yaml.safe_load(path.read_text("utf-8").split("---\n")[1])
        names = (own["name"], *own.get("aliases", ()), *own.get("names", {}).values(), path.stem)
        slugs |= {_letters(name): path.stem for name in names}
    return slugs


CARRIED: dict[str, Callable[[Advisory, str], bool]] = {
    "title": lambda advisory, value: _one_of([advisory.title], value),
    "area": lambda advisory, value: _areas().get(_letters(value)) in advisory.areas,
    "url": lambda advisory, value: _one_of([advisory.source], value),
    "id": lambda advisory, value: _one_of([advisory.id], value),
    "og.title": lambda advisory, value: _one_of([advisory.share_title], value),
    "og.description": _or_withdrawn(lambda advisory, value: _one_of([advisory.summary], value)),
    "og.type": _is_said,
    "og.locale": lambda advisory, value: _one_of([advisory.locale], value.replace("-", "_")),
    "og.url": lambda advisory, value: bool(advisory.source) or value.startswith("https://warnings.example/"),
    "og.image": _is_said,
    "og.image_alt": _is_said,
    "publish.date": lambda advisory, value: _is_on(advisory.published, value),
    "publish.status": lambda advisory, value: _one_of([advisory.status], value),
    "publish.reason": lambda advisory, value: _one_of([advisory.summary], value),
    "publish.expires": lambda advisory, value: _is_on(advisory.expires, value),
    "publish.replaces": lambda advisory, value: _one_of([advisory.replaces], value),
    "publish.updates.date": lambda advisory, value: any(_is_on(update.when, value) for update in advisory.updates),
    "publish.updates.note": lambda advisory, value: _one_of((update.note for update in advisory.updates), value),
    "topic": lambda advisory, value: _letters(value) in {_letters(topic.name) for topic in advisory.topics},
    "severity": lambda advisory, value: _one_of([advisory.severity], value),
    "advice": _or_withdrawn(lambda advisory, value: _one_of(advisory.advice, value)),
    "scam.phones": _or_withdrawn(lambda advisory, value: _one_of(advisory.scam.phones, value)),
    "scam.links": _or_withdrawn(lambda advisory, value: _one_of(advisory.scam.links, value)),
    "scam.emails": _or_withdrawn(lambda advisory, value: _one_of(advisory.scam.emails, value)),
    "aliases": lambda advisory, value: value.strip("/").endswith(tuple(alias.strip("/") for alias in advisory.aliases)),
    "translation_of": lambda advisory, value: _one_of([advisory.translation_of], value),
    "text_message": _or_withdrawn(lambda advisory, value: _one_of([advisory.text_message], value)),
}
