"""Kind `feed`: RSS, RDF, Atom and JSON Feed; one development an entry."""

from __future__ import annotations

from db.records import Development, Document, Problem, Record, Source
from ingest.appearance import appearance, is_web_page
from ingest.errors import EmptyParse, ParseError
from ingest.kinds import feed_json, feed_lenient, feed_strict
from ingest.kinds.feed_entry import MOST_ENTRIES, Reading, development
from ingest.text import decode


def parse(source: Source, document: Document) -> list[Record]:
    """The developments of a feed, in its own order, then what could not be read of it."""
    reading = _read(document.body, document.media_type)
    if not reading.entries:
        if reading.cut:
            raise ParseError("a feed", "one that ends before its first entry")
        raise EmptyParse("entries", "a feed without entries")
    developments: dict[tuple[str | None, ...], Development] = {}
    problems: list[Record] = []
    for number, entry in enumerate(reading.entries, start=1):
        found = development(entry, source, document)
        if found:
            developments.setdefault((found.guid, found.url, found.title), found)
        else:
            problems.append(Problem("an entry has neither title nor text", f"entry {number}"))
    return [*developments.values(), *problems, *_remarks(reading)]


def _read(body: bytes, media_type: str | None) -> Reading:
    """The reading of the first reader that knows the format."""
    stripped = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not stripped:
        raise ParseError("a feed", "an empty document")
    if stripped[:1] in (b"{", b"["):
        reading = feed_json.read(body, media_type)
    elif is_web_page(decode(body[:20_000], media_type)):
        reading = None
    else:
        reading = feed_strict.read(stripped) or feed_lenient.read(body, media_type)
    if reading is None:
        raise ParseError("a feed", appearance(body, media_type))
    return reading


def _remarks(reading: Reading) -> list[Record]:
    """What a reader of the Sources page should know about a feed that was read in part."""
    read = len(reading.entries)
    if reading.more:
        return [Problem(f"the feed has more than {MOST_ENTRIES:,} entries; the first {read:,} were read")]
    if reading.cut:
        return [Problem(f"the feed ends early; {read:,} entries read")]
    return []
