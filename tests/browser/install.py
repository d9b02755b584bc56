"""Make sure that there is a Chromium for the browser tests: ``python tests/browser/install.py``.

A browser that the system has is taken as it is. Without one, Debian and its children get their own as root; everybody
else, and they where that fails, get the one that Playwright brings.
"""

import os
import shutil
import subprocess
import sys

from playwright.sync_api import sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def system_chromium() -> str | None:
    """Find a Chromium on the search path; ``FOREWARN_CHROMIUM`` names one that is elsewhere."""
    given = os.environ.get("FOREWARN_CHROMIUM")
    return given or next((path for name in NAMES if (path := shutil.which(name))), None)


def own_chromium() -> str | None:
    """Find the Chromium that Playwright has brought."""
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) else None  # noqa: PTH110 - a path as Playwright gives it


def main() -> int:
    """Install a browser if there is none. Returns the exit status."""
    if system_chromium() or own_chromium():
        return 0
    commands = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    if shutil.which("apt-get") and os.geteuid() == 0:
        install = ["apt-get", "install", "--yes", "--quiet=2", "--no-install-recommends", "chromium"]
        commands.insert(0, ["sh", "-c", f"apt-get update --quiet=2 && {' '.join(install)}"])
    for command in commands:
        print("No Chromium was found; installing one:", " ".join(command), flush=True)
        if subprocess.run(command, check=False).returncode == 0 and (system_chromium() or own_chromium()):
            return 0
    print("No Chromium could be installed. Install one, or name it in FOREWARN_CHROMIUM.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
