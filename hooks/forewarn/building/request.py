"""What a build is asked for, as its settings and its environment say."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path

from forewarn.building.designer import Designer
from forewarn.code_sum import code_sum
from forewarn.settings import Settings
from forewarn.site import Steps, sum_of_inputs
from forewarn.sums import sum_of_value


@dataclass(frozen=True)
class Request:
    """What a build is asked for, and where it finds what it needs.

    ``content`` is the folder of the texts, ``site_dir`` the one that is public, and ``cache`` the one for what need not
    be made again, beside which nothing is used where it can be written; ``is_named`` says that somebody has chosen it.
    ``configuration`` is all that the settings say, to those who know more of them than ``settings`` holds, and
    ``programs`` are the files of code besides this package. The site shows everything as of ``now``, and ``clock`` is
    the time of this machine. ``is_served`` says that the site is shown while it is edited, and ``shows_hidden`` that it
    holds what the public may not see. With ``has_late_search``, the index of its search is made when it is shown. With
    ``reads_everything``, no file of a former build is believed to be as it was unless its bytes say so. ``reason`` is
    why advisories that are public may go, if somebody has given one.
    """

    content: Path
    site_dir: Path
    designer: Designer
    settings: Settings
    configuration: object
    programs: tuple[Path, ...]
    cache: Path
    is_named: bool
    now: datetime
    clock: datetime
    is_deployment: bool
    is_served: bool
    shows_hidden: bool
    has_late_search: bool
    reads_everything: bool
    reason: str
    is_strict: bool
    workers: int
    steps: Steps

    @cached_property
    def code(self) -> bytes:
        """The sum of all programs. Raises OSError where one cannot be read."""
        return code_sum(self.programs)

    @cached_property
    def recipe(self) -> bytes:
        """The sum of what every page is made of besides itself and its templates."""
        return sum_of_value(self.code, self.configuration)

    def inputs(self) -> bytes:
        """Sum up all that the build would read; nothing where that may be changing, or cannot be read."""
        if self.shows_hidden:
            return b""  # what is hidden comes and goes by other rules
        flags = (self.is_deployment, self.is_served, self.shows_hidden, self.settings)
        try:
            own = [self.content, self.designer.folder]
            return sum_of_inputs(own, (flags, self.recipe), self.clock, believes_disk=not self.reads_everything)
        except OSError:
            return b""
