"""Parser of a vendor's price page in HTML, Markdown or flattened text."""

from __future__ import annotations

from db.records import Document, Record, Source
from ingest.errors import EmptyParse, ParseError
from ingest.kinds.pricing.belief import price_points
from ingest.kinds.pricing.names import yuan_vendor
from ingest.kinds.pricing.page import blocks_of, readings_of
from ingest.kinds.pricing.shapes import Grid
from ingest.text import decode

LARGEST = 8_000_000
MOST_POINTS = 10_000
MOST_CELLS = 40_000
_EXPECTED = "a page with a table of prices"


def parse(source: Source, document: Document) -> list[Record]:
    """The prices of the page, accepted or quarantined with the reason; no network, no clock."""
    if len(document.body) > LARGEST:
        raise ParseError("a price page of at most 8 MB", f"{len(document.body) // 1_000_000} MB")
    text = decode(document.body, document.media_type)
    blocks = blocks_of(text, document.media_type)
    size = sum(sum(map(len, block.rows)) if isinstance(block, Grid) else 1 for block in blocks)
    if size > MOST_CELLS:
        raise ParseError(f"a price page of at most {MOST_CELLS} cells and paragraphs", f"{size}")
    readings = readings_of(blocks, yuan_vendor(source.vendor))
    if len(readings) > MOST_POINTS:
        raise ParseError(f"at most {MOST_POINTS} prices on one page", f"{len(readings)}")
    points = price_points(readings, source.vendor)
    if not points:
        raise EmptyParse(_EXPECTED, _what_stands(text, len(blocks)))
    return list(points)


def _what_stands(text: str, blocks: int) -> str:
    """In a few words, what the page has instead of prices."""
    low = text[:200_000].lower()
    if not text.strip():
        return "an empty document"
    if "captcha" in low or "verify you are human" in low or "are you a robot" in low:
        return "a check for robots"
    if "<script" in low and blocks < 8:
        return "a shell that a script must fill"
    return f"{blocks} blocks of text and no price"
