"""The two lines that another site pastes into a page, to show the current advisories of an area there."""

from html import escape

from forewarn.addresses import embed
from forewarn.settings import Settings

HEIGHT = 480  # pixels: two advisories on a narrow page; a frame scrolls


def embedding(settings: Settings, title: str, words: str, address: str) -> str:
    """Give the lines for the area whose page is at an ``address`` of this site.

    ``title`` says what the frame shows, to those who cannot see it, and ``words`` are those of the link below it, which
    leads to the whole page where frames are not shown.
    """
    frame, page = escape(settings.absolute(embed(address))), escape(settings.absolute(address))
    return (
        f'<iframe src="{frame}" title="{escape(title)}" width="100%" height="{HEIGHT}" loading="lazy"></iframe>\n'
        f'<p><a href="{page}">{escape(words)}</a></p>'
    )
