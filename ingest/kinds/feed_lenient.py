"""The patient reader: feedparser, given bytes only, and only after known traps are out of them."""

from __future__ import annotations

import io
import re
from typing import Any

import feedparser

from ingest.errors import ParseError
from ingest.kinds.feed_entry import MOST_ENTRIES, Entry, Reading
from ingest.text import decode

_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]+)|([0-9]+));?")
_BARE_AMPERSAND = re.compile(rb"&(?!#?\w{1,32};)")
_LONG_TAG = re.compile(rb"<[^<>]{20000,}+>?")
_CLOSED_ENTRY = re.compile(rb"</(?:\w{1,20}:)?(?:item|entry)\s*>", re.IGNORECASE)
_CLOSED_FEED = re.compile(rb"</(?:\w{1,20}:)?(?:rss|feed|rdf|channel)\s*>", re.IGNORECASE)
_OPEN_FEED = re.compile(rb"<(?:\w{1,20}:)?(?:rss|feed|rdf)[\s>]", re.IGNORECASE)
_XML_ENCODING = re.compile(r"^\s*<\?xml[^>]{0,300}\?>")
_MANY = 200
_VERY_MANY = 20_000
_FAULTS = (ValueError, OverflowError, LookupError, AttributeError, TypeError, AssertionError, RecursionError)


def read(body: bytes, media_type: str | None) -> Reading | None:
    """The entries of anything that feedparser takes for a feed; null where it is none."""
    headers = {"content-type": media_type} if media_type and "charset" in media_type.lower() else {}
    if b"\x00" in body[:200]:
        body, headers = _XML_ENCODING.sub("", decode(body, media_type)).encode("utf-8", "replace"), {}
    body, more = _limited(defused(body))
    try:
        result = feedparser.parse(
            io.BytesIO(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
        entries = [_entry(found) for found in result.entries]
    except _FAULTS as error:
        raise ParseError("a feed", f"one that cannot be read ({type(error).__name__})") from error
    if not result.version and not entries:
        return None
    cut = not more and bool(result.bozo) and _ends_early(body)
    if cut:
        entries = entries[: len(_CLOSED_ENTRY.findall(body))]
    return Reading(entries[:MOST_ENTRIES], more=more, cut=cut)


def defused(body: bytes) -> bytes:
    """The same feed without what makes feedparser raise or take quadratic time."""
    body = _REFERENCE.sub(_known_reference, body)
    for mark in (b"<!--", b"&lt;!--"):
        if body.count(mark) > _MANY:
            body = body.replace(mark, b"")
    if body.count(b"&") > _VERY_MANY:
        body = _BARE_AMPERSAND.sub(b"&amp;", body)
    return _LONG_TAG.sub(b"", body)


def _known_reference(found: re.Match[bytes]) -> bytes:
    """A character reference as it is, or the replacement character where Unicode has none."""
    digits = (found[1] or found[2]).lstrip(b"0")
    point = int(digits or b"0", 16 if found[1] else 10) if len(digits) < 9 else -1
    usable = 0 < point <= 0x10FFFF and not 0xD800 <= point <= 0xDFFF
    return found.group() if usable else b"&#xFFFD;"


def _limited(body: bytes) -> tuple[bytes, bool]:
    """The body up to the last entry that we read, as feedparser takes half a minute for 200,000."""
    for number, found in enumerate(_CLOSED_ENTRY.finditer(body), start=1):
        if number == MOST_ENTRIES:
            rest = body[found.end() :]
            return (body[: found.end()], True) if _CLOSED_ENTRY.search(rest) else (body, False)
    return body, False


def _ends_early(body: bytes) -> bool:
    """Whether a feed was opened and never closed."""
    return bool(_OPEN_FEED.search(body[:4096])) and not _CLOSED_FEED.search(body[-4096:])


def _entry(found: Any) -> Entry:
    """One entry of feedparser's result."""
    guid = _text(found.get("id"))
    bodies = [_text(found.get("summary")), *(_text(part.get("value")) for part in found.get("content", ()))]
    return Entry(
        title=_text(found.get("title")),
        link=_text(found.get("link")) or (guid if found.get("guidislink") else None),
        guid=guid,
        published=_text(found.get("published")),
        updated=_text(dict.get(found, "updated")),
        author=_text(found.get("author")),
        bodies=tuple(body for body in bodies if body),
    )


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None
