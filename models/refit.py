"""Lets the shipped theme head learn from what readers corrected, near those texts and for those themes alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.embedder_batches import Floats
from models.fit_rows import Rows
from models.head import Head, Weights, confidences, scores
from models.head_features import Features, features_of
from models.head_lens import Lens, near_rules, near_sense
from models.items import Item

GIVEN, NOT_GIVEN = (
    0.9999,
    0.002,
)  # what a corrected text itself is brought near to, so that those like it follow
ALIKE = 0.985  # a shipped row this near to a corrected text is the same text: the reader's word replaces it
# How freely the head may move away from its own word on shipped rows, and from the reader's on corrected ones.
SLACK_SHIPPED, SLACK_CORRECTED = 2.0, 0.1
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
    texts = features_of([one.item for one in corrected], vectors, head.shape)
    raw = scores(head.full, texts, head.shape, head.lens)
    wanted = _wanted(head, corrected, raw)
    moved = np.flatnonzero(wanted.any(axis=0))
    figures = head.figures | {"corrections": len(corrected)}
    if not len(moved):
        return replace(head, figures=figures)
    anchors = _anchors(head, base, texts)
    pull = _pull(anchors, wanted[:, moved])
    spread: Floats = np.zeros((len(head.shape.themes), len(pull)), dtype=np.float32)
    spread[moved] = pull.T
    full, plain = head.full, head.plain
    return replace(
        head,
        lens=_longer(head.lens, anchors),
        full=replace(full, near=np.hstack([full.near, spread]), sense=np.hstack([_sense(full), spread])),
        plain=replace(plain, near=np.hstack([plain.near, 0 * spread])),
        figures=figures,
    )


def _wanted(head: Head, corrected: Sequence[Corrected], raw: Floats) -> Floats:
    """By how much each score must change, a row a text, a column a theme; 0 where the reader changed nothing."""
    wanted = np.zeros(raw.shape, dtype=np.float32)
    given = confidences(head.full, raw) >= CUT
    goal = {sign: _score(head.full, chance) for sign, chance in ((True, GIVEN), (False, NOT_GIVEN))}
    for row, one in enumerate(corrected):
        for column, theme in enumerate(head.shape.themes):
            is_right = theme in one.themes
            was_there = given[row, column] if one.was is None else theme in one.was
            if is_right and not was_there:
                wanted[row, column] = max(goal[True][column] - raw[row, column], 0)
            elif was_there and not is_right:
                wanted[row, column] = min(goal[False][column] - raw[row, column], 0)
    return wanted


def _score(weights: Weights, chance: float) -> Floats:
    """The score of each theme that its calibration reads as this chance."""
    return np.asarray((np.log(chance / (1 - chance)) - weights.shift) / weights.slope, dtype=np.float32)


def _anchors(head: Head, base: Rows, texts: Features) -> Lens:
    """Shipped rows that no reader judged anew, and after them the corrected texts."""
    assert texts.sense is not None
    kept = (base.sense @ texts.sense.T).max(axis=1) < ALIKE
    rules = head.shape.matched(np.vstack([base.dense[kept], texts.dense]))
    return Lens(head.lens.idf, rules, np.vstack([base.sense[kept], texts.sense]), head.lens.marks[:0])


def _pull(anchors: Lens, wanted: Floats) -> Floats:
    """How strongly each anchor pulls at each theme, so that corrected texts move as wanted and shipped rows don't."""
    count = len(anchors.sense)
    near = near_sense(anchors.sense, anchors.sense) + near_rules(anchors.rules, anchors.rules)
    slack = np.full(count, 2 * SLACK_SHIPPED)
    slack[-len(wanted) :] = 2 * SLACK_CORRECTED
    change = np.zeros((count, wanted.shape[1]))
    change[-len(wanted) :] = wanted
    return np.asarray(np.linalg.solve(near.astype(np.float64) + np.diag(slack), change), dtype=np.float32)


def _longer(lens: Lens, more: Lens) -> Lens:
    rules, sense = np.vstack([lens.rules, more.rules]), np.vstack([lens.sense, more.sense])
    return Lens(lens.idf, rules, sense, lens.marks)


def _sense(weights: Weights) -> Floats:
    if weights.sense is None:
        raise ValueError("the head was fitted without vectors")
    return weights.sense
