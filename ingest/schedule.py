"""Keeps watching: a look at what is due each minute, due-ness from the database, one pass at a time."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

from apscheduler.schedulers.background import BackgroundScheduler

from db import desk
from db.store import Store
from ingest.commands import now_utc, open_store
from ingest.configuration import Configuration, configure, files_for, list_sources
from ingest.due import due_sources
from ingest.infer import Understanding
from ingest.live import Live
from ingest.pipeline import run_pass
from ingest.saving import read_looks
from ingest.workers import Workers

log = logging.getLogger(__name__)
TICK_S = 30
BEAT_S = 5
LATE_S = 2 * TICK_S


class Watch:
    """One collector at work: its store, its hands, and what it waits for."""

    def __init__(self, store: Store, configuration: Configuration) -> None:
        self._store = store
        self._configuration = configuration
        self._workers = Workers(store.files, configuration.allow_private_hosts)
        self._understanding = Understanding()
        self._live = Live(store.files.data)
        self.wake = threading.Event()

    def tick(self) -> None:
        """Asks for a look; the writer's own thread does it, so that passes never overlap."""
        self.wake.set()

    def once(self, now: datetime) -> bool:
        """A pass over what is due, or over everything when a reader asked; false where nothing was to do."""
        asked = desk.take_requests(self._store.files.data, now)
        looks = read_looks(self._store)
        sources = (
            self._configuration.sources if asked else due_sources(self._configuration.sources, looks, now)
        )
        edited = copy_desk_pending(self._store)
        if not sources and not edited:
            return False
        run_pass(self._store, sources, self._workers, self._understanding, self._live, now)
        self._understanding.stop()
        return True

    def asked(self) -> bool:
        """Whether a reader waits for a pass."""
        return desk.run_requested(self._store.files.data)

    def beat(self) -> None:
        """Says that the collector lives, between passes too."""
        self._live.write()

    def close(self) -> None:
        self._workers.close()
        self._understanding.stop()


def copy_desk_pending(store: Store) -> bool:
    """Whether the desk holds edits that the store has not copied."""
    copied = int(store.rows("count_edits")[0][0])
    return len(desk.action_edits(store.files.data)) != copied


def scheduler_for(tick: Callable[[], None]) -> BackgroundScheduler:
    """APScheduler with one job; missed times are caught up once (no grace limit, coalesced)."""
    scheduler = BackgroundScheduler(timezone=timezone.utc)
    scheduler.add_job(
        tick,
        "interval",
        seconds=TICK_S,
        id="look",
        max_instances=1,
        coalesce=True,
        misfire_grace_time=None,
        next_run_time=datetime.now(timezone.utc),
    )
    return scheduler


def unstick(scheduler: BackgroundScheduler, now: datetime) -> bool:
    """Wakes a scheduler whose clock went backwards: its next look lies too far ahead. True where it did."""
    job = scheduler.get_job("look")
    if job is None or job.next_run_time <= now + timedelta(seconds=LATE_S):
        return False
    job.modify(next_run_time=now)
    scheduler.wakeup()
    return True


def watch(data: Path, given: list[Path]) -> int:
    """Collects until the process is stopped. Raises StoreError where the store can't be used."""
    configuration = configure(files_for(given, data))
    store = open_store(data, now_utc())
    list_sources(store, configuration, whole=not given)
    collector = Watch(store, configuration)
    scheduler = scheduler_for(collector.tick)
    scheduler.start()
    try:
        _loop(collector, scheduler)
    finally:
        scheduler.shutdown(wait=False)
        collector.close()
        store.close()
    return 0


def _loop(collector: Watch, scheduler: BackgroundScheduler) -> None:
    """The writer's thread; a monotonic watchdog, as wall clocks sleep, jump and go back."""
    last_look = time.monotonic()
    while True:
        woken = collector.wake.wait(BEAT_S)
        collector.wake.clear()
        unstick(scheduler, datetime.now(timezone.utc))
        if woken or time.monotonic() - last_look > LATE_S or collector.asked():
            last_look = time.monotonic()
            collector.once(now_utc())
        collector.beat()
