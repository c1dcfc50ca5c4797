"""JSON Feed (versions 1 and 1.1): its items as entries."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from ingest.kinds.feed_entry import MOST_ENTRIES, Entry, Reading
from ingest.text import decode


def read(body: bytes, media_type: str | None) -> Reading | None:
    """The entries of a JSON Feed; null where the JSON is something else, or is broken."""
    try:
        feed = json.loads(decode(body, media_type), parse_float=Decimal)
    except (ValueError, RecursionError):
        return None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        return None
    if "jsonfeed" not in str(feed.get("version"))[:200] and not isinstance(feed.get("title"), str):
        return None
    items = feed["items"]
    entries = [_entry(item if isinstance(item, dict) else {}) for item in items[:MOST_ENTRIES]]
    return Reading(entries, more=len(items) > MOST_ENTRIES)


def _entry(item: dict[str, Any]) -> Entry:
    bodies = (_text(item.get(key)) for key in ("content_html", "content_text", "summary"))
    return Entry(
        title=_text(item.get("title")),
        link=_text(item.get("url")) or _text(item.get("external_url")),
        guid=_text(item.get("id")),
        published=_text(item.get("date_published")),
        updated=_text(item.get("date_modified")),
        author=_author(item),
        bodies=tuple(body for body in bodies if body),
    )


def _author(item: dict[str, Any]) -> str | None:
    """The first author's name, in the form of either version."""
    authors = item.get("authors")
    first = authors[0] if isinstance(authors, list) and authors else item.get("author")
    return _text(first.get("name")) if isinstance(first, dict) else None


def _text(value: object) -> str | None:
    """A string; an id may also be a number."""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        return str(value)[:100]
    return None
