"""Which items of the window are grouped anew with a batch.

What a batch of few items is measured by is known better once more have come: read again with them, the items of the
window get the stories that one call over all of them would have given.
"""

from __future__ import annotations

from collections.abc import Sequence

from models.story_items import StoryItem
from models.story_links import WINDOW_DAYS

MOST = 512  # newest items that are read again, so that denser days cost no more


def read_again(new: Sequence[StoryItem], window: Sequence[StoryItem], fixed: frozenset[str]) -> dict[str, str]:
    """Items of the window that are grouped anew, with their stories of before; those `fixed` keep theirs."""
    days = [item.date for item in new if item.date is not None]
    if not days:
        return {}
    first, last = min(days), max(days)
    near = [
        (item.date, item.id, item.story)
        for item in window
        if item.story is not None
        and item.id not in fixed
        and item.date is not None
        and (first - item.date).days <= WINDOW_DAYS
        and (item.date - last).days <= WINDOW_DAYS
    ]
    return {key: story for _, key, story in sorted(near, reverse=True)[:MOST]}
