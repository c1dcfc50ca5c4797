"""Figures of the Pricing page are pure: what is on the frontier stands out, dollars are written on log axes."""

from __future__ import annotations

from decimal import Decimal
from math import log10

import pandas as pd
import pytest

from models.workload import Swing
from pages.parts import charts, price_figures


@pytest.fixture
def compared():
    return pd.DataFrame({
        "ai_model": ["cheap", "<b>best</b>", "beaten"], "variant": ["low", None, None], "score": [40.0, 80.0, 39.0],
        "usd_per_solved": [0.01, 1.0, 0.5], "on_frontier": [True, True, False], "dominated_by": [None, None, "m/cheap"],
    })


@pytest.mark.parametrize("dark", [True, False])
def test_the_frontier_is_coloured_and_the_beaten_are_grey_diamonds(compared, dark):
    figure = price_figures.frontier(compared, dark)
    front, beaten = figure.data
    assert list(front.text) == ["cheap (low)", "&lt;b&gt;best&lt;/b&gt;"] and front.marker.color is None and front.line.shape == "hv"
    assert beaten.marker.symbol == "diamond" and beaten.marker.color == charts.QUIET and list(beaten.customdata) == ["m/cheap"]
    assert figure.layout.xaxis.type == "log" and "$0.10" in figure.layout.xaxis.ticktext
    low, high = figure.layout.xaxis.range
    assert low < log10(0.01) and high > 0


def test_the_finding_names_the_cheapest_and_the_best(compared):
    assert price_figures.frontier_finding(compared) == "cheap (low) solves a task for $0.01; <b>best</b> solves most, for $1.00 each"
    assert price_figures.frontier_finding(compared.head(1)).endswith("and nobody solves more")


def test_results_that_cost_nothing_are_drawn(compared):
    assert len(price_figures.frontier(compared.assign(usd_per_solved=0.0), False).data) == 2


def test_cheap_and_dear_share_a_log_axis_with_written_dollars():
    days = pd.date_range("2026-01-01", periods=3, freq="7D", tz="UTC")
    history = pd.DataFrame({
        "ai_model": ["dear", "cheap", "cheap"], "starts_at": [days[0], days[0], days[1]], "ends_at": [days[2], days[1], days[2]],
        "usd_per_mtok": [30.0, 0.1, 0.2], "before_usd_per_mtok": [None, None, 0.1],
    })
    figure = charts.price_steps(history, "cheap", False)
    assert figure.layout.yaxis.type == "log" and {"$0.10", "$10.00"} <= set(figure.layout.yaxis.ticktext)
    assert list(figure.data[0].text) == ["", "×2", ""]
    assert [round(note.y, 3) for note in figure.layout.annotations] == [round(log10(0.2), 3), round(log10(30), 3)]
    assert charts.price_steps(history.tail(2), "cheap", False).layout.yaxis.type != "log"


def test_the_widest_swing_is_on_top():
    swings = [
        Swing(name, Decimal(1), Decimal(3), Decimal(low), Decimal(high), Decimal(10), Decimal(high) - Decimal(low))
        for name, low, high in (("requests", 5, 15), ("prompt_tokens", 9, 11))
    ]
    table = price_figures.swing_rows(swings, 2.0)
    assert table["assumption"].tolist() == ["requests", "prompt length"] and table["at_high"].tolist() == [30.0, 22.0]
    higher, lower = price_figures.swings(table, False).data
    assert list(higher.y)[-1] == "requests" and list(higher.x) == [2.0, 10.0] and list(lower.x) == [-2.0, -10.0]
