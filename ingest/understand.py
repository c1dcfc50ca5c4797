"""What the understanding child does: vectors, themes, event, mentions and moves; and a head that learns from readers."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import models
from db.store import Row
from ingest.infer import Inferred
from models import embedder, entities, entity_index, event_encoder, moves, themes
from models.events import Event
from models.items import Item, embedding_text
from models.languages import language

HEAD_VARIABLE = "SEXTANT_HEAD"  # where models.head looks for another head than the shipped one

SHIPPED = os.environ.get(HEAD_VARIABLE)


def work(task: str, head: str | None, *args: Any) -> Any:
    """One task with the head in a folder; null = the one that is shipped."""
    _use(head)
    return TASKS[task](*args)


def _use(head: str | None) -> None:
    folder = head or SHIPPED
    if folder:
        os.environ[HEAD_VARIABLE] = folder
    else:
        os.environ.pop(HEAD_VARIABLE, None)


def understand(items: list[Row], vectors: dict[str, list[float]]) -> list[Inferred] | str:
    """One Inferred an item; vectors that are known are used as they are. A sentence where no embedder is there."""
    made = [_item(item) for item in items]
    missing = [item for item in made if item.id not in vectors]
    try:
        fresh = embedder.embed([embedding_text(item) for item in missing])
        space = dict(vectors) | {
            item.id: vector for item, vector in zip(missing, fresh.tolist(), strict=True)
        }
        tags = themes.tag(made, _matrix([space[item.id] for item in made]))
        told = event_encoder.events(made)
    except embedder.EmbedderMissing as error:
        return f"theme pending: {error}"
    new = {item.id for item in missing}
    return [
        _one(item, space[item.id] if item.id in new else None, found, event)
        for item, found, event in zip(made, tags, told, strict=True)
    ]


def themes_of(items: list[Row], vectors: list[list[float]]) -> list[list[Row]]:
    """The tags of each item, as rows; nothing else is worked out anew."""
    return [_rows(tags) for tags in themes.tag([_item(item) for item in items], _matrix(vectors))]


def refit(corrected: list[Row], folder: str) -> str | None:
    """Fits the shipped head again with corrections and puts it into a folder at once; a sentence where it can't be."""
    from models.fit_rows import load_rows
    from models.head import HeadMissing, load_head, save_head
    from models.refit import Corrected
    from models.refit import refit as fit_again

    _use(None)
    said = [
        Corrected(_item(one["item"]), one["vector"], tuple(one["themes"]), one["was"]) for one in corrected
    ]
    made = Path(folder)
    aside = made.with_name(f"{made.name}.tmp")
    try:
        base = load_head()
        head = fit_again(base, load_rows(Path(models.__file__).parent, base.shape), said)
        shutil.rmtree(aside, ignore_errors=True)
        save_head(head, aside)
        aside.replace(made)
    except (HeadMissing, OSError, ValueError, KeyError, ImportError) as error:
        return f"the themes that readers corrected are not learned from: {error}"
    return None


TASKS: dict[str, Callable[..., Any]] = {"understand": understand, "themes_of": themes_of, "refit": refit}


def _item(row: Row) -> Item:
    return Item(**{key: row[key] for key in ("id", "title", "text", "source", "vendor", "date")})


def _rows(tags: list[themes.Tag]) -> list[Row]:
    return [asdict(tag) | {"author": "model"} for tag in tags]


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


def _one(item: Item, vector: list[float] | None, tags: list[themes.Tag], told: Event) -> Inferred:
    text = f"{item.title}\n{item.text}"
    found = entities.find(text, item.vendor)
    return Inferred(
        item.id,
        vector,
        _rows(tags),
        [asdict(mention) for mention in found],
        [_with_ids(asdict(move)) for move in moves.moves(item, found)],
        told.type,
        told.confidence,
        language(text),
    )
