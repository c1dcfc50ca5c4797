"""Fitting the theme head to labelled items: logistic regression, then calibration on folds never fitted on."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from models.embedder import identity
from models.embedder_batches import Floats
from models.fit_rows import ROWS, Rows, joined, load_rows, rows_of, save_all, save_rows
from models.head import Head, Weights, confidences, scores
from models.head_features import Features, Shape, shape_of
from models.head_lens import Lens, near_rules, near_sense, neighbours, weighed
from models.labelled import Labelled
from models.learner import learn
from models.theme_rules import load_themes

__all__ = [
    "ROWS",
    "Rows",
    "fit",
    "joined",
    "load_rows",
    "new_shape",
    "refit",
    "rows_of",
    "save_all",
    "save_rows",
]

STRENGTH = 0.7  # inverse of the penalty
# How loud each block speaks, chosen on folds over the real rows. Rules were written with those rows in
# sight, so folds flatter them: they are kept quieter than folds alone would have them.
GAIN_RULES, GAIN_SCORES, GAIN_LAYOUT, GAIN_NEAR_RULES, GAIN_WORDS, GAIN_SENSE = 0.5, 0.63, 0.45, 2.8, 2.3, 3.0
ANCHORS = 1000
FLAT = 1e-4  # anchors that say nothing new are not blown up
FOLDS = 5
# Of shown tags on the folds, which hold much talk and press: given and held-out rows then show .94.
PRECISION = 0.9
SURE_COPIES = 3  # a correction weighs as much as so many seed labels


def new_shape(labelled: Sequence[Labelled]) -> Shape:
    """The layout for a head fitted from scratch; the rules decide it, the labels don't."""
    return shape_of(load_themes())


def new_lens(rows: Rows, shape: Shape) -> Lens:
    """Rarity of words over the rows, and anchors drawn from them by a hash of their keys."""
    idf = np.log((1 + len(rows.words)) / (1 + rows.words.sum(axis=0))) + 1
    drawn = _drawn(rows)
    return Lens(
        idf.astype(np.float32), shape.matched(rows.dense[drawn]), rows.sense[drawn], rows.marks[drawn]
    )


def _drawn(rows: Rows) -> list[int]:
    return sorted(range(len(rows.keys)), key=lambda row: zlib.crc32(rows.keys[row].encode()))[:ANCHORS]


def fit(rows: Rows, shape: Shape, figures: dict[str, object] | None = None) -> Head:
    """The head for these rows: weights on all of them, calibration and floors from rows held out."""
    lens = new_lens(rows, shape)
    held, odds = _held_out(rows, shape, lens), _odds_held_out(rows, lens)
    real, fold = rows.real(), _folds(rows)
    marks, odds = rows.marks[real] > 0.5, odds[real]
    full = _calibrated(weights_for(rows, shape, lens, None, True), held[0][real], odds, marks)
    plain = _calibrated(weights_for(rows, shape, lens, None, False), held[1][real], 0 * odds, marks)
    floor = _floor(_crossed(full, held[0][real], odds, marks, fold[real]), marks)
    noted = {"items": len(rows.keys), "embedder": identity(), **(figures or {})}
    return Head(shape, lens, full, plain, dict.fromkeys(shape.themes, floor), noted)


def refit(head: Head, base: Rows, more: Rows) -> Head:
    """The head fitted again with labels of its readers; layout, calibration and floors stay."""
    rows = joined(base, more)
    full = weights_for(rows, head.shape, head.lens, None, True)
    plain = weights_for(rows, head.shape, head.lens, None, False)
    return replace(
        head,
        full=replace(full, known=head.full.known, slope=head.full.slope, shift=head.full.shift),
        plain=replace(plain, slope=head.plain.slope, shift=head.plain.shift),
        figures=head.figures | {"items": len(rows.keys), "corrections": len(more.keys)},
    )


def weights_for(
    rows: Rows, shape: Shape, lens: Lens, chosen: NDArray[np.intp] | None, with_vectors: bool
) -> Weights:
    """Weights fitted to the chosen rows; gains are folded into them."""
    pick = np.arange(len(rows.keys)) if chosen is None else chosen
    dense = rows.dense[pick]
    gains = np.concatenate(
        [
            np.full(2 * len(shape.rules), GAIN_RULES),
            np.full(len(shape.themes), GAIN_SCORES),
            np.full(dense.shape[1] - 2 * len(shape.rules) - len(shape.themes), GAIN_LAYOUT),
        ]
    ).astype(np.float32)
    turns = [GAIN_NEAR_RULES * _straightened(near_rules(lens.rules, lens.rules))]
    blocks = [gains * dense, near_rules(shape.matched(dense), lens.rules) @ turns[0]]
    if with_vectors:
        turns.append(GAIN_SENSE * _straightened(near_sense(lens.sense, lens.sense)))
        blocks.append(near_sense(rows.sense[pick], lens.sense) @ turns[1])
    words = GAIN_WORDS * weighed(rows.words[pick], lens.idf)
    found = learn(np.hstack(blocks), words, rows.marks[pick], rows.weight[pick], STRENGTH)
    first, second = dense.shape[1], dense.shape[1] + len(lens.rules)
    one = np.ones(len(shape.themes), dtype=np.float32)
    return Weights(
        dense=gains * found.dense[:, :first],
        words=np.float32(GAIN_WORDS) * found.words,
        near=found.dense[:, first:second] @ turns[0].T,
        sense=found.dense[:, second:] @ turns[1].T if with_vectors else None,
        known=0 * one,
        bias=found.bias,
        slope=one,
        shift=0 * one,
    )


def _straightened(near: Floats) -> Floats:
    """Turns nearness to anchors into coordinates in which plain distances count (Nyström)."""
    sizes, axes = np.linalg.eigh(near.astype(np.float64) + FLAT * np.eye(len(near)))
    return np.asarray((axes / np.sqrt(np.maximum(sizes, FLAT))) @ axes.T, dtype=np.float32)


def _held_out(rows: Rows, shape: Shape, lens: Lens) -> tuple[Floats, Floats]:
    """Scores of every row by a head that never saw its group, with vectors and without."""
    fold = _folds(rows)
    results = []
    for with_vectors in (True, False):
        held = np.zeros_like(rows.marks)
        for number in range(FOLDS):
            out = np.flatnonzero(fold == number)
            if len(out):
                weights = weights_for(rows, shape, lens, np.flatnonzero(fold != number), with_vectors)
                part = Features(rows.dense[out], rows.words[out], rows.sense[out], [], None)
                held[out] = scores(weights, part, shape, lens)
        results.append(held)
    return results[0], results[1]


def _odds_held_out(rows: Rows, lens: Lens) -> Floats:
    """What the anchors of other folds say of every row."""
    fold = _folds(rows)
    return neighbours(rows.sense, lens.sense, lens.marks, fold[:, None] == fold[_drawn(rows)][None])


def _folds(rows: Rows) -> NDArray[np.intp]:
    return np.array([zlib.crc32(group.encode()) % FOLDS for group in rows.groups])


def _calibrated(weights: Weights, raw: Floats, odds: Floats, marks: NDArray[np.bool_]) -> Weights:
    """Slope, shift and worth of the neighbours' odds for each theme, from held-out scores of real rows.

    Rare themes lean on the others.
    """
    from sklearn.linear_model import LogisticRegression

    themes = marks.shape[1]
    each = np.eye(themes)
    columns: list[NDArray[Any]] = [np.tile(each, (len(raw), 1))]
    for told, ease in ((raw, 0.5), (odds, 0.4)):
        columns += [told.reshape(-1, 1), ease * (told[:, :, None] * each[None]).reshape(-1, themes)]
    seen = np.hstack(columns)
    learner = LogisticRegression(C=1.0, fit_intercept=False, max_iter=500)
    learner.fit(seen, marks.reshape(-1))
    found = learner.coef_[0].astype(np.float32)
    of_score, of_odds = np.split(found[themes:], 2)
    slope, worth = of_score[0] + 0.5 * of_score[1:], of_odds[0] + 0.4 * of_odds[1:]
    return replace(weights, slope=slope, shift=found[:themes], known=worth / slope)


def _crossed(
    weights: Weights, raw: Floats, odds: Floats, marks: NDArray[np.bool_], fold: NDArray[np.intp]
) -> Floats:
    """Confidences by a calibration that never saw the row's fold either."""
    sure = np.zeros_like(raw)
    for number in np.unique(fold):
        out = fold == number
        found = _calibrated(weights, raw[~out], odds[~out], marks[~out])
        sure[out] = confidences(found, raw[out] + found.known * odds[out])
    return sure


def _floor(sure: Floats, marks: NDArray[np.bool_]) -> float:
    """The least confidence from which on held-out tags reach the precision that shown tags must have."""
    flat, right = sure.ravel(), marks.ravel()
    for floor in np.arange(0.5, 0.96, 0.01):
        shown = flat >= floor
        if shown.any() and right[shown].mean() >= PRECISION:
            return round(float(floor), 2)
    return 0.95
