"""Ids of stories: named after the item that begins one, and kept by its items when they are grouped anew."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Set
from itertools import chain, count


def story_id(lead_id: str) -> str:
    """The id of the story that this item begins."""
    return "story-" + hashlib.sha256(lead_id.encode()).hexdigest()[:20]


def own_ids(lead_id: str) -> Iterator[str]:
    """The ids that a story of this item may have: its own, then those that say how often it was told apart."""
    return map(story_id, chain([lead_id], (f"{lead_id} apart {number}" for number in count(1))))


def free_id(lead_id: str, taken: Set[str]) -> str:
    """The first of `own_ids` that no other story has."""
    return next(own for own in own_ids(lead_id) if own not in taken)


def ids_kept(told: Mapping[str, str], before: Mapping[str, str], held: frozenset[str]) -> dict[str, str]:
    """The id of each story told that no item kept: the one that most of its items had, where no other has more.

    `told` = the story of each item, in the order of their days; `before` = that of the items read again; `held` are
    the stories of items that keep theirs. Where none of its items lends an id, its first item names the story.
    """
    members: dict[str, list[str]] = defaultdict(list)
    for item, story in told.items():
        if story not in held:
            members[story].append(item)
    shared: Counter[tuple[str, str]] = Counter()
    for story, items in members.items():
        shared.update((story, before[item]) for item in items if item in before and before[item] not in held)
    found: dict[str, str] = {}
    given: set[str] = set()
    for (story, old), _ in shared.most_common():
        if story not in found and old not in given:
            found[story] = old
            given.add(old)
    taken = {*held, *before.values()}
    for story, items in members.items():
        if story not in found:
            found[story] = free_id(items[0], taken)
            taken.add(found[story])
    return found


def given_up(told: Mapping[str, str], before: Mapping[str, str], held: frozenset[str]) -> dict[str, str]:
    """Stories of before that nothing tells any more, each with the one that most of their items are in now."""
    left = set(before.values()) - held - set(told.values())
    moved: dict[str, Counter[str]] = defaultdict(Counter)
    for item, old in before.items():
        if old in left:
            moved[old][told[item]] += 1
    return {old: now.most_common(1)[0][0] for old, now in moved.items()}
