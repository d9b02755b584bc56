"""The rules for the fields below "publish:": when an advisory becomes public, what it is, and what changed."""

from collections.abc import Iterator

from forewarn.advisory import Status
from forewarn.checking.entry import Entry, Rule, found, found_at, is_missing
from forewarn.checking.shape import is_absent
from forewarn.dates import NotADate, read_date
from forewarn.document import Block, Listing
from forewarn.problem import Level, Problem
from forewarn.spelling import did_you_mean, listed

DATE_EXAMPLE = 'Write it as day/month/year, such as "23/06/2026 14:20", or as "2026-06-23 14:20".'
DATES = frozenset({"publish.date", "publish.expires", "publish.updates.date"})


def publish_date_present(entry: Entry) -> Iterator[Problem]:
    """There is a date of publication. It is never guessed."""
    if is_absent(entry.document, "publish.date"):
        message = "There is no date of publication."
        yield found(
            entry.document, "publish.date", "date-missing", message, f"Add date: below publish:. {DATE_EXAMPLE}"
        )


def dates_readable(entry: Entry) -> Iterator[Problem]:
    """Every date has a form that can mean one moment only."""
    for path, text in entry.document.all_texts():
        if path not in DATES or not text.value:
            continue
        file = entry.document.file
        try:
            date = read_date(text.value, entry.settings.time_zone)
        except NotADate as reason:
            cure = reason.cure or DATE_EXAMPLE
            yield Problem(file, text.line, text.column, path, "date-unreadable", Level.ERROR, str(reason), cure)
            continue
        if date.or_earlier:
            message = f'"{text.value}" comes twice, because the clocks went back: the later is taken.'
            cure = f'Write "{date.when.isoformat()}", or for the earlier "{date.or_earlier.isoformat()}".'
            yield Problem(file, text.line, text.column, path, "date-twice", Level.WARNING, message, cure)


def status_known(entry: Entry) -> Iterator[Problem]:
    """The status is one that there is."""
    status = entry.document.text("publish.status")
    if status and status not in set(Status):
        hint = did_you_mean(status, Status) or f"It can be {listed(Status)}."
        yield found(entry.document, "publish.status", "status-unknown", f'"{status}" is no status.', hint)


def withdrawal_explained(entry: Entry) -> Iterator[Problem]:
    """A withdrawn advisory says why, and no other does."""
    withdrawn = entry.document.text("publish.status") == Status.WITHDRAWN
    missing = is_missing(entry.document, "publish.reason")
    if withdrawn and missing:
        message, cure = "A withdrawn advisory needs a reason.", 'Add "reason: ..." below "publish:"; readers see it.'
        yield found(entry.document, "publish.reason", "reason-missing", message, cure)
    elif not (withdrawn or missing):
        message = "There is a reason, and the advisory is not withdrawn."
        cure = 'Write "status: withdrawn" below "publish:", or delete the reason.'
        yield found(entry.document, "publish.reason", "reason-alone", message, cure)


def withdrawal_dated(entry: Entry) -> Iterator[Problem]:
    """A withdrawal is an update with a date, so that feed readers show the advisory again."""
    document = entry.document
    if document.text("publish.status") == Status.WITHDRAWN and document.node("publish.updates") is None:
        message = "Nothing says when the advisory was withdrawn, so feed readers will not show it again."
        cure = 'Add an update with its date and the note "Withdrawn."'
        yield found(document, "publish.status", "withdrawal-undated", message, cure, level=Level.WARNING)


def expires_after_publication(entry: Entry) -> Iterator[Problem]:
    """An advisory does not expire before it is published."""
    document, zone = entry.document, entry.settings.time_zone
    try:
        expires, published = (read_date(document.text(f"publish.{name}"), zone).when for name in ("expires", "date"))
    except NotADate:
        return  # one is missing, or dates_readable tells
    if expires <= published:
        message, cure = "The advisory expires before it is published.", "Write a later date, or delete the line."
        yield found(document, "publish.expires", "expires-early", message, cure)


def updates_complete(entry: Entry) -> Iterator[Problem]:
    """Every update says when, and what changed for the reader."""
    updates = entry.document.node("publish.updates")
    for update in updates.items if isinstance(updates, Listing) else ():
        for name in ("date", "note"):
            if isinstance(update, Block) and not getattr(update.entries.get(name), "value", "").strip():
                message, cure = f"An update has no {name}.", "Write both date: and note: below each update."
                file, line, column = entry.document.file, update.line, update.column
                yield Problem(file, line, column, "publish.updates", "update-incomplete", Level.ERROR, message, cure)


def updates_after_publication(entry: Entry) -> Iterator[Problem]:
    """No update is older than the advisory."""
    zone = entry.settings.time_zone
    try:
        published = read_date(entry.document.text("publish.date"), zone).when
        dates = [
            (t, read_date(t.value, zone).when) for p, t in entry.document.all_texts() if p == "publish.updates.date"
        ]
    except NotADate:
        return  # dates_readable tells
    for text, when in dates:
        if when < published:
            message, cure = "The update is older than the advisory.", "Write when it was made, or delete it."
            yield found_at(entry.document, "publish.updates.date", text, "update-early", message, cure, Level.WARNING)


def updates_sent(entry: Entry) -> Iterator[Problem]:
    """Where a site offers alerts, each update has a moment of its own, by which its message is known.

    An update that is older than the advisory is told of everywhere (``updates_after_publication``).
    """
    if entry.settings.cap is None:
        return
    zone = entry.settings.time_zone
    dates = [text for path, text in entry.document.all_texts() if path == "publish.updates.date"]
    try:
        taken = {read_date(entry.document.text("publish.date"), zone).when}
        moments = [(text, read_date(text.value, zone).when) for text in dates]
    except NotADate:
        return  # dates_readable tells
    for text, when in moments:
        if when in taken:
            message = "The update is of the same moment as what was told before, so no alert is sent for it."
            cure = 'Write the time as well, such as "2 October 2026 14:30".'
            yield found_at(entry.document, "publish.updates.date", text, "update-unsent", message, cure, Level.ADVICE)
        taken.add(when)


PUBLICATION_RULES: tuple[Rule, ...] = (
    publish_date_present,
    dates_readable,
    status_known,
    withdrawal_explained,
    withdrawal_dated,
    expires_after_publication,
    updates_complete,
    updates_after_publication,
    updates_sent,
)
