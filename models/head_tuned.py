"""A tuned encoder: the embedding's own network, its last layers changed a little by labels, which scores texts."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from models.embedder import Changed, export_changed, read
from models.embedder_batches import DIMENSION, Floats

LAYERS = (3, 4, 5)  # of six; changing all of them gains little more, and is fitted half as fast
RANK = 16
THEMES = "themes"  # what is exported for the theme head
WIDER = 4 * DIMENSION
# The matrices of one layer, each with how many numbers go in and come out.
MATRICES = (
    ("attention.self.query", DIMENSION, DIMENSION),
    ("attention.self.key", DIMENSION, DIMENSION),
    ("attention.self.value", DIMENSION, DIMENSION),
    ("attention.output.dense", DIMENSION, DIMENSION),
    ("intermediate.dense", DIMENSION, WIDER),
    ("output.dense", WIDER, DIMENSION),
)


@dataclass(frozen=True, slots=True)
class Tuned:
    """What is added to the embedding's matrices, `up @ down` each, layer by layer; and the line from vector to scores."""

    down: tuple[Floats, ...]
    up: tuple[Floats, ...]
    weight: Floats
    bias: Floats


def tuned_scores(tuned: Tuned, texts: Sequence[str], kind: str = THEMES) -> Floats:
    """Scores before calibration, one row a text, one column a theme or type. Raises EmbedderMissing."""
    if not texts:
        return np.zeros((0, len(tuned.bias)), dtype=np.float32)
    return read(texts, exported(tuned, kind))


def exported(tuned: Tuned, kind: str = THEMES) -> str:
    """The graph of a tuned encoder of this kind, exported first where nobody has. Raises EmbedderMissing."""
    name = hashlib.sha256(flat(tuned).tobytes()).hexdigest()[:16]
    return export_changed(kind, name, lambda: _changed(tuned))  # multiplied out only where it must be written


def _changed(tuned: Tuned) -> Changed:
    added = [up @ down for up, down in zip(tuned.up, tuned.down, strict=True)]
    return Changed(dict(zip(places(), added, strict=True)), tuned.weight, tuned.bias)


def places() -> list[str]:
    """The names of the changed matrices, in order."""
    return [f"encoder.layer.{layer}.{name}.weight" for layer in LAYERS for name, _, _ in MATRICES]


def flat(tuned: Tuned) -> Floats:
    """All its numbers in one row, as they are stored; as exact as `from_flat` of what a head's file keeps."""
    pairs = [part.ravel() for both in zip(tuned.down, tuned.up, strict=True) for part in both]
    whole = np.concatenate([*pairs, tuned.weight.ravel(), tuned.bias])
    return np.asarray(whole.astype(np.float16), dtype=np.float32)


def from_flat(numbers: Floats) -> Tuned:
    """The tuned encoder of such a row. Raises ValueError where its length fits none."""
    down, up, start = [], [], 0
    for _ in LAYERS:
        for _, inner, outer in MATRICES:
            down.append(numbers[start : start + RANK * inner].reshape(RANK, inner))
            start += RANK * inner
            up.append(numbers[start : start + RANK * outer].reshape(outer, RANK))
            start += RANK * outer
    themes = (len(numbers) - start) // (DIMENSION + 1)
    return Tuned(tuple(down), tuple(up), numbers[start:-themes].reshape(themes, DIMENSION), numbers[-themes:])
