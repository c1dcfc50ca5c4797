"""Reads which companies, AI models, runtimes and products passages of talk name, newest talk first."""

from __future__ import annotations

import logging
import time
from dataclasses import asdict, replace

from db.store import Row, Store
from ingest.children import Child, ChildStopped
from ingest.vocabulary import fingerprint

log = logging.getLogger(__name__)
BATCH = 5000
CHILD_S = 120.0
MOST_S = 60.0  # of one pass; what is left is read in the next one
NEAR = 300  # characters of the passages around one that help to tell "Gaudi" from the architect
READING = ("entit*", "runtimes.toml", "ai_model_names.toml")  # the files that decide what is named
Told = tuple[
    str | None, str, str | None, str | None
]  # what was said before, the passage, what after, the vendor


def mention_pending(store: Store, child: Child | None = None) -> int:
    """Reads passages that no names were read from with the names of today; returns how many.

    A batch is one transaction, so that a crash costs no more than a batch and a second run adds nothing.
    """
    vocabulary, until, done = fingerprint(*READING), time.monotonic() + MOST_S, 0
    reader = child or Child("ingest.spoken:named")
    try:
        while time.monotonic() < until:
            passages = store.rows("pending_passages", [vocabulary, BATCH, NEAR, NEAR])
            if not passages:
                break
            found = reader.call([row[1:] for row in passages], timeout=CHILD_S)
            _save(store, [row[0] for row in passages], found, vocabulary)
            done += len(passages)
    except ChildStopped as error:
        log.warning("reading of passages stopped error=%s", error)
    finally:
        if child is None:
            reader.stop()
    return done


def named(passages: list[Told]) -> list[list[Row]]:
    """The mentions of each passage; runs in the child."""
    return [_named(*passage) for passage in passages]


def _named(before: str | None, text: str, after: str | None, vendor: str | None) -> list[Row]:
    from models import entities

    head = f"{before}\n" if before else ""
    found = [
        replace(mention, starts=mention.starts - len(head), ends=mention.ends - len(head))
        for mention in entities.find(f"{head}{text}\n{after or ''}", vendor)
    ]
    return [asdict(mention) for mention in found if mention.starts >= 0 and mention.ends <= len(text)]


def _save(store: Store, ids: list[str], found: list[list[Row]], vocabulary: str) -> None:
    with store.transaction():
        for table in ("passage_mention", "passage_reading"):
            store.run("forget_passages_read", [ids], table=table)
        store.insert(
            "passage_mention",
            [
                {"passage_id": one, **mention}
                for one, told in zip(ids, found, strict=True)
                for mention in told
            ],
        )
        store.insert("passage_reading", [{"passage_id": one, "vocabulary": vocabulary} for one in ids])
