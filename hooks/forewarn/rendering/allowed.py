"""What HTML a body may have. Anything else is taken out, and reported."""

import re

ALIGNMENTS = frozenset({"left", "center", "right"})

TAGS = frozenset(
    "a abbr b bdi bdo blockquote br caption cite code dd del dfn div dl dt em figcaption figure h2 h3 h4 h5 h6 hr i ins"
    " kbd li mark ol p pre q s samp small span strong sub sup table tbody td tfoot th thead time tr u ul var".split()
)

# Elements that go with everything in them; of any other that is not allowed, the words stay.
TAGS_WITH_CONTENT = frozenset(
    "applet embed frameset head iframe math noembed noframes noscript object script select style svg template textarea"
    " title".split()
)

# Elements that HTML has and a body may not. In running text they are shown as they were typed, and reported; a word
# in angle brackets that is no element at all ("<Royal Mail>") is simply text.
OTHER_TAGS = TAGS_WITH_CONTENT | frozenset(
    "address area article aside audio base basefont body button canvas center col colgroup data datalist details dialog"
    " dir fieldset figure font footer form frame h1 header hgroup html img input label legend link main map menu meta"
    " meter nav optgroup option output param picture progress search section source strike summary tt video wbr".split()
)

_ADMONITIONS = {"admonition", "note", "tip", "info", "important", "warning", "danger"}
CLASSES = {
    "div": _ADMONITIONS,
    "p": {"admonition-title"},
    **{cell: {f"align-{alignment}" for alignment in ALIGNMENTS} for cell in ("td", "th")},
}

_ALLOWED = {
    "*": {"dir", "lang"},
    "a": {"href", "hreflang", "title"},
    "abbr": {"title"},
    "ol": {"reversed", "start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    **{f"h{level}": {"id"} for level in range(2, 7)},
}
ATTRIBUTES = {tag: _ALLOWED.get(tag, set()) | ({"class"} if tag in CLASSES else set()) for tag in {*_ALLOWED, *CLASSES}}

# The frame's own ids have two hyphens in a row, which no heading's anchor has.
OWN_ID = re.compile(r"(?!.*--)[\w.-]+")

# mailto and the rest are told apart in links.py, which says what is wrong with one; this is the last fence.
SCHEMES = frozenset({"http", "https", "mailto"})
