"""ISO weeks, and the rows of one week as a snapshot holds them."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from typing import Any, Protocol

Row = dict[str, Any]
MOST = 2000


class Asks(Protocol):
    """What the digest asks of a reader of snapshots."""

    @property
    def view(self) -> Callable[..., Any]: ...

    def info(self) -> dict[str, Any]: ...


class NoWeek(ValueError):
    """The text names no ISO week."""


@dataclass(frozen=True, slots=True)
class Week:
    """One ISO week, Monday to Sunday, UTC."""

    name: str
    starts: datetime
    ends: datetime

    @property
    def days(self) -> str:
        """Its days in words, such as 20–26 April 2026."""
        last = self.ends - timedelta(days=1)
        first = (
            f"{self.starts.day} {self.starts:%B}" if self.starts.month != last.month else str(self.starts.day)
        )
        return f"{first}–{last.day} {last:%B} {last.year}"


@dataclass(slots=True)
class Rows:
    """The rows of one week, by what they are."""

    stories: list[Row] = field(default_factory=list)
    prices: list[Row] = field(default_factory=list)
    moves: list[Row] = field(default_factory=list)
    actions: list[Row] = field(default_factory=list)
    silent: list[Row] = field(default_factory=list)
    info: Row = field(default_factory=dict)


def week_of(text: str) -> Week:
    """The week named like 2026-W17. Raises NoWeek with how to write one."""
    match = re.fullmatch(r"(\d{4})-W(\d{2})", text.strip())
    try:
        monday = date.fromisocalendar(int(match[1]), int(match[2]), 1) if match else None
    except ValueError:
        monday = None
    if monday is None or not 1990 <= monday.year <= 2200:
        raise NoWeek(f"{text!r} is no ISO week; write one like 2026-W17")
    starts = datetime.combine(monday, time(), tzinfo=timezone.utc)
    return Week(text.strip(), starts, starts + timedelta(days=7))


def week_at(moment: datetime) -> Week:
    """The week that a moment lies in."""
    year, number, _ = moment.astimezone(timezone.utc).isocalendar()
    return week_of(f"{year}-W{number:02d}")


def _rows(reader: Asks, name: str, **asked: Any) -> list[Row]:
    frame = reader.view(name, limit=MOST, **asked)
    plain = frame.astype(object).where(frame.notna(), None)
    return [{key: _listed(value) for key, value in row.items()} for row in plain.to_dict("records")]


def _listed(value: Any) -> Any:
    """Lists of a view arrive as arrays, whose truth is ambiguous."""
    return value.tolist() if hasattr(value, "tolist") and not hasattr(value, "isoformat") else value


def gather(reader: Asks, week: Week) -> Rows:
    """What a snapshot holds of one week: published in it, or first seen in it where undated."""
    inside = {"since": ("moved_at", week.starts), "until": ("moved_at", week.ends)}
    due_until = week.ends + timedelta(days=14)
    return Rows(
        stories=_rows(
            reader,
            "page.week_stories",
            where={"week": week.name},
            order="sources desc, rank, developments desc, published_at, story_id",
        ),
        prices=_rows(
            reader,
            "page.price_news",
            **inside,
            where={"tier": "standard", "followed": True, "upcoming": False},
            order="size desc nulls last, moved_at, ai_model_id, context_over, variant",
        ),
        moves=_rows(
            reader, "page.board_moves", **inside, order="moved_at, company, runtime, move, development_id"
        ),
        actions=_rows(
            reader,
            "page.action_list",
            where={"is_open": True},
            until=("do_by", due_until),
            order="do_by, action_id",
        ),
        silent=_rows(reader, "page.week_silence", where={"week": week.name}, order="source_id"),
        info=reader.info(),
    )


def dates(rows: Sequence[Row], name: str) -> list[datetime]:
    """The dates under one name, nulls left out."""
    return [row[name] for row in rows if row[name] is not None]
