"""The theme head: numbers that turn an item's features into calibrated confidences."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.embedder_batches import Floats
from models.head_features import Features, Shape
from models.head_lens import Lens, near_rules, near_sense, neighbours, weighed

HEAD = "head.npz"
FIGURES = "head.json"
# A tag counts from .5 on, yet most themes are rare: among held-out tags F1 is best from a chance of EVEN on.
# So chances between the knots are stretched to make .5 that cut; below and above them nothing changes.
EVEN = 0.38
_KNOTS = ((0.0, 0.2, EVEN, 0.62, 1.0), (0.0, 0.2, 0.5, 0.62, 1.0))
DIGEST_SHARE = 0.85  # a headline inside a digest is surer alone than it is worth for the whole issue


class HeadMissing(RuntimeError):
    """The head's files are not there or don't fit the rules; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Weights:
    """One linear layer a theme, and the calibration of its scores. `sense` is null for words alone."""

    dense: Floats
    words: Floats
    near: Floats
    sense: Floats | None
    known: Floats
    bias: Floats
    slope: Floats
    shift: Floats


@dataclass(frozen=True, slots=True)
class Head:
    """Both sets of weights (with and without vectors), the layout they hold for, and what was measured."""

    shape: Shape
    lens: Lens
    full: Weights
    plain: Weights
    floors: dict[str, float]
    figures: dict[str, object]


def scores(weights: Weights, features: Features, shape: Shape, lens: Lens) -> Floats:
    """Scores before calibration, one row an item, one column a theme."""
    total = features.dense @ weights.dense.T + weighed(features.words, lens.idf) @ weights.words.T
    total = total + near_rules(shape.matched(features.dense), lens.rules) @ weights.near.T + weights.bias
    if weights.sense is not None and features.sense is not None:
        total = total + near_sense(features.sense, lens.sense) @ weights.sense.T
        total = total + weights.known * neighbours(features.sense, lens.sense, lens.marks)
    return np.asarray(total, dtype=np.float32)


def confidences(weights: Weights, raw: Floats) -> Floats:
    """Calibrated confidences of raw scores."""
    return stretched(1 / (1 + np.exp(-(raw * weights.slope + weights.shift))))


def stretched(chances: Floats) -> Floats:
    """Chances with the best cut moved to .5."""
    return np.interp(chances, *_KNOTS).astype(np.float32)


def packed(vectors: Floats) -> NDArray[np.int8]:
    """Unit vectors in a quarter of their size, true to a cosine of .9999."""
    most = np.maximum(np.abs(vectors).max(axis=1, keepdims=True), 1e-9)
    return np.asarray(np.rint(vectors / most * 127), dtype=np.int8)


def unpacked(stored: NDArray[np.int8]) -> Floats:
    """The unit vectors that `packed` wrote."""
    rows = stored.astype(np.float32)
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), dtype=np.float32)


def head_folder() -> Path:
    """Where the head lies: $SEXTANT_HEAD, else beside the code."""
    named = os.environ.get("SEXTANT_HEAD")
    return Path(named) if named else Path(__file__).resolve().parent


def head_identity(folder: Path | None = None) -> str:
    """What tells one head from another: the hash of its numbers. Raises HeadMissing."""
    path = (folder or head_folder()) / HEAD
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    except OSError as error:
        raise HeadMissing(_missing(path)) from error


def load_head(folder: Path | None = None) -> Head:
    """The head in a folder, read again only when its file changes. Raises HeadMissing."""
    place = folder or head_folder()
    try:
        changed = (place / HEAD).stat().st_mtime_ns
    except OSError as error:
        raise HeadMissing(_missing(place / HEAD)) from error
    return _load(place, changed)


def save_head(head: Head, folder: Path) -> None:
    """Writes the head's two files, the numbers last: half a head is never read."""
    folder.mkdir(parents=True, exist_ok=True)
    arrays: dict[str, Any] = {
        "idf": head.lens.idf.astype(np.float16),
        "anchor_rules": head.lens.rules.astype(np.float16),
        "anchor_sense": packed(head.lens.sense),
        "anchor_marks": head.lens.marks.astype(np.int8),
    }
    for name, weights in (("full", head.full), ("plain", head.plain)):
        for part in ("dense", "words", "near", "sense", "known", "bias", "slope", "shift"):
            value = getattr(weights, part)
            if value is not None:
                arrays[f"{name}_{part}"] = value.astype(np.float16 if part == "words" else np.float32)
    about = {
        "themes": list(head.shape.themes),
        "rules": list(head.shape.rules),
        "floors": head.floors,
        "figures": head.figures,
    }
    (folder / FIGURES).write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    fresh = folder / f".{HEAD}.new.npz"
    np.savez_compressed(fresh, allow_pickle=False, **arrays)
    fresh.replace(folder / HEAD)


@lru_cache(maxsize=2)
def _load(folder: Path, changed: int) -> Head:
    try:
        about = json.loads((folder / FIGURES).read_text(encoding="utf-8"))
        with np.load(folder / HEAD, allow_pickle=False) as stored:
            anchors = unpacked(stored["anchor_sense"])
            arrays = {name: stored[name].astype(np.float32) for name in stored.files}
        shape = Shape(tuple(about["rules"]), tuple(about["themes"]))
        lens = Lens(arrays["idf"], arrays["anchor_rules"], anchors, arrays["anchor_marks"])
        full, plain = _weights(arrays, "full"), _weights(arrays, "plain")
        return Head(shape, lens, full, plain, about["floors"], about["figures"])
    except (OSError, ValueError, KeyError) as error:
        raise HeadMissing(f"{folder / HEAD} can't be read ({error}). {_REFIT}") from error


_REFIT = "Restore it from the repository, or run `python -m models fit --labels FILE`."


def _missing(path: Path) -> str:
    return f"The theme head {path} is missing. {_REFIT}"


def _weights(arrays: dict[str, Floats], name: str) -> Weights:
    listed = ("dense", "words", "near", "known", "bias", "slope", "shift")
    parts = {part: arrays[f"{name}_{part}"] for part in listed}
    return Weights(sense=arrays.get(f"{name}_sense"), **parts)
