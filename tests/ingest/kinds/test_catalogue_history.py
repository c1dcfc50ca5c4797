"""Our own price history: dated rows, exact numbers, and one problem for each row that says no days."""

from __future__ import annotations

import json
from datetime import date, datetime, timezone
from decimal import Decimal
from pathlib import Path

import pytest

from db.records import Document, PricePoint, Problem, Source
from ingest.errors import EmptyParse
from ingest.kinds.price_catalogue import parse

SOURCE = Source("history", "one", "price_catalogue", "History", "facts", 3600, path="history.json")
NOW = datetime(2026, 11, 24, tzinfo=timezone.utc)
GOOD = ["xai", "grok-4", "input", None, "3.10", "2025-09-01", "2025-12-01"]


def read(*rows):
    body = json.dumps({"history_of": "one", "prices": list(rows)}).encode()
    return parse(SOURCE, Document(SOURCE.id, body, NOW))


def test_a_row_holds_from_its_first_day_to_the_day_after_its_last():
    [one] = read(GOOD)
    assert (one.vendor, one.ai_model, one.unit, one.tier, one.usd_per_mtok) == ("xai", "grok-4", "input", "standard", Decimal("3.1"))
    assert (one.effective_from, one.effective_to) == (date(2025, 9, 1), date(2025, 12, 2))
    assert one.quote == "input, listed 2025-09-01 to 2025-12-01: 3.10"


def test_bands_and_tiers_stand_in_one_column():
    band, tier = read([*GOOD[:3], ">200000", *GOOD[4:]], [*GOOD[:3], "off_peak>128000", *GOOD[4:]])
    assert (band.tier, band.context_over) == ("standard", 200000)
    assert (tier.tier, tier.context_over) == ("off_peak", 128000)


def test_a_price_of_zero_is_free_as_it_was_listed():
    [one] = read([*GOOD[:4], "0", *GOOD[5:]])
    assert (one.amount, one.status) == (Decimal(0), "accepted")


@pytest.mark.parametrize("row", [
    GOOD[:6], [*GOOD, "x"], "text", None, [*GOOD[:5], "soon", "2025-12-01"], [*GOOD[:5], "2025-12-01", "2025-09-01"],
    [None, *GOOD[1:]][:1], [*GOOD[:1], "", *GOOD[2:]], [*GOOD[:2], 5, *GOOD[3:]], [*GOOD[:4], "-1", *GOOD[5:]],
])
def test_a_row_that_says_too_little_is_a_problem_of_its_own(row):
    records = read(GOOD, row)
    assert [type(one) for one in records] == [PricePoint, Problem]


def test_a_history_without_prices_is_refused():
    with pytest.raises(EmptyParse):
        read()


def test_the_bundled_histories_read_without_a_problem():
    files = sorted((Path(__file__).parents[3] / "ingest" / "starter").glob("price_history_*.json"))
    assert len(files) == 3
    for file in files:
        records = parse(SOURCE, Document(SOURCE.id, file.read_bytes(), NOW))
        assert {type(one) for one in records} == {PricePoint}
        assert all(one.effective_from < one.effective_to and one.effective_from < date(2026, 3, 2) for one in records)
