"""The stories of the last days, kept so that the cost of one more item does not grow with the archive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from models.entity_ai_models import Parts
from models.story_items import Reading, Vector, is_broad
from models.story_links import UNKNOWN_DAYS, WINDOW_DAYS, clash, days_between, linked
from models.story_press import Press
from models.story_reports import meeting_keys

MOST_ALIKE = 16  # nearest vectors that are looked at one by one, so that dense days cost no more
MOST_NAMED = 64  # items that share a name, newest first
MOST_MEETING = 24  # items that may tell of the same act of a company, newest first
NEAR_COSINE = 0.5
FAR_COSINE = 0.8
UNDATED = -(10**6)
MOST_NEAR = 6000  # latest items that an item is held against by meaning, so that denser days cost no more
Names = tuple[tuple[Parts, ...], tuple[tuple[str, str], ...], tuple[str, tuple[int, ...]] | None, int | None]


class Window:
    """Items with their stories, found again by name, address, title and vector. All vectors are of one size."""

    def __init__(self, readings: list[Reading], size: int) -> None:
        self._size = size
        self._empty()
        for reading in readings:
            self.add(reading, reading.item.story or "")

    def _empty(self) -> None:
        self.members: list[Reading] = []
        self.stories: list[str] = []
        self.by_story: dict[str, list[int]] = defaultdict(list)
        self.press = Press()
        self._named: dict[str, dict[Names, Reading]] = defaultdict(dict)
        self._index: dict[tuple[str, str], list[int]] = defaultdict(list)
        self._vectors: Vector = np.zeros((0, self._size), np.float32)
        self._days: NDArray[np.int64] = np.zeros(0, np.int64)
        self._posted: NDArray[np.bool_] = np.zeros(0, np.bool_)
        self._likeness: NDArray[np.float32] = np.zeros((0, 0), np.float32)
        self._first = 0  # the place that the first column of the likeness stands for
        self._filled = 0
        self._placed = 0

    def look_at(self, batch: list[Reading]) -> None:
        """Forgets what is too old for a batch and measures the batch against the rest, all at once."""
        dated = [reading.day for reading in batch if reading.day is not None]
        if dated and self.members:
            self._forget(min(dated) - WINDOW_DAYS)
        self._room(len(batch))
        fresh = np.stack([self._vector(reading) for reading in batch])
        self._placed = self._filled + len(batch)
        self._vectors[self._filled : self._placed] = fresh
        self._first = max(0, self._filled - MOST_NEAR)
        self._likeness = fresh @ self._vectors[self._first : self._placed].T
        self.press.measure(batch, fresh)

    def best(self, number: int, reading: Reading) -> str | None:
        """The story whose items the batch's item names or repeats; null where there is none."""
        row = None
        if reading.item.vector is not None:
            row = self._likeness[number, : self._filled - self._first]
        choices: list[tuple[float, str]] = []
        for place in self._candidates(reading, row):
            other = self.members[place]
            cosine = self._cosine(reading, place, row)
            story = self.stories[place]
            if not clash(reading, other) and linked(reading, other, cosine) and self._fits(reading, story):
                likeness = (1.0 if cosine is None else cosine) + (other.norm == reading.norm)
                choices.append((likeness, story))
        return max(choices)[1] if choices else None

    def add(self, reading: Reading, story: str) -> None:
        """Keeps an item with its story."""
        place = self._filled
        self._room(1)
        if place >= self._placed:  # those of a batch were put in place when it was looked at
            self._vectors[place] = self._vector(reading)
        self._days[place] = UNDATED if reading.day is None else reading.day
        self._posted[place] = reading.posted_by is not None
        self.members.append(reading)
        self.stories.append(story)
        self.by_story[story].append(place)
        names = _names(reading)
        if names is not None:
            self._named[story].setdefault(names, reading)
        self.press.add(reading, story, self._vectors[place])
        self._filled += 1
        for key in chain(_keys(reading), meeting_keys(reading)):
            self._index[key].append(place)

    def join(self, old: str, kept: str) -> None:
        """Puts all items of one story of the press into another."""
        for place in self.by_story[old]:
            self.stories[place] = kept
        self.by_story[kept] = sorted(self.by_story[kept] + self.by_story.pop(old))
        self._named[kept] = self._named.pop(old, {}) | self._named[kept]
        self.press.join(old, kept)

    def told(self, story: str) -> list[Reading]:
        """The items of a story."""
        return [self.members[place] for place in self.by_story[story]]

    def age(self, story: str) -> tuple[int, str]:
        """By what the older of two stories is found: the day and id of its first item."""
        return min((reading.day or 0, reading.item.id) for reading in self.told(story))

    def named(self, story: str) -> list[Reading]:
        """One item for each set of versions that the items of a story name."""
        return list(self._named[story].values()) if story in self._named else []

    def _fits(self, reading: Reading, story: str) -> bool:
        """Not against another version or another release among the story's own items."""
        if not (reading.ai_models or reading.versions or reading.release):
            return True
        places = self.by_story[story]
        if self.members[places[0]].release is None and self._is_later_fix(reading, places):
            return False
        return not any(clash(reading, other) for other in self.named(story))

    def _is_later_fix(self, reading: Reading, places: list[int]) -> bool:
        """A release that followed from a launch takes its own fixes along, but only those of its day."""
        if reading.release is None:
            return False
        same = [self.members[place] for place in places if self.members[place].release is not None]
        return bool(same) and all(days_between(reading, other) > 0 for other in same)

    def _candidates(self, reading: Reading, row: NDArray[np.float32] | None) -> list[int]:
        """Items worth a closer look: those that share a name or an address, and the nearest in meaning."""
        found: dict[int, None] = {}
        for key in _keys(reading):
            found.update(dict.fromkeys(self._index.get(key, [])[-MOST_NAMED:]))
        for key in meeting_keys(reading):
            found.update(dict.fromkeys(self._index.get(key, [])[-MOST_MEETING:]))
        if row is not None and row.size:
            day = UNDATED if reading.day is None else reading.day
            near = np.abs(self._days[self._first : self._filled] - day) <= 1
            close = (near & (row >= NEAR_COSINE)) | (row >= FAR_COSINE)
            if reading.posted_by is None:
                close &= self._posted[self._first : self._filled]  # press is judged by whole stories
            alike = np.flatnonzero(close)
            if len(alike) > MOST_ALIKE:
                alike = alike[np.argpartition(-row[alike], MOST_ALIKE)[:MOST_ALIKE]]
            found.update(dict.fromkeys(int(place) + self._first for place in alike))
        return [place for place in found if self._near_in_time(reading, self.members[place])]

    def _near_in_time(self, one: Reading, two: Reading) -> bool:
        days = days_between(one, two)
        return days <= WINDOW_DAYS or days == UNKNOWN_DAYS

    def _cosine(self, reading: Reading, place: int, row: NDArray[np.float32] | None) -> float | None:
        if row is None or reading.item.vector is None or self.members[place].item.vector is None:
            return None
        if place < self._first:
            return float(reading.item.vector @ self._vectors[place])
        return float(row[place - self._first])

    def _vector(self, reading: Reading) -> Vector:
        """The item's vector; zeros where it has none."""
        return np.zeros(self._size, np.float32) if reading.item.vector is None else reading.item.vector

    def _room(self, more: int) -> None:
        """Makes place, doubling, so that one more item costs the same however many there are."""
        wanted = self._filled + more
        if wanted <= len(self._days):
            return
        grown = max(wanted, 2 * len(self._days), 256)
        vectors, days, posted = self._vectors, self._days, self._posted
        self._vectors = np.zeros((grown, self._size), np.float32)
        self._days, self._posted = np.zeros(grown, np.int64), np.zeros(grown, np.bool_)
        self._vectors[: self._filled] = vectors[: self._filled]
        self._days[: self._filled] = days[: self._filled]
        self._posted[: self._filled] = posted[: self._filled]

    def _forget(self, oldest: int) -> None:
        """Drops what lies before a day, once it is half of all."""
        days = self._days[: self._filled]
        gone = int(((days < oldest) & (days != UNDATED)).sum())
        if gone * 2 < self._filled:
            return
        kept = [place for place, day in enumerate(days) if day >= oldest or day == UNDATED]
        members, stories, press = self.members, self.stories, self.press
        self._empty()
        self.press.recall(press)
        for place in kept:
            self.add(members[place], stories[place])


def _names(reading: Reading) -> Names | None:
    """What makes two items clash; null where nothing does."""
    if not (reading.ai_models or reading.versions or reading.release):
        return None
    day = reading.day if reading.release else None
    return reading.ai_models, tuple(sorted(reading.versions.items())), reading.release, day


def _keys(reading: Reading) -> Iterator[tuple[str, str]]:
    """Under which names an item is found again."""
    if reading.norm:
        yield "title", reading.norm
    if reading.url:
        yield "url", reading.url
    if reading.release:
        yield "release", reading.release[0]
    for entity in reading.item.entities | reading.item.named:
        if not is_broad(entity):
            yield "entity", entity
