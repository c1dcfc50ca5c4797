"""Theme tags of items: how sure, whether shown, and why."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from models.embedder import embed
from models.embedder_batches import Floats
from models.items import Item, body_of
from models.theme_rules import Theme, hits, load_themes

LEAST = 0.01  # tags below it are not worth a row


@dataclass(frozen=True, slots=True)
class Tag:
    """A theme put on an item. `shown` from the floor of the theme on; `why` names what decided."""

    theme: str
    confidence: float
    shown: bool
    why: str


def tag(items: Sequence[Item], vectors: Floats | None) -> list[list[Tag]]:
    """The tags of each item, surest first; without vectors by rules alone."""
    if vectors is not None and vectors.shape[0] != len(items):
        raise ValueError(f"{len(items)} items, but {vectors.shape[0]} vectors")
    return [_tag(item, None if vectors is None else vectors[row]) for row, item in enumerate(items)]


def _tag(item: Item, vector: Floats | None) -> list[Tag]:
    themes = load_themes()
    found = hits(item.title, body_of(item), themes)
    tags: list[Tag] = []
    for theme in themes:
        weights = {hit.rule.name: hit.rule.weight for hit in found if hit.rule.theme == theme.id}
        score = 1.3 * sum(weights.values()) - 2.2
        why = next((f"says “{hit.words}”" for hit in found if hit.rule.theme == theme.id), "")
        if vector is not None:
            sims = _prototypes(theme) @ vector
            score += 8 * (float(sims.max()) - 0.38)
            why = why or f"close to “{theme.prototypes[int(sims.argmax())]}”"
        sure = 1 / (1 + math.exp(-score))
        if sure >= LEAST:
            tags.append(Tag(theme.id, round(sure, 4), sure >= theme.floor, why or "no rule matched"))
    return sorted(tags, key=lambda tag: -tag.confidence)


@lru_cache(maxsize=64)
def _prototypes(theme: Theme) -> Floats:
    return np.asarray(embed(theme.prototypes))
