"""Writing: texts as an editor would have typed them, in files that are whole or not there."""

from forewarn.writing.advisory_text import Fields, advisory_text
from forewarn.writing.whole_files import write_new, write_over

__all__ = ["Fields", "advisory_text", "write_new", "write_over"]
