"""Items of the press: judged by likeness to whole stories, measured against how alike all news is."""

from __future__ import annotations

import hashlib
import heapq
from collections import defaultdict
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.story_items import Reading, Vector
from models.story_words import Words

FLOOR, CEILING = 0.14, 0.36
SPREADS = 3.0  # how far above the usual likeness of two unrelated items a story stands
# News of all fields: unrelated items are hardly alike, and a day with few large stories would raise what is usual.
FLOOR_MIXED = 0.15
OUR_FIELD = (
    0.5  # share of items that name something we know; two thirds and more of news on AI, at most 0.3 of other news
)
DENSE = (
    0.12  # usual likeness of vectors above which all news of our field is alike, so that it alone says little
)
SAMPLE = 112
RECENT = 512
FEW = 10  # press items below which the usual likeness cannot be told


class Seen(NamedTuple):
    """An item's place in the draw of samples, its vector, its weighted words and whether it names something we know."""

    lot: int
    vector: Vector
    weighted: dict[str, float]
    knows: bool


def is_press(reading: Reading) -> bool:
    """Told by nobody whose own news it is, and with a vector."""
    return reading.posted_by is None and reading.item.vector is not None


class Press:
    """The press items of a window by story, and how alike two of them usually are.

    Likeness is the mean of two: of the vectors, and of the title's words weighted by rarity.
    """

    def __init__(self) -> None:
        self.floor = CEILING
        self.dense = True
        self.names: list[str] = []
        self.words = Words()
        self.weights: list[dict[str, float]] = []  # of each story's words, summed
        self.sums: Vector = np.zeros((0, 0), np.float32)  # of each story's vectors
        self.sizes: NDArray[np.int64] = np.zeros(64, np.int64)
        self.latest: NDArray[np.int64] = np.zeros(64, np.int64)  # day of each story's newest item
        self._numbers: dict[str, int] = {}
        self._held = 0
        self._looked = 0  # items up to here have had their words counted
        self._seen: dict[str, Seen] = {}
        self._kept: list[Seen] = []

    def holds(self, story: str) -> bool:
        """Whether an item of the press tells this story."""
        return story in self._numbers

    def number(self, story: str) -> int:
        """Where the sums of a story stand."""
        return self._numbers[story]

    def add(self, reading: Reading, story: str, vector: Vector) -> None:
        """Counts an item in; stories of companies stay out of the averages."""
        place, self._held = self._held, self._held + 1
        if not is_press(reading):
            return
        number = self._numbers.get(story)
        if number is None:
            number = self._begin(story, len(vector))
        if place >= self._looked:
            self.words.know(reading.words)
        seen = self._weigh(reading, vector)
        for word, weight in seen.weighted.items():
            self.weights[number][word] += weight
        self.sums[number] += vector
        self.sizes[number] += 1
        self.latest[number] = max(self.latest[number], reading.day or 0)
        self._kept.append(seen)

    def recall(self, old: Press) -> None:
        """Takes over how another reading of the same items weighed their words."""
        self._seen = old._seen

    def join(self, old: str, kept: str) -> None:
        """Puts all items of one story into another."""
        one, two = self._numbers.pop(old), self._numbers[kept]
        for word, weight in self.weights[one].items():
            self.weights[two][word] += weight
        self.weights[one] = {}
        self.sums[two] += self.sums[one]
        self.sizes[two] += self.sizes[one]
        self.sizes[one] = 0
        self.latest[two] = max(self.latest[one], self.latest[two])

    def measure(self, readings: list[Reading], vectors: Vector) -> None:
        """Sets the floor from how alike recent press items are, the batch's own among them."""
        self._looked = self._held + len(readings)
        fresh = [
            (reading, vector) for reading, vector in zip(readings, vectors, strict=True) if is_press(reading)
        ]
        for reading, _ in fresh:
            self.words.know(reading.words)
        drawn = heapq.nsmallest(
            SAMPLE,
            self._kept[-RECENT:] + [self._weigh(reading, vector) for reading, vector in fresh],
            key=lambda seen: seen.lot,
        )
        if len(drawn) < FEW or not fresh:
            return
        if sum(seen.knows for seen in drawn) < OUR_FIELD * len(drawn):
            self.dense, self.floor = False, FLOOR_MIXED
            return
        pairs = np.triu_indices(len(drawn), 1)
        stacked = np.stack([seen.vector for seen in drawn])
        meaning = (stacked @ stacked.T)[pairs]
        worded = self.words.between([seen.weighted for seen in drawn])[pairs]
        unlike = (meaning < 0.999) & (meaning != 0)
        if not unlike.any():
            return
        self.dense = float(np.median(meaning[unlike])) > DENSE
        both = (meaning[unlike] + worded[unlike]) / 2
        middle = float(np.median(both))
        spread = 1.4826 * float(np.median(np.abs(both - middle)))
        self.floor = float(np.clip(middle + SPREADS * spread, FLOOR, CEILING))

    def means(self, numbers: NDArray[np.int64]) -> Vector:
        """The mean vector of each of these stories."""
        return np.asarray(self.sums[numbers] / self.sizes[numbers, None], dtype=np.float32)

    def likeness(self, numbers: NDArray[np.int64]) -> Vector:
        """Mean likeness of the items of each of these stories to those of each other."""
        means = self.means(numbers)
        worded = self.words.between([self.weights[number] for number in numbers])
        sizes = self.sizes[numbers].astype(np.float32)
        return np.asarray((means @ means.T + worded / np.outer(sizes, sizes)) / 2, dtype=np.float32)

    def _weigh(self, reading: Reading, vector: Vector) -> Seen:
        """An item with its words weighted, worked out once."""
        seen = self._seen.get(reading.item.id)
        if seen is None:
            knows = bool(reading.item.companies or reading.item.entities)
            seen = Seen(_lot(reading.item.id), vector, self.words.weigh(reading.words), knows)
            self._seen[reading.item.id] = seen
        return seen

    def _begin(self, story: str, length: int) -> int:
        number = self._numbers[story] = len(self.names)
        self.names.append(story)
        self.weights.append(defaultdict(float))
        if number >= len(self.sums):
            more = max(64, len(self.sums))
            sums = self.sums.reshape(len(self.sums), length)
            self.sums = np.concatenate([sums, np.zeros((more, length), np.float32)])
            self.sizes, self.latest = (
                np.concatenate([kept, np.zeros(more, np.int64)]) for kept in (self.sizes, self.latest)
            )
        return number


def _lot(key: str) -> int:
    """By which items are drawn: the same ones whatever the batch."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=6).digest(), "big")
