"""What is rendered keeps the words that were written, or says that it does not."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from forewarn.document import EMPTY_BLOCK, Document
from forewarn.rendering import KnownPages, Links, Renderer, phone_links
from forewarn.rendering.summary import words

# Words with what may stand around them in a pasted page: enough to hit every parser's corners.
TAGS = "<b> </b> <p> </p> <div> <form> <!-- --> < > <script> </script> <br> <![ ]]> &lt;".split()
MARKS = ["<b ", "&", '"', "\n\n", "\n", "- ", "> ", "# ", "    ", "*", "`"]
PIECES = st.lists(st.sampled_from(["alpha", "bravo", "charlie", "delta", *TAGS, *MARKS]), max_size=14)


@given(PIECES)
@example(["<p>", "alpha ", "<b ", "bravo", "\n\n", "charlie"])
@example(["alpha ", "<![", "bravo", "]]>"])
def test_words_stay_or_are_reported(pieces: list[str]) -> None:
    body = " ".join(pieces)
    document = Document("a.md", EMPTY_BLOCK, body, 1)
    rendered, problems = Renderer(phone_links(())).render(
        document, Links("a.md", "a/", KnownPages.of({}), "https://x.example/"), ()
    )
    written = re.findall("alpha|bravo|charlie|delta", body)
    shown = re.findall("alpha|bravo|charlie|delta", words(rendered.html))
    assert sorted(shown) == sorted(written) or problems, rendered.html
