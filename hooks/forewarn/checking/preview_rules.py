"""The rules for what previews of a page cut off: phones, search results and messages show its beginning only."""

from collections.abc import Iterator

from forewarn.checking.entry import Entry, Rule, found
from forewarn.checking.headline import without_suffix, written_title
from forewarn.checking.passages import in_body
from forewarn.problem import Level, Problem

LONGEST_WHOLE_TITLE, LONGEST_TITLE = 70, 120
SHORTEST_FOUND = 3


def title_shown_whole(entry: Entry) -> Iterator[Problem]:
    """The title for sharing is shown whole in search results, which have room for about 70 characters."""
    field = "og.title" if entry.document.text("og.title").strip() else "title"
    title = without_suffix(entry, entry.document.text(field) or written_title(entry))
    if LONGEST_WHOLE_TITLE < len(title) <= LONGEST_TITLE:
        message = f"The title has {len(title)} characters; search results show about {LONGEST_WHOLE_TITLE}."
        cure = "Say it shorter, or put what matters most in front."
        yield found(entry.document, field, "title-cut", message, cure, level=Level.ADVICE)


def summary_shown_whole(entry: Entry) -> Iterator[Problem]:
    """The first sentence is short enough for a preview, or there is a description for sharing."""
    lead = entry.body.lead
    if not lead.endswith("…") or lead == "…" or entry.document.text("og.description").strip():
        return
    start = entry.document.body.find(" ".join(lead.split()[:SHORTEST_FOUND]))
    if start >= 0 and " ".join(entry.document.body.split()).find(lead) < 0:  # one that the editor did not write so
        message = f'Previews end in the middle of the first sentence: "{lead[-30:]}".'
        cure = 'Make two sentences of it, or add "description: ..." below "og:".'
        yield in_body(entry.document, start, "summary-cut", message, cure, Level.ADVICE)


PREVIEW_RULES: tuple[Rule, ...] = (title_shown_whole, summary_shown_whole)
