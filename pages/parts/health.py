"""How sources are doing: the snapshot's word under the collector's newer one, in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pandas as pd

from db import status
from db.files import data_folder
from pages.parts import frame

# How the sentence of a source begins that could not be reached at all.
NO_CONNECTION = "no connection"
WORDS = {
    "ok": ("healthy", "green", "New items came with the last answer."),
    "unchanged": ("healthy", "green", "It answered that nothing has changed."),
    "partial": ("partly read", "orange", "Some of it could not be read; the rest is kept."),
    "failing": (
        "failing",
        "red",
        "No answer could be read. What was good is kept; Sextant tries again by itself.",
    ),
    "suspicious": (
        "suspicious",
        "orange",
        "It answered, but not as before. Look at its page; its form may have changed.",
    ),
    "paused": ("paused", "gray", "It asks to be left alone for a while."),
    "never": ("not read yet", "gray", "It waits for its first turn."),
}


def newest() -> pd.DataFrame:
    """The snapshot's sources under the collector's live word, which is newer between two publications."""
    listed = frame.rows("page.source_list", order="title", limit=2000).copy()
    word = status.read(data_folder())
    live: dict[str, dict[str, Any]] = {row["id"]: row for row in word.sources} if word else {}
    for at, source_id in listed["source_id"].items():
        told = live.get(source_id)
        if told is None:
            continue
        listed.at[at, "state"] = told.get("state") or listed.at[at, "state"]
        listed.at[at, "error"] = told.get("sentence")
        listed.at[at, "consecutive_failures"] = told.get("consecutive_failures") or 0
        for column in ("last_good_at", "last_attempt_at", "next_due_at"):
            if told.get(column):
                listed.at[at, column] = pd.Timestamp(told[column])
    listed["health"] = [WORDS.get(state, (state, "gray", ""))[0] for state in listed["state"]]
    return listed


def next_try(moment: object, now: datetime, *, what: str = "next try") -> str:
    """When it is tried again, in words."""
    words = frame.ago(moment, now)
    return f"{what} {words}" if words.startswith("in ") else f"{what} now"
