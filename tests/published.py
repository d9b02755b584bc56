"""Publishing a site that is made of values: what becomes of an advisory, whatever words an editor has for it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from forewarn.advisory import Advisory, Status
from forewarn.area import Area, Force
from forewarn.building import beginning
from forewarn.contact_register import ContactRegister
from forewarn.home import Home
from forewarn.register import Register
from forewarn.settings import Settings
from forewarn.site import Loaded, Page, Site, plan, planned, planned_pages
from projects import ROOT

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
HALF_A_YEAR = timedelta(days=180)
URL = "https://w.example/sub/path/"
SETTINGS = Settings("Scam Warnings", URL, "Warnings.", "Police", "en_GB", ZoneInfo("Europe/London"), ())
KENT = Area(
    "kent", "Kent", (), "England", Force("Kent Police", "https://www.kent.police.uk/"), "<p>Of Kent.</p>", "k.md"
)
ADVISORY = Advisory(
    id="tax",
    title="Callers ask for tax",
    share_title="Callers ask for tax",
    summary="A caller says that you owe tax.",
    areas=("kent",),
    published=NOON - timedelta(days=1),
    status=Status.LIVE,
    updates=(),
    expires=None,
    replaces=None,
    locale="en_GB",
    source=None,
    body="<p>A caller says that you owe tax. Hang up.</p>",
    headings=(),
    file="tax.md",
)


def site_of(advisories: Iterable[Advisory], **changes: object) -> Site:
    """Make a site of advisories, as the public sees it at noon, with Kent as its one area."""
    register = Register.of(advisories).public(NOON, HALF_A_YEAR)
    site = Site(SETTINGS, Home("Home", "All about it.", "<p>Words.</p>"), (KENT,), ContactRegister(()), register)
    return replace(site, **changes)  # type: ignore[arg-type]  # the fields are as various as their types


def nothing_more(_site: Site) -> Iterable[Page]:
    """Give no pages besides a site's own."""
    return ()


def publish(
    site: Site,
    folder: Path,
    *,
    further: Callable[[Site], Iterable[Page]] = nothing_more,
    templates: Path | None = None,
) -> Path:
    """Write a site with MkDocs and the shipped templates, and give the folder it is in.

    ``further`` makes pages besides the site's own, whose templates are in the folder ``templates``.
    """
    empty = folder / "content"
    empty.mkdir(parents=True)
    config = load_config(
        str(ROOT / "mkdocs.yml"),
        docs_dir=str(empty),
        site_dir=str(folder / "site"),
        site_url=site.settings.site_url,
        site_name=site.settings.site_name,
    )
    if templates:
        config.theme.dirs.append(str(templates))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(beginning, "load_site", lambda *_, **__: Loaded(site, (), 0))
        patch.setattr(
            plan, "planned_pages", lambda own, **how: chain(planned_pages(own, **how), map(planned, further(own)))
        )
        build(config)
    return folder / "site"
