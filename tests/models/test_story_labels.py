"""What a story is called."""

from __future__ import annotations

import numpy as np
import pytest

from models.items import Item
from models.story_labels import background, cohesion, label


def item(key: str, title: str, vendor: str | None) -> Item:
    return Item(key, title, "", vendor, vendor)


def test_labels_name_the_thing_or_the_phrase_most_its_own() -> None:
    launch = [item("a", "Introducing GPT-9.1", "openai"), item("b", "GPT-9.1 System Card", "openai")]
    assert label(launch) == "GPT-9.1"
    usual = background(
        [f"Notes about garden number {n}" for n in range(50)] + ["Pruning old apple trees"] * 2
    )
    titles = ["Pruning old apple trees", "More on apple trees from Anthropic"]
    told = label([item(str(n), title, "anthropic") for n, title in enumerate(titles)], usual)
    assert told == "apple trees"
    assert label([]) == ""


def test_a_story_of_many_things_is_called_mixed() -> None:
    apart = np.eye(3, 384, dtype=np.float32)
    items = [item(str(n), f"Report {n}", None) for n in range(3)]
    assert label(items, None, apart) == "mixed"
    assert cohesion(apart) == pytest.approx(0.0)
    assert cohesion(apart[:1]) is None
