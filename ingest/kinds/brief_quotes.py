"""Quotations that a digest gives to a named speaker, with the place of exactly the quoted words."""

from __future__ import annotations

import re

from db.records import Quote
from ingest.kinds.brief_lines import Line
from ingest.text import one_line, to_text

_OPEN, _CLOSE = '"“„«‟', '"”“»‟'
_BY = re.compile(r"^[\s>*_]*(?:---?|[–—―]|-(?=\s?[A-Z*_\[])|~)\s*(?P<name>\S.{0,200})$")
_SAME_LINE = re.compile(r"[\"”»]\s*[*_]*\s*(?:\(|---?|[–—―]|-\s)\s*(?P<name>[^\"”»\n]{2,160}?)\)?\s*$")
_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]\([^()\s]{0,500}\)")
_MARKER = re.compile(r"^[ \t]*(?:>[ \t]?)+")
_EDGE = " \t\r\n>*_"
_MOST_LINES, _LONGEST = 40, 8_000


def read_quotes(lines: list[Line], text: str) -> tuple[list[Quote], set[int]]:
    """The quotes with their speakers, and the numbers of the lines that hold quote and attribution."""
    quotes: list[Quote] = []
    taken: set[int] = set()
    at = 0
    while at < len(lines):
        found = _quote_at(lines, at, text) if lines[at].kind in ("plain", "quote", "bullet") else None
        if found:
            quote, end = found
            quotes.append(quote)
            taken.update(range(at, end))
            at = end
        else:
            at += 1
    return quotes, taken


def _quote_at(lines: list[Line], at: int, text: str) -> tuple[Quote, int] | None:
    """The quote that begins on this line, with the number of the line after its attribution."""
    first = lines[at]
    body = _MARKER.sub("", first.body).lstrip("*_ ")
    if first.kind != "quote" and body[:1] not in _OPEN:
        return None
    if first.kind == "quote" and at and lines[at - 1].kind == "quote" and not _by(lines[at - 1]):
        return None
    end = _block_end(lines, at)
    last = end - 1
    name = _by(lines[last]) if last > at else None
    if name is not None:
        stop, after = last, end
    else:
        follower = next((i for i in range(end, min(end + 2, len(lines))) if lines[i].kind != "blank"), end)
        name = _by(lines[follower]) if follower < len(lines) else None
        stop, after = end, follower + 1
    starts, ends = first.body_at, lines[stop - 1].ends
    if name is None:
        same = _SAME_LINE.search(text[starts:ends])
        if not same:
            return None
        name, ends, after = same["name"], starts + same.start() + 1, end
    return _made(text, starts, ends, name, after)


def _block_end(lines: list[Line], at: int) -> int:
    """Where the quotation's lines end: its block for `>` lines, else the line with the closing mark."""
    kind, end = lines[at].kind, at + 1
    if kind == "quote":
        while end < len(lines) and lines[end].kind == "quote" and end - at < _MOST_LINES:
            end += 1
            if _by(lines[end - 1]):
                break
        return end
    while end < len(lines) and lines[end].kind == "plain" and end - at < _MOST_LINES:
        if lines[end - 1].body.rstrip("*_ ")[-1:] in _CLOSE and end - 1 >= at and _closed(lines[at:end]):
            break
        if _by(lines[end]):
            break
        end += 1
    return end


def _closed(lines: list[Line]) -> bool:
    """Whether the words so far hold more than the opening mark."""
    return len(lines) > 1 or len(lines[0].body.strip("*_ ")) > 1


def _by(line: Line) -> str | None:
    """The name on a line of attribution."""
    if line.kind not in ("plain", "quote", "bullet", "heading"):
        return None
    found = _BY.match(line.text)
    return found["name"] if found and _speaker(found["name"]) else None


def _speaker(written: str) -> str | None:
    """Who spoke, as named before any comma, bracket or source; null where these words are no name."""
    words = _LINK.sub(r"\1", written).replace("*", "").replace("_", " ")
    name = re.split(r",|\(|\[| [–—-]{1,2} | / | via | on | at | in |;|:", words, maxsplit=1)[0]
    name = one_line(name, 120).strip(' ."”-–—')
    if (
        not name
        or len(name.split()) > 6
        or not (name[0].isupper() or name[0] == "@" or not name[0].isascii())
    ):
        return None
    return None if re.search(r"[.!?]\s", name) and len(name.split()) > 4 else name


def _made(text: str, starts: int, ends: int, name: str, after: int) -> tuple[Quote, int] | None:
    """The record, its offsets drawn in to the words between the marks."""
    speaker = _speaker(name)
    raw = text[starts:ends]
    lead = re.match(r"[\s>*_]*[\"“„«‟']?[*_]*\s*", raw)
    begin = lead.end() if lead else 0
    kept = raw.rstrip(_EDGE)
    kept = (kept[:-1] if kept[-1:] in _CLOSE else kept).rstrip(_EDGE)
    stop = len(kept)
    if speaker is None or stop - begin < 2 or stop - begin > _LONGEST:
        return None
    words = "\n".join(_MARKER.sub("", line) for line in raw[begin:stop].splitlines())
    said = " ".join(to_text(words, _LONGEST).split())
    return (Quote(said, speaker, starts + begin, starts + stop), after) if said else None
