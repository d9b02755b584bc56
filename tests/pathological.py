"""Texts that nobody writes, each of a kind that makes some program slow: a little more of it costs much more time.

Every kind is made to a size in bytes. Most repeat a few signs; the others need a start or an end of their own.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

Maker = Callable[[int], str]


def filled(unit: str, size: int, start: str = "", end: str = "") -> str:
    """Repeat some signs until a text has at most so many bytes."""
    room = size - len(f"{start}{end}".encode())
    return f"{start}{unit * max(1, room // len(unit.encode()))}{end}"


def _repeating(unit: str, start: str = "", end: str = "") -> Maker:
    return lambda size: filled(unit, size, start, end)


def _numbered(unit: str, start: str = "", end: str = "") -> Maker:
    """Repeat some signs, with a number of its own in the place of "{n}"."""

    def made(size: int) -> str:
        pieces, room, number = [start], size - len(f"{start}{end}".encode()), 0
        while room > 0:
            pieces.append(unit.replace("{n}", str(number)))
            room, number = room - len(pieces[-1].encode()), number + 1
        return "".join([*pieces[:-1], end])

    return made


def _steps(mark: str, behind: str = "words\n", step: int = 4) -> Maker:
    """Write line below line, each a step farther to the right."""

    def made(size: int) -> str:
        lines, room, depth = [""], size, 0
        while room > 0:
            lines.append(f"{' ' * (step * depth)}{mark}{behind}")
            room, depth = room - len(lines[-1].encode()), depth + 1
        return "".join(lines[:-1])

    return made


def _nested(opening: str, closing: str, words: str = "x") -> Maker:
    def made(size: int) -> str:
        count = (size - len(words)) // len(opening + closing)
        return f"{opening * count}{words}{closing * count}"

    return made


def _wide_table(size: int) -> str:
    columns = size // 10
    return f"{'a|' * columns}\n{'-|' * columns}\n{'b|' * columns}\n"


def _lines_deeper(mark: str, step: str) -> Maker:
    """Write paragraphs, each nested one deeper than the one above, by repeating a mark."""

    def made(size: int) -> str:
        lines, room, depth = [""], size, 1
        while room > 0:
            lines.append(f"{step * depth}{mark}\n\n")
            room, depth = room - len(lines[-1].encode()), depth + 1
        return "".join(lines[:-1])

    return made


_SIGNS: dict[str, str] = {
    "opening square brackets": "[",
    "closing square brackets": "]",
    "pairs of square brackets": "[]",
    "pictures begun": "![",
    "links begun": "[a](b ",
    "links begun in angles": "[a](<b ",
    "links without an end": "[a](",
    "links with a title begun": '[a](b "',
    "links": "[a](b)",
    "links to places": "[a](https://www.gov.uk/x) ",
    "links by name": "[a][b]",
    "links by name begun": "[a][",
    "brackets spaced": "[ ",
    "round brackets": "(",
    "round brackets in a link": "[a]((",
    "backticks": "`",
    "backticks and letters": "`a",
    "double backticks apart": "`` ` ",
    "asterisks": "*",
    "asterisks and letters": "*a",
    "asterisks before letters": " *a",
    "double asterisks and letters": "**a ",
    "asterisks of three kinds": "*a **b ***c ",
    "emphasis closed crosswise": "*a _b* c_ ",
    "emphasis": "*a* ",
    "strong emphasis": "**a** ",
    "underscores": "_",
    "underscores and letters": "_a",
    "underscores before letters": " _a",
    "double underscores and letters": " __a",
    "less-than signs": "<",
    "less-than signs and letters": "<a",
    "tags begun": "<a ",
    "tags with attributes begun": '<a b="',
    "tags with slashes": "</",
    "known tags": "<b>",
    "block tags": "<div>",
    "block tags on lines": "<div>\n",
    "block tags on lines apart": "<div>\n\n",
    "paragraph tags closed": "</p>\n",
    "markdown in tags": '<div markdown="1">\n',
    "tables in HTML": "<table><tr><td>",
    "templates in HTML": "<svg><math>",
    "formatting tags crosswise": "<b><i><u><p>",
    "comments begun": "<!--",
    "comments begun on lines": "<!-- a\n",
    "comments": "<!-- a -->",
    "comments closed": "-->",
    "declarations": "<!a",
    "declarations in brackets": "<![",
    "character data begun": "<![CDATA[",
    "character data on lines": "<![CDATA[\n\n",
    "instructions begun": "<?",
    "instructions on lines": "<?a\n\n",
    "scripts begun": "<script>",
    "styles begun on lines": "<style>\n",
    "ampersands": "&",
    "entities": "&amp;",
    "entities begun": "&#",
    "entities of hidden characters": "&#8238;",
    "entities of letters": "&#65;",
    "addresses in angles": "<https://a.example/>",
    "addresses in angles begun": "<https:",
    "emails in angles begun": "<a@",
    "emails": "a@b.example ",
    "at signs": "a@",
    "addresses": "https://www.gov.uk/ ",
    "addresses of others": "https://parcel.example/a ",
    "addresses glued": "https://",
    "www": "www.",
    "addresses shortened": "https://bit.ly/a ",
    "addresses beyond ASCII": "pоlice.uk ",
    "dots": ".",
    "dots and letters": "a.",
    "dots and letters beyond ASCII": "о.",
    "letters": "a",
    "letters beyond ASCII": "é",
    "words": "word ",
    "words on lines": "word\n",
    "words in paragraphs": "word\n\n",
    "damaged letters": "â€œ",
    "damaged words": "Â£900 ",
    "damaged pounds": "Â£",
    "letters of another encoding": "Ã",
    "emoji": "\U0001f600",
    "families": "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "joiners": "a\u200d",
    "right-to-left marks": "\u200f",
    "right-to-left words": "فون\u200f ",
    "overrides": "\u202ea",
    "flags": "\U0001f3f4\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "accents": "a\u0301\u0302\u0303",
    "accents only": "\u0301",
    "ligatures": "\ufdfa",
    "digits": "1",
    "digits apart": "1 ",
    "digits in groups": "0300 123 2040 ",
    "numbers one digit off": "0300 123 2041 ",
    "emergency numbers": "call 999 ",
    "emergency numbers listed": "101, ",
    "digits and hyphens": "1-",
    "digits and brackets": "(0",
    "digits and dots": "1.",
    "digits and spaces": "1    ",
    "digits on lines": "1\n",
    "plus signs": "+44",
    "amounts": "£1,",
    "dates": "01/02/2026 ",
    "yesterdays": "yesterday ",
    "last weeks": "last week (",
    "yesterdays and spaces": "yesterday \n",
    "quotation marks": '"',
    "quoted words": '"a" ',
    "opening quotation marks": "“",
    "apostrophes": "'",
    "apostrophes in words": "s' a ",
    "braces": "{",
    "braces of placeholders": "{A",
    "placeholders": "{NAME} ",
    "double braces": "{{a}} ",
    "attribute lists": "a{: #a }\n",
    "attribute lists begun": "{: a",
    "attribute lists of headings": "# a {: #b }\n",
    "attribute lists with values": '{: a="',
    "insertions": "[insert ",
    "insertions in angles": "<insert ",
    "to be confirmed": "> > - TBC",
    "quotes": ">",
    "quotes spaced": "> ",
    "quotes on lines": "> a\n",
    "quotes in paragraphs": "> a\n\n",
    "hyphens": "-",
    "hyphens spaced": "- ",
    "hyphens on lines": "-\n",
    "items": "- a\n",
    "items in paragraphs": "- a\n\n",
    "items of two kinds": "- a\n* b\n",
    "items with steps": "- a\n    - b\n",
    "numbers of items": "1. ",
    "numbered items": "1. a\n",
    "numbered items in brackets": "1) a\n",
    "long numbers of items": "999. a\n",
    "bullets": "•",
    "bullets spaced": "• ",
    "bullets on lines": "• a\n",
    "bullets in a line": "a • b ",
    "dashes on lines": "– a\n",
    "keycaps": "1\ufe0f\u20e3",
    "stray marks": "**\n",
    "code indented": "    a b c d e.\n",
    "tabs": "\t",
    "spaces": " ",
    "spaces and letters": "a  ",
    "spaces before stops": "a ,",
    "line feeds": "\n",
    "line feeds and spaces": " \n",
    "no-break spaces": "\u00a0",
    "headings": "# a\n",
    "headings of one name": "## What to do\n\n",
    "headings with closing marks": "# a #",
    "heading marks": "#",
    "heading marks on lines": "#\n",
    "underlined headings": "a\n===\n",
    "underlines": "=",
    "rules": "---\n",
    "rules with a space": "* * *\n\n",
    "footers": "Share this page\n",
    "cookie banners": "We use cookies. accept all accept all\n",
    "breadcrumbs": "home > ",
    "choices": "accept all ",
    "notes": '!!! note "a"\n    b\n',
    "notes without quotes": "!!! note a\n",
    "notes with empty lines": "!!! note\n\n",
    "notes of unknown words": "!!! a b c d\n",
    "exclamation marks": "!",
    "definitions": "a\n: b\n\n",
    "definitions without an empty line": "a\n: b\n",
    "colons": ":",
    "colons spaced": ": ",
    "colons on lines": ": a\n",
    "definitions of links": "[a]: b\n",
    "definitions of links to places": "[a]: https://www.gov.uk/\n",
    "definitions of links begun": "[a]: ",
    "definitions of links with titles": '[a]: https://www.gov.uk/ "a"\n\n',
    "bars": "|",
    "bars and letters": "a|",
    "bars and backticks": "|`",
    "tables": "a|b\n-|-\nc|d\n\n",
    "rows that are long": "|a|b|c|\n",
    "backslashes": "\\",
    "escaped marks": "\\*",
    "marks of stored text": "\x02",
    "tildes": "~",
    "fences": "```\n",
    "fences with a language": "```yaml\n",
    "metadata below": "a: b\n",
    "metadata below with a fence": "---\n",
    "sentences": "A caller says that you owe tax. ",
    "sentences on lines": "A caller says that you owe tax.\n",
    "questions": "Was this page helpful? yes no ",
    "captions": "Image: a\n",
    "carets": "^",
    "dollars": "${a",
    "percents": "%7BA",
    "stars with bars": "*|A|* ",
    "letters in capitals": "X",
    "crosses": "£XX,XXX",
}

BODIES: Mapping[str, Maker] = MappingProxyType(
    {name: _repeating(unit) for name, unit in _SIGNS.items()}
    | {
        "definitions of links of many names": _numbered("[a{n}]: https://www.gov.uk/{n}\n"),
        "definitions and uses of links": _numbered("[a{n}]: https://www.gov.uk/{n}\n\n[a{n}]\n\n"),
        "headings of many names": _numbered("## What to do {n}\n\n"),
        "links to many places": _numbered("[a](b{n}.md) "),
        "links to many files": _numbered("[a{n}](parcel-text{n}.md)\n"),
        "tags of many names": _numbered("<a{n}>"),
        "attributes of many names": _numbered(" b{n}=c", "<div", ">"),
        "ids of many names": _numbered("a\n{: #a{n} }\n\n"),
        "words of many kinds": _numbered("word{n} "),
        "numbers of many kinds": _numbered("0300 123 {n} "),
        "paragraphs of many kinds": _numbered("A caller says that you owe {n} in tax.\n\n"),
        "nested square brackets": _nested("[", "]"),
        "nested links": _nested("[", "](a)"),
        "nested round brackets": lambda size: f"[a]({_nested('(', ')')(size - 5)})",
        "nested emphasis": _nested("*a ", " b*"),
        "nested emphasis of two kinds": _nested("*a _b ", " c_ d*"),
        "nested strong emphasis": _nested("**a ", " b**"),
        "nested tags": _nested("<b>", "</b>"),
        "nested block tags": _nested("<div>", "</div>"),
        "nested quotes in HTML": _nested("<blockquote>\n", "</blockquote>\n"),
        "steps of lists": _steps("- "),
        "steps of numbered lists": _steps("1. "),
        "steps of lists apart": _steps("- ", "words\n\n"),
        "steps of notes": _steps("!!! note\n", ""),
        "steps of notes and words": _steps('!!! note "a"\n\n', ""),
        "steps of definitions": _steps(": ", "words\n\n"),
        "steps of quotes": _lines_deeper("words", "> "),
        "steps of quotes glued": _lines_deeper("words", ">"),
        "steps of lists on a line": _lines_deeper("words", "- "),
        "steps of code": _steps("", "words here.\n\n"),
        "quotes before words": lambda size: filled("> ", size, end="words\n"),
        "items before words": lambda size: filled("- ", size, end="words\n"),
        "numbers before words": lambda size: filled("1. ", size, end="words\n"),
        "marks of four kinds before words": lambda size: filled("> - 1. * ", size, end="words\n"),
        "a table of thousands of columns": _wide_table,
        "a table of many empty cells": lambda size: f"a|b\n-|-\n{filled('|', size - 10)}\n",
        "a table of long rows": lambda size: f"a|b\n-|-\n{filled('c|d|e|f' + chr(10), size - 10)}",
        "a table of code": lambda size: f"a|b\n-|-\n{filled('`|', size - 10)}\n",
        "a heading of a thousand words": lambda size: "# " + filled("word ", size - 2),
        "a link of a thousand words": lambda size: f"[{filled('word ', size - 30)}](https://www.gov.uk/)",
        "a link to a long place": lambda size: f"[a](https://www.gov.uk/{filled('a', size - 30)})",
        "a link to a long file": lambda size: f"[a]({filled('a', size - 30)}.md)",
        "a long address": lambda size: "https://www.gov.uk/" + filled("a", size - 19),
        "a long address with brackets": lambda size: "https://www.gov.uk/" + filled("[", size - 19),
        "a long address with closing brackets": lambda size: "https://www.gov.uk/" + filled("])", size - 19),
        "a long address with marks behind": lambda size: "https://www.gov.uk/" + filled(".)", size - 19),
        "a long attribute": lambda size: f'<a title="{filled("a ", size - 20)}">b</a>',
        "a long attribute list": lambda size: f"a\n{{: {filled('.a ', size - 20)}}}",
        "a long number": lambda size: "Call " + filled("0300 ", size - 5),
        "a long host": lambda size: "www." + filled("a.", size - 10) + "uk/",
        "a long placeholder": lambda size: "{" + filled("A ", size - 10) + "}",
        "a long quotation": lambda size: '"' + filled("call 999 ", size - 10) + '"',
        "a long title of a note": lambda size: '!!! note "' + filled("a ", size - 20) + '"\n    b\n',
        "many words of a note": lambda size: "!!! " + filled("note ", size - 20) + "\n    b\n",
        "a comment without an end": lambda size: "<!--" + filled("a\n\n", size - 4),
        "a tag without an end": lambda size: "<a " + filled("b\n", size - 4),
        "backticks without a partner": lambda size: "".join(f"{'`' * n} " for n in range(1, int((2 * size) ** 0.5))),
        "asterisks in runs": lambda size: "".join(f"{'*' * (n % 7)}a " for n in range(1, size // 6)),
        "items of an hundred lines": lambda size: "- a\n" + filled("    b\n\n", size - 4),
        "items in an item": lambda size: "- a\n\n" + filled("    - b\n\n", size - 4),
        "notes in a note": lambda size: '!!! note "a"\n\n' + filled("    !!! note\n\n", size - 20),
        "quotes in an item": lambda size: "- a\n\n" + filled("    > b\n\n", size - 4),
        "a list behind each line": _repeating("words:\n- a\n- b\nwords\n"),
        "a number behind a paragraph": _repeating("words\n", end="999. words\n"),
        "numbers behind a paragraph": _repeating("words\n999. "),
        "items goes on": lambda size: "- a\n" + filled("words:\n1. b\n", size - 4),
        "words below an item": lambda size: "- a\n" + filled("words\n", size - 4),
    }
)

_LINES: dict[str, str] = {
    "lists on a line": "- ",
    "keys asked for": "? ",
    "values of keys asked for": "? a\n: b\n",
    "tags": "!a ",
    "one field again and again": "a: b\n",
    "comments": "# a\n",
    "text behind hashes": "a: b # c\n",
    "quotation marks": 'a: "\n',
    "ends of the metadata": "...\n",
    "directives": "%a\n",
    "merge keys": "<<: a\n",
    "no-break spaces": "\u00a0",
    "keys behind no-break spaces": "\u00a0a: b\n",
    "spaces": " ",
    "lines that are no fields": "words words\n",
    "signs in front": "a: @\n",
    "colons without a space": "a:b\n",
    "other names": "*a ",
    "tabs": "\t",
}

METADATA: Mapping[str, Maker] = MappingProxyType(
    {f"metadata: {name}": _repeating(unit) for name, unit in _LINES.items()}
    | {
        "metadata: brackets": _repeating("[", "x: "),
        "metadata: brackets closed": lambda size: f"x: {_nested('[', ']')(size - 3)}",
        "metadata: braces": _repeating("{a: ", "x: "),
        "metadata: items within items": lambda size: f"x:\n{filled('- ', size - 10)}a",
        "metadata: steps": lambda size: "".join(f"{' ' * n}a:\n" for n in range(int((2 * size) ** 0.5) - 4)),
        "metadata: names for values": _numbered("a{n}: &a{n} x\n"),
        "metadata: one name for a value": lambda size: "a: &a x\n" + filled("b: *a\n", size - 10),
        "metadata: tags of values": _numbered("a{n}: !!x b\n"),
        "metadata: fields": _numbered("a{n}: b\n"),
        "metadata: colons": _repeating(":", "a: "),
        "metadata: colons spaced": _repeating("b: ", "a: "),
        "metadata: hashes": _repeating(" #", "a: b"),
        "metadata: a quotation": _repeating("b ", 'a: "'),
        "metadata: apostrophes": lambda size: f"a: '{filled(chr(39) * 2, size - 10)}'",
        "metadata: escapes": lambda size: f'a: "{filled(chr(92) + "u0041", size - 10)}"',
        "metadata: escapes of hidden characters": lambda size: f'a: "{filled(chr(92) + "u202e", size - 10)}"',
        "metadata: a block": lambda size: "a: |\n" + filled("  b\n", size - 10),
        "metadata: a block of empty lines": lambda size: "a: >+\n" + filled("\n", size - 10),
        "metadata: a name without end": lambda size: filled("a", size - 10) + ": b",
        "metadata: a title": lambda size: "og:\n  title: " + filled("word ", size - 20),
        "metadata: a title of bars": lambda size: "og:\n  title: " + filled("a | ", size - 20),
        "metadata: a description": lambda size: "og:\n  description: " + filled("word ", size - 20),
        "metadata: an address": lambda size: "url: https://www.gov.uk/" + filled("a", size - 30),
        "metadata: an address of entities": lambda size: "url: https://www.gov.uk/" + filled("&amp;", size - 30),
        "metadata: topics": _numbered("t{n}, ", "topic: [", "]"),
        "metadata: earlier addresses": _numbered("advisories/t{n}/, ", "aliases: [", "]"),
        "metadata: advice": lambda size: "advice:\n" + filled("  - Hang up, and call us.\n", size - 10),
        "metadata: a text message": lambda size: "text_message: " + filled("word ", size - 20),
        "metadata: numbers of a scam": _numbered("0300 123 {n}, ", "scam:\n  phones: [", "]"),
        "metadata: addresses of a scam": _numbered("a{n}.example, ", "scam:\n  links: [", "]"),
        "metadata: emails of a scam": _numbered("a{n}@b.example, ", "scam:\n  emails: [", "]"),
    }
)


def advisory_of(kind: str, size: int) -> bytes:
    """Write an advisory of so many bytes, whose text or metadata is of such a kind."""
    start, end = "---\ntitle: Callers ask for tax\narea: Kent\npublish:\n  date: 2026-10-02 08:30\n", "---\n\n"
    words = "Hang up. They wrote from a1@b.example and a1.example, and called from 0300 123 1.\n"
    if kind in BODIES:
        return f"{start}{end}{BODIES[kind](size - len(start + end))}".encode()
    return f"{start}{METADATA[kind](size - len(start + end + words) - 1)}\n{end}{words}".encode()


ALL_KINDS = (*BODIES, *METADATA)
