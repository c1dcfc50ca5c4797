"""What a company posts and what others tell of it: joined by sums, acts, further companies and things."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest

from models.items import Item
from models.stories import group_items
from models.story_acts import acts, sums, without_acts
from models.story_titles import cut_short

DAY = date(2026, 4, 1)


def item(key: str, title: str, source: str, vendor: str | None = None, day: int = 0, text: str = "") -> Item:
    return Item(key, title, text, source, vendor, DAY + timedelta(days=day))


def same(one: Item, two: Item, likeness: float | None = 0.6) -> bool:
    """Whether two items alone are one story, with vectors as alike as told."""
    vectors = None
    if likeness is not None:
        vectors = np.zeros((2, 384), np.float32)
        vectors[0, 0], vectors[1, :2] = 1, (likeness, np.sqrt(1 - likeness**2))
    first, second = group_items([one, two], vectors)
    return first == second


@pytest.mark.parametrize(
    ("post", "report"),
    [
        ("Anthropic raises $7B Series Q", "Anthropic valued at $90 billion after $7 billion funding round"),
        ("Anthropic and Siemens partner on factories", "Siemens teams up with Anthropic on shop floors"),
        ("Anthropic to acquire Tidepool Labs", "Anthropic buys startup Tidepool Labs"),
        ("Opening our office in Porto", "Anthropic to open Porto office, hire 40"),
    ],
)
def test_a_report_joins_what_the_company_posted(post: str, report: str) -> None:
    ours, theirs = item("a", post, "anthropic_news", "anthropic"), item("b", report, "paper")
    assert same(ours, theirs)
    assert not same(ours, item("b", report, "paper", day=9))


@pytest.mark.parametrize(
    ("post", "report"),
    [
        ("Anthropic raises $7B Series Q", "Anthropic sued over song lyrics"),
        ("How a bakery plans its week with Claude", "Anthropic valued at $90 billion after funding round"),
        ("Anthropic and Siemens partner on factories", "Anthropic partners with a rail operator"),
    ],
)
def test_other_news_of_the_company_stays_apart(post: str, report: str) -> None:
    assert not same(item("a", post, "anthropic_news", "anthropic"), item("b", report, "paper"))


def test_papers_join_by_a_sum_and_an_act_but_not_by_a_company_alone() -> None:
    one = item("a", "Groq raises $310 million at $5 billion valuation", "paper")
    assert same(one, item("b", "Chip maker Groq now worth $5B after funding", "other"))
    assert not same(one, item("b", "Groq raises $90 million for a plant in Oslo", "other", day=2), 0.5)
    assert not same(one, item("b", "Groq opens a hall in Oslo", "other"), 0.6)


def test_two_posters_that_lead_with_one_new_thing_join_at_once() -> None:
    launch = item("a", "Magistral", "mistral", "mistral")
    assert same(launch, item("b", "Magistral now on GroqCloud", "groq", "groq"), 0.3)
    assert same(launch, item("b", "Magistral: Mistral stellt neues Modell vor", "blatt"), 0.5)


def test_support_from_day_zero_joins_the_launch_of_that_day_only() -> None:
    launch = item("a", "Introducing gpt-oss", "openai_research", "openai")
    support = "Day Zero Support for OpenAI Open Models"
    assert same(launch, item("b", support, "groq", "groq"), 0.2)
    assert not same(launch, item("b", support, "groq", "groq", day=1), 0.2)


def test_an_explanation_of_the_next_days_joins_its_launch() -> None:
    launch = item("a", "Introducing AgentKit", "openai_research", "openai")
    guide = "A first agent with AgentKit: a migration guide"
    assert same(launch, item("b", guide, "openai_developer", "openai", day=3))
    assert not same(launch, item("b", guide, "openai_developer", "openai", day=9))
    assert not same(launch, item("b", "How a florist uses AgentKit", "openai_developer", "openai", day=3))


def test_a_release_is_a_fix_by_its_text_or_else_by_its_number() -> None:
    def release(key: str, version: str, text: str = "", day: int = 0) -> Item:
        return item(key, f"tool-kit {version}", "release:tool-kit", "openai", day, text)

    assert same(release("a", "3.4.0"), release("b", "3.4.1"), 0.95)
    assert not same(release("a", "3.4.7"), release("b", "3.4.8"), 0.95)
    assert same(release("a", "3.4.7"), release("b", "3.4.8", "Bug Fixes: typo in a type"), 0.95)
    assert not same(release("a", "3.4.0"), release("b", "3.4.1", "Features: a new client"), 0.95)


def test_a_title_cut_short_is_the_same_title() -> None:
    assert cut_short("A bird in the hand", "Introducing A bird in the hand: worth two")
    assert cut_short("What nine hundred bakers told us about working wi", "x") is False
    assert cut_short(
        "Announcing the survey: What nine hundred bakers told us about wor",
        "Announcing the survey: What nine hundred bakers told us about working with dough",
    )
    assert not cut_short("Tools for bakers", "Tools for bakers and millers")
    assert not cut_short("Tools for bakers", "Tools for bakers")


def test_sums_and_acts_are_read_in_any_spelling() -> None:
    assert sums("1.7B€") == sums("€1.7bn") == sums("1,7 milliard d'euros") == {1_700_000_000}
    assert sums("$1,250 million") == {1_250_000_000}
    assert sums("70B parameters in 2026, 5 ways, 1.2.3B") == frozenset()
    assert acts("Firm raises $5M and sues rival") == {"funding", "court"}
    assert acts("Raising the bar") == frozenset()
    assert without_acts("Firm buys mill").split() == ["Firm", "mill"]
