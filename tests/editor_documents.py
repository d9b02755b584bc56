"""Writes the documents for editors that are made of the code; ``make editors`` runs it. A test tells if one is old."""

import sys
from pathlib import Path

from forewarn.outputs.handbook import generated
from projects import ROOT


def write_all(folder: Path) -> list[str]:
    """Write every document into a repository, and give the paths of those that have changed."""
    changed = []
    for name, text in generated().items():
        path = folder / name
        if not path.is_file() or path.read_text("utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8", newline="\n")
            changed.append(name)
    return changed


if __name__ == "__main__":
    sys.stdout.writelines(f"{name}: written anew\n" for name in write_all(ROOT))
