"""Cards need nothing of the machine: no network, no font, no home, and no library but those that come with wheels."""

import json
import pickle
import re
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from accidents import SHELL, has_namespaces
from card_samples import CASES, card_of, order_of
from forewarn.drawing.cropping import cropped
from projects import ROOT, plain_environment

# Draws what it is given, and tells the sums of the pictures and the libraries that it has loaded.
DRAWER = """
import hashlib, json, pickle, sys
from pathlib import Path
from forewarn.drawing.cards import draw_cards
from forewarn.drawing.typesetting import Typesetter

pieces = pickle.loads(Path(sys.argv[1]).read_bytes())
sums = [hashlib.sha256(png).hexdigest() for png in draw_cards(Typesetter(Path(sys.argv[2])), pieces)]
maps = Path("/proc/self/maps")
lines = maps.read_text().splitlines() if maps.exists() else []
print(json.dumps([sums, sorted({line.split(None, 5)[5] for line in lines if ".so" in line})]))
"""
# Where systems and people keep fonts, and what tells programs of them.
FONTS = "/usr/share/fonts /usr/local/share/fonts /usr/X11R6/lib/X11/fonts /etc/fonts /var/cache/fontconfig".split()

# What Python itself needs of the system, and nothing that draws: the C library and its parts, and what its own modules
# are made with - zlib, bz2 and lzma (zipfile), crypto and ssl (hashlib), ffi (ctypes), uuid (uuid), expat (pyexpat).
OF_THE_SYSTEM = re.compile(
    r"(?:ld-linux[\w-]*|ld-musl[\w-]*|libc|libm|libdl|libpthread|librt|libutil|libgcc_s|libstdc\+\+"
    r"|libz|libbz2|liblzma|libcrypto|libssl|libffi|libuuid|libexpat|libpython\d[\d.]*)\.so[\d.]*|libc\.musl.*"
)


@pytest.fixture
def pieces(tmp_path: Path) -> Path:
    """The orders of all hard titles and of a card with a picture, in a file."""
    orders = [order_of(card_of(case)) for case in CASES]
    written = tmp_path / "pieces"
    photo = CASES[0] / "card.png"
    made = [(replace(order, picture=None), None) for order in orders]
    written.write_bytes(pickle.dumps([*made, (made[0][0], cropped(photo.read_bytes()))]))
    return written


def command_of(pieces: Path) -> list[str]:
    return [sys.executable, "-c", DRAWER, str(pieces), str(ROOT / "overrides" / "cards")]


def variables(**changes: str) -> Mapping[str, str]:
    return plain_environment() | {"PYTHONPATH": str(ROOT / "hooks")} | changes


def drawn(command: list[str], environment: Mapping[str, str]) -> tuple[list[str], list[str]]:
    ended = subprocess.run(command, env=environment, check=False, capture_output=True, text=True, timeout=120)
    assert ended.returncode == 0, ended.stderr
    sums, libraries = json.loads(ended.stdout)
    return sums, libraries


def test_no_network_no_font_and_no_home(pieces: Path, tmp_path: Path) -> None:
    """In a namespace without network, where empty folders lie over those of fonts, the same bytes come out."""
    if not has_namespaces():
        pytest.skip("this system gives nobody a namespace")
    home = tmp_path / "home"
    home.mkdir()
    usual, _ = drawn(command_of(pieces), variables())
    assert len(usual) == len(CASES) + 1
    hidden = " && ".join(f"if [ -d {folder} ]; then mount -t tmpfs none {folder}; fi" for folder in FONTS)
    empty = f'[ -z "$(find {" ".join(FONTS)} -type f 2>/dev/null)" ]'
    alone = [*SHELL, f'{hidden} && {empty} && exec "$0" "$@"', *command_of(pieces)]
    changes = {"HOME": str(home), "XDG_DATA_HOME": str(home), "XDG_CACHE_HOME": str(home), "LANG": "C"}
    there, _ = drawn(alone, variables(**changes))
    assert there == usual
    assert list(home.iterdir()) == []


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="only Linux tells which libraries are loaded")
def test_no_library_of_the_system_draws(pieces: Path) -> None:
    _, libraries = drawn(command_of(pieces), variables())
    names = {Path(path).name for path in libraries}
    assert any("typst" in name for name in names)
    assert any("pdfium" in name for name in names)
    own = (sys.prefix, sys.base_prefix, str(Path(sys.executable).resolve().parents[1]), str(Path(sys.prefix).resolve()))
    others = [Path(path).name for path in libraries if not path.startswith(own)]
    assert [name for name in others if not OF_THE_SYSTEM.fullmatch(name)] == []
