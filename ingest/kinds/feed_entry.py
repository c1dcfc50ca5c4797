"""One entry of a feed as its format wrote it, and the development that it becomes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from db.records import Development, Document, Source
from ingest.text import believable, clean, one_line, parse_date, safe_url, to_text

MOST_ENTRIES = 5_000
_TITLE_FROM_BODY = 100
_LONGEST_GUID = 1_000
_MAIL_ADDRESS = re.compile(r"[^\s@<>()]{1,100}@[^\s@<>()]{1,200}")


@dataclass(frozen=True, slots=True)
class Entry:
    """Raw strings of one entry; `link` may be relative, `bodies` are HTML or text."""

    title: str | None = None
    link: str | None = None
    guid: str | None = None
    published: str | None = None
    updated: str | None = None
    author: str | None = None
    bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader took from a feed; `more` says that entries beyond the limit were left out."""

    entries: list[Entry]
    more: bool = False
    cut: bool = False


def development(entry: Entry, source: Source, document: Document) -> Development | None:
    """The development that an entry announces; null where it has neither title nor text."""
    body = max((to_text(text) for text in entry.bodies), key=len, default="") or None
    title = one_line(to_text(entry.title)) or one_line(body, _TITLE_FROM_BODY)
    if not title:
        return None
    moments = (believable(parse_date(written), document.observed_at) for written in _dates(entry))
    return Development(
        title=title,
        body=body,
        url=safe_url(entry.link, document.url),
        guid=clean(entry.guid or "").strip()[:_LONGEST_GUID] or None,
        published_at=next((moment for moment in moments if moment), None),
        author=author_name(entry.author),
        vendor=source.vendor,
    )


def _dates(entry: Entry) -> tuple[str | None, str | None]:
    return (entry.published, entry.updated)


def author_name(written: str | None) -> str | None:
    """The name alone: mail addresses of people are not kept."""
    name = _MAIL_ADDRESS.sub("", one_line(to_text(written, 2_000), 1_000))
    return one_line(name.strip(" ()<>,;"), 200) or None
