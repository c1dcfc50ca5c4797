"""Prices on the thread of a story: of what it is about, on the day from which they hold."""

from __future__ import annotations

from datetime import timedelta

import pytest

from db.store import Store
from tests import world
from tests.db.threads import LEAD, MINI, SECOND, name, of


@pytest.fixture
def store(tmp_path):
    made = Store.open(tmp_path / "data")
    world.fill(made)
    yield made
    made.close()


def test_first_prices_of_an_ai_model_and_changes_stand_on_their_day(store):
    name(store, LEAD, MINI, "ai_model")
    (row,) = of(store, "price")
    assert row["title"] == "alpha-mini-2 per 1M tokens: input $0.75; output $4.50"
    assert row["said"] == "alpha-mini-2 input $0.75 | alpha-mini-2 output $4.50"
    assert (row["who"], row["source_title"], row["document_id"]) == (
        "alpha",
        "Price catalogue",
        world.DOCUMENT,
    )
    name(store, "dev-0002", "beta/beta-one", "ai_model", 5)
    (row,) = of(store, "price", "s-runtime")
    assert row["title"] == "beta-one per 1M tokens: input $1.50, was $3.00"
    assert row["happened_at"] == world.NOW - timedelta(days=10)


def test_a_price_that_was_there_when_we_first_looked_has_no_day(store):
    name(store, LEAD, "alpha/alpha-mini-1", "ai_model")
    store.con.execute(
        "update core.development set published_at = ? where development_id in (?, ?)",
        [world.NOW - timedelta(days=50), LEAD, SECOND],
    )
    assert of(store, "price") == []


@pytest.mark.parametrize(
    "change",
    [
        "update core.price_point set status = 'quarantined' where ai_model = 'alpha-mini-2'",
        "update core.price_point set tier = 'batch' where ai_model = 'alpha-mini-2'",
        "update core.development set published_at = published_at - interval 61 day where development_id in ('dev-0000', 'dev-0001')",
    ],
)
def test_a_doubted_price_another_tier_and_a_far_day_stay_out(store, change):
    name(store, LEAD, MINI, "ai_model")
    store.con.execute(change)
    assert of(store, "price") == []


def test_small_prices_keep_all_their_digits(store):
    name(store, LEAD, MINI, "ai_model")
    store.con.execute(
        "update core.price_point set usd_per_mtok = 0.0375, amount = 0.0375 where ai_model = 'alpha-mini-2' and unit = 'input'"
    )
    store.con.execute(
        "update core.price_point set usd_per_mtok = 100, amount = 100 where ai_model = 'alpha-mini-2' and unit = 'output'"
    )
    assert of(store, "price")[0]["title"] == "alpha-mini-2 per 1M tokens: input $0.0375; output $100.00"
