"""The fast reader: well-formed RSS 2.0 and Atom 1.0 of the common shape in one expat pass.

It gives what feedparser gives, 20 to 40 times faster, or nothing at all: whatever it was not built for
(other formats, doctypes, foreign elements with meaning, base addresses, doubled elements) it leaves to
feedparser. A test compares the two over every feed at hand.
"""

from __future__ import annotations

import re
from contextlib import suppress
from xml.parsers import expat

from ingest.kinds.feed_entry import MOST_ENTRIES, Entry, Reading

_ATOM = "http://www.w3.org/2005/Atom "
_DC = "http://purl.org/dc/elements/1.1/ "
_XML_BASE = "http://www.w3.org/XML/1998/namespace base"
_DECLARATION = re.compile(rb"\s*<\?xml[^>]{0,200}?(?:encoding\s*=\s*[\"']([\w.-]+)[\"'][^>]{0,100}?)?\?>")
_CP1252 = {
    point: bytes([point]).decode("cp1252", "ignore")
    for point in range(0x80, 0xA0)
    if point not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)
}
_RSS_FIELDS = {
    "title": "title",
    "link": "link",
    "guid": "guid",
    "pubDate": "published",
    "description": "description",
    "http://purl.org/rss/1.0/modules/content/ encoded": "content",
    f"{_DC}creator": "author",
}
_ATOM_FIELDS = {
    f"{_ATOM}title": "title",
    f"{_ATOM}id": "guid",
    f"{_ATOM}published": "published",
    f"{_ATOM}updated": "updated",
    f"{_ATOM}summary": "description",
    f"{_ATOM}content": "content",
}
_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd "
_MEDIA = "http://search.yahoo.com/mrss/ "
_IGNORED = {
    "category",
    "comments",
    "enclosure",
    f"{_DC}subject",
    f"{_ATOM}category",
    "http://purl.org/rss/1.0/modules/slash/ comments",
    "http://wellformedweb.org/CommentAPI/ commentRss",
    "com-wordpress:feed-additions:1 post-id",
    f"{_ITUNES}duration",
    f"{_ITUNES}episode",
    f"{_ITUNES}episodeType",
    f"{_ITUNES}explicit",
    f"{_ITUNES}season",
    f"{_MEDIA}thumbnail",
    f"{_MEDIA}content",
}
_AUTHOR_PARTS = {f"{_ATOM}name", f"{_ATOM}uri", f"{_ATOM}email"}
_HTML_TYPES = {"text/html", "html", "application/xhtml+xml", "xhtml"}
_TEXT_TYPES = {None, "text", "html", "text/html", "text/plain"}


class Unusual(Exception):
    """Not a document for this reader."""


class _Enough(Exception):
    """The limit of entries is reached."""


def read(body: bytes) -> Reading | None:
    """The entries of a usual feed; null where feedparser has to read it."""
    if b"<!DOCTYPE" in body[:4096] or b"<!ENTITY" in body[:4096] or not _is_utf8(body):
        return None
    collector = _Collector()
    try:
        collector.parser.Parse(body, True)
    except _Enough:
        return Reading(collector.entries, more=True)
    except (Unusual, expat.ExpatError, ValueError):
        return None
    return Reading(collector.entries) if collector.is_feed else None


def _is_utf8(body: bytes) -> bool:
    """Whether the bytes are UTF-8 and do not say otherwise."""
    declared = _DECLARATION.match(body.removeprefix(b"\xef\xbb\xbf"))
    if declared and declared[1] and declared[1].lower() not in (b"utf-8", b"utf8"):
        return False
    try:
        body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def repaired(value: str) -> str:
    """UTF-8 that was taken for Latin-1 on the way, and Windows-1252 signs, as feedparser mends them."""
    if value.isascii():
        return value
    with suppress(UnicodeError):
        value = value.encode("iso-8859-1").decode("utf-8")
    return value.translate(_CP1252)


class _Collector:
    """Listens to expat; raises Unusual at the first thing that it does not know by heart."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.StartDoctypeDeclHandler = self.refuse
        self.entries: list[Entry] = []
        self.is_feed = False
        self.fields = _RSS_FIELDS
        self.path: list[str] = []
        self.entry: dict[str, str] | None = None
        self.field: str | None = None
        self.pieces: list[str] = []

    def refuse(self, *_: object) -> None:
        raise Unusual

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(name)
        if _XML_BASE in attributes:
            raise Unusual
        if len(self.path) == 1:
            self.open_root(name)
        elif self.entry is not None:
            self.open_field(name, attributes)
        elif name.endswith(("item", "entry")):
            if self.path not in (["rss", "channel", "item"], [f"{_ATOM}feed", f"{_ATOM}entry"]):
                raise Unusual
            self.entry = {}

    def open_root(self, name: str) -> None:
        if name not in ("rss", f"{_ATOM}feed"):
            raise Unusual
        self.is_feed = True
        self.fields = _RSS_FIELDS if name == "rss" else _ATOM_FIELDS

    def open_field(self, name: str, attributes: dict[str, str]) -> None:
        """A child of the entry, or the part of an Atom author."""
        entry = self.entry or {}
        inside = self.path[-2]
        if inside == f"{_ATOM}author" and name in _AUTHOR_PARTS:
            self.collect("author" if name == f"{_ATOM}name" else None, entry)
        elif len(self.path) != (4 if self.fields is _RSS_FIELDS else 3):
            raise Unusual
        elif name == f"{_ATOM}link":
            self.link(attributes, entry)
        elif name in self.fields:
            field = self.fields[name]
            self.check_attributes(field, attributes, entry)
            self.collect(field, entry)
        elif name in _IGNORED or (name == f"{_ATOM}author" and self.fields is _ATOM_FIELDS):
            self.collect(None, entry)
        else:
            raise Unusual

    def collect(self, field: str | None, entry: dict[str, str]) -> None:
        """From here text belongs to this field; a field that comes twice is not for this reader."""
        if field in entry:
            raise Unusual
        self.field = field
        self.pieces = []
        self.parser.CharacterDataHandler = self.pieces.append if field else None

    def check_attributes(self, field: str, attributes: dict[str, str], entry: dict[str, str]) -> None:
        if field == "guid":
            permanent = attributes.pop("isPermaLink", "true")
            if permanent == "true":
                entry["permanent"] = "true"
        elif self.fields is _ATOM_FIELDS:
            if attributes.pop("type", None) not in _TEXT_TYPES:
                raise Unusual
            attributes.pop("http://www.w3.org/XML/1998/namespace lang", None)
        if attributes:
            raise Unusual

    def link(self, attributes: dict[str, str], entry: dict[str, str]) -> None:
        """The last alternate link to a web page is the entry's own."""
        if "href" not in attributes or "url" in attributes or "uri" in attributes:
            raise Unusual
        if self.fields is _RSS_FIELDS:
            raise Unusual
        kind = attributes.get("type", "text/html").lower()
        if attributes.get("rel", "alternate").lower() == "alternate" and kind in _HTML_TYPES:
            entry["link"] = attributes["href"]
        self.parser.CharacterDataHandler = None
        self.field = None

    def end(self, name: str) -> None:
        self.path.pop()
        if self.entry is None:
            return
        if self.field is not None:
            self.entry[self.field] = repaired("".join(self.pieces).strip())
        self.field = None
        self.parser.CharacterDataHandler = None
        if name in ("item", f"{_ATOM}entry"):
            self.entries.append(_entry(self.entry))
            self.entry = None
            if len(self.entries) >= MOST_ENTRIES:
                raise _Enough


def _entry(found: dict[str, str]) -> Entry:
    link = found.get("link")
    if link is None and "permanent" in found:
        link = found.get("guid")
    if not link:
        raise Unusual  # feedparser looks for one in other places
    if "&" in link and re.search(r"&\w+;", link):
        raise Unusual
    return Entry(
        title=found.get("title"),
        link=link,
        guid=found.get("guid"),
        published=found.get("published"),
        updated=found.get("updated"),
        author=found.get("author"),
        bodies=tuple(found[key] for key in ("description", "content") if found.get(key)),
    )
