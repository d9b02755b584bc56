"""What is open while a site generator runs: the hold on the output folder, and the count of its warnings."""

import logging
import math
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from forewarn.publication.failure import SAFE, Refused
from forewarn.publication.memory import Memory
from forewarn.publication.publication import Publication

_SITES = "sites"


class Running:
    """The build that is running, if one is. There is one of these for a process, as there is one build at a time.

    ``logger`` is the one below which the generator and its plugins warn. ``is_preview`` says that the site is shown to
    its editor only, from a folder that goes away; ``has_published`` that its last build has come to its end, whatever
    others have done since. ``at_hand`` holds what one build of a preview leaves for the next, by names; each value
    there tells itself for what it is right. ``since`` is when the program has begun, in seconds of the clock.
    """

    def __init__(self, logger: logging.Logger) -> None:
        self.logger, self._warnings, self._site = logger, _Warnings(), Path()
        self.publication: Publication | None = None
        self._others, self._lasting = ExitStack(), ExitStack()
        self.is_preview = self.has_published = False
        self.at_hand: dict[str, Any] = {}
        self.since = math.inf

    def listen(self) -> None:
        """Count warnings from now on, and after each build from its end: others may warn before this one is open."""
        _speak_up(self.logger)
        self.logger.addHandler(self._warnings)

    def open(self, site: Path, *, believes_disk: bool = True) -> Publication:
        """Take hold of an output folder, as ``Publication.open`` does. Raises ProblemsFound."""
        self._let_go()
        self.listen()
        self._site, self.has_published = site, False
        memory = self.at_hand.setdefault(_SITES, Memory()) if self.is_preview else None
        self.publication = Publication.open(site, believes_disk=believes_disk, memory=memory)
        return self.publication

    def prepare(self) -> None:
        """Prepare the next build of a preview while there is time for it, as ``Publication.prepare`` does."""
        if self._site.name:
            try:
                self.open(self._site).prepare()
            finally:
                self.close()

    @property
    def held(self) -> Publication:
        """The output folder that the build has hold of. Raises Refused where it was let go of."""
        if self.publication is None:
            raise Refused(f"The output folder was let go of before the site was ready. {SAFE}")
        return self.publication

    @property
    def warnings(self) -> int:
        """How many warnings there have been since the end of the last build."""
        return self._warnings.count

    def close(self) -> None:
        """Let go of the output folder, and forget the warnings. Once it is closed, this does nothing."""
        self._let_go()
        self._warnings.count = 0

    def stops(self, stop: Callable[[], object]) -> None:
        """Have something stopped that this build has begun, however it ends."""
        self._others.callback(stop)

    def stop_others(self) -> None:
        """Stop what this build has begun; what has come to its end is let go of."""
        self._others.close()

    def ends(self, end: Callable[[], object]) -> None:
        """Have something ended that lasts longer than a build, before the program ends."""
        self._lasting.callback(end)

    def end(self) -> None:
        """End all that lasts, and let go of the output folder; beside that of a preview, nothing stays."""
        self._lasting.close()
        self.close()
        self.logger.removeHandler(self._warnings)
        if self.is_preview and self._site.name:
            Publication.discard(self._site)

    def _let_go(self) -> None:
        self._others.close()
        if self.publication:
            self.publication.close()
            self.publication = None


class _Warnings(logging.Handler):
    """Counts warnings and worse, and writes none."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.count = 0

    def emit(self, record: logging.LogRecord) -> None:  # noqa: ARG002 - a handler is given what it counts
        """Count one."""
        self.count += 1


def _speak_up(logger: logging.Logger) -> None:
    """Let a logger that was told to be quiet pass on its warnings, and its handlers keep quiet in its place."""
    if logger.level <= logging.WARNING:
        return
    for handler in logger.handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setLevel(max(handler.level, logger.level))
    logger.setLevel(logging.WARNING)
