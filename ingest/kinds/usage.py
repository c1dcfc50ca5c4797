"""Kind `usage`: how much runtimes are used, from a plain CSV of runtime, metric, day and value."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from decimal import Decimal, InvalidOperation

from db.records import Document, Problem, Record, Source, UsagePoint
from ingest.errors import EmptyParse, ParseError
from ingest.text import decode, one_line, parse_date

HEADERS = {
    "runtime": ("runtime", "name", "package", "project", "app"),
    "metric": ("metric", "measure", "what"),
    "observed_at": ("observed_at", "date", "day", "at"),
    "value": ("value", "count", "downloads", "stars", "rank"),
}
MOST_ROWS = 100_000


def parse(source: Source, document: Document) -> list[Record]:
    """One usage point a row; a row without a number is a problem, an undated one counts when it was seen.

    Raises ParseError where the header names no runtime or no value.
    """
    reader = csv.reader(io.StringIO(decode(document.body, document.media_type), newline=""))
    records: list[Record] = []
    try:
        places = _places(next(reader, []))
        for number, row in enumerate(reader, start=2):
            if number > MOST_ROWS:
                records.append(Problem(f"more than {MOST_ROWS:,} rows; the rest was left out"))
                break
            if any(cell.strip() for cell in row):
                records.append(_point(row, places, number, document.observed_at))
    except csv.Error as error:
        raise ParseError("a CSV of usage", "one that cannot be read as CSV") from error
    if not records:
        raise EmptyParse("rows of usage", "a header alone")
    return records


def _places(header: list[str]) -> dict[str, int]:
    """Column number of each field; the metric may be the name of the value's own column."""
    names = [cell.strip().lower().lstrip("\ufeff") for cell in header]
    found = {
        field: names.index(word) for field, words in HEADERS.items() for word in words[::-1] if word in names
    }
    if "runtime" not in found or "value" not in found:
        raise ParseError("a CSV with columns runtime and value", one_line(", ".join(names), 120) or "no header")
    return found


def _point(row: list[str], places: dict[str, int], number: int, seen: datetime) -> Record:
    cells = {field: one_line(row[at], 200) for field, at in places.items() if at < len(row)}
    try:
        value = Decimal(cells.get("value", "").replace(",", "").replace(" ", ""))
    except InvalidOperation:
        value = Decimal("nan")
    if not value.is_finite() or not cells.get("runtime"):
        return Problem("a row without a runtime or a number", f"row {number}")
    at = parse_date(cells.get("observed_at")) or seen
    return UsagePoint(cells["runtime"], cells.get("metric") or "usage", at, value)
