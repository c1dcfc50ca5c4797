"""What a question is read as, and which stretch of a text answers it."""

from __future__ import annotations

import pytest

from db.search import parse, snippet
from db.search_words import begins, holds, terms_of


def test_what_was_not_read_is_said():
    assert "500 characters" in parse("price " * 1000).remarks[0]
    assert "not closed" in parse('"desktop runtime').remarks[0]
    assert "no filter" in parse("author:smith").remarks[0]
    assert "OR" in parse("alpha OR beta").remarks[0]
    assert "“%”" in parse("%").remarks[0]
    assert parse("alpha & beta - gamma").remarks == ()
    assert parse("see https://a.example/x").remarks == ()


def test_a_question_falls_into_its_parts():
    query = parse('gpt-5.2 "open source" -"not this" vendor:"Hugging Face" -kind:podcast price')
    assert query.words == (("gpt", "5.2"), ("open", "source"), ("price",))
    assert query.without == (("not", "this"),)
    assert [(one.field, one.value, one.wanted) for one in query.filters] == [
        ("vendor", "Hugging Face", True),
        ("kind", "podcast", False),
    ]
    assert query.plain == "gpt-5.2 open source price"


def test_terms_of_any_script():
    assert terms_of("Claude 4.5’s prices: $0.25/M — Größe") == [
        "claude",
        "4.5",
        "s",
        "price",
        "0.25",
        "m",
        "grosse",
    ]
    assert terms_of("価格 AI発表") == ["価", "格", "ai", "発", "表"]
    assert terms_of("companies process news") == ["company", "process", "news"]
    assert terms_of("y" * 100_000) == [] and terms_of(None) == []
    assert holds(terms_of("the open source world"), ("open", "source"))


def test_begins_keeps_the_order_of_terms():
    terms = sorted(["a", "ab", "abcdefg", "abcdefz", "b", "価", "z9"])
    assert [begins(term)[0] for term in terms] == sorted(begins(term)[0] for term in terms)
    low, high = begins("ab")
    assert all(low <= begins(term)[0] <= high for term in ("ab", "abcdefg", "ab価"))


def test_a_snippet_is_the_stretch_that_says_most():
    text = (
        "Words that do not matter. " * 20
        + "Beta opens its desktop <b>runtime</b> to all. "
        + "More of it. " * 20
    )
    pieces = snippet(text, parse("desktop runtimes"), width=80)
    whole = "".join(piece for piece, _ in pieces)
    assert [piece for piece, hit in pieces if hit] == ["desktop", "runtime"]
    assert len(whole) <= 82 and whole.strip("…") in text
    assert whole.startswith("…") and whole.endswith("…")


@pytest.mark.parametrize(
    "text", [None, "", "x", "no hit here", "desktop", "desktop " * 50_000, "é" * 1000, "D́esktop"]
)
def test_any_text_gives_pieces_of_itself(text):
    pieces = snippet(text, parse("desktop runti"))
    assert sum(len(piece) for piece, _ in pieces) <= 264
    assert all(piece for piece, _ in pieces)


def test_a_word_begun_is_highlighted_whole():
    assert ("Runtime", True) in snippet("The Runtime is open.", parse("runti"))
