"""Fitting the theme head to labelled items: logistic regression, then calibration on folds never fitted on."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from models.embedder import embed, identity
from models.embedder_batches import Floats
from models.head import Head, Weights, save_head, weighed
from models.head_features import Features, Shape, family, features_of, shape_of
from models.headlines import headlines
from models.items import embedding_text
from models.labelled import Labelled
from models.theme_rules import load_themes

ROWS = "head_rows.npz"
STRENGTH = 0.4  # inverse of the penalty
# How loud rules, words and vector speak. Rules were written with the fitted rows in sight, so folds flatter
# them; on the held-out labels quieter rules do better.
GAIN_RULES, GAIN_WORDS, GAIN_SENSE = 0.5, 4.0, 3.0
HIDDEN_SOURCES = 0.3  # share of rows fitted without their source: a new vendor must not be a stranger
FOLDS = 5
PRECISION = 0.93  # what shown tags must reach on the folds
SURE_COPIES = 3  # a correction weighs as much as so many seed labels


@dataclass(frozen=True, slots=True)
class Rows:
    """Labelled items as numbers, without their texts: what the shipped head was fitted to."""

    keys: tuple[str, ...]
    groups: tuple[str, ...]
    weight: Floats
    marks: Floats
    dense: Floats
    words: Floats
    sense: Floats


def rows_of(labelled: Sequence[Labelled], shape: Shape, weight: float = 1.0) -> Rows:
    """Feature rows of labelled items; digests are left out, as their labels belong to no single text."""
    kept = [one for one in labelled if not headlines(one.item.title)]
    items = [one.item for one in kept]
    features = features_of(items, embed([embedding_text(item) for item in items]), shape)
    assert features.sense is not None
    marks = np.array([[float(name in one.themes) for name in shape.themes] for one in kept], dtype=np.float32)
    groups = tuple(f"{family(item.source)} {item.date or item.id}"[:40] for item in items)
    weights = np.full(len(kept), weight, dtype=np.float32)
    keys = tuple(one.key for one in kept)
    return Rows(keys, groups, weights, marks, features.dense, features.words, features.sense)


def new_shape(labelled: Sequence[Labelled]) -> Shape:
    """The layout for a head fitted to these items alone."""
    sources = sorted({family(one.item.source) for one in labelled if one.item.source})
    return shape_of(load_themes(), sources)


def joined(base: Rows, more: Rows) -> Rows:
    """Both sets; an item labelled again takes its newer label."""
    newer = set(more.keys)
    kept = np.array([key not in newer for key in base.keys], dtype=bool)
    groups = [group for group, keep in zip(base.groups, kept, strict=True) if keep]
    keys = [key for key, keep in zip(base.keys, kept, strict=True) if keep]
    return Rows(
        (*keys, *more.keys),
        (*groups, *more.groups),
        np.concatenate([base.weight[kept], more.weight]),
        np.vstack([base.marks[kept], more.marks]),
        np.vstack([base.dense[kept], more.dense]),
        np.vstack([base.words[kept], more.words]),
        np.vstack([base.sense[kept], more.sense]),
    )


def fit(rows: Rows, shape: Shape, figures: dict[str, object] | None = None) -> Head:
    """The head for these rows: weights on all of them, calibration and floors from rows held out."""
    idf = _rarity(rows.words)
    held = _held_out(rows, shape, idf)
    full = _calibrated(weights_for(rows, shape, idf, None, True), held[0], rows)
    plain = _calibrated(weights_for(rows, shape, idf, None, False), held[1], rows)
    sure = 1 / (1 + np.exp(-(held[0] * full.slope + full.shift)))
    floor = _floor(sure, rows)
    noted = {"items": len(rows.keys), "embedder": identity(), **(figures or {})}
    return Head(shape, idf, full, plain, dict.fromkeys(shape.themes, floor), noted)


def refit(head: Head, base: Rows, more: Rows) -> Head:
    """The head fitted again with labels of its readers; layout, calibration and floors stay."""
    rows = joined(base, more)
    full = weights_for(rows, head.shape, head.idf, None, True)
    plain = weights_for(rows, head.shape, head.idf, None, False)
    figures = head.figures | {"items": len(rows.keys), "corrections": len(more.keys)}
    return Head(
        head.shape,
        head.idf,
        Weights(full.dense, full.words, full.sense, full.bias, head.full.slope, head.full.shift),
        Weights(plain.dense, plain.words, None, plain.bias, head.plain.slope, head.plain.shift),
        head.floors,
        figures,
    )


def save_rows(rows: Rows, folder: Path) -> None:
    """Writes the rows: numbers and keys only, so that readers can refit without any third party's text."""
    np.savez_compressed(
        folder / ROWS,
        allow_pickle=False,
        keys=np.array(rows.keys),
        groups=np.array(rows.groups),
        weight=rows.weight.astype(np.float16),
        marks=np.packbits(rows.marks.astype(bool), axis=1),
        dense=rows.dense.astype(np.float16),
        words=np.packbits(rows.words.astype(bool), axis=1),
        sense=rows.sense.astype(np.float16),
    )


def load_rows(folder: Path, shape: Shape) -> Rows:
    """The rows that `save_rows` wrote for a head of this layout."""
    with np.load(folder / ROWS, allow_pickle=False) as stored:
        words = np.unpackbits(stored["words"], axis=1).astype(np.float32)
        marks = np.unpackbits(stored["marks"], axis=1, count=len(shape.themes)).astype(np.float32)
        return Rows(
            tuple(str(key) for key in stored["keys"]),
            tuple(str(group) for group in stored["groups"]),
            stored["weight"].astype(np.float32),
            marks,
            stored["dense"].astype(np.float32),
            words,
            stored["sense"].astype(np.float32),
        )


def save_all(head: Head, rows: Rows, folder: Path) -> None:
    """Head and rows together: what the repository ships."""
    save_rows(rows, folder)
    save_head(head, folder)


def _rarity(words: Floats) -> Floats:
    held = np.log((1 + len(words)) / (1 + words.sum(axis=0))) + 1
    return np.asarray(held, dtype=np.float32)


def weights_for(
    rows: Rows, shape: Shape, idf: Floats, chosen: NDArray[np.intp] | None, with_vectors: bool
) -> Weights:
    """Balanced logistic regression a theme, on the chosen rows; gains are folded into the weights."""
    from sklearn.linear_model import LogisticRegression  # late: reading tags needs none of it

    pick = np.arange(len(rows.keys)) if chosen is None else chosen
    dense = rows.dense[pick].copy()
    hidden = np.array([zlib.crc32(rows.keys[row].encode()) % 100 < 100 * HIDDEN_SOURCES for row in pick])
    dense[hidden, dense.shape[1] - len(shape.sources) :] = 0
    parts = [GAIN_RULES * dense, GAIN_WORDS * weighed(rows.words[pick], idf)]
    if with_vectors:
        parts.append(GAIN_SENSE * rows.sense[pick])
    seen = np.hstack(parts)
    weights, bias = np.zeros((len(shape.themes), seen.shape[1])), np.full(len(shape.themes), -6.0)
    for column in range(len(shape.themes)):
        marks = rows.marks[pick, column] > 0.5
        if marks.any() and not marks.all():
            learner = LogisticRegression(
                C=STRENGTH, class_weight="balanced", solver="liblinear", max_iter=300, random_state=0
            )
            learner.fit(seen, marks, sample_weight=rows.weight[pick])
            weights[column], bias[column] = learner.coef_[0], learner.intercept_[0]
    first, second = dense.shape[1], dense.shape[1] + rows.words.shape[1]
    one = np.ones(len(shape.themes), dtype=np.float32)
    return Weights(
        (GAIN_RULES * weights[:, :first]).astype(np.float32),
        (GAIN_WORDS * weights[:, first:second]).astype(np.float32),
        (GAIN_SENSE * weights[:, second:]).astype(np.float32) if with_vectors else None,
        bias.astype(np.float32),
        one,
        0 * one,
    )


def _held_out(rows: Rows, shape: Shape, idf: Floats) -> tuple[Floats, Floats]:
    """Scores of every row by a head that never saw its group, with vectors and without."""
    from models.head import scores

    fold = np.array([zlib.crc32(group.encode()) % FOLDS for group in rows.groups])
    results = []
    for with_vectors in (True, False):
        held = np.zeros_like(rows.marks)
        for number in range(FOLDS):
            out = np.flatnonzero(fold == number)
            if len(out):
                weights = weights_for(rows, shape, idf, np.flatnonzero(fold != number), with_vectors)
                part = Features(rows.dense[out], rows.words[out], rows.sense[out], [], None)
                held[out] = scores(weights, part, idf)
        results.append(held)
    return results[0], results[1]


def _calibrated(weights: Weights, held: Floats, rows: Rows) -> Weights:
    """One slope for all themes, and a shift of its own for each, both from held-out scores."""
    from sklearn.linear_model import LogisticRegression

    real = np.array([not group.startswith(" ") for group in rows.groups])
    raw, marks = held[real], rows.marks[real] > 0.5
    themes = marks.shape[1]
    shifts = np.tile(np.eye(themes), (len(raw), 1))
    seen = np.hstack([raw.reshape(-1, 1), shifts])
    learner = LogisticRegression(C=10.0, fit_intercept=False, max_iter=500)
    learner.fit(seen, marks.reshape(-1))
    slope = np.full(themes, learner.coef_[0][0], dtype=np.float32)
    shift = learner.coef_[0][1:].astype(np.float32)
    return Weights(weights.dense, weights.words, weights.sense, weights.bias, slope, shift)


def _floor(sure: Floats, rows: Rows) -> float:
    """The least confidence from which on held-out tags reach the precision that shown tags must have."""
    real = np.array([not group.startswith(" ") for group in rows.groups])
    flat, right = sure[real].ravel(), rows.marks[real].ravel() > 0.5
    for floor in np.arange(0.5, 0.96, 0.01):
        shown = flat >= floor
        if shown.any() and right[shown].mean() >= PRECISION:
            return round(float(floor), 2)
    return 0.95
