"""Templates that are compiled once for many builds, which saves each of them half a second.

Jinja makes Python of a template, and runs that. The Python hangs on the template's words and on what its environment is
set to, and on nothing of a build; so it is remembered by these. A template that was changed is compiled anew.
"""

from collections.abc import Callable, MutableMapping
from types import CodeType
from typing import Any, cast

from jinja2 import Environment, nodes

Compiled = MutableMapping[str, str]
UNNAMED = "<template>"
_SETTINGS = (
    "autoescape block_end_string block_start_string comment_end_string comment_start_string finalize is_async"
    " keep_trailing_newline line_comment_prefix line_statement_prefix lstrip_blocks newline_sequence optimized policies"
    " sandboxed trim_blocks variable_end_string variable_start_string"
).split()


def remember(compiled: Compiled) -> None:
    """From here on have every environment of this process take from what was compiled, and add to it.

    The Python that Jinja has made is compiled here once as well: for those that are known at once, and so for whatever
    this process forks.
    """
    codes = {source: _code(source) for source in compiled.values()}
    compile_anew = cast("Callable[..., Any]", Environment.compile)

    def compile_once(
        self: Environment,
        source: str | nodes.Template,
        name: str | None = None,
        filename: str | None = None,
        **how: bool,
    ) -> Any:
        if not isinstance(source, str) or how:
            return compile_anew(self, source, name, filename, **how)
        key = _key(self, source, name)
        if key not in compiled:
            compiled[key] = compile_anew(self, source, name, filename, raw=True)
        made = compiled[key]
        if made not in codes:
            codes[made] = _code(made)
        return codes[made].replace(co_filename=filename or UNNAMED)

    Environment.compile = compile_once  # type: ignore[method-assign,assignment]  # how, not what


def _code(source: str) -> CodeType:
    """Compile the Python of a template, as Jinja does."""
    return compile(source, UNNAMED, "exec")


def _key(environment: Environment, source: str, name: str | None) -> str:
    """Give all that the Python of a template hangs on."""
    settings = [getattr(environment, setting) for setting in _SETTINGS]
    known = [sorted(map(_named, each.items())) for each in (environment.filters, environment.tests)]
    return repr((name, source, settings, known, sorted(environment.extensions)))


def _named(entry: tuple[str, Callable[..., object]]) -> str:
    name, function = entry
    return f"{name}: {function.__module__}.{function.__qualname__}"
