"""The output folder: written beside, verified, and put before the public in one step."""

from forewarn.publication.preview import Preview
from forewarn.publication.publication import Publication
from forewarn.publication.running import Running

__all__ = ["Preview", "Publication", "Running"]
