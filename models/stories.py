"""Groups items that tell the same event; story ids never change and late items join."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from models.items import Item
from models.story_items import Reading, StoryItem, Vector, read, story_item
from models.story_merge import joined_press, last
from models.story_window import Window

__all__ = ["StoryItem", "Told", "assign", "group_items", "story_id", "story_item", "tell"]
BATCH = 256


@dataclass(frozen=True, slots=True)
class Told:
    """The story of each new item, and the stories given up: each with the older one that holds its items now."""

    stories: dict[str, str]
    joined: dict[str, str]


def story_id(lead_id: str) -> str:
    """The id of the story that this item begins."""
    return "story-" + hashlib.sha256(lead_id.encode()).hexdigest()[:20]


def assign(new: list[StoryItem], window: list[StoryItem]) -> dict[str, str]:
    """The story of each new item; no story of the window is given up.

    `window` = the items of the last 14 days with their stories; the caller cuts it.
    """
    return _tell(new, window, frozenset(item.story for item in window if item.story)).stories


def tell(new: list[StoryItem], window: list[StoryItem]) -> Told:
    """As `assign`, but two stories of the window that turn out to be one are joined, and it says which."""
    return _tell(new, window, frozenset())


def _tell(new: list[StoryItem], window: list[StoryItem], settled: frozenset[str]) -> Told:
    size = _size([*window, *new])
    kept = sorted((read(_sound(item, size)) for item in window if item.story is not None), key=_order)
    held = Window(kept, size)
    given = {item.story for item in window if item.story}
    ordered = sorted((read(_sound(item, size)) for item in new), key=_order)
    told: dict[str, str] = {}
    joined: dict[str, str] = {}
    for start in range(0, len(ordered), BATCH):
        readings = ordered[start : start + BATCH]
        held.look_at(readings)
        touched: dict[str, None] = {}
        for number, reading in enumerate(readings):
            story = held.best(number, reading) or reading.item.story or story_id(reading.item.id)
            held.add(reading, story)
            told[reading.item.id] = story
            touched[story] = None
        joined.update(joined_press(held, list(touched), settled))
    final = {story: last(story, joined) for story in joined}
    return Told(
        {item: final.get(story, story) for item, story in told.items()},
        {story: kept for story, kept in final.items() if story in given},
    )


def _size(items: list[StoryItem]) -> int:
    """The length that most vectors have."""
    lengths = Counter(item.vector.shape[0] for item in items if item.vector is not None and item.vector.ndim == 1)
    return lengths.most_common(1)[0][0] if lengths else 0


def _sound(item: StoryItem, size: int) -> StoryItem:
    """The item without a vector that cannot be compared: of another length, empty or with holes."""
    vector = item.vector
    if vector is None or (vector.shape == (size,) and np.isfinite(length := vector @ vector) and length > 0):
        return item
    return replace(item, vector=None)


def _order(reading: Reading) -> tuple[int, bool, tuple[int, ...], str]:
    """By day; on one day posts before the releases that follow from them, releases by version."""
    version = reading.release[1] if reading.release else ()
    return reading.day or 0, reading.release is not None, version, reading.item.id


def group_items(items: list[Item], vectors: Sequence[Vector] | np.ndarray | None = None) -> list[str]:
    """A story id for each item, in the order given; equal ids = the same event."""
    if vectors is not None and len(vectors) != len(items):
        raise ValueError(f"{len(items)} items, but {len(vectors)} vectors")
    made = [story_item(item, None if vectors is None else vectors[i]) for i, item in enumerate(items)]
    keyed: dict[str, list[int]] = defaultdict(list)
    for i, item in enumerate(made):
        keyed[item.id].append(i)
    told = tell([made[places[0]] for places in keyed.values()], []).stories
    return [told[item.id] for item in made]
