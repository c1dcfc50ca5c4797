"""Words of press titles: how rare each is, and how alike two titles are by their rare words."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

FEW_WORDS = 9.0  # the square of a rare word's weight: two titles of one common word each are not alike


class Words:
    """Words weighted by how rare each was when its item came."""

    def __init__(self) -> None:
        self._known: Counter[str] = Counter()
        self._count = 0

    def know(self, words: Iterable[str]) -> None:
        """Counts a title's words as seen, before or as its item is added."""
        self._known.update(words)
        self._count += 1

    def weigh(self, words: Iterable[str]) -> dict[str, float]:
        """Words with their weights, of length one where there are enough of them."""
        found = {word: 1 + math.log((1 + self._count) / (1 + self._known[word])) for word in words}
        length = math.sqrt(FEW_WORDS + sum(weight * weight for weight in found.values()))
        return {word: weight / length for word, weight in found.items()}

    def between(self, weighted: Sequence[Mapping[str, float]]) -> NDArray[np.float32]:
        """Likeness of each to each."""
        columns = {
            word: number for number, word in enumerate(dict.fromkeys(w for one in weighted for w in one))
        }
        table = np.zeros((len(weighted), max(1, len(columns))), np.float32)
        for row, one in enumerate(weighted):
            for word, weight in one.items():
                table[row, columns[word]] = weight
        alike: NDArray[np.float32] = table @ table.T
        return alike
