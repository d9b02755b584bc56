"""From a request to a build: everything is loaded, checked and planned, and what can be made apart is begun."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import chain

from forewarn import addresses
from forewarn.building.build import Begun, Build, LeftStanding
from forewarn.building.leisure import let_go_of_former
from forewarn.building.request import Request
from forewarn.building.search import NO_SEARCH, begin_search
from forewarn.building.telling import Log, tell
from forewarn.building.waiting import AROUND, FILES, MADE, TURN, Patience, Turn, loses_a_page, put_off
from forewarn.checking import CACHE
from forewarn.drawing.store import Store
from forewarn.drawing.templates import Templates as CardTemplates
from forewarn.outputs.stylesheet import colour_rules, stylesheet
from forewarn.publication import Publication, Running
from forewarn.site import (
    NOTHING_RECALLED,
    KeptTexts,
    Loaded,
    Recipes,
    Recollection,
    Templates,
    hidden_words,
    load_site,
    plan_of,
    planned_records,
    with_drawings,
)
from forewarn.spawning import get_ready

# What one build of a preview leaves for the next; the last is how many there were since it was tidied up after them.
TEXTS, CARDS, UNCOLLECTED = "texts", "cards", "uncollected"
MOST_UNCOLLECTED = 8  # of 10,000 advisories, each takes some 10 MB


def begin(request: Request, running: Running, log: Log) -> Build | LeftStanding:
    """Take hold of the output folder, load and check everything, and begin with what can be made apart.

    ``running`` keeps what is open, and stops it however the build ends. Where the public site is what this build would
    make, nothing more is done. Raises ProblemsFound with everything that stops the build.
    """
    if request.workers > 1 and not request.cache.exists():  # nothing is known of any text
        get_ready()
    publication = running.open(request.site_dir, believes_disk=not request.reads_everything)
    inputs = b"" if MADE in running.at_hand else request.inputs()  # a preview builds again because there is a change
    standing = publication.standing(inputs, request.now) if inputs and not request.is_deployment else None
    if standing:
        tell(log, standing.told)
        return LeftStanding(request, publication.fresh)
    turn: Turn = running.at_hand.get(TURN, Turn())
    store, cards = _store(request, publication, log), _card_templates(request, running)
    ground = _Ground(request, running, turn, cards, store, _late_files(request, running, turn))
    turn.give_way()
    with _collector_at_rest(request, running):
        loaded = _loaded(ground)
    turn.give_way()
    loaded, begun = _begun(ground, loaded, inputs)
    if not turn.rest:  # else it was told with the edit
        tell(log, (*loaded.problems, *begun.drawings.problems))
        _tell_of_loaded(request, loaded, log)
    build = _planned(ground, loaded, begun)
    turn.give_way()
    _tell_of_work(build, log)
    return build


@dataclass(frozen=True)
class _Ground:
    """What a build stands on before anything is loaded: what it is asked for, what is open, and what is at hand.

    ``cards`` are the templates of drawings, if there are any, and ``store`` has what was drawn before. ``late`` are the
    files that can wait; where there are some, the build is hasty.
    """

    request: Request
    running: Running
    turn: Turn
    cards: CardTemplates | None
    store: Store
    late: frozenset[str]

    @property
    def is_hasty(self) -> bool:
        """Whether only that is made which an editor looks at."""
        return bool(self.late)


def _loaded(ground: _Ground) -> Loaded:
    request, cards = ground.request, ground.cards
    return load_site(
        request.content,
        request.settings,
        request.now,
        typefaces=cards.typefaces if cards and request.settings.cards else None,
        is_deployment=request.is_deployment,
        is_preview=request.shows_hidden,
        kept=_kept_texts(request, ground.running, ground.store),
        workers=request.workers,
        recollection=_recollection(request, ground.running),
    )


def _begun(ground: _Ground, loaded: Loaded, inputs: bytes) -> tuple[Loaded, Begun]:
    """Begin with drawings and search, of which a hasty build has none; give the site that knows its drawings."""
    request, running, publication = ground.request, ground.running, ground.running.held
    site, drawings = with_drawings(loaded.site, ground.cards, ground.store, request.workers, request.steps)
    kept = publication.kept(drawings.made_of)
    drawings = replace(drawings, kept=kept.sizes)
    site, underway = drawings.start(site, running.stops)
    records = () if ground.is_hasty else planned_records(site, request.code)
    search = NO_SEARCH if ground.is_hasty else begin_search(request, site, records, publication, ground.store)
    running.stops(search.index.stop)
    begun = Begun(inputs, drawings, kept, underway, search, records)
    return replace(loaded, site=site), begun


def _planned(ground: _Ground, loaded: Loaded, begun: Begun) -> Build:
    """Plan every page and file, and find out which of them are to be made now."""
    request, publication = ground.request, ground.running.held
    site, designer = loaded.site, request.designer
    sheet = stylesheet(designer.sheets(site), colour_rules(site.settings.palette, site.areas))
    scripts = designer.scripts(site)
    linked = {name: addresses.hashed(f"{addresses.SCRIPTS}{name}", content) for name, content in scripts.items()}
    served = {"stylesheet": sheet[0], "scripts": linked, "served": site.settings.site_url}
    recipes, hasty = Recipes(Templates(designer.templates), request.recipe, served), ground.is_hasty
    plan = plan_of(site, recipes, has_files=not hasty, as_before=hasty)
    if hasty and loses_a_page(plan, publication.ledger().outputs):
        plan = plan_of(site, recipes, has_files=False)
    kept = begun.kept.joined(publication.kept(plan.made_of))
    patience = Patience(ground.late, ground.turn.most, ground.running.at_hand.get(AROUND))
    waiting = put_off(plan, patience, kept, publication)
    no_secrets = chain(designer.words(), (record.made.text for record in begun.records))
    return Build(
        request=request,
        fresh=publication.fresh,
        loaded=loaded,
        begun=begun,
        plan=plan,
        kept=kept.joined(waiting),
        pages={page.address: page for page in plan.pages_besides({**kept.sums, **waiting.sums})},
        stylesheet=sheet[0],
        scripts=linked,
        files={**dict([sheet]), **{linked[name]: content for name, content in scripts.items()}},
        hidden_words=hidden_words(loaded.secrets, site, plan.pages, no_secrets),
        waiting={path: publication.ledger().outputs[path].made_of for path in waiting.sums},
        turn=ground.turn,
        is_hasty=ground.is_hasty,
    )


def _late_files(request: Request, running: Running, turn: Turn) -> frozenset[str]:
    """Give the files made of words, such as feeds, that can wait after an edit: all, where the shown site has them."""
    if turn.rest or MADE not in running.at_hand or running.at_hand[MADE][0] != request.code:
        return frozenset()
    files: frozenset[str] = running.at_hand.get(FILES, frozenset())
    return files if running.held.kept_all(files) else frozenset()


def _kept_texts(request: Request, running: Running, store: Store) -> KeptTexts:
    """Give what is kept of texts; while a site is served also what its last build has at hand."""
    kept: KeptTexts | None = running.at_hand.get(TEXTS)
    if kept is None or not kept.is_of(store.folder, request.code):
        believes, lasts = not request.reads_everything, request.is_served
        kept = KeptTexts(store.folder, request.code, request.clock, believes_files=believes, lasts=lasts)
        if lasts:
            running.at_hand[TEXTS] = kept
    kept.clock = request.clock
    return kept


def _card_templates(request: Request, running: Running) -> CardTemplates | None:
    """Read the templates of cards and posters, if any are drawn; those of the last build are at hand in a preview."""
    if not request.settings.cards and not request.settings.posters:
        return None
    templates = request.designer.card_templates(running.at_hand.get(CARDS))
    if request.is_served:
        running.at_hand[CARDS] = templates
    return templates


def _recollection(request: Request, running: Running) -> Recollection:
    """Give what the last build has made of the advisories, while a site is served and its programs are the same.

    Of a build that fails nothing counts, since the site does not show it.
    """
    if not request.is_served:
        return NOTHING_RECALLED
    known: tuple[bytes, Recollection] | None = running.at_hand.get(MADE)
    return Recollection(known[1] if known and known[0] == request.code else None)


def _store(request: Request, publication: Publication, log: Log) -> Store:
    """Give the place for what is drawn: the folder of the request if it can be written to, else one for this build."""
    usual = Store(request.cache)
    if usual.is_writable():
        return usual
    if request.is_named:
        log.warning(
            'Nothing can be kept in the folder "%s", which %s names. Name another.', request.cache.parent, CACHE
        )
    return Store(publication.places.work / "drawn")


@contextmanager
def _collector_at_rest(request: Request, running: Running) -> Iterator[None]:
    """Let Python not look for garbage among what is loaded, which all lives as long as the build.

    What a former build has left is let go of first, or it would be laid aside again with the rest. In a preview there
    is leisure for that, unless one save follows the other for long.
    """
    waits = request.is_served and running.at_hand.get(UNCOLLECTED, 0) < MOST_UNCOLLECTED
    if not waits and gc.get_freeze_count():  # which is counted one by one
        let_go_of_former()
    running.at_hand[UNCOLLECTED] = running.at_hand.get(UNCOLLECTED, 0) + 1 if waits else 0
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _tell_of_loaded(request: Request, loaded: Loaded, log: Log) -> None:
    """Say what was loaded, and aloud when a site holds what is still to come, so that nobody uploads it."""
    if request.now > request.clock:
        moment = request.now.isoformat(" ", "minutes")
        log.warning("This is the site as it will be on %s. Do not publish it before then.", moment)
    log.info("Advisories: %d public, %d not yet.", len(loaded.site.register.advisories), loaded.hidden)


def _tell_of_work(build: Build, log: Log) -> None:
    """Say how much is to be made, and to those who ask for more words what."""
    to_make = sorted(build.made_of.keys() - build.kept.sums.keys())
    log.info("To be made: %d of %d files.", len(to_make), len(build.made_of))
    for path in to_make:
        log.debug("To be made: %s", path)
