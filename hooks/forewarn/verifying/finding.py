"""What is not on a live site as it should be."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Finding:
    """One fault: the path of the file, relative to the site, and a sentence each with what is wrong and what to do."""

    path: str
    message: str
    cure: str

    def __str__(self) -> str:
        """Give the one line that is printed. What a server says may hold anything, so it stays on its line."""
        return " ".join(f"{self.path}: {self.message} {self.cure}".split())
