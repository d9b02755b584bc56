"""Something in a body that could not be published as it was written."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """What was found: ``written`` is how it looks in the source, by which its line is found."""

    written: str
    rule: str
    message: str
    cure: str
    is_error: bool
