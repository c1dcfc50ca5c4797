"""Written digests and minutes: their paragraphs as developments, their quotes and their action items."""

from __future__ import annotations

import re
from datetime import datetime

from db.records import ActionItem, Development, Document, Record, Source
from ingest.appearance import appearance
from ingest.errors import EmptyParse, ParseError
from ingest.kinds.brief_actions import read_actions
from ingest.kinds.brief_lines import Line, read_lines
from ingest.kinds.brief_quotes import read_quotes
from ingest.kinds.brief_sections import heading_text
from ingest.text import believable, decode, find_date, one_line, safe_url, to_text

_LONGEST = 1_000_000
_MARKUP = re.compile(r"\s{0,200}(?:<!doctype\s|<html\b|<\?xml|<rss\b|<feed\b|<svg\b)", re.I)
_TITLE_LINES, _TITLE_CHARACTERS = 12, 1_500
_LEAST_WORDS, _LONG_LINE, _PROSE_LENGTH = 3, 110, 120
_SLUG = re.compile(r"[^\w]+")
_MOST_PARAGRAPHS = 5_000
_SOURCE = re.compile(r"\bSources?:\s{0,5}(https?://[^\s<>\"]{4,1000})")


def parse(source: Source, document: Document) -> list[Record]:
    """Developments, quotes and action items; offsets count the characters of the decoded body."""
    text = _characters(document)
    lines = read_lines(text)
    told = document.published_at or _date_of(lines, document)
    actions, in_actions = read_actions(lines, told.date() if told else None)
    quotes, quoted = read_quotes(lines, text)
    quotes = [quote for quote in quotes if not _inside(quote.starts or 0, actions)]
    prose = _developments(source, lines, in_actions | quoted, told)
    if not prose and not actions and not quotes:
        raise EmptyParse("prose, quotes or action items in a written digest", "none")
    return [*prose, *quotes, *actions]


def _characters(document: Document) -> str:
    """The document's characters exactly as decoded; what is no written text is refused."""
    if not document.body.strip():
        raise EmptyParse("a written digest", "an empty body")
    text = decode(document.body[:_LONGEST], document.media_type)
    unseen = sum(text.count(mark) for mark in ("\0", "\ufffd", "\x01", "\x02"))
    if unseen > 3 + len(text) // 200 or text.startswith(("%PDF-", "{\\rtf", "PK\x03\x04")):
        raise ParseError("a written digest as text or Markdown", "a file that is no text")
    if _MARKUP.match(text):
        raise ParseError(
            "a written digest as text or Markdown", appearance(document.body, document.media_type)
        )
    return text


def _inside(at: int, actions: list[ActionItem]) -> bool:
    return any((item.starts or 0) <= at < (item.ends or 0) for item in actions)


def _date_of(lines: list[Line], document: Document) -> datetime | None:
    """The day that the digest's first lines or front matter state as its own; null where they state none."""
    head = [line for line in lines if line.text.strip()][:_TITLE_LINES]
    for line in head:
        titled = line.kind in ("heading", "meta", "skipped") or (
            len(line.body) <= 80 and line.kind == "plain"
        )
        found = find_date(line.text) if titled and not re.match(r"(?i)\W*next\b", line.text) else None
        if found:
            return believable(found[0], document.observed_at)
    return None


def _developments(source: Source, lines: list[Line], taken: set[int], told: datetime | None) -> list[Record]:
    """One development a paragraph, titled with the heading above it."""
    found: list[Record] = []
    counts: dict[str, int] = {}
    heading = ""
    for at, body in _paragraphs(lines, taken):
        if not body:
            heading = heading_text(lines[at].body)
            continue
        title = one_line(heading or source.title, 300) or one_line(body, 100)
        number = counts[title] = counts.get(title, 0) + 1
        found.append(
            Development(
                title=title if number == 1 else f"{title} ({number})",
                body=body,
                url=_named_source(body),
                guid=f"{_SLUG.sub('-', title.lower()).strip('-')[:120]}-{number}",
                published_at=told,
                vendor=source.vendor,
            )
        )
    return found[:_MOST_PARAGRAPHS]


def _named_source(body: str) -> str | None:
    """The address that a paragraph gives as its source ("Source: https://…"); other addresses are mentions."""
    found = _SOURCE.search(body)
    return safe_url(found[1].rstrip(".,;)")) if found else None


def _paragraphs(lines: list[Line], taken: set[int]) -> list[tuple[int, str]]:
    """The prose in its order, each with its first line's number; a heading comes with an empty text."""
    found: list[tuple[int, str]] = []
    held: list[str] = []
    first = 0
    for at, line in enumerate([*lines, Line("", 0, "blank")]):
        goes_on = line.kind == "plain" and at not in taken
        if held and (not goes_on or _ends_paragraph(held[-1])):
            _add_prose(found, first, held)
        if goes_on:
            first = at if not held else first
            held.append(line.body)
        elif line.kind == "heading" and at not in taken and len(heading_text(line.body)) > 1:
            found.append((at, ""))
    return found


def _ends_paragraph(line: str) -> bool:
    """A line longer than wrapped text ever is stands for a whole paragraph."""
    return len(line) > _LONG_LINE


def _add_prose(found: list[tuple[int, str]], first: int, held: list[str]) -> None:
    """Adds a paragraph where it is one: some words, and a sentence's end or a sentence's length."""
    body = " ".join(to_text(" ".join(held)).split())
    held.clear()
    sentence = body.rstrip('*_"”’) ').endswith((".", "!", "?", "…")) or len(body) >= _PROSE_LENGTH
    if body[:1] in '"“„' and body.rstrip("*_ ")[-1:] in '"”“':
        return
    if sentence and len(body.split()) >= _LEAST_WORDS:
        found.append((first, body))
