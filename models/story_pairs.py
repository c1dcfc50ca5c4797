"""Pairs of stories by how far their likeness exceeds what is asked of them, kept up while stories are joined."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from models.story_items import Vector

NEVER = -np.inf
MOST_PAIRS = 16  # of a story, the most alike, so that a flood of look-alikes costs no more than it must


class Pairs:
    """Pairs of some stories, of which the first `new` may be joined with any, the others only with those.

    `alike` = mean likeness of the items of each to each, `sizes` = how many items each has,
    `least` = the least that can be asked of a pair; what is asked is told by `ask` once a pair is in question.
    """

    def __init__(self, alike: Vector, sizes: NDArray[np.int64], new: int, least: float) -> None:
        self._alike = alike.astype(np.float64)
        self._sizes = sizes.astype(np.float64)
        self._least = least
        self._left = self._alike - least  # what a pair has beyond what is asked, at most
        self._left[new:, new:] = NEVER
        np.fill_diagonal(self._left, NEVER)
        if len(alike) > MOST_PAIRS:
            kept = np.zeros(alike.shape, np.bool_)
            np.put_along_axis(kept, _most(self._left), True, axis=1)
            self._left[~(kept | kept.T)] = NEVER
        self._known = np.zeros(alike.shape, np.bool_)
        self._alive = np.ones(len(alike), np.bool_)
        self._best = self._left.argmax(axis=1)

    def best(self) -> tuple[int, int] | None:
        """The pair that has most beyond what is asked; null where none has enough."""
        row = int(self._left[np.arange(len(self._best)), self._best].argmax())
        column = int(self._best[row])
        return (row, column) if self._left[row, column] >= 0 else None

    def likeness(self, one: int, two: int) -> float:
        """Mean likeness of the items of two stories."""
        return float(self._alike[one, two])

    def known(self, one: int, two: int) -> bool:
        """Whether it was told what is asked of a pair."""
        return bool(self._known[one, two])

    def ask(self, one: int, two: int, asked: float) -> None:
        """Sets how alike a pair must be."""
        self._known[one, two] = self._known[two, one] = True
        self._set(one, two, self.likeness(one, two) - asked)

    def refuse(self, one: int, two: int) -> None:
        """Leaves a pair apart until one of them grows."""
        self._set(one, two, NEVER)

    def join(self, kept: int, gone: int) -> None:
        """Puts one story into another: the means of both are weighed by their sizes."""
        ours, theirs = self._sizes[kept], self._sizes[gone]
        mean = (ours * self._alike[kept] + theirs * self._alike[gone]) / (ours + theirs)
        self._sizes[kept] = ours + theirs
        self._alive[gone] = False
        self._alike[kept] = self._alike[:, kept] = mean
        self._known[kept] = self._known[:, kept] = False
        left = np.where(self._alive, mean - self._least, NEVER)
        left[kept] = NEVER
        if len(left) > MOST_PAIRS:
            kept_places = _most(left)
            few = np.full(left.shape, NEVER)
            few[kept_places] = left[kept_places]
            left = few
        self._left[gone] = self._left[:, gone] = NEVER
        self._left[kept] = self._left[:, kept] = left
        moved = np.flatnonzero((self._best == kept) | (self._best == gone))
        self._best[moved] = self._left[moved].argmax(axis=1)
        rows = np.arange(len(left))
        self._best[left > self._left[rows, self._best]] = kept
        self._best[kept] = int(left.argmax())

    def _set(self, one: int, two: int, left: float) -> None:
        self._left[one, two] = self._left[two, one] = left
        for row in (one, two):
            self._best[row] = int(self._left[row].argmax())


def _most(left: NDArray[np.float64]) -> NDArray[np.intp]:
    """Where the most alike of each row stand, exactly so many however many are equal."""
    return np.argpartition(-left, MOST_PAIRS - 1, axis=-1)[..., :MOST_PAIRS]
