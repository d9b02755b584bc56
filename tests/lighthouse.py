"""What Lighthouse says of the sample site: ``make lighthouse`` prints the median of three runs and fails below 100.

The site is built for the address at which it is served, with the headers and the compression of a host; Lighthouse
takes 127.0.0.1 for secure. It emulates a slow phone and computes its figures, but a machine that has much else to do
can still cost a page points for speed: run it on a quiet one. Lighthouse 12 is the last for Node 20; its lock in
requirements/npm/ names it with all that it needs.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from statistics import median
from typing import Any

from browser.install import own_chromium, system_chromium
from browsing import ARGUMENTS, served
from npm_packages import install
from projects import Project

PROGRAM = "lighthouse/cli/index.js"
RUNS = 3
TRIES = 3  # on a busy machine it sometimes misses the beginning of a page, and then says so in place of a report
PAGES = {"home": "", "area": "areas/kent/", "advisory": "advisories/courier-cash/"}
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FULL = 100


def main() -> int:
    """Measure the sample site. Returns 1 where a median is below 100, and 2 where nothing can be measured."""
    node, chromium, packages = shutil.which("node"), system_chromium() or own_chromium(), install("lighthouse")
    if not (node and chromium and packages):
        print("Lighthouse needs Node 20 with npm, a way to a package registry, and a Chromium.", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder:
        medians = _measure(Path(folder), [node, str(packages / PROGRAM)], chromium)
    return 1 if any(points < FULL for page in medians.values() for points in page.values()) else 0


def _measure(folder: Path, lighthouse: list[str], chromium: str) -> Mapping[str, Mapping[str, float]]:
    """Print a line for every page as soon as it is measured, and what cost it points."""
    load = f"{os.getloadavg()[0]:.1f} programs wait for {os.cpu_count()} cores"
    print(f"Lighthouse {_version(lighthouse)}, median of {RUNS} runs; {load}")
    print("page\t", *CATEGORIES, sep="\t", flush=True)
    medians = {}
    site = folder / "site"
    site.mkdir()
    with served(site) as home:
        _build(folder / "project", site, home)
        for name, address in PAGES.items():
            reports = [_report([*lighthouse, home + address], chromium) for _ in range(RUNS)]
            medians[name] = {each: median(_points(report, each) for report in reports) for each in CATEGORIES}
            print(f"{name}\t", *medians[name].values(), sep="\t", flush=True)
            for lost in sorted({lost for report in reports for lost in _lost(report)}):
                print(f"    {lost}", flush=True)
    return medians


def _build(folder: Path, site: Path, home: str) -> None:
    """Build the sample site for an address into a folder that is served already, as its port is in the pages."""
    project = Project(folder).as_shipped()
    project.configure(site_url=home)
    built = project.build()
    if built.exit_status:
        sys.exit(built.output)
    shutil.copytree(built.site, site, dirs_exist_ok=True)


def _version(lighthouse: list[str]) -> str:
    return subprocess.run([*lighthouse, "--version"], capture_output=True, text=True, check=True).stdout.strip()


def _report(command: list[str], chromium: str) -> Mapping[str, Any]:
    """Run Lighthouse with its defaults: a phone, with the speed of its line and of itself computed."""
    flags = f"--chrome-flags=--headless=new {' '.join(ARGUMENTS)}"
    options = ["--quiet", "--output=json", f"--only-categories={','.join(CATEGORIES)}", flags]
    variables = os.environ | {"CHROME_PATH": chromium, "CI": "1"}  # asks nothing, and reports nothing to anybody
    for _ in range(TRIES):
        ended = subprocess.run([*command, *options], env=variables, capture_output=True, text=True, check=False)
        if ended.returncode == 0:
            report: Mapping[str, Any] = json.loads(ended.stdout)
            return report
    sys.exit(ended.stderr)


def _points(report: Mapping[str, Any], category: str) -> float:
    return round((report["categories"][category]["score"] or 0) * FULL)


def _lost(report: Mapping[str, Any]) -> Iterator[str]:
    """Tell which audits cost points, and how many of theirs they gave."""
    for category in CATEGORIES:
        for reference in report["categories"][category]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if reference["weight"] and audit["score"] is not None and audit["score"] < 1:
                yield f"{category}: {audit['id']} {audit['score']}: {audit['title']} {audit.get('displayValue', '')}"


if __name__ == "__main__":
    sys.exit(main())
