"""Theme tags of items: how sure, whether shown, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.embedder import embed
from models.embedder_batches import DIMENSION, Floats
from models.head import DIGEST_SHARE, Head, load_head, sure, sure_by_words
from models.head_features import Features, features_of
from models.headlines import headlines
from models.items import Item, body_of, embedding_text, title_of
from models.languages import NAMES, language
from models.theme_reasons import reason

LEAST = 0.01  # tags below it are not worth a row
FOREIGN_SHARE = 0.7  # the embedding reads English: of other languages we are less sure, and show nothing


@dataclass(frozen=True, slots=True)
class Tag:
    """A theme put on an item. `shown` from the floor of the theme on; `why` names what decided."""

    theme: str
    confidence: float
    shown: bool
    why: str


@dataclass(frozen=True, slots=True)
class Judged:
    """Confidences a theme for one text, and what they rest on."""

    text: Item
    sure: Floats
    features: Features
    row: int


def tag(items: Sequence[Item], vectors: Floats | None) -> list[list[Tag]]:
    """The tags of each item, surest first; judged by words alone where there is no vector.

    A digest is judged headline by headline. Raises HeadMissing, and ValueError for vectors of another size.
    """
    if vectors is not None and vectors.shape != (len(items), DIMENSION):
        raise ValueError(f"expected {len(items)} vectors of {DIMENSION}, found an array of {vectors.shape}")
    if not items:
        return []
    head = load_head()
    split = {place: parts for place, item in enumerate(items) if (parts := headlines(item.title))}
    whole = _judge(list(items), vectors, head)
    texts = [replace(items[place], title=part, text="") for place, parts in split.items() for part in parts]
    pieces = iter(_judge(texts, _vectors_for(texts, vectors), head))
    told = {place: [next(pieces) for _ in parts] for place, parts in split.items()}
    return [_tags(told.get(place) or [one], place in split, head) for place, one in enumerate(whole)]


def _vectors_for(texts: Sequence[Item], vectors: Floats | None) -> Floats | None:
    return None if vectors is None or not texts else embed([embedding_text(text) for text in texts])


def _judge(texts: list[Item], vectors: Floats | None, head: Head) -> list[Judged]:
    if not texts:
        return []
    features = features_of(texts, vectors, head.shape, head.tuned)
    found = sure_by_words(head, features)
    if vectors is not None:
        sound = np.isfinite(vectors).all(axis=1) & (np.abs(np.linalg.norm(vectors, axis=1) - 1) < 0.01)
        found = np.where(sound[:, None], sure(head, features), found)
    return [Judged(text, found[row], features, row) for row, text in enumerate(texts)]


def _tags(parts: Sequence[Judged], digest: bool, head: Head) -> list[Tag]:
    """The tags of one item from its judged text, or from those of its headlines: the surest speaks."""
    tags: list[Tag] = []
    for column, theme in enumerate(head.shape.themes):
        best = max(parts, key=lambda part: float(part.sure[column]))
        chance = float(best.sure[column]) * (DIGEST_SHARE if digest else 1.0)
        spoken = language(f"{title_of(best.text)} {body_of(best.text)}")
        foreign = spoken not in (None, "en")
        chance *= FOREIGN_SHARE if foreign else 1.0
        if chance < LEAST:
            continue
        why = reason(best.text, theme, column, best.features, best.row, head)
        if digest:
            why = f"headline “{best.text.title}”: {why}"
        if foreign:
            why = f"the text is {NAMES.get(spoken or '', spoken)}, which we read badly: {why}"
        shown = chance >= head.floors[theme] and not foreign
        tags.append(Tag(theme, round(chance, 4), shown, why))
    return sorted(tags, key=lambda one: -one.confidence)
