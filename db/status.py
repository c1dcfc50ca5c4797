"""The collector's live word to the pages: one small file, written whole."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from db.files import Files, write_whole
from db.records import stamp


@dataclass(slots=True)
class Status:
    """What the collector does now. `phase` is idle, fetching, saving, tagging or publishing.

    `sources` holds one dict a source: id, state, sentence, last_attempt_at, last_good_at, next_due_at,
    consecutive_failures; times are ISO 8601 in UTC.
    """

    pid: int
    beat_at: str
    phase: str = "idle"
    done: int = 0
    total: int = 0
    current: str | None = None
    started_at: str | None = None
    last_pass_at: str | None = None
    next_due_at: str | None = None
    sources: list[dict[str, Any]] = field(default_factory=list)

    def moment(self, name: str) -> datetime | None:
        """One of the times, as UTC datetime; null where it is unknown."""
        text = getattr(self, name)
        return datetime.fromisoformat(text.replace("Z", "+00:00")) if text else None

    def alive(self, now: datetime | None = None) -> bool:
        """Whether the collector still runs: its process is there and it spoke within five minutes."""
        beat = self.moment("beat_at")
        at = now or datetime.now(timezone.utc)
        return beat is not None and abs((at - beat).total_seconds()) < 300 and _runs(self.pid)


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _row(status: Status) -> dict[str, Any]:
    return {name: getattr(status, name) for name in Status.__dataclass_fields__}


def write(data: Path, status: Status) -> None:
    """Puts the word out, stamped with the wall clock."""
    status.beat_at = stamp(datetime.now(timezone.utc))
    write_whole(Files(data).status, json.dumps(_row(status)).encode(), sure=False)


def read(data: Path) -> Status | None:
    """The newest word, None where no collector ever ran here or the file can't be read."""
    try:
        row = json.loads(Files(data).status.read_text(encoding="utf-8"))
        known = {name: row[name] for name in Status.__dataclass_fields__ if name in row}
        return Status(**known)
    except (OSError, ValueError, TypeError):
        return None
