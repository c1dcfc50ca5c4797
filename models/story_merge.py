"""Press stories that turn out to be one: told apart while each had few tellings, joined when both have more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.story_doubts import LATER, SAID_ALIKE
from models.story_items import Reading
from models.story_links import clash, shares_matter
from models.story_press import PRESS_DAYS, Press
from models.story_words import overlap

if TYPE_CHECKING:
    from models.story_window import Window

MEANING_ALONE = 1.2  # times the floor: less likeness of vectors than this is not made up for by words
MOST_PAIRS = 20  # a story, so that a flood of look-alikes costs no more than it must
MOST_READ = 32


def joined_press(
    window: Window, touched: list[str], held: frozenset[str], *, apart: bool
) -> list[tuple[str, str]]:
    """Joins stories that a batch touched with those like them; returns pairs of the id given up and the one kept.

    Of two, one that is `held` by items read before is kept; where `apart`, no two of those are joined.
    """
    press = window.press
    touched = [story for story in touched if press.holds(story)]
    gone: dict[str, str] = {}
    for one, two in _alike(window, touched):
        one, two = last(one, gone), last(two, gone)
        if one == two or (apart and one in held and two in held):
            continue
        if _asked(window, one, two) > likeness(press, one, two) or not _may_join(window, one, two):
            continue
        kept, given_up = sorted((one, two), key=lambda story: (story not in held, window.age(story)))
        gone[given_up] = kept
        window.join(given_up, kept)
    return list(gone.items())


def likeness(press: Press, one: str, two: str) -> float:
    """Mean likeness of the items of two stories."""
    a, b = press.number(one), press.number(two)
    pairs = int(press.sizes[a]) * int(press.sizes[b])
    meaning = float(press.sums[a] @ press.sums[b])
    return (meaning + overlap(press.weights[a], press.weights[b])) / (2 * pairs)


def _asked(window: Window, one: str, two: str) -> float:
    """How alike two stories must be to be one."""
    first, second = window.told(one), window.told(two)
    doubts = window.press.doubts(first, second)
    if window.press.dense:
        doubts += LATER * min(PRESS_DAYS, _days_apart(first, second))
    return window.press.floor * (1 + doubts)


def _alike(window: Window, touched: list[str]) -> list[tuple[str, str]]:
    """Pairs of a touched story and one of the same days, the most alike first."""
    press = window.press
    rows = np.array([press.number(story) for story in touched], np.int64)
    if not len(rows):
        return []
    since = int(press.latest[rows].min()) - PRESS_DAYS
    columns = np.flatnonzero((press.latest[: len(press.names)] >= since) & (press.sizes[: len(press.names)] > 0))
    alike = _means(press, rows) @ _means(press, columns).T
    alike[rows[:, None] == columns[None, :]] = -1.0
    found: list[tuple[float, str, str]] = []
    for row, column in zip(*_highest(alike, MEANING_ALONE * press.floor), strict=True):
        one, two = press.names[rows[row]], press.names[columns[column]]
        both = likeness(press, one, two)
        if both >= press.floor * (1 - SAID_ALIKE) and both >= (asked := _asked(window, one, two)):
            found.append((asked - both, *sorted((one, two))))
    return [(one, two) for _, one, two in sorted(set(found))]


def _means(press: Press, numbers: NDArray[np.int64]) -> NDArray[np.float32]:
    return np.asarray(press.sums[numbers] / press.sizes[numbers, None], dtype=np.float32)


def _highest(alike: NDArray[np.float32], floor: float) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Places above the floor, a few a row."""
    if alike.shape[1] > MOST_PAIRS:
        least = np.partition(alike, -MOST_PAIRS, axis=1)[:, -MOST_PAIRS]
        alike = np.where(alike >= least[:, None], alike, -1.0)
    rows, columns = np.nonzero(alike >= floor)
    return rows, columns


def _may_join(window: Window, one: str, two: str) -> bool:
    first, second = window.told(one), window.told(two)
    if any(reading.posted_by is not None for reading in first + second):
        return False
    if any(clash(a, b) for a in window.named(one) for b in window.named(two)):
        return False
    if _days_apart(first, second) > PRESS_DAYS:
        return False
    if window.press.dense and not any(
        shares_matter(a, b) for a in first[:MOST_READ] for b in second[:MOST_READ]
    ):
        return False
    voices = {reading.item.source for reading in first + second}
    return len(voices) > 1 or None in voices


def _days_apart(first: list[Reading], second: list[Reading]) -> int:
    """Least days between two tellings."""
    one = sorted({reading.day for reading in first if reading.day is not None})
    two = sorted({reading.day for reading in second if reading.day is not None})
    if not one or not two:
        return 0 if not one and not two else PRESS_DAYS + 1
    return min(abs(a - b) for a in one for b in two)


def last(story: str, gone: dict[str, str]) -> str:
    """The story that holds the items of one that may have been given up, perhaps more than once."""
    while story in gone:
        story = gone[story]
    return story
