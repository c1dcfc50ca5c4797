"""Lets the shipped theme head learn from what readers corrected, near those texts and for those themes alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.embedder_batches import Floats
from models.fit_rows import Rows
from models.head import Calibration, Head, Readers, confidences, scores
from models.head_features import Features, features_of
from models.head_lens import near
from models.items import Item

GIVEN, NOT_GIVEN = (
    0.99999,
    0.002,
)  # what a corrected text itself is brought near to, so that those like it follow
ALIKE = 0.985  # a shipped row this near to a corrected text is the same text: the reader's word replaces it
HOLDING = 4000  # shipped rows that hold against a change, nearest first: the rest would not move, and cost seconds
# How freely the head may move away from its own word on shipped rows, and from the reader's on corrected ones.
SLACK_SHIPPED, SLACK_CORRECTED = 6.0, 0.1
CUT = 0.5  # without word of what was on the screen, a theme counts as seen from this confidence on


@dataclass(frozen=True, slots=True)
class Corrected:
    """A text with the themes that a reader gave it, and those that the screen showed; null = what the head gives."""

    item: Item
    vector: Sequence[float]
    themes: tuple[str, ...]
    was: tuple[str, ...] | None


def refit(head: Head, base: Rows, corrected: Sequence[Corrected]) -> Head:
    """The head with a local change: corrected texts move, texts like them follow, shipped rows hold against it.

    Themes that no reader changed keep every number. Layout, calibration and floors stay, and so does the head for
    texts without a vector: words alone can't tell what is alike.
    """
    if not corrected:
        return head
    vectors = np.asarray([one.vector for one in corrected], dtype=np.float32)
    texts = features_of([one.item for one in corrected], vectors, head.shape, head.tuned)
    raw = scores(head, texts)
    wanted = _wanted(head, corrected, raw)
    moved = np.flatnonzero(wanted.any(axis=0))
    figures = head.figures | {"corrections": len(corrected)}
    if not len(moved):
        return replace(head, figures=figures)
    touched = _touched(head, base, texts)
    pull = np.zeros((len(head.shape.themes), len(touched.sense)), dtype=np.float32)
    pull[moved] = _pull(touched, wanted[:, moved]).T
    old = head.readers
    readers = Readers(
        np.vstack([old.rules, touched.rules]),
        np.vstack([old.sense, touched.sense]),
        np.hstack([old.pull, pull]),
    )
    return replace(head, readers=readers, figures=figures)


def _wanted(head: Head, corrected: Sequence[Corrected], raw: Floats) -> Floats:
    """By how much each score must change, a row a text, a column a theme; 0 where the reader changed nothing."""
    wanted = np.zeros(raw.shape, dtype=np.float32)
    given = confidences(head.calibration, raw) >= CUT
    goal = {sign: _score(head.calibration, chance) for sign, chance in ((True, GIVEN), (False, NOT_GIVEN))}
    for row, one in enumerate(corrected):
        for column, theme in enumerate(head.shape.themes):
            is_right = theme in one.themes
            was_there = given[row, column] if one.was is None else theme in one.was
            if is_right and not was_there:
                wanted[row, column] = max(goal[True] - raw[row, column], 0)
            elif was_there and not is_right:
                wanted[row, column] = min(goal[False] - raw[row, column], 0)
    return wanted


def _score(calibration: Calibration, chance: float) -> float:
    """The score that the calibration reads as this chance."""
    return float((np.log(chance / (1 - chance)) - calibration.shift) / calibration.slope)


def _touched(head: Head, base: Rows, texts: Features) -> Readers:
    """The nearest shipped rows that no reader judged anew, and after them the corrected texts; nothing pulls yet."""
    assert texts.sense is not None
    likeness = (base.sense @ texts.sense.T).max(axis=1)
    nearest = np.argsort(-likeness, kind="stable")
    kept = np.sort(nearest[likeness[nearest] < ALIKE][:HOLDING])
    rules = head.shape.matched(np.vstack([base.dense[kept], texts.dense]))
    sense = np.vstack([base.sense[kept], texts.sense])
    return Readers(rules, sense, np.zeros((len(head.shape.themes), len(sense)), dtype=np.float32))


def _pull(touched: Readers, wanted: Floats) -> Floats:
    """How strongly each text must pull so that corrected texts move as wanted and shipped rows don't."""
    from scipy.linalg import solve  # late: reading tags needs none of it

    count = len(touched.sense)
    alike = near(touched.rules, touched.sense, touched.rules, touched.sense)
    slack = np.full(count, 2 * SLACK_SHIPPED)
    slack[-len(wanted) :] = 2 * SLACK_CORRECTED
    change = np.zeros((count, wanted.shape[1]))
    change[-len(wanted) :] = wanted
    found = solve(alike.astype(np.float64) + np.diag(slack), change, assume_a="pos", overwrite_a=True)
    return np.asarray(found, dtype=np.float32)
