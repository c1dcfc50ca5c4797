"""Stories of the press by average link: each item begins a story of its own, and the two most alike become one.

The order in which items come says nothing, and of two stories it is not one pair of headlines that decides.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.story_doubts import LATER, SAID_ALIKE, doubt
from models.story_items import Reading
from models.story_links import clash, shares_matter
from models.story_pairs import Pairs
from models.story_press import Press, is_press

if TYPE_CHECKING:
    from models.story_window import Window

PRESS_DAYS = 5  # the press tells an event within days
NEAR_MEANING = 0.8  # times the floor: a story unlike all new ones in meaning is left as it is
MOST_OTHERS = 1024  # stories of before that are looked at beside the new ones: denser days cost no more
ONE_VOICE = 0.65  # what one publisher alone tells twice must be this alike
MOST_READ = 32  # items of a story that are searched for something in common


def joined_press(
    window: Window, touched: list[str], held: frozenset[str], *, apart: bool
) -> list[tuple[str, str]]:
    """Joins stories that a batch touched with those like them; returns pairs of the id given up and the one kept.

    Of two, one that is `held` by items read before is kept; where `apart`, no two of those are joined.
    """
    press = window.press
    new = np.array([press.number(story) for story in touched if press.holds(story)], np.int64)
    if not len(new):
        return []
    numbers = np.concatenate([new, _others(press, new)])
    names = [press.names[number] for number in numbers]
    least = press.floor * (1 - SAID_ALIKE if press.dense else 1)
    pairs = Pairs(press.likeness(numbers), press.sizes[numbers], len(new), least)
    gone: list[tuple[str, str]] = []
    while (pair := pairs.best()) is not None:
        one, two = (names[place] for place in pair)
        if not pairs.known(*pair):
            if (apart and one in held and two in held) or not _may_join(window, one, two, pairs.likeness(*pair)):
                pairs.refuse(*pair)
            else:
                pairs.ask(*pair, _asked(window, one, two))
        else:
            kept, given_up = sorted((one, two), key=lambda story: (story not in held, window.age(story)))
            gone.append((given_up, kept))
            window.join(given_up, kept)
            pairs.join(*(pair if kept == one else reversed(pair)))
    return gone


def _others(press: Press, new: NDArray[np.int64]) -> NDArray[np.int64]:
    """Stories of the same days that one of the new ones may be like."""
    alive = press.sizes[: len(press.names)] > 0
    alive[new] = False
    others = np.flatnonzero(
        alive & (press.latest[: len(press.names)] >= press.latest[new].min() - PRESS_DAYS)
    )
    if not len(others):
        return others
    nearest = (press.means(others) @ press.means(new).T).max(axis=1)
    order = np.argsort(-nearest, kind="stable")[:MOST_OTHERS]
    chosen: NDArray[np.int64] = others[order[nearest[order] >= NEAR_MEANING * press.floor]]
    return chosen


def _asked(window: Window, one: str, two: str) -> float:
    """How alike two stories must be to be one: the more, the more speaks against it, where all news is of one field."""
    if not window.press.dense:
        return window.press.floor
    first, second = window.told(one), window.told(two)
    doubts = doubt([told for told in first if is_press(told)], [told for told in second if is_press(told)])
    return window.press.floor * (1 + doubts + LATER * min(PRESS_DAYS, _days_apart(first, second)))


def _may_join(window: Window, one: str, two: str, likeness: float) -> bool:
    first, second = window.told(one), window.told(two)
    voices = {reading.item.source for reading in first + second}
    if len(voices) == 1 and None not in voices and likeness < ONE_VOICE:
        return False
    if any(reading.posted_by is not None for reading in first + second) or _days_apart(first, second) > PRESS_DAYS:
        return False
    if any(clash(a, b) for a in window.named(one) for b in window.named(two)):
        return False
    return not window.press.dense or any(
        shares_matter(a, b) for a in first[:MOST_READ] for b in second[:MOST_READ]
    )


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
