"""Every message that Forewarn says itself in the reader's language, in English, which names it in the catalogues.

What stands between braces is filled in where the message is said; in some places it is a link or a date.
"""

SEVERITIES = ("Urgent", "Warning", "Advice")
MEANINGS = (
    "Many people are being approached now, or the harm is great: read it now and tell those it could reach.",
    "This is happening: know it before it reaches you.",
    "Good to know at any time; nothing special is happening.",
)
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
    "Poster to print (PDF, 1 page, {size} KB)",
)
FRAME = (
    "Skip to content",
    "Main pages",
    "You are here",
    "Home",
    "Areas",
    "Topics",
    "Archive",
    "This site in other languages",
    "About this site",
    "Published by {organisation}.",
    "Follow every warning with a feed reader",
)
LISTS = (
    "Find your area",
    "Current warnings",
    "Earlier warnings",
    "All areas",
    "All topics",
    "Find any warning",
    "By area",
    "By kind of scam",
    "By year",
    "Warnings about fraud and scams, by area.",
    "Warnings about fraud and scams, by kind of scam.",
    "Every warning that was published here, by year.",
    "Warnings about fraud and scams in {area}, and where to get help.",
    "{topic}: warnings about this kind of scam, and what to do about it.",
    "Warnings from {year}",
    "Every warning about fraud and scams that was published here in {year}.",
    "{title}, page {number} of {count}",
    "Page {number} of {count}.",
    "Page {number}",
    "Pages of this list",
    "Previous page",
    "Next page",
    "There are no warnings here at the moment.",
    "There are no areas yet.",
    "There is nothing here yet.",
    "none current",
    "These are the {shown} newest of {count} current warnings.",
    "Part of {area}",
    "The police here: {force}",
    "Areas within {area}",
    "Follow the warnings for {name} with a feed reader",
    "updated {date}",
)
ADVISORY = (
    "Current",
    "We think that this is true until {date}.",
    "Since {date}. A scam like this may still happen.",
    "Do not rely on this warning, and do not pass it on.",
    "Read this instead: {advisory}",
    "This corrects: {advisory}",
    "Area",
    "Published",
    "Updated",
    "What has changed",
    "Also in: {languages}",
    "This warning is not available in English.",
    "The original was changed on {date}, after it was translated. Read it there: {advisory}",
    "This text names {channel}, which closed on {date}.",
    "Today it is {channel}.",
    "Whom to tell today",
    "On this page",
    "What the criminals use",
    "Do not call, open or answer any of these. The addresses are changed so that they lead nowhere.",
    "Phone numbers of the criminals",
    "Web addresses of the criminals",
    "Email addresses of the criminals",
    "The same scam elsewhere",
    "Other warnings nearby",
    "All warnings about {topic}",
    "All warnings for {area}",
    "First published at {address}",
    "This page: {address}",
)
EMBEDDING = (
    "Show these warnings on your own website",
    "Copy these two lines into the page on which they are to stand. They stay up to date by themselves.",
    "Current scam warnings for {area}",
    "Scam warnings for {area}",
)
ODD_PAGES = (
    "Page not found",
    "There is no page at this address.",
    "It may have been typed or copied with a mistake.",
    "Start at the home page, or find your area:",
    "This page has moved",
    "Read it at its new address: {advisory}",
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

SEARCHING = (
    "Search",
    "Search the warnings",
    "Find a warning by its words.",
    "Words, a phone number or a web address",
    "Current or not",
    "All of them",
    "Searching…",
    "No warnings found",
    "“{words}”: {found}",
    "Try fewer or other words, or look by area, kind of scam or year.",
    "The search does not answer. Try again, or look by area, kind of scam or year.",
    "The search needs JavaScript, which is switched off or not there. Look by area, kind of scam or year.",
    "Warnings in other languages:",
    "Results",
    "Show more",
    "No warning has all of these words. These have some of them:",
    "This does not mean that it is safe. Do not pay, and do not call back.",
)

DEVELOPERS = (
    "For developers",
    "What other websites and programs can read here, and how.",
    "No key is needed. Name {organisation} where you show its warnings, and link to them.",
    "Warnings as data (JSON)",
    "All warnings, without their texts",
    "The files of areas have the texts of what is current, those of years all texts.",
    "What each field means (JSON Schema)",
    "Feeds",
    "Atom, JSON Feed and RSS are there for everything, for each area and for each kind of scam.",
    "Alerts (CAP 1.2)",
    "Each warning is there as a message of the Common Alerting Protocol. This feed leads to those in force.",
    "These alerts are a test: do not act on them.",
    "The page of each area has two lines to copy for that.",
    "All files and their sums (SHA-256)",
    "How often to ask",
    "Every ten minutes is enough. Ask with If-None-Match, so that nothing is sent twice.",
    "The field next_change tells when something stops being current by itself.",
    "What the states mean",
    "It is true as far as we know.",
    "Such a scam may still happen.",
    "Another warning stands in its place.",
    "How grave a warning is",
)

MESSAGES = (
    *SEVERITIES,
    *MEANINGS,
    *STATES,
    *CARDS,
    *POSTERS,
    *PASSING_ON,
    *FRAME,
    *LISTS,
    *ADVISORY,
    *EMBEDDING,
    *ODD_PAGES,
    *FINDING,
    *COPYING,
    *SEARCHING,
    *DEVELOPERS,
)

# Messages whose words change with the number in them: what is said of one, which names them, and of more.
COUNTED = {
    "{count} warning": "{count} warnings",
    "{count} current": "{count} current",
}
