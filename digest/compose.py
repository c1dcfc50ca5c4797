"""One week's rows -> the digest: which lines, in which order, each with source, date and link (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from digest.week import Row, Rows, Week

STORIES = 5
PRICES = 8
MOVES = 8
TITLE_CAP = 200


@dataclass(frozen=True, slots=True)
class Line:
    """One statement: what, where it was said, when, and the link; `quote` holds the source's own words."""

    text: str
    source: str
    date: str
    url: str | None
    detail: str | None = None
    quote: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading; `empty` says in words why there are none, `more` how many were left out."""

    heading: str
    lines: list[Line]
    empty: str
    more: int = 0


@dataclass(frozen=True, slots=True)
class Digest:
    """A week as written: fixed subject, one summary sentence, sections."""

    week: str
    days: str
    subject: str
    summary: str
    as_of: str
    snapshot: str
    published_at: datetime | None
    sections: list[Section] = field(default_factory=list)


def _day(moment: Any) -> str:
    return f"{moment:%d %b %Y}".lstrip("0") if moment is not None else "undated"


def _plain(text: str | None, cap: int = TITLE_CAP) -> str:
    """Foreign text on one line, cut at a word."""
    line = " ".join((text or "").split())
    return line if len(line) <= cap else line[: cap - 1].rsplit(" ", 1)[0] + "…"


def usd(value: Any) -> str:
    """Dollars with the digits that matter: $0.25, $12, $0.0375."""
    if value is None:
        return "unknown"
    number = Decimal(str(value)).normalize()
    text = format(number, "f")
    whole, _, cents = text.partition(".")
    return f"${whole}.{cents.ljust(2, '0')}" if cents else f"${whole}"


def _story(row: Row) -> Line:
    detail = [
        ", ".join(row["themes"][:2]) if row["themes"] else None,
        f"{row['sources']} sources" if row["sources"] > 1 else None,
        "date: first seen" if row["undated"] else None,
    ]
    return Line(
        _plain(row["title"]),
        f"{row['vendor_name']}, {row['source_title']}",
        _day(row["published_at"]),
        row["url"],
        " · ".join(part for part in detail if part) or None,
        _plain(row["quote"], 240) or None,
    )


def _price(row: Row) -> Line:
    units = zip(row["units"], row["olds"], row["news"], strict=True)
    told = ", ".join(f"{str(unit).replace('_', ' ')} {_step(old, new)}" for unit, old, new in units)
    head = f"{row['ai_model']} follows {row['from_ai_model']}" if row["move"] == "step" else str(row["ai_model"])
    return Line(
        _plain(f"{head}: {told} per 1M tokens", 400),
        f"{row['vendor_name']}, {row['source_title']}",
        _day(row["moved_at"]),
        row["url"],
        quote=_plain(row["quote"], 240) or None,
    )


def _step(old: Any, new: Any) -> str:
    """$0.25 to $0.75 (×3)"""
    ratio = f" (×{new / old:.4g})" if old and new is not None else ""
    return f"{usd(old)} to {usd(new)}{ratio}"


def _move(row: Row) -> Line:
    text = (
        f"{row['company_name']}: {row['runtime_name']}, {str(row['move']).replace('_', ' ')}: {row['title']}"
    )
    return Line(
        _plain(text),
        row["source_title"],
        _day(row["moved_at"]),
        row["url"],
        row["layer_title"],
        _plain(row["quote"], 240) or None,
    )


def _action(row: Row) -> Line:
    detail = [f"owner {row['owner']}" if row["owner"] else "no owner yet", row["status"]]
    return Line(
        _plain(row["title"] or row["text"]),
        row["origin"],
        f"due {_day(row['do_by'])}",
        row["url"],
        " · ".join(detail),
    )


def _silent(row: Row) -> Line:
    since = f"last good {_day(row['last_good_at'])}" if row["last_good_at"] is not None else "no answer yet"
    return Line(
        _plain(row["source_title"]),
        since,
        f"asked {_day(row['last_attempt_at'])}",
        row["url"],
        _plain(row["sentence"]),
    )


def _section(heading: str, rows: Sequence[Row], most: int, line: Any, empty: str) -> Section:
    return Section(heading, [line(row) for row in rows[:most]], empty, max(len(rows) - most, 0))


def _counted(count: int, one: str, many: str) -> str:
    return f"{count or 'no'} {one if count == 1 else many}"


def compose(rows: Rows, week: Week) -> Digest:
    """The digest of one week. The same rows give the same digest."""
    as_of, published = rows.info.get("data_as_of"), rows.info.get("published_at")
    told = sum(int(row["developments"]) for row in rows.stories)
    parts = [
        _counted(told, "development", "developments")
        + " in "
        + _counted(len(rows.stories), "story", "stories"),
        _counted(len(rows.prices), "price move", "price moves"),
        _counted(len(rows.moves), "runtime move", "runtime moves"),
        _counted(len(rows.actions), "action due", "actions due"),
    ]
    return Digest(
        week=week.name,
        days=week.days,
        subject=f"Sextant: the AI market in week {week.name}",
        summary=", ".join(parts) + ".",
        as_of=_day(as_of if as_of == as_of else None),
        snapshot=f"version {rows.info.get('version')}",
        published_at=published,
        sections=[
            _section(
                "What changed", rows.stories, STORIES, _story, "No development was published this week."
            ),
            _section("Prices", rows.prices, PRICES, _price, "No listed price moved this week."),
            _section("Agent runtimes", rows.moves, MOVES, _move, "No company moved a runtime this week."),
            _section(
                "Actions due", rows.actions, 5, _action, "No action is due within two weeks of this week."
            ),
            _section("Silent sources", rows.silent, 8, _silent, "Every source that was asked answered."),
        ],
    )
