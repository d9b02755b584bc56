"""Alerts read as those read them who receive them: with a library for the Common Alerting Protocol."""

from cap_tools.models import Alert, Reference
from xsdata.formats.dataclass.context import XmlContext
from xsdata.formats.dataclass.parsers import XmlParser

_CONTEXT = XmlContext()


def read_alert(content: bytes) -> Alert:
    """Read one alert."""
    return XmlParser(context=_CONTEXT).from_bytes(content, Alert)


def identifiers(alert: Alert) -> list[str]:
    """Give the identifiers of the messages that an alert refers to."""
    references: list[Reference] = alert.references_to_list()
    return [reference.identifier for reference in references]
