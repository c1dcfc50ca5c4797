"""Groups items that tell the same event; story ids never change and late items join."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest

import numpy as np

from models.items import Item
from models.story_again import read_again
from models.story_ids import free_id, given_up, ids_kept, story_id
from models.story_items import Reading, StoryItem, Vector, read, story_item
from models.story_links import WINDOW_DAYS
from models.story_merge import joined_press, last
from models.story_window import Window

__all__ = ["StoryItem", "Told", "assign", "group_items", "story_id", "story_item", "tell"]
BATCH = 1024  # items that are read at once
MOST_HELD = 8_000  # items of the window that new ones are held against, the nearest in time: denser days cost no more


@dataclass(frozen=True, slots=True)
class Told:
    """The story of each new item and of each item of the window that changes its story; and the stories given up.

    A story given up stands with the one that holds its items, or most of them, now.
    """

    stories: dict[str, str]
    joined: dict[str, str]


def assign(new: list[StoryItem], window: list[StoryItem]) -> dict[str, str]:
    """The story of each new item; items of the window keep theirs.

    `window` = the items of the last 14 days with their stories; the caller cuts it.
    """
    kept = [item for item in window if item.story is not None]
    stories, _ = _grouped(new, kept, frozenset(item.story for item in kept if item.story), apart=True)
    return stories


def tell(new: list[StoryItem], window: list[StoryItem], fixed: frozenset[str] = frozenset()) -> Told:
    """As `assign`, but the newest items of the window are grouped anew with the new ones, save the `fixed`.

    So stories fed item by item become those that one call would tell; ids stay with the items that had them.
    """
    before = read_again(new, window, fixed)
    again = [replace(item, story=None) for item in window if item.id in before]
    kept = [item for item in window if item.story is not None and item.id not in before]
    held = frozenset(item.story for item in kept if item.story)
    told, joined = _grouped([*new, *again], kept, held)
    ids = ids_kept(told, before, held)
    stories = {item: ids.get(story, story) for item, story in told.items()}
    gone = given_up(stories, before, held)
    gone |= {old: ids.get(story, story) for old, story in joined.items() if old in held}
    return Told({item: story for item, story in stories.items() if before.get(item) != story}, gone)


def _grouped(
    new: list[StoryItem], kept: list[StoryItem], held: frozenset[str], *, apart: bool = False
) -> tuple[dict[str, str], dict[str, str]]:
    """The story of each new item, in the order of their days, and the stories given up, each with the one kept."""
    kept = _nearest(kept, new)
    size = _size([*kept, *new])
    window = Window(sorted((read(_sound(item, size)) for item in kept), key=_order), size)
    ordered = sorted((read(_sound(item, size)) for item in new), key=_order)
    told: dict[str, str] = {}
    joined: dict[str, str] = {}
    for readings in _batches(ordered):
        window.look_at(readings)
        touched: dict[str, None] = {}
        for number, reading in enumerate(readings):
            story = window.best(number, reading) or reading.item.story or free_id(reading.item.id, held)
            window.add(reading, story)
            told[reading.item.id] = story
            touched[story] = None
        joined.update(joined_press(window, list(touched), held, apart=apart))
    final = {story: last(story, joined) for story in joined}
    return {item: final.get(story, story) for item, story in told.items()}, final


def _batches(ordered: list[Reading]) -> Iterator[list[Reading]]:
    """So many at once, but of no more than a fortnight: how alike all news is changes with the months."""
    batch: list[Reading] = []
    for reading in ordered:
        if batch and (len(batch) == BATCH or (reading.day or 0) - (batch[0].day or 0) > WINDOW_DAYS):
            yield batch
            batch = []
        batch.append(reading)
    if batch:
        yield batch


def _nearest(kept: list[StoryItem], new: list[StoryItem]) -> list[StoryItem]:
    """Those of the window that are nearest to the new items in time, where there are too many."""
    days = [item.date.toordinal() for item in new if item.date is not None]
    if len(kept) <= MOST_HELD or not days:
        return kept[:MOST_HELD]
    first, last = min(days), max(days)

    def apart(item: StoryItem) -> tuple[int, str]:
        day = item.date.toordinal() if item.date is not None else first
        return max(first - day, day - last, 0), item.id

    return nsmallest(MOST_HELD, kept, key=apart)


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
