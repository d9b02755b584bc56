"""Every JSON Feed against a schema of the format, https://www.jsonfeed.org/version/1.1/."""

import json
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from forewarn.advisory import Update
from forewarn.topic import Topic
from projects import ROOT, Built
from published import ADVISORY, NOON, publish, site_of

SCHEMA = json.loads((ROOT / "tests/schemas/json-feed-1.1.schema.json").read_text("utf-8"))
GOOD: dict[str, Any] = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "T",
    "home_page_url": "https://w.example/",
    "feed_url": "https://w.example/feed.json",
    "items": [{"id": "1", "url": "https://w.example/1/", "content_text": "Words."}],
}


def faults(feed: object) -> list[str]:
    return [error.message for error in Draft202012Validator(SCHEMA).iter_errors(feed)]


def feeds_of(site: Path) -> list[Path]:
    found = [path for path in sorted(site.rglob("*.json")) if "feed" in path.relative_to(site).as_posix()]
    assert len(found) > 1
    return found


def test_the_schema_is_one_and_accepts_the_least_there_can_be() -> None:
    Draft202012Validator.check_schema(SCHEMA)
    assert faults(GOOD) == []


@pytest.mark.parametrize(
    ("place", "value"),
    [
        ("version", "https://jsonfeed.org/version/1"),
        ("title", None),
        ("feed_url", "feed.json"),
        ("next_url", ""),
        ("language", "english"),
        ("author", {"name": "X"}),
        ("authors", [{}]),
        ("_forewarn", {"a.b": 1}),
        ("items.0.id", 5),
        ("items.0.content_text", ...),
        ("items.0.date_published", "22 November 2026"),
        ("items.0.date_modified", "2026-11-22T12:00:00"),
        ("items.0.tags", "urgent"),
        ("items.0.state", "current"),
        ("items", ...),
    ],
)
def test_the_schema_refuses_what_is_none(place: str, value: object) -> None:
    """``...`` stands for a member that is not there."""
    feed = deepcopy(GOOD)
    *way, name = place.split(".")
    part = feed["items"][0] if way else feed
    part.pop(name, None)
    part |= {} if value is ... else {name: value}
    assert len(faults(feed)) == 1


def test_the_shipped_feeds_are_valid(sample_site: Built) -> None:
    for path in feeds_of(sample_site.site):
        assert faults(json.loads(path.read_bytes())) == [], path


def test_long_feeds_and_their_archives_are_valid(tmp_path: Path) -> None:
    topics, updates = (Topic("x", "</script>"),), (Update(NOON - timedelta(hours=1), "More."),)
    advisories = [
        replace(ADVISORY, id=f"a{number}", published=NOON - timedelta(days=9 * number + 1), topics=topics)
        for number in range(60)
    ]
    welsh = replace(ADVISORY, id="cy", locale="cy_GB", updates=updates, advice=("x",))
    site = publish(site_of([*advisories, welsh]), tmp_path)
    found = feeds_of(site)
    assert {path.relative_to(site).as_posix() for path in found} >= {"feed/2025.json", "topics/x/feed/2026.json"}
    for path in found:
        assert faults(json.loads(path.read_bytes())) == [], path
