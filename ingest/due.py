"""When a source is due again; pure arithmetic over its last look."""

from __future__ import annotations

from datetime import datetime, timedelta

from db.records import Source
from ingest.attempt import Attempt, LastLook

FIRST_RETRY_S = 15 * 60
GOOD = frozenset({"ok", "unchanged", "partial"})


def next_due(attempt: Attempt, failures: int) -> datetime:
    """The cadence after a good look; after a bad one a doubling wait, and never before Retry-After."""
    wait = attempt.source.cadence_s
    if attempt.state not in GOOD:
        wait = min(FIRST_RETRY_S * 2 ** min(failures - 1, 12), max(wait, 86400))
    return attempt.at + timedelta(seconds=max(wait, attempt.retry_after_s or 0))


def failures_after(attempt: Attempt, last: LastLook) -> int:
    """Looks in a row that gave nothing readable."""
    return 0 if attempt.state in GOOD else last.consecutive_failures + 1


def is_due(last: LastLook | None, now: datetime) -> bool:
    """Whether a source should be looked at; one never seen is."""
    return last is None or last.next_due_at is None or last.next_due_at <= now


def due_sources(sources: list[Source], looks: dict[str, LastLook], now: datetime) -> list[Source]:
    """The sources that are due, in the order of the files."""
    return [source for source in sources if is_due(looks.get(source.id), now)]
