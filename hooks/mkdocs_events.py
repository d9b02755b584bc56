"""MkDocs' events, a few lines each: the only file that knows MkDocs.

MkDocs registers every function here whose name starts with ``on_``. It loads this file once and keeps it for ever, so
what one build needs lies on its config, which MkDocs makes anew for every rebuild. Only what is open while MkDocs runs
is kept in the module, as MkDocs hands no config to those who hear of an error.
"""

import logging
import os
import re
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal, cast

import click
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
from forewarn.building import (
    Build,
    Designer,
    LeftStanding,
    Request,
    Rounds,
    Screen,
    begin,
    late_search,
    leave_garbage,
    leave_standing,
    put_forward,
    write_rest,
)
from forewarn.checking import (
    CACHE,
    CI,
    DEPLOY,
    NOW,
    PREVIEW,
    is_set,
    is_unindexed,
    read_moment,
    read_settings,
    require_epoch,
    require_present,
    shows_hidden,
)
from forewarn.language import language_of, name_in, own_name
from forewarn.outputs.problem_page import problem_page
from forewarn.problem import Level, Problem, ProblemsFound
from forewarn.publication import REASON, Preview, Running, WithLateFiles, end_with_standard_input
from forewarn.publication.failure import SAFE, Refused, refusal, sentence
from forewarn.reading.configuration import read_configuration, read_positions
from forewarn.settings import Settings
from forewarn.site import PlannedPage, is_litter, not_found_page, steps_of
from forewarn.watching import reload_pages, take_over

log = get_plugin_logger("forewarn")

KEY = "forewarn"
HASHED = (".css", ".js")  # what is published under an address with a hash of it
COMPILED = "templates"  # what one build of a preview leaves for the next
# What MkDocs knows of a build and not of a page: the pages that it makes now, which are not all, and the day.
_OF_ONE_BUILD = frozenset({"build_date_utc", "nav", "pages"})
_INHERITS = re.compile(rb"^INHERIT:\s*['\"]?([^'\"\n#]+)", re.MULTILINE)  # as MkDocs reads it
_MOST_INHERITED = 20
_SOURCE = "index.md"  # the end of the file that MkDocs takes a page for, of which it makes the address

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


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Refuse partial builds, as a page whose file is gone would stay public; say so where a build is deployed."""
    if dirty:
        raise PluginError("--dirty leaves deleted pages public. Build without it.")
    if command == "gh-deploy":
        os.environ[DEPLOY] = "1"
    leave_garbage()
    _running.listen()
    _running.is_preview, _running.since = command == "serve", datetime.now(UTC).timestamp()
    with _refusing():
        is_shown = shows_hidden(os.environ, is_served=_running.is_preview, written_to=Path(os.devnull), public=None)
    if is_shown:
        end_with_standard_input()


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """Show the problems of a rebuild that fails in place of every page, where MkDocs would let requests hang.

    The index of the search is made when the pages are shown, and no further when there is something new to build.
    """
    _running.is_preview = True  # with --clean, MkDocs has called it a build
    search, workers = late_search(_running, Path(config.site_dir), log), max(1, (os.cpu_count() or 1) - 1)
    app = WithLateFiles(server.serve_request, server.mount_path + addresses.search_index(""), search.files)
    preview = Preview(app, problem_page, passed="/livereload/")
    screen = Screen(preview.show, partial(reload_pages, server))
    server.builder = Rounds(_running, partial(_failure_of, builder), screen, search, workers).rebuild
    server.set_app(preview)
    take_over(server, is_litter, _running.since)
    return server


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Take hold of the output folder, load and check everything, and let MkDocs write it to a folder beside."""
    with _refusing():
        begun = begin(_request(config), _running, log)
    config[KEY] = begun
    config.site_dir = str(begun.fresh)
    # MkDocs' own site map would carry the day of the build
    config.theme.static_templates = set() if isinstance(begun, LeftStanding) else {addresses.NOT_FOUND}
    return _spared(config)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Publish what the site is made of, and nothing else that lies in the content folder or comes with the theme."""
    build: Build | LeftStanding = config[KEY]
    config.docs_dir = str(build.request.content)
    if isinstance(build, LeftStanding):
        return Files([])
    assets = [file for file in files if _is_own_asset(file, config)]
    config[KEY] = build.with_assets(file.dest_uri for file in assets)
    return Files([*_generated(config, build), *assets])


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
    with _refusing():
        _running.held.guarded(build.plan.write_files, build.fresh, build.kept.sums, build.turn.give_way)
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
    build: Build = config[KEY]
    build.turn.give_way()
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
    config.site_dir = str(build.request.site_dir)
    with _refusing():
        if isinstance(build, LeftStanding):
            leave_standing(build, _running, log)
        else:
            written = write_rest(build, _running.held, datetime.now(UTC))
            is_hasty, search = build.is_hasty, build.begun.search.index if build.request.has_late_search else None
            build = config[KEY] = None  # what the site was made of is let go of before it is looked at
            put_forward(written, _running, datetime.now(UTC), log)
            if search:
                late = late_search(_running, written.request.site_dir, log)
                if is_hasty:
                    late.want_another()
                else:
                    late.want(search)
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


def _request(config: MkDocsConfig) -> Request:
    """Say what a build is asked for, by mkdocs.yml and by the environment. Raises ProblemsFound."""
    require_epoch(os.environ)
    settings = _settings(config)
    clock = datetime.now(UTC)
    now = read_moment(os.environ.get(NOW), NOW, settings.time_zone, clock)
    if _is_deployment():
        require_present(now, clock)
    beside = Path(config.config_file_path or "mkdocs.yml").parent
    return Request(
        content=Path(config.docs_dir),
        site_dir=Path(config.site_dir),
        designer=Designer(Path(config.theme.custom_dir or ""), tuple(map(Path, config.theme.dirs))),
        settings=settings,
        configuration=(*_settings_files(config), repr(config.extra)),
        programs=tuple(_hook_files(config)),
        cache=Path(os.environ.get(CACHE) or beside / ".cache") / KEY,
        is_named=bool(os.environ.get(CACHE)),
        now=now,
        clock=clock,
        is_deployment=_is_deployment(),
        is_served=_running.is_preview,
        shows_hidden=_shows_hidden(config),
        has_late_search=_running.is_preview and _is_rebuilt(),
        reads_everything=_is_deployment() or is_set(os.environ, CI),
        reason=os.environ.get(REASON, ""),
        is_strict=bool(config.strict),
        workers=os.cpu_count() or 1,
        steps=steps_of(log, os.environ),
    )


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


@contextmanager
def _refusing() -> Iterator[None]:
    """Hand problems that stop a build to MkDocs, in the words for an editor."""
    try:
        yield
    except ProblemsFound as found:
        raise PluginError(refusal(found)) from None
    except Refused as why:
        raise PluginError(str(why)) from None


def _is_deployment() -> bool:
    return is_set(os.environ, DEPLOY)


def _is_rebuilt() -> bool:
    """Tell whether MkDocs builds again what is saved. With --no-livereload, it never asks who is to show the site."""
    command = click.get_current_context(silent=True)
    return command is None or bool(command.params.get("livereload", True))


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


def _settings_files(config: MkDocsConfig) -> Iterator[bytes]:
    """Give what is in mkdocs.yml, and in what it inherits: templates may use all of it."""
    path = Path(config.config_file_path) if config.config_file_path else None
    for _ in range(_MOST_INHERITED):
        if path is None:
            return
        written = path.read_bytes()
        yield written
        inherited = _INHERITS.search(written)
        path = path.parent / os.fsdecode(inherited[1].strip()) if inherited else None


def _hook_files(config: MkDocsConfig) -> list[Path]:
    """Give the hooks of this site, which may change every page, and what lies beside them: others may be among them."""
    named: Mapping[str, Any] = cast("Any", config.hooks)  # once it is validated, modules by their names
    hooks = {Path(__file__), *(Path(hook.__file__) for hook in named.values() if hook.__file__)}
    return sorted({path for hook in hooks for path in hook.resolve().parent.glob("*.py")} | hooks)


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
    return build.pages[page.file.src_uri.removesuffix(_SOURCE)]


def _generated(config: MkDocsConfig, build: Build) -> Iterable[File]:
    for address in build.pages:
        file = File.generated(config, f"{address}{_SOURCE}", content="", inclusion=InclusionLevel.NOT_IN_NAV)
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


def _settings(config: MkDocsConfig) -> Settings:
    positions = read_positions(Path(config.config_file_path or "mkdocs.yml"))
    if not config.use_directory_urls:
        field, message = "use_directory_urls", "Addresses are for ever and end in a slash."
        raise ProblemsFound([positions.of(field).problem(field, "directory-urls", message, "Take the line out.")])
    settings = read_settings(
        positions,
        site_name=config.site_name,
        site_url=config.site_url,
        description=config.site_description,
        own=config.extra.get("forewarn"),
    )
    is_served = _running.is_preview  # on no host: the script by which a page shows what was saved is to run
    return replace(settings, host=None if is_served else settings.host, is_hidden=is_unindexed(os.environ))
