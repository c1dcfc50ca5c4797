"""Press of one field: all of it is alike, so numbers, days, companies, papers and questions tell events apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from models.items import Item
from models.stories import assign, group_items, story_item, tell
from models.story_doubts import ASKS, OTHER_COMPANY, OTHER_NUMBERS, SAID_ALIKE, SAME_PAPER, doubt
from models.story_items import read

DAY = date(2026, 4, 1)
TITLE = "Cohere opens weather lab in Lisbon"


def item(key: str, title: str, paper: str | None = None, day: int = 0, vendor: str | None = None) -> Item:
    return Item(key, title, "", paper or vendor or f"paper {key}", vendor, DAY + timedelta(days=day))


def vectors(likeness: float, count: int = 2) -> np.ndarray:
    """Unit vectors, each as like the first as told and unlike each other besides."""
    made = np.zeros((count, 384), np.float32)
    made[0, 0] = 1
    for number in range(1, count):
        made[number, 0], made[number, number] = likeness, np.sqrt(1 - likeness**2)
    return made


def same(one: Item, two: Item, likeness: float) -> bool:
    first, second = group_items([one, two], vectors(likeness))
    return first == second


def between(one: Item, two: Item) -> float:
    return doubt([read(story_item(one))], [read(story_item(two))])


@pytest.mark.parametrize(
    ("other", "told"),
    [
        (item("b", "Lisbon gets a weather lab from Cohere"), 0.0),
        (item("b", "Lisbon gets a weather lab from Cohere", "paper a"), SAME_PAPER),
        (item("b", "What the Lisbon weather lab of Cohere is for"), ASKS),
        (item("b", "Mistral and Cohere: two labs, one kind of weather"), OTHER_COMPANY),
        (item("b", "Cohere puts 40 people into a weather lab"), 0.0),
    ],
)
def test_what_speaks_against_one_event(other: Item, told: float) -> None:
    assert between(item("a", TITLE), other) == pytest.approx(told)


def test_numbers_and_sums_speak_for_or_against_one_event() -> None:
    ours = item("a", "Cohere raises $300 million for labs")
    assert between(ours, item("b", "Cohere hires 40 for its lab")) == pytest.approx(OTHER_NUMBERS)
    assert between(ours, item("b", "Cohere lands funding of $300M")) == pytest.approx(-SAID_ALIKE)


@pytest.mark.parametrize(
    "other",
    [
        item("b", "Why Cohere wants Lisbon weather"),
        item("b", "Cohere and Mistral eye Lisbon weather"),
        item("b", "Cohere lines up Lisbon weather", day=3),
    ],
)
def test_a_doubt_parts_what_is_just_alike_enough(other: Item) -> None:
    plain = item("b", "Cohere lines up Lisbon weather")
    alike = next(n / 100 for n in range(100) if same(item("a", TITLE), plain, n / 100))
    assert 0.1 < alike < 0.7
    assert not same(item("a", TITLE), other, alike)
    assert same(item("a", TITLE), other, 0.95)


def test_papers_that_name_one_ai_model_need_not_tell_one_event() -> None:
    launch = item("a", "OpenAI unveils GPT-9")
    use = item("b", "GPT-9 helps a bakery plan its week")
    assert not same(launch, use, 0.4)
    assert same(launch, item("b", "OpenAI launches GPT-9"), 0.7)
    assert same(launch, item("b", "Introducing GPT-9", vendor="openai"), 0.4)


def test_what_is_less_alike_joins_a_story_of_an_earlier_run_too() -> None:
    made = [item("a", TITLE), item("b", "Cohere lines up Lisbon weather")]
    alike = next(n / 100 for n in range(100) if same(*made, n / 100)) + 0.05
    first, second = (story_item(one, vector) for one, vector in zip(made, vectors(alike), strict=True))
    held = replace(first, story="older")
    assert assign([second], [held]) == {"b": "older"}
    assert tell([second], [held]).joined == {}


def test_news_of_many_fields_is_told_apart_by_likeness_alone() -> None:
    places = [
        "Porto",
        "Turin",
        "Lyon",
        "Bergen",
        "Krakow",
        "Malmo",
        "Ghent",
        "Graz",
        "Basel",
        "Split",
        "Varna",
        "Tartu",
    ]
    others = [item(f"o{place}", f"{place} mends its old bridge") for place in places]
    ours = [item("a", TITLE), item("b", "Why Cohere wants Lisbon weather")]
    rows = np.zeros((14, 384), np.float32)
    rows[:12] = np.eye(384, dtype=np.float32)[100:112]
    rows[12:] = vectors(0.5)
    told = group_items([*others, *ours], rows)
    assert told[12] == told[13]
    assert not same(*ours, 0.5)
