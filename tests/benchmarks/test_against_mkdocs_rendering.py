"""What reading, repairing, checking and rendering 10,000 advisories costs, against MkDocs rendering the same markdown.

MkDocs does with every file what it does in a build: read it, cut off its metadata, render its body; no template, no
output. Forewarn does all that a build does before the first page: exact reading, repairs, cleaning, every rule. Each
runs in a process of its own, in turn.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.corpus import write_advisories
from projects import Project, plain_environment

COUNT, ROUNDS, MOST = 10_000, 3, 2.5

OURS = """
import sys
from pathlib import Path
from forewarn.checking import read_settings
from forewarn.dates import read_date
from forewarn.reading.configuration import read_configuration
from forewarn.site import survey

own = read_configuration(Path("mkdocs.yml"))
settings = read_settings(
    own.positions, site_name=own.site_name, site_url=own.site_url, description=own.site_description, own=own.own
)
found = survey(own.docs_dir, settings, read_date("2026-11-22 12:00", settings.time_zone).when)
print(len(found.register.advisories))
"""

THEIRS = """
from mkdocs.config import load_config
from mkdocs.structure.files import get_files
from mkdocs.structure.pages import Page

config = load_config("plain.yml")
files = get_files(config)
count = 0
for file in files.documentation_pages():
    page = Page(None, file, config)
    page.read_source(config)
    page.render(config, files)
    count += "advisories/" in file.src_uri
print(count)
"""
PLAIN = """
site_name: Plain
site_url: https://plain.example/
docs_dir: content
plugins: []
markdown_extensions: [tables, def_list, admonition, attr_list, sane_lists]
"""


def test_10000_advisories_are_read_and_checked_in_little_more_than_rendering_takes(tmp_path: Path) -> None:
    project = Project(tmp_path / "project").with_every_area()
    write_advisories(project.content / "advisories", COUNT)
    (project.folder / "plain.yml").write_text(PLAIN, "utf-8")
    ours, theirs = [], []
    for _ in range(ROUNDS):
        ours.append(seconds_of(OURS, project.folder))
        theirs.append(seconds_of(THEIRS, project.folder))
    ratio = statistics.median(ours) / statistics.median(theirs)
    ratios = sorted(mine / other for mine, other in zip(ours, theirs, strict=True))
    print(
        f"\n{COUNT} advisories to bodies, medians of {ROUNDS} rounds: Forewarn {statistics.median(ours):.2f} s,"
        f" MkDocs' rendering alone {statistics.median(theirs):.2f} s, ratio {ratio:.2f}, at most {MOST}"
        f" (single rounds {ratios[0]:.2f} to {ratios[-1]:.2f})"
    )
    assert ratio <= MOST


def seconds_of(program: str, folder: Path) -> float:
    """Run a program in a process of its own, see that it took every advisory, and give the wall time."""
    start = time.perf_counter()
    ended = subprocess.run(
        [sys.executable, "-c", program],
        cwd=folder,
        env=plain_environment(),
        check=True,
        timeout=600,
        capture_output=True,
        text=True,
    )
    seconds = time.perf_counter() - start
    assert int(ended.stdout) == COUNT
    return seconds
