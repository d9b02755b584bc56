"""What was surveyed as bytes, for other processes and for later: plain values, so that reading them runs nothing."""

import os
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from forewarn.advisory import Update
from forewarn.surveying.surveyor import Surroundings, SurveyedText


class Damaged(ValueError):  # noqa: N818 - it says what the bytes are
    """Bytes are not what was written."""


class TextCodec:
    """Writes and reads surveyed texts of one content folder, wherever that lies, in the time zone of a site.

    What is read is equal to what was written. Moments are written as such, and get their time zone back, without which
    the hours of a day on which the clocks change would be counted otherwise.
    """

    def __init__(self, content: Path, zone: ZoneInfo) -> None:
        self._content, self._zone = content, zone
        self._encoder = msgspec.msgpack.Encoder(enc_hook=self._plain)
        self._decoder = msgspec.msgpack.Decoder(SurveyedText, dec_hook=self._made)

    def written(self, text: SurveyedText) -> bytes:
        """Write what is known of a text."""
        return self._encoder.encode(text)

    def read(self, written: bytes) -> SurveyedText:
        """Read what was written. Raises Damaged for anything else."""
        try:
            text = self._decoder.decode(written)
        except (msgspec.DecodeError, ValueError, TypeError) as why:
            raise Damaged(str(why)) from None
        self._bring_home(text)
        return text

    @cached_property
    def _all(self) -> msgspec.msgpack.Decoder[list[SurveyedText]]:
        return msgspec.msgpack.Decoder(list[SurveyedText], dec_hook=self._made)

    def all_written(self, texts: list[SurveyedText]) -> bytes:
        """Write what is known of several texts."""
        return self._encoder.encode(texts)

    def all_read(self, written: bytes) -> list[SurveyedText]:
        """Read what was written of several texts by this very program."""
        texts = self._all.decode(written)
        for text in texts:
            self._bring_home(text)
        return texts

    def _bring_home(self, text: SurveyedText) -> None:
        """Give the moments of a text that nobody else has yet their time zone; a copy of each would take too long."""
        give, gist, advisory = object.__setattr__, text.gist, text.advisory
        if gist and gist.published:
            give(gist, "published", gist.published.astimezone(self._zone))
        if gist and gist.updates:
            give(gist, "updates", tuple((when.astimezone(self._zone), at) for when, at in gist.updates))
        if advisory:
            give(advisory, "published", advisory.published.astimezone(self._zone))
            give(advisory, "updates", tuple(Update(u.when.astimezone(self._zone), u.note) for u in advisory.updates))
            if advisory.expires:
                give(advisory, "expires", advisory.expires.astimezone(self._zone))

    def _plain(self, value: object) -> object:
        if isinstance(value, Path):
            return os.fsencode(value.relative_to(self._content))
        raise TypeError(type(value).__name__)

    def _made(self, kind: type[Any], value: object) -> object:
        if kind is Path and isinstance(value, bytes):
            return self._content / os.fsdecode(value)
        raise TypeError(kind.__name__)


def surroundings_written(surroundings: Surroundings) -> bytes:
    """Write what all texts can see; equal values give equal bytes."""
    return _SURROUNDINGS.encode(surroundings)


def surroundings_read(written: bytes) -> Surroundings:
    """Read what ``surroundings_written`` has written."""
    read: Surroundings = msgspec.msgpack.decode(written, type=Surroundings, dec_hook=_zone)
    zone = read.settings.time_zone
    channels = tuple(
        replace(each, valid_from=_in_zone(each.valid_from, zone), valid_to=_in_zone(each.valid_to, zone))
        for each in read.channels
    )
    return replace(read, channels=channels)


def _in_zone(moment: datetime | None, zone: ZoneInfo) -> datetime | None:
    return moment.astimezone(zone) if moment else None


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, ZoneInfo):
        return value.key
    raise TypeError(type(value).__name__)


def _zone(kind: type[Any], value: object) -> object:
    if kind is ZoneInfo and isinstance(value, str):
        return ZoneInfo(value)
    raise TypeError(kind.__name__)


_SURROUNDINGS = msgspec.msgpack.Encoder(enc_hook=_plain, order="deterministic")
