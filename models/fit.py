"""Fitting the theme head to labelled items: networks, then calibration on folds never fitted on."""

from __future__ import annotations

import zlib
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from models.embedder import identity
from models.embedder_batches import Floats
from models.fit_rows import Rows
from models.head import Calibration, Head, Linear, Readers, confidences, linear_scores, together
from models.head_features import Features, Shape, shape_of
from models.head_lens import weighed
from models.head_tuned import Tuned
from models.learner import learn
from models.network import inputs, scored
from models.network_fit import network_of, word_axes
from models.theme_rules import load_themes

STRENGTH = 0.7  # of the linear layers: inverse of the penalty
GAIN_WORDS = 2.3  # how loud words speak there beside rules and layout
FOLDS = 5
TUNED_FOLDS = 2  # of the tuned encoder, which takes minutes a fold
ALWAYS = -1  # the part of rows that are fitted to in every fold
FOLD_MEMBERS = 2  # a network less than the shipped head has, to save time; scores hardly differ
# Of shown tags on the folds, which hold much talk and press: given and held-out rows then show .94 and more.
PRECISION = 0.9
FIRM = 1e4  # next to no penalty: two numbers learnt from a hundred thousand judgements need none


def new_shape() -> Shape:
    """The layout for a head fitted from scratch; the rules decide it, the labels don't."""
    return shape_of(load_themes())


def fit(rows: Rows, shape: Shape, tuned: Tuned) -> Head:
    """The head for these rows: weights on all of them, calibration and floor from rows held out."""
    idf = _rarity(rows)
    words = weighed(rows.words, idf)
    axes = word_axes(words)
    seen = inputs(rows.dense, words, rows.sense, shape, axes)
    fold = folds(rows)
    told = held_out(rows, fold, lambda chosen, out: by_network(rows, seen, axes, chosen, out))
    held = together(told, rows.tuned)
    held_plain = held_out(rows, fold, lambda chosen, out: _by_words(rows, idf, chosen, out))
    real, marks = rows.real(), rows.marks > 0.5
    calibration = _calibrated(held[real], marks[real])
    floor = _floor(confidences(calibration, held[real]), marks[real])
    return Head(
        shape,
        idf,
        network_of(axes, seen, rows.marks, rows.weight),
        tuned,
        calibration,
        _linear_for(rows, idf),
        _calibrated(held_plain[real], marks[real]),
        _no_readers(rows, shape),
        dict.fromkeys(shape.themes, floor),
        {"items": len(rows.keys), "embedder": identity()},
    )


def _rarity(rows: Rows) -> Floats:
    """How much each hashed word tells: the rarer, the more."""
    return np.asarray(np.log((1 + len(rows.words)) / (1 + rows.words.sum(axis=0))) + 1, dtype=np.float32)


def _linear_for(rows: Rows, idf: Floats) -> Linear:
    """The linear layers for texts without vectors; their gain is folded in."""
    found = learn(rows.dense, GAIN_WORDS * weighed(rows.words, idf), rows.marks, rows.weight, STRENGTH)
    return Linear(found.dense, np.float32(GAIN_WORDS) * found.words, found.bias)


def held_out(
    rows: Rows, part: NDArray[np.intp], told: Callable[[NDArray[np.intp], NDArray[np.intp]], Floats]
) -> Floats:
    """Scores of every row by what never saw its part, 0 where it is ALWAYS; `told` fits to rows and scores others."""
    found = np.zeros_like(rows.marks)
    for number in np.unique(part[part != ALWAYS]):
        out = np.flatnonzero(part == number)
        found[out] = told(np.flatnonzero(part != number), out)
    return found


def by_network(
    rows: Rows, seen: Floats, axes: Floats, chosen: NDArray[np.intp], out: NDArray[np.intp]
) -> Floats:
    """Scores of the rows `out` by a network trained on the `chosen` ones; `seen` is what it sees of all rows."""
    network = network_of(axes, seen[chosen], rows.marks[chosen], rows.weight[chosen], FOLD_MEMBERS)
    return scored(network, seen[out])


def _calibrated(raw: Floats, marks: NDArray[np.bool_]) -> Calibration:
    """Slope and shift of held-out scores, one for all themes."""
    from sklearn.linear_model import LogisticRegression

    found = LogisticRegression(C=FIRM).fit(raw.reshape(-1, 1), marks.ravel())
    return Calibration(float(found.coef_[0, 0]), float(found.intercept_[0]))


def _no_readers(rows: Rows, shape: Shape) -> Readers:
    """What readers moved in a head that none has corrected yet."""
    rules = shape.matched(rows.dense[:0])
    return Readers(rules, rows.sense[:0], np.zeros((len(shape.themes), 0), dtype=np.float32))


def _by_words(rows: Rows, idf: Floats, chosen: NDArray[np.intp], out: NDArray[np.intp]) -> Floats:
    part = Features(rows.dense[out], rows.words[out], None, [], None)
    return linear_scores(_linear_for(rows.chosen(chosen), idf), part, idf)


def folds(rows: Rows, count: int | None = None) -> NDArray[np.intp]:
    """The part of each row; a group is never split."""
    return np.array([zlib.crc32(group.encode()) % (count or FOLDS) for group in rows.groups])


def _floor(sure: Floats, marks: NDArray[np.bool_]) -> float:
    """The least confidence from which on held-out tags reach the precision that shown tags must have."""
    flat, right = sure.ravel(), marks.ravel()
    for floor in np.arange(0.5, 0.96, 0.01):
        shown = flat >= floor
        if shown.any() and right[shown].mean() >= PRECISION:
            return round(float(floor), 2)
    return 0.95
