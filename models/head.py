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
from models.head_lens import near, weighed
from models.head_tuned import Tuned, flat, from_flat
from models.network import Network, answers

HEAD = "head.npz"
FIGURES = "head.json"
# A tag counts from .5 on, yet most themes are rare: among held-out tags F1 is best from a chance of EVEN on.
# So chances between the knots are stretched to make .5 that cut; below and above them nothing changes.
EVEN = 0.36
_KNOTS = ((0.0, 0.2, EVEN, 0.62, 1.0), (0.0, 0.2, 0.5, 0.62, 1.0))
TUNED_SHARE = 0.4  # of a score is the tuned encoder's word, the rest the network's; between .3 and .5 it is all one
DIGEST_SHARE = 0.85  # a headline inside a digest is surer alone than it is worth for the whole issue


class HeadMissing(RuntimeError):
    """The head's files are not there or don't fit the rules; the sentence says what to do."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """Turns scores into chances: one line for all themes, since lines of their own only fitted chance."""

    slope: float
    shift: float


@dataclass(frozen=True, slots=True)
class Linear:
    """What judges texts without a vector: one linear layer over rules, layout and weighed words."""

    dense: Floats
    words: Floats
    bias: Floats


@dataclass(frozen=True, slots=True)
class Readers:
    """What readers' corrections moved: how strongly each text they touch pulls at each theme. Empty at first."""

    rules: Floats
    sense: Floats
    pull: Floats


@dataclass(frozen=True, slots=True)
class Head:
    """Network and tuned encoder, what stands in for them where vectors are missing, their layout, what was measured."""

    shape: Shape
    idf: Floats
    network: Network
    tuned: Tuned
    calibration: Calibration
    linear: Linear
    linear_calibration: Calibration
    readers: Readers
    floors: dict[str, float]
    figures: dict[str, object]


def scores(head: Head, features: Features) -> Floats:
    """Scores before calibration, one row a text, one column a theme. Raises ValueError without vectors."""
    heard = answers(head.network, features, weighed(features.words, head.idf), head.shape)
    if features.tuned is None:
        raise ValueError("the head needs the scores of the tuned encoder")
    total = together(heard, features.tuned)
    if len(head.readers.pull.T):
        assert features.sense is not None
        rules = head.shape.matched(features.dense)
        total = (
            total + near(rules, features.sense, head.readers.rules, head.readers.sense) @ head.readers.pull.T
        )
    return np.asarray(total, dtype=np.float32)


def together(network: Floats, tuned: Floats) -> Floats:
    """One score from that of the network and that of the tuned encoder."""
    return np.asarray((1 - TUNED_SHARE) * network + TUNED_SHARE * tuned, dtype=np.float32)


def linear_scores(linear: Linear, features: Features, idf: Floats) -> Floats:
    """The same by rules, layout and words alone."""
    told = features.dense @ linear.dense.T + weighed(features.words, idf) @ linear.words.T + linear.bias
    return np.asarray(told, dtype=np.float32)


def sure(head: Head, features: Features) -> Floats:
    """Confidences with vectors, one row a text, one column a theme. Raises ValueError without vectors."""
    return confidences(head.calibration, scores(head, features))


def sure_by_words(head: Head, features: Features) -> Floats:
    """Confidences by rules, layout and words alone."""
    return confidences(head.linear_calibration, linear_scores(head.linear, features, head.idf))


def confidences(calibration: Calibration, raw: Floats) -> Floats:
    """Calibrated confidences of raw scores."""
    return stretched(1 / (1 + np.exp(-(raw * calibration.slope + calibration.shift))))


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
    network, linear, readers = head.network, head.linear, head.readers
    arrays: dict[str, Any] = {
        "idf": head.idf.astype(np.float16),
        "axes": packed(network.words),
        "first": network.first.astype(np.float16),
        "first_bias": network.first_bias,
        "last": network.last.astype(np.float16),
        "last_bias": network.last_bias,
        "tuned": flat(head.tuned).astype(np.float16),
        "linear_dense": linear.dense,
        "linear_words": linear.words.astype(np.float16),
        "linear_bias": linear.bias,
        "calibrations": np.array(
            [[one.slope, one.shift] for one in (head.calibration, head.linear_calibration)]
        ),
        "readers_rules": readers.rules.astype(np.float16),
        "readers_sense": readers.sense,
        "readers_pull": readers.pull,
    }
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
            arrays = {name: stored[name].astype(np.float32) for name in stored.files if name != "axes"}
            axes = unpacked(stored["axes"])
        return _assembled(arrays, axes, about)
    except (OSError, ValueError, KeyError) as error:
        raise HeadMissing(f"{folder / HEAD} can't be read ({error}). {_REFIT}") from error


_REFIT = "Restore it from the repository, or run `python -m models fit --labels FILE`."


def _missing(path: Path) -> str:
    return f"The theme head {path} is missing. {_REFIT}"


def _assembled(arrays: dict[str, Floats], axes: Floats, about: dict[str, Any]) -> Head:
    with_vectors, by_words = (
        Calibration(float(slope), float(shift)) for slope, shift in arrays["calibrations"]
    )
    return Head(
        Shape(tuple(about["rules"]), tuple(about["themes"])),
        arrays["idf"],
        Network(axes, *(arrays[name] for name in ("first", "first_bias", "last", "last_bias"))),
        from_flat(arrays["tuned"]),
        with_vectors,
        Linear(*(arrays[f"linear_{name}"] for name in ("dense", "words", "bias"))),
        by_words,
        Readers(*(arrays[f"readers_{name}"] for name in ("rules", "sense", "pull"))),
        about["floors"],
        about["figures"],
    )
