"""Transcripts of episodes (subtitles, JSON, text, web pages) as passages with speaker and time."""

from __future__ import annotations

import re

from db.records import Document, Passage, Record, Source
from ingest.appearance import appearance
from ingest.errors import EmptyParse, ParseError
from ingest.kinds.transcript_cues import TIMING, read_cues, read_segments
from ingest.kinds.transcript_html import marked_text
from ingest.kinds.transcript_lines import read_lines
from ingest.kinds.transcript_pieces import CUE_LIMIT, TURN_LIMIT, passages
from ingest.kinds.transcript_table import read_table
from ingest.text import clean, decode, to_text

_LONGEST = 4_000_000
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body)\b", re.I)
_MARKUP = re.compile(r"<(?:p|div|cite|section|article|dl|table|h[1-6])\b[^<>]{0,300}>", re.I)
_OTHER = re.compile(r"\s{0,50}<(?:\?xml|rss|feed|rdf:|svg|opml)\b", re.I)
_LEAST_WORDS = 150


def parse(source: Source, document: Document) -> list[Record]:
    """The passages of one transcript; a page or a file that holds no speech is refused."""
    text = _characters(document)
    if text.lstrip()[:1] in ("{", "[") and not re.match(r"\s*\[[^\"{\[]", text):
        found = passages(read_segments(text), CUE_LIMIT, " ")
    elif text.startswith("WEBVTT") or TIMING.search(text):
        found = passages(read_cues(text), CUE_LIMIT, " ")
    else:
        found = _written(text)
    if not found:
        raise EmptyParse("speech in a transcript", "none")
    return list(found)


def _characters(document: Document) -> str:
    """The document's characters with plain line ends; binary and empty bodies are refused."""
    if not document.body.strip():
        raise EmptyParse("a transcript", "an empty body")
    text = decode(document.body[:_LONGEST], document.media_type)
    unseen = sum(text.count(mark) for mark in ("\0", "\ufffd", "\x01", "\x02"))
    if unseen > 3 + len(text) // 200:
        raise ParseError("a transcript", "a file that is no text")
    if _OTHER.match(text) and not _PAGE.search(text[:2_000]):
        raise ParseError("a transcript", appearance(document.body, document.media_type))
    return clean(text)


def _written(text: str) -> list[Passage]:
    """A transcript as prose: a page without labels counts only where it is long enough to be one."""
    is_page = bool(_PAGE.search(text[:5_000]))
    body = marked_text(text) if is_page or _MARKUP.search(text) else text
    rows = read_table(body)
    pieces, labelled = (rows, any(row.speaker for row in rows)) if rows else read_lines(body)
    timed = any(piece.starts_s is not None for piece in pieces)
    if is_page and not labelled and len(body.split()) < _LEAST_WORDS:
        raise ParseError("a transcript", appearance(text[:20_000].encode()))
    captions = timed and not labelled
    found = passages(pieces, CUE_LIMIT if captions else TURN_LIMIT, " " if captions else "\n\n")
    read = [
        Passage(to_text(passage.text), passage.speaker, passage.starts_s, passage.ends_s)
        if "<" in passage.text
        else passage
        for passage in found
    ]
    return [passage for passage in read if passage.text.strip()]  # a comment alone says nothing
