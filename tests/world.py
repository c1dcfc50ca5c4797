"""A small known world (its rows: world_rows.py), written into a store or published."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np

from db.publish import publish
from db.store import Store
from ingest.vocabulary import copy_vocabularies
from tests.world_rows import (
    DOCUMENT,
    HEADLINES,
    NOW,
    actions,
    ai_models,
    development,
    developments,
    fetches,
    moves,
    prices,
    sources,
    stories,
)

__all__ = ["DOCUMENT", "HEADLINES", "NOW", "development", "developments", "empty"]
__all__ += ["fetches", "fill", "prices", "published", "sources", "unit"]


def fill(store: Store, quiet: int = 5) -> None:
    """Writes the whole world into an open store."""
    copy_vocabularies(store)
    rows, story, tags, inferred = developments(quiet)
    models, names = ai_models()
    with store.transaction():
        store.replace("source", sources())
        store.insert("fetch", fetches())
        store.insert(
            "document",
            [
                {
                    "document_id": DOCUMENT,
                    "source_id": row["source_id"],
                    "url": row["url"],
                    "bytes": 1,
                    "observed_at": NOW - timedelta(minutes=30),
                    "run_id": "run-1",
                }
                for row in sources()
            ],
        )
        store.insert(
            "run",
            [
                {
                    "run_id": "run-1",
                    "started_at": NOW - timedelta(minutes=30),
                    "ended_at": NOW - timedelta(minutes=29),
                    "outcome": "done",
                    "sources": 6,
                    "failed": 1,
                    "new_developments": len(rows),
                }
            ],
        )
        for table, found in (
            ("development", rows),
            ("inference", inferred),
            ("tag", tags),
            ("story", stories(rows, story)),
            ("story_development", [{"story_id": name, "development_id": one} for one, name in story.items()]),
            ("price_point", prices()),
            ("ai_model", models),
            ("ai_model_name", names),
            ("action_item", actions()),
            ("runtime_move", moves(rows)),
            (
                "quote",
                [
                    {
                        "quote_id": "q-1",
                        "source_id": "brief",
                        "document_id": DOCUMENT,
                        "speaker": "A. Analyst",
                        "text": "Everybody wants the layer that agents run on.",
                        "starts": 0,
                        "ends": 45,
                    }
                ],
            ),
        ):
            store.insert(table, found)


def published(data: Path, now: datetime = NOW, quiet: int = 5) -> Path:
    """A DATA folder with the world published once; returns the folder."""
    store = Store.open(data)
    fill(store, quiet)
    publish(store, now, embedder="world")
    store.close()
    return data


def empty(data: Path, now: datetime = NOW) -> Path:
    """A DATA folder with a snapshot that holds nothing yet."""
    store = Store.open(data)
    publish(store, now)
    store.close()
    return data


def unit(*numbers: float) -> list[float]:
    """A vector of length one that points along its first few directions."""
    vector = np.zeros(384, dtype=np.float32)
    vector[: len(numbers)] = numbers
    return (vector / np.linalg.norm(vector)).tolist()
