"""A bar on a terminal for what takes more than a moment; nothing where nobody looks."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress

MANY = 40


@contextmanager
def bar(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Show a bar while some work is done, and give what is to be told how much more of it is done.

    There is no bar where the output is no terminal, or where there is little to do.
    """
    console = Console(stderr=True)
    if not console.is_terminal or total < MANY:
        yield lambda _: None
        return
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task(what, total=total)
        yield lambda count: progress.advance(task, count)
