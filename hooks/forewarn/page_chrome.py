"""What a copied web page drags in besides its words: menus, cookie banners, buttons."""

import re
from collections.abc import Iterator
from functools import cache

_LONGEST, _LONGEST_BUTTON = 300, 90
_COOKIE_WORDS = (
    "some|only|essential|necessary|strictly|additional|optional|analytics|functional|third-party|first-party|our|and"
    "|other|similar|small|text"
)
_CHOICE = (
    r"(?:accept|allow|reject|decline|deny|refuse|manage|customise|choose|view|change|hide|set)"
    r"(?: (?:all|additional|analytics|essential|non-essential|optional|these|this|my|your))*"
    r"(?: (?:all|cookies?|cookie settings|cookie policy|cookie message|settings|preferences|choices|banner))"
)
_NETWORK = (
    "share|on|via|by|with|to|and|or|facebook|twitter|x|linkedin|whatsapp|e-?mail|messenger|reddit|pinterest|instagram"
    "|telegram|bluesky|copy link|print"
)

# Each is a whole line. Advice about cookies, sharing or menus has more words.
_ANYWHERE = (
    # Ways around a page.
    r"skip to (?:the )?(?:main )?(?:content|navigation|menu|search|footer)",
    r"(?:(?:main|site|open|close|toggle|show|hide) )?(?:mobile )?(?:menu|navigation)(?: menu| visibility)?",
    r"back to (?:the )?(?:top(?: of (?:the |this )?page)?|home(?:page)?|(?:all )?news|previous page|search results)",
    r"(?:return|go) to (?:the )?top(?: of (?:the |this )?page)?|top of (?:the |this )?page",
    r"(?:home|homepage|hafan)(?:\s*[>›»→]\s*[^>›»→]{1,80})+",
    r"(?:home|homepage|hafan)(?:\s*[/|]\s*[^/|.]{1,40}){2,}",
    r"(?:search|search this|search the) (?:web)?site|open search|toggle search",
    # Ways out of it.
    r"(?:quickly )?(?:exit|leave) (?:this|the) (?:page|site|website)(?: (?:quickly|fast|now|in a hurry))?",
    r"(?:quick|safety) exit|hide this page",
    r"press (?:the )?esc(?:ape)?(?: key)?(?: (?:once|twice|\w+ times))?,? (?:to|and) (?:quickly )?(?:leave|exit|hide)"
    r" (?:this|the) (?:page|site|website)\b.{0,40}",
    # Cookies.
    rf"(?:we (?:use|would like to (?:use|set))|(?:this|our) (?:web)?site (?:uses|stores|sets|places))"
    rf" (?:(?:{_COOKIE_WORDS}) )*(?:cookies|files)\b.*\b(?:devices?|experience|visits?|visitors|traffic|analyse|improve"
    r"|how you use|function|work|consent|preferences|content|remember|personalise|understand)\b.*",
    rf"(?:we use|(?:this|our) (?:web)?site uses) (?:(?:{_COOKIE_WORDS}) )*cookies[.:]?"
    rf"(?:\s+(?:{_CHOICE}|accept|ok|got it|learn more|find out more)\b.*)?",
    r"by (?:continuing to (?:use|browse)|using) (?:this|our) (?:web)?site\b.*\bcookies\b.*",
    rf"{_CHOICE}(?:[\s|/,]+{_CHOICE})*",
    r"cookies? (?:settings|policy|preferences|notice)",
    r"cookies on (?:gov\.uk|(?:this |our |the )?(?:[\w.'&-]+ ){0,4}(?:web)?site)",
    # Buttons.
    rf"share(?: this)?(?: (?:page|article|story))?(?:[ :,|/]+(?:{_NETWORK}))*",
    r"(?:print|printer[- ]friendly|printable)(?: (?:version|this page|this article|page))?",
    r"(?:e-?mail|tweet|save|bookmark) this (?:page|article|story)",
    r"(?:read|show|see|load|view) more(?: (?:news|articles|stories))?|continue reading|(?:view|see) all(?: news)?",
    r"sign up (?:for|to) (?:(?:our|free|the|local|email|e-mail|news|community) )*"
    r"(?:alerts?|updates?|newsletters?|emails?|messages|bulletins?)",
    r"(?:was|is) this (?:page|article|information|content) (?:helpful|useful)\?(?:[ /|,]*(?:yes|no))*",
    r"did you find this (?:page|article|information) (?:helpful|useful)\?.{0,20}",
    r"report a problem with this page|reply to this message|rate this page|give feedback on this page",
    # What is no word of the text.
    r"(?:icon|logo)(?: image)?\s*: ?.{1,60}",
    r"(?:©|copyright(?: ©)?) ?\d{4}.{0,100}|all rights reserved\.?",
    r"you need to enable javascript.{0,60}|javascript (?:is disabled|is required|must be enabled).{0,80}",
    # The same in Welsh.
    r"neidio i(?:'r|’r)? (?:prif )?gynnwys|neidio i(?:'r|’r) cynnwys|(?:prif )?ddewislen|dewislen",
    r"(?:yn ôl|nôl) i(?:'r|’r) brig|rhannu(?:'r|’r) dudalen(?: hon)?|argraffu(?:'r|’r) dudalen(?: hon)?|darllen mwy",
    r"rydym yn defnyddio (?:\w+ )?cwcis\b.*|(?:derbyn|gwrthod) (?:pob|y) cwcis?|gosodiadau cwcis?",
    r"gadael y dudalen hon(?: yn gyflym)?|oedd y dudalen hon (?:o gymorth|yn ddefnyddiol)\?.{0,20}",
)
# These may be headings that an editor wrote, above links of the editor's own.
_NOT_A_HEADING = (
    r"related (?:articles?|stories|news|posts)|you may also (?:like|be interested in)|recommended for you",
    r"(?:latest|more|other|top) (?:news|stories|headlines|articles)|most (?:read|popular|viewed)",
)
_ABOVE_LINKS = re.compile("|".join(_NOT_A_HEADING), re.IGNORECASE)
_CAPTION = re.compile(
    r"[*_]*(?:icon|image|photo|photograph|picture|logo|video|caption)(?: (?:caption|credit|shows))?\s*:", re.IGNORECASE
)

# Nearly every line of a text is told apart from these by its first letters alone.
_FIRST_WORDS = (
    "accept all allow argraffu back bookmark by change choose close continue cookie copyright darllen ddewislen"
    " decline deny derbyn dewislen did email e-mail exit gadael give go gosodiadau gwrthod hafan hide home icon is"
    " javascript latest leave load logo main manage menu more most nav neidio nôl oedd open other our press"
    " prif print quick read recommended refuse reject related reply report return rhannu rydym safety save"
    " search see set share show sign site skip this toggle top tweet view was we yn you"
)
_STARTS = frozenset(word[:3].ljust(3) for word in _FIRST_WORDS.split()) | {"© 1", "© 2", "©19", "©20"}
_MARKS = " \t*_>•»›→↑▲|-"
_BEFORE = _MARKS + "[#"
_OF_COOKIES = re.compile("cookies|cwcis|files|^©", re.IGNORECASE)
_LINK_TO_THIS_PAGE = re.compile(r"\[([^\]]*)\]\((?:#[^)]*)?\)")
_SENTENCE_END = tuple(".!?:…”’\"')*")


def is_page_chrome(line: str) -> bool:
    """Tell whether a whole line is what a web page has around its text.

    >>> is_page_chrome("Skip to main content"), is_page_chrome("Share this page with a neighbour.")
    (True, False)
    """
    if line.lstrip(_BEFORE)[:3].lower() not in _STARTS or len(line) > _LONGEST:
        return False
    if len(line) > _LONGEST_BUTTON and not _OF_COOKIES.search(line):
        return False
    bare = _LINK_TO_THIS_PAGE.sub(r"\1", line).strip(_MARKS)
    return _a_line().fullmatch(bare) is not None


@cache
def _a_line() -> re.Pattern[str]:
    """Give the pattern of a whole line, which takes a while to make, and which most texts never need."""
    return re.compile(rf"(?:#+ *)?(?:{'|'.join(_ANYWHERE)})|{'|'.join(_NOT_A_HEADING)}", re.IGNORECASE)


def is_caption(line: str) -> bool:
    """Tell whether a line says what a picture shows that was beside it: "Image: a parked van"."""
    return _CAPTION.match(line) is not None


def page_chrome_in(text: str) -> Iterator[tuple[int, str]]:
    """Find the lines of a body in markdown that a copied web page had around its text, each with its place.

    A line that goes on with a sentence, such as "choose it from the" and below it "menu", is none; neither is
    "Related news" above links.
    """
    lines = text.split("\n")
    known: set[int] = set()
    behind = 0
    for number, line in enumerate(lines):
        offset, behind = behind, behind + len(line) + 1
        if not is_page_chrome(line) or _is_above_links(lines, number):
            continue
        if number - 1 in known or _ends_a_sentence(lines[number - 1] if number else ""):
            known.add(number)
            yield offset, line.strip()


def _is_above_links(lines: list[str], number: int) -> bool:
    """Tell whether a line is a flat heading above links that an editor chose."""
    below = next((line for line in lines[number + 1 : number + 3] if line.strip()), "")
    return "](" in below and _ABOVE_LINKS.fullmatch(lines[number].strip(_MARKS)) is not None


def _ends_a_sentence(line: str) -> bool:
    return not line.strip() or line.rstrip().endswith(_SENTENCE_END)
