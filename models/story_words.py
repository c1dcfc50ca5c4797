"""Words of press titles: in which item each stands, and how alike two titles are by their rare words."""

from __future__ import annotations

import math
from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

FEW_WORDS = 9.0  # the square of a rare word's weight: two titles of one common word each are not alike


class Words:
    """Items found again by word, each word weighted by how rare it was when the item came."""

    def __init__(self) -> None:
        self._items: dict[str, array[int]] = {}
        self._weights: dict[str, array[float]] = {}
        self._known: Counter[str] = Counter()
        self._count = 0

    def know(self, words: Iterable[str]) -> None:
        """Counts a title's words as seen, before or as its item is added."""
        self._known.update(words)
        self._count += 1

    def add(self, weighted: Mapping[str, float], number: int) -> None:
        """Keeps an item under its weighted words."""
        for word, weight in weighted.items():
            if word not in self._items:
                self._items[word], self._weights[word] = array("q"), array("f")
            self._items[word].append(number)
            self._weights[word].append(weight)

    def weigh(self, words: Iterable[str]) -> dict[str, float]:
        """Words with their weights, of length one where there are enough of them."""
        found = {
            word: 1 + math.log((1 + self._count) / (1 + self._known[word])) for word in words
        }
        length = math.sqrt(FEW_WORDS + sum(weight * weight for weight in found.values()))
        return {word: weight / length for word, weight in found.items()}

    def likeness(self, weighted: Mapping[str, float], begin: int, end: int) -> NDArray[np.float64]:
        """How alike a title is to each item from one number to another."""
        alike = np.zeros(end - begin)
        for word, weight in weighted.items():
            items = self._items.get(word)
            if items is None or items[-1] < begin:
                continue
            skipped = bisect_left(items, begin)
            numbers = np.frombuffer(items, np.int64)[skipped:] - begin
            alike[numbers] += weight * np.frombuffer(self._weights[word], np.float32)[skipped:]
        return alike

    def between(self, weighted: list[dict[str, float]]) -> NDArray[np.float32]:
        """Likeness of each to each."""
        columns = {word: number for number, word in enumerate(dict.fromkeys(w for one in weighted for w in one))}
        table = np.zeros((len(weighted), max(1, len(columns))), np.float32)
        for row, one in enumerate(weighted):
            for word, weight in one.items():
                table[row, columns[word]] = weight
        alike: NDArray[np.float32] = table @ table.T
        return alike


def overlap(one: Mapping[str, float], two: Mapping[str, float]) -> float:
    """The product of two sums of weighted words."""
    if len(one) > len(two):
        one, two = two, one
    return sum(weight * two.get(word, 0.0) for word, weight in one.items())
