"""Events that posts and longer headlines say in plain words, and words that only look like one."""

from __future__ import annotations

import pytest

from models.events import event
from models.items import Item

TOLD = [
    ("Some models now require the Builder paid plan", "", "price_change"),
    ("A note on addresses", "From May on Larkspur will start charging for idle addresses.", "price_change"),
    ("Larkspur tweaks weekly usage limits to manage load", "", "price_change"),
    ("A new frontier", "Minnow falls from 1.00 to 0.20 dollars per million input tokens.", "price_change"),
    ("Four small models", "They are no longer available on the Free plan.", "price_change"),
    ("Larkspur adds summaries while reducing prices", "", "price_change"),
    ("Risk analytics", "Quillfort raised $45M in a Series B round for its platform.", "funding"),
    ("Quillfort announces $900 million of senior notes", "", "funding"),
    ("Introducing our new SVP, Head of Sales, Ada Fenwick", "", "reorganisation"),
    ("Ada Fenwick is leaving Google", "", "reorganisation"),
    ("Design chief enlisted by Larkspur", "", "reorganisation"),
    ("Quillfort is now an official inference provider", "", "acquisition_partnership"),
    ("Google agreed to pay Quillfort $80 million for its staff", "", "acquisition_partnership"),
    ("A desk for editors", "We're collaborating with Nordpress to train editors.", "acquisition_partnership"),
    ("Joint letter: the AI Act must protect tenants", "", "policy_legal"),
    ("Studios send cease-and-desist to Quillfort", "", "policy_legal"),
    ("Thirty countries ink agreement on safe models", "", "policy_legal"),
    ("Larkspur Flows enters maintenance mode", "", "deprecation"),
    ("Larkspur Flows Classic", "It is no longer open to new customers.", "deprecation"),
    ("App goes dark after exposing users' call recordings", "", "security_incident"),
]
OTHERWISE = [
    ("Amazon unveils Nova Act, an agent for browsers", "launch"),
    ("Quillfort achieves SOC 2 Type II attestation", "none"),
    ("Larkspur drops biggest open dataset yet", "none"),
    ("Larkspur is now a partner for your most demanding work", "none"),
    ("Larkspur traffic slips again for the third month", "none"),
    ("Binary and scalar quantization for significantly faster search", "none"),
    ("Fenwick Retail slows job cuts and calls for real people", "none"),
]


@pytest.mark.parametrize(("title", "body", "kind"), TOLD)
def test_plain_words_tell_their_event(title: str, body: str, kind: str) -> None:
    assert event(Item("1", title, body, "Example", None, None)).type == kind


@pytest.mark.parametrize(("title", "kind"), OTHERWISE)
def test_words_that_only_look_like_a_business_event(title: str, kind: str) -> None:
    assert event(Item("1", title, "", "Example", None, None)).type == kind
