"""A small world that can be searched: with passages, vectors and an index."""

from __future__ import annotations

from datetime import timedelta

from db.publish import publish
from db.store import Store
from ingest.indexing import index_pending
from tests import world


def passages():
    return [
        {"passage_id": f"p-{at}", "source_id": "beta-blog", "document_id": "t" * 64, "episode": "Talk of the week",
         "ordinal": at, "published_at": world.NOW - timedelta(days=4), "speaker": speaker, "starts_s": starts, "text": text}
        for at, (speaker, starts, text) in enumerate([
            ("Host", 3725.0, "We speak of the sandbox, and why a sandbox matters."),
            (None, None, "Chips are dear, said nobody in particular."),
        ])
    ]  # fmt: skip


def searchable(folder, change=None):
    store = Store.open(folder)
    if change:
        insert = store.insert
        store.insert = lambda table, rows: insert(table, change(table, rows))
    world.fill(store)
    store.insert("passage", passages())
    vectors = {
        "dev-0000": world.unit(1, 0),
        "dev-0001": world.unit(0.95, 0.2),
        "dev-0004": world.unit(0.8, 0.8),
        "dev-0005": world.unit(0, 0, 1),
    }
    store.insert(
        "embedding", [{"subject_id": key, "embedder": "world", "vector": one} for key, one in vectors.items()]
    )
    index_pending(store)
    publish(store, world.NOW, embedder="world")
    store.close()
    return folder
