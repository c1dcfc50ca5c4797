"""Stories: one event across feeds and languages, never two versions; ids that stay, late items that join."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from models.items import Item
from models.stories import StoryItem, assign, group_items, story_id, story_item

DAY = date(2026, 4, 1)


def item(
    key: str, title: str, vendor: str | None, day: int = 0, text: str = "", source: str | None = None
) -> Item:
    return Item(key, title, text, source or vendor, vendor, DAY + timedelta(days=day))


def direction(*numbers: float) -> np.ndarray:
    """A unit vector that leans where told."""
    vector = np.zeros(384, np.float32)
    vector[: len(numbers)] = numbers
    return vector / np.linalg.norm(vector)


def grouped(items: Sequence[Item], vectors: np.ndarray | None = None) -> list[int]:
    """Stories as small numbers in order of first sight."""
    told = group_items(list(items), vectors)
    numbers = {story: number for number, story in enumerate(dict.fromkeys(told))}
    return [numbers[story] for story in told]


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [
        (
            item("a", "Introducing GPT-9.1", "openai"),
            item("b", "GPT-9.1 is now in Windsurf", "windsurf"),
            True,
        ),
        (item("a", "Introducing GPT-9.1", "openai"), item("b", "GPT-9.1 System Card", "openai"), True),
        (
            item("a", "Introducing GPT-9.1", "openai"),
            item("b", "GPT-9.1 Makes Waves", None, 8, source="paper"),
            True,
        ),
        (item("a", "Introducing GPT-9.1", "openai"), item("b", "Introducing GPT-9.2", "openai"), False),
        (item("a", "Introducing GPT-9.1", "openai"), item("b", "Introducing GPT-9.1 mini", "openai"), False),
        (
            item("a", "Claude Opus 9.1 System Card", "anthropic"),
            item("b", "Claude Sonnet 9.1 System Card", "anthropic"),
            False,
        ),
        (item("a", "kit-sdk 2.35.0", "openai"), item("b", "kit-sdk 2.35.1", "openai", 1), True),
        (item("a", "kit-sdk 2.35.0", "openai"), item("b", "kit-sdk 2.35.2", "openai", 3), False),
        (item("a", "kit-sdk 2.35.0", "openai"), item("b", "kit-sdk 2.36.0", "openai"), False),
        (
            item("a", "Notes on a quiet spring launch", "cohere"),
            item("b", "Notes on a quiet spring launch", "cohere", 9),
            True,
        ),
        (
            item("a", "Notes on a quiet spring launch", "cohere"),
            item("b", "Notes on a quiet spring launch", "cohere", 30),
            False,
        ),
        (item("a", "Weekly", "cohere"), item("b", "Weekly", "cohere", 7), False),
        (
            item("a", "Mar 5, 2026ResearchHow rivers shape models of towns", "meta"),
            item("b", "How rivers shape models of towns", "meta"),
            True,
        ),
        (
            item("a", "How a bank uses Claude Code", "anthropic"),
            item("b", "How a museum uses Claude Code", "anthropic"),
            False,
        ),
        (item("a", "", "openai"), item("b", "", "openai"), False),
    ],
)
def test_two_titles(one: Item, two: Item, same: bool) -> None:
    assert (grouped([one, two]) == [0, 0]) is same


def test_two_versions_never_meet_however_alike_their_vectors() -> None:
    near = np.stack([direction(1.0), direction(1.0, 0.01)])
    pair = [
        item("a", "GPT-9.1 sets a new record", "openai"),
        item("b", "GPT-9.2 sets a new record", "openai"),
    ]
    assert grouped(pair, near) == [0, 1]
    third = [*pair, item("c", "A new record is set", "openai")]
    assert grouped(third, np.stack([*near, direction(1.0, 0.02)]))[:2] == [0, 1]


def test_a_copy_in_another_language_joins_by_names_numbers_and_vector() -> None:
    pair = [
        item("a", "Cohere opens Toronto office with 500 engineers", "cohere"),
        item(
            "b",
            "Cohere ouvre un bureau pour 500 ingénieurs à Toronto, le plus grand de la société",
            "cohere",
            1,
        ),
        item("c", "Cohere ouvre une école pour les enseignants de la ville de Lyon", "cohere", 1),
    ]
    vectors = np.stack([direction(1.0, 0.2), direction(1.0, 0.9), direction(1.0, 0.9, 0.9)])
    assert grouped(pair, vectors) == [0, 0, 1]


def test_alike_posts_of_one_company_need_shared_words_too() -> None:
    near = np.stack([direction(1.0), direction(1.0, 0.6)])
    agents = [
        item("a", "Deploying agents across the enterprise", "anthropic"),
        item("b", "Building agents for the enterprise", "anthropic", 1),
    ]
    apps = [
        item("a", "Build and share powered apps with Claude", "anthropic"),
        item("b", "Turn ideas into powered apps", "anthropic"),
    ]
    assert grouped(agents, near) == [0, 1]
    assert grouped(apps, near) == [0, 0]


def test_a_client_release_that_adds_the_launched_thing_joins_and_takes_its_fixes_of_the_day() -> None:
    texts = ["### Features * **api:** adds GPT-9", "### Bug Fixes * tidy", "### Bug Fixes * tidy again"]
    items = [
        item("d", "kit 1.9.4", "openai", 1, texts[2]),
        item("c", "kit 1.9.3", "openai", 0, texts[1]),
        item("b", "kit 1.9.2", "openai", 0, texts[0]),
        item("a", "GPT-9 is now available in Cursor", "cursor"),
    ]
    assert grouped(items) == [0, 1, 1, 1]


def test_ids_come_from_the_lead_and_never_change() -> None:
    lead = item("a", "Introducing GPT-9.1", "openai")
    told = group_items([lead, item("b", "GPT-9.1 System Card", "openai")])
    assert told == [story_id("a")] * 2
    window = [replace(story_item(lead), story=told[0])]
    later = assign([story_item(item("z", "GPT-9.1 is now in Windsurf", "windsurf", -1))], window)
    assert later == {"z": told[0]}
    again = assign([replace(story_item(lead), story=told[0])], window)
    assert again == {"a": told[0]}


def test_order_of_arrival_does_not_matter() -> None:
    items = [
        item("a", "Introducing GPT-9.1", "openai"),
        item("b", "GPT-9.1 is now in Windsurf", "windsurf"),
        item("c", "Kiro is generally available", "amazon"),
        item("d", "GPT-9.1 Makes Waves", None, 6, source="paper"),
    ]
    told = dict(zip("abcd", group_items(items), strict=True))
    for order in itertools.permutations(items):
        assert dict(zip((i.id for i in order), group_items(list(order)), strict=True)) == told


def test_undated_items_join_only_by_title() -> None:
    one = Item("a", "Introducing GPT-9.1", "", "openai", "openai", None)
    two = item("b", "GPT-9.1 is now in Windsurf", "windsurf")
    assert grouped([one, two]) == [0, 1]
    notes = [Item(key, f"kit 2.1.{key}", "", "kit", "openai", None) for key in "123"]
    assert grouped(notes) == [0, 1, 2]


def test_releases_first_seen_on_one_day_are_not_fixes_of_each_other() -> None:
    notes = [item(key, f"kit 2.1.{key}", "openai", 0, "### Bug Fixes * tidy") for key in "0123"]
    for dated, stories in ((True, 1), (False, 4)):
        told = assign([story_item(note, dated=dated) for note in notes], [])
        assert len(set(told.values())) == stories


def test_press_of_several_papers_forms_one_story_and_one_voice_alone_does_not() -> None:
    rng = np.random.default_rng(3)
    centres = rng.normal(size=(8, 384))
    items, vectors, truth = [], [], []
    for number in range(64):
        story = number % 8
        items.append(item(f"p{number:02d}", f"Headline {number}", None, story, source=f"paper{number % 5}"))
        vectors.append(centres[story] + 0.8 * rng.normal(size=384))
        truth.append(story)
    told = grouped(items, np.stack([v / np.linalg.norm(v) for v in vectors]).astype(np.float32))
    assert bcubed(truth, told) >= 0.95
    podcast = [item(f"e{n}", f"Folge {n}", None, n, source="radio") for n in range(3)]
    assert grouped(podcast, np.stack([direction(1.0), direction(1.0, 0.9), direction(1.0, 0.0, 0.9)])) == [
        0,
        1,
        2,
    ]


def test_vectors_of_another_size_missing_or_broken_are_left_out() -> None:
    pair = [
        story_item(item("a", "Introducing GPT-9.1", "openai")),
        story_item(item("b", "GPT-9.1 System Card", "openai")),
    ]
    broken = [np.full(384, np.nan, np.float32), np.zeros(7, np.float32), None]
    for one, two in itertools.product(broken, broken):
        told = assign([replace(pair[0], vector=one), replace(pair[1], vector=two)], [])
        assert told["a"] == told["b"]
    with pytest.raises(ValueError, match="2 items, but 1 vectors"):
        group_items([item("a", "A", None), item("b", "B", None)], np.zeros((1, 384), np.float32))
    assert group_items([]) == []


def test_hostile_titles_do_no_harm() -> None:
    titles = ["\x00", "x" * 100_000, "1.1." * 5_000, "GPT-" * 5_000, "‮", "((((", "@1.2", "a 1.2.3.4.5.6"]
    items = [item(str(n), title, "openai") for n, title in enumerate(titles)]
    assert len(set(group_items(items))) == len(titles)


def test_incremental_calls_give_what_one_call_gives() -> None:
    rng = np.random.default_rng(5)
    items: list[StoryItem] = []
    for number in range(600):
        story = number // 3
        centre = np.random.default_rng(story).normal(size=384)
        vector = centre + 0.5 * rng.normal(size=384)
        day = DAY + timedelta(days=story // 8 + number % 2)
        unit = (vector / np.linalg.norm(vector)).astype(np.float32)
        items.append(StoryItem(f"i{number:04d}", f"Report {number}", unit, day, source=f"paper{number % 7}"))
    whole = assign(items, [])
    steps: dict[str, str] = {}
    for start in range(0, len(items), 50):
        window = [replace(known, story=steps[known.id]) for known in items[:start]]
        steps |= assign(items[start : start + 50], window)
    truth = [number // 3 for number in range(600)]
    one, many = bcubed(truth, [whole[i.id] for i in items]), bcubed(truth, [steps[i.id] for i in items])
    assert one >= 0.95 and abs(one - many) <= 0.01


def test_addresses_are_the_same_without_tracking_and_language() -> None:
    address = "https://www.example.com/blog/spring?utm_source=mail"
    copy = "http://example.com/fr/blog/spring/?fbclid=1"
    made = [
        replace(story_item(item("a", "Our spring plan", "cohere")), url=address),
        replace(story_item(item("b", "Notre projet de printemps", "cohere", 1)), url=copy),
        replace(story_item(item("c", "Unlike anything", "cohere", 1)), url="https://example.com/"),
    ]
    told = assign(made, [])
    assert told["a"] == told["b"] != told["c"]


def bcubed(truth: Sequence[object], told: Sequence[object]) -> float:
    both = Counter(zip(truth, told, strict=True))
    gold, found = Counter(truth), Counter(told)
    precision = sum(n * n / found[t] for (_, t), n in both.items()) / len(truth)
    recall = sum(n * n / gold[g] for (g, _), n in both.items()) / len(truth)
    return 2 * precision * recall / (precision + recall)
