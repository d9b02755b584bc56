"""The Nu HTML Checker, which the W3C runs too: ``python tests/nu_checker.py`` installs it, if there is Node's npm.

It is one file of Java, which npm brings as the package vnu-jar; the script of that package, which would fetch a Java of
its own, is not run. Which one, and with which sum, requirements/npm/vnu/ says.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from npm_packages import install, installed

TOOL = "vnu"
QUICK = ["-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]  # it ends before it would pay to optimise its code
JAR = "vnu-jar/build/dist/vnu.jar"


def lacking() -> str | None:
    """Say what stands in the way of checking pages, if anything does."""
    if not shutil.which("java"):
        return "There is no Java here to run the Nu HTML Checker with (17 or newer)."
    if not installed(TOOL):
        return "There is no Nu HTML Checker here: `make nu` installs it where there is npm."
    return None


def check(*folders: Path) -> list[str]:
    """Give what the checker has to say of every page and style sheet below some folders: errors, warnings and notes."""
    files = [str(path) for folder in folders for kind in ("html", "css") for path in sorted(folder.rglob(f"*.{kind}"))]
    assert len(files) >= 2 * len(folders), f"no page or no sheet in {folders}"
    packages = installed(TOOL)
    assert packages, lacking()
    command = [
        "java",
        *QUICK,
        "-jar",
        str(packages / JAR),
        "--stdout",
        "--exit-zero-always",
        "--also-check-css",
        "--format",
        "json",
    ]
    answer = subprocess.run([*command, *files], capture_output=True, text=True, check=True, timeout=300).stdout
    return [_sentence(message) for message in json.loads(answer)["messages"]]


def _sentence(message: Mapping[str, Any]) -> str:
    place = f"{message.get('url', '')}:{message.get('lastLine', '')}"
    return f"{place}: {message.get('subType', message['type'])}: {message['message']}"


def main() -> int:
    """Install the checker if it is not there. Returns 0 whatever comes of it: the test says what is lacking."""
    install(TOOL)
    return 0


if __name__ == "__main__":
    sys.exit(main())
