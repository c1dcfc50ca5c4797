"""Markdown, MDX and plain text as blocks: headings, tabs, paragraphs and pipe tables, broken ones too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingest.kinds.pricing.markup import html_blocks
from ingest.kinds.pricing.plain import inline
from ingest.kinds.pricing.shapes import CELL_LIMIT, Block, Grid, Heading, Tab, Words

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s*(.*?)[\s#]*$")
_RULE = re.compile(r"[\s|:\-]*-{2,}[\s|:\-]*$")
_FENCE = re.compile(r"\s*(```|~~~)")
_BULLET = re.compile(r"\s*(?:[*+\-•]|\d{1,2}[.)])\s+")
_TAB = re.compile(
    r"""\s*<(?:Tab|TabItem|Accordion|TabPanel|details|Card)\b[^<>]{0,300}?(?:title|label|value)=["'{]+([^"'}]{1,80})""",
    re.I,
)
_CELL = re.compile(r"(?<!\\)\|")
_OPENS = re.compile(r"\s*<table\b", re.I)
_LINE_LIMIT = 20_000


def markdown_blocks(text: str) -> Iterator[Block]:
    """The blocks of the text, in order."""
    rows = [row[:_LINE_LIMIT] for row in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    at = 0
    held: list[str] = []
    while at < len(rows):
        row = rows[at]
        taken, found = _special(rows, at)
        if taken or not row.strip():
            yield from _paragraph(held)
            held = []
            yield from found
            at += taken or 1
            continue
        if _BULLET.match(row) and held:
            yield from _paragraph(held)
            held = []
        held.append(row)
        at += 1
    yield from _paragraph(held)


def _special(rows: list[str], at: int) -> tuple[int, list[Block]]:
    """How many lines a heading, tab, fence or table at this line takes, and its blocks."""
    row = rows[at]
    if found := _HEADING.match(row):
        return 1, [Heading(len(found.group(1)), inline(found.group(2)))]
    if _FENCE.match(row):
        end = at + 1
        while end < len(rows) and not _FENCE.match(rows[end]):
            end += 1
        return end - at + 1, []
    if found := _TAB.match(row):
        return 1, [Tab(inline(found.group(1)))]
    if _OPENS.match(row):
        return _html_table(rows, at)
    if row.count("\t") > 1 and at + 1 < len(rows) and rows[at + 1].strip():
        return _tab_table(rows, at)
    if "|" in row and at + 1 < len(rows) and "|" in rows[at + 1] and _RULE.match(rows[at + 1]):
        return _pipe_table(rows, at)
    return 0, []


def _html_table(rows: list[str], at: int) -> tuple[int, list[Block]]:
    """A table written as tags inside Markdown."""
    end = at
    while end < len(rows) and "</table" not in rows[end].lower():
        end += 1
    return end - at + 1, list(html_blocks("\n".join(rows[at : end + 1])))


def _pipe_table(rows: list[str], at: int) -> tuple[int, list[Block]]:
    """A pipe table; a line without a bar goes on with the last cell."""
    cells = [_cells(rows[at])]
    end = at + 2
    while end < len(rows) and rows[end].strip() and not _HEADING.match(rows[end]):
        if "|" in rows[end]:
            cells.append(_cells(rows[end]))
        elif rows[end].strip().strip("*"):
            cells[-1][-1] += "\n" + inline(rows[end])
        end += 1
    return end - at, [Grid(tuple(tuple(row) for row in cells))]


def _tab_table(rows: list[str], at: int) -> tuple[int, list[Block]]:
    """Lines of cells parted by tabs."""
    end = at
    while end < len(rows) and rows[end].strip():
        end += 1
    cells = [tuple(inline(cell[:CELL_LIMIT]) for cell in row.split("\t")) for row in rows[at:end]]
    return end - at, [Grid(tuple(cells))]


def _cells(row: str) -> list[str]:
    """The cells of one line; outer bars are optional."""
    row = row.strip()
    parts = _CELL.split(row)
    if row.startswith("|"):
        parts = parts[1:]
    if len(parts) > 1 and row.endswith("|"):
        parts = parts[:-1]
    return [inline(part[:CELL_LIMIT].replace("\\|", "|")) for part in parts] or [""]


def _paragraph(held: list[str]) -> Iterator[Block]:
    """The held lines as one paragraph, without the mark of a list."""
    if not held:
        return
    bullet = _BULLET.match(held[0])
    text = inline("\n".join([held[0][bullet.end() :] if bullet else held[0], *held[1:]]))
    if text:
        yield Words(text, bullet is not None)
