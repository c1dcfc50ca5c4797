"""Dated copies of real price pages and catalogues: exactly the changes that were, none that were not."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from db.records import Document, PricePoint
from ingest.kinds import parser
from tests.prices import Shop, day, reference

pytestmark = pytest.mark.usefixtures("shared")
COPIES = {"anthropic": 3, "mistral": 3, "venice": 2}


@pytest.fixture
def shop(tmp_path):
    made = Shop(tmp_path)
    yield made
    made.store.close()


def copies(shared, vendor):
    found = sorted((shared / "data" / "pricing" / "pages" / vendor).iterdir())
    assert len(found) == COPIES[vendor]
    return [(path.stem, path.read_bytes()) for path in found]


def changes(shop):
    return shop.ask("price_changes", "unit", "old_amount", "new_amount", "currency", "context_over is not null")


@pytest.mark.parametrize("vendor", sorted(COPIES))
def test_between_dated_copies_exactly_the_true_changes(shop, shared, vendor):
    source = shop.source(f"{vendor}-pricing", vendor)
    for date, body in copies(shared, vendor):
        assert shop.look(source, body, day(date)) == "ok"
        before = len(changes(shop))
    assert before == 0, "a change was published at its first reading"
    assert shop.unchanged(source, day(date)) == "unchanged"
    assert changes(shop) == [], "the same day confirms nothing"
    shop.unchanged(source, day(date) + timedelta(days=1))
    with (shared / "data" / "pricing" / "changes.csv").open(encoding="utf-8") as lines:
        truth = sorted(
            (row["unit"], Decimal(row["old"]), Decimal(row["new"]), row["currency"], "long_context" in row["tier"])
            for row in csv.DictReader(lines) if row["vendor"] == vendor and row["kind"] == "price_change"
        )
    assert sorted(changes(shop)) == truth


@pytest.mark.parametrize("vendor", sorted(COPIES))
def test_a_page_with_all_numbers_halved_publishes_nothing(shop, shared, vendor):
    source = shop.source(f"{vendor}-pricing", vendor)
    date, body = copies(shared, vendor)[-1]
    shop.look(source, body, day(date))
    listed = shop.ask("price_latest", "ai_model_id", "unit", "tier", "usd_per_mtok")
    halved = [
        replace(one, amount=one.amount / 2, usd_per_mtok=one.usd_per_mtok and one.usd_per_mtok / 2)
        if isinstance(one, PricePoint) and one.amount else one
        for one in parser("pricing_page")(source, Document(source.id, body, day(date)))
    ]
    for later in (1, 2, 3):
        assert shop.look(source, body + b" ", day(date) + timedelta(days=later), halved) == "suspicious"
    assert changes(shop) == []
    assert shop.ask("price_latest", "ai_model_id", "unit", "tier", "usd_per_mtok") == listed
    waiting = shop.store.con.execute(
        "select distinct rule from prices where status <> 'accepted' and observed_at > ?", [day(date)]).fetchall()
    assert set(waiting) - {(None,), ("two_prices",)} == {("uniform_factor",)}


@pytest.mark.parametrize("vendor", sorted(COPIES))
def test_half_the_rows_gone_deletes_nothing(shop, shared, vendor):
    source = shop.source(f"{vendor}-pricing", vendor)
    date, body = copies(shared, vendor)[-1]
    shop.look(source, body, day(date))
    listed = shop.ask("price_latest", "ai_model_id", "unit", "tier", "context_over", "usd_per_mtok", "last_confirmed_at")
    records = parser("pricing_page")(source, Document(source.id, body, day(date)))
    kept = [one for one in records if isinstance(one, PricePoint) and one.status == "accepted"][::2]
    for later in (1, 2):
        state = shop.look(source, body + b" ", day(date) + timedelta(days=later), kept)
        assert state == "suspicious"
    after = shop.ask("price_latest", "ai_model_id", "unit", "tier", "context_over", "usd_per_mtok", "last_confirmed_at")
    assert after == listed
    assert shop.store.rows("absent_prices", [source.id]) == []


def test_the_reference_history_holds_no_false_change(shop, shared):
    last = defaultdict(dict)
    true = set()
    for source_id, date, points in reference(shared):
        source = shop.source(source_id, source_id, "price_catalogue")
        shop.look(source, f"{source_id} {date}".encode(), day(date), points)
        for one in points:
            key = (one.vendor, one.ai_model, one.unit, one.tier, one.context_over)
            old = last[source_id].get(key)
            if old is not None and old != one.usd_per_mtok:
                true.add((one.unit, old, one.usd_per_mtok))
            last[source_id][key] = one.usd_per_mtok
    found = shop.ask("price_changes", "ai_model_id", "unit", "old_usd_per_mtok", "new_usd_per_mtok", "changed_at::date::varchar")
    assert [row for row in found if row[1:4] not in true and row[0] != "openai/o3"] == []
    assert [row[1:] for row in found if row[0] == "openai/o3"] == [
        ("input", Decimal(10), Decimal(2), "2025-06-10"), ("output", Decimal(40), Decimal(8), "2025-06-10")]
    moved = {"deepseek/deepseek-chat", "mistral/mistral-large-latest"}
    assert not moved & {row[0] for row in found}
    assert len(found) >= 12
