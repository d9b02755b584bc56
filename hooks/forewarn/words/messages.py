"""Every message that Forewarn says itself in the reader's language, in English, which names it in the catalogues.

What stands between braces is filled in where the message is said.
"""

SEVERITIES = ("Urgent", "Warning", "Advice")
STATES = ("Withdrawn", "No longer current", "Corrected")
CARDS = ("Updated {date}", "Published {date}", "Warnings for {area}", "Scam warnings", "Kind of scam")
POSTERS = (
    "What is happening",
    "What to do",
    "Whom to tell",
    "or",
    "Read it all, and whether it is still true:",
    "Scan to read the whole warning",
    "QR code that leads to {address}",
    "Poster",
    "True on {date}",
)
PASSING_ON = (
    "Pass it on",
    "Text message",
    "Copy these words into a text message to somebody who should know:",
    "It is sent as {count} messages.",
    "Share by {service}",
    "Email",
    "WhatsApp",
    "Facebook",
    "X",
    "Bluesky",
)
FINDING = (
    "Find your area: type a county, city or borough",
    "Areas found: {count}",
    "No area has this name. Look for yours in the list below.",
)
COPYING = (
    "Copy",
    "Copied",
    "Your browser does not copy by itself. The words are selected: copy them by hand.",
)

MESSAGES = (*SEVERITIES, *STATES, *CARDS, *POSTERS, *PASSING_ON, *FINDING, *COPYING)
