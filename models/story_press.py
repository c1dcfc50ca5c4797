"""Items of the press: judged by likeness to whole stories, measured against how alike all news is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.story_items import Reading
from models.story_links import WINDOW_DAYS, clash, days_between, shares_matter

if TYPE_CHECKING:
    from models.story_window import Window

FLOOR, CEILING = 0.3, 0.66
SPREADS = 3.0  # how far above the usual likeness of two unrelated items a story stands
DENSE = 0.12  # usual likeness above which all news is of one field, so that likeness alone says little
PRESS_DAYS = 5  # the press tells an event within days
SAMPLE = 64
FEW = 10  # press items below which the usual likeness cannot be told
BLOCK = 512
MOST_PAIRS = 50  # a story, so that a flood of look-alikes costs no more than it must
ONE_VOICE = 0.8  # two items of one publisher alone must be this alike


class Press:
    """Which items of a window are press, and how alike two of them usually are."""

    def __init__(self) -> None:
        self.floor = CEILING
        self.dense = True
        self._names: list[str] = []
        self._seen: dict[str, int] = {}
        self._held = 0
        self._filled = 0
        self._places: NDArray[np.int64] = np.zeros(256, np.int64)
        self._numbers: NDArray[np.int64] = np.zeros(256, np.int64)
        self._sizes: NDArray[np.int64] = np.zeros(256, np.int64)

    def add(self, reading: Reading, story: str) -> None:
        """Counts an item in; stories of companies stay out of the averages."""
        place, self._held = self._held, self._held + 1
        if reading.posted_by is not None or reading.item.vector is None:
            return
        if story not in self._seen:
            self._seen[story] = len(self._names)
            self._names.append(story)
        if self._filled == len(self._places):
            self._places, self._numbers, self._sizes = (
                np.concatenate([kept, np.zeros_like(kept)])
                for kept in (self._places, self._numbers, self._sizes)
            )
        self._places[self._filled] = place
        self._numbers[self._filled] = self._seen[story]
        self._sizes[self._seen[story]] += 1
        self._filled += 1

    def measure(self, likeness: NDArray[np.float32], press: list[bool], members: list[Reading]) -> None:
        """Sets the floor from how alike the press items of a batch are to all."""
        rows = np.flatnonzero(press)
        columns = np.concatenate([self._places[: self._filled], len(members) + rows])
        if len(columns) < FEW or not len(rows) or not likeness.size:
            return
        sample = likeness[np.ix_(rows[:SAMPLE], columns[-4 * SAMPLE :])]
        usual = sample[(sample < 0.999) & (sample != 0)]
        if usual.size:
            middle = float(np.median(usual))
            spread = 1.4826 * float(np.median(np.abs(usual - middle)))
            self.dense = middle > DENSE
            self.floor = float(np.clip(middle + SPREADS * spread, FLOOR, CEILING))

    def best(self, reading: Reading, row: NDArray[np.float32], window: Window) -> str | None:
        """The press story that this item is most like on average; null where none is like it enough."""
        if not self._filled:
            return None
        places, numbers = self._places[: self._filled], self._numbers[: self._filled]
        sums = np.bincount(numbers, weights=row[places], minlength=len(self._names))
        means = sums / self._sizes[: len(self._names)]
        for _ in range(3):
            number = int(means.argmax())
            if means[number] < self.floor:
                return None
            story = self._names[number]
            if self._holds(reading, story, float(means[number]), window):
                return story
            means[number] = -1.0
        return None

    def _holds(self, reading: Reading, story: str, likeness: float, window: Window) -> bool:
        others = [window.members[place] for place in window.by_story[story][-64:]]
        named = reading.ai_models or reading.versions or reading.release
        if named and any(clash(reading, other) for other in others):
            return False
        if min((days_between(reading, other) for other in others), default=0) > PRESS_DAYS:
            return False
        if self.dense and not any(shares_matter(reading, other) for other in others):
            return False
        voices = {other.item.source for other in others} | {reading.item.source}
        return len(voices) > 1 or None in voices or likeness >= ONE_VOICE


def merge_press(window: Window, begun: set[str]) -> dict[str, str]:
    """Press stories begun in one call that turned out to be one: old id -> the id that stays."""
    stories = [story for story in window.by_story if story in begun and _is_press(window, story)]
    stories.sort(key=lambda story: _first_day(window, story))
    if len(stories) < 2:
        return {}
    sums = {story: _sum(window, story) for story in stories}
    moved: dict[str, str] = {}
    for one, two in _alike_pairs(window, stories, sums):
        one, two = _last(one, moved), _last(two, moved)
        if one == two:
            continue
        size, other = len(window.by_story[one]), len(window.by_story[two])
        likeness = float(sums[one] @ sums[two]) / (size * other)
        if likeness >= window.press.floor and _may_merge(window, one, two):
            moved[two] = one
            sums[one] = sums[one] + sums[two]
            window.by_story[one] += window.by_story[two]
    return {story: _last(story, moved) for story in moved}


def _alike_pairs(
    window: Window, stories: list[str], sums: dict[str, NDArray[np.float32]]
) -> list[tuple[str, str]]:
    """Pairs of stories of the same days that are alike enough, the most alike first, the older one first."""
    means = np.stack([sums[story] / len(window.by_story[story]) for story in stories])
    days = np.array([_first_day(window, story) for story in stories])
    ends = np.searchsorted(days, days + WINDOW_DAYS, side="right")
    found: list[tuple[float, int, int]] = []
    for start in range(0, len(stories), BLOCK):
        stop = min(start + BLOCK, len(stories))
        alike = means[start:stop] @ means[start : int(ends[stop - 1])].T
        for row, column in np.argwhere(alike >= window.press.floor):
            if row < column:
                found.append((-float(alike[row, column]), start + int(row), start + int(column)))
    return [(stories[one], stories[two]) for _, one, two in sorted(found)[: MOST_PAIRS * len(stories)]]


def _first_day(window: Window, story: str) -> int:
    days = [day for place in window.by_story[story] if (day := window.members[place].day) is not None]
    return min(days, default=0)


def _last(story: str, moved: dict[str, str]) -> str:
    while story in moved:
        story = moved[story]
    return story


def _is_press(window: Window, story: str) -> bool:
    members = [window.members[place] for place in window.by_story[story]]
    return all(member.posted_by is None and member.item.vector is not None for member in members)


def _sum(window: Window, story: str) -> NDArray[np.float32]:
    vectors = [window.members[place].item.vector for place in window.by_story[story]]
    total: NDArray[np.float32] = np.sum(np.stack([v for v in vectors if v is not None]), axis=0)
    return total


def _may_merge(window: Window, one: str, two: str) -> bool:
    first = [window.members[place] for place in window.by_story[one][:32]]
    second = [window.members[place] for place in window.by_story[two][:32]]
    if any(clash(a, b) for a in first for b in second):
        return False
    if min(days_between(a, b) for a in first for b in second) > PRESS_DAYS:
        return False
    if window.press.dense and not any(shares_matter(a, b) for a in first for b in second):
        return False
    return len({reading.item.source for reading in first + second}) > 1
