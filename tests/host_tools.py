"""What hosts make of the files that they are given, by their own tools: ``python tests/host_tools.py`` installs these.

Netlify's parsers are plain libraries. Cloudflare's program serves a folder as they do, with their own server, and asks
nobody for anything. Both come with Node's npm, without the scripts of their packages; without npm, tests say so.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from projects import ROOT
from web_servers import Ask, Server, asked, free_port, started

FOLDER = ROOT / ".cache" / "host-tools"
VERSIONS = {"@netlify/headers-parser": "9.0.3", "@netlify/redirect-parser": "15.0.4", "wrangler": "4.86.0"}
_WRANGLER = FOLDER / "node_modules/wrangler/bin/wrangler.js"

# Netlify applies the rules in their order, and of one header the later word counts, as the server for developers in its
# own command line does (its function headersForPath).
_READ = """
import { parseAllHeaders } from "@netlify/headers-parser";
import { parseAllRedirects } from "@netlify/redirect-parser";
import { readFileSync } from "node:fs";
const { folder, paths } = JSON.parse(readFileSync(0, "utf-8"));
const read = await parseAllHeaders({
  headersFiles: [`${folder}/_headers`], configHeaders: [], minimal: false, netlifyConfigPath: undefined });
const moved = await parseAllRedirects({
  redirectsFiles: [`${folder}/_redirects`], configRedirects: [], minimal: false, netlifyConfigPath: undefined });
const said = paths.map((path) =>
  Object.assign({}, ...read.headers.filter((rule) => rule.forRegExp.test(path)).map((rule) => rule.values)));
console.log(JSON.stringify({
  said, redirects: moved.redirects, errors: [...read.errors, ...moved.errors].map(String) }));
"""


def lacking() -> str | None:
    """Say what stands in the way of asking the hosts' tools, if anything does."""
    if not shutil.which("node"):
        return "There is no Node here to run the tools of hosts with (20 or newer)."
    missing = [name for name, version in VERSIONS.items() if _installed(name) != version]
    return f"There is no {missing[0]} here: `make host-tools` installs it where there is npm." if missing else None


def _installed(name: str) -> str | None:
    try:
        return str(json.loads((FOLDER / "node_modules" / name / "package.json").read_text("utf-8"))["version"])
    except (OSError, ValueError, KeyError):
        return None


def netlify_reads(folder: Path, paths: Sequence[str]) -> Mapping[str, Any]:
    """Give what Netlify would say of each path, all redirects, and what its parsers complain of."""
    asked_for = json.dumps({"folder": str(folder), "paths": list(paths)})
    node = shutil.which("node") or "node"
    command = [node, "--input-type=module", "-e", _READ]
    answer = subprocess.run(
        command, input=asked_for, cwd=FOLDER, capture_output=True, text=True, check=True, timeout=60
    )
    read: Mapping[str, Any] = json.loads(answer.stdout)
    return read


@contextmanager
def cloudflare(folder: Path) -> Iterator[Ask]:
    """Serve the folder of a ``wrangler.jsonc`` as Cloudflare does, and give a way to ask for a path."""
    node, port = shutil.which("node") or "node", free_port()
    own = {"CI": "1", "WRANGLER_SEND_METRICS": "false", "CLOUDFLARE_CF_FETCH_ENABLED": "false"}
    command = [
        node,
        str(_WRANGLER),
        "dev",
        "--ip",
        "127.0.0.1",
        "--port",
        str(port),
        "--inspector-port",
        str(free_port()),
    ]
    server = Server("wrangler", node, "wrangler.jsonc", lambda _program, _folder: command)
    with started(server, folder, port, own), closing(HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        yield lambda path, method="GET", **headers: asked(connection, path, method, headers)


def main() -> int:
    """Install the tools if they are not there. Returns 0 whatever comes of it: the tests say what is lacking."""
    npm = shutil.which("npm")
    if npm and lacking():
        quiet = ["--no-package-lock", "--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
        packages = [f"{name}@{version}" for name, version in VERSIONS.items()]
        subprocess.run([npm, "install", "--prefix", str(FOLDER), *quiet, *packages], check=False, env=dict(os.environ))
    return 0


if __name__ == "__main__":
    sys.exit(main())
