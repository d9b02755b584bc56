"""The QR code of an address, for those who hold a page on paper."""

from io import BytesIO

import segno

from forewarn.voice import Html


def qr_code(link: str) -> Html:
    """Give the QR code of an address as an SVG element, black on white with its quiet zone, and without a size."""
    drawn = BytesIO()
    segno.make_qr(link, error="m").save(
        drawn, kind="svg", xmldecl=False, svgns=False, omitsize=True, light="#fff", svgclass=None, lineclass=None
    )
    return Html(drawn.getvalue().decode().strip())
