"""Everything that is installed is named with its sum, and nothing says from where."""

import json
import os
import re
import shutil
import subprocess
import tarfile
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha512
from io import BytesIO
from pathlib import Path

import pytest

from npm_packages import install, installed
from projects import ROOT
from trust.pins import NPM, PYTHON, npm_faults, npm_locks, npm_pins, pins, python_faults, python_locks

SUM = f"--hash=sha256:{'0a' * 32}"
# In two parts, as they may stand nowhere in the repository.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"), ("pythonhosted", "org"), ("npmjs", "org"), ("npmjs", "com"), ("yarnpkg", "com"),
        ("deb", "debian", "org"), ("archive", "ubuntu", "com"), ("crates", "io"), ("proxy", "golang", "org"),
    )
)  # fmt: skip
SOURCES = re.compile(
    r"--(?:extra-)?index-url|--find-links|--trusted-host|tool\.uv\.index|^\s*registry\s*=|\"resolved\":", re.MULTILINE
)
NOT_OURS = {".git", ".venv", ".cache", "site", ".site.forewarn", "node_modules", "__pycache__"}
OWN = Path(__file__)


def texts() -> Iterator[tuple[Path, str]]:
    """Give every text of the repository, without what is installed or built there."""
    for folder, inner, names in os.walk(ROOT):
        inner[:] = [name for name in inner if name not in NOT_OURS and not name.endswith(("_cache", ".egg-info"))]
        for path in (Path(folder, name) for name in names):
            content = path.read_bytes() if path.is_file() and path != OWN else b"\0"
            if b"\0" not in content:
                yield path, content.decode("utf-8", "replace")


def test_every_lock_names_every_version_and_every_sum() -> None:
    assert {path.name for path in python_locks()} == {
        "audit.txt",
        "cluster.txt",
        "dev.txt",
        "fuzz.txt",
        "peers.txt",
        "site.txt",
    }
    assert {path.parent.name for path in npm_locks()} >= {"lighthouse", "vnu"}
    for path in python_locks():
        assert pins(path), path
    for path in npm_locks():
        assert npm_pins(path), path


def test_one_version_of_a_package_serves_all() -> None:
    """What builds the site is built with the same packages where it is tested, audited and measured."""
    site = set(pins(PYTHON / "site.txt"))
    assert len(site) > 50
    for path in python_locks():
        assert site <= set(pins(path)), path.name


def test_what_builds_the_package_itself_is_named_too() -> None:
    """pip would fetch it without a sum; the Makefile therefore tells it to fetch nothing."""
    named = {pin.name for pin in pins(PYTHON / "site.txt")}
    asked = re.search(r"^requires = \[(.*)\]$", (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert asked
    wanted = {re.split(r"[<>=!~\[]", each)[0] for each in re.findall(r'"([^"]+)"', asked[1])}
    assert wanted == {"hatchling", "editables"}
    assert {*wanted, "pip"} <= named


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "it names no package"),
        ("# nothing", "it names no package"),
        ("nh3", "nh3 has no one version (==)"),
        (f"nh3>=0.3 {SUM}", "nh3 has no one version (==)"),
        (f"nh3==0.3.* {SUM}", "nh3 has no one version (==)"),
        (f"nh3==0.3.8,!=1 {SUM}", "nh3 has no one version (==)"),
        ("nh3==0.3.8", "nh3 has no SHA-256 sums of its files (--hash)"),
        ("nh3==0.3.8 --hash=md5:0a0a", "nh3 has no SHA-256 sums of its files (--hash)"),
        (f"nh3==0.3.8 {SUM} --hash=sha256:0a", "nh3 has no SHA-256 sums of its files (--hash)"),
        (f"nh3 @ https://host.example/nh3.whl {SUM}", "nh3 has no one version (==)"),
        (f"./nh3.whl {SUM}", "./nh3.whl is no package with a version"),
        ("--index" "-url https://host.example/", "is an option; only packages stand here"),
        (f"-e . {SUM}", "is an option; only packages stand here"),
    ],
)  # fmt: skip
def test_a_file_that_leaves_something_open_is_refused(text: str, fault: str, tmp_path: Path) -> None:
    assert any(fault in each for each in python_faults(text)), list(python_faults(text))
    (tmp_path / "own.txt").write_text(text)
    with pytest.raises(ValueError, match=r"own\.txt: "):
        pins(tmp_path / "own.txt")


def test_a_pin_is_read_with_its_marker_and_all_its_sums(tmp_path: Path) -> None:
    other = SUM.replace("0a", "0b")
    lines = [f"Zope.Of_it==1.0 ; python_version < '3' \\\n    {SUM} \\\n    {other}\n    # via a", f"nh3==0.3.8 {SUM}"]
    (tmp_path / "own.txt").write_text("\n".join(lines))
    old, new = pins(tmp_path / "own.txt")
    assert (old.name, old.version, old.is_wanted_here) == ("zope-of-it", "1.0", False)
    assert old.sums == (SUM.removeprefix("--hash="), other.removeprefix("--hash="))
    assert (new.name, new.is_wanted_here) == ("nh3", True)


INTEGRITY = f"sha512-{b64encode(bytes(64)).decode()}"
FINE = {"version": "1.0.0", "integrity": INTEGRITY}


@pytest.mark.parametrize(
    ("wanted", "told", "fault"),
    [
        ("^1.0.0", FINE, "a is wanted as ^1.0.0; name one version"),
        ("latest", FINE, "a is wanted as latest; name one version"),
        ("1.0.0", {"integrity": INTEGRITY}, "a has no version"),
        ("1.0.0", {"version": "1.0.0"}, "a has no SHA-512 sum of its bytes (integrity)"),
        ("1.0.0", {**FINE, "integrity": "sha1-0a"}, "a has no SHA-512 sum of its bytes (integrity)"),
        ("1.0.0", {**FINE, "resolved": "https://host.example/a.tgz"}, "a names where it comes from (resolved)"),
    ],
)
def test_a_lock_of_npm_that_leaves_something_open_is_refused(wanted: str, told: dict[str, str], fault: str) -> None:
    lock = {"packages": {"": {"dependencies": {"a": wanted}}, "node_modules/a": told}}
    assert [each.partition("; set")[0] for each in npm_faults(lock)] == [fault]
    assert list(npm_faults({"packages": {"": {}}})) == ["it names no package"]
    assert not list(npm_faults({"packages": {"": {"dependencies": {"a": "1.0.0"}}, "node_modules/a": FINE}}))


def test_no_file_names_a_registry() -> None:
    seen = dict(texts())
    assert {ROOT / "Makefile", NPM / "vnu" / "package-lock.json", PYTHON / "site.txt"} <= seen.keys()
    assert len(seen) > 500
    found = [f"{path}: {host}" for path, text in seen.items() for host in REGISTRIES if host in text]
    found += [f"{path}: {match[0]}" for path, text in seen.items() for match in SOURCES.finditer(text)]
    assert not found


def test_nothing_is_installed_but_by_its_sum() -> None:
    """Every line that has pip, npm or uv install something takes a list with sums, or fetches nothing."""
    lines = [
        (path, line.strip())
        for path, text in texts()
        if path.name == "Makefile" or path.suffix in {".yml", ".yaml", ".sh"} or ".ci" in path.parts
        for line in text.splitlines()
        if not line.startswith(".PHONY")  # which only names targets
        and re.search(r"\b(?:pip|pip3|uv|npm|npx|pipx|yarn|pnpm)\b[^#]*\b(?:install|sync|run|exec|ci|add)\b", line)
    ]
    assert len(lines) >= 2
    fine = ("--require-hashes", "--no-deps --no-build-isolation", "npm ci")  # the second installs this folder itself
    assert not [(path, line) for path, line in lines if not any(each in line for each in fine)]


def pack(path: Path, **more: str) -> None:
    """Write a package of npm that would run something while it is installed."""
    told = {"name": "a", "version": "1.0.0", "scripts": {"postinstall": "touch ran"}, **more}
    manifest = json.dumps(told).encode()
    with tarfile.open(path, "w:gz") as archive:
        entry = tarfile.TarInfo("package/package.json")
        entry.size = len(manifest)
        archive.addfile(entry, BytesIO(manifest))


@pytest.fixture
def tool(tmp_path: Path) -> Path:
    """Make a tool of npm whose one package is a file beside its lock, so that npm needs no registry."""
    folder = tmp_path / "locks" / "tool"
    folder.mkdir(parents=True)
    pack(tmp_path / "a.tgz")
    place = f"file:{tmp_path / 'a.tgz'}"
    sum_ = b64encode(sha512((tmp_path / "a.tgz").read_bytes()).digest()).decode()
    package = {"version": "1.0.0", "resolved": place, "integrity": f"sha512-{sum_}", "hasInstallScript": True}
    top = {"dependencies": {"a": place}}
    lock = {"lockfileVersion": 3, "requires": True, "packages": {"": top, "node_modules/a": package}}
    (folder / "package.json").write_text(json.dumps(top))
    (folder / "package-lock.json").write_text(json.dumps(lock))
    shutil.copyfile(NPM / "vnu" / ".npmrc", folder / ".npmrc")
    return folder


needs_npm = pytest.mark.skipif(not shutil.which("npm"), reason="There is no npm here.")


@needs_npm
def test_npm_installs_what_the_lock_names_and_runs_nothing_of_it(tool: Path, tmp_path: Path) -> None:
    assert installed("tool", tool.parent, tmp_path) is None
    packages = install("tool", tool.parent, tmp_path)
    assert packages
    assert packages == installed("tool", tool.parent, tmp_path)
    assert [path.name for path in (packages / "a").iterdir()] == ["package.json"]


@needs_npm
def test_npm_refuses_a_package_whose_bytes_have_another_sum(
    tool: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pack(tmp_path / "a.tgz", description="The same name and version, and other bytes.")
    assert install("tool", tool.parent, tmp_path) is None
    assert "EINTEGRITY" in capfd.readouterr().err
    assert installed("tool", tool.parent, tmp_path) is None


@needs_npm
def test_a_lock_that_was_changed_is_installed_anew(tool: Path, tmp_path: Path) -> None:
    assert install("tool", tool.parent, tmp_path)
    lock = tool / "package-lock.json"
    lock.write_text(lock.read_text() + "\n")
    assert installed("tool", tool.parent, tmp_path) is None
    assert install("tool", tool.parent, tmp_path)


def test_the_cooldown_is_in_every_lock() -> None:
    """A package that was taken over is found out within days (docs/trust.md); so nothing is taken that is younger."""
    for path in python_locks():
        head = path.read_text("utf-8").splitlines()[1]
        assert head.startswith("#    uv pip compile "), path
        assert "--exclude-newer=P7D" in head.split(), path
        assert "--generate-hashes" in head.split(), path


def test_make_takes_wheels_alone_with_their_sums() -> None:
    make = shutil.which("make")
    assert make
    says = subprocess.run(
        [make, "--dry-run", "--always-make", "site"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    fetching = [line for line in says.splitlines() if "pip install" in line]
    assert len(fetching) == 2
    assert "--require-hashes --only-binary :all:" in fetching[0]
    assert "--no-index" in fetching[1]
