"""What 1,000 advisories cost, against plain Material for MkDocs without navigation: the same files, one run.

Plain Material gets its best settings: no search, no fonts to fetch, nothing in the navigation; a page for every file.
Forewarn makes the same pages, and checks, cleans, area pages, feeds and a site map besides, and verifies all of it
before it is public. Both run as whole processes, in turn, so that whatever else the machine does falls on both; the
first round, in which Python compiles the code of both, does not count.
"""

import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path

import yaml

from benchmarks.corpus import write_advisories
from projects import SHIPPED, Project, plain_environment

COUNT, ROUNDS, MOST = 1000, 5, 1.5


def test_1000_advisories_cost_little_more_than_plain_material(tmp_path: Path) -> None:
    project = Project(tmp_path / "ours")
    draw_nothing(project)
    write_advisories(project.content / "advisories", COUNT)
    plain = plain_material(tmp_path / "plain", project.content)
    ours, theirs = [], []
    for _ in range(ROUNDS + 1):
        ours.append(seconds_of_build(project.folder, tmp_path / "compiled"))
        theirs.append(seconds_of_build(plain, tmp_path / "compiled"))
    del ours[0], theirs[0]
    assert pages_in(project.folder) >= COUNT
    assert pages_in(plain) >= COUNT
    ratio = statistics.median(ours) / statistics.median(theirs)
    ratios = sorted(mine / other for mine, other in zip(ours, theirs, strict=True))
    print(
        f"\n{COUNT} advisories, medians of {ROUNDS} rounds: Forewarn {statistics.median(ours):.2f} s,"
        f" plain Material {statistics.median(theirs):.2f} s, ratio {ratio:.2f}, at most {MOST}"
        f" (single rounds {ratios[0]:.2f} to {ratios[-1]:.2f})"
    )
    assert ratio <= MOST


def draw_nothing(project: Project) -> None:
    """Leave out share cards and posters, which plain Material has not; another benchmark measures them."""
    project.configure(extra={"forewarn": {"organisation": "Police", "cards": False, "posters": False}})


def plain_material(folder: Path, content: Path) -> Path:
    """Make a project that renders the same files with Material as it comes."""
    shutil.copytree(content / "advisories", folder / "content" / "advisories")
    shutil.copy(SHIPPED / "index.md", folder / "content")
    settings = {
        "site_name": "Plain",
        "site_url": "https://plain.example/",
        "docs_dir": "content",
        "theme": {"name": "material", "font": False},
        "plugins": [],
        "not_in_nav": "/advisories/",
        "nav": [{"Home": "index.md"}],
        "markdown_extensions": ["tables", "def_list", "admonition", "attr_list"],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings), "utf-8")
    return folder


def seconds_of_build(folder: Path, compiled: Path) -> float:
    """Build once, as a process of its own, and give the wall time. ``compiled`` is where Python keeps compiled code."""
    keeping = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(compiled)}
    start = time.perf_counter()
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    subprocess.run(command, cwd=folder, env=plain_environment() | keeping, check=True, timeout=300)
    return time.perf_counter() - start


def pages_in(folder: Path) -> int:
    return sum(1 for _ in (folder / "site").rglob("index.html"))
