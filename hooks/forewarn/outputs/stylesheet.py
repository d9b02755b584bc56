"""One stylesheet for the whole site: a small sheet for each component, and the colours of the site's organisations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from forewarn.addresses import STYLESHEETS, hashed
from forewarn.area import Area
from forewarn.colours import Colours
from forewarn.settings import Palette

FIRST, LAST = ("tokens.css", "base.css"), ("print.css",)


def stylesheet(sheets: Mapping[str, str], own_colours: str = "") -> tuple[str, bytes]:
    """Put sheets together, given by their paths below the folder of stylesheets, and a site's own colours behind them.

    Tokens and base come first and print last, the components between them by name. The address carries a hash of
    the content, so that a browser may keep it for ever.
    """
    between = sorted(name for name in sheets if name not in FIRST + LAST)
    order = [name for name in (*FIRST, *between, *LAST) if name in sheets]
    parts = [f"/* {name} */\n{sheets[name].strip()}\n" for name in order]
    content = "\n".join([*parts, *([own_colours] if own_colours else [])]).encode()
    return hashed(f"{STYLESHEETS}forewarn.css", content), content


def colour_rules(palette: Palette | None, areas: Iterable[Area]) -> str:
    """Write the rules for the colours of a site and of the forces of its areas; empty where all keep the tokens'.

    Colours are values of mkdocs.yml and of areas, and pages may not carry styles of their own. On paper, where
    surfaces are not printed, words stay dark.
    """
    rules = (*(_palette_rules(palette) if palette else ()), *_force_rules(areas))
    return "".join(f"{rule}\n" for rule in ("/* colours of this site */", *rules)) if rules else ""


def _palette_rules(palette: Palette) -> Iterable[str]:
    yield f"@media screen {{ :root {{ {_tokens(palette.light)} }} }}"
    yield f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {_tokens(palette.dark)} }} }}"


def _tokens(colours: Colours) -> str:
    return f"--deep: {colours.surface}; --on-deep: {colours.words};"


def _force_rules(areas: Iterable[Area]) -> Iterable[str]:
    """Write one rule for each pair of colours, for all areas that have it."""
    classes: defaultdict[Colours, list[str]] = defaultdict(list)
    for area in areas:
        if area.force.colours:
            classes[area.force.colours].append(f".force--{area.slug}")
    for colours, of_areas in classes.items():
        own = f"{{ background: {colours.surface}; color: {colours.words}; }}"
        yield f"@media screen {{ {', '.join(of_areas)} {own} }}"
