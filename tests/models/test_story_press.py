"""Stories of the press by average link: whatever the order of items, whatever the field."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models import story_merge
from models.embedder import embed
from models.items import Item, embedding_text
from models.stories import group_items
from models.story_items import Vector
from models.story_pairs import MOST_PAIRS, Pairs

sys.path.append(str(Path(__file__).parents[1] / "bench"))
sys.path.append(str(Path(__file__).parent))

from press_set import headlines
from test_story_sets import bcubed

DAY = date(2026, 4, 1)
Press = tuple[list[Item], list[int], Vector]


@pytest.fixture(scope="module")
def press() -> Press:
    """Headlines of forty stories on the days of one month, none of them of our field."""
    items, truth = headlines(seed=5, mean=14, step=0.4)
    return items, truth, np.asarray(embed([embedding_text(item) for item in items]), dtype=np.float32)


def test_stories_do_not_depend_on_ids_by_which_items_of_a_day_are_ordered(press: Press) -> None:
    items, truth, vectors = press
    found = []
    for seed in (1, 2):
        order = np.random.default_rng(seed).permutation(len(items))
        named = [replace(item, id=f"{number:05d}") for item, number in zip(items, order, strict=True)]
        found.append(group_items(named, vectors))
    assert bcubed(*found) >= 0.97
    assert min(bcubed(truth, told) for told in found) >= 0.92


def test_a_day_of_few_large_stories_is_no_day_of_one_field(press: Press) -> None:
    """Where most pairs are of one story, how alike two items usually are says nothing of unrelated ones."""
    items, truth, vectors = press
    largest = sorted(set(truth), key=truth.count)[-4:]
    kept = [place for place, story in enumerate(truth) if story in largest]
    told = group_items([items[place] for place in kept], vectors[kept])
    assert bcubed([truth[place] for place in kept], told) >= 0.93


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 12), st.integers(0, 10**6))
def test_joined_pairs_are_as_alike_as_all_their_items_and_the_best_is_found(count: int, seed: int) -> None:
    chance = np.random.default_rng(seed)
    items = chance.random((count, count))
    items = (items + items.T) / 2
    stories = [[number] for number in range(count)]
    pairs = Pairs(items.astype(np.float32), np.ones(count, np.int64), count, 0.3)
    for _ in range(count - 1):
        pair = pairs.best()
        means = {
            (a, b): np.mean([items[i, j] for i in stories[a] for j in stories[b]])
            for a in range(count)
            for b in range(a)
            if stories[a] and stories[b]
        }
        if pair is None:
            assert max(means.values()) < 0.3 + 1e-6
            return
        assert pairs.likeness(*pair) == pytest.approx(max(means.values()), abs=1e-6)
        kept, gone = pair
        pairs.join(kept, gone)
        stories[kept] += stories[gone]
        stories[gone] = []


def test_a_refused_pair_waits_until_one_of_it_grows() -> None:
    alike = np.array([[1, 0.9, 0.4], [0.9, 1, 0.8], [0.4, 0.8, 1]], np.float32)
    pairs = Pairs(alike, np.ones(3, np.int64), 3, 0.3)
    assert set(pairs.best() or ()) == {0, 1}
    pairs.refuse(0, 1)
    assert set(pairs.best() or ()) == {1, 2}
    pairs.join(1, 2)
    assert set(pairs.best() or ()) == {0, 1}
    pairs.ask(0, 1, 0.7)
    assert pairs.best() is None


def test_two_stories_of_before_are_not_joined_for_a_third() -> None:
    pairs = Pairs(np.full((3, 3), 0.9, np.float32), np.ones(3, np.int64), 1, 0.3)
    assert 0 in (pairs.best() or ())
    pairs.refuse(0, 1)
    pairs.refuse(0, 2)
    assert pairs.best() is None


def test_a_flood_of_look_alikes_from_one_paper_is_not_asked_pair_by_pair(monkeypatch: pytest.MonkeyPatch) -> None:
    count = 300
    vectors = 0.7 * np.eye(1, 384, dtype=np.float32) + 0.7 * np.eye(count + 1, 384, dtype=np.float32)[1:]
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    items = [Item(f"i{n:03d}", f"Notice {n} of the harbour board", "", "gazette", None, DAY) for n in range(count)]
    asked: list[str] = []
    real = story_merge._may_join
    monkeypatch.setattr(story_merge, "_may_join", lambda *told: asked.append(told[1]) or real(*told))
    assert len(set(group_items(items, vectors))) == count
    assert len(asked) <= count * MOST_PAIRS


def test_months_read_in_one_call_are_told_as_each_alone(press: Press) -> None:
    items, _, vectors = press
    alone = group_items(items[:120], vectors[:120])
    later = [replace(item, id=f"{item.id}-later", date=(item.date or DAY) + timedelta(days=400)) for item in items]
    whole = group_items([*items[:120], *later], np.vstack([vectors[:120], vectors]))
    assert bcubed(alone, whole[:120]) == 1.0
    assert bcubed(group_items(later, vectors), whole[120:]) >= 0.99
