"""Groups items that tell the same event; story ids never change and late items join."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence

import numpy as np

from models.items import Item
from models.story_items import Reading, StoryItem, Vector, read, story_item
from models.story_press import merge_press
from models.story_window import Window

__all__ = ["StoryItem", "assign", "group_items", "story_id", "story_item"]
BATCH = 256


def story_id(lead_id: str) -> str:
    """The id of the story that this item begins."""
    return "story-" + hashlib.sha256(lead_id.encode()).hexdigest()[:20]


def assign(new: list[StoryItem], window: list[StoryItem]) -> dict[str, str]:
    """The story of each new item. `window` = items of the last 14 days with theirs; the caller cuts it."""
    held = Window([read(item) for item in window if item.story is not None])
    ordered = sorted((read(item) for item in new), key=_order)
    begun: dict[str, str] = {}
    told: dict[str, str] = {}
    for start in range(0, len(ordered), BATCH):
        readings = ordered[start : start + BATCH]
        held.look_at(readings)
        for number, reading in enumerate(readings):
            story = held.best(number, reading)
            if story is None:
                story = reading.item.story or story_id(reading.item.id)
                begun[story] = reading.item.id
            held.add(reading, story)
            told[reading.item.id] = story
    moved = merge_press(held, set(begun))
    return {item: moved.get(story, story) for item, story in told.items()}


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
    told = assign([made[places[0]] for places in keyed.values()], [])
    return [told[item.id] for item in made]
