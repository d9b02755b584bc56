"""Advisories as messages of the Common Alerting Protocol, version 1.2 (an OASIS standard, ITU-T X.1303 bis).

https://docs.oasis-open.org/emergency/cap/v1.2/CAP-v1.2-os.html
"""

from forewarn.outputs.cap.alert import AlertSource, alert
from forewarn.outputs.cap.index import AlertEntry, alert_entry, alert_index
from forewarn.outputs.cap.messages import Message, MessageType, Sent, messages_of, newest_message

__all__ = [
    "AlertEntry",
    "AlertSource",
    "Message",
    "MessageType",
    "Sent",
    "alert",
    "alert_entry",
    "alert_index",
    "messages_of",
    "newest_message",
]
