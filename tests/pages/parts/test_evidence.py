"""Foreign text on a page: shown as it is, never alive."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as some

from pages.parts import evidence


@pytest.mark.parametrize(
    "text",
    ["![x](http://e.example/i.png)", "[c](javascript:alert(1))", ":red[x]", "$x^2$", "<b>b</b>", "# h", "`code`", "* a", "[[x]]"],
)
def test_marks_are_escaped(text):
    assert evidence.plain(text).replace("\\", "").replace(evidence.JOINER, "") == text
    for mark in "[]<>$`#*!":
        assert evidence.plain(text).count(mark) == evidence.plain(text).count("\\" + mark)


@pytest.mark.parametrize("text", [":smile:", ":material/home:", "https://e.example", "www.e.example", "a@e.example"])
def test_what_wakes_after_escaping_is_broken(text):
    assert evidence.JOINER in evidence.plain(text)


def test_hidden_characters_and_lines_go():
    assert evidence.clean("a\u202eb\x00c\nd\u2066") == "abc d"


def test_long_text_is_cut_at_a_word():
    cut = evidence.clean("word " * 300, 50)
    assert len(cut) <= 52 and cut.endswith("word …")


@pytest.mark.parametrize("nothing", [None, float("nan"), pd.NaT, pd.NA])
def test_nothing_is_nothing(nothing):
    assert evidence.clean(nothing) == ""


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "//e.example", "", None, "http://", "http://[", 7]
)
def test_only_web_addresses_are_links(url):
    assert evidence.address(url) is None


def test_an_address_can_not_leave_its_brackets():
    made = evidence.address("https://a.example/x) [y](javascript:1)\n<b>")
    assert made.startswith("https://a.example/x")
    assert not set(made) & set(" ()<>[]\n")
    assert evidence.link("t", "javascript:1") == "t"


@given(some.text(max_size=300))
def test_any_text_comes_through_without_a_live_mark(text):
    made = evidence.plain(text)
    bare = made.replace("\\\\", "")
    for at, sign in enumerate(bare):
        if sign in "[]<>$`*_#!|~":
            assert bare[at - 1] == "\\"


@pytest.mark.parametrize(
    ("dollars", "said"),
    [(0.25, "$0.25"), (2, "$2.00"), (12.5, "$12.50"), (0.0375, "$0.0375"), (1200, "$1,200"), (0, "$0.00")],
)
def test_money(dollars, said):
    assert evidence.money(dollars) == said


def test_a_line_names_source_and_date_once():
    row = pd.Series({"vendor_name": "Alpha", "source_title": "Alpha news", "dated_by": "first_seen",
                     "published_at": pd.Timestamp("2026-04-03", tz="UTC")})
    assert evidence.line(row) == "Alpha news · first seen 3 Apr 2026"
