"""Vectors, themes, events, mentions, moves and stories for what is not tagged yet; the work is done in a child."""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta, timezone
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

import models
from db.store import Row, Store
from ingest.children import Child, ChildStopped
from models.embedder import identity

log = logging.getLogger(__name__)
BATCH = 200
DECIDING = ("*.toml", "head*", "events.py", "moves.py", "entit*.py", "theme*.py")
CHILD_S = 600.0
WINDOW = timedelta(days=14)


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
        figures = json.loads((Path(models.__file__).parent / "head.json").read_text(encoding="utf-8"))["figures"]
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
        _group_pending(store, embedder)
        total = min(store.rows("count_pending", [tagger])[0][0], most)
        while done < total:
            tell(done, total)
            pending = store.rows("pending_inference", [tagger, BATCH])
            if not pending:
                break
            items = [_item(row) for row in pending]
            ids = [item["id"] for item in items]
            vectors = dict(store.rows("known_vectors", [embedder, ids]))
            made = understanding.understand(items, vectors)
            if isinstance(made, str):
                return done, made
            _save(store, made, ids, embedder, tagger, now)
            _group_pending(store, embedder)
            done += len(made)
    except ChildStopped as error:
        log.warning("tagging stopped error=%s", error)
        return done, f"tagging {error}; what is pending is tagged at the next pass"
    return done, None


def _item(row: tuple[Any, ...]) -> Row:
    names = ("id", "title", "text", "source", "vendor", "date", "url")
    item = dict(zip(names, row[:7], strict=True))
    item["text"] = item["text"] or ""
    item["date"] = item["date"].date()
    return item


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


def _group_pending(store: Store, embedder: str) -> None:
    """Groups what is tagged and has no story yet, oldest first; a crash between the two is mended here."""
    while rows := store.rows("ungrouped", [BATCH]):
        _group(store, [_item(row) for row in rows], embedder)


def _group(store: Store, items: list[Row], embedder: str) -> None:
    """Puts the items into stories: those near them in time, or new ones."""
    from models.stories import assign

    dates = [datetime.combine(item["date"], time(), timezone.utc) for item in items]
    window = store.rows("story_window", [embedder, min(dates) - WINDOW, max(dates) + WINDOW])
    ids = [item["id"] for item in items]
    told = {row[0]: row[7] for row in window}
    vectors = {row[0]: row[8] for row in window} | dict(store.rows("known_vectors", [embedder, ids]))
    fresh = [_story_item(item, vectors, None) for item in items if item["id"] not in told]
    near = [_story_item(_item(row), vectors, row[7]) for row in window]
    assigned = assign(fresh, near)
    with store.transaction():
        store.insert(
            "story_development",
            [{"story_id": story, "development_id": development} for development, story in assigned.items()],
        )
        _describe(store, sorted(set(assigned.values())), embedder)


def _story_item(item: Row, vectors: dict[str, Any], story: str | None) -> Any:
    from models.items import Item
    from models.stories import story_item

    vector = vectors.get(item["id"])
    return story_item(
        Item(**{key: item[key] for key in ("id", "title", "text", "source", "vendor", "date")}),
        vector=None if vector is None else np.asarray(vector, dtype=np.float32),
        url=item["url"],
        story=story,
    )


def _describe(store: Store, stories: list[str], embedder: str) -> None:
    """Title, label, lead and cohesion of the stories that changed; the lead is the earliest dated telling."""
    from models.story_labels import cohesion

    members: dict[str, list[tuple[Any, ...]]] = {}
    for row in store.rows("story_members", [embedder, stories]):
        members.setdefault(row[0], []).append(row)
    rows = []
    for story, found in members.items():
        lead = min(found, key=lambda row: (row[5] != "vendor", row[4], row[1]))
        vectors = [np.asarray(row[6], dtype=np.float32) for row in found if row[6] is not None]
        together = cohesion(np.vstack(vectors)) if len(vectors) > 1 else None
        rows.append(
            {
                "story_id": story,
                "title": lead[2],
                "lead_development_id": lead[1],
                "label": _label(found, vectors) if len(found) > 1 else None,
                "cohesion": together,
            }
        )
    store.run("forget_stories", [stories])
    store.insert("story", rows)


def _label(members: list[tuple[Any, ...]], vectors: list[Any]) -> str:
    from models.items import Item
    from models.story_labels import label

    items = [Item(row[1], row[2], source=row[3]) for row in members]
    return label(items, vectors=np.vstack(vectors) if len(vectors) == len(items) else None)
