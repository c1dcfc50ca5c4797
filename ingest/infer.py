"""Vectors, themes, events, mentions, moves and stories for what is not tagged yet; the work is done in a child."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import models
from db.store import Row, Store
from ingest.children import Child, ChildStopped
from ingest.grouping import group_pending, item_of
from models.embedder import identity

log = logging.getLogger(__name__)
BATCH = 200
DECIDING = ("*.toml", "head*", "events.py", "moves.py", "entit*.py", "theme*.py")
CHILD_S = 600.0


@cache
def names() -> tuple[str, str]:
    """(embedder, tagger): what vectors and tags depend on; the tagger changes with every file that decides a tag."""
    embedder = identity()
    digest = hashlib.sha256(embedder.encode())
    for pattern in DECIDING:
        for path in sorted(Path(models.__file__).parent.glob(pattern)):
            digest.update(path.read_bytes())
    return embedder, digest.hexdigest()[:16]


@cache
def head_figures() -> str | None:
    """What the shipped theme head reached on labels it was never fitted on, as JSON; null without a head."""
    try:
        figures = json.loads((Path(models.__file__).parent / "head.json").read_text(encoding="utf-8"))[
            "figures"
        ]
        return json.dumps({"fitted_on": figures["items"], **figures["held_out"]})
    except (OSError, ValueError, KeyError):
        return None


@dataclass(frozen=True, slots=True)
class Inferred:
    """What the child says of one development; `vector` is null where it was known already."""

    development_id: str
    vector: list[float] | None
    themes: list[Row]
    mentions: list[Row]
    moves: list[Row]
    event: str
    event_confidence: float
    language: str | None


class Understanding:
    """The child that embeds and tags."""

    def __init__(self) -> None:
        self._child = Child("ingest.understand:understand")

    def understand(self, items: list[Row], vectors: dict[str, list[float]]) -> list[Inferred] | str:
        """One Inferred an item, or a sentence that says why none could be made."""
        answer: list[Inferred] | str = self._child.call(items, vectors, timeout=CHILD_S)
        return answer

    def stop(self) -> None:
        """Ends the child; it is started again when needed."""
        self._child.stop()


def infer_pending(
    store: Store,
    understanding: Understanding,
    now: datetime,
    tell: Callable[[int, int], None],
    most: int = 1_000_000,
) -> tuple[int, str | None]:
    """Tags and groups pending developments, oldest first; returns how many, and why it stopped early if it did."""
    embedder, tagger = names()
    done = 0
    try:
        group_pending(store, embedder)
        total = min(store.rows("count_pending", [tagger])[0][0], most)
        while done < total:
            tell(done, total)
            pending = store.rows("pending_inference", [tagger, BATCH])
            if not pending:
                break
            items = [item_of(row) for row in pending]
            ids = [item["id"] for item in items]
            vectors = dict(store.rows("known_vectors", [embedder, ids]))
            made = understanding.understand(items, vectors)
            if isinstance(made, str):
                return done, made
            _save(store, made, ids, embedder, tagger, now)
            group_pending(store, embedder)
            done += len(made)
    except ChildStopped as error:
        log.warning("tagging stopped error=%s", error)
        return done, f"tagging {error}; what is pending is tagged at the next pass"
    return done, None


def _save(
    store: Store, made: list[Inferred], ids: list[str], embedder: str, tagger: str, now: datetime
) -> None:
    with store.transaction():
        for table in ("inference", "tag", "mention", "runtime_move"):
            store.run("forget_inferred", [ids], table=table)
        fresh = [one for one in made if one.vector is not None]
        store.run("forget_vectors", [[one.development_id for one in fresh]])
        store.insert(
            "embedding",
            [{"subject_id": one.development_id, "embedder": embedder, "vector": one.vector} for one in fresh],
        )
        store.insert(
            "inference",
            [
                {
                    "development_id": one.development_id,
                    "tagger": tagger,
                    "event": one.event,
                    "event_confidence": one.event_confidence,
                    "language": one.language,
                    "inferred_at": now,
                }
                for one in made
            ],
        )
        for table, field in (("tag", "themes"), ("mention", "mentions"), ("runtime_move", "moves")):
            store.insert(
                table,
                [
                    {"development_id": one.development_id, **row}
                    for one in made
                    for row in getattr(one, field)
                ],
            )
