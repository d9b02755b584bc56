"""Every advisory as data for other programs: JSON, with a schema that says what each field means."""

from forewarn.outputs.dataset.documents import DatasetDocument, DatasetYear, head_of, written
from forewarn.outputs.dataset.records import Line, RecordSource, line_of, text_of
from forewarn.outputs.dataset.schema import dataset_schema

__all__ = [
    "DatasetDocument",
    "DatasetYear",
    "Line",
    "RecordSource",
    "dataset_schema",
    "head_of",
    "line_of",
    "text_of",
    "written",
]
