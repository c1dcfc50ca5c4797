"""Labelled items as rows of numbers: what a head is fitted to, and what readers' corrections join."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.embedder import embed
from models.embedder_batches import Floats
from models.head import Head, packed, save_head, unpacked
from models.head_features import BUCKETS, Shape, family, features_of
from models.head_tuned import Tuned, tuned_scores
from models.headlines import headlines
from models.items import embedding_text
from models.labelled import Labelled

ROWS = "head_rows.npz"
ARRAYS = ("weight", "marks", "dense", "words", "sense", "tuned")  # of Rows, one row an item each
WRITTEN_SHARE = 0.6  # of a real row's weight: folds over the real rows gain no more from louder ones


@dataclass(frozen=True, slots=True)
class Rows:
    """Labelled items without their texts: rules and layout, hashed words, vectors, and marks a theme.

    `tuned` is what a tuned encoder that never saw the item's group says of each theme.
    The group of a row written for the project starts with a blank: such rows teach, but measure nothing.
    """

    keys: tuple[str, ...]
    groups: tuple[str, ...]
    weight: Floats
    marks: Floats
    dense: Floats
    words: Floats
    sense: Floats
    tuned: Floats

    def real(self) -> NDArray[np.bool_]:
        """Which rows come from sources; all of them where none does."""
        found = np.array([not group.startswith(" ") for group in self.groups], dtype=bool)
        return found if found.any() else ~found

    def chosen(self, places: NDArray[np.intp]) -> Rows:
        """Some of the rows, in the order of their places."""
        return Rows(
            tuple(self.keys[place] for place in places),
            tuple(self.groups[place] for place in places),
            *(getattr(self, name)[places] for name in ARRAYS),
        )


def single(labelled: Sequence[Labelled]) -> list[Labelled]:
    """The labelled items without digests, whose labels belong to no single text."""
    return [one for one in labelled if not headlines(one.item.title)]


def rows_of(labelled: Sequence[Labelled], shape: Shape) -> Rows:
    """Feature rows of labelled items, digests left out; the tuned encoder has said nothing yet."""
    kept = single(labelled)
    items = [one.item for one in kept]
    features = features_of(items, embed([embedding_text(item) for item in items]), shape)
    assert features.sense is not None
    marks = np.array([[float(name in one.themes) for name in shape.themes] for one in kept], dtype=np.float32)
    weights = np.array([WRITTEN_SHARE if one.written else 1 for one in kept], dtype=np.float32)
    keys, groups = tuple(one.key for one in kept), tuple(_group(one) for one in kept)
    silent = np.zeros_like(marks)
    return Rows(keys, groups, weights, marks, features.dense, features.words, features.sense, silent)


def heard(rows: Rows, shipped: Rows, tuned: Tuned, texts: Sequence[str]) -> Rows:
    """The rows with the tuned encoder's word: of shipped rows what was kept, of new ones what it says now."""
    kept = dict(zip(shipped.keys, shipped.tuned, strict=True))
    new = [place for place, key in enumerate(rows.keys) if key not in kept]
    found = np.array([kept.get(key, row) for key, row in zip(rows.keys, rows.tuned, strict=True)])
    if new:
        found[new] = tuned_scores(tuned, [texts[place] for place in new])
    return replace(rows, tuned=found)


def remembered(shipped: Rows, labels: dict[str, tuple[str, ...]], shape: Shape) -> Rows:
    """The shipped numbers of labelled texts that are not at hand, with their labels of today."""
    places = np.array([place for place, key in enumerate(shipped.keys) if key in labels], dtype=np.intp)
    marks = [[float(name in labels[shipped.keys[place]]) for name in shape.themes] for place in places]
    kept = shipped.chosen(places)
    return replace(kept, marks=np.array(marks, dtype=np.float32).reshape(-1, len(shape.themes)))


def joined(base: Rows, more: Rows) -> Rows:
    """Both sets; an item labelled again takes its newer label."""
    newer = set(more.keys)
    kept = base.chosen(np.array([n for n, key in enumerate(base.keys) if key not in newer], dtype=np.intp))
    return Rows(
        (*kept.keys, *more.keys),
        (*kept.groups, *more.groups),
        *(np.concatenate([getattr(kept, name), getattr(more, name)]) for name in ARRAYS),
    )


def save_rows(rows: Rows, folder: Path) -> None:
    """Writes the rows: numbers and keys only, so that readers can refit without any third party's text."""
    places = np.flatnonzero(rows.words.astype(bool).ravel())
    np.savez_compressed(
        folder / ROWS,
        allow_pickle=False,
        keys=np.array(rows.keys),
        groups=np.array(rows.groups),
        weight=rows.weight.astype(np.float16),
        marks=np.packbits(rows.marks.astype(bool), axis=1),
        dense=rows.dense.astype(np.float16),
        words=np.diff(places, prepend=0).astype(np.int32),  # steps from word to word pack better than places
        sense=packed(rows.sense),
        tuned=rows.tuned.astype(np.float16),
    )


def load_rows(folder: Path, shape: Shape) -> Rows:
    """The rows that `save_rows` wrote for a head of this layout."""
    with np.load(folder / ROWS, allow_pickle=False) as stored:
        words = np.zeros(len(stored["keys"]) * BUCKETS, dtype=np.float32)
        words[np.cumsum(stored["words"].astype(np.int64))] = 1
        marks = np.unpackbits(stored["marks"], axis=1, count=len(shape.themes)).astype(np.float32)
        return Rows(
            tuple(str(key) for key in stored["keys"]),
            tuple(str(group) for group in stored["groups"]),
            stored["weight"].astype(np.float32),
            marks,
            stored["dense"].astype(np.float32),
            words.reshape(-1, BUCKETS),
            unpacked(stored["sense"]),
            stored["tuned"].astype(np.float32),
        )


def save_all(head: Head, rows: Rows, folder: Path) -> None:
    """Head and rows together: what the repository ships."""
    folder.mkdir(parents=True, exist_ok=True)
    save_rows(rows, folder)
    save_head(head, folder)


def _group(one: Labelled) -> str:
    """What must not be split between folds: an episode's turns, a source's month."""
    if one.written:
        return f" {one.key}"
    source, day = one.item.source or "", one.item.date
    part = source.partition("/")[2] or (day.isoformat()[:7] if day else one.key)
    return f"{family(source)} {part}"[:60]
