"""What a document looks like, in the words that an error shows to a reader."""

from __future__ import annotations

import re

from ingest.text import decode, one_line, to_text

_BINARY = {
    b"%PDF": "a PDF file",
    b"PK\x03\x04": "a zip archive",
    b"\x1f\x8b": "compressed bytes",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"SQLite format": "a database file",
}
_HEAD = 20_000
_TITLE = re.compile(r"<title[^<>]{0,500}>([^<]{1,500})", re.IGNORECASE)
_ROOT = re.compile(r"<([a-zA-Z][\w:.-]{0,60})[\s/>]")
_SKIPPED = re.compile(r"(?s)<\?.{0,2000}?\?>|<!--.{0,4000}?-->|<![^>]{0,2000}>")


def appearance(body: bytes, media_type: str | None = None) -> str:
    """A few words for what came in place of what was expected."""
    for mark, words in _BINARY.items():
        if body.startswith(mark):
            return words
    head = decode(body[:_HEAD], media_type).strip("\ufeff \t\r\n\x00")
    if not head:
        return "an empty document"
    if head[0] in "{[":
        return "JSON of another form"
    if is_web_page(head):
        return _web_page(head)
    if head[0] == "<":
        root = _ROOT.search(_SKIPPED.sub("", head))
        return f"XML with the root <{root[1]}>" if root else "broken XML"
    return f"plain text that begins “{one_line(to_text(head), 60)}”"


def is_web_page(head: str) -> bool:
    """Whether the first characters are those of an HTML page."""
    start = head.lstrip("\ufeff \t\r\n\x00")[:_HEAD]
    if re.match(r"(?i)<!doctype\s+html", start):
        return True
    root = _ROOT.match(_SKIPPED.sub("", start).lstrip())
    return root is not None and root[1].lower() in ("html", "head", "body", "title", "meta", "script", "div")


def _web_page(head: str) -> str:
    title = _TITLE.search(head)
    words = one_line(to_text(title[1]), 80) if title else ""
    return f"a web page titled “{words}”" if words else "a web page without a title"
