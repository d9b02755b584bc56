"""What the name of a file or a folder says of it, before anybody looks into it."""

import re

ADVISORY_ENDINGS = frozenset({".md", ".txt"})
PAGE_ENDINGS = frozenset({".md"})
TEXT_ENDINGS = frozenset({".md", ".txt", ".markdown", ".mdown", ".mkd"})

# Web hosts and servers read these, wherever they find them; names that begin with a dot come to them.
_READ_BY_HOSTS = frozenset(
    "_headers _redirects _routes.json _worker.js _config.yml cname web.config netlify.toml vercel.json now.json"
    " staticwebapp.config.json firebase.json php.ini crossdomain.xml clientaccesspolicy.xml".split()
)
# A site has these once, and the build makes them, or they would stand in front of a page of the same address.
_MADE_BY_THE_BUILD = frozenset(
    "robots.txt sitemap.xml sitemap.xml.gz feed.xml feed.json rss.xml cap.xml cap.atom security.txt 404.html"
    " index.html index.htm index.xhtml index.php default.html default.htm default.aspx sha256sums.txt".split()
)
_HOSTS_OWN = "Delete it. Such things are set at the web host, by whoever looks after that."
_BUILDS_OWN = "Delete it. The build makes what belongs at that address."
_MOVE = "Delete it, or move it out of this folder."

# What systems, editors and version control leave in every folder that they touch. None of it is anybody's text.
_LITTER = frozenset(
    ".ds_store .localized .directory thumbs.db ehthumbs.db desktop.ini __macosx .appledouble .trash .trashes"
    " .spotlight-v100 .fseventsd .temporaryitems .stfolder .stignore .obsidian .vscode .idea .editorconfig"
    " .git .gitkeep .gitignore .gitattributes .gitmodules .keep .svn .hg".split()
)
_LITTER_LIKE = re.compile(
    r"\._.*|\.#.*|#.*#|~\$.*|\.~lock\..*#|.*~|\..*\.sw[a-z]|.*\.(?:bak|orig|tmp)|\.nfs.*|\.forewarn-.*|\.fuse_hidden.*|icon\r",
    re.IGNORECASE | re.DOTALL,
)
_LOCK = ".#"


# Most names are of this kind, and mean nothing to anybody but their editor.
_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]*\.(?:md|txt)")


def _is_plain(name: str) -> bool:
    """Tell of most names that they are no litter and steer nothing; of others it is not known."""
    return _PLAIN.fullmatch(name) is not None and name not in _MADE_BY_THE_BUILD


def is_litter(name: str) -> bool:
    """Tell what a machine has left behind, such as ``.DS_Store`` or ``parcel.md~``, from what somebody has put there.

    It is passed over without a word: it comes back by itself, and a warning that is always there hides the others.
    """
    return not _is_plain(name) and _is_known_litter(name)


def _is_known_litter(name: str) -> bool:
    return name.lower() in _LITTER or _LITTER_LIKE.fullmatch(name) is not None


def is_lock(name: str) -> bool:
    """Tell a link by which an editor locks a file that is open in it: it leads nowhere, and goes when that is saved."""
    return name.startswith(_LOCK)


def steering(name: str) -> tuple[str, str] | None:
    """Say what a file or folder of this name would do to the site, and the cure; None where it would do nothing."""
    if _is_plain(name):
        return None
    folded = name.lower()
    if folded == ".well-known":
        return "A folder of this name speaks to other machines for the whole site.", _BUILDS_OWN
    if folded in _READ_BY_HOSTS or folded.startswith(".ht"):
        return "A file of this name can steer the web host.", _HOSTS_OWN
    if folded in _MADE_BY_THE_BUILD:
        return "A file of this name would take the place of one that the build makes.", _BUILDS_OWN
    if folded.startswith("."):
        return "A name that begins with a dot hides it from people, and not from machines.", _MOVE
    return None
