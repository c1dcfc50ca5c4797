"""How the theme head sees features: words by their rarity, rules and vectors by nearness to anchors."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from models.embedder_batches import Floats

# How fast nearness falls with distance: of unit vectors, and of the rules that matched.
FALL_SENSE, FALL_RULES = 1.0, 0.1
NARROW = 0.05  # of cosine: how soon a neighbour counts for less
DOUBT = 0.01  # keeps the odds of a theme that no neighbour has finite
SCORE_SHARE = 1 / 1.5  # a theme's summed rules against one rule, when rows are compared


@dataclass(frozen=True, slots=True)
class Lens:
    """Fixed when a head is fitted from scratch. Anchors are rows that were fitted to: numbers, no texts.

    Nearness to them lets the head bend where no single word and no single direction of the vector decides.
    """

    idf: Floats
    rules: Floats
    sense: Floats
    marks: Floats  # themes of the first anchors, as labelled; those that readers add have none


def weighed(words: Floats, idf: Floats) -> Floats:
    """Hashed words weighed by rarity, each row at length one."""
    rows = words * idf
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def near_sense(vectors: Floats, anchors: Floats) -> Floats:
    """How near each vector is to each anchor, 0 to 1."""
    return _near(vectors, anchors, FALL_SENSE)


def near_rules(matched: Floats, anchors: Floats) -> Floats:
    """How alike the rules that matched are to those of each anchor, 0 to 1."""
    return _near(matched, anchors, FALL_RULES)


def neighbours(
    vectors: Floats, anchors: Floats, marks: Floats, barred: NDArray[np.bool_] | None = None
) -> Floats:
    """Log odds of each theme among the labelled anchors nearest to each vector, but for the barred pairs."""
    near = (vectors @ anchors[: len(marks)].T - 1) / NARROW
    if barred is not None:
        near[barred] = -np.inf
    pull = np.exp(near - near.max(axis=1, keepdims=True))
    share = pull @ marks / pull.sum(axis=1, keepdims=True)
    return np.asarray(np.log((share + DOUBT) / (1 - share + DOUBT)), dtype=np.float32)


def _near(rows: Floats, anchors: Floats, fall: float) -> Floats:
    squares = (rows**2).sum(axis=1)[:, None] + (anchors**2).sum(axis=1)[None] - 2 * rows @ anchors.T
    return np.asarray(np.exp(-fall * np.maximum(squares, 0)), dtype=np.float32)
