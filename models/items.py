"""What may be tagged and grouped: one item each, and how items are read from JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

MOST_TITLE = 500  # characters of a title that are judged
MOST_BODY = 2000  # characters of a body that are judged: vendors say what matters first
MOST_REPEATS = 8  # a word said 500 times counts no more than one said a few times


class BadLine(ValueError):
    """A line that is no item; the sentence names the line and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One piece of text to judge. `source` and `vendor` are null where nobody said; `date` is its day."""

    id: str
    title: str
    text: str = ""
    source: str | None = None
    vendor: str | None = None
    date: date | None = None


def read_items(lines: Iterable[str]) -> Iterator[Item]:
    """Items from JSON lines, one a line, in order; blank lines are skipped. Raises BadLine."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield item_of(read_object(line, number), number)


def read_object(line: str, number: int) -> dict[str, object]:
    """The JSON object on one line. Raises BadLine."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(f"line {number}: not JSON ({str(error)[:120]})") from error
    if not isinstance(row, dict):
        raise BadLine(f"line {number}: expected a JSON object, found {type(row).__name__}")
    return row


def item_of(row: dict[str, object], number: int) -> Item:
    """One item from its JSON object; absent and null are alike. Raises BadLine."""
    key = row.get("id")
    if not isinstance(key, str | int) or isinstance(key, bool) or key == "":
        raise BadLine(f'line {number}: "id" must be a text or a whole number')
    return Item(
        id=str(key),
        title=_text(row, "title", number) or "",
        text=_text(row, "text", number) or "",
        source=_text(row, "source", number) or None,
        vendor=_text(row, "vendor", number) or None,
        date=_day(row.get("date"), number),
    )


def _text(row: dict[str, object], field: str, number: int) -> str | None:
    value = row.get(field)
    if value is not None and not isinstance(value, str):
        raise BadLine(f'line {number}: "{field}" must be text or null, found {type(value).__name__}')
    return None if value is None else value.encode("utf-8", "replace").decode("utf-8")


def _day(value: object, number: int) -> date | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise BadLine(f'line {number}: "date" must be an ISO date or null')
    try:
        return datetime.fromisoformat(value).date()
    except ValueError as error:
        raise BadLine(f'line {number}: "date" must be an ISO date such as 2026-04-20') from error


def title_of(item: Item) -> str:
    """The title, cut to what is judged."""
    return item.title[:MOST_TITLE]


def body_of(item: Item) -> str:
    """The text without the title that feeds often repeat at its start, cut to what is judged."""
    text, title = item.text.strip(), item.title.strip()
    if title and text.startswith(title):
        text = text[len(title) :].lstrip(" .:-\n")
    return text[:MOST_BODY]


def embedding_text(item: Item) -> str:
    """What is embedded for an item: title and body; the same everywhere, so that vectors compare."""
    title = title_of(item).strip()
    whole = f"{title}. {body_of(item)}" if title else body_of(item)
    seen: dict[str, int] = {}
    kept: list[str] = []
    for word in whole.split():
        seen[word] = seen.get(word, 0) + 1
        if len(word) <= 3 or seen[word] <= MOST_REPEATS:
            kept.append(word)
    return " ".join(kept)
