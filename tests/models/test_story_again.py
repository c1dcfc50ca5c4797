"""Items of the last days grouped anew with what comes: fed in pieces, stories become those of one call."""

from __future__ import annotations

import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from models import stories
from models.embedder import embed
from models.items import embedding_text
from models.stories import StoryItem, Told, story_id, story_item, tell
from models.story_again import MOST, read_again
from models.story_ids import free_id, given_up, ids_kept
from models.story_links import WINDOW_DAYS

sys.path.append(str(Path(__file__).parents[1] / "bench"))

from press_set import headlines

DAY = date(2026, 4, 1)
Parts = set[frozenset[str]]


@pytest.fixture(scope="module")
def press() -> list[StoryItem]:
    """Some 150 headlines of one busy fortnight."""
    made, _ = headlines(seed=2, mean=14, step=0.2)
    items = made[:150]
    found = np.asarray(embed([embedding_text(item) for item in items]))
    return [story_item(item, vector) for item, vector in zip(items, found, strict=True)]


def fed(items: list[StoryItem], size: int) -> dict[str, str]:
    """The story of each after calls of `size` items, each beside all those before it."""
    stories: dict[str, str] = {}
    for start in range(0, len(items), size):
        held = [replace(item, story=stories[item.id]) for item in items[:start]]
        stories = after(stories, tell(items[start : start + size], held))
    return stories


def after(stories: dict[str, str], told: Told) -> dict[str, str]:
    """Stories with a call's word carried out, as the collector does it."""
    return {item: told.joined.get(story, story) for item, story in (stories | told.stories).items()}


def parts(stories: dict[str, str]) -> Parts:
    """Which items stand together, whatever their stories are called."""
    return {frozenset(one for one in stories if stories[one] == story) for story in stories.values()}


def test_stories_fed_in_pieces_are_those_of_one_call(press: list[StoryItem]) -> None:
    whole = tell(press, []).stories
    assert 10 < len(parts(whole)) < 100
    assert parts(fed(press, 10)) == parts(whole)
    mixed = [press[place] for place in np.random.default_rng(3).permutation(len(press))]
    assert parts(fed(mixed, 25)) == parts(whole)


def test_a_call_without_a_surprise_moves_nothing(press: list[StoryItem]) -> None:
    stories = tell(press, []).stories
    other = replace(press[-1], id="other", title="Quinoa harvest in Peru", vector=None)
    told = tell([other], [replace(item, story=stories[item.id]) for item in press])
    assert set(told.stories) == {"other"}
    assert not told.joined


def test_what_a_reader_said_something_of_stays_where_it_is(press: list[StoryItem]) -> None:
    stories = tell(press, []).stories
    lone = next(iter(parts(stories) - {part for part in parts(stories) if len(part) < 4}))
    one = min(lone)
    window = [replace(item, story="apart" if item.id == one else stories[item.id]) for item in press[:-1]]
    assert after(stories, tell([press[-1]], window))[one] != "apart"
    assert one not in tell([press[-1]], window, frozenset({one})).stories


def test_only_the_newest_days_are_read_again_and_only_so_many() -> None:
    def at(key: str, days: int, story: str | None = "s") -> StoryItem:
        return StoryItem(key, key, date=DAY + timedelta(days=days), story=story)

    window = [at("old", -WINDOW_DAYS - 1), at("near", -WINDOW_DAYS), at("later", WINDOW_DAYS), at("loose", 0, None)]
    undated = StoryItem("undated", "undated", story="s")
    assert set(read_again([at("new", 0)], [*window, undated], frozenset())) == {"near", "later"}
    assert set(read_again([at("new", 0)], window, frozenset({"near"}))) == {"later"}
    assert read_again([undated], window, frozenset()) == {}
    many = [at(f"i{number:04d}", 0) for number in range(MOST + 5)]
    assert set(read_again([at("new", 0)], many, frozenset())) == {item.id for item in many[5:]}


def test_an_id_stays_with_most_of_its_items() -> None:
    before = {"a": "one", "b": "one", "c": "one", "d": "two"}
    told = {"a": "x", "b": "y", "c": "y", "d": "y", "e": "z"}
    assert ids_kept(told, before, frozenset()) == {"y": "one", "x": story_id("a"), "z": story_id("e")}
    assert given_up({"a": story_id("a"), "b": "one", "c": "one", "d": "one"}, before, frozenset()) == {"two": "one"}


def test_an_id_that_others_tell_is_not_taken() -> None:
    taken = story_id("a")
    apart = story_id("a apart 1")
    assert free_id("a", {taken}) == apart
    # The item that named a story leaves it: the story keeps its id, and the item gets another.
    assert ids_kept({"a": "x", "b": "y", "c": "y"}, dict.fromkeys("abc", taken), frozenset()) == {"x": apart, "y": taken}
    assert ids_kept({"a": "x", "b": taken}, {"a": taken}, frozenset({taken})) == {"x": apart}


def test_of_a_denser_fortnight_the_nearest_in_time_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stories, "MOST_HELD", 3)
    title = "Copperfield windmill collapses in a storm over the northern coast"
    held = [
        StoryItem(f"old{day}", f"Nothing of note happened on day {day}", date=DAY + timedelta(days=day), story=f"s{day}")
        for day in (-9, -8, -7, 6)
    ]
    near, far = (StoryItem(key, title, date=DAY + timedelta(days=day), story=key) for key, day in (("near", 1), ("far", -10)))
    new = StoryItem("new", title, date=DAY)
    assert stories.assign([new], [far, *held, near]) == {"new": "near"}
    assert stories.assign([new], [far, *held]) != {"new": "far"}
    assert stories.assign([new], [far, *held[:2]]) == {"new": "far"}
