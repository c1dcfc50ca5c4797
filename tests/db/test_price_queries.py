"""The example queries about prices answer what they ask, on a world where the answers are known."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from db.publish import publish
from db.reader import open_reader
from db.store import Store
from tests import world

QUERIES = Path(__file__).resolve().parents[2] / "db" / "queries"


def price(at, unit, amount, name="alpha-mini-1", *, tier="standard", over=None, days=50, **more):
    key = f"alpha/{name}/{unit}/{tier}/{over}/{more.get('effective_from')}"
    return {
        "price_id": f"more-{at}",
        "price_key": key,
        "source_id": "catalogue",
        "document_id": world.DOCUMENT,
        "vendor": "alpha",
        "ai_model": name,
        "unit": unit,
        "tier": tier,
        "context_over": over,
        "currency": "USD",
        "amount": Decimal(amount),
        "per": "1M tokens",
        "usd_per_mtok": Decimal(amount),
        "quote": f"{name} {unit} ${amount}",
        "observed_at": world.NOW - timedelta(days=days),
        "status": "accepted",
        **more,
    }


MORE = [
    price(1, "input", "0.125", tier="batch"),
    price(2, "cached_input", "0.05"),
    price(3, "input", "0.5", over=128_000),
    price(4, "output", "8", status="quarantined", reason="four times the price before", days=2),
    price(6, "input", "2", "beta-one", days=120, vendor="beta", price_key="beta/beta-one/input"),
    price(7, "output", "12", "beta-one", days=120, vendor="beta", price_key="beta/beta-one/output"),
    price(5, "output", "2.5", effective_from=date(2026, 6, 1), days=3),
]
SCORE = {
    "score_id": "score-1",
    "source_id": "catalogue",
    "document_id": world.DOCUMENT,
    "ai_model": "alpha-mini-1",
    "benchmark": "aider-polyglot_leaderboard",
    "value": Decimal("50"),
    "unit": "percent passed",
    "run_on": date(2026, 4, 1),
    "cost_usd": Decimal("9"),
    "observed_at": world.NOW - timedelta(days=3),
}


@pytest.fixture(scope="module")
def answers(tmp_path_factory):
    """Asks an example query by the number of its file."""
    data = tmp_path_factory.mktemp("prices")
    store = Store.open(data)
    world.fill(store)
    with store.transaction():
        store.insert("price_point", MORE)
        store.insert("score", [SCORE])
    publish(store, world.NOW, embedder="world")
    store.close()
    reader = open_reader(data)
    yield lambda number: reader.query(next(QUERIES.glob(f"{number}_*.sql")))
    reader.close()


def test_a_mix_costs_now_what_the_latest_prices_say_and_earlier_what_stood_then(answers):
    rows = answers(11).set_index("ai_model_id")
    # 3 x 0.25 + 2; 3 x 0.75 + 4.5; 3 x 1.5 + 12, where 3 x 2 + 12 stood 90 days ago
    assert rows["usd_now"].to_dict() == {
        "alpha/alpha-mini-1": 2.75,
        "alpha/alpha-mini-2": 6.75,
        "beta/beta-one": 16.5,
    }
    assert rows.loc["beta/beta-one", ["usd_90_days_ago", "ratio"]].tolist() == [18, 0.9167]
    assert rows.loc["alpha/alpha-mini-2", ["usd_90_days_ago", "ratio"]].isna().all()


def test_rises_and_falls_are_told_apart(answers):
    told = answers(12)[["ai_model_id", "unit", "direction", "ratio"]].values.tolist()
    assert told == [["beta/beta-one", "input", "rose", 1.5], ["beta/beta-one", "input", "fell", 0.5]]


def test_discounts_are_parts_of_the_list_price(answers):
    (row,) = answers(13).to_dict("records")
    assert (row["ai_model_id"], row["batch_of_list"], row["cached_of_list"]) == (
        "alpha/alpha-mini-1",
        0.5,
        0.2,
    )


def test_long_prompts_are_compared_with_the_base_price(answers):
    (row,) = answers(14).to_dict("records")
    assert (row["ai_model_id"], row["unit"], row["above_tokens"], row["ratio"]) == (
        "alpha/alpha-mini-1",
        "input",
        128_000,
        2,
    )


def test_solved_tasks_are_in_order_of_cost_and_never_refused(answers):
    rows = answers(15)
    assert rows["usd_per_solved"].notna().all()
    assert rows.sort_values(["benchmark", "usd_per_solved"], kind="stable").equals(rows)


def test_what_is_held_back_stands_beside_the_price_that_holds(answers):
    (row,) = answers(16).to_dict("records")
    assert (row["ai_model"], row["reason"]) == ("alpha-mini-1", "four times the price before")
    assert (row["amount"], row["standing_usd_per_mtok"]) == (8, 2)


def test_a_price_of_a_later_day_is_known_and_not_yet_in_force(answers):
    (row,) = answers(17).to_dict("records")
    assert (row["ai_model_id"], row["usd_per_mtok_now"], row["usd_per_mtok_then"]) == (
        "alpha/alpha-mini-1",
        2,
        2.5,
    )
    assert str(row["effective_from"])[:10] == "2026-06-01"


def test_there_are_seven_more_questions():
    assert len(list(QUERIES.glob("*.sql"))) >= 17
