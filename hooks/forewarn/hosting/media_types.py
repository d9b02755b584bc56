"""What kinds of file a site has, by the endings of their names, and which of them are worth packing on the way."""

# Of the IANA's list (https://www.iana.org/assignments/media-types/), by what comes behind the last point of a name.
MEDIA_TYPES: dict[str, tuple[str, ...]] = {
    "text/html": ("html",),
    "text/css": ("css",),
    "text/javascript": ("js",),
    "text/plain": ("txt",),
    "application/json": ("json",),
    "application/xml": ("xml",),
    "application/pdf": ("pdf",),
    "image/svg+xml": ("svg",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
    "image/webp": ("webp",),
    "font/woff2": ("woff2",),
}

# Parts of the index of the search have no type of their own.
UNKNOWN = ("pagefind", "pf_filter", "pf_fragment", "pf_index", "pf_meta")

# Text, which is packed to a fifth. Pictures, documents, fonts and the index of the search are packed already.
COMPRESSED = (
    "text/css",
    "text/javascript",
    "text/plain",
    "application/json",
    "application/feed+json",
    "application/xml",
    "application/atom+xml",
    "application/rss+xml",
    "application/cap+xml",
    "image/svg+xml",
)
