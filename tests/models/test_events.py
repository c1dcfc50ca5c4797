"""Events: one type an item, precision first; near misses stay none."""

from __future__ import annotations

import pytest

from models.events import TYPES, event
from models.items import Item

TOLD = [
    ("Lower prices for our reasoning models", "", "price_change"),
    ("Changes to Team and Pro plans", "", "price_change"),
    ("A new pricing page", "We are reducing our prices for cached input by 50%.", "price_change"),
    ("Disrupting a cyber espionage campaign", "", "security_incident"),
    ("Postmortem of the outage on 4 March", "", "security_incident"),
    ("Our response to the EU consultation on copyright", "", "policy_legal"),
    ("Publisher sues chatbot maker", "", "policy_legal"),
    ("Updating our usage policy", "", "policy_legal"),
    ("Borealis acquires note-taking start-up Inkwell", "", "acquisition_partnership"),
    ("Borealis and Nordbank announce strategic partnership", "", "acquisition_partnership"),
    ("The next chapter", "We are joining forces with a larger company.", "acquisition_partnership"),
    ("Borealis raises $2 billion in Series D funding", "", "funding"),
    ("Growing faster", "We've raised a $60M Series A to hire more engineers.", "funding"),
    ("Deprecation of the completions endpoint", "", "deprecation"),
    ("Older snapshots", "Three of them will be retired on 30 June 2027.", "deprecation"),
    ("Release of Borealis 5 delayed to autumn", "", "delay_cancel"),
    ("Borealis appoints new chief financial officer", "", "reorganisation"),
    ("Borealis opens Lisbon office", "", "reorganisation"),
    ("Introducing Borealis 5", "", "launch"),
    ("Borealis 5 outperforms human experts", "", "benchmark_result"),
]
NONE = [
    ("How Nordbank cut review times with Borealis", ""),
    ("Best practices for pricing your AI product", ""),
    ("Funding questions every founder should ask", "A guide."),
    ("Why we think about security incidents differently", ""),
    ("Which plan is right for you?", ""),
    ("Windsail 2.1.4", "Patch fixes. Minor improvements."),
    ("", "We raised the question of funding and then talked about the acquisition of language."),
    ("Low latency without delay", "Notes on caching."),
    ("Language acquisition in children and machines", ""),
]


@pytest.mark.parametrize(("title", "text", "expected"), TOLD)
def test_an_event_told_plainly_is_found(title: str, text: str, expected: str) -> None:
    found = event(Item("1", title, text))
    assert found.type == expected
    assert 0.5 <= found.confidence <= 1


@pytest.mark.parametrize(("title", "text"), NONE)
def test_near_misses_tell_no_event(title: str, text: str) -> None:
    assert event(Item("1", title, text)).type == "none"


def test_the_graver_type_wins() -> None:
    assert event(Item("1", "Introducing lower prices and a new plan: pricing update")).type == "price_change"


def test_digests_and_hostile_text_tell_none() -> None:
    digest = "Chip Giant Raises Billions, Court Bans Face Scans, Robots Learn to Cook"
    assert event(Item("1", digest)).type == "none"
    for text in ("", "\x00\ud800", "introducing " * 90_000, "a" * 500_000, "raises $" * 50_000):
        assert event(Item("1", text, text)).type in {*TYPES, "none"}
