"""Prices: the step of the world is the finding, changes carry their words, unknown stays unknown."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.publish import publish
from db.store import Store
from tests import world


MOVE = "How do prices move?"


def plain(at) -> str:
    return "\n".join(str(part.value) for part in (*at.header, *at.markdown, *at.caption, *at.text)).replace("\\", "")


def test_the_newest_step_is_the_finding(app, world_data):
    at = app(world_data, "pricing")
    assert at.header[0].value.replace("\\", "") == "alpha-mini-2 costs 3 times what alpha-mini-1 did"


def test_a_change_carries_quote_and_date(app, world_data):
    said = plain(app(world_data, "pricing", vendor="beta"))
    assert "input $3.00 → $1.50 (×0.5)" in said
    assert "changed 14 Apr 2026" in said
    assert "beta-one input $1.50" in said
    assert "alpha-mini" not in said


def test_chosen_ai_models_are_drawn(app, world_data):
    at = app(world_data, "pricing", view=MOVE, ai_model=["beta/beta-one"], unit="Output")
    assert at.multiselect(key="ai_model").value == ["beta/beta-one"]
    at.toggle(key="price_history_table").set_value(True).run()
    table = at.dataframe[0].value
    assert list(table["ai_model"]) == ["beta-one"] and list(table["usd_per_mtok"]) == [12.0]


def test_a_unit_without_prices_is_said(app, world_data):
    assert "No cached input price here" in plain(app(world_data, "pricing", view=MOVE, unit="Cached input"))


def test_unknown_is_not_zero(app, world_data):
    table = app(world_data, "pricing").dataframe[-1].value
    assert table["cached_input_usd_per_mtok"].isna().all()
    assert len(table) == 3


@pytest.mark.parametrize("key", ["vendor", "ai_model", "unit"])
def test_filters_are_bound(app, world_data, key):
    at = app(world_data, "pricing", view=MOVE)
    assert key in {widget.key for widget in (*at.multiselect, *at.selectbox)}


@pytest.fixture
def doubtful(tmp_path):
    """The world with a second catalogue that contradicts the first, and a reading that nobody believes yet."""
    store = Store.open(tmp_path)
    world.fill(store)
    other = next(row for row in world.sources() if row["source_id"] == "catalogue") | {"source_id": "other", "title": "Other catalogue"}
    told = next(row for row in world.prices() if row["price_id"] == "price-5")
    store.insert("source", [other])
    store.insert("fetch", [next(row for row in world.fetches() if row["source_id"] == "catalogue") | {"source_id": "other"}])
    store.insert("price_point", [
        told | {"price_id": "x-1", "price_key": "other", "source_id": "other", "usd_per_mtok": 2, "amount": 2},
        told | {"price_id": "x-2", "price_key": "held", "usd_per_mtok": 15, "amount": 15, "status": "quarantined",
                "reason": "ten times the old price", "observed_at": world.NOW - timedelta(minutes=30)},
    ])
    publish(store, world.NOW)
    store.close()
    return tmp_path


def test_what_is_not_settled_is_shown_and_counted(app, doubtful):
    at = app(doubtful, "pricing")
    assert "Not settled" in [header.value for header in at.header]
    assert "1 price disputed · 1 held back" in [caption.value for caption in at.caption]
    disputed, held = (table.value for table in at.dataframe if {"readings", "reason"} & set(table.value.columns))
    assert (disputed["low"].iloc[0], disputed["high"].iloc[0]) == (1.5, 2.0)
    assert held["reason"].iloc[0] == "ten times the old price" and held["believed_usd_per_mtok"].notna().all()


def test_a_settled_market_has_no_such_section(app, world_data):
    assert "Not settled" not in [header.value for header in app(world_data, "pricing").header]
