"""What the understanding child does: vectors, themes, event, mentions and moves of a batch of developments."""

from __future__ import annotations

import re
from dataclasses import asdict
from functools import cache
from typing import Any

from db.store import Row
from ingest.infer import Inferred
from models import embedder, entities, entity_index, events, moves, themes
from models.items import Item, embedding_text
from models.languages import language


def understand(items: list[Row], vectors: dict[str, list[float]]) -> list[Inferred] | str:
    """One Inferred an item; vectors that are known are used as they are. A sentence where no embedder is there."""
    made = [
        Item(**{key: item[key] for key in ("id", "title", "text", "source", "vendor", "date")})
        for item in items
    ]
    missing = [item for item in made if item.id not in vectors]
    try:
        fresh = embedder.embed([embedding_text(item) for item in missing])
    except embedder.EmbedderMissing as error:
        return f"theme pending: {error}"
    space = dict(vectors) | {item.id: vector for item, vector in zip(missing, fresh.tolist(), strict=True)}
    tags = themes.tag(made, _matrix([space[item.id] for item in made]))
    new = {item.id for item in missing}
    return [
        _one(item, space[item.id] if item.id in new else None, found)
        for item, found in zip(made, tags, strict=True)
    ]


@cache
def _ids() -> dict[str, str]:
    """Ids of companies, runtimes and chips by the names that screens show."""
    known = entity_index.names()
    tables = (known.chips, known.products, known.runtimes, known.companies)
    return {one.title: one.id for table in tables for one in table.values()}


def _with_ids(move: Row) -> Row:
    """The move with ids in place of screen names; a name without an entry becomes a slug of itself."""
    for key in ("company", "runtime"):
        name = move[key]
        move[key] = _ids().get(name) or re.sub(r"[^a-z0-9.]+", "-", name.lower()).strip("-")
    return move


def _matrix(vectors: list[list[float]]) -> Any:
    import numpy as np

    return np.asarray(vectors, dtype=np.float32)


def _one(item: Item, vector: list[float] | None, tags: list[themes.Tag]) -> Inferred:
    text = f"{item.title}\n{item.text}"
    found = entities.find(text, item.vendor)
    told = events.event(item)
    return Inferred(
        item.id,
        vector,
        [asdict(tag) | {"author": "model"} for tag in tags],
        [asdict(mention) for mention in found],
        [_with_ids(asdict(move)) for move in moves.moves(item, found)],
        told.type,
        told.confidence,
        language(text),
    )
