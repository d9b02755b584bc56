"""MkDocs' events, a few lines each: the only file that knows MkDocs.

MkDocs registers every function here whose name starts with ``on_``. It loads this file once and keeps it for ever, so
what one build needs lies on its config, which MkDocs makes anew for every rebuild. Only what is open while MkDocs runs
is kept in the module, as MkDocs hands no config to those who hear of an error.
"""

import gc
import logging
import os
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any, Literal, cast

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import BuildError, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents
from mkdocs.utils.templates import TemplateContext

from forewarn import __version__, addresses
from forewarn.attaching import Unfit, publishable
from forewarn.attachment import Attachment
from forewarn.checking import (
    DEPLOY,
    NOW,
    PREVIEW,
    is_set,
    read_moment,
    read_settings,
    require_epoch,
    require_present,
    shows_hidden,
)
from forewarn.code_sum import code_sum
from forewarn.drawing.store import Store
from forewarn.drawing.templates import CARDS, read_templates
from forewarn.language import language_of, name_in, own_name
from forewarn.outputs.problem_page import problem_page
from forewarn.outputs.stylesheet import colour_rules, stylesheet
from forewarn.problem import Level, Problem, ProblemsFound
from forewarn.promise import Expected
from forewarn.publication import (
    NOTHING_KEPT,
    REASON,
    UNKNOWN_STANDING,
    Inspected,
    Inspection,
    Kept,
    Preview,
    Publication,
    Running,
    Standing,
    end_with_standard_input,
    inspect,
)
from forewarn.publication.failure import SAFE, refusal, seen_from_here, sentence, too_many_warnings
from forewarn.reading.configuration import read_configuration, read_positions
from forewarn.search_record import Indexed
from forewarn.settings import Settings
from forewarn.site import (
    Drawings,
    KeptTexts,
    Loaded,
    Plan,
    PlannedPage,
    Recipes,
    SearchIndex,
    Site,
    Templates,
    Underway,
    begin_search_index,
    expected,
    hidden_words,
    is_litter,
    load_site,
    not_found_page,
    plan_of,
    planned_records,
    search_plan,
    steps_of,
    sum_of_inputs,
    with_drawings,
)
from forewarn.sums import sum_of_value
from forewarn.watching import take_over

log = get_plugin_logger("forewarn")

KEY = "forewarn"
CACHE = "FOREWARN_CACHE"
CI = "CI"  # which every host of builds sets: https://docs.github.com/en/actions/reference/variables-reference
HASHED = (".css", ".js")  # what is published under an address with a hash of it
SEARCH_SCRIPT = "search.js"
TEXTS, COMPILED = "texts", "templates"  # what one build of a preview leaves for the next
# What MkDocs knows of a build and not of a page: the pages that it makes now, which are not all, and the day.
_OF_ONE_BUILD = frozenset({"build_date_utc", "nav", "pages"})
_INHERITS = re.compile(rb"^INHERIT:\s*['\"]?([^'\"\n#]+)", re.MULTILINE)  # as MkDocs reads it
_MOST_INHERITED = 20
MANY_PAGES = 1000  # from so many on, memory is worth the time of looking for what nobody needs
PREVIEW_SHEET = "components/preview.css"

_running = Running(logging.getLogger(log.logger.name.partition(".")[0]))


class RenderedPage(MkDocsPage):
    """A page whose body the domain has rendered: MkDocs needs no parser for it."""

    def read_source(self, config: MkDocsConfig) -> None:
        """Read nothing: there is no file."""
        self.markdown, self.meta = "", {}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Parse nothing: ``on_page_content`` hands over the body."""
        self.content, self.toc = "", TableOfContents([])


class AttachedFile(File):
    """A file that belongs to an advisory. Its bytes are made as it is written, and not kept."""

    attachment: Attachment

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT001, FBT002 - MkDocs' own
        """Write the file as it may be published."""
        path = Path(self.abs_dest_path)
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            path.write_bytes(publishable(self.attachment))
        except Unfit as why:  # it has changed since it was examined
            problem = Problem(self.attachment.file, 1, 1, "file", why.rule, Level.ERROR, why.message, why.cure)
            raise PluginError(refusal(ProblemsFound([problem]))) from None


@dataclass(frozen=True)
class Search:
    """The index of the search while it is made; ``public`` are those of its files that the public site has already.

    ``key`` is the sum of what the whole is made of. ``is_kept`` says that nothing of it need be made.
    """

    index: SearchIndex
    key: bytes
    public: Kept
    is_kept: bool

    def write(self, folder: Path) -> Mapping[str, bytes]:
        """Write what the public site has not got, and give the sum of what each file of the whole is made of.

        Raises ProblemsFound and OSError as ``SearchIndex.write`` does.
        """
        if self.is_kept:
            return dict.fromkeys(self.public.sums, self.key)
        return dict.fromkeys(self.index.write(folder, lambda address: address not in self.public.sums), self.key)


@dataclass(frozen=True)
class LeftStanding:
    """A build that makes nothing, as the public site is what it would make. It has the folders of the settings."""

    site_dir: str
    docs_dir: str


class OwnTemplates(FileSystemLoader):
    """The templates of a theme, which tells of no files but the designer's own: no others are published."""

    def list_templates(self) -> list[str]:
        """Name the files of the designer's folder."""
        return FileSystemLoader(self.searchpath[0]).list_templates()


class CompiledTemplates(BytecodeCache):
    """Templates as Python runs them, for as long as this process lives: a file of them could run anything."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a template that was compiled before, if its text is the same."""
        if compiled := self._compiled.get(bucket.key):
            bucket.bytecode_from_string(compiled)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a template that was compiled."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()


@dataclass(frozen=True)
class Begun:
    """What a build has begun before it makes a page: drawings, and the index of the search.

    ``code`` is the sum of the programs, and ``inputs`` that of all that the build reads.
    """

    code: bytes
    inputs: bytes
    drawings: Drawings
    underway: Underway
    search: Search


@dataclass(frozen=True)
class Build:
    """What one build needs: the site, the plan of it, and of that what is not there yet and must be made.

    ``begun`` is what others are at work on. ``kept`` are the files of the public site that are right as they are.
    ``pages`` are those to be made, by the file that MkDocs takes each for, and ``files`` all others. ``stylesheet`` is
    the address of the one sheet; ``scripts`` are those of the scripts, by the names of their files. ``site_dir`` is the
    folder that is public, and ``docs_dir`` that of the content, as the settings name them. ``expected`` is all that
    must be in it, once MkDocs has told which pictures and fonts of the designer's there are.
    """

    loaded: Loaded
    begun: Begun
    plan: Plan
    kept: Kept
    pages: Mapping[str, PlannedPage]
    stylesheet: str
    scripts: Mapping[str, str]
    files: Mapping[str, bytes]
    site_dir: str
    docs_dir: str
    hidden_words: frozenset[str]
    expected: Expected | None = None

    @property
    def site(self) -> Site:
        """The site that it makes."""
        return self.loaded.site

    @property
    def made_of(self) -> Mapping[str, bytes]:
        """The sums of what files are made of, by their paths, as far as anybody can tell beforehand."""
        return {**self.plan.made_of, **self.begun.drawings.made_of}


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Refuse partial builds, as a page whose file is gone would stay public; say so where a build is deployed."""
    if dirty:
        raise PluginError("--dirty leaves deleted pages public. Build without it.")
    if command == "gh-deploy":
        os.environ[DEPLOY] = "1"
    _running.listen()
    _running.is_preview, _running.since = command == "serve", datetime.now(UTC).timestamp()
    with _refusing():
        is_shown = shows_hidden(os.environ, is_served=_running.is_preview, written_to=Path(os.devnull), public=None)
    if is_shown:
        end_with_standard_input()


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """Show the problems of a rebuild that fails in place of every page, where MkDocs would let requests hang."""
    _running.is_preview = True  # with --clean, MkDocs has called it a build
    preview = Preview(server.serve_request, problem_page, passed="/livereload/")

    def rebuild() -> None:
        preview.show(_failure_of(builder))

    server.builder = rebuild
    server.set_app(preview)
    take_over(server, is_litter, _running.since)
    return server


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Take hold of the output folder, load and check everything, and let MkDocs write it to a folder beside."""
    with _refusing():
        require_epoch(os.environ)
        settings = _settings(config)
        clock = datetime.now(UTC)
        now = read_moment(os.environ.get(NOW), NOW, settings.time_zone, clock)
        if _is_deployment():
            require_present(now, clock)
        is_preview = _shows_hidden(config)
        publication = _running.open(Path(config.site_dir), believes_disk=not _reads_everything())
        code = code_sum(_hook_files(config))
        inputs = _inputs(config, settings, clock, code)
        standing = publication.standing(inputs, now) if inputs and not _is_deployment() else None
        if standing:
            return _left_standing(config, standing)
        templates = read_templates(_card_folder(config)) if settings.cards or settings.posters else None
        typefaces = templates.typefaces if templates and settings.cards else None
        store = _store(config, publication)
        with _collector_at_rest():
            loaded = load_site(
                Path(config.docs_dir),
                settings,
                now,
                typefaces=typefaces,
                is_deployment=_is_deployment(),
                is_preview=is_preview,
                kept=_kept_texts(store, clock, code),
                workers=os.cpu_count() or 1,
            )
        steps = steps_of(log, os.environ)
        site, drawings = with_drawings(loaded.site, templates, store, os.cpu_count() or 1, steps)
        drawings = replace(drawings, kept=publication.kept(drawings.made_of).sizes)
        site, underway = drawings.start(site, _running.stops)
        records = planned_records(site, code)
        search = _search(site, records, publication, store)
        _running.stops(search.index.stop)
    _tell((*loaded.problems, *drawings.problems))
    _tell_of_preview(now, clock)
    log.info("Advisories: %d public, %d not yet.", len(site.register.advisories), loaded.hidden)
    own_colours = colour_rules(settings.palette, site.areas)
    config[KEY] = _build(
        replace(loaded, site=site),
        Begun(code, inputs, drawings, underway, search),
        stylesheet(_sheets(config, site), own_colours),
        chain(_templates(config), (record.made.text for record in records)),
        config,
    )
    _tell_of_work(config[KEY])
    config.site_dir = str(publication.fresh)
    config.theme.static_templates = {addresses.NOT_FOUND}  # MkDocs' own site map would carry the day of the build
    return _spared(config)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Publish what the site is made of, and nothing else that lies in the content folder or comes with the theme."""
    if isinstance(config[KEY], LeftStanding):
        return Files([])
    build: Build = config[KEY]
    config.docs_dir = build.docs_dir
    generated, assets = tuple(_generated(config, build)), [file for file in files if _is_own_asset(file, config)]
    others = [file.dest_uri for file in (*generated, *assets) if not file.is_documentation_page()]
    others += (*build.plan.addresses, *build.begun.drawings.addresses)
    all_expected = expected(build.site, build.plan.pages, others, build.hidden_words)
    config[KEY] = replace(build, expected=all_expected)
    return Files([*generated, *assets])


def on_page_markdown(markdown: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:
    """Name the page's template. There is no markdown to read: the domain has rendered the body."""
    page.meta = {"template": _page(config, page).template}
    return ""


def on_env(env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
    """Escape every value in every template, and give templates what they use on every page.

    Languages are looked up once for each build, as thousands of lines of lists have the same.
    """
    if isinstance(config[KEY], LeftStanding):
        return env
    build: Build = config[KEY]
    if _running.publication:
        with _refusing():
            _running.publication.guarded(build.plan.write_files, Path(config.site_dir), build.kept.sums)
    env.autoescape = True
    env.undefined = StrictUndefined
    env.auto_reload = False  # an environment lasts for one build, in which no template changes
    env.trim_blocks = env.lstrip_blocks = env.keep_trailing_newline = True
    env.filters |= {"own_name": own_name, "name_in": name_in}
    env.globals |= {
        "addresses": addresses,
        "once": _remembering(),
        "stylesheet": build.stylesheet,
        "scripts": build.scripts,
        "language_of": cache(language_of),
        "forewarn_version": __version__,
    }
    return env


def on_page_context(
    context: TemplateContext,
    *,
    page: MkDocsPage,
    config: MkDocsConfig,
    nav: Navigation,
) -> TemplateContext:
    """Make a page, and give its template its values, and the body that the domain has rendered and cleaned.

    It is made no earlier than now, and let go of when it is written: ten thousand of them take much memory.
    """
    made = _page(config, page).make()
    page.content = Markup(made.body)  # noqa: S704 - cleaned by an allow-list
    return _with(context, made.context)


@event_priority(-100)  # after everybody who may still look at it
def on_post_page(output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Let go of a page that is about to be written."""
    page.content = ""
    return output


def on_template_context(context: TemplateContext, *, template_name: str, config: MkDocsConfig) -> TemplateContext:
    """Give the page for unknown addresses, which MkDocs makes without a page of its own, its head."""
    build: Build = config[KEY]
    if template_name != addresses.NOT_FOUND:
        return context
    return _with(context, not_found_page(build.site).context)


@event_priority(-100)  # after everybody who may still write
def on_post_build(*, config: MkDocsConfig) -> None:
    """Put the site before the public in one step, unless something was wrong with it."""
    build: Build | LeftStanding | None = config[KEY]
    if build is None:
        raise PluginError(f"The site was written twice. {SAFE}")
    config.site_dir = build.site_dir
    if isinstance(build, LeftStanding):
        config.docs_dir = build.docs_dir
        _end_left_standing(config, build)
        return
    publication = _running.publication
    if publication is None or build.expected is None:
        raise PluginError(f"The output folder was let go of before the site was ready. {SAFE}")
    now = build.site.register.now
    with _refusing():
        build.begun.underway.finish()
        publication.guarded(build.begun.drawings.write, publication.fresh)
        found_by = publication.guarded(build.begun.search.write, publication.fresh)
        all_expected = replace(build.expected, files=build.expected.files | found_by.keys())
        kept = build.kept.joined(build.begun.search.public.only(found_by))
        inspection = replace(_inspection(now), kept=kept, rules=build.begun.code)
        made_of, standing, site_dir = {**build.made_of, **found_by}, _standing(build), build.site_dir
        _tidy(build.begun)
        _running.stop_others()
        is_large = len(build.pages) > MANY_PAGES
        build = config[KEY] = None  # what the site was made of is not needed to look at it
        if is_large:
            gc.collect()
        inspected = inspect(publication, all_expected, inspection)
        _tell_of_inspection(inspected)
        if config.strict and _running.warnings:
            raise PluginError(too_many_warnings(_running.warnings))
        is_one_step = publication.publish(
            inspected.made,
            now,
            datetime.now(UTC),
            made_of=made_of,
            findings=inspected.findings,
            standing=standing.telling(inspected.problems),
        )
    _running.has_published = not _running.is_preview
    if not is_one_step:
        log.info("Its disk cannot exchange two folders in one step: for a moment there was no site.")
    if not _running.is_preview:
        log.info("Published in %s: %d files.", seen_from_here(site_dir), len(inspected.made.sums))
    _running.close()


def on_build_error(*, error: Exception) -> None:
    """Let go of the output folder, and say in a sentence what went wrong, wherever it did."""
    _running.close()
    if isinstance(error, BuildError):
        return
    log.debug("Where it went wrong:", exc_info=error)
    raise PluginError(sentence(error, is_public=_running.has_published)) from None


def on_shutdown() -> None:
    """Let go of the output folder, however MkDocs ends."""
    _running.end()


def _left_standing(config: MkDocsConfig, standing: Standing) -> MkDocsConfig:
    """Have MkDocs make nothing, as the public site is what it would make."""
    _tell(standing.told)
    config[KEY] = LeftStanding(config.site_dir, config.docs_dir)
    config.site_dir = str(_running.publication.fresh) if _running.publication else os.devnull
    config.theme.static_templates = set()
    return _spared(config)


def _end_left_standing(config: MkDocsConfig, left: LeftStanding) -> None:
    if config.strict and _running.warnings:
        raise PluginError(too_many_warnings(_running.warnings))
    _running.has_published = not _running.is_preview
    log.info("Nothing has changed: %s stays as it is.", seen_from_here(left.site_dir))
    _running.close()


def _spared(config: MkDocsConfig) -> MkDocsConfig:
    """Spare MkDocs what nobody needs: its parser, the content folder, and what comes with the theme."""
    config.markdown_extensions = []  # the domain renders every body
    config.docs_dir = config.site_dir  # which is empty; it is put back when MkDocs has looked
    make = config.theme.get_env
    compiled = _running.at_hand.setdefault(COMPILED, CompiledTemplates())

    def get_env() -> Environment:
        env = make()
        env.loader = OwnTemplates(config.theme.dirs)
        env.bytecode_cache = compiled
        return env

    config.theme.get_env = get_env  # type: ignore[method-assign]  # MkDocs asks the theme alone
    return config


def _inputs(config: MkDocsConfig, settings: Settings, clock: datetime, code: bytes) -> bytes:
    """Sum up all that a build would read; nothing where that may be changing, or cannot be read."""
    own = [Path(config.docs_dir), Path(config.theme.custom_dir or "")]
    flags = (_is_deployment(), _running.is_preview, is_set(os.environ, PREVIEW), config.site_url)
    if _shows_hidden(config):
        return b""  # what is hidden comes and goes by other rules
    try:
        others = (settings, flags, code, _settings_file(config))
        return sum_of_inputs(own, others, clock, believes_disk=not _reads_everything())
    except OSError:
        return b""


def _tell_of_inspection(inspected: Inspected) -> None:
    """Say what is not quite right with a finished site, and what a reason was given for."""
    _tell(inspected.problems)
    for problem in inspected.excused:
        log.info("%s The reason that was given: %s", problem.message, os.environ[REASON])


def _tidy(begun: Begun) -> None:
    """Forget what was drawn or indexed long ago and is not used any more."""
    begun.drawings.tidy(datetime.now(UTC))
    begun.search.index.tidy(datetime.now(UTC))


def _standing(build: Build) -> Standing:
    """Say for how long a site stands; nothing where something hidden would be told with it."""
    loaded = build.loaded
    told = (*loaded.problems, *build.begun.drawings.problems)
    if any(problem.file in loaded.secrets.hidden for problem in told):
        return UNKNOWN_STANDING
    return Standing(build.begun.inputs, build.site.register.now, loaded.until, told)


@contextmanager
def _refusing() -> Iterator[None]:
    """Hand problems that stop a build to MkDocs, in the words for an editor."""
    try:
        yield
    except ProblemsFound as found:
        raise PluginError(refusal(found)) from None


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Let Python not look for garbage among what is loaded, which all lives as long as the build.

    What a former build under ``mkdocs serve`` has left is let go of first: it would be laid aside again with the rest.
    """
    if gc.get_freeze_count():
        gc.unfreeze()
        gc.collect()
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _inspection(now: datetime) -> Inspection:
    """Say how to look at the site: a preview may lose what it likes, a deployment believes only what it has seen."""
    return Inspection(
        now=now,
        fewer=os.environ.get(REASON, ""),
        compares=not _running.is_preview,
        believes_facts=not _is_deployment(),
    )


def _reads_everything() -> bool:
    """Tell whether files of a former build are opened though the disk says that nobody has changed them."""
    return _is_deployment() or is_set(os.environ, CI)


def _is_deployment() -> bool:
    return is_set(os.environ, DEPLOY)


def _shows_hidden(config: MkDocsConfig) -> bool:
    """Tell whether drafts are shown. Raises ProblemsFound where they could become public by that."""
    if not is_set(os.environ, PREVIEW):
        return False
    public = read_configuration(Path(config.config_file_path or "mkdocs.yml")).site_dir
    written_to = Path(config.site_dir)
    return shows_hidden(os.environ, is_served=_running.is_preview, written_to=written_to, public=public)


def _failure_of(builder: Callable[[], None]) -> str | None:
    """Build, and give what there is to say where that fails."""
    try:
        builder()
    except Exception as error:  # noqa: BLE001 - the server is to live on, whatever a template or a hook has raised
        told = error.__context__ if isinstance(error.__context__, BuildError) else error
        log.error("%s", told)  # noqa: TRY400 - an editor has no use for a traceback
        return str(told)
    return None


def _build(
    loaded: Loaded,
    begun: Begun,
    sheet: tuple[str, bytes],
    others: Iterable[str],
    config: MkDocsConfig,
) -> Build:
    """Make all that does not need a template. ``others`` are texts besides those of pages that are no secrets."""
    site, publication = loaded.site, _running.publication
    scripts = _scripts(config, site)
    addresses_of = {name: addresses.hashed(f"{addresses.SCRIPTS}{name}", content) for name, content in scripts.items()}
    recipes = _recipes(config, begun.code, {"stylesheet": sheet[0], "scripts": addresses_of})
    plan = plan_of(site, recipes)
    kept = publication.kept({**plan.made_of, **begun.drawings.made_of}) if publication else NOTHING_KEPT
    own_scripts = {addresses_of[name]: content for name, content in scripts.items()}
    own_files = {**dict([sheet]), **own_scripts}
    hidden = hidden_words(loaded.secrets, site, plan.pages, others)
    to_make = {_source(page): page for page in plan.pages_besides(kept.sums)}
    return Build(
        loaded=loaded,
        begun=begun,
        plan=plan,
        kept=kept,
        pages=to_make,
        stylesheet=sheet[0],
        scripts=addresses_of,
        files=own_files,
        site_dir=config.site_dir,
        docs_dir=config.docs_dir,
        hidden_words=hidden,
    )


def _recipes(config: MkDocsConfig, code: bytes, linked: Mapping[str, object]) -> Recipes:
    """Tell what pages are made of besides themselves: templates, this program, and the settings that MkDocs knows."""
    folders = [Path(folder) for folder in config.theme.dirs]
    settings = sum_of_value(code, _settings_file(config))
    return Recipes(Templates(folders), settings, {**linked, "served": config.site_url})


def _settings_file(config: MkDocsConfig) -> tuple[list[bytes], str]:
    """Give what is in mkdocs.yml and what it inherits, and its own part as it was read: templates may use all of it."""
    written: list[bytes] = []
    path = Path(config.config_file_path) if config.config_file_path else None
    while path and len(written) < _MOST_INHERITED:
        written.append(path.read_bytes())
        inherited = _INHERITS.search(written[-1])
        path = path.parent / os.fsdecode(inherited[1].strip()) if inherited else None
    return written, repr(config.extra)


def _hook_files(config: MkDocsConfig) -> list[Path]:
    """Give the hooks of this site, which may change every page, and what lies beside them: others may be among them."""
    named: Mapping[str, Any] = cast("Any", config.hooks)  # once it is validated, modules by their names
    hooks = {Path(__file__), *(Path(hook.__file__) for hook in named.values() if hook.__file__)}
    return sorted({path for hook in hooks for path in hook.resolve().parent.glob("*.py")} | hooks)


def _search(site: Site, records: Sequence[Indexed], publication: Publication, store: Store) -> Search:
    """Begin to make the index of the search, unless the public site has it as it is to be."""
    plan, folder = search_plan(site, records), addresses.search_index("")
    key = plan.key.encode()
    kept = publication.kept_below(folder, key) if records else NOTHING_KEPT
    if kept.sums:
        return Search(SearchIndex(plan), key, kept, is_kept=True)
    index = begin_search_index(plan, Store(store.folder / "search"), os.cpu_count() or 1)
    return Search(index, key, publication.public_below(folder), is_kept=False)


def _kept_texts(store: Store, clock: datetime, code: bytes) -> KeptTexts:
    """Give what is kept of texts; in a preview also what its last build has at hand."""
    kept: KeptTexts | None = _running.at_hand.get(TEXTS)
    if kept is None or not kept.is_of(store.folder, code):
        kept = KeptTexts(store.folder, code, clock, believes_files=not _reads_everything())
        if _running.is_preview:
            _running.at_hand[TEXTS] = kept
    kept.clock = clock
    return kept


def _templates(config: MkDocsConfig) -> Iterable[str]:
    """Give the words of the designer, which are no secrets."""
    folder = Path(config.theme.custom_dir or "")
    return (path.read_text("utf-8") for path in sorted(folder.rglob("*")) if path.suffix in {".html", ".js"})


def _remembering() -> Callable[..., Markup]:
    """Make the function by which a template writes what is the same on many pages once for a build."""
    written: dict[Hashable, Markup] = {}

    def once(key: Hashable, caller: Callable[[], Markup]) -> Markup:
        if key not in written:
            written[key] = caller()
        return written[key]

    return once


def _with(context: TemplateContext, values: Mapping[str, Any]) -> TemplateContext:
    own = {name: value for name, value in context.items() if name not in _OF_ONE_BUILD}
    return cast("TemplateContext", {**own, **values})


def _page(config: MkDocsConfig, page: MkDocsPage) -> PlannedPage:
    build: Build = config[KEY]
    return build.pages[page.file.src_uri]


def _source(page: PlannedPage) -> str:
    """Name the file that MkDocs takes a page for; it makes the page's address of it."""
    return f"{page.address}index.md"


def _generated(config: MkDocsConfig, build: Build) -> Iterable[File]:
    for source in build.pages:
        file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        RenderedPage(None, file, config)  # makes itself the file's page
        yield file
    for address, content in build.files.items():
        yield File.generated(config, address, content=content, inclusion=InclusionLevel.INCLUDED)
    for address, attachment in build.plan.attachments_besides(build.kept.sums):
        attached = AttachedFile.generated(config, address, content=b"", inclusion=InclusionLevel.INCLUDED)
        cast("AttachedFile", attached).attachment = attachment
        yield attached


def _is_own_asset(file: File, config: MkDocsConfig) -> bool:
    """Tell the designer's pictures and fonts from the theme's scripts and sheets, and from the content folder."""
    own = file.src_dir == config.theme.custom_dir and file.src_uri.startswith("assets/")
    return own and not file.src_uri.endswith(HASHED)


def _card_folder(config: MkDocsConfig) -> Path:
    return Path(config.theme.custom_dir or "").resolve() / CARDS


def _store(config: MkDocsConfig, publication: Publication) -> Store:
    """Give the place for what is drawn, if it can be written: in the folder that was named, else beside mkdocs.yml.

    It is a folder of its own, as what is old is removed from it.
    """
    named = os.environ.get(CACHE)
    usual = Store(Path(named or Path(config.config_file_path or "mkdocs.yml").parent / ".cache") / KEY)
    if usual.is_writable():
        return usual
    if named:
        log.warning('Nothing can be kept in the folder "%s", which %s names. Name another.', named, CACHE)
    return Store(publication.places.work / "drawn")


def _sheets(config: MkDocsConfig, site: Site) -> Mapping[str, str]:
    """Give the designer's sheets by their names; that of a preview's notice only where there is one."""
    folder = Path(config.theme.custom_dir or "") / addresses.STYLESHEETS
    own = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(folder.rglob("*.css"))}
    return {name: sheet for name, sheet in own.items() if name != PREVIEW_SHEET or site.preview}


def _scripts(config: MkDocsConfig, site: Site) -> Mapping[str, bytes]:
    """Give the designer's scripts by their names; that of the search only where there is one."""
    folder = Path(config.theme.custom_dir or "") / addresses.SCRIPTS
    own = {path.name: path.read_text("utf-8").encode() for path in sorted(folder.glob("*.js"))}
    return {name: content for name, content in own.items() if name != SEARCH_SCRIPT or site.is_searchable}


def _settings(config: MkDocsConfig) -> Settings:
    positions = read_positions(Path(config.config_file_path or "mkdocs.yml"))
    if not config.use_directory_urls:
        field, message = "use_directory_urls", "Addresses are for ever and end in a slash."
        raise ProblemsFound([positions.of(field).problem(field, "directory-urls", message, "Take the line out.")])
    return read_settings(
        positions,
        site_name=config.site_name,
        site_url=config.site_url,
        description=config.site_description,
        own=config.extra.get("forewarn"),
    )


def _tell_of_work(build: Build) -> None:
    """Say how much is to be made, and to those who ask for more words what."""
    to_make = sorted(build.made_of.keys() - build.kept.sums.keys())
    log.info("To be made: %d of %d files.", len(to_make), len(build.made_of))
    for path in to_make:
        log.debug("To be made: %s", path)


def _tell_of_preview(now: datetime, clock: datetime) -> None:
    """Say it aloud when a site holds what is still to come, so that nobody uploads it."""
    if now > clock:
        moment = now.isoformat(" ", "minutes")
        log.warning("This is the site as it will be on %s. Do not publish it before then.", moment)


def _tell(problems: Iterable[Problem]) -> None:
    for problem in problems:
        is_wrong = problem.level in {Level.ERROR, Level.WARNING}  # --strict counts what is told as a warning
        (log.warning if is_wrong else log.info)("%s", problem)
