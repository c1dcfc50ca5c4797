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
    ("Larkspur puts a price on its desk agents", "", "price_change"),
    ("Quillfort maps", "It moved from free to paid for third-party developers.", "price_change"),
    ("Quillfort CI", "The perpetual free tier (100 builds a day) was eliminated.", "price_change"),
    ("Larkspur will remove mood-reading tools from its cloud", "", "deprecation"),
    ("Quillfort stops selling face matching", "", "deprecation"),
    ("Fenwick Cabs will cease operations", "", "deprecation"),
    ("Hosting notes", "Minnow (25.01) and Minnow Large are retired as of June 3, 2031.", "deprecation"),
    ("Fenwick Cabs suspends driverless service in two cities", "", "delay_cancel"),
    ("Larkspur won't roll out Windsail in Europe", "", "delay_cancel"),
    ("Cabinet clears scheme for public data halls", "", "policy_legal"),
    ("Quillfort is now HIPAA compliant", "", "policy_legal"),
    ("Larkspur to begin using customer notes to train Windsail", "", "policy_legal"),
    ("Farm unions partner with Quillfort to sort seed", "", "acquisition_partnership"),
    ("Fenwick, Nordbank enter landmark agreement on audits", "", "acquisition_partnership"),
    ("Larkspur lands $142 mln to read soil", "", "funding"),
    ("Head change", "The board has hired Rosa Lind as its new interim CEO.", "reorganisation"),
    ("App goes dark after exposing users' call recordings", "", "security_incident"),
]
OTHERWISE = [
    ("Amazon unveils Nova Act, an agent for browsers", "launch"),
    ("Quillfort achieves SOC 2 Type II attestation", "none"),
    ("Larkspur drops biggest open dataset yet", "none"),
    ("Larkspur is now a partner for your most demanding work", "none"),
    ("Larkspur traffic slips again for the third month", "none"),
    ("Binary and scalar quantization for significantly faster search", "none"),
    ("Larkspur, Quillfort have discussed a partnership", "none"),
    ("State lawmakers struggle to tackle chatbot regulations", "none"),
    ("The lawsuit that could rewrite the rules of copyright", "none"),
    ("Five quick acquisition announcements you need to know", "none"),
    ("Fenwick Retail slows job cuts and calls for real people", "none"),
]


@pytest.mark.parametrize(("title", "body", "kind"), TOLD)
def test_plain_words_tell_their_event(title: str, body: str, kind: str) -> None:
    assert event(Item("1", title, body, "Example", None, None)).type == kind


@pytest.mark.parametrize(("title", "kind"), OTHERWISE)
def test_words_that_only_look_like_a_business_event(title: str, kind: str) -> None:
    assert event(Item("1", title, "", "Example", None, None)).type == kind
