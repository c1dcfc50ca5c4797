"""Items of the press: judged by likeness to whole stories, measured against how alike all news is."""

from __future__ import annotations

import hashlib
import heapq
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from models.story_doubts import LATER, SAID_ALIKE, doubt
from models.story_items import Reading, Vector
from models.story_links import days_between, shares_matter
from models.story_words import Words

if TYPE_CHECKING:
    from models.story_window import Window

FLOOR, CEILING = 0.14, 0.36
SPREADS = 3.0  # how far above the usual likeness of two unrelated items a story stands
DENSE = 0.12  # usual likeness of vectors above which all news is of one field, so that it alone says little
PRESS_DAYS = 5  # the press tells an event within days
SLACK = 3  # days of tellings before those that a mean is taken over
SAMPLE = 112
RECENT = 512
FEW = 10  # press items below which the usual likeness cannot be told
SURE = 1.2  # times the floor: in one field, what is less alike waits for its batch to be read whole
TRIED = 4  # most alike stories that are looked at closely
ONE_VOICE = 0.65  # two items of one publisher alone must be this alike
MOST_TOLD = 64  # latest items of a story that an item is held against


class Seen(NamedTuple):
    """An item's place in the draw of samples, its vector and its weighted words."""

    lot: int
    vector: Vector
    weighted: dict[str, float]


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
        self._seen: dict[str, int] = {}
        self._held = 0
        self._days: NDArray[np.int64] = np.zeros(256, np.int64)  # the newest day so far
        self._own_days: NDArray[np.int64] = np.zeros(256, np.int64)  # of each item, the newest where it has none
        self._looked = 0  # places up to here have had their words counted
        self._seen_items: dict[str, Seen] = {}
        self._filled = 0
        self._places: NDArray[np.int64] = np.zeros(256, np.int64)
        self._numbers: NDArray[np.int64] = np.zeros(256, np.int64)
        self._kept: list[Seen] = []
        self.sums: Vector = np.zeros((0, 0), np.float32)  # of each story's vectors
        self.sizes: NDArray[np.int64] = np.zeros(64, np.int64)
        self.latest: NDArray[np.int64] = np.zeros(64, np.int64)  # day of each story's newest item

    def holds(self, story: str) -> bool:
        """Whether an item of the press tells this story."""
        return story in self._seen

    def number(self, story: str) -> int:
        """Where the sums of a story stand."""
        return self._seen[story]

    def add(self, reading: Reading, story: str, vector: Vector) -> None:
        """Counts an item in; stories of companies stay out of the averages."""
        place, self._held = self._held, self._held + 1
        if not is_press(reading):
            return
        number = self._seen.get(story)
        if number is None:
            number = self._begin(story, len(vector))
        if self._filled == len(self._places):
            self._places, self._numbers, self._days, self._own_days = (
                np.concatenate([kept, np.zeros_like(kept)])
                for kept in (self._places, self._numbers, self._days, self._own_days)
            )
        self._places[self._filled] = place
        self._numbers[self._filled] = number
        newest = max(reading.day or 0, int(self._days[max(0, self._filled - 1)]))
        self._days[self._filled] = newest
        self._own_days[self._filled] = newest if reading.day is None else reading.day
        if place >= self._looked:
            self.words.know(reading.words)
        seen = self._weigh(reading, vector)
        self.words.add(seen.weighted, self._filled)
        for word, weight in seen.weighted.items():
            self.weights[number][word] += weight
        self.sums[number] += vector
        self.sizes[number] += 1
        self.latest[number] = max(self.latest[number], reading.day or 0)
        self._kept.append(seen)
        self._filled += 1

    def recall(self, old: Press) -> None:
        """Takes over how another reading of the same items weighed their words."""
        self._seen_items = old._seen_items

    def _weigh(self, reading: Reading, vector: Vector) -> Seen:
        """An item with its words weighted, worked out once."""
        seen = self._seen_items.get(reading.item.id)
        if seen is None:
            seen = Seen(_lot(reading.item.id), vector, self.words.weigh(reading.words))
            self._seen_items[reading.item.id] = seen
        return seen

    def _begin(self, story: str, length: int) -> int:
        number = self._seen[story] = len(self.names)
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

    def join(self, old: str, kept: str) -> None:
        """Puts all items of one story into another."""
        one, two = self._seen.pop(old), self._seen[kept]
        self._numbers[: self._filled][self._numbers[: self._filled] == one] = two
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
        fresh = [(reading, vector) for reading, vector in zip(readings, vectors, strict=True) if is_press(reading)]
        for reading, _ in fresh:
            self.words.know(reading.words)
        drawn = heapq.nsmallest(
            SAMPLE,
            self._kept[-RECENT:] + [self._weigh(reading, vector) for reading, vector in fresh],
            key=lambda seen: seen.lot,
        )
        if len(drawn) < FEW or not fresh:
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

    def best(self, reading: Reading, row: NDArray[np.float32], first: int, window: Window) -> str | None:
        """The press story that this item is most like on average; `row` begins at the place `first`."""
        begin = int(np.searchsorted(self._places[: self._filled], first))
        if reading.day is not None:
            newest = self._days[: self._filled]
            begin = max(begin, int(np.searchsorted(newest, reading.day - PRESS_DAYS - SLACK)))
        if begin == self._filled:
            return None
        places, numbers = self._places[begin : self._filled], self._numbers[begin : self._filled]
        weighted = self._seen_items[reading.item.id].weighted
        alike = row[places - first] + self.words.likeness(weighted, begin, self._filled)
        if reading.day is not None:
            gap = np.abs(self._own_days[begin : self._filled] - reading.day)
            alike -= 2 * self.floor * LATER * np.minimum(gap, PRESS_DAYS)
        sizes = np.bincount(numbers, minlength=len(self.names))
        means = np.bincount(numbers, weights=alike, minlength=len(self.names)) / (2 * np.maximum(sizes, 1))
        found: list[tuple[float, str]] = []
        for _ in range(TRIED):
            number = int(means.argmax())
            likeness, story = float(means[number]), self.names[number]
            if likeness < self.floor * (1 - SAID_ALIKE):
                break
            others = [window.members[place] for place in window.by_story[story][-MOST_TOLD:]]
            left = likeness - self.floor * self.doubts([reading], others)
            if left >= self.floor * (SURE if self.dense else 1) and (
                not window.clashes(reading, story) and self._holds(reading, others, likeness)
            ):
                found.append((left, story))
            means[number] = -1.0
        return max(found)[1] if found else None

    def doubts(self, ours: list[Reading], theirs: list[Reading]) -> float:
        """What speaks against one event, where all news is of one field."""
        if not self.dense:
            return 0.0
        return doubt([told for told in ours if is_press(told)], [told for told in theirs if is_press(told)])

    def _holds(self, reading: Reading, others: list[Reading], likeness: float) -> bool:
        if min((days_between(reading, other) for other in others), default=0) > PRESS_DAYS:
            return False
        if self.dense and not any(shares_matter(reading, other) for other in others):
            return False
        voices = {other.item.source for other in others} | {reading.item.source}
        return len(voices) > 1 or None in voices or likeness >= ONE_VOICE


def _lot(key: str) -> int:
    """By which items are drawn: the same ones whatever the batch."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=6).digest(), "big")
