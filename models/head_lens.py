"""How the theme head sees features: words by their rarity, and how near two texts are in rules and in meaning."""

from __future__ import annotations

import numpy as np

from models.embedder_batches import Floats

# How fast nearness falls with distance: of unit vectors, and of the rules that matched.
FALL_SENSE, FALL_RULES = 0.7, 0.07


def weighed(words: Floats, idf: Floats) -> Floats:
    """Hashed words weighed by rarity, each row at length one."""
    rows = words * idf
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def near(rules: Floats, sense: Floats, other_rules: Floats, other_sense: Floats) -> Floats:
    """How alike each text is to each other one, 0 to 2: by the rules that matched and by vector."""
    return _near(rules, other_rules, FALL_RULES) + _near(sense, other_sense, FALL_SENSE)


def _near(rows: Floats, anchors: Floats, fall: float) -> Floats:
    squares = (rows**2).sum(axis=1)[:, None] + (anchors**2).sum(axis=1)[None] - 2 * rows @ anchors.T
    return np.asarray(np.exp(-fall * np.maximum(squares, 0)), dtype=np.float32)
