"""What a story is called."""

from __future__ import annotations

import numpy as np
import pytest

from models.items import Item
from models.story_labels import background, behind, cohesion, label


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


def test_what_two_titles_share_names_a_story_and_else_its_lead_does() -> None:
    shared = [item("a", "Auto mode for the night shift", None), item("b", "A safer way: auto mode explained", None)]
    assert label(shared).lower() == "auto mode"
    apart = [item("a", "Copperfield leadership plans", None), item("b", "Delays and new org charts", None)]
    assert label(apart) in {"Copperfield leadership plans", "Copperfield leadership", "leadership plans"}
    thing = [item("a", "Introducing GPT-9.1 mini", "openai"), item("b", "Small machines cost more", None)]
    assert label([*thing, item("c", "OpenAI Python library v9.2.0", "openai")]) == "GPT-9.1 mini"


def test_a_version_that_most_titles_name_holds_a_story_together_though_vectors_are_far_apart() -> None:
    items = [item("a", "Introducing GPT-9.1", "openai"), item("b", "GPT-9.1 System Card", "openai")]
    assert label([*items, item("c", "OpenAI Python library v9.2.0", "openai")], None, np.eye(3, 384, dtype=np.float32)) == "GPT-9.1"


def test_on_one_day_a_launch_leads_then_its_card_then_others_then_releases() -> None:
    told = [
        item("a", "OpenAI Python library v9.2.0", "openai"),
        item("b", "GPT-9.1 is now available in Windsurf", "windsurf"),
        item("c", "GPT-9.1 System Card", "openai"),
        item("d", "Introducing GPT-9.1", "openai"),
    ]
    assert [one.id for one in sorted(told, key=behind)] == ["d", "c", "b", "a"]


def test_a_plain_word_alone_names_no_story() -> None:
    titles = ["Borealis stock soars 30% on a supply deal for its machines", "Why Borealis stock keeps climbing this spring"]
    told = label([item(str(n), title, None) for n, title in enumerate(titles)])
    assert " " in told
    names = ["Fans mourn Copperfield after a long illness this spring", "What made Copperfield so loved by those who knew him"]
    assert label([item(str(n), title, None) for n, title in enumerate(names)]) == "Copperfield"
    assert ")" not in label([item("a", "Windmaker (NYSE:WIND) Deepens Push", None), item("b", "Windmaker (WIND) Expands", None)])
