"""Vectors, themes, events, mentions, moves and stories for what is not tagged yet; the work is done in a child."""

from __future__ import annotations

import hashlib
import json
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import models
from db.store import Row, Store
from ingest.children import Child, ChildStopped
from ingest.grouping import group_pending, item_of
from models.embedder import identity

log = logging.getLogger(__name__)
BATCH = 200
RETAG_BATCH = 1000
DECIDING = ("*.toml", "head*", "event*", "moves.py", "entit*.py", "theme*.py")
CHILD_S = 600.0
REFIT_S = 180.0
RETAG_S = 60.0  # what is left is tagged again in the next pass, older items last


@cache
def names() -> tuple[str, str]:
    """(embedder, tagger): what vectors and tags depend on; the tagger changes with every file that decides a tag."""
    embedder = identity()
    digest = hashlib.sha256(embedder.encode())
    for pattern in DECIDING:
        for path in sorted(Path(models.__file__).parent.glob(pattern)):
            digest.update(path.read_bytes())
    return embedder, digest.hexdigest()[:16]


def head_figures(head: Path | None = None) -> str | None:
    """What the theme head reached on labels it was never fitted on, as JSON; null without a head.

    `head` = the folder of the one that was fitted again with corrections: it says how many it learned from.
    """
    try:
        text = ((head or Path(models.__file__).parent) / "head.json").read_text(encoding="utf-8")
        figures = json.loads(text)["figures"]
        told = {name: figures[name] for name in ("corrections", "date") if name in figures}
        return json.dumps({"fitted_on": figures["items"], **told, **figures["held_out"]})
    except (OSError, ValueError, KeyError, TypeError):
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
    """The child that embeds and tags, with the head in the folder `head`; null = the one that is shipped."""

    def __init__(self) -> None:
        self._child = Child("ingest.understand:work")
        self.head: Path | None = None

    def understand(self, items: list[Row], vectors: dict[str, list[float]]) -> list[Inferred] | str:
        """One Inferred an item, or a sentence that says why none could be made."""
        answer: list[Inferred] | str = self._call("understand", items, vectors, timeout=CHILD_S)
        return answer

    def themes(self, items: list[Row], vectors: list[list[float]]) -> list[list[Row]]:
        """The tags of items whose vectors are known."""
        answer: list[list[Row]] = self._call("themes_of", items, vectors, timeout=CHILD_S)
        return answer

    def refit(self, corrected: list[Row], folder: Path) -> str | None:
        """Writes a head that learned from corrections into a folder; a sentence where it can't be made."""
        answer: str | None = self._call("refit", corrected, str(folder), timeout=REFIT_S)
        return answer

    def _call(self, task: str, *args: object, timeout: float) -> Any:
        return self._child.call(task, self.head and str(self.head), *args, timeout=timeout)

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
    """Tags and groups pending developments, oldest first; returns how many, and why it stopped early if it did.

    What was tagged with another head gets new themes only, newest first.
    """
    embedder, base = names()
    tagger = tagger_with(base, understanding.head)
    done = 0
    try:
        group_pending(store, embedder)
        total = min(store.rows("count_pending", [base])[0][0], most)
        while done < total:
            tell(done, total)
            pending = store.rows("pending_inference", [base, BATCH])
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
        done += _tag_again(store, understanding, embedder, tagger)
    except ChildStopped as error:
        log.warning("tagging stopped error=%s", error)
        return done, f"tagging {error}; what is pending is tagged at the next pass"
    return done, None


def tagger_with(base: str, head: Path | None) -> str:
    """The tagger's name with the head that it uses, where that is not the shipped one."""
    return f"{base}+{head.name}" if head else base


def _tag_again(store: Store, understanding: Understanding, embedder: str, tagger: str) -> int:
    """New themes for what another head judged; vectors, mentions, moves and events stay."""
    done, until = 0, time.monotonic() + RETAG_S
    while time.monotonic() < until:
        rows = store.rows("pending_themes", [embedder, tagger, tagger, RETAG_BATCH])
        if not rows:
            break
        found = understanding.themes([item_of(row) for row in rows], [row[7] for row in rows])
        ids = [row[0] for row in rows]
        with store.transaction():
            store.run("forget_inferred", [ids], table="tag")
            tags = [
                {"development_id": one, **tag} for one, told in zip(ids, found, strict=True) for tag in told
            ]
            store.insert("tag", tags)
            store.run("mark_tagged", [tagger, ids])
        done += len(rows)
    return done


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
