"""The collector's word while it works, thinned so that telling costs nothing."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from datetime import datetime
from pathlib import Path

from db import status
from db.records import Source, stamp
from ingest.attempt import LastLook

EVERY_S = 0.5
Teller = Callable[[str, int, int, str | None], None]


class Live:
    """Writes status.json at most twice a second, and at each change of phase."""

    def __init__(self, data: Path, echo: Teller | None = None) -> None:
        self._data = data
        self._echo = echo
        self._told = 0.0
        self.status = status.read(data) or status.Status(pid=os.getpid(), beat_at="")
        self.status.pid = os.getpid()

    def start(self, total: int, now: datetime) -> None:
        self.status.started_at = stamp(now)
        self.tell("fetching", 0, total)

    def tell(self, phase: str, done: int = 0, total: int = 0, current: str | None = None) -> None:
        """Says where the pass stands."""
        changed = phase != self.status.phase
        self.status.phase, self.status.done, self.status.total, self.status.current = (
            phase,
            done,
            total,
            current,
        )
        if self._echo:
            self._echo(phase, done, total, current)
        if changed or time.monotonic() - self._told > EVERY_S:
            self.write()

    def finish(self, sources: Iterable[Source], looks: dict[str, LastLook], now: datetime) -> None:
        """Says how every source stands, and when the next one is due."""
        self.status.sources = [_row(source, looks.get(source.id, LastLook())) for source in sources]
        dues = [row["next_due_at"] for row in self.status.sources if row["next_due_at"]]
        self.status.next_due_at = min(dues, default=None)
        self.status.last_pass_at = stamp(now)
        self.status.started_at = None
        self.tell("idle")
        self.write()

    def write(self) -> None:
        """Puts the word out now: also the heartbeat between passes."""
        self._told = time.monotonic()
        status.write(self._data, self.status)


def _row(source: Source, last: LastLook) -> dict[str, str | int | None]:
    return {
        "id": source.id,
        "state": last.state,
        "sentence": last.sentence,
        "last_good_at": stamp(last.last_good_at) if last.last_good_at else None,
        "next_due_at": stamp(last.next_due_at) if last.next_due_at else None,
        "consecutive_failures": last.consecutive_failures,
    }
