"""The form of addresses and cadences is judged without ever failing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.source_rules import seconds, url_fault


@pytest.mark.parametrize(
    "url", ["https://lab.example/a", "http://127.0.0.1:8080/", "HTTPS://LAB.example?x=1"]
)
def test_a_web_address_has_no_fault(url):
    assert url_fault(url) is None


@pytest.mark.parametrize(
    "url", ["", "lab.example", "file:///a", "https://a@b/", "https://a b/", "http://a:0/", "http:\\\\a"]
)
def test_anything_else_has_one(url):
    assert url_fault(url)


@given(st.text(max_size=80))
def test_an_address_is_judged_without_failing(text):
    fault = url_fault(text)
    assert fault is None or isinstance(fault, str)


@pytest.mark.parametrize(("words", "expected"), [("15m", 900), ("1h", 3600), ("7d", 604_800), ("1", 0)])
def test_cadence_words(words, expected):
    assert seconds(words) == expected
