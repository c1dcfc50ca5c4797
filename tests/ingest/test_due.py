"""When a source is due again: cadence after a good look, a doubling wait after a bad one, never before Retry-After."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.records import Source
from ingest.attempt import Attempt, LastLook
from ingest.due import due_sources, failures_after, is_due, next_due

HOURLY = Source("a", "alpha", "feed", "Alpha", "link only", 3600, url="https://alpha.example/feed")


def attempt(now, state, retry=None):
    return Attempt(HOURLY, now, state, retry_after_s=retry)


@pytest.mark.parametrize("state", ["ok", "unchanged", "partial"])
def test_a_good_look_waits_one_cadence(now, state):
    assert next_due(attempt(now, state), 0) == now + timedelta(hours=1)
    assert failures_after(attempt(now, state), LastLook(consecutive_failures=7)) == 0


def test_bad_looks_wait_longer_each_time_and_never_more_than_a_day(now):
    waits = [(next_due(attempt(now, "failing"), n) - now).total_seconds() / 60 for n in range(1, 15)]
    assert waits[:4] == [15, 30, 60, 120]
    assert waits == sorted(waits)
    assert waits[-1] == 24 * 60


def test_retry_after_is_kept(now):
    assert next_due(attempt(now, "failing", retry=7 * 86400), 1) == now + timedelta(days=7)


def test_a_source_never_seen_is_due(now):
    assert is_due(None, now)
    assert is_due(LastLook(), now)
    assert not is_due(LastLook(next_due_at=now + timedelta(seconds=1)), now)
    assert due_sources([HOURLY], {"a": LastLook(next_due_at=now)}, now) == [HOURLY]
