"""Work for machines that share no disk with this one: templates and orders go there as bytes, and drawings come back.

Nothing that they send is believed. Their templates and programs must be the same as here, and they must first draw one
piece that was drawn here as well, to the same bytes; whatever comes back has a sum that must be right.
"""

import hashlib
import shutil
import socket
import threading
import weakref
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from tempfile import mkdtemp

from forewarn.drawing.making import Draw, NotDrawn, Piece, all_drawn
from forewarn.drawing.orders import Programs, programs, signature_of
from forewarn.drawing.store import sealed
from forewarn.drawing.templates import Templates
from forewarn.drawing.typefaces import Typefaces
from forewarn.drawing.typesetting import Typesetter

_ALONE = threading.Lock()  # PDFium is not made for two threads, and a worker may have many


class Unlike(RuntimeError):  # noqa: N818 - it is about the machine
    """A machine would draw otherwise than this one. ``machine`` is its name, and the words say what differs."""

    def __init__(self, machine: str, why: str) -> None:
        super().__init__(machine, why)
        self.machine, self.why = machine, why


@dataclass(frozen=True)
class Kit:
    """A folder of templates as it travels, once to each worker, and the programs that must be there.

    Kits of one ``signature`` are equal: nothing else of them is looked at.
    """

    signature: str
    programs: Programs = field(compare=False)
    typefaces: Typefaces = field(compare=False)
    files: tuple[tuple[str, bytes], ...] = field(compare=False)


@dataclass(frozen=True)
class Proof:
    """A piece that was drawn here, and the sum of what came of it. Proofs of one drawing are equal."""

    piece: Piece = field(compare=False)
    key: str
    sum: str


@dataclass(frozen=True)
class Parcel:
    """Pieces as they travel: with their pictures, and without what could only be read on this machine."""

    draw: Draw
    pieces: tuple[Piece, ...]
    proof: Proof


def kit_of(templates: Templates) -> Kit:
    """Pack a folder of templates. Raises OSError where it cannot be read."""
    paths = sorted(path for path in templates.folder.rglob("*") if path.is_file())
    files = tuple((path.relative_to(templates.folder).as_posix(), path.read_bytes()) for path in paths)
    return Kit(templates.signature, programs(), templates.typefaces, files)


def proof_of(piece: Piece, drawn: bytes) -> Proof:
    """Make a proof of a piece that was drawn on this machine."""
    return Proof(_portable(piece), piece[0].key, hashlib.sha256(drawn).hexdigest())


def parcel_of(draw: Draw, pieces: Sequence[Piece], proof: Proof) -> Parcel:
    """Pack some pieces."""
    return Parcel(draw, tuple(map(_portable, pieces)), proof)


def drawn_elsewhere(kit: Kit, parcel: Parcel) -> Mapping[str, bytes]:
    """Draw a parcel on the machine that it came to. Gives each drawing, sealed, by its key.

    Raises Unlike where this machine would draw otherwise than the one that sends, and NotDrawn.
    """
    with _ALONE:
        bench = _bench(kit)
        bench.require_same(kit)
        bench.require(parcel.draw, parcel.proof)
        made = all_drawn(parcel.draw, bench.typesetter, parcel.pieces)
        return {order.key: sealed(each) for (order, _), each in zip(parcel.pieces, made, strict=True)}


@dataclass(frozen=True)
class _Bench:
    """A folder of this machine in which a kit lies unpacked, and what has been proved there."""

    folder: Path
    typesetter: Typesetter
    proved: set[Proof] = field(default_factory=set)

    def require_same(self, kit: Kit) -> None:
        """Raise Unlike where the folder or the programs are not those of the machine that sent the kit."""
        if signature_of(self.folder) != kit.signature:
            raise Unlike(socket.gethostname(), _difference(kit.programs, programs()))

    def require(self, draw: Draw, proof: Proof) -> None:
        """Raise Unlike where this machine does not draw what that one has drawn."""
        if proof in self.proved:
            return
        try:
            (made,) = all_drawn(draw, self.typesetter, [proof.piece])
        except NotDrawn as why:
            raise Unlike(socket.gethostname(), f"it cannot draw what was drawn here ({why.why})") from None
        if hashlib.sha256(made).hexdigest() != proof.sum:
            raise Unlike(socket.gethostname(), "it draws the same words to another picture")
        self.proved.add(proof)


@lru_cache(maxsize=2)
def _bench(kit: Kit) -> _Bench:
    """Unpack a kit, into a folder that goes when it is not used any more."""
    folder = Path(mkdtemp(prefix="forewarn-"))
    for name, content in kit.files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    bench = _Bench(folder, Typesetter(folder, kit.typefaces))
    weakref.finalize(bench, shutil.rmtree, folder, ignore_errors=True)
    return bench


def _portable(piece: Piece) -> Piece:
    order, picture = piece
    return replace(order, picture=None), picture


def _difference(here: Programs, there: Programs) -> str:
    """Say what is another on the machine that is to draw."""
    others = tuple(_other_versions(here, there))
    if others:
        return ", and ".join(others)
    return "its Forewarn is not the one of this machine" if here.code != there.code else "its templates were changed"


def _other_versions(here: Programs, there: Programs) -> Iterator[str]:
    known = dict(there.libraries)
    for library, version in here.libraries:
        if known.get(library) != version:
            yield f"it has {library} {known.get(library, '(none)')}, and here is {version}"
