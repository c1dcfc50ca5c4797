"""Fits the theme head again with what readers corrected: only themes that they changed move, all others stay as shipped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from models.embedder_batches import Floats
from models.fit import SURE_COPIES, weights_for
from models.fit_rows import Rows, joined
from models.head import Head, Weights
from models.head_features import features_of
from models.items import Item

ALIKE = (
    0.985  # a shipped row this near to a corrected text is the same text, and the reader's word replaces it
)


@dataclass(frozen=True, slots=True)
class Corrected:
    """A text with the themes that a reader gave it, and those that the screen showed; null = what the head shows."""

    item: Item
    vector: Sequence[float]
    themes: tuple[str, ...]
    was: tuple[str, ...] | None

    def changed(self) -> set[str]:
        """The themes that the reader added or took away; none where all was right."""
        return set(self.themes) ^ set(self.was or ())


def refit(head: Head, base: Rows, corrected: Sequence[Corrected]) -> Head:
    """The head with the themes that readers changed fitted anew on the shipped rows and their corrections.

    Layout, calibration and floors stay. A text that was right as shown counts once, a changed one as often as
    several labels.
    """
    moved = [
        column
        for column, theme in enumerate(head.shape.themes)
        if any(theme in one.changed() for one in corrected)
    ]
    if not moved:
        return head
    more = rows_of(head, corrected)
    rows = joined(_without(base, more), more)
    rows = replace(rows, marks=rows.marks[:, moved])
    return replace(
        head,
        full=_patched(head.full, weights_for(rows, head.shape, head.lens, None, True), moved),
        plain=_patched(head.plain, weights_for(rows, head.shape, head.lens, None, False), moved),
        figures=head.figures | {"corrections": len(corrected)},
    )


def rows_of(head: Head, corrected: Sequence[Corrected]) -> Rows:
    """Rows of corrected texts in the head's layout."""
    vectors = np.asarray([one.vector for one in corrected], dtype=np.float32)
    features = features_of([one.item for one in corrected], vectors, head.shape)
    assert features.sense is not None
    marks = [[float(theme in one.themes) for theme in head.shape.themes] for one in corrected]
    return Rows(
        tuple(f"corrected {one.item.id}" for one in corrected),
        tuple(f"corrected {one.item.id}" for one in corrected),
        np.array([SURE_COPIES if one.changed() else 1 for one in corrected], dtype=np.float32),
        np.array(marks, dtype=np.float32),
        features.dense,
        features.words,
        features.sense,
    )


def _without(base: Rows, more: Rows) -> Rows:
    """The shipped rows without those of the texts that readers labelled."""
    kept: NDArray[np.intp] = np.flatnonzero((base.sense @ more.sense.T).max(axis=1) < ALIKE)
    return Rows(
        tuple(base.keys[row] for row in kept),
        tuple(base.groups[row] for row in kept),
        base.weight[kept],
        base.marks[kept],
        base.dense[kept],
        base.words[kept],
        base.sense[kept],
    )


def _patched(old: Weights, new: Weights, moved: list[int]) -> Weights:
    """The old weights with the rows of the moved themes from the new ones; calibration stays the old one's."""

    def part(name: str) -> Floats:
        whole: Floats = np.array(getattr(old, name))
        whole[moved] = getattr(new, name)
        return whole

    return replace(
        old,
        dense=part("dense"),
        words=part("words"),
        near=part("near"),
        sense=None if old.sense is None else part("sense"),
        bias=part("bias"),
    )
