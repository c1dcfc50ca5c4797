"""How good the tags are, as the page tells it: with size and date, and unknown where nothing was measured."""

from __future__ import annotations

import json

import pytest

from db.publish import publish
from db.store import Store
from pages.parts import how_good
from tests import world

HEAD = {
    "fitted_on": 1500,
    "items": 200,
    "micro": {"f1": 0.76},
    "macro_f1": 0.72,
    "shown": {"precision": 0.93, "recall": 0.47},
    "ece": 0.008,
    "themes": {
        "agents": {"precision": 0.9, "recall": 0.8, "f1": 0.85, "support": 26},
        "pricing": {"precision": None, "recall": 0.0, "f1": 0.0, "support": 3},
        "no-theme-of-ours": {"f1": 0.5, "support": 1},
    },
    "business_events": {"precision": 1.0},
    "measured_on": "2026-04-20",
}


def said(at) -> str:
    parts = [*at.markdown, *at.caption, *at.text, *at.warning, *at.header, *at.metric, *at.toast]
    return "\n".join(str(part.value) for part in parts).replace("\\", "").replace("\u2060", "")


def with_head(folder, head):
    store = Store.open(folder)
    world.fill(store)
    publish(store, world.NOW, embedder="world", head=head)
    store.close()
    return folder


def test_figures_of_the_head_are_told_with_size_and_date(app, tmp_path):
    at = app(with_head(tmp_path, json.dumps(HEAD)), "developments", view="review")
    words = said(at)
    assert "Measured on 200 labelled texts" in words and "learned from 1,500 others" in words
    assert "measured 20 Apr 2026" in words
    assert {metric.label: metric.value for metric in at.metric} == {
        "Shown tags right": "93%", "Right tags shown": "47%", "Confidence off by": "0.8 points",
        "Micro F1": "0.76", "Macro F1": "0.72", "Events right": "100%",
    }  # fmt: skip
    assert "Best in Agents and their runtime (0.85), weakest in Pricing (0.00)" in words


@pytest.mark.parametrize("head", [None, "", "no json", "[]", "{}", "17"])
def test_without_figures_that_is_said(app, tmp_path, head):
    at = app(with_head(tmp_path, head), "developments", view="review")
    assert not at.exception and "carries no figures" in said(at)


def test_unknown_figures_are_unknown():
    assert how_good.said(how_good.number({"ece": None}, "ece"), "points") == "unknown"
    assert how_good.number({"shown": "bad"}, "shown", "precision") is None
    assert "an unknown number of" in how_good.measured({}) and "measured unknown" in how_good.measured({})
    assert "and 3 corrections of readers" in how_good.measured({"fitted_on": 9, "corrections": 3})
