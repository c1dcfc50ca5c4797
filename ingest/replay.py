"""Replays stored documents through the parsers of today, oldest first, and puts the result in place of the old rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from db.files import read_document
from db.records import Document, Source
from db.store import Row, Store
from ingest.children import ParserChild
from ingest.decide import Known, decide
from ingest.errors import SourceError

FACTS = (
    "development",
    "passage",
    "quote",
    "action_item",
    "action_mark",
    "price_point",
    "score",
    "usage_point",
)


def replay(store: Store, sources: Sequence[Source]) -> dict[str, tuple[int, int]]:
    """Developments before and after, by source. Ids come from content, so what is read alike keeps its id."""
    child = ParserChild()
    counts = {}
    try:
        for source in sources:
            looks = store.rows("documents_of", [source.id])
            if looks:
                counts[source.id] = _replay_source(store, source, looks, child)
    finally:
        child.stop()
    return counts


def _replay_source(
    store: Store, source: Source, looks: list[tuple[Any, ...]], child: ParserChild
) -> tuple[int, int]:
    known = Known()
    rows: dict[str, list[Row]] = {table: [] for table in FACTS}
    for document, follows in _documents(store, source, looks):
        reading = replace(source, kind="transcript") if follows else source
        try:
            records = child.parse(reading, document)
        except SourceError:
            continue
        for table, found in decide(source, document, records, known).rows.items():
            if table in rows:
                rows[table].extend(found)
    before = store.rows("count_of", [source.id], table="development")[0][0]
    told = dict(store.rows("passage_texts", [source.id]))
    other = [row["passage_id"] for row in rows["passage"] if told.get(row["passage_id"]) != row["text"]]
    with store.transaction():
        for table in ("passage_mention", "passage_reading"):  # the next pass reads the names in other words
            store.run("forget_passages_read", [other], table=table)
        for table, found in rows.items():
            if found or store.rows("count_of", [source.id], table=table)[0][0]:
                store.run("forget_of", [source.id], table=table)
                store.insert(table, found)
        _forget_orphans(store)
    return before, len(rows["development"])


def _forget_orphans(store: Store) -> None:
    """Forgets what we inferred of developments and passages that are read no more; what people said of them stays."""
    for table in ("tag", "mention", "runtime_move", "story_development", "story_word", "inference"):
        store.run("forget_orphans", table=table)
    store.run("forget_orphan_vectors")
    for table in ("passage_mention", "passage_reading"):
        store.run("forget_orphan_passages", table=table)


def _documents(store: Store, source: Source, looks: list[tuple[Any, ...]]) -> list[tuple[Document, bool]]:
    found = []
    for document_id, url, media_type, observed_at, episode, published_at, follows in looks:
        try:
            body = read_document(store.files, document_id)
        except FileNotFoundError:
            continue
        found.append(
            (Document(source.id, body, observed_at, url, media_type, episode, published_at), bool(follows))
        )
    return found
