"""The headline of an advisory, from wherever its document has it."""

from forewarn.checking.entry import Entry


def written_title(entry: Entry) -> str:
    """Give the title as written: ``title``, else ``og.title``, else the first heading; empty without any."""
    document = entry.document
    headings = entry.body.headings
    written = (document.text("title"), document.text("og.title"), headings[0].text if headings else "")
    return next((title for title in written if without_suffix(entry, title)), "")


def without_suffix(entry: Entry, title: str) -> str:
    """Drop the name of the site or of the area's force from the end of a title: "... | Kent Police"."""
    headline, bar, suffix = title.rpartition("|")
    return headline.strip() if bar and suffix.strip() in _suffixes(entry) else title.strip()


def _suffixes(entry: Entry) -> set[str]:
    areas = entry.named_areas()
    forces = {area.force.name for area in areas}
    usual = {f"{area.name} {word}" for area in areas for word in ("Police", "Constabulary")}
    return {entry.settings.site_name, entry.settings.organisation} | forces | usual
