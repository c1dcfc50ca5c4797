"""Figures are pure: rows in, a figure out, whose marks say what the rows say."""

from __future__ import annotations

import pandas as pd
import pytest

from pages.parts import charts, grid

WEEKS = pd.date_range("2026-01-01", periods=3, freq="7D", tz="UTC")


@pytest.fixture
def shares():
    return pd.DataFrame({
        "title": ["Agents"] * 3 + ["Pricing"] * 3, "ends_at": list(WEEKS) * 2, "share": [0.1, 0.2, 0.4, 0.3, 0.3, 0.39],
    })


@pytest.mark.parametrize("dark", [True, False])
def test_attention_colours_the_winner_only(shares, dark):
    figure = charts.attention(shares, "Agents", dark)
    winner, other = figure.data
    assert winner.name == "Agents" and winner.line.color is None
    assert other.line.color == charts.QUIET
    assert figure.layout.title.text is None
    assert figure.layout.xaxis.tickfont.color == charts.INK[dark]


def test_end_labels_keep_apart(shares):
    heights = [note.y for note in charts.attention(shares, "Agents", False).layout.annotations]
    assert abs(heights[0] - heights[1]) >= 0.02


def test_price_steps_are_steps_that_reach_the_newest_day():
    history = pd.DataFrame({
        "ai_model": ["<b>mini", "<b>mini"], "starts_at": WEEKS[:2], "ends_at": [WEEKS[1], WEEKS[2]], "usd_per_mtok": [0.25, 0.75],
    })
    trace = charts.price_steps(history, "<b>mini", False).data[0]
    assert trace.line.shape == "hv"
    assert list(trace.y) == [0.25, 0.75, 0.75]
    assert trace.name == "&lt;b&gt;mini"


def test_generations_stand_in_order():
    prices = pd.DataFrame({"ai_model": ["b", "a"], "line_order": [2, 1], "usd_per_mtok": [0.75, 0.25]})
    newest, before = charts.generations(prices, False).data
    assert (list(newest.x), list(newest.y)) == (["b"], [0.75])
    assert (list(before.x), list(before.y)) == (["a"], [0.25])


def test_board_leaves_null_where_nothing_is_held():
    cells = pd.DataFrame({
        "layer_title": ["Harness", "Silicon"], "ordinal": [3, 7], "company_name": ["Alpha", "Beta"], "moves_90d": [0, 4],
        "company_moves_90d": [0, 4],
    })
    made = grid.board(cells, 90, most=12)
    assert list(made.columns) == [grid.LAYER, "Beta", "Alpha"]
    assert made.loc[0, "Alpha"] == 0 and pd.isna(made.loc[0, "Beta"]) and made.loc[1, "Beta"] == 4
    assert list(grid.board(cells, 90, most=1).columns) == [grid.LAYER, "Beta"]
