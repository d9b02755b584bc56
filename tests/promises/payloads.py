"""Texts that try to run: forty payloads, and advisories that carry them in every field and place that takes words."""

from collections.abc import Mapping

# {c} stands for the code, which tells the payload's number to the console.
_SHAPES = (
    "<script>{c}</script>",
    "</title><script>{c}</script>",
    '"><script>{c}</script>',
    "'><script>{c}</script>",
    "</h1></article></main><script>{c}</script>",
    "<SCRIPT>{c}</SCRIPT>",
    "<scr<script>ipt>{c}</scr</script>ipt>",
    "<script src='data:text/javascript,{c}'></script>",
    "<img src=x onerror={c}>",
    '"><img src=x onerror={c}>',
    "<img src=x onerror={c}//",
    "<svg onload={c}>",
    "<svg><script>{c}</script></svg>",
    "<svg><animate onbegin={c} attributeName=x dur=1s>",
    "<math><mtext><img src=x onerror={c}></mtext></math>",
    "<body onload={c}>",
    "<details open ontoggle={c}>x</details>",
    "<input autofocus onfocus={c}>",
    "<video><source onerror={c}></video>",
    "<audio src=x onerror={c}></audio>",
    "<iframe srcdoc='<script>{c}</script>'></iframe>",
    "<iframe src='javascript:{c}'></iframe>",
    "<object data='data:text/html,<script>{c}</script>'></object>",
    "<embed src='javascript:{c}'>",
    "<a href='javascript:{c}'>x</a>",
    "[x](javascript:{c})",
    "[x](JaVaScRiPt:{c})",
    "[x](jav&#97;script:{c})",
    "[x](&#x6A;avascript:{c})",
    "<javascript:{c}>",
    '![x](x"onerror="{c})',
    '" onmouseover={c} autofocus onfocus={c} x="',
    "' onfocus={c} autofocus tabindex=1 x='",
    "&lt;/title&gt;&lt;script&gt;{c}&lt;/script&gt;",
    "&lt;img src=x onerror={c}&gt;",
    "]]><script>{c}</script>",
    "{{% raw %}}<script>{c}</script>{{% endraw %}}",
    "{{{{ '<script>{c}</script>' }}}}",
    "<!--><img src=x onerror={c}>-->",
    "<noscript><p title='</noscript><img src=x onerror={c}>'>",
)
PAYLOADS = tuple(shape.format(c=f"console.log({number})") for number, shape in enumerate(_SHAPES))

_PLACES = """
Words {p} words.

## A heading {p}

- an item {p}

> {p}

| {p} | b |
| --- | --- |
| {p} | d |

[A link](https://www.gov.uk/ "{p}")

{p}

`{p}`
"""
_PLAIN = "---\ntitle: Payload {n}\narea: Kent\npublish:\n  date: 2026-10-02\n---\n\nThis is number {n}.\n"


def attacks(number: int) -> Mapping[str, str]:
    """Write advisories by their ids with a payload in every field that takes words, and in each part of a body.

    Each part has an advisory of its own, so that one that is refused takes no other with it.
    """
    payload = PAYLOADS[number]
    text = "'" + payload.replace("'", "''") + "'"
    fields = (
        f"---\ntitle: {text}\narea: Kent\ntopic: Courier fraud\nadvice: [{text}]\n"
        f"og:\n  title: {text}\n  description: {text}\n"
        f"publish:\n  date: 2026-10-02\n  updates:\n    - date: 2026-10-03\n      note: {text}\n---\n\n"
        f"This is number {number}.\n"
    )
    own = _PLAIN.replace("{n}", str(number))
    parts = enumerate(part.replace("{p}", payload) for part in _PLACES.strip().split("\n\n"))
    return {f"f{number}": fields, **{f"b{number}-{part}": f"{own}\n{words}\n" for part, words in parts}}
